//! `headwater annotate`.

use super::Work;
use super::errors::{Failure, Outcome};
use super::lines::{self, Lines};
use crate::tell::json;
use clap::Args;
use headwater_text::Language;

/// Mark attributions, mentions, times and quantities in articles
///
/// A line for each article: who is said to have said what, with the places of source, cue and content; names and
/// descriptions; times with their TIMEX3 values; quantities; hedges and denials (schema/annotate.json).
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
    work.output.write(|out| json::annotate::write(out, &gathered.documents, &annotations))?;
    Ok(Outcome::of(&gathered))
}
