//! What subcommands that write one JSON object a line have in common.

use super::Work;
use super::errors::{self, Failure};
use crate::pipeline::{self, Gathered};
use headwater_annotate::Annotator;
use headwater_text::{Annotations, Language};

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
