//! What subcommands that trace have in common.

use super::Work;
use super::errors::{Failure, Outcome};
use super::material::{Material, material};
use crate::judgements::Judgements;
use crate::tell::Findings;
use headwater_text::Language;
use headwater_trace::{Judgement, Outcome as Fate};

/// Reads, annotates and traces, obeying `judgements`; `tell` gets what was found and all judgements that were obeyed or should be.
pub(super) fn traced(
    work: &Work,
    judgements: &Judgements,
    tell: impl FnOnce(Findings<'_>, &Language, &[Judgement]) -> Result<(), Failure>,
) -> Result<Outcome, Failure> {
    let language = Language::english();
    let mut material = material(work, &language)?;
    material.judgements.extend(judgements.list.iter().cloned());
    let found = material.trace(work, &language);
    let Material { gathered, annotations, judgements: decided } = &material;
    let findings = Findings {
        problems: &gathered.problems,
        unread: &judgements.problems,
        ..Findings::of(&gathered.documents, annotations, &found)
    };
    tell(findings, &language, decided)?;
    let obeyed = found.judgements.iter().all(|ruling| ruling.outcome != Fate::NotApplied);
    Ok(match Outcome::of(gathered) {
        Outcome::Done if obeyed && judgements.problems.is_empty() => Outcome::Done,
        _ => Outcome::Incomplete,
    })
}
