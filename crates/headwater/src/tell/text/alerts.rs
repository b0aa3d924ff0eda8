//! What an analyst must see at a claim's head: what cannot both hold, what was lost, credits that run in a circle.

use super::forest::bare;
use super::names::article_name;
use super::number;
use super::page::{Ink, Line};
use super::visible::{short, wrap};
use crate::tell::Findings;
use crate::tell::json::word;
use headwater_text::{Polarity, Span};
use headwater_trace::{Claim, DisagreementKind, DriftKind};
use std::collections::BTreeSet;

/// Names told in one line; more are counted.
const NAMES: usize = 3;
/// Columns of words as printed.
const WORDS: usize = 40;
/// Columns of a note of correction as printed.
const NOTE: usize = 90;
/// Pairs of one kind told one by one; the rest is counted, unless all is asked for.
const PAIRS: usize = 2;

/// One short line each.
pub(super) fn lines(findings: Findings<'_>, claim: &Claim, columns: usize, all: bool) -> Vec<Line> {
    let herald = Herald { findings, claim, limit: if all { usize::MAX } else { PAIRS } };
    let mut told = Vec::new();
    herald.values(&mut told);
    herald.denials(&mut told);
    herald.drifts(&mut told);
    herald.circles(&mut told);
    herald.corrections(&mut told);
    told.iter()
        .flat_map(|text| wrap(text, columns.saturating_sub(2)).into_iter().enumerate())
        .map(|(index, part)| Line::plain(if index == 0 { "" } else { "  " }).add(Ink::Loss, &part))
        .collect()
}

/// A claim with what it takes to tell its alerts.
pub(in crate::tell) struct Herald<'f> {
    findings: Findings<'f>,
    claim: &'f Claim,
    limit: usize,
}

impl<'f> Herald<'f> {
    pub(in crate::tell) fn of(findings: Findings<'f>, claim: &'f Claim) -> Self {
        Self { findings, claim, limit: PAIRS }
    }

    /// "≠ number: 6,200 people in United Dispatch, 2,600 people in Southmere Mercury".
    fn values(&self, told: &mut Vec<String>) {
        for (kind, name) in [
            (DisagreementKind::Number, "number"),
            (DisagreementKind::Date, "date"),
            (DisagreementKind::Name, "name"),
        ] {
            let mut seen = BTreeSet::new();
            let mut pairs = Vec::new();
            for found in self.claim.disagreements.iter().filter(|found| found.kind == kind) {
                let pair = match (self.value(found.a, kind), self.value(found.b, kind)) {
                    (Some(a), Some(b)) => {
                        if !seen.insert([a.to_lowercase(), b.to_lowercase()]) {
                            continue;
                        }
                        format!("{a} in {}, {b} in {}", self.name(found.a), self.name(found.b))
                    }
                    _ => found.reason.clone(),
                };
                pairs.push(pair);
            }
            let left = pairs.len().saturating_sub(self.limit);
            pairs.truncate(self.limit);
            told.extend(pairs.into_iter().map(|pair| format!("≠ {name}: {pair}")));
            if left > 0 {
                told.push(format!("≠ {name}: {left} more, --claim {} --all", self.claim.id));
            }
        }
    }

    /// "≠ denied by: Water Board".
    fn denials(&self, told: &mut Vec<String>) {
        let against = |polarity| self.claim.occurrences.iter().any(|other| other.polarity == polarity);
        if !against(Polarity::Affirmed) {
            return;
        }
        let denials =
            self.claim.occurrences.iter().filter(|occurrence| occurrence.polarity == Polarity::Denied);
        let names = denials.map(|occurrence| match occurrence.origin {
            Some(origin) => self.findings.trace.sources[origin].name.clone(),
            None => article_name(self.findings, self.claim, occurrence.doc),
        });
        if let Some(names) = list(names) {
            told.push(format!("≠ denied by {names}"));
        }
    }

