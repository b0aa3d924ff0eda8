//! Over how many unrelated texts a phrase is spread.
//!
//! A story that forty outlets carry whole is one place where its phrases stand, not forty: holders that hang together
//! by a long run around the phrase count once. What is left are texts that have the phrase and little else in common,
//! and so the count does not grow with the number of copies.

use super::index::{Seed, Shared};
use super::shingles::SHINGLE;

/// For each document its shared shingles by place, and the unrelated holders of each.
#[derive(Debug)]
pub(super) struct Spread {
    first: Vec<usize>,
    shared: Vec<Shared>,
    holders: Vec<u32>,
}

/// The fewest and the most unrelated holders of the shingles of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Holders {
    pub(super) least: usize,
    pub(super) most: usize,
}

impl Spread {
    /// Counts holders of `shared`, which is sorted; once for all those that `solid` seeds (seeds inside long runs) hold together.
    pub(super) fn of(shared: Vec<Shared>, documents: usize, solid: impl Iterator<Item = Seed>) -> Self {
        let first =
            (0..=documents).map(|doc| shared.partition_point(|place| (place.doc as usize) < doc)).collect();
        let mut spread = Self { first, shared, holders: Vec::new() };
        let mut leader: Vec<usize> = (0..spread.shared.len()).collect();
        let solid = solid.filter_map(|seed| {
            let one = spread.place(seed.a, seed.a_word)?;
            Some((one, spread.place(seed.b, seed.b_word)?))
        });
        for (one, other) in solid.chain(spread.same_document()) {
            let (one, other) = (find(&mut leader, one), find(&mut leader, other));
            leader[one.max(other)] = one.min(other);
        }
        spread.holders = spread.count(&mut leader);
        spread
    }

    /// Holders of what stands in words `from..to` of `doc`.
    pub(super) fn holders(&self, doc: usize, from: usize, to: usize) -> Holders {
        let places = self.first[doc]..self.first[doc + 1];
        let start =
            places.start + self.shared[places.clone()].partition_point(|place| (place.word as usize) < from);
        let counts = (start..places.end)
            .take_while(|&at| self.shared[at].word as usize + SHINGLE <= to)
            .map(|at| self.holders[at] as usize);
        counts
            .fold(None, |range: Option<Holders>, count| {
                Some(range.map_or(Holders { least: count, most: count }, |range| Holders {
                    least: range.least.min(count),
                    most: range.most.max(count),
                }))
            })
            .unwrap_or(Holders { least: 2, most: 2 })
    }

    fn place(&self, doc: u32, word: u32) -> Option<usize> {
        self.shared.binary_search_by_key(&(doc, word), |place| (place.doc, place.word)).ok()
    }

    /// Places of one shingle in one document, two by two.
    fn same_document(&self) -> Vec<(usize, usize)> {
        let key = |at: usize| (self.shared[at].shingle, self.shared[at].doc);
        let mut order: Vec<usize> = (0..self.shared.len()).collect();
        order.sort_unstable_by_key(|&at| (key(at), at));
        order.windows(2).filter(|pair| key(pair[0]) == key(pair[1])).map(|pair| (pair[0], pair[1])).collect()
    }

    /// Different leaders among the places of each shingle.
    fn count(&self, leader: &mut [usize]) -> Vec<u32> {
        let mut groups: Vec<(u32, usize, usize)> =
            (0..self.shared.len()).map(|at| (self.shared[at].shingle, find(leader, at), at)).collect();
        groups.sort_unstable();
        let mut holders = vec![0; groups.len()];
        for group in groups.chunk_by(|one, next| one.0 == next.0) {
            let count = group.chunk_by(|one, next| one.1 == next.1).count() as u32;
            for &(_, _, at) in group {
                holders[at] = count;
            }
        }
        holders
    }
}

/// The leader of `at` in a union-find forest, halving the path on the way.
pub(super) fn find(leader: &mut [usize], mut at: usize) -> usize {
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}
