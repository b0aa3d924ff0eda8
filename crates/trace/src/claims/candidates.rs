//! Which pairs of clauses are worth comparing: those that share something rare.

use super::reading::{Brief, Reading, Readings};
use crate::crew::{self, Crew};
use std::collections::BTreeMap;

/// Clauses under one key beyond which only neighbours are paired. Keeps the number of pairs linear: a key of many
/// clauses tells little, and clauses that belong together share several.
const CROWD: usize = 48;
/// How many neighbours each clause of a crowd is paired with.
const NEIGHBOURS: usize = 12;

/// What clauses may share besides terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    /// Bits of the number, so that it can be ordered.
    Number(u64),
    Day(jiff::civil::Date),
}

/// Pairs (smaller index first, sorted) of the clauses in `among` that are `worth` a closer look.
pub(super) fn pairs(
    crew: &dyn Crew,
    readings: &Readings<'_>,
    among: &[usize],
    worth: impl Fn(&Brief, &Brief) -> bool + Sync,
) -> Vec<(usize, usize)> {
    // In a crowd the neighbours of a clause are those that say much the same.
    let mut tellings: Vec<(Telling, usize)> =
        crew::map(crew, among, |&index| (telling(&readings.clauses[index]), index));
    tellings.sort_unstable();
    let mut terms: Vec<Vec<usize>> = Vec::new();
    let mut values: BTreeMap<Value, Vec<usize>> = BTreeMap::new();
    for index in tellings.into_iter().map(|(_, index)| index) {
        let reading = &readings.clauses[index];
        for term in reading.terms() {
            let term = term.id as usize;
            if terms.len() <= term {
                terms.resize_with(term + 1, Vec::new);
            }
            terms[term].push(index);
        }
        if let Some(number) = reading.number {
            values.entry(Value::Number(number.to_bits())).or_default().push(index);
        }
        if let Some((first, _)) = reading.days {
            values.entry(Value::Day(first)).or_default().push(index);
        }
    }
    let keys: Vec<Vec<usize>> =
        terms.into_iter().chain(values.into_values()).filter(|members| members.len() > 1).collect();
    let of_key = |members: &Vec<usize>| {
        // Side by side in memory: most pairs are looked at no closer than this.
        let members: Vec<Brief> = members.iter().map(|&index| readings.brief(index)).collect();
        let reach = if members.len() <= CROWD { CROWD } else { NEIGHBOURS };
        let mut pairs = Vec::new();
        for (place, a) in members.iter().enumerate() {
            for b in members[place + 1..].iter().take(reach) {
                // Here and not later: hardly one in twenty is, and all of them would have to be sorted.
                if worth(a, b) {
                    pairs.push((a.clause.min(b.clause), a.clause.max(b.clause)));
                }
            }
        }
        pairs
    };
    let mut pairs: Vec<(usize, usize)> = crew::map(crew, &keys, of_key).into_iter().flatten().collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Sort key that brings clauses of like content together: number, then the frame terms, most telling first.
type Telling = (Option<u64>, [Option<u32>; 3]);

fn telling(reading: &Reading) -> Telling {
    let mut frame: Vec<_> = reading.frame.list.iter().collect();
    frame.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.id.cmp(&b.id)));
    (reading.number.map(f64::to_bits), std::array::from_fn(|at| frame.get(at).map(|term| term.id)))
}
