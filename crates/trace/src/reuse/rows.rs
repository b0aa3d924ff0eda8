//! The runs that each document shares with those before it.

use super::kept::{self, Kept};
use super::moves::Moves;
use super::pairs::{self, Comparer};
use super::postings::Postings;
use super::spread::Spread;
use super::wanted::{Class, Wanted};
use super::words::Words;
use crate::DocIx;

/// For each document the runs that may count, by the other document and place in it.
#[derive(Debug, Default)]
pub(super) struct Rows(Vec<Vec<Kept>>);

impl Rows {
    /// Keeps the runs of pairs that stay, and compares those that are wanted.
    pub(super) fn updated(
        mut self,
        moves: &Moves,
        texts: &[Words],
        (postings, spread): (&Postings, &Spread),
        wanted: &[Wanted],
        mut step: impl FnMut(),
    ) -> Self {
        let mut comparer = Comparer::new(texts);
        let mut asked = Asked::of(texts.len());
        let mut rows = Vec::with_capacity(texts.len());
        for (doc, wanted) in wanted.iter().enumerate() {
            let mut row = moves.from(doc).map_or_else(Vec::new, |old| std::mem::take(&mut self.0[old]));
            row.retain_mut(|kept| {
                let Some(other) = moves.to(kept.other) else { return false };
                kept.other = other;
                true
            });
            if asked.take(doc, wanted) {
                row.retain(|kept| !asked.has(kept.other));
                let stayed = row.len();
                seed(&mut comparer, doc, postings, spread, &asked);
                comparer.finish(pairs::SHORTEST, |other, runs| {
                    kept::keep(texts, other, doc, runs, |kept| row.push(kept));
                });
                if stayed > 0 && row.len() > stayed {
                    // Stable: the runs of one pair stand together and in order.
                    row.sort_by_key(|kept| kept.other);
                }
                row.shrink_to_fit();
            }
            rows.push(row);
            step();
        }
        Self(rows)
    }

    /// The runs of each document, in order.
    pub(super) fn each(&self) -> impl Iterator<Item = &[Kept]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// As [`Rows::each`] gives them.
    pub(super) fn of(rows: Vec<Vec<Kept>>) -> Self {
        Self(rows)
    }

    /// Both documents and the run, for every run.
    pub(super) fn all(&self) -> impl Iterator<Item = (DocIx, DocIx, &Kept)> {
        let rows = self.0.iter().enumerate();
        rows.flat_map(|(doc, row)| row.iter().map(move |kept| (kept.other as usize, doc, kept)))
    }
}

/// Takes up every shingle that `doc` shares with those of the documents before it that are asked for.
fn seed(comparer: &mut Comparer<'_>, doc: DocIx, postings: &Postings, spread: &Spread, asked: &Asked) {
    for place in postings.places(doc) {
        let before = postings.before(doc, place);
        let here = postings.member(place);
        let class = Class::of(spread.of_shingle(place.shingle));
        let others = before.iter().take(class.reach()).filter(|other| asked.has(other.doc));
        if class == Class::Few {
            others.for_each(|other| comparer.seed(here, *other));
        } else {
            others.for_each(|other| comparer.seed_of_many(here, *other));
        }
    }
}

/// The documents that one is to be compared with.
#[derive(Debug)]
struct Asked {
    all: bool,
    /// For each document the last one that it was asked for by, and one more.
    by: Vec<u32>,
    doc: u32,
}

impl Asked {
    fn of(documents: usize) -> Self {
        Self { all: false, by: vec![0; documents], doc: 0 }
    }

    /// Takes in what is wanted for `doc`; whether that is anything.
    fn take(&mut self, doc: DocIx, wanted: &Wanted) -> bool {
        self.doc = doc as u32 + 1;
        self.all = *wanted == Wanted::All;
        match wanted {
            Wanted::All => true,
            Wanted::Named(others) => {
                others.iter().for_each(|other| self.by[*other as usize] = self.doc);
                !others.is_empty()
            }
        }
    }

    fn has(&self, other: u32) -> bool {
        self.all || self.by[other as usize] == self.doc
    }
}
