//! `headwater reuse`.

use super::errors::{Failure, Outcome};
use super::lines::{Form, Format};
use super::material::texts;
use super::output::Output;
use super::screen::Screen;
use super::{Common, Work};
use crate::pipeline::Gathered;
use crate::tell::{json, text};
use clap::Args;
use headwater_text::Language;
use headwater_trace::Pile;
use headwater_trace::reuse::{self, Reuse};
use std::path::PathBuf;

/// Find passages that articles share
///
/// Every aligned passage of every pair of articles: where it stands in both, which is the original and whether the copy
/// credits it, as far as that can be told. As one JSON object a line (schema/reuse.json), or as text for people. The
/// articles are compared by their words alone, without being annotated: 10,000 take seconds.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,

    /// One JSON object a line, or text
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,

    /// Write to FILE the pairs of articles that share at least half of their words, as one JSON object a line
    #[arg(long, value_name = "FILE")]
    near_duplicates: Option<PathBuf>,

    #[command(flatten)]
    screen: Screen,
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    work: Work,
    form: Form,
    near_duplicates: Option<Output>,
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Task, Failure> {
        let work = self.common.validate()?;
        let form = self.format.on(&self.screen, &work.output);
        Ok(Task { work, form, near_duplicates: self.near_duplicates.map(Output::File) })
    }
}

pub(super) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { work, form, near_duplicates } = task;
    let (gathered, found) = compared(&work)?;
    let documents = &gathered.documents;
    if let Some(file) = near_duplicates {
        file.write(|out| json::copies::write_near(out, documents, &found.near_duplicates))?;
    }
    work.output.write(|out| match form {
        Form::Jsonl => json::copies::write(out, documents, &found.passages),
        Form::Text { columns, colour } => {
            text::copies::write(out, documents, &found.passages, columns, colour)
        }
    })?;
    Ok(Outcome::of(&gathered))
}

/// Reads what the paths name and compares it by its words; what could not be read is told on standard error.
pub(super) fn compared(work: &Work) -> Result<(Gathered, Reuse), Failure> {
    let gathered = texts(work)?;
    let pile = Pile { documents: &gathered.documents, annotations: &[] };
    let step = work.progress.start("comparing", reuse::STEPS * gathered.documents.len());
    let found = reuse::compare(pile, &Language::english(), || step.done_one());
    drop(step);
    Ok((gathered, found))
}
