//! Which documents report one event: by the names and rare words that they share, and by what their first sentences mean.

use super::leads::Leads;
use super::profiles::Profile;
use crate::DocIx;
use crate::crew::{self, Crew};

/// Likeness of two documents, by names and rare words, up to which they cannot report the same event, for each unit of
/// the logarithm of the number of documents: the more documents, the more of them are alike by chance. From twice
/// that on nothing speaks against it.
const STRANGERS: f64 = 0.03;

/// How sure it is of any two documents that they report one event.
#[derive(Debug, Default)]
pub(super) struct Events {
    /// For each document those before it of which that is not out of the question, by document.
    rows: Vec<Vec<(DocIx, f64)>>,
    /// For each document a bit for each of which that is not out of the question, where there are not too many documents: it is
    /// asked for millions of pairs of clauses, and for most of them there is none.
    bits: Vec<u64>,
}

/// Documents up to which there are bits: two megabytes of them.
const MOST_BITS: usize = 4096;

impl Events {
    /// Compares all documents, each with those before it.
    pub(super) fn of(crew: &dyn Crew, profiles: &[Profile], leads: &Leads) -> Self {
        let strangers = STRANGERS * (1.0 + profiles.len() as f64).ln();
        let mut holders: Vec<Vec<(DocIx, f64)>> = Vec::new();
        for (doc, profile) in profiles.iter().enumerate() {
            for &(term, weight) in profile {
                let term = term as usize;
                if holders.len() <= term {
                    holders.resize_with(term + 1, Vec::new);
                }
                holders[term].push((doc, weight));
            }
        }
        let numbered: Vec<(DocIx, &Profile)> = profiles.iter().enumerate().collect();
        let rows = crew::map(crew, &numbered, |&(doc, profile)| {
            // The cosine of what two documents are about.
            let mut likeness = vec![0.0; doc];
            for &(term, weight) in profile {
                let before = holders[term as usize].iter().take_while(|(other, _)| *other < doc);
                for &(other, weighs) in before {
                    likeness[other] += weighs * weight;
                }
            }
            let sure = likeness.iter().enumerate().map(|(other, likeness)| {
                let names = (likeness - strangers) / strangers;
                (other, (names + leads.evidence(other, doc)).clamp(0.0, 1.0))
            });
            sure.filter(|(_, sure)| *sure > 0.0).collect()
        });
        let mut events = Self { rows, bits: Vec::new() };
        if profiles.len() <= MOST_BITS {
            events.bits = vec![0; (profiles.len() * profiles.len()).div_ceil(64)];
            for (doc, row) in events.rows.iter().enumerate() {
                for (other, _) in row {
                    for at in [doc * profiles.len() + other, other * profiles.len() + doc] {
                        events.bits[at / 64] |= 1 << (at % 64);
                    }
                }
            }
        }
        events
    }

    /// Whether it is not out of the question that two documents report one event.
    pub(super) fn may_be_of_both(&self, a: DocIx, b: DocIx) -> bool {
        a == b || self.bit(a, b).unwrap_or_else(|| self.of_both(a, b) > 0.0)
    }

    /// What the bits say of two documents, where there are bits.
    fn bit(&self, a: DocIx, b: DocIx) -> Option<bool> {
        let at = a * self.rows.len() + b;
        self.bits.get(at / 64).map(|bits| bits >> (at % 64) & 1 == 1)
    }

    /// How sure it is of two documents: 0 for no, 1 for yes, and for one and the same.
    pub(super) fn of_both(&self, a: DocIx, b: DocIx) -> f64 {
        if a == b {
            return 1.0;
        }
        if self.bit(a, b) == Some(false) {
            return 0.0;
        }
        let (doc, other) = (a.max(b), a.min(b));
        let Some(row) = self.rows.get(doc) else { return 0.0 };
        let found = row.binary_search_by_key(&other, |(other, _)| *other);
        found.map_or(0.0, |at| row[at].1)
    }
}
