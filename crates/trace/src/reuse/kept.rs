//! The runs of two documents that are kept: those which may count, whatever other documents come and go.

use super::align::Run;
use super::verdict::{self, Company, Stretch};
use super::words::Words;
use crate::DocIx;

/// Words of a neighbouring sentence that two texts share by chance ("The", "He said").
const CHANCE: usize = 2;

/// A run of a document with one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    /// The document before, a.
    pub(super) other: u32,
    a: [u32; 2],
    b: [u32; 2],
    alike: u32,
    /// Whether another run of the two says by itself that they hang together.
    pub(super) others: bool,
    /// Whether each text fills a mould with names of its own.
    pub(super) mould: bool,
}

impl Kept {
    fn new(other: DocIx, run: &Run, (others, mould): (bool, bool)) -> Self {
        Self {
            other: other as u32,
            a: [run.a_from as u32, run.a_to as u32],
            b: [run.b_from as u32, run.b_to as u32],
            alike: run.alike as u32,
            others,
            mould,
        }
    }

    /// As [`Kept::new`], of a run that may be none: `None` where it does not lie in the texts of documents `other` and `doc`, of
    /// which the former comes first.
    pub(super) fn checked(
        other: DocIx,
        doc: DocIx,
        run: &Run,
        marks: (bool, bool),
        texts: &[Words],
    ) -> Option<Self> {
        let lies = |from: usize, to: usize, doc: DocIx| {
            texts.get(doc).is_some_and(|text| from < to && to <= text.len() && run.alike <= to - from)
        };
        let sound = other < doc && lies(run.a_from, run.a_to, other) && lies(run.b_from, run.b_to, doc);
        (sound && run.alike > 0).then(|| Self::new(other, run, marks))
    }

    pub(super) fn run(&self) -> Run {
        Run {
            a_from: self.a[0] as usize,
            a_to: self.a[1] as usize,
            b_from: self.b[0] as usize,
            b_to: self.b[1] as usize,
            alike: self.alike as usize,
        }
    }
}

/// Those of the `runs` of documents `a` and `b` that may count, without the scraps at their ends.
pub(super) fn keep(texts: &[Words], a: DocIx, b: DocIx, runs: &[Run], mut kept: impl FnMut(Kept)) {
    let (in_a, in_b) = (&texts[a], &texts[b]);
    let is_solid = |run: &Run| {
        let (in_a, in_b) = Stretch::pair(in_a, in_b, run);
        verdict::is_solid(run, in_a, in_b)
    };
    let solid = runs.iter().filter(|run| is_solid(run)).count();
    for run in runs {
        let others = solid > usize::from(is_solid(run));
        let run = trimmed(in_a, in_b, run);
        let (stretch_a, stretch_b) = Stretch::pair(in_a, in_b, &run);
        let lines = stretch_b.is_paragraphs() && stretch_a.is_paragraphs();
        let company = if others { Company::Solid } else { Company::Credit };
        if lines || !verdict::is_scrap(&run, company) {
            kept(Kept::new(a, &run, (others, verdict::is_mould(&run, stretch_a, stretch_b))));
        }
    }
}

/// A run without the first words of a next sentence or the last of one before: two texts often go on alike for a
/// word or two by chance.
fn trimmed(in_a: &Words, in_b: &Words, run: &Run) -> Run {
    let tail = (1..=CHANCE)
        .rev()
        .find(|&words| {
            words < run.alike
                && in_b.closes_before(run.b_to - words)
                && in_a.closes_before(run.a_to - words)
                && !(in_a.closes_before(run.a_to) && in_b.closes_before(run.b_to))
        })
        .unwrap_or(0);
    let head = (1..=CHANCE)
        .rev()
        .find(|&words| {
            words + tail < run.alike
                && in_b.closes_before(run.b_from + words)
                && in_a.closes_before(run.a_from + words)
                && !(in_a.closes_before(run.a_from) && in_b.closes_before(run.b_from))
        })
        .unwrap_or(0);
    Run {
        a_from: run.a_from + head,
        a_to: run.a_to - tail,
        b_from: run.b_from + head,
        b_to: run.b_to - tail,
        alike: run.alike - head - tail,
    }
}
