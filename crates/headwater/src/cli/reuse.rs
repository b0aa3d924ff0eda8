//! `headwater reuse`.

use super::Work;
use super::errors::{Failure, Outcome};
use super::lines::{self, Lines};
use crate::tell::json;
use clap::Args;
use headwater_text::Language;

/// Find passages that articles share
///
/// A line for each aligned passage of every pair of articles: where it stands in both, which is the original and
/// whether the copy credits it, as far as that can be told (schema/reuse.json).
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    lines: Lines,
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Work, Failure> {
        self.lines.validate()
    }
}

pub(super) fn run(work: Work) -> Result<Outcome, Failure> {
    let language = Language::english();
    let (gathered, annotations) = lines::annotated(&work, &language)?;
    let pile = headwater_trace::Pile { documents: &gathered.documents, annotations: &annotations };
    let passages = headwater_trace::reuse::find(pile, &language);
    work.output.write(|out| json::copies::write(out, &gathered.documents, &passages))?;
    Ok(Outcome::of(&gathered))
}
