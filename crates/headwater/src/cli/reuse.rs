//! `headwater reuse`.

use super::errors::{self, Failure, Outcome};
use super::{Common, Work};
use crate::pipeline;
use crate::tell::json;
use clap::{Args, ValueEnum};
use headwater_annotate::Annotator;
use headwater_text::Language;

/// Find passages that articles share
///
/// A line for each aligned passage of every pair of articles: where it stands in both, which is the original and
/// whether the copy credits it, as far as that can be told (schema/reuse.json).
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
    let pile = headwater_trace::Pile { documents: &gathered.documents, annotations: &annotations };
    let passages = headwater_trace::reuse::find(pile, &language);
    work.output.write(|out| json::copies::write(out, &gathered.documents, &passages))?;
    Ok(Outcome::of(&gathered))
}
