//! `headwater annotate`.

use super::errors::{self, Failure, Outcome};
use super::lines::{Form, Format};
use super::material::{Material, material};
use super::screen::Screen;
use super::{Common, Work};
use crate::tell::{json, text};
use clap::Args;
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

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    work: Work,
    form: Form,
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Task, Failure> {
        let work = self.common.validate()?;
        let form = self.format.on(&self.screen, &work.output);
        Ok(Task { work, form })
    }
}

pub(super) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { work, form } = task;
    let language = Language::english();
    let Material { gathered, annotations, .. } = material(&work, &language)?;
    // Neither lines nor underlined paragraphs have a place for what could not be read.
    if !work.quiet {
        errors::list_problems(&gathered);
    }
    work.output.write(|out| match form {
        Form::Jsonl => json::annotate::write(out, &gathered.documents, &annotations),
        Form::Text { columns, colour } => {
            text::annotate::write(out, &gathered.documents, &annotations, columns, colour)
        }
    })?;
    Ok(Outcome::of(&gathered))
}
