//! Sets of words compared, and attributions matched one to one.

/// Words in both of two sorted lists.
pub(super) fn shared(a: &[usize], b: &[usize]) -> usize {
    let mut rest = b;
    let mut count = 0;
    for word in a {
        rest = &rest[rest.partition_point(|other| other < word)..];
        count += usize::from(rest.first() == Some(word));
    }
    count
}

/// Words in both over words in either; 0 for two empty lists.
pub(super) fn jaccard(a: &[usize], b: &[usize]) -> f64 {
    let shared = shared(a, b);
    let either = a.len() + b.len() - shared;
    if either == 0 { 0.0 } else { shared as f64 / either as f64 }
}

/// As many pairs as there can be with each side in one pair at most (Kuhn 1955): for each left its right. `edges` are
/// the rights that each left may have.
pub(super) fn pairs(edges: &[Vec<usize>], rights: usize) -> Vec<Option<usize>> {
    let mut left_of: Vec<Option<usize>> = vec![None; rights];
    for left in 0..edges.len() {
        let mut tried = vec![false; rights];
        augment(left, edges, &mut tried, &mut left_of);
    }
    let mut right_of = vec![None; edges.len()];
    for (right, left) in left_of.iter().enumerate() {
        if let Some(left) = left {
            right_of[*left] = Some(right);
        }
    }
    right_of
}

/// Finds `left` a right, moving others where they can have another. Without recursion: gold may hold long chains.
fn augment(left: usize, edges: &[Vec<usize>], tried: &mut [bool], left_of: &mut [Option<usize>]) {
    // Each step: a left, how many of its edges were looked at, and the right taken to get to the next step.
    let mut path: Vec<(usize, usize)> = vec![(left, 0)];
    while let Some((at, next)) = path.last_mut() {
        let Some(&right) = edges[*at].get(*next) else {
            path.pop();
            continue;
        };
        *next += 1;
        if std::mem::replace(&mut tried[right], true) {
            continue;
        }
        match left_of[right] {
            Some(other) => path.push((other, 0)),
            None => {
                for (at, next) in path {
                    left_of[edges[at][next - 1]] = Some(at);
                }
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_pairs_as_there_can_be() {
        let check = |edges: &[&[usize]], rights: usize, expected: usize| {
            let edges: Vec<Vec<usize>> = edges.iter().map(|rights| rights.to_vec()).collect();
            let found = pairs(&edges, rights);
            assert_eq!(found.iter().flatten().count(), expected, "{edges:?}");
            for (left, right) in found.iter().enumerate() {
                assert!(right.is_none_or(|right| edges[left].contains(&right)));
            }
        };
        check(&[], 0, 0);
        check(&[&[0], &[0]], 1, 1);
        check(&[&[0, 1], &[0]], 2, 2);
        check(&[&[0], &[0, 1], &[1, 2], &[2]], 3, 3);
        check(&[&[1], &[1, 0], &[0, 2], &[2, 3]], 4, 4);
    }

    #[test]
    fn sets_are_compared_by_their_words() {
        assert_eq!(shared(&[1, 3, 5], &[2, 3, 5, 9]), 2);
        assert!((jaccard(&[1, 2, 3], &[2, 3, 4]) - 0.5).abs() < 1e-9);
        assert!(jaccard(&[], &[]) < 1e-9);
    }
}
