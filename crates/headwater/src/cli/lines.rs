//! What subcommands that write one JSON object a line have in common.

use super::errors::{self, Failure};
use super::{Common, Work};
use crate::pipeline::{self, Gathered};
use clap::{Args, ValueEnum};
use headwater_annotate::Annotator;
use headwater_text::{Annotations, Language};

/// Their arguments.
#[derive(Debug, Args)]
pub(super) struct Lines {
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

impl Lines {
    pub(super) fn validate(self) -> Result<Work, Failure> {
        let Format::Jsonl = self.format;
        self.common.validate()
    }
}

/// Documents and their annotations; what could not be read is told on standard error, since lines have no place for it.
pub(super) fn annotated(work: &Work, language: &Language) -> Result<(Gathered, Vec<Annotations>), Failure> {
    let gathered = pipeline::gather(&work.paths, &work.progress);
    if !work.quiet {
        errors::list_problems(&gathered);
    }
    errors::check(&gathered)?;
    let annotations = pipeline::annotate(&gathered.documents, &Annotator::new(language), &work.progress);
    Ok((gathered, annotations))
}
