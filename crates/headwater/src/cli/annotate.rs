//! `headwater annotate`.

use super::errors::{self, Failure, Outcome};
use super::{Common, Work};
use crate::pipeline;
use crate::tell::json;
use clap::{Args, ValueEnum};
use headwater_annotate::Annotator;
use headwater_text::Language;

/// Mark attributions, mentions, times and quantities in articles
///
/// A line for each article: who is said to have said what, with the places of source, cue and content; names and
/// descriptions; times with their TIMEX3 values; quantities; hedges and denials (schema/annotate.json).
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,

    /// One JSON object a line
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Jsonl,
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Work, Failure> {
        let Format::Jsonl = self.format;
        self.common.validate()
    }
}

pub(super) fn run(work: Work) -> Result<Outcome, Failure> {
    let gathered = pipeline::gather(&work.paths, &work.progress);
    if !work.quiet {
        errors::list_problems(&gathered);
    }
    errors::check(&gathered)?;
    let language = Language::english();
    let annotations = pipeline::annotate(&gathered.documents, &Annotator::new(&language), &work.progress);
    work.output.write(|out| json::annotate::write(out, &gathered.documents, &annotations))?;
    Ok(Outcome::of(&gathered))
}
