//! Where each kept shingle stands: sorted postings, and the seeds that two documents share.

use super::shingles;
use super::words::Words;

/// A shingle held by no more documents than this links all pairs of them: what a story run by a whole press needs.
const HOLDERS: usize = 256;

/// Beyond that each holder is linked to representatives only, as many as keep the number of pairs where it was but at
/// least so many, so work grows with the holders and not with their square. Every holder still hangs together with
/// every other through the representatives.
const REPRESENTATIVES: usize = 4;

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

/// A shingle that several documents hold, in one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shared {
    /// The document.
    pub(super) doc: u32,
    /// Its first word.
    pub(super) word: u32,
    /// Which shingle: a number of no meaning, the same for all places of it.
    pub(super) shingle: u32,
}

/// What the postings say.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Sorted by pair, then place.
    pub(super) seeds: Vec<Seed>,
    /// Sorted by document, then place.
    pub(super) shared: Vec<Shared>,
}

impl Index {
    /// Reads the postings of all texts.
    pub(super) fn of(texts: &[Words]) -> Self {
        let mut postings: Vec<(u64, u32, u32)> = Vec::new();
        for (doc, text) in texts.iter().enumerate() {
            postings
                .extend(shingles::select(&text.ids).into_iter().map(|(hash, word)| (hash, doc as u32, word)));
        }
        postings.sort_unstable();
        let mut index = Self::default();
        for (shingle, same) in postings.chunk_by(|one, next| one.0 == next.0).enumerate() {
            index.add(shingle as u32, same);
        }
        index.seeds.sort_unstable();
        index.shared.sort_unstable();
        index
    }

    fn add(&mut self, shingle: u32, same: &[(u64, u32, u32)]) {
        let docs: Vec<&[(u64, u32, u32)]> = same.chunk_by(|one, next| one.1 == next.1).collect();
        if docs.len() < 2 {
            return;
        }
        let shared = |&(_, doc, word): &(u64, u32, u32)| Shared { doc, word, shingle };
        self.shared.extend(same.iter().map(shared));
        let first = if docs.len() > HOLDERS {
            (HOLDERS * HOLDERS / 2 / docs.len()).max(REPRESENTATIVES)
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
