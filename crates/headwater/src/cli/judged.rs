//! The option that brings an analyst's judgements.

use super::errors::Failure;
use crate::judgements::{self, Judgements};
use clap::Args;
use std::path::PathBuf;

/// Files of judgements, as given.
#[derive(Debug, Args)]
pub(super) struct JudgementFiles {
    /// Obey the judgements of an analyst in FILE (docs/judgements.md); may be given again
    #[arg(long, value_name = "FILE")]
    judgements: Vec<PathBuf>,
}

impl JudgementFiles {
    pub(super) fn read(self) -> Result<Judgements, Failure> {
        judgements::read(&self.judgements).map_err(|(path, why)| Failure::Read { path, why })
    }
}
