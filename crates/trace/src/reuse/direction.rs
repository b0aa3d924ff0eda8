//! Who took a passage from whom, given every document that carries it.

use super::credit::Naming;
use super::link::{Library, Link};
use crate::{DocIx, Passage, Relation, Side};
use headwater_text::Interval;
use std::cmp::{Ordering, Reverse};

/// Steps followed from a copy towards its original; a ring of credits ends there.
const STEPS: usize = 64;

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

impl Standing {
    fn told(original: Option<Side>, relation: Relation) -> Self {
        Self { original, relation, third: None, third_named: false, third_credited: false }
    }
}

/// The standing of every link, in order.
pub(super) fn settle(library: &Library<'_>, links: &[Link]) -> Vec<Standing> {
    let descent = Descent::of(library, links);
    (0..links.len()).map(|at| descent.standing(library, links, at)).collect()
}

/// Which of two is the original as far as this link alone tells: the one that the other credits, else the earlier, else
/// the one that the words speak for.
pub(super) fn original(library: &Library<'_>, link: &Link) -> Option<Side> {
    match (link.a_credits, link.b_credits) {
        (None, Some(_)) => Some(Side::A),
        (Some(_), None) => Some(Side::B),
        _ => match order(library, link.a, link.b) {
            Some(Ordering::Less) => Some(Side::A),
            Some(Ordering::Greater) => Some(Side::B),
            Some(Ordering::Equal) => None,
            None => library.quotes_other(link).map(other),
        },
    }
}

fn other(side: Side) -> Side {
    match side {
        Side::A => Side::B,
        Side::B => Side::A,
    }
}

/// Which of two documents was published first.
pub(super) fn order(library: &Library<'_>, a: DocIx, b: DocIx) -> Option<Ordering> {
    let published: [Option<Interval>; 2] = [library.known.published[a], library.known.published[b]];
    published[0]?.order(published[1]?)
}

/// For each stretch of each document that other documents have: from which it was taken.
///
/// A stretch is where the passages of several links overlap by half or more: the place of a story in one of its carriers,
/// or of a sentence in a text that quotes it.
#[derive(Debug)]
struct Descent {
    /// For each link, the stretches of both its sides.
    stretches: Vec<[u32; 2]>,
    /// For each stretch, where it was taken from.
    parents: Vec<Option<Parent>>,
}

#[derive(Debug, Clone, Copy)]
struct Parent {
    doc: DocIx,
    stretch: u32,
    /// How the taker names it.
    naming: Option<Naming>,
    rank: Rank,
}

/// How good a parent is: named, words alike, early, first.
type Rank = (bool, usize, Reverse<i64>, Reverse<DocIx>);

impl Descent {
    fn of(library: &Library<'_>, links: &[Link]) -> Self {
        let (stretches, count) = stretches(links);
        let mut descent = Self { stretches, parents: vec![None; count] };
        for (at, link) in links.iter().enumerate() {
            if !link.furniture && !link.quotes_third && !link.credits_third {
                descent.consider(library, link, at);
            }
        }
        descent
    }

    /// Takes the maker of a link for the parent of its taker if it is the best so far: a credited one first; else the
    /// earlier one with the most words alike, as copies of a copy inherit its edits; of equals the earliest.
    fn consider(&mut self, library: &Library<'_>, link: &Link, at: usize) {
        let [in_a, in_b] = self.stretches[at];
        let (doc, stretch, taker, naming) = match original(library, link) {
            Some(Side::A) => (link.a, in_a, in_b, link.b_credits),
            Some(Side::B) => (link.b, in_b, in_a, link.a_credits),
            None => return,
        };
        let since = library.known.published[doc].map_or(i64::MAX, |time| time.earliest.as_second());
        let rank = (naming.is_some(), link.run.alike, Reverse(since), Reverse(doc));
        let held = &mut self.parents[taker as usize];
        if held.is_none_or(|held| rank > held.rank) {
            *held = Some(Parent { doc, stretch, naming, rank });
        }
    }

    fn parent(&self, stretch: u32) -> Option<Parent> {
        self.parents[stretch as usize]
    }

    /// Those a stretch was taken from, nearest first.
    fn above(&self, stretch: u32) -> impl Iterator<Item = DocIx> + '_ {
        std::iter::successors(self.parent(stretch), |parent| self.parent(parent.stretch))
            .take(STEPS)
            .map(|parent| parent.doc)
    }

    fn standing(&self, library: &Library<'_>, links: &[Link], at: usize) -> Standing {
        let link = &links[at];
        if link.quotes_third {
            return Standing::told(None, Relation::Sibling);
        }
        let stretches @ [in_a, in_b] = self.stretches[at];
        let steps = |stretch: u32, doc: DocIx| self.above(stretch).position(|above| above == doc);
        match (steps(in_b, link.a), steps(in_a, link.b)) {
            (Some(steps), None) => return Standing::told(Some(Side::A), relation(steps)),
            (None, Some(steps)) => return Standing::told(Some(Side::B), relation(steps)),
            (Some(_), Some(_)) => return Standing::told(original(library, link), Relation::Direct),
            (None, None) => {}
        }
        let third = self.above(in_a).find(|above| self.above(in_b).any(|doc| doc == *above));
        match third {
            Some(third) => {
                let namings = stretches.map(|stretch| self.parent(stretch).and_then(|parent| parent.naming));
                let third_named = namings.iter().all(Option::is_some);
                Standing {
                    original: self.possible(library, link, stretches).filter(|_| !third_named),
                    relation: Relation::Sibling,
                    third: Some(third),
                    third_named,
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
            None => Standing::told(original(library, link), Relation::Direct),
        }
    }

    /// For siblings: the one that the other could have it from as well, since nothing in its words speaks against that.
    fn possible(&self, library: &Library<'_>, link: &Link, [in_a, in_b]: [u32; 2]) -> Option<Side> {
        let side = original(library, link)?;
        let taker = if side == Side::A { in_b } else { in_a };
        let best = self.parent(taker)?;
        (link.run.alike >= best.rank.1).then_some(side)
    }
}

fn relation(steps: usize) -> Relation {
    if steps == 0 { Relation::Direct } else { Relation::Ancestor }
}

/// The stretches of both sides of each link, as numbers, and how many there are.
fn stretches(links: &[Link]) -> (Vec<[u32; 2]>, usize) {
    let mut sides: Vec<(DocIx, usize, Reverse<usize>, usize, usize)> = Vec::with_capacity(2 * links.len());
    for (at, link) in links.iter().enumerate() {
        sides.push((link.a, link.run.a_from, Reverse(link.run.a_to), at, 0));
        sides.push((link.b, link.run.b_from, Reverse(link.run.b_to), at, 1));
    }
    sides.sort_unstable();
    let mut stretches = vec![[0; 2]; links.len()];
    let mut count = 0;
    let mut current: Option<(DocIx, usize, usize)> = None;
    for (doc, from, Reverse(to), at, side) in sides {
        let joins = current.is_some_and(|(held, held_from, held_to)| {
            let shared = held_to.min(to).saturating_sub(from);
            held == doc && 2 * shared >= (held_to - held_from).min(to - from)
        });
        if let (true, Some((_, _, held_to))) = (joins, &mut current) {
            *held_to = to.max(*held_to);
        } else {
            current = Some((doc, from, to));
            count += 1;
        }
        stretches[at][side] = count as u32 - 1;
    }
    (stretches, count)
}

/// Passages in the order of documents and place.
pub(super) fn sort(passages: &mut [Passage]) {
    passages.sort_by_key(|passage| (passage.a, passage.b, passage.a_span, passage.b_span));
}
