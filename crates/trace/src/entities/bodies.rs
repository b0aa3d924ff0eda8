//! Which names of bodies are one: acronyms by their initials, shorter names where only one longer name holds them.

use super::cluster::Edge;
use super::units::{Kind, Unit, Units, is_acronym};
use headwater_text::Language;
use std::collections::{BTreeMap, BTreeSet};

/// Edges between names and descriptions of bodies, and from acronyms to any organisation.
pub(super) fn edges(units: &Units, language: &Language) -> Vec<Edge> {
    let small: BTreeSet<&str> = language
        .table("particles")
        .iter()
        .filter(|row| row.cell(1) == "body")
        .map(headwater_text::Row::key)
        .chain(["the", "a", "an"])
        .collect();
    let mut edges = acronyms(units, &small);
    edges.extend(shorter(units, &small));
    edges
}

fn content<'u>(unit: &'u Unit, small: &BTreeSet<&str>) -> BTreeSet<&'u str> {
    unit.words.iter().map(String::as_str).filter(|word| !small.contains(word)).collect()
}

/// "CPS" and "Continental Press Service", where no other long name has these initials.
fn acronyms(units: &Units, small: &BTreeSet<&str>) -> Vec<Edge> {
    let mut by_initials: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (index, unit) in units.list.iter().enumerate() {
        if unit.words.len() < 2 || unit.described || unit.kind == Kind::Person {
            continue;
        }
        let initials = |words: &mut dyn Iterator<Item = &String>| {
            words.filter_map(|word| word.chars().next()).collect::<String>()
        };
        by_initials.entry(initials(&mut unit.words.iter())).or_default().insert(index);
        by_initials
            .entry(initials(&mut unit.words.iter().filter(|word| !small.contains(word.as_str()))))
            .or_default()
            .insert(index);
    }
    let mut edges = Vec::new();
    for (index, unit) in units.list.iter().enumerate() {
        if !is_acronym(&unit.bare) || unit.kind == Kind::Person {
            continue;
        }
        let letters: String = unit.words.concat();
        let Some(found) = by_initials.get(&letters) else {
            continue;
        };
        let shared: Vec<usize> = found
            .iter()
            .copied()
            .filter(|other| *other != index && units.list[*other].kind != Kind::Unknown)
            .collect();
        let distinct: BTreeSet<&[String]> =
            shared.iter().map(|other| units.list[*other].words.as_slice()).collect();
        if distinct.len() == 1 {
            edges.extend(shared.iter().map(|other| {
                Edge::new(index, *other, 0.85, "acronym, the only long name with these initials")
            }));
        }
    }
    edges
}

/// "the gendarmerie" and "the National Gendarmerie", "the interior ministry" and "the Ministry of Interior".
fn shorter(units: &Units, small: &BTreeSet<&str>) -> Vec<Edge> {
    let bodies: Vec<(usize, BTreeSet<&str>)> = units
        .list
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.kind == Kind::Body && !unit.words.is_empty())
        .map(|(index, unit)| (index, content(unit, small)))
        .collect();
    let mut holding: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, (_, words)) in bodies.iter().enumerate() {
        for word in words {
            holding.entry(word).or_default().push(place);
        }
    }
    let mut edges = Vec::new();
    for (place, (index, words)) in bodies.iter().enumerate() {
        let unit = &units.list[*index];
        let rarest = words.iter().filter_map(|word| holding.get(word)).min_by_key(|places| places.len());
        let longer: Vec<usize> = rarest
            .into_iter()
            .flatten()
            .copied()
            .filter(|other| *other != place && bodies[*other].1.is_superset(words))
            .filter(|other| !units.list[bodies[*other].0].described || bodies[*other].1.len() == words.len())
            .collect();
        let same: Vec<usize> =
            longer.iter().copied().filter(|other| bodies[*other].1.len() == words.len()).collect();
        if !same.is_empty() {
            edges
                .extend(same.iter().map(|other| {
                    Edge::new(*index, bodies[*other].0, 0.9, "the same words in another order")
                }));
            continue;
        }
        // A full name is not shortened by another full name: "Corrow Hospital" is not "Corrow General Hospital".
        if !unit.described && words.len() > 1 {
            continue;
        }
        let near: Vec<usize> = longer
            .iter()
            .copied()
            .filter(|other| !units.list[bodies[*other].0].docs.is_disjoint(&unit.docs))
            .collect();
        let distinct = |places: &[usize]| {
            places.iter().map(|other| bodies[*other].1.clone()).collect::<BTreeSet<_>>().len()
        };
        if distinct(&longer) == 1 {
            edges.extend(longer.iter().map(|other| {
                Edge::new(
                    *index,
                    bodies[*other].0,
                    0.8,
                    "shorter name, only one longer name in the pile fits",
                )
            }));
        } else if distinct(&near) == 1 && words.len() > 1 {
            edges.extend(near.iter().map(|other| {
                Edge::new(
                    *index,
                    bodies[*other].0,
                    0.75,
                    "shorter name, only one longer name in the same documents fits",
                )
            }));
        }
    }
    edges
}
