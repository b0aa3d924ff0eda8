//! How many questions were answered, by kind.

use std::collections::BTreeMap;
use std::fmt;

/// Answers, by kind of question.
#[derive(Default)]
pub(crate) struct Tally {
    kinds: BTreeMap<&'static str, (usize, usize)>,
    missed: Vec<String>,
}

impl Tally {
    /// Questions answered.
    pub(crate) fn found(&self) -> usize {
        self.kinds.values().map(|(found, _)| found).sum()
    }

    /// One line for each question not answered.
    pub(crate) fn missed(&self) -> &[String] {
        &self.missed
    }

    /// Counts one question of `kind`.
    pub(crate) fn ask(&mut self, kind: &'static str, answered: bool, question: impl FnOnce() -> String) {
        let (found, asked) = self.kinds.entry(kind).or_default();
        *asked += 1;
        *found += usize::from(answered);
        if !answered {
            self.missed.push(format!("missed {kind}: {}", question()));
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, (found, asked)) in &self.kinds {
            writeln!(f, "{kind:<14}{found} of {asked}")?;
        }
        let asked: usize = self.kinds.values().map(|(_, asked)| asked).sum();
        write!(f, "found {} of {asked}", self.found())
    }
}
