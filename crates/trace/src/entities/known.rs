//! Names that were made ready and compared before.

use super::names::{Comparer, Prepared, Verdict};
use crate::crew::{self, Crew};
use crate::memory::Memo;
use headwater_text::Language;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A name made ready for comparing, by a number that stands for it as long as it is known.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) number: u32,
    /// Ready to be compared.
    pub(super) prepared: Arc<Prepared>,
    /// Its words in Latin letters, in order.
    pub(super) words: Arc<[String]>,
    keys: Arc<BTreeSet<String>>,
}

impl Name {
    /// Keys under which names that may be one meet.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }
}

/// What comparing names says, whatever pile they stand in.
#[derive(Debug)]
pub(super) struct Known {
    comparer: Comparer,
    names: Memo<String, Name>,
    next: u32,
    verdicts: Memo<(u32, u32), Verdict>,
    /// Of all pairs of the last pile, by the numbers of their names.
    met: Vec<((u32, u32), Verdict)>,
    fits: Memo<(u32, u64, Vec<u32>), Arc<[Fit]>>,
}

/// A full name that a name alone may stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// How alike the two are.
    pub(super) alike: f64,
    /// Which of the full names it is.
    pub(super) at: usize,
}

impl Known {
    pub(super) fn new(language: &Language) -> Self {
        let comparer = Comparer::new(language);
        Self {
            comparer,
            names: Memo::default(),
            next: 0,
            verdicts: Memo::default(),
            met: Vec::new(),
            fits: Memo::default(),
        }
    }

    /// Compares what is not kept.
    pub(super) fn comparer(&self) -> &Comparer {
        &self.comparer
    }

    /// A name, ready to be compared.
    pub(super) fn name(&mut self, name: &str) -> Name {
        let Self { comparer, names, next, .. } = self;
        names.get(name, || {
            *next += 1;
            let prepared = comparer.prepare(name);
            Name {
                number: *next,
                words: Comparer::latin_words(&prepared).map(str::to_owned).collect(),
                keys: Arc::new(comparer.keys(&prepared)),
                prepared: Arc::new(prepared),
            }
        })
    }

    /// Whether two names of persons are one name.
    pub(super) fn verdict(&mut self, a: &Name, b: &Name) -> Verdict {
        let Self { comparer, verdicts, .. } = self;
        verdicts.get(&(a.number, b.number), || comparer.verdict(&a.prepared, &b.prepared))
    }

    /// Whether two names of persons are one name, for all pairs of a pile at once. Nearly all of them are those of the last pile, in nearly
    /// the same order.
    pub(super) fn verdicts(&mut self, crew: &dyn Crew, pairs: &[(&Name, &Name)]) -> Vec<Verdict> {
        let comparer = &self.comparer;
        let numbers = pairs.iter().map(|(a, b)| (a.number, b.number));
        let mut order: Vec<((u32, u32), usize)> = numbers.zip(0..).collect();
        order.sort_unstable();
        let mut met = std::mem::take(&mut self.met).into_iter().peekable();
        let known: Vec<(usize, Option<Verdict>)> = (order.iter())
            .map(|(numbers, at)| {
                while met.next_if(|(other, _)| other < numbers).is_some() {}
                (*at, met.next_if(|(other, _)| other == numbers).map(|(_, verdict)| verdict))
            })
            .collect();
        let found = crew::map(crew, &known, |&(at, known)| {
            let (a, b) = pairs[at];
            known.unwrap_or_else(|| comparer.verdict(&a.prepared, &b.prepared))
        });
        self.met = order.iter().map(|(numbers, _)| *numbers).zip(found.iter().copied()).collect();
        let mut verdicts = vec![Verdict::Unsure; pairs.len()];
        for ((at, _), verdict) in known.iter().zip(found) {
            verdicts[*at] = verdict;
        }
        verdicts
    }

    /// Which of some full names a name alone may stand for: those alike by at least `least`, the likest first. The candidates of a name
    /// are mostly those that it had in the last pile.
    pub(super) fn fits<'n>(
        &mut self,
        alone: &Name,
        full: impl Iterator<Item = &'n Name> + Clone,
        least: f64,
    ) -> Arc<[Fit]> {
        let Self { comparer, fits, .. } = self;
        let numbers = full.clone().map(|name| name.number).collect();
        fits.get(&(alone.number, least.to_bits(), numbers), || {
            let mut fits: Vec<Fit> = full
                .map(|name| comparer.stands_for(&alone.prepared, &name.prepared, least))
                .enumerate()
                .filter(|(_, alike)| *alike >= least)
                .map(|(at, alike)| Fit { alike, at })
                .collect();
            fits.sort_by(|x, y| y.alike.total_cmp(&x.alike).then(x.at.cmp(&y.at)));
            fits.into()
        })
    }

    /// Forgets the names that the last pile does not have.
    pub(super) fn turn(&mut self) {
        self.names.turn();
        self.verdicts.turn();
        self.fits.turn();
    }
}
