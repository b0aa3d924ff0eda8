//! Who took a passage from whom, given every document that carries it.

use super::credit::Naming;
use super::link::Link;
use super::spread::find;
use crate::{DocIx, Passage, Relation, Side};
use headwater_text::{Document, Interval};
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

/// Passages looked back at when those of one document are sorted into groups.
const BACK: usize = 8;

/// Steps followed from a copy towards its original; a ring of credits ends there.
const STEPS: usize = 64;

/// For each document that took the passage from another: from which, and how it names it.
type Parents = BTreeMap<DocIx, (DocIx, Option<Naming>)>;

/// How good a parent is: named, words alike, early, first.
type Rank = (bool, usize, Reverse<i64>, Reverse<DocIx>);

/// How two documents stand to one another over one passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) original: Option<Side>,
    pub(super) relation: Relation,
    /// For siblings: the document that both took it from, where it is in the pile.
    pub(super) third: Option<DocIx>,
    /// For siblings: whether both name where they took it from, in the pile or not.
    pub(super) third_named: bool,
    /// For siblings: whether both do so in words of their own.
    pub(super) third_credited: bool,
}

/// The standing of every link, in order.
pub(super) fn settle(documents: &[Document], links: &[Link]) -> Vec<Standing> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, group) in group(links).into_iter().enumerate() {
        groups.entry(group).or_default().push(at);
    }
    let mut standings = vec![
        Standing {
            original: None,
            relation: Relation::Direct,
            third: None,
            third_named: false,
            third_credited: false
        };
        links.len()
    ];
    for members in groups.values() {
        let parents = parents(documents, links, members);
        for &at in members {
            standings[at] = standing(documents, &links[at], &parents);
        }
    }
    standings
}

/// Which of two is the original as far as this link alone tells: the one that the other credits, else the earlier.
pub(super) fn original(documents: &[Document], link: &Link) -> Option<Side> {
    match (link.a_credits, link.b_credits) {
        (None, Some(_)) => Some(Side::A),
        (Some(_), None) => Some(Side::B),
        _ => match order(documents, link.a, link.b)? {
            Ordering::Less => Some(Side::A),
            Ordering::Greater => Some(Side::B),
            Ordering::Equal => None,
        },
    }
}

/// Which of two documents was published first.
pub(super) fn order(documents: &[Document], a: DocIx, b: DocIx) -> Option<Ordering> {
    let published = |doc: DocIx| -> Option<Interval> { crate::published(&documents[doc]) };
    published(a)?.order(published(b)?)
}

/// For each document of a group that took the passage from another: from which. A credited one first; else the
/// earlier one with the most words alike, as copies of a copy inherit its edits; of equals the earliest.
fn parents(documents: &[Document], links: &[Link], members: &[usize]) -> Parents {
    let mut best: BTreeMap<DocIx, (Rank, Option<Naming>)> = BTreeMap::new();
    for link in members.iter().map(|&at| &links[at]).filter(|link| !link.quotes_third && !link.credits_third)
    {
        let (parent, taker, credit) = match original(documents, link) {
            Some(Side::A) => (link.a, link.b, link.b_credits),
            Some(Side::B) => (link.b, link.a, link.a_credits),
            None => continue,
        };
        let since = crate::published(&documents[parent]).map_or(i64::MAX, |time| time.earliest.as_second());
        let rank = (credit.is_some(), link.run.alike, Reverse(since), Reverse(parent));
        let held = best.entry(taker).or_insert((rank, credit));
        if rank > held.0 {
            *held = (rank, credit);
        }
    }
    best.into_iter().map(|(taker, ((_, _, _, Reverse(parent)), credit))| (taker, (parent, credit))).collect()
}

fn standing(documents: &[Document], link: &Link, parents: &Parents) -> Standing {
    let told = |original, relation| Standing {
        original,
        relation,
        third: None,
        third_named: false,
        third_credited: false,
    };
    if link.quotes_third {
        return told(None, Relation::Sibling);
    }
    let (above_a, above_b) = (ancestors(link.a, parents), ancestors(link.b, parents));
    let place = |above: &[DocIx], doc: DocIx| above.iter().position(|other| *other == doc);
    match (place(&above_b, link.a), place(&above_a, link.b)) {
        (Some(steps), None) => told(Some(Side::A), relation(steps)),
        (None, Some(steps)) => told(Some(Side::B), relation(steps)),
        (Some(_), Some(_)) => told(original(documents, link), Relation::Direct),
        (None, None) => match above_a.iter().find(|doc| above_b.contains(doc)) {
            Some(third) => {
                let namings = [link.a, link.b].map(|doc| parents.get(&doc).and_then(|(_, naming)| *naming));
                Standing {
                    original: None,
                    relation: Relation::Sibling,
                    third: Some(*third),
                    third_named: namings.iter().all(Option::is_some),
                    third_credited: namings.iter().all(|naming| naming.is_some_and(|naming| naming.own)),
                }
            }
            // The agency's own text is not in the pile.
            None if link.credits_third => Standing {
                original: None,
                relation: Relation::Sibling,
                third: None,
                third_named: true,
                third_credited: true,
            },
            None => told(original(documents, link), Relation::Direct),
        },
    }
}

fn relation(steps: usize) -> Relation {
    if steps == 0 { Relation::Direct } else { Relation::Ancestor }
}

/// Those a document took the passage from, nearest first.
fn ancestors(doc: DocIx, parents: &Parents) -> Vec<DocIx> {
    std::iter::successors(parents.get(&doc), |(parent, _)| parents.get(parent))
        .take(STEPS)
        .map(|(parent, _)| *parent)
        .collect()
}

/// Links about the same stretch of words get the same number: their sides overlap in a document by half or more.
fn group(links: &[Link]) -> Vec<usize> {
    let mut sides: Vec<(DocIx, usize, usize, usize)> = links
        .iter()
        .enumerate()
        .flat_map(|(at, link)| {
            let run = link.run;
            [(link.a, run.a_from, run.a_to, at), (link.b, run.b_from, run.b_to, at)]
        })
        .collect();
    sides.sort_unstable();
    let mut leader: Vec<usize> = (0..links.len()).collect();
    for (at, side) in sides.iter().enumerate() {
        for before in sides[at.saturating_sub(BACK)..at].iter().rev() {
            let shared = before.2.min(side.2).saturating_sub(side.1);
            if before.0 == side.0 && 2 * shared >= (before.2 - before.1).min(side.2 - side.1) {
                let (one, other) = (find(&mut leader, before.3), find(&mut leader, side.3));
                leader[one.max(other)] = one.min(other);
            }
        }
    }
    (0..links.len()).map(|at| find(&mut leader, at)).collect()
}

/// Passages in the order of documents and place.
pub(super) fn sort(passages: &mut [Passage]) {
    passages.sort_by_key(|passage| (passage.a, passage.b, passage.a_span, passage.b_span));
}
