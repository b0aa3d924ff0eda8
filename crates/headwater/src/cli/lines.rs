//! What subcommands that write one JSON object a line, or text, have in common.

use super::output::Output;
use super::screen::Screen;
use clap::ValueEnum;

/// The form, as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Jsonl,
    Text,
}

/// The form, ready to be written in.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Jsonl,
    Text { columns: usize, colour: bool },
}

impl Format {
    pub(super) fn on(self, screen: &Screen, output: &Output) -> Form {
        match self {
            Self::Jsonl => Form::Jsonl,
            Self::Text => {
                let (columns, colour) = screen.measure(output);
                Form::Text { columns, colour }
            }
        }
    }
}
