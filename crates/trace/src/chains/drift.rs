//! Certainty or attribution lost from one text to the next.

use super::order::{earlier, presented};
use super::sources::Sources;
use super::upstream::Chain;
use crate::{DocIx, Drift, DriftKind, HopKind, Occurrence, Pile, SourceIx};
use headwater_text::{Certainty, Polarity};
use std::collections::{BTreeMap, BTreeSet};

/// Which outlets each document credits anywhere: where it is likely to have taken what it does not credit.
pub(super) type Credits = BTreeMap<DocIx, BTreeSet<SourceIx>>;

/// One claim as drift sees it: what its occurrences are, where they come from, and which one each text read.
pub(super) struct Told<'a> {
    pub(super) occurrences: &'a [&'a Occurrence],
    pub(super) chains: &'a [Chain],
    /// For each occurrence the index, in this claim, of the one that its text credits or copies first.
    pub(super) read: &'a [Option<usize>],
}

/// Drifts of one claim, at most one of each kind for each document that lost something.
///
/// A text is held against the one it read: the next step of its chain, or, where it credits nobody, the text that it
/// most likely took it from. What was lost before that step is told there.
pub(super) fn find(pile: Pile<'_>, sources: &Sources<'_>, credits: &Credits, told: &Told<'_>) -> Vec<Drift> {
    let occurrences = told.occurrences;
    let mut by_doc: BTreeMap<DocIx, Vec<usize>> = BTreeMap::new();
    for (at, occurrence) in occurrences.iter().enumerate() {
        if occurrence.polarity == Polarity::Affirmed {
            by_doc.entry(occurrence.doc).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for members in by_doc.values() {
        let to = members[0];
        let uncredited = members.iter().all(|&at| uncredited(&told.chains[at]));
        let from = if uncredited { likely_read(pile, sources, credits, told, to) } else { told.read[to] };
        let Some(from) = from else { continue };
        let outlet = outlet_name(pile, sources, occurrences[from].doc);
        let here = outlet_name(pile, sources, occurrences[to].doc);
        // A hedge is lost only where no occurrence in the article keeps one.
        let asserted = members.iter().all(|&at| occurrences[at].certainty == Certainty::Asserted);
        let hedged = by_doc
            .get(&occurrences[from].doc)
            .is_some_and(|there| there.iter().all(|&at| occurrences[at].certainty == Certainty::Hedged));
        if asserted && hedged {
            let reason = format!("{outlet} has it with a reservation, {here} without");
            found.push(Drift { kind: DriftKind::HedgeDropped, from, to, reason });
        }
        if uncredited {
            let reason = format!("{outlet} gives a source, {here} none");
            found.push(Drift { kind: DriftKind::AttributionDropped, from, to, reason });
        }
    }
    found.sort_by_key(|drift| (drift.kind, presented(pile, occurrences[drift.to].doc), drift.to));
    found
}

/// Whether a text states it crediting nobody.
fn uncredited(chain: &Chain) -> bool {
    chain.via.iter().all(|hop| hop.kind == HopKind::OwnVoice)
}

/// The sourced occurrence that a text which credits nobody most likely read: not known to be later, from an outlet that
/// the text credits elsewhere, in the most similar words, the most recent.
fn likely_read(
    pile: Pile<'_>,
    sources: &Sources<'_>,
    credits: &Credits,
    told: &Told<'_>,
    to: usize,
) -> Option<usize> {
    let occurrences = told.occurrences;
    let doc = occurrences[to].doc;
    let credited = credits.get(&doc);
    let words = words(pile, occurrences[to]);
    (0..occurrences.len())
        .filter(|&at| occurrences[at].doc != doc && occurrences[at].polarity == Polarity::Affirmed)
        .filter(|&at| told.chains[at].origin.is_some() && !earlier(pile, doc, occurrences[at].doc))
        .max_by_key(|&at| {
            let outlet = sources.outlet_met(occurrences[at].doc);
            let known =
                outlet.is_some_and(|outlet| credited.is_some_and(|credited| credited.contains(&outlet)));
            let shared = self::words(pile, occurrences[at]).intersection(&words).count();
            (known, shared, presented(pile, occurrences[at].doc), std::cmp::Reverse(at))
        })
}

/// The words of a clause, lower case.
fn words(pile: Pile<'_>, occurrence: &Occurrence) -> BTreeSet<String> {
    let clause = pile.words(occurrence.doc, occurrence.span);
    clause
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn outlet_name(pile: Pile<'_>, sources: &Sources<'_>, doc: DocIx) -> String {
    match sources.outlet_met(doc) {
        Some(outlet) => sources.get(outlet).name.clone(),
        None => pile.documents[doc].id.clone(),
    }
}
