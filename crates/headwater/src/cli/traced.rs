//! What subcommands that trace have in common.

use super::Work;
use super::errors::{self, Failure, Outcome};
use crate::judgements::Judgements;
use crate::pipeline;
use crate::tell::Findings;
use headwater_annotate::Annotator;
use headwater_text::Language;
use headwater_trace::{Outcome as Fate, Pile, trace_judged};

/// Reads, annotates and traces, obeying `judgements`; `tell` gets what was found.
pub(super) fn traced(
    work: &Work,
    judgements: &Judgements,
    tell: impl FnOnce(Findings<'_>, &Language) -> Result<(), Failure>,
) -> Result<Outcome, Failure> {
    let gathered = pipeline::gather(&work.paths, &work.progress);
    if let Err(failure) = errors::check(&gathered) {
        errors::list_problems(&gathered);
        return Err(failure);
    }
    let language = Language::english();
    let annotations = pipeline::annotate(&gathered.documents, &Annotator::new(&language), &work.progress);
    let pile = Pile { documents: &gathered.documents, annotations: &annotations };
    let found = trace_judged(pile, &judgements.list, &language);
    let findings = Findings {
        documents: &gathered.documents,
        annotations: &annotations,
        problems: &gathered.problems,
        unread: &judgements.problems,
        trace: &found,
    };
    tell(findings, &language)?;
    let obeyed = found.judgements.iter().all(|ruling| ruling.outcome != Fate::NotApplied);
    Ok(match Outcome::of(&gathered) {
        Outcome::Done if obeyed && judgements.problems.is_empty() => Outcome::Done,
        _ => Outcome::Incomplete,
    })
}
