//! Over how many unrelated texts a phrase is spread.
//!
//! A story that forty outlets carry whole is one place where its phrases stand, not forty: holders that hang together
//! by a long run around the phrase count once. What is left are texts that have the phrase and little else in common,
//! and so the count does not grow with the number of copies.

use super::align::Run;
use super::pairs::Comparer;
use super::postings::Postings;
use super::verdict::{self, Stretch};
use super::words::Words;
use crate::DocIx;

/// Holders among which nothing is shared out.
pub(super) const FEW: usize = verdict::HOLDERS as usize;

/// For each shared shingle its unrelated holders.
#[derive(Debug, Default)]
pub(super) struct Spread {
    holders: Vec<u32>,
}

/// The fewest and the most unrelated holders of the shingles of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Holders {
    pub(super) least: usize,
    pub(super) most: usize,
}

impl Spread {
    /// Compares each holder of a shingle with the first one and with the one before it, and counts once all that hang
    /// together through such comparisons. The work grows with the holders, not with their square.
    pub(super) fn of(texts: &[Words], postings: &Postings, step: &mut impl FnMut()) -> Self {
        let mut comparer = Comparer::new(texts);
        let mut leader: Vec<u32> = (0..postings.len() as u32).collect();
        for doc in 0..texts.len() {
            for place in postings.places(doc) {
                // Of a few holders it makes no difference which of them hang together.
                if postings.range(place.shingle).len() <= FEW {
                    continue;
                }
                let before = postings.before(doc, place);
                if let (Some(&first), Some(&last)) = (before.first(), before.last()) {
                    let here = postings.member(place);
                    comparer.seed_of_many(here, first);
                    if last != first {
                        comparer.seed_of_many(here, last);
                    }
                }
            }
            comparer.finish(verdict::SOLID, |other, runs| {
                for run in runs.iter().filter(|run| is_solid(texts, other, doc, run)) {
                    unite(postings, &mut leader, other, doc, run);
                }
            });
            step();
        }
        let holders = (0..postings.shingles()).map(|shingle| count(postings, &mut leader, shingle as u32));
        Self { holders: holders.collect() }
    }

    /// Of what was counted before, by shingle.
    pub(super) fn counted(holders: Vec<u32>) -> Self {
        Self { holders }
    }

    /// Unrelated holders of each shingle.
    pub(super) fn counts(&self) -> &[u32] {
        &self.holders
    }

    /// Unrelated holders of a shingle.
    pub(super) fn of_shingle(&self, shingle: u32) -> usize {
        self.holders[shingle as usize] as usize
    }

    /// Holders of what stands in words `from..to` of `doc`.
    pub(super) fn holders(&self, postings: &Postings, doc: DocIx, from: usize, to: usize) -> Holders {
        let places = postings.places_in(doc, from, to);
        let counts = places.iter().map(|place| self.of_shingle(place.shingle));
        let (least, most) =
            counts.fold((usize::MAX, 0), |(least, most), count| (least.min(count), most.max(count)));
        if most == 0 { Holders { least: 2, most: 2 } } else { Holders { least, most } }
    }
}

fn is_solid(texts: &[Words], a: DocIx, b: DocIx, run: &Run) -> bool {
    let (in_a, in_b) = Stretch::pair(&texts[a], &texts[b], run);
    verdict::is_solid(run, in_a, in_b)
}

/// Notes that the shingles in a run hang together on both sides.
fn unite(postings: &Postings, leader: &mut [u32], a: DocIx, b: DocIx, run: &Run) {
    for place in postings.places_in(b, run.b_from, run.b_to) {
        let range = postings.range(place.shingle);
        let members = postings.members(place.shingle);
        let at =
            members.partition_point(|member| (member.doc as usize, member.word() as usize) < (a, run.a_from));
        if members
            .get(at)
            .is_some_and(|member| member.doc as usize == a && (member.word() as usize) < run.a_to)
        {
            join(leader, (range.start + at) as u32, place.member);
        }
    }
}

/// Different leaders among the members of a shingle, all places of one document counted once.
fn count(postings: &Postings, leader: &mut [u32], shingle: u32) -> u32 {
    let range = postings.range(shingle);
    for (at, pair) in postings.members(shingle).windows(2).enumerate() {
        if pair[0].doc == pair[1].doc {
            join(leader, (range.start + at) as u32, (range.start + at + 1) as u32);
        }
    }
    range.filter(|&member| leader[member] == member as u32).count() as u32
}

fn join(leader: &mut [u32], one: u32, other: u32) {
    let (one, other) = (find(leader, one), find(leader, other));
    leader[one.max(other) as usize] = one.min(other);
}

/// The leader of `at` in a union-find forest, halving the path on the way.
pub(super) fn find(leader: &mut [u32], mut at: u32) -> u32 {
    while leader[at as usize] != at {
        leader[at as usize] = leader[leader[at as usize] as usize];
        at = leader[at as usize];
    }
    at
}