    /// "/ hedge dropped: Valley Echo; had been \"may\"".
    fn drifts(&self, told: &mut Vec<String>) {
        for (kind, name) in
            [(DriftKind::HedgeDropped, "hedge dropped"), (DriftKind::AttributionDropped, "source dropped")]
        {
            let found: Vec<_> = self.claim.drifts.iter().filter(|drift| drift.kind == kind).collect();
            let Some(losers) = list(found.iter().map(|drift| self.name(drift.to))) else { continue };
            let hedge = found.first().filter(|_| kind == DriftKind::HedgeDropped).and_then(|drift| {
                let from = &self.claim.occurrences[drift.from];
                from.certainty_evidence.map(|span| self.words(drift.from, span))
            });
            told.push(match hedge {
                Some(words) => format!("/ {name} by {losers}: \"{words}\""),
                None => format!("/ {name} by {losers}"),
            });
        }
    }

    /// "/ circular credit: The Post and The Echo name one another for it".
    fn circles(&self, told: &mut Vec<String>) {
        for &(a, b) in &self.findings.trace.circular {
            if self.credits(a, b) && self.credits(b, a) {
                let name = |doc| article_name(self.findings, self.claim, doc);
                told.push(format!("/ circular credit: {} and {} name one another", name(a), name(b)));
            }
        }
    }

    /// "/ corrected by the Tarn Courier since; Valley Echo and Hill Post rest on it".
    fn corrections(&self, told: &mut Vec<String>) {
        for found in &self.claim.corrections {
            let notice = &self.findings.trace.notices[found.notice];
            let what = word(notice.kind);
            let name = article_name(self.findings, self.claim, notice.place.doc);
            let words = notice.place.span.of(&self.findings.documents[notice.place.doc].text);
            let rest = match list(found.dependents.iter().map(|index| self.name(*index))) {
                Some(names) => format!("; resting on it: {names}"),
                None => String::new(),
            };
            told.push(format!("/ {what} by {name}: \"{}\"{rest}", short(words, NOTE)));
        }
    }

    /// Whether article `by` names the outlet of article `of` for this claim.
    pub(in crate::tell) fn credits(&self, by: usize, of: usize) -> bool {
        let document = &self.findings.documents[of];
        let outlet = bare(document.outlet.as_ref().unwrap_or(&document.id));
        let hops = self.claim.occurrences.iter().filter(|occurrence| occurrence.doc == by);
        hops.flat_map(|occurrence| &occurrence.via).filter_map(|hop| hop.to).any(|to| {
            let about = &self.findings.trace.sources[to];
            std::iter::once(&about.name).chain(&about.names).any(|name| bare(name) == outlet)
        })
    }

    fn name(&self, index: usize) -> String {
        let doc = self.claim.occurrences[index].doc;
        let name = article_name(self.findings, self.claim, doc);
        // Where an outlet has several articles the id alone is shorter than both.
        if name.ends_with(')') { self.findings.documents[doc].id.clone() } else { name }
    }

    fn value(&self, index: usize, kind: DisagreementKind) -> Option<String> {
        let occurrence = &self.claim.occurrences[index];
        let (doc, values) = (occurrence.doc, &occurrence.values);
        match kind {
            DisagreementKind::Number => number::told(&self.findings.documents[doc].text, values),
            DisagreementKind::Date => values.date_span.map(|span| self.words(index, span)),
            DisagreementKind::Name => values.name_span.map(|span| self.words(index, span)),
            DisagreementKind::Polarity => None,
        }
    }

    fn words(&self, index: usize, span: Span) -> String {
        short(span.of(&self.findings.documents[self.claim.occurrences[index].doc].text), WORDS)
    }
}

/// "A, B and C", each once; "A, B, C and 4 more". `None` for no name.
pub(in crate::tell) fn list(names: impl Iterator<Item = String>) -> Option<String> {
    let mut seen = BTreeSet::new();
    let names: Vec<String> = names.filter(|name| seen.insert(name.clone())).collect();
    let shown = names.len().min(NAMES);
    let (last, first) = names[..shown].split_last()?;
    Some(match (names.len() - shown, first.is_empty()) {
        (0, true) => last.clone(),
        (0, false) => format!("{} and {last}", first.join(", ")),
        (more, _) => format!("{} and {more} more", names[..shown].join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn lists() {
        let check = |names: &[&str], expected: Option<&str>| {
            assert_eq!(list(names.iter().map(|name| (*name).to_owned())).as_deref(), expected);
        };
        check(&[], None);
        check(&["A"], Some("A"));
        check(&["A", "A", "B"], Some("A and B"));
        check(&["A", "B", "C"], Some("A, B and C"));
        check(&["A", "B", "C", "D", "E"], Some("A, B, C and 2 more"));
    }
}
