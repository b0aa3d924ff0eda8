//! What subcommands that trace have in common.

use super::Work;
use super::errors::{self, Failure, Outcome};
use crate::pipeline;
use crate::tell::Findings;
use headwater_annotate::Annotator;
use headwater_text::Language;
use headwater_trace::{Pile, trace};

/// Reads, annotates and traces; `tell` gets what was found.
pub(super) fn traced(
    work: &Work,
    tell: impl FnOnce(Findings<'_>, &Language) -> Result<(), Failure>,
) -> Result<Outcome, Failure> {
    let gathered = pipeline::gather(&work.paths, &work.progress);
    if let Err(failure) = errors::check(&gathered) {
        errors::list_problems(&gathered);
        return Err(failure);
    }
    let language = Language::english();
    let annotations = pipeline::annotate(&gathered.documents, &Annotator::new(&language), &work.progress);
    let found = trace(Pile { documents: &gathered.documents, annotations: &annotations }, &language);
    let findings = Findings {
        documents: &gathered.documents,
        annotations: &annotations,
        problems: &gathered.problems,
        trace: &found,
    };
    tell(findings, &language)?;
    Ok(Outcome::of(&gathered))
}
