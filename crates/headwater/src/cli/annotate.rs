//! `headwater annotate`.

use super::errors::{Failure, Outcome};
use super::lines;
use super::screen::Screen;
use super::{Common, Work};
use crate::tell::{json, text};
use clap::{Args, ValueEnum};
use headwater_text::Language;

/// Mark attributions, mentions, times and quantities in articles
///
/// A line for each article: who is said to have said what, with the places of source, cue and content; names and
/// descriptions; times with their TIMEX3 values; quantities; hedges and denials (schema/annotate.json). As text, the
/// paragraphs that attribute something, with sources (^), cues (~) and contents (-) underlined.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,

    /// One JSON object a line, or underlined paragraphs for people
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,

    #[command(flatten)]
    screen: Screen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Jsonl,
    Text,
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    work: Work,
    /// Columns and whether to colour, for text.
    text: Option<(usize, bool)>,
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Task, Failure> {
        let work = self.common.validate()?;
        let text = (self.format == Format::Text)
            .then(|| (Screen::columns(&work.output), self.screen.coloured(&work.output)));
        Ok(Task { work, text })
    }
}

pub(super) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { work, text } = task;
    let language = Language::english();
    let (gathered, annotations) = lines::annotated(&work, &language)?;
    work.output.write(|out| match text {
        Some((columns, colour)) => {
            text::annotate::write(out, &gathered.documents, &annotations, columns, colour)
        }
        None => json::annotate::write(out, &gathered.documents, &annotations),
    })?;
    Ok(Outcome::of(&gathered))
}
