//! Groups split and joined as an analyst decided, all else left where it was inferred to be.

use std::collections::{BTreeMap, BTreeSet};

/// The groups of `inferred` with every pair of `same` in one group and no pair of `apart` in one.
///
/// What an analyst calls one brings its whole group along. A group that must be split falls into as few parts as the
/// decisions leave; whoever none of them is about goes with the one that it is most `alike`. The pairs must not
/// contradict one another. Groups come sorted, as do their members.
pub(crate) fn partition(
    inferred: &[Vec<usize>],
    same: &[(usize, usize)],
    apart: &[(usize, usize)],
    alike: impl Fn(usize, usize) -> f64,
) -> Vec<Vec<usize>> {
    if same.is_empty() && apart.is_empty() {
        return inferred.to_vec();
    }
    let len = inferred.iter().flatten().map(|member| member + 1).max().unwrap_or(0);
    let mut joined = Forest::new(len);
    let mut decided = Forest::new(len);
    for group in inferred {
        group.windows(2).for_each(|pair| joined.join(pair[0], pair[1]));
    }
    for &(a, b) in same {
        joined.join(a, b);
        decided.join(a, b);
    }
    let mut parted = Vec::new();
    for group in joined.groups() {
        let inside: BTreeSet<usize> = group.iter().copied().collect();
        let splits: Vec<(usize, usize)> =
            apart.iter().copied().filter(|(a, b)| inside.contains(a) && inside.contains(b)).collect();
        if splits.is_empty() {
            parted.push(group);
        } else {
            parted.extend(split(&group, &splits, same, &mut decided, &alike));
        }
    }
    parted.sort_unstable();
    parted
}

/// One group in as few parts as `splits` allow.
fn split(
    group: &[usize],
    splits: &[(usize, usize)],
    same: &[(usize, usize)],
    decided: &mut Forest,
    alike: &impl Fn(usize, usize) -> f64,
) -> Vec<Vec<usize>> {
    // The decided members are where parts begin.
    let named: BTreeSet<usize> = splits.iter().chain(same).flat_map(|&(a, b)| [a, b]).collect();
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &member in group.iter().filter(|member| named.contains(member)) {
        parts.entry(decided.root(member)).or_default().push(member);
    }
    let seeds: Vec<(usize, Vec<usize>)> = parts.iter().map(|(part, seeds)| (*part, seeds.clone())).collect();
    for &member in group.iter().filter(|member| !named.contains(member)) {
        let best = seeds
            .iter()
            .map(|(part, seeds)| (best_of(&[member], seeds, alike), *part))
            // Of equals the first.
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        if let Some((_, part)) = best {
            parts.entry(part).or_default().push(member);
        }
    }
    // Parts that nothing keeps apart were one, and are one again.
    let mut parts: Vec<Vec<usize>> = parts.into_values().collect();
    while let Some((a, b)) = closest(&parts, splits, alike) {
        let moved = parts.swap_remove(b);
        parts[a].extend(moved);
    }
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts
}

/// The two parts that nothing keeps apart and that are most alike, as indices in order.
fn closest(
    parts: &[Vec<usize>],
    splits: &[(usize, usize)],
    alike: &impl Fn(usize, usize) -> f64,
) -> Option<(usize, usize)> {
    let kept_apart = |x: &[usize], y: &[usize]| {
        splits.iter().any(|(a, b)| (x.contains(a) && y.contains(b)) || (x.contains(b) && y.contains(a)))
    };
    let pairs = (0..parts.len()).flat_map(|a| (a + 1..parts.len()).map(move |b| (a, b)));
    pairs
        .filter(|&(a, b)| !kept_apart(&parts[a], &parts[b]))
        .map(|(a, b)| {
            let first = parts[a].iter().min().min(parts[b].iter().min()).copied();
            (best_of(&parts[a], &parts[b], alike), first, (a, b))
        })
        .reduce(|best, next| {
            let better = next.0 > best.0 || (next.0 == best.0 && next.1 < best.1);
            if better { next } else { best }
        })
        .map(|(.., pair)| pair)
}

/// How alike the most alike members are, among a few of each side.
fn best_of(a: &[usize], b: &[usize], alike: &impl Fn(usize, usize) -> f64) -> f64 {
    /// Members that stand for a part.
    const SPEAKERS: usize = 12;
    let speakers = |side: &[usize]| side.iter().copied().take(SPEAKERS).collect::<Vec<_>>();
    let (a, b) = (speakers(a), speakers(b));
    a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y))).map(|(x, y)| alike(x, y)).fold(0.0, f64::max)
}

/// Sets of indices that grow together.
struct Forest {
    parent: Vec<usize>,
}

impl Forest {
    fn new(len: usize) -> Self {
        Self { parent: (0..len).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }

    fn groups(&mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for index in 0..self.parent.len() {
            let root = self.root(index);
            groups.entry(root).or_default().push(index);
        }
        groups.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Members are alike as far as their numbers are near.
    fn near(a: usize, b: usize) -> f64 {
        1.0 / (1.0 + a.abs_diff(b) as f64)
    }

    #[test]
    fn groups_follow_the_decisions_and_else_stay() {
        let check = |inferred: &[&[usize]],
                     same: &[(usize, usize)],
                     apart: &[(usize, usize)],
                     expected: &[&[usize]]| {
            let inferred: Vec<Vec<usize>> = inferred.iter().map(|group| group.to_vec()).collect();
            assert_eq!(partition(&inferred, same, apart, near), expected, "{inferred:?} {same:?} {apart:?}");
        };
        check(&[], &[], &[], &[]);
        check(&[&[0, 1], &[2]], &[], &[], &[&[0, 1], &[2]]);
        // Joined with all that they bring.
        check(&[&[0, 1], &[2, 3], &[4]], &[(0, 3)], &[], &[&[0, 1, 2, 3], &[4]]);
        // Split, the others with the nearer one.
        check(&[&[0, 1, 2, 3, 4, 5]], &[], &[(0, 5)], &[&[0, 1, 2], &[3, 4, 5]]);
        check(&[&[0, 1, 2, 3, 4, 5]], &[], &[(5, 0)], &[&[0, 1, 2], &[3, 4, 5]]);
        // As few parts as can be.
        check(&[&[0, 1, 3, 4], &[2]], &[], &[(0, 3), (1, 4)], &[&[0, 1], &[2], &[3, 4]]);
        check(&[&[0, 1, 2]], &[], &[(0, 1), (1, 2), (0, 2)], &[&[0], &[1], &[2]]);
        // Joined and split at once.
        check(&[&[0, 1], &[2, 3]], &[(1, 2)], &[(0, 3)], &[&[0, 1, 2], &[3]]);
        // What is apart already stays as it is.
        check(&[&[0, 1], &[2]], &[], &[(0, 2)], &[&[0, 1], &[2]]);
    }
}
