//! What newer documents add to a story: the trace of all of it beside the trace of what was known before.

use crate::{Claim, DisagreementKind, DocIx, OfficialStatus, Trace};
use headwater_text::{Polarity, Span};
use std::collections::{BTreeMap, BTreeSet};

/// How something is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NewsKind {
    /// Officials say something else than before.
    Official {
        /// Before.
        was: OfficialStatus,
        /// Now.
        now: OfficialStatus,
    },
    /// Values that cannot both hold, one of them in a newer document.
    Disagreement(DisagreementKind),
    /// Another count of origins: certain and possible.
    Origins {
        /// Before.
        was: (u32, u32),
        /// Now.
        now: (u32, u32),
    },
    /// A claim that no earlier document has.
    Claim,
    /// Further documents carry a claim and add nothing to its count.
    Repeated,
}

/// Something new about a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Index of the claim.
    pub claim: usize,
    /// How it is new.
    pub kind: NewsKind,
    /// The occurrences in newer documents; indices into the claim's.
    pub occurrences: Vec<usize>,
}

/// What `now` has and `before` had not. `old` says for each document of `now` which one of `before` it is; `None` for a newer one.
///
/// A claim of `before` is the one of `now` that shares most occurrences with it. Where newer documents make Headwater draw the line
/// between two claims elsewhere, the one that no longer stands is not told.
pub fn compare(now: &Trace, before: &Trace, old: &[Option<DocIx>]) -> Vec<News> {
    let mut holders: BTreeMap<(DocIx, Span), usize> = BTreeMap::new();
    for (index, claim) in before.claims.iter().enumerate() {
        for occurrence in &claim.occurrences {
            holders.entry((occurrence.doc, occurrence.span)).or_insert(index);
        }
    }
    let mut news = Vec::new();
    for (index, claim) in now.claims.iter().enumerate() {
        let is_new = |at: &usize| old[claim.occurrences[*at].doc].is_none();
        let fresh: Vec<usize> = (0..claim.occurrences.len()).filter(is_new).collect();
        if fresh.is_empty() {
            continue;
        }
        let mut push = |kind| news.push(News { claim: index, kind, occurrences: fresh.clone() });
        if fresh.len() == claim.occurrences.len() {
            push(NewsKind::Claim);
            continue;
        }
        let was = former(claim, before, old, &holders);
        let told_before = news_count(&mut push, claim, was, &fresh);
        if !told_before && adds_documents(claim, &fresh) {
            push(NewsKind::Repeated);
        }
    }
    news.sort_by_key(|item| (rank(item.kind), item.claim));
    news
}

fn rank(kind: NewsKind) -> u8 {
    match kind {
        NewsKind::Official { .. } => 0,
        NewsKind::Disagreement(_) => 1,
        NewsKind::Origins { .. } => 2,
        NewsKind::Claim => 3,
        NewsKind::Repeated => 4,
    }
}

/// Tells what changed of a claim that was known; whether anything did.
fn news_count(push: &mut impl FnMut(NewsKind), claim: &Claim, was: Option<&Claim>, fresh: &[usize]) -> bool {
    let mut told = false;
    let mut tell = |kind| {
        told = true;
        push(kind);
    };
    let decided_now = claim.official.occurrence.is_some_and(|at| fresh.contains(&at));
    let status = was.map_or(OfficialStatus::None, |was| was.official.status);
    if claim.official.status != status && decided_now {
        tell(NewsKind::Official { was: status, now: claim.official.status });
    }
    let kinds: BTreeSet<DisagreementKind> = claim
        .disagreements
        .iter()
        .filter(|found| fresh.contains(&found.a) || fresh.contains(&found.b))
        .map(|found| found.kind)
        .collect();
    for kind in kinds {
        let known = was.is_some_and(|was| was.disagreements.iter().any(|found| found.kind == kind));
        if !known {
            tell(NewsKind::Disagreement(kind));
        }
    }
    let count = |claim: &Claim| (claim.independence.certain, claim.independence.possible);
    if let Some(was) = was.map(count).filter(|was| *was != count(claim)) {
        tell(NewsKind::Origins { was, now: count(claim) });
    }
    told
}

