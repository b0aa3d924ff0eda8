//! Which pairs of clauses are worth comparing: those that share something rare.

use super::reading::{Part, Readings};
use std::collections::BTreeMap;

/// Clauses under one key beyond which only neighbours are paired. Keeps the number of pairs linear: a key of many
/// clauses tells little, and clauses that belong together share several.
const CROWD: usize = 48;
/// How many neighbours each clause of a crowd is paired with.
const NEIGHBOURS: usize = 12;

/// What clauses may share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Term(u32),
    /// Bits of the number, so that it can be ordered.
    Number(u64),
    Day(jiff::civil::Date),
}

/// Pairs (smaller index first, sorted) of the clauses in `among`.
pub(super) fn pairs(readings: &Readings, among: &[usize]) -> Vec<(usize, usize)> {
    let mut under: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for &index in among {
        let reading = &readings.clauses[index];
        for term in &reading.terms {
            under.entry(Key::Term(term.id)).or_default().push(index);
        }
        if let Some(number) = reading.number {
            under.entry(Key::Number(number.to_bits())).or_default().push(index);
        }
        if let Some((first, _)) = reading.days {
            under.entry(Key::Day(first)).or_default().push(index);
        }
    }
    let mut pairs = Vec::new();
    for members in under.values_mut() {
        let reach = if members.len() <= CROWD { CROWD } else { NEIGHBOURS };
        if members.len() > CROWD {
            // Neighbours in a crowd are clauses that say much the same.
            members.sort_by_cached_key(|index| (telling(readings, *index), *index));
        }
        for (place, &a) in members.iter().enumerate() {
            for &b in members[place + 1..].iter().take(reach) {
                pairs.push((a.min(b), a.max(b)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Sort key that brings clauses of like content together: number, then the frame terms, most telling first.
fn telling(readings: &Readings, index: usize) -> (Option<u64>, Vec<u32>) {
    let reading = &readings.clauses[index];
    let mut frame: Vec<_> = reading.terms.iter().filter(|term| term.part == Part::Frame).collect();
    frame.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.id.cmp(&b.id)));
    let ids = frame.iter().take(3).map(|term| term.id).collect();
    (reading.number.map(f64::to_bits), ids)
}
