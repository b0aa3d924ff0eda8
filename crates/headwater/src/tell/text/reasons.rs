//! Why a claim counts as it does.

use super::page::{Ink, Line};
use super::visible::wrap;
use headwater_trace::{Claim, DisagreementKind, DriftKind, Reason};

/// Reasons that add nothing, told for one bound before the rest is counted.
const FOLD: usize = 4;
/// Column of the sentences.
const COLUMN: usize = 18;

/// "1 certain, at most 2", "none certain, at most 1".
pub(super) fn interval(claim: &Claim) -> String {
    format!("{}, at most {}", certain(claim), claim.independence.possible)
}

fn certain(claim: &Claim) -> String {
    match claim.independence.certain {
        0 => "none certain".to_owned(),
        count => format!("{count} certain"),
    }
}

/// Reasons of both bounds, then disagreements and what was lost.
pub(super) fn lines(claim: &Claim, columns: usize, all: bool) -> Vec<Line> {
    let reasons = &claim.independence.reasons;
    let of = |pick: fn(&Reason) -> bool| {
        reasons.iter().filter(move |reason| pick(reason)).map(|reason| reason.text.as_str())
    };
    let mut lines = vec![Line::of(Ink::Infer, "  Headwater infers")];
    let mut least: Vec<&str> = of(|reason| reason.certain > 0).collect();
    if least.is_empty() {
        least.push("No article names where it has this from.");
    }
    lines.extend(paragraph(&certain(claim), Ink::Infer, &least.join(" "), columns));
    let mut most: Vec<String> = of(|reason| reason.possible > reason.certain).map(str::to_owned).collect();
    let nothing: Vec<&str> = of(|reason| reason.possible == 0 && reason.certain == 0).collect();
    let told = if all { nothing.len() } else { nothing.len().min(FOLD) };
    most.extend(nothing[..told].iter().map(|text| (*text).to_owned()));
    if told < nothing.len() {
        most.push(format!("{} more add nothing for the same reasons.", nothing.len() - told));
    }
    if most.is_empty() {
        most.push("Every chain ends at what is counted above.".to_owned());
    }
    let name = format!("at most {}", claim.independence.possible);
    lines.extend(paragraph(&name, Ink::Infer, &most.join(" "), columns));
    lines.extend(disagreements(claim, columns, all));
    lines
}

fn disagreements(claim: &Claim, columns: usize, all: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let limit = if all { usize::MAX } else { FOLD };
    if !claim.disagreements.is_empty() {
        lines.push(Line::of(Ink::Loss, "  Cannot both hold"));
        for found in claim.disagreements.iter().take(limit) {
            let name = match found.kind {
                DisagreementKind::Number => "number",
                DisagreementKind::Date => "date",
                DisagreementKind::Name => "name",
                DisagreementKind::Polarity => "denial",
            };
            lines.extend(paragraph(name, Ink::Plain, &found.reason, columns));
        }
        lines.extend(more(claim.disagreements.len(), limit));
    }
    if !claim.drifts.is_empty() {
        lines.push(Line::of(Ink::Loss, "  Lost on the way"));
        for found in claim.drifts.iter().take(limit) {
            let name = match found.kind {
                DriftKind::HedgeDropped => "hedge",
                DriftKind::AttributionDropped => "source",
            };
            lines.extend(paragraph(name, Ink::Plain, &found.reason, columns));
        }
        lines.extend(more(claim.drifts.len(), limit));
    }
    lines
}

fn more(count: usize, limit: usize) -> Option<Line> {
    let left = count.saturating_sub(limit);
    (left > 0).then(|| Line::plain("").to(COLUMN).add(Ink::Soft, &format!("{left} more: --all")))
}

fn paragraph(name: &str, ink: Ink, text: &str, columns: usize) -> Vec<Line> {
    let text = if text.is_empty() { "not recorded" } else { text };
    let column = COLUMN.max(name.chars().count() + 6);
    wrap(text, columns.saturating_sub(column).max(20))
        .into_iter()
        .enumerate()
        .map(|(index, words)| {
            let start = if index == 0 { Line::plain("    ").add(ink, name) } else { Line::default() };
            start.to(column).add(Ink::Plain, &words)
        })
        .collect()
}
