//! How wide a terminal is and whether to colour on it.

use super::output::Output;
use clap::{Args, ValueEnum};

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What subcommands that tell text to people take.
#[derive(Debug, Args)]
pub(super) struct Screen {
    /// When to colour; the NO_COLOR variable turns it off
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
}

/// Columns of text that goes to no terminal.
const COLUMNS: usize = 100;
/// Terminals narrower or wider than this are treated as if they were not: chains need room, prose needs an end.
const COLUMNS_POSSIBLE: std::ops::RangeInclusive<usize> = 60..=120;

impl Screen {
    /// Columns of a line in `output`, and whether to colour there.
    pub(super) fn measure(&self, output: &Output) -> (usize, bool) {
        (Self::columns(output), self.coloured(output))
    }

    fn columns(output: &Output) -> usize {
        let size = output.is_terminal().then(terminal_size::terminal_size).flatten();
        size.map_or(COLUMNS, |(width, _)| {
            usize::from(width.0).clamp(*COLUMNS_POSSIBLE.start(), *COLUMNS_POSSIBLE.end())
        })
    }

    fn coloured(&self, output: &Output) -> bool {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match self.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => output.is_terminal() && !refused,
        }
    }
}
