//! Which documents report one event: by the names and rare words that they share, and by what their first sentences mean.

use super::leads::Leads;
use super::profiles::Profile;
use crate::DocIx;

/// Likeness of two documents, by names and rare words, up to which they cannot report the same event, for each unit of
/// the logarithm of the number of documents: the more documents, the more of them are alike by chance. From twice
/// that on nothing speaks against it.
const STRANGERS: f64 = 0.03;

/// How sure it is of any two documents that they report one event.
#[derive(Debug, Default)]
pub(super) struct Events {
    /// For each document those before it of which that is not out of the question, by document.
    rows: Vec<Vec<(DocIx, f64)>>,
    /// For each document a bit for each of those, where there are not too many documents: it is asked for millions of pairs of clauses,
    /// and for most of them there is none.
    bits: Vec<u64>,
}

/// Documents up to which there are bits: two megabytes of them.
const MOST_BITS: usize = 4096;

impl Events {
    /// Compares all documents, each with those before it.
    pub(super) fn of(profiles: &[Profile], leads: &Leads) -> Self {
        let strangers = STRANGERS * (1.0 + profiles.len() as f64).ln();
        let mut holders: Vec<Vec<(DocIx, f64)>> = Vec::new();
        let mut likeness = Vec::new();
        let mut rows = Vec::with_capacity(profiles.len());
        for (doc, profile) in profiles.iter().enumerate() {
            // The cosine of what two documents are about.
            likeness.clear();
            likeness.resize(doc, 0.0);
            for &(term, weight) in profile {
                let term = term as usize;
                if holders.len() <= term {
                    holders.resize_with(term + 1, Vec::new);
                }
                for &(other, weighs) in &holders[term] {
                    likeness[other] += weighs * weight;
                }
                holders[term].push((doc, weight));
            }
            let sure = likeness.iter().enumerate().map(|(other, likeness)| {
                let names = (likeness - strangers) / strangers;
                (other, (names + leads.evidence(other, doc)).clamp(0.0, 1.0))
            });
            rows.push(sure.filter(|(_, sure)| *sure > 0.0).collect());
        }
        let mut events = Self { rows, bits: Vec::new() };
        if profiles.len() <= MOST_BITS {
            events.bits = vec![0; (profiles.len() * profiles.len()).div_ceil(64)];
            for (doc, row) in events.rows.iter().enumerate() {
                for (other, _) in row {
                    let at = doc * profiles.len() + other;
                    events.bits[at / 64] |= 1 << (at % 64);
                }
            }
        }
        events
    }

    /// How sure it is of two documents: 0 for no, 1 for yes, and for one and the same.
    pub(super) fn of_both(&self, a: DocIx, b: DocIx) -> f64 {
        if a == b {
            return 1.0;
        }
        let (doc, other) = (a.max(b), a.min(b));
        let Some(row) = self.rows.get(doc) else { return 0.0 };
        let bit = doc * self.rows.len() + other;
        if self.bits.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 0) {
            return 0.0;
        }
        let found = row.binary_search_by_key(&other, |(other, _)| *other);
        found.map_or(0.0, |at| row[at].1)
    }
}