/// Whether a newer document affirms it, which is what further copies do.
fn adds_documents(claim: &Claim, fresh: &[usize]) -> bool {
    fresh.iter().any(|at| claim.occurrences[*at].polarity == Polarity::Affirmed)
}

/// The claim of `before` that shares most occurrences with `claim`, the first told of several.
fn former<'t>(
    claim: &Claim,
    before: &'t Trace,
    old: &[Option<DocIx>],
    holders: &BTreeMap<(DocIx, Span), usize>,
) -> Option<&'t Claim> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for occurrence in &claim.occurrences {
        let Some(doc) = old[occurrence.doc] else { continue };
        if let Some(index) = holders.get(&(doc, occurrence.span)) {
            *shared.entry(*index).or_default() += 1;
        }
    }
    let best = shared.into_iter().max_by_key(|(index, count)| (*count, std::cmp::Reverse(*index)))?;
    before.claims.get(best.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Disagreement, Independence, Occurrence, Official, Values};
    use headwater_text::Certainty;

    /// An occurrence of document `doc`, one word long.
    fn said(doc: DocIx, at: usize, polarity: Polarity) -> Occurrence {
        let span = Span::new(at, at + 1);
        Occurrence {
            doc,
            span,
            sentence: span,
            attribution: None,
            quote: None,
            polarity,
            certainty: Certainty::Asserted,
            certainty_evidence: None,
            values: Values::default(),
            matched: None,
            via: Vec::new(),
            origin: None,
            judged: Vec::new(),
        }
    }

    fn claim(occurrences: Vec<Occurrence>, certain: u32, possible: u32) -> Claim {
        Claim {
            id: String::new(),
            canonical: String::new(),
            occurrences,
            origins: Vec::new(),
            independence: Independence { certain, possible, reasons: Vec::new() },
            official: Official::default(),
            disagreements: Vec::new(),
            drifts: Vec::new(),
            corrections: Vec::new(),
            judged: Vec::new(),
        }
    }

    fn trace(claims: Vec<Claim>) -> Trace {
        Trace { claims, ..Trace::default() }
    }

    #[test]
    fn what_newer_documents_add() {
        let yes = Polarity::Affirmed;
        // Documents 0 and 1 were there, 2 is newer; the earlier run had them the other way round.
        let old = [Some(1), Some(0), None];
        let check = |now: Claim, before: Vec<Claim>, expected: &[NewsKind]| {
            let found = compare(&trace(vec![now]), &trace(before), &old);
            let kinds: Vec<NewsKind> = found.iter().map(|item| item.kind).collect();
            assert_eq!(kinds, expected);
        };
        let known = || claim(vec![said(1, 5, yes)], 1, 1);
        check(claim(vec![said(0, 5, yes)], 1, 1), vec![known()], &[]);
        check(claim(vec![said(2, 5, yes)], 1, 1), vec![known()], &[NewsKind::Claim]);
        check(claim(vec![said(0, 5, yes), said(2, 7, yes)], 1, 1), vec![known()], &[NewsKind::Repeated]);
        check(
            claim(vec![said(0, 5, yes), said(2, 7, yes)], 2, 3),
            vec![claim(vec![said(0, 5, yes)], 9, 9), known()],
            &[NewsKind::Origins { was: (1, 1), now: (2, 3) }],
        );
        let mut denied = claim(vec![said(0, 5, yes), said(2, 7, Polarity::Denied)], 1, 1);
        denied.official =
            Official { status: OfficialStatus::Denied, occurrence: Some(1), reason: String::new() };
        denied.disagreements =
            vec![Disagreement { kind: DisagreementKind::Polarity, a: 0, b: 1, reason: String::new() }];
        check(
            denied,
            vec![known()],
            &[
                NewsKind::Official { was: OfficialStatus::None, now: OfficialStatus::Denied },
                NewsKind::Disagreement(DisagreementKind::Polarity),
            ],
        );
    }
}
