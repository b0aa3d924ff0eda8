//! Which names of outlets and agencies are one: "the Post" and "The Washington Post", "Kurier" and "Kurier Poranny".

use super::cluster::Edge;
use super::units::{Kind, Unit, Units};
use std::collections::{BTreeMap, BTreeSet};

/// Edges between names of outlets, and from names that may be one.
pub(super) fn edges(units: &Units) -> Vec<Edge> {
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut by_letters: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let outlets = || units.list.iter().enumerate().filter(|(_, unit)| unit.kind == Kind::Outlet);
    for (index, unit) in outlets() {
        for word in BTreeSet::from_iter([unit.words.first(), unit.words.last()]).into_iter().flatten() {
            by_word.entry(word).or_default().push(index);
        }
        for letters in spellings(unit) {
            by_letters.entry(letters).or_default().push(index);
        }
    }
    let mut edges = Vec::new();
    for (index, unit) in units.list.iter().enumerate() {
        if !matches!(unit.kind, Kind::Outlet | Kind::Unknown) || unit.described || unit.words.is_empty() {
            continue;
        }
        let same = spellings(unit)
            .into_iter()
            .filter_map(|letters| by_letters.get(&letters))
            .flatten()
            .filter(|other| **other != index);
        edges.extend(same.map(|other| Edge::new(index, *other, 0.95, "the same letters")));
        let longer = longer(units, index, &by_word);
        if let Some((others, reason)) = longer {
            edges.extend(others.into_iter().map(|other| Edge::new(index, other, 0.8, reason)));
        }
        edges.extend(clipped(units, index));
    }
    edges.extend(respelled(units));
    edges
}

/// A name without spaces, numbers as digits; for a host ("tarn-courier.example") its first label too.
fn spellings(unit: &Unit) -> BTreeSet<String> {
    let mut spellings = BTreeSet::from([unit.words.concat()]);
    let host = unit.bare.to_lowercase();
    if let Some((label, _)) = host.rsplit_once('.')
        && !host.contains(' ')
    {
        spellings.insert(label.replace(['-', '.'], ""));
        spellings.insert(host.replace(['-', '.'], ""));
    }
    spellings
}

/// Longer names that begin or end with this one: those of the same documents if they are one, else of the pile.
fn longer(
    units: &Units,
    index: usize,
    by_word: &BTreeMap<&str, Vec<usize>>,
) -> Option<(Vec<usize>, &'static str)> {
    let unit = &units.list[index];
    let mut found: Vec<usize> = [unit.words.first(), unit.words.last()]
        .into_iter()
        .flatten()
        .filter_map(|word| by_word.get(word.as_str()))
        .flatten()
        .copied()
        .filter(|other| {
            let long = &units.list[*other].words;
            long.len() > unit.words.len()
                && (long.starts_with(&unit.words)
                    || (long.ends_with(&unit.words) && unit.kind == Kind::Outlet))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    let distinct = |others: &[usize]| {
        others.iter().map(|other| &units.list[*other].words).collect::<BTreeSet<_>>().len()
    };
    let near: Vec<usize> =
        found.iter().copied().filter(|other| !units.list[*other].docs.is_disjoint(&unit.docs)).collect();
    match (distinct(&found), distinct(&near)) {
        (0, _) => None,
        (1, _) => Some((found, "shorter name, only one outlet of the pile fits")),
        (_, 1) => Some((near, "shorter name, only one outlet of the same documents fits")),
        _ => None,
    }
}

/// "WaPo": capitals that each open a word of a longer name.
fn clipped(units: &Units, index: usize) -> Vec<Edge> {
    let unit = &units.list[index];
    let mut parts: Vec<String> = Vec::new();
    for c in unit.bare.chars() {
        if c.is_uppercase() || parts.is_empty() {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.extend(c.to_lowercase());
        }
    }
    let clip = parts.len() > 1
        && unit.words.len() == 1
        && unit.bare.chars().count() <= 8
        && parts.iter().all(|part| part.chars().count() > 1);
    if !clip {
        return Vec::new();
    }
    let fits: Vec<usize> = (0..units.list.len())
        .filter(|other| {
            let long = &units.list[*other];
            long.kind == Kind::Outlet
                && long.words.len() == parts.len()
                && long.words.iter().zip(&parts).all(|(word, part)| word.starts_with(part.as_str()))
        })
        .collect();
    let distinct = fits.iter().map(|other| &units.list[*other].words).collect::<BTreeSet<_>>().len();
    if distinct != 1 {
        return Vec::new();
    }
    fits.into_iter().map(|other| Edge::new(index, other, 0.8, "clipped words of the longer name")).collect()
}

/// "Vesti Dnia" and "Vesti Dnya": as many words, all alike but for spelling.
fn respelled(units: &Units) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut meeting: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (index, unit) in units.list.iter().enumerate() {
        if unit.kind == Kind::Person || unit.described || unit.words.len() < 2 {
            continue;
        }
        let skeleton: String = unit.words.concat().chars().filter(|c| !"aeiouy".contains(*c)).collect();
        if skeleton.len() > 3 {
            meeting.entry((unit.words.len(), skeleton)).or_default().push(index);
        }
    }
    for group in meeting.into_values() {
        for pair in group.windows(2) {
            let sure = |unit: &Unit| unit.kind == Kind::Outlet || unit.kind == Kind::Body;
            if sure(&units.list[pair[0]]) || sure(&units.list[pair[1]]) {
                edges.push(Edge::new(pair[0], pair[1], 0.8, "the same consonants in another spelling"));
            }
        }
    }
    edges
}
