//! Which names of persons are one.

use super::cluster::Edge;
use super::known::{Fit, Known};
use super::names::Verdict;
use super::units::{Kind, Unit, Units};
use crate::crew::Crew;
use foldhash::HashMap;
use std::collections::BTreeMap;

/// A surname this alike to that of a full name in the same document is meant to be it, typing errors included.
const IN_DOCUMENT: f64 = 0.8;
/// Across documents less is forgiven.
const ACROSS: f64 = 0.9;
/// Names that meet under one key; beyond these a key says too little.
const CROWD: usize = 100;

/// Edges between names of persons, or of names that may be a person's.
pub(super) fn edges(crew: &dyn Crew, units: &Units, known: &mut Known) -> Vec<Edge> {
    let mut edges = full_names(crew, units, known);
    edges.extend(surnames(units, known, &edges));
    edges
}

fn may_be_person(unit: &Unit) -> bool {
    matches!(unit.kind, Kind::Person | Kind::Unknown) && !unit.described
}

fn full_names(crew: &dyn Crew, units: &Units, known: &mut Known) -> Vec<Edge> {
    let mut meeting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, unit) in units.list.iter().enumerate() {
        if may_be_person(unit) && unit.is_full() {
            for key in unit.name.keys() {
                meeting.entry(key).or_default().push(index);
            }
        }
    }
    let person = |unit: usize| units.list[unit].kind == Kind::Person;
    let mut pairs: Vec<(usize, usize)> = meeting
        .values()
        .filter(|crowd| crowd.len() <= CROWD)
        .flat_map(|crowd| {
            crowd.iter().enumerate().flat_map(move |(at, a)| crowd[at + 1..].iter().map(move |b| (*a, *b)))
        })
        .filter(|(a, b)| person(*a) || person(*b))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let name = |unit: usize| &units.list[unit].name;
    let named: Vec<_> = pairs.iter().map(|&(a, b)| (name(a), name(b))).collect();
    let verdicts = known.verdicts(crew, &named);
    let comparer = known.comparer();
    (pairs.into_iter().zip(verdicts))
        .filter_map(|((a, b), verdict)| {
            let Verdict::Same(reason) = verdict else { return None };
            Some(Edge::new(a, b, comparer.compare(&name(a).prepared, &name(b).prepared), reason))
        })
        .collect()
}

/// Single names: to the full name of the same document, else to the only full name of the pile that fits.
fn surnames(units: &Units, known: &mut Known, full_edges: &[Edge]) -> Vec<Edge> {
    let full: Vec<usize> = (0..units.list.len())
        .filter(|index| units.list[*index].kind == Kind::Person && units.list[*index].is_full())
        .collect();
    let mut by_doc: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for index in &full {
        for doc in &units.list[*index].docs {
            by_doc.entry(*doc).or_default().push(*index);
        }
        for key in units.list[*index].name.keys() {
            by_key.entry(key).or_default().push(*index);
        }
    }
    let one = Joins::of(units.list.len(), full_edges);
    // The same name alone stands in many documents, and what it fits in the pile is the same for all of them.
    let mut across: HashMap<&str, Option<(f64, usize)>> = HashMap::default();
    let mut edges = Vec::new();
    for (index, unit) in units.list.iter().enumerate() {
        let Some(doc) = unit.doc.filter(|_| may_be_person(unit)) else {
            continue;
        };
        let mut fit = |candidates: &[usize], least: f64| {
            let full = candidates.iter().map(|other| &units.list[*other].name);
            let fits = known.fits(&unit.name, full, least);
            let best = fits.first()?;
            let person = |fit: &Fit| one.root[candidates[fit.at]];
            // Two different persons that fit about equally well: the text does not say which.
            let rival =
                fits.iter().any(|other| person(other) != person(best) && other.alike + 0.05 > best.alike);
            (!rival).then_some((best.alike, candidates[best.at]))
        };
        let here = by_doc.get(&doc).map_or(&[][..], Vec::as_slice);
        if let Some((alike, other)) = fit(&here[..here.len().min(CROWD)], IN_DOCUMENT) {
            let reason = if alike >= 0.999 {
                "one name alone, same document"
            } else {
                "one name alone in another spelling, same document"
            };
            edges.push(Edge::new(index, other, 0.9 * alike, reason));
        } else if unit.kind == Kind::Person || unit.bare.chars().count() > 4 {
            let found = *across.entry(&unit.bare).or_insert_with(|| {
                let mut candidates: Vec<usize> = unit
                    .name
                    .keys()
                    .filter_map(|key| by_key.get(key))
                    .flat_map(|found| found.iter().take(CROWD).copied())
                    .collect();
                candidates.sort_unstable();
                candidates.dedup();
                fit(&candidates, ACROSS)
            });
            if let Some((alike, other)) = found {
                edges.push(Edge::new(index, other, 0.7 * alike, "one name alone, only one in the pile fits"));
            }
        }
    }
    edges.extend(same_single(units));
    edges
}

/// The same single name in several documents, where no full name claims it.
fn same_single(units: &Units) -> Vec<Edge> {
    let mut same: BTreeMap<&[String], usize> = BTreeMap::new();
    let mut edges = Vec::new();
    for (index, unit) in units.list.iter().enumerate() {
        if unit.described || unit.is_full() || unit.words.is_empty() {
            continue;
        }
        if let Some(first) = same.insert(unit.words.as_slice(), index) {
            edges.push(Edge::new(first, index, 0.1, "the same single name"));
        }
    }
    edges
}

/// Which full names are one, before any check: enough to tell rivals from variants.
struct Joins {
    root: Vec<usize>,
}

impl Joins {
    fn of(count: usize, edges: &[Edge]) -> Self {
        let mut joins = Self { root: (0..count).collect() };
        for edge in edges {
            let (a, b) = (joins.find(edge.a), joins.find(edge.b));
            joins.root[a.max(b)] = a.min(b);
        }
        for index in 0..count {
            joins.root[index] = joins.find(index);
        }
        joins
    }

    fn find(&self, mut index: usize) -> usize {
        while self.root[index] != index {
            index = self.root[index];
        }
        index
    }
}
