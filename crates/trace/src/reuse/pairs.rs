//! One document against those before it: shared shingles walked out to runs, pair by pair.

use super::align::{self, BACK, Run};
use super::postings::Member;
use super::shingles::SHINGLE;
use super::words::Words;
use crate::DocIx;

/// Words alike that a run needs to be looked at further: less is in any two texts.
const SHORTEST: usize = 6;

const NONE: u32 = u32::MAX;

/// Finds the runs of one document after the other. Its memory is one number for each document and what the pairs of
/// one document need.
#[derive(Debug)]
pub(super) struct Comparer<'t> {
    texts: &'t [Words],
    /// For each document, which of the candidates it is.
    slots: Vec<u32>,
    candidates: Vec<Candidate>,
    nodes: Vec<Node>,
}

/// A document that shares a shingle with the one at hand.
#[derive(Debug)]
struct Candidate {
    doc: u32,
    /// The run found last.
    last: u32,
    budget: usize,
}

/// A run, and the one found before it in the same pair.
#[derive(Debug)]
struct Node {
    run: Run,
    before: u32,
}

impl<'t> Comparer<'t> {
    pub(super) fn new(texts: &'t [Words]) -> Self {
        Self { texts, slots: vec![NONE; texts.len()], candidates: Vec::new(), nodes: Vec::new() }
    }

    /// Takes up that the shingle at `word` of `doc` stands at `other` too.
    pub(super) fn seed(&mut self, doc: DocIx, word: u32, other: Member) {
        let (a, b) = (&self.texts[other.doc as usize].ids, &self.texts[doc].ids);
        let slot = &mut self.slots[other.doc as usize];
        if *slot == NONE {
            *slot = self.candidates.len() as u32;
            self.candidates.push(Candidate { doc: other.doc, last: NONE, budget: align::budget(a, b) });
        }
        let candidate = &mut self.candidates[*slot as usize];
        let (i, j) = (other.word as usize, word as usize);
        let mut at = candidate.last;
        for _ in 0..BACK {
            let Some(node) = self.nodes.get(at as usize) else { break };
            if node.run.holds(i, j) {
                return;
            }
            at = node.before;
        }
        let run = align::run_at(a, b, i, j, &mut candidate.budget);
        self.nodes.push(Node { run, before: candidate.last });
        candidate.last = self.nodes.len() as u32 - 1;
    }

    /// As [`Comparer::seed`], for a shingle that many hold: only where a sixth word is alike too. Phrases of five words are in
    /// any two texts, and walking out each of them would cost more than all else.
    pub(super) fn seed_of_many(&mut self, doc: DocIx, word: u32, other: Member) {
        let (a, b) = (&self.texts[other.doc as usize].ids, &self.texts[doc].ids);
        let (i, j) = (other.word as usize, word as usize);
        let after = matches!((a.get(i + SHINGLE), b.get(j + SHINGLE)), (Some(one), Some(two)) if one == two);
        if after || i > 0 && j > 0 && a[i - 1] == b[j - 1] {
            self.seed(doc, word, other);
        }
    }

    /// Gives the runs found with each other document, by document, and is ready for the next one.
    pub(super) fn finish(&mut self, mut found: impl FnMut(DocIx, &[Run])) {
        self.candidates.sort_unstable_by_key(|candidate| candidate.doc);
        for candidate in &self.candidates {
            self.slots[candidate.doc as usize] = NONE;
            let nodes = std::iter::successors(self.nodes.get(candidate.last as usize), |node| {
                self.nodes.get(node.before as usize)
            });
            let runs: Vec<Run> = nodes.map(|node| node.run).collect();
            if runs.iter().map(|run| run.alike).sum::<usize>() < SHORTEST {
                continue;
            }
            let mut runs = align::settled(runs);
            runs.retain(|run| run.alike >= SHORTEST);
            if !runs.is_empty() {
                found(candidate.doc as DocIx, &runs);
            }
        }
        self.candidates.clear();
        self.nodes.clear();
    }
}
