//! Decisions that two things are one or are not, made free of contradiction: the latest hold.

use crate::RulingIx;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Somebody decided that two things are one, or that they are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) same: bool,
    pub(crate) ruling: RulingIx,
}

/// Pairs that can all be obeyed, and what became of the others.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Settled {
    /// In the order made.
    pub(crate) held: Vec<Pair>,
    /// Overruled on the same matter, and by which.
    pub(crate) overruled: Vec<(RulingIx, RulingIx)>,
    /// Cannot hold together with these, which are later.
    pub(crate) contradicted: Vec<(RulingIx, Vec<RulingIx>)>,
}

/// Settles pairs given in the order in which they were made.
pub(crate) fn settle(pairs: &[Pair]) -> Settled {
    let mut settled = Settled::default();
    let mut matters: BTreeMap<(usize, usize), (bool, RulingIx)> = BTreeMap::new();
    for pair in pairs.iter().rev() {
        let matter = (pair.a.min(pair.b), pair.a.max(pair.b));
        let (verdict, by) = *matters.entry(matter).or_insert((pair.same, pair.ruling));
        if verdict != pair.same {
            settled.overruled.push((pair.ruling, by));
            continue;
        }
        match against(&settled.held, *pair) {
            None => settled.held.push(*pair),
            Some(by) => {
                matters.remove(&matter);
                settled.contradicted.push((pair.ruling, by));
            }
        }
    }
    settled.held.reverse();
    settled.overruled.reverse();
    settled.contradicted.reverse();
    settled
}

/// The rulings among `held` that together say the opposite of `pair`, if any do; none are needed to say that a thing is
/// itself.
fn against(held: &[Pair], pair: Pair) -> Option<Vec<RulingIx>> {
    if !pair.same {
        return path(held, pair.a, pair.b);
    }
    held.iter().filter(|other| !other.same).find_map(|other| {
        [(other.a, other.b), (other.b, other.a)].into_iter().find_map(|(x, y)| {
            let mut rulings = path(held, pair.a, x)?;
            rulings.extend(path(held, pair.b, y)?);
            rulings.push(other.ruling);
            rulings.sort_unstable();
            rulings.dedup();
            Some(rulings)
        })
    })
}

/// The rulings by which two things are one, fewest first; none needed for a thing and itself.
fn path(held: &[Pair], from: usize, to: usize) -> Option<Vec<RulingIx>> {
    let mut ways: VecDeque<(usize, Vec<RulingIx>)> = VecDeque::from([(from, Vec::new())]);
    let mut seen = BTreeSet::from([from]);
    while let Some((at, rulings)) = ways.pop_front() {
        if at == to {
            return Some(rulings);
        }
        for pair in held.iter().filter(|pair| pair.same && (pair.a == at || pair.b == at)) {
            let next = if pair.a == at { pair.b } else { pair.a };
            if seen.insert(next) {
                ways.push_back((next, [&rulings[..], &[pair.ruling]].concat()));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs as "1=2" and "1/2", numbered as they come: which hold, which are overruled, which contradict what.
    fn check(given: &str, held: &[usize], overruled: &[(usize, usize)], contradicted: &[(usize, &[usize])]) {
        let pairs: Vec<Pair> = given
            .split_whitespace()
            .enumerate()
            .map(|(ruling, words)| {
                let (a, b) = words.split_once(['=', '/']).unwrap();
                let (a, b) = (a.parse().unwrap(), b.parse().unwrap());
                Pair { a, b, same: words.contains('='), ruling }
            })
            .collect();
        let found = settle(&pairs);
        assert_eq!(found.held.iter().map(|pair| pair.ruling).collect::<Vec<_>>(), held, "{given}");
        assert_eq!(found.overruled, overruled, "{given}");
        let expected: Vec<(usize, Vec<usize>)> =
            contradicted.iter().map(|(ruling, by)| (*ruling, by.to_vec())).collect();
        assert_eq!(found.contradicted, expected, "{given}");
    }

    #[test]
    fn the_latest_hold() {
        check("", &[], &[], &[]);
        check("1=2 2=3 1/4", &[0, 1, 2], &[], &[]);
        check("1=2 2/1", &[1], &[(0, 1)], &[]);
        check("1=2 2/1 1=2", &[0, 2], &[(1, 2)], &[]);
        check("1=2 2=3 1/3", &[1, 2], &[], &[(0, &[1, 2])]);
        check("1/3 1=2 2=3", &[1, 2], &[], &[(0, &[1, 2])]);
        check("1=2 3/4 2=3 1=4", &[1, 2, 3], &[], &[(0, &[1, 2, 3])]);
        check("1=2 1=2", &[0, 1], &[], &[]);
        check("1/1 1=2", &[1], &[], &[(0, &[])]);
    }
}
