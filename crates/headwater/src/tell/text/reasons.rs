//! Why a claim counts as it does.

use super::alerts::list;
use super::page::{Ink, Line, hanging};
use crate::tell::Findings;
use headwater_trace::{Claim, Reason, ReasonKind};

/// Reasons told for one bound before the rest is counted.
const FOLD: usize = 4;
/// Column of the sentences.
const COLUMN: usize = 18;

/// "1 certain, at most 2", "none certain, at most 1".
pub(in crate::tell) fn interval(claim: &Claim) -> String {
    format!("{}, at most {}", certain(claim), claim.independence.possible)
}

pub(in crate::tell) fn certain(claim: &Claim) -> String {
    match claim.independence.certain {
        0 => "none certain".to_owned(),
        count => format!("{count} certain"),
    }
}

/// One line for each reason: what is certain, then what is possible, then what adds nothing.
pub(super) fn lines(findings: Findings<'_>, claim: &Claim, columns: usize, all: bool) -> Vec<Line> {
    let reasons = &claim.independence.reasons;
    let of = |pick: fn(&Reason) -> bool| reasons.iter().filter(move |reason| pick(reason)).collect();
    let mut lines = vec![Line::of(Ink::Infer, "  Headwater infers")];
    let mut least = sentences(findings, of(|reason| reason.certain > 0));
    if least.is_empty() {
        least.push("No article names where it has this from.".to_owned());
    }
    let mut most = sentences(findings, of(|reason| reason.possible > reason.certain));
    most.extend(sentences(findings, of(|reason| reason.possible == 0 && reason.certain == 0)));
    if most.is_empty() {
        most.push("Every chain ends at what is counted above.".to_owned());
    }
    let bound = format!("at most {}", claim.independence.possible);
    for (name, mut told) in [(certain(claim), least), (bound, most)] {
        let left = told.len().saturating_sub(if all { usize::MAX } else { FOLD });
        if left > 1 {
            told.truncate(FOLD);
            told.push(format!("{left} more reasons: --claim {} --all", claim.id));
        }
        for (index, text) in told.iter().enumerate() {
            lines.extend(paragraph(if index == 0 { &name } else { "" }, text, columns));
        }
    }
    lines
}

/// A sentence for each reason; articles that credit nobody share one.
pub(in crate::tell) fn sentences(findings: Findings<'_>, reasons: Vec<&Reason>) -> Vec<String> {
    let own_voices = |kind: ReasonKind| {
        let silent: Vec<&&Reason> = reasons.iter().filter(|reason| reason.kind == kind).collect();
        let verb = if silent.len() == 1 { "credits" } else { "credit" };
        list(silent.into_iter().filter_map(|reason| speaker(findings, reason)))
            .map(|names| format!("{names} {verb} nobody"))
    };
    let mut told: Vec<String> = reasons
        .iter()
        .filter(|reason| {
            !matches!(reason.kind, ReasonKind::NotRecorded | ReasonKind::InferredRepeat)
                || speaker(findings, reason).is_none()
        })
        .map(|reason| reason.text.clone())
        .collect();
    if let Some(words) = own_voices(ReasonKind::NotRecorded) {
        told.push(format!("{words}: lineage not recorded."));
    }
    if let Some(words) = own_voices(ReasonKind::InferredRepeat) {
        told.push(format!("{words}, and an origin is on record by then: adds nothing."));
    }
    told
}

/// The outlet, or the article whose outlet is not recorded.
fn speaker(findings: Findings<'_>, reason: &Reason) -> Option<String> {
    let outlet = reason.source.map(|source| findings.trace.sources[source].name.clone());
    outlet.or_else(|| reason.evidence.first().map(|found| findings.documents[found.doc].id.clone()))
}

fn paragraph(name: &str, text: &str, columns: usize) -> Vec<Line> {
    let text = if text.is_empty() { "not recorded" } else { text };
    let column = COLUMN.max(name.chars().count() + 6);
    hanging(Line::plain("    ").add(Ink::Infer, name), column, Ink::Plain, text, columns)
}
