//! Joins units along edges. What comes out depends on the edges alone, not on their order.

use super::known::Known;
use super::names::Verdict;
use super::units::{Kind, Units};
use crate::judgement::Pair;

/// Two units that may be one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Edge {
    pub(super) a: usize,
    pub(super) b: usize,
    /// Stronger edges are tried first, 0 to 1.
    pub(super) strength: f64,
    /// The text itself says so: no difference of names speaks against it.
    pub(super) stated: bool,
    pub(super) reason: &'static str,
}

impl Edge {
    pub(super) fn new(a: usize, b: usize, strength: f64, reason: &'static str) -> Self {
        Self { a: a.min(b), b: a.max(b), strength, stated: false, reason }
    }

    pub(super) fn stated(a: usize, b: usize, reason: &'static str) -> Self {
        Self { stated: true, ..Self::new(a, b, 1.0, reason) }
    }
}

/// Units joined, and the edges that joined them.
#[derive(Debug)]
pub(super) struct Joined {
    /// For each unit the smallest unit of its cluster.
    pub(super) root: Vec<usize>,
    pub(super) used: Vec<Edge>,
    /// What an analyst decided.
    pub(super) decided: Vec<Pair>,
}

/// How many full names of a cluster a join is checked against.
const CHECKED: usize = 24;

/// Joins along edges, the strongest first, unless the clusters hold names that cannot be one. What an analyst `decided`
/// comes before all edges and stands against any.
pub(super) fn join(units: &Units, mut edges: Vec<Edge>, decided: &[Pair], known: &mut Known) -> Joined {
    edges.sort_by(|x, y| {
        (x.stated.cmp(&y.stated))
            .then(y.strength.total_cmp(&x.strength))
            .then((x.a, x.b, x.reason).cmp(&(y.a, y.b, y.reason)))
    });
    let mut root: Vec<usize> = (0..units.list.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..units.list.len()).map(|unit| vec![unit]).collect();
    let mut used = Vec::new();
    let ours = decided.iter().filter(|pair| pair.same);
    let edges = ours.map(|pair| Edge::stated(pair.a, pair.b, "the analyst decided")).chain(edges);
    let apart: Vec<&Pair> = decided.iter().filter(|pair| !pair.same).collect();
    for edge in edges {
        let (a, b) = (root[edge.a].min(root[edge.b]), root[edge.a].max(root[edge.b]));
        let kept_apart = apart.iter().any(|pair| {
            let (x, y) = (root[pair.a], root[pair.b]);
            (a, b) == (x.min(y), x.max(y))
        });
        if a == b || kept_apart || (!edge.stated && clash(units, &members[a], &members[b], known)) {
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        for unit in &moved {
            root[*unit] = a;
        }
        members[a].extend(moved);
        used.push(edge);
    }
    Joined { root, used, decided: decided.to_vec() }
}

/// Whether two clusters hold full names of persons that differ, or a person and an organisation.
fn clash(units: &Units, a: &[usize], b: &[usize], known: &mut Known) -> bool {
    let kinds =
        |side: &[usize]| side.iter().map(|unit| units.list[*unit].kind).find(|kind| *kind != Kind::Unknown);
    if let (Some(x), Some(y)) = (kinds(a), kinds(b))
        && (x == Kind::Person) != (y == Kind::Person)
    {
        return true;
    }
    let full = |side: &[usize]| -> Vec<usize> {
        side.iter()
            .copied()
            .filter(|unit| matches!(units.list[*unit].kind, Kind::Person) && units.list[*unit].is_full())
            .take(CHECKED)
            .collect()
    };
    let (full_a, full_b) = (full(a), full(b));
    full_a.iter().any(|x| {
        full_b.iter().any(|y| known.verdict(&units.list[*x].name, &units.list[*y].name) == Verdict::Different)
    })
}
