//! What subcommands that write one JSON object a line have in common.

use super::errors::{self, Failure};
use super::material::{Material, material};
use super::{Common, Work};
use crate::pipeline::Gathered;
use clap::{Args, ValueEnum};
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
    let Material { gathered, annotations, .. } = material(work, language)?;
    if !work.quiet {
        errors::list_problems(&gathered);
    }
    Ok((gathered, annotations))
}
