//! Where each kept shingle stands: sorted postings, and the seeds that two documents share.

use super::shingles;
use super::words::Words;

/// A shingle held by no more documents than this links all pairs of them.
const HOLDERS: usize = 64;

/// Beyond that each holder is linked to so many representatives only, so work grows with the holders and not with
/// their square. Every holder still hangs together with every other through the representatives.
const REPRESENTATIVES: usize = 32;

/// Places of one shingle in one document that are looked at; a text that repeats itself needs no more.
const PLACES: usize = 4;

/// The same shingle in two documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seed {
    /// First document, the smaller index.
    pub(super) a: u32,
    /// Second document.
    pub(super) b: u32,
    /// First word in `a`.
    pub(super) a_word: u32,
    /// First word in `b`.
    pub(super) b_word: u32,
}

/// What the postings say.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Sorted by pair, then place.
    pub(super) seeds: Vec<Seed>,
    /// For each document its shared shingles by place: first word, and how many documents hold it.
    holders: Vec<Vec<(u32, u32)>>,
}

impl Index {
    /// Reads the postings of all texts.
    pub(super) fn of(texts: &[Words]) -> Self {
        let mut postings: Vec<(u64, u32, u32)> = Vec::new();
        for (doc, text) in texts.iter().enumerate() {
            postings.extend(
                shingles::select(&text.ids)
                    .into_iter()
                    .map(|(hash, word)| (hash, doc as u32, word)),
            );
        }
        postings.sort_unstable();
        let mut index = Self {
            seeds: Vec::new(),
            holders: vec![Vec::new(); texts.len()],
        };
        for same in postings.chunk_by(|one, next| one.0 == next.0) {
            index.add(same);
        }
        index.seeds.sort_unstable();
        for places in &mut index.holders {
            places.sort_unstable();
        }
        index
    }

    /// How many documents hold the least held shingle of words `from..to` of `doc`.
    pub(super) fn spread(&self, doc: usize, from: usize, to: usize) -> usize {
        let places = &self.holders[doc];
        let first = places.partition_point(|&(word, _)| (word as usize) < from);
        places[first..]
            .iter()
            .take_while(|&&(word, _)| word as usize + shingles::SHINGLE <= to)
            .map(|&(_, holders)| holders as usize)
            .min()
            .unwrap_or(2)
    }

    fn add(&mut self, same: &[(u64, u32, u32)]) {
        let docs: Vec<&[(u64, u32, u32)]> = same.chunk_by(|one, next| one.1 == next.1).collect();
        if docs.len() < 2 {
            return;
        }
        for &(_, doc, word) in same {
            self.holders[doc as usize].push((word, docs.len() as u32));
        }
        let first = if docs.len() > HOLDERS {
            REPRESENTATIVES
        } else {
            docs.len()
        };
        for (at, one) in docs.iter().enumerate().take(first) {
            for other in &docs[at + 1..] {
                for &(_, a, a_word) in one.iter().take(PLACES) {
                    for &(_, b, b_word) in other.iter().take(PLACES) {
                        self.seeds.push(Seed { a, b, a_word, b_word });
                    }
                }
            }
        }
    }
}
