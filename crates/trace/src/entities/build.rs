//! Clusters of names to entities.

use super::cluster::Joined;
use super::units::Units;
use super::{Entities, Entity, Merge};
use crate::Pile;
use headwater_text::{Form, Language, Referent};
use std::collections::BTreeMap;

/// Makes the entities of a pile from its joined units.
pub(super) fn entities(pile: Pile<'_>, units: &Units, joined: &Joined, language: &Language) -> Entities {
    // Units are in order of first mention, so their smallest members are too.
    let mut of_unit = vec![0; units.list.len()];
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for unit in 0..units.list.len() {
        if joined.root[unit] == unit {
            of_unit[unit] = clusters.len();
            clusters.push(vec![unit]);
        } else {
            let cluster = of_unit[joined.root[unit]];
            of_unit[unit] = cluster;
            clusters[cluster].push(unit);
        }
    }
    let mut of_mention: Vec<Vec<Option<usize>>> = units
        .of_mention
        .iter()
        .map(|document| document.iter().map(|unit| unit.map(|unit| of_unit[unit])).collect())
        .collect();
    for (found, notes) in of_mention.iter_mut().zip(pile.annotations) {
        for (index, mention) in notes.mentions.iter().enumerate() {
            if let Some(meant) = mention.antecedent.and_then(|before| found.get(before).copied().flatten())
                && mention.form != Form::Name
            {
                found[index] = Some(meant);
            }
        }
    }
    let mut list: Vec<Entity> = clusters.iter().map(|cluster| entity(units, cluster)).collect();
    for (doc, found) in of_mention.iter().enumerate() {
        for (index, entity) in found.iter().enumerate() {
            if let Some(entity) = entity {
                list[*entity].mentions.push((doc, index));
            }
        }
    }
    for pair in &joined.decided {
        for unit in [pair.a, pair.b] {
            let judged = &mut list[of_unit[unit]].judged;
            if !judged.contains(&pair.ruling) {
                judged.push(pair.ruling);
            }
        }
    }
    describe(pile, &mut list, &of_mention, language);
    let mut of_outlet = vec![None; pile.documents.len()];
    for (unit, entity) in units.list.iter().zip(&of_unit) {
        for doc in &unit.publishes {
            of_outlet[*doc] = Some(*entity);
        }
    }
    let merges = joined
        .used
        .iter()
        .map(|edge| Merge {
            a: units.list[edge.a].bare.clone(),
            b: units.list[edge.b].bare.clone(),
            reason: edge.reason.to_owned(),
        })
        .collect();
    Entities { list, of_mention, of_outlet, merges }
}

fn entity(units: &Units, cluster: &[usize]) -> Entity {
    let mut names: Vec<String> =
        cluster.iter().flat_map(|unit| units.list[*unit].surfaces.keys().cloned()).collect();
    names.sort();
    names.dedup();
    let fullest = cluster.iter().map(|unit| &units.list[*unit]).max_by_key(|unit| {
        (
            !unit.publishes.is_empty(),
            !unit.described,
            unit.words.len(),
            unit.mentions.len(),
            std::cmp::Reverse(unit.bare.as_str()),
        )
    });
    let mut votes: BTreeMap<Referent, usize> = BTreeMap::new();
    for unit in
        cluster.iter().map(|unit| &units.list[*unit]).filter(|unit| unit.referent != Referent::Unknown)
    {
        *votes.entry(unit.referent).or_default() +=
            unit.mentions.len().max(1) + 1000 * usize::from(!unit.publishes.is_empty());
    }
    // One full name of a news agency makes the short ones news agencies.
    let referent = if votes.contains_key(&Referent::Wire) {
        Referent::Wire
    } else {
        votes
            .iter()
            .max_by_key(|(referent, count)| (**count, std::cmp::Reverse(**referent)))
            .map_or(Referent::Unknown, |(referent, _)| *referent)
    };
    let name = fullest.map_or_else(String::new, |unit| {
        let published = unit
            .surfaces
            .keys()
            .find(|surface| !unit.publishes.is_empty() && surface.len() >= unit.bare.len());
        published.cloned().unwrap_or_else(|| unit.bare.clone())
    });
    Entity {
        referent,
        name,
        names,
        roles: Vec::new(),
        speaks_for: None,
        official: false,
        mentions: Vec::new(),
        judged: Vec::new(),
    }
}

/// Fills roles, the body spoken for, and authority from the mentions.
fn describe(pile: Pile<'_>, list: &mut [Entity], of_mention: &[Vec<Option<usize>>], language: &Language) {
    let offices = Offices::new(list, language);
    for (entity, described) in list.iter_mut().enumerate() {
        let mut roles: BTreeMap<String, usize> = BTreeMap::new();
        let mut bodies: BTreeMap<usize, usize> = BTreeMap::new();
        let (mut official, mut named) = (0_usize, 0_usize);
        for (doc, index) in &described.mentions {
            let mention = &pile.annotations[*doc].mentions[*index];
            official += usize::from(mention.official);
            named += usize::from(mention.form == Form::Name || mention.role.is_some());
            let Some(role) = mention.role else { continue };
            *roles
                .entry(pile.words(*doc, role).split_whitespace().collect::<Vec<_>>().join(" "))
                .or_default() += 1;
            if let Some(body) =
                mention.affiliation.and_then(|body| of_mention[*doc].get(body).copied().flatten())
                && body != entity
            {
                *bodies.entry(body).or_default() += 1;
            }
        }
        let person = described.referent == Referent::Person;
        let mut roles: Vec<(String, usize)> = roles.into_iter().collect();
        roles.sort_by(|x, y| y.1.cmp(&x.1).then(x.0.cmp(&y.0)));
        let named_body = bodies
            .into_iter()
            .max_by_key(|(body, count)| (*count, std::cmp::Reverse(*body)))
            .map(|(body, _)| body);
        described.speaks_for =
            named_body.or_else(|| roles.iter().filter(|_| person).find_map(|(role, _)| offices.held(role)));
        described.roles = roles.into_iter().map(|(role, _)| role).collect();
        // A surname alone shows no authority: one mention that does is enough, unless most named ones with a role do not.
        described.official = official > 0 && (person || official * 2 >= named);
    }
}

/// Bodies by the words of the offices that lead them: "interior minister" leads "Ministry of Interior".
struct Offices {
    /// Noun of the office and that of its body: minister, ministry.
    pairs: Vec<(&'static str, &'static str)>,
    bodies: BTreeMap<Vec<String>, usize>,
}

impl Offices {
    fn new(list: &[Entity], language: &Language) -> Self {
        let mut bodies = BTreeMap::new();
        for (index, entity) in list.iter().enumerate().filter(|(_, entity)| entity.referent == Referent::Body)
        {
            for name in &entity.names {
                bodies.entry(words(name)).or_insert(index);
            }
        }
        Self {
            pairs: language
                .table("offices")
                .iter()
                .flat_map(|row| row.list(1).map(|body| (row.key(), body)))
                .collect(),
            bodies,
        }
    }

    fn held(&self, role: &str) -> Option<usize> {
        let role = words(role);
        self.pairs.iter().filter(|(office, _)| role.iter().any(|word| word == office)).find_map(
            |(office, body)| {
                let mut wanted: Vec<String> = role.iter().filter(|word| word != office).cloned().collect();
                wanted.push((*body).to_owned());
                wanted.sort();
                self.bodies.get(&wanted).copied()
            },
        )
    }
}

/// Lower-case words without articles and links, sorted.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "the" | "a" | "an" | "of" | "for" | "s"))
        .map(str::to_owned)
        .collect();
    words.sort();
    words
}
