//! What public authorities, or the body that a claim is about, said last.

use super::order::presented;
use super::sources::Sources;
use super::upstream::Chain;
use crate::{Occurrence, Official, OfficialStatus, Pile};
use headwater_text::{Certainty, Polarity};
use std::collections::BTreeMap;

/// The latest official word on a claim. A statement counts when it first appears in the pile: relaying it later, or the
/// same voice repeating it, does not make it newer.
pub(super) fn status(
    pile: Pile<'_>,
    sources: &Sources<'_>,
    occurrences: &[&Occurrence],
    chains: &[Chain],
) -> Official {
    let mut first: BTreeMap<(usize, Polarity), usize> = BTreeMap::new();
    for at in 0..occurrences.len() {
        let Some(origin) = chains[at].origin else { continue };
        if !(sources.official(origin) || sources.named_in(origin, occurrences[at])) {
            continue;
        }
        if occurrences[at].certainty == Certainty::Hedged {
            continue;
        }
        let key = (sources.root(origin), occurrences[at].polarity);
        let when = |at: usize| presented(pile, occurrences[at].doc);
        first
            .entry(key)
            .and_modify(|known| {
                if when(at) < when(*known) {
                    *known = at
                }
            })
            .or_insert(at);
    }
    let latest =
        first.into_values().max_by_key(|&at| (presented(pile, occurrences[at].doc), occurrences[at].span));
    let Some(at) = latest else {
        return Official::default();
    };
    let name = chains[at].origin.map_or("", |origin| sources.get(origin).name.as_str());
    let (status, verb) = match occurrences[at].polarity {
        Polarity::Affirmed => (OfficialStatus::Confirmed, "states"),
        Polarity::Denied => (OfficialStatus::Denied, "denies"),
    };
    Official {
        status,
        occurrence: Some(at),
        reason: format!("{name} {verb} it; no later official word stands in the pile"),
    }
}
