//! Certainty or attribution lost from one text to the next.

use super::order::{earlier, presented};
use super::sources::Sources;
use super::upstream::Chain;
use crate::{DocIx, Drift, DriftKind, HopKind, Occurrence, Pile, SourceIx};
use headwater_text::{Certainty, Polarity};
use std::collections::{BTreeMap, BTreeSet};

/// Which outlets each document credits anywhere: where it is likely to have taken what it does not credit.
pub(super) type Credits = BTreeMap<DocIx, BTreeSet<SourceIx>>;

/// Drifts of one claim, at most one of each kind for each document that lost something.
pub(super) fn find(
    pile: Pile<'_>,
    sources: &mut Sources<'_>,
    credits: &Credits,
    occurrences: &[&Occurrence],
    chains: &[Chain],
) -> Vec<Drift> {
    let mut by_doc: BTreeMap<DocIx, Vec<usize>> = BTreeMap::new();
    for (at, occurrence) in occurrences.iter().enumerate() {
        if occurrence.polarity == Polarity::Affirmed {
            by_doc.entry(occurrence.doc).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for (&doc, members) in &by_doc {
        let to = members[0];
        // A hedge is lost only where no occurrence in the article keeps one; so is a source.
        let asserted = members.iter().all(|&at| occurrences[at].certainty == Certainty::Asserted);
        if asserted && let Some(from) = hedged_before(pile, sources, credits, occurrences, chains, to) {
            let outlet = outlet_name(pile, sources, occurrences[from].doc);
            let reason = format!("{outlet} has it with a reservation, this text without");
            found.push(Drift { kind: DriftKind::HedgeDropped, from, to, reason });
        }
        if members.iter().all(|&at| uncredited(&chains[at])) {
            let candidates = sourced(occurrences, chains, to);
            if let Some(from) = nearest(pile, sources, credits, occurrences, doc, &candidates) {
                let outlet = outlet_name(pile, sources, occurrences[from].doc);
                let reason = format!("{outlet} gives a source, this text none");
                found.push(Drift { kind: DriftKind::AttributionDropped, from, to, reason });
            }
        }
    }
    found.sort_by_key(|drift| (drift.kind, presented(pile, occurrences[drift.to].doc), drift.to));
    found
}

/// The hedged occurrence from which `to` dropped the hedge: upstream on its chain, or earlier with the same origin.
fn hedged_before(
    pile: Pile<'_>,
    sources: &mut Sources<'_>,
    credits: &Credits,
    occurrences: &[&Occurrence],
    chains: &[Chain],
    to: usize,
) -> Option<usize> {
    let doc = occurrences[to].doc;
    let steps: Vec<SourceIx> = chains[to].via.iter().filter_map(|hop| hop.to).collect();
    let origin = chains[to].origin.map(|node| sources.root(node));
    let mut on_chain = Vec::new();
    let mut elsewhere = Vec::new();
    for at in 0..occurrences.len() {
        let other = occurrences[at];
        if other.doc == doc || other.polarity != Polarity::Affirmed || other.certainty != Certainty::Hedged {
            continue;
        }
        let outlet = sources.outlet_of(other.doc);
        let same_origin = chains[at].origin.map(|node| sources.root(node)) == origin;
        if outlet.is_some_and(|outlet| steps.contains(&outlet)) {
            on_chain.push(at);
        } else if same_origin || uncredited(&chains[to]) {
            elsewhere.push(at);
        }
    }
    if !on_chain.is_empty() {
        // The step nearest to this text: what it read.
        let place = |at: &usize| {
            let outlet = sources.outlet_of(occurrences[*at].doc);
            (
                steps.iter().position(|&step| Some(step) == outlet),
                std::cmp::Reverse(presented(pile, occurrences[*at].doc)),
            )
        };
        return on_chain.iter().copied().min_by_key(place);
    }
    // A text that names an asserting outlet upstream lost nothing itself, and one that heard the speaker may have heard
    // no hedge: only a text without any credited step of its own is compared with earlier ones of the same origin.
    let heard = chains[to].via.iter().all(|hop| hop.kind == HopKind::Attributed);
    if heard { None } else { nearest(pile, sources, credits, occurrences, doc, &elsewhere) }
}

/// Occurrences elsewhere whose chain gives a source.
fn sourced(occurrences: &[&Occurrence], chains: &[Chain], to: usize) -> Vec<usize> {
    (0..occurrences.len())
        .filter(|&at| occurrences[at].doc != occurrences[to].doc)
        .filter(|&at| occurrences[at].polarity == Polarity::Affirmed && chains[at].origin.is_some())
        .collect()
}

/// Whether a text states it crediting nobody.
fn uncredited(chain: &Chain) -> bool {
    chain.via.iter().all(|hop| hop.kind == HopKind::OwnVoice)
}

/// Of `candidates`, the one `doc` most likely read: not known to be later, from an outlet that it credits elsewhere, the
/// most recent.
fn nearest(
    pile: Pile<'_>,
    sources: &mut Sources<'_>,
    credits: &Credits,
    occurrences: &[&Occurrence],
    doc: DocIx,
    candidates: &[usize],
) -> Option<usize> {
    let credited = credits.get(&doc);
    candidates.iter().copied().filter(|&at| !earlier(pile, doc, occurrences[at].doc)).max_by_key(|&at| {
        let outlet = sources.outlet_of(occurrences[at].doc);
        let known = outlet.is_some_and(|outlet| credited.is_some_and(|credited| credited.contains(&outlet)));
        (known, presented(pile, occurrences[at].doc), std::cmp::Reverse(at))
    })
}

fn outlet_name(pile: Pile<'_>, sources: &mut Sources<'_>, doc: DocIx) -> String {
    match sources.outlet_of(doc) {
        Some(outlet) => sources.get(outlet).name.clone(),
        None => pile.documents[doc].id.clone(),
    }
}
