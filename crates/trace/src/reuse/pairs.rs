//! One document against those before it: shared shingles walked out to runs, pair by pair.

use super::align::{self, BACK, Run};
use super::postings::Member;
use super::shingles::SHINGLE;
use super::words::Words;
use crate::DocIx;

/// Words alike that a run needs to be looked at further: less is in any two texts.
pub(super) const SHORTEST: usize = 6;

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
    /// The runs of one pair, while they are settled.
    runs: Vec<Run>,
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
        Self {
            texts,
            slots: vec![NONE; texts.len()],
            candidates: Vec::new(),
            nodes: Vec::new(),
            runs: Vec::new(),
        }
    }

    /// Takes up that the shingle at `here` stands at `other` of an earlier document too.
    pub(super) fn seed(&mut self, here: Member, other: Member) {
        if !self.is_in_run(here, other) {
            self.walk(here, other);
        }
    }

    /// Whether a run found among the last few of the pair goes through the shingle at both places. Most seeds of copies lie in
    /// one, and are settled here without a look at the texts.
    fn is_in_run(&self, here: Member, other: Member) -> bool {
        let Some(candidate) = self.candidates.get(self.slots[other.doc as usize] as usize) else {
            return false;
        };
        let (i, j) = (other.word() as usize, here.word() as usize);
        let nodes = std::iter::successors(self.nodes.get(candidate.last as usize), |node| {
            self.nodes.get(node.before as usize)
        });
        nodes.take(BACK).any(|node| node.run.holds(i, j))
    }

    fn walk(&mut self, here: Member, other: Member) {
        let (a, b) = (&self.texts[other.doc as usize].ids, &self.texts[here.doc as usize].ids);
        let slot = &mut self.slots[other.doc as usize];
        if *slot == NONE {
            *slot = self.candidates.len() as u32;
            self.candidates.push(Candidate { doc: other.doc, last: NONE, budget: align::budget(a, b) });
        }
        let candidate = &mut self.candidates[*slot as usize];
        let (i, j) = (other.word() as usize, here.word() as usize);
        let run = align::run_at(a, b, i, j, &mut candidate.budget);
        self.nodes.push(Node { run, before: candidate.last });
        candidate.last = self.nodes.len() as u32 - 1;
    }

    /// As [`Comparer::seed`], for a shingle that many hold: only where a sixth word is alike too. Phrases of five words are in
    /// any two texts, and walking out each of them would cost more than all else.
    pub(super) fn seed_of_many(&mut self, here: Member, other: Member) {
        if !here.may_go_on(other) || self.is_in_run(here, other) {
            return;
        }
        let (a, b) = (&self.texts[other.doc as usize].ids, &self.texts[here.doc as usize].ids);
        let (i, j) = (other.word() as usize, here.word() as usize);
        let after = matches!((a.get(i + SHINGLE), b.get(j + SHINGLE)), (Some(one), Some(two)) if one == two);
        if after || i > 0 && j > 0 && a[i - 1] == b[j - 1] {
            self.walk(here, other);
        }
    }

    /// Gives the runs of at least `shortest` words alike that were found with each other document, by document, and is ready
    /// for the next one.
    pub(super) fn finish(&mut self, shortest: usize, mut found: impl FnMut(DocIx, &[Run])) {
        self.candidates.sort_unstable_by_key(|candidate| candidate.doc);
        for candidate in &self.candidates {
            self.slots[candidate.doc as usize] = NONE;
            let nodes = std::iter::successors(self.nodes.get(candidate.last as usize), |node| {
                self.nodes.get(node.before as usize)
            });
            self.runs.clear();
            self.runs.extend(nodes.map(|node| node.run));
            // Joined runs have no more words alike than they had before.
            if self.runs.iter().map(|run| run.alike).sum::<usize>() < shortest {
                continue;
            }
            align::settle(&mut self.runs);
            self.runs.retain(|run| run.alike >= shortest);
            if !self.runs.is_empty() {
                found(candidate.doc as DocIx, &self.runs);
            }
        }
        self.candidates.clear();
        self.nodes.clear();
    }
}
