//! The order in which claims and sources are told, and the words that stand for a claim.

use super::order::presented;
use crate::{Claim, DocIx, Occurrence, Pile, Source, SourceIx};
use headwater_text::{Certainty, Polarity, QuoteKind};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Words of a canonical line that are told; longer clauses are cut at a word.
const LINE: usize = 160;

/// The occurrence whose words stand for the claim: affirmed, in full rather than quoted words, early, telling most
/// without running on.
pub(super) fn canonical(pile: Pile<'_>, occurrences: &[&Occurrence]) -> String {
    let told = |occurrence: &Occurrence| line(&whole(pile.words(occurrence.doc, occurrence.span)));
    // Most claims are told once.
    if let [only] = occurrences {
        return told(only);
    }
    let best = occurrences.iter().enumerate().min_by_key(|(at, occurrence)| {
        let words = pile.words(occurrence.doc, occurrence.span).split_whitespace().count();
        let length = if (6..=24).contains(&words) { 0 } else { words.abs_diff(12) };
        (
            occurrence.polarity == Polarity::Denied,
            matches!(occurrence.quote, Some(QuoteKind::Direct | QuoteKind::Mixed)),
            occurrence.certainty != Certainty::Asserted,
            length,
            *at,
        )
    });
    best.map_or_else(String::new, |(_, occurrence)| told(occurrence))
}

/// Words without the quotation marks of a quotation that is only half among them.
fn whole(words: &str) -> String {
    let count = |mark: char| words.matches(mark).count();
    let halves = count('"') % 2 == 1 || count('“') != count('”');
    if halves { words.replace(['"', '“', '”'], "") } else { words.to_string() }
}

fn line(words: &str) -> String {
    let mut told = String::new();
    let mut length = 0;
    for word in words.split_whitespace() {
        let letters = word.chars().count();
        if length + letters > LINE {
            told.push('…');
            break;
        }
        if !told.is_empty() {
            told.push(' ');
            length += 1;
        }
        told.push_str(word);
        length += letters;
    }
    let mut letters = told.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => told,
    }
}

/// Documents that affirm a claim.
fn affirming(claim: &Claim) -> usize {
    let docs: BTreeSet<DocIx> =
        claim.occurrences.iter().filter(|o| o.polarity == Polarity::Affirmed).map(|o| o.doc).collect();
    docs.len()
}

/// Orders claims, those first that many articles repeat and few origins feed, and gives them their ids.
pub(super) fn arrange(pile: Pile<'_>, claims: &mut [Claim]) {
    claims.sort_by_cached_key(|claim| {
        let articles = affirming(claim);
        let spare = articles.saturating_sub(claim.independence.possible.max(1) as usize);
        let first = claim.occurrences.first().map(|o| (presented(pile, o.doc), o.span));
        (Reverse(spare), Reverse(articles), claim.independence.possible, first)
    });
    for (at, claim) in claims.iter_mut().enumerate() {
        claim.id = format!("c{}", at + 1);
    }
}

/// Keeps the sources that chains of `claims` use, in order of first use, and gives them their ids.
pub(super) fn number(claims: &mut [Claim], sources: Vec<Source>) -> Vec<Source> {
    let mut kept = Kept { used: Vec::new(), place: vec![None; sources.len()] };
    for claim in claims.iter() {
        for occurrence in &claim.occurrences {
            let all = occurrence.via.iter().filter_map(|hop| hop.to).chain(occurrence.origin);
            all.for_each(|source| kept.note(source));
        }
        let named = claim.independence.reasons.iter().filter_map(|reason| reason.source);
        named.for_each(|source| kept.note(source));
    }
    // Bodies and outlets that the used ones point to are kept too.
    let mut at = 0;
    while at < kept.used.len() {
        let source = &sources[kept.used[at]];
        source.speaks_for.into_iter().chain(source.spoke_to).for_each(|source| kept.note(source));
        at += 1;
    }
    let Kept { used, place } = kept;
    let place = |index: SourceIx| place[index];
    for claim in claims.iter_mut() {
        for occurrence in &mut claim.occurrences {
            for hop in &mut occurrence.via {
                hop.to = hop.to.and_then(place);
            }
            occurrence.origin = occurrence.origin.and_then(place);
        }
        claim.origins = claim.origins.iter().filter_map(|origin| place(*origin)).collect();
        for reason in &mut claim.independence.reasons {
            reason.source = reason.source.and_then(place);
        }
    }
    used.iter()
        .enumerate()
        .map(|(at, &index)| {
            let source = &sources[index];
            Source {
                id: format!("s{}", at + 1),
                speaks_for: source.speaks_for.and_then(place),
                spoke_to: source.spoke_to.and_then(place),
                ..source.clone()
            }
        })
        .collect()
}

/// Sources that are told.
struct Kept {
    /// In order of first use.
    used: Vec<SourceIx>,
    /// For each source where it stands there.
    place: Vec<Option<SourceIx>>,
}

impl Kept {
    fn note(&mut self, source: SourceIx) {
        if self.place[source].is_none() {
            self.place[source] = Some(self.used.len());
            self.used.push(source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_told_on_one_line() {
        for (words, told) in [
            ("the dam\n leaks", "The dam leaks"),
            ("this “has leaked for weeks", "This has leaked for weeks"),
            ("it “leaks”, she said", "It “leaks”, she said"),
        ] {
            assert_eq!(line(&whole(words)), told);
        }
        assert!(line(&"word ".repeat(90)).chars().count() <= LINE + 20);
    }
}
