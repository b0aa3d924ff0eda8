//! What subcommands that write one JSON object a line have in common.

use super::Work;
use super::errors::{self, Failure};
use super::material::{Material, material};
use crate::pipeline::Gathered;
use headwater_text::{Annotations, Language};

/// Documents and their annotations; what could not be read is told on standard error, since lines have no place for it.
pub(super) fn annotated(work: &Work, language: &Language) -> Result<(Gathered, Vec<Annotations>), Failure> {
    let Material { gathered, annotations, .. } = material(work, language)?;
    if !work.quiet {
        errors::list_problems(&gathered);
    }
    Ok((gathered, annotations))
}
