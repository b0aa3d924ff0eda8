//! Where occurrences of one claim say the same of different people, bodies or places.

use super::sources::Sources;
use crate::{DocIx, Occurrence};
use headwater_text::{Form, NameKind, Polarity, Span};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Words beside the names that two clauses must share, and the share of the wordier one's that these must be: what is said of
/// the two must be the same thing.
const SHARED: usize = 3;
const ALIKE: f64 = 0.6;
/// Names compared for one claim; no real claim has more.
const MOST: usize = 12;
/// Occurrences that speak for a name.
const SPEAKERS: usize = 3;

/// The name that an occurrence gives where another gives a different one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    /// Index of the occurrence in its claim.
    pub(super) at: usize,
    pub(super) entity: usize,
    pub(super) span: Span,
}

/// What a clause says beside the names in it.
struct Said {
    doc: DocIx,
    number: Option<f64>,
    days: Option<(Date, Date)>,
    names: BTreeMap<NameKind, BTreeMap<usize, Span>>,
    words: BTreeSet<String>,
}

/// Pairs of occurrences that say the same of two different names, the earliest that do; `occurrences` stand in the order of time.
///
/// An article that has both names knows of two people: then there are two, and no disagreement.
pub(super) fn find(sources: &Sources<'_>, occurrences: &[&Occurrence]) -> Vec<[Named; 2]> {
    let affirmed: Vec<usize> =
        (0..occurrences.len()).filter(|&at| occurrences[at].polarity == Polarity::Affirmed).collect();
    // Most claims stand in one place alone.
    if affirmed.len() < 2 {
        return Vec::new();
    }
    let said: BTreeMap<usize, Said> =
        affirmed.iter().map(|&at| (at, say(sources, occurrences[at]))).collect();
    let mut found = Vec::new();
    for kind in [NameKind::Person, NameKind::Organisation, NameKind::Place] {
        let mut order: Vec<usize> = Vec::new();
        let mut bearers: BTreeMap<usize, Vec<Named>> = BTreeMap::new();
        for &at in &affirmed {
            let Some(names) = said[&at].names.get(&kind).filter(|names| names.len() == 1) else { continue };
            for (&entity, &span) in names {
                if !order.contains(&entity) && order.len() < MOST {
                    order.push(entity);
                }
                let of = bearers.entry(entity).or_default();
                if of.len() < SPEAKERS {
                    of.push(Named { at, entity, span });
                }
            }
        }
        for (x, a) in order.iter().enumerate() {
            for b in &order[x + 1..] {
                if other_words(sources, *a, *b) {
                    let pairs = bearers[a]
                        .iter()
                        .flat_map(|first| bearers[b].iter().map(move |second| [*first, *second]));
                    found.extend(pairs.into_iter().find(|[first, second]| {
                        same_but_for(sources, kind, (&said[&first.at], *a), (&said[&second.at], *b))
                    }));
                }
            }
        }
    }
    found
}

fn say(sources: &Sources<'_>, occurrence: &Occurrence) -> Said {
    let doc = occurrence.doc;
    let mut names: BTreeMap<NameKind, BTreeMap<usize, Span>> = BTreeMap::new();
    let mut spans = Vec::new();
    for (at, mention) in
        sources.inside(doc, occurrence.span).filter(|(_, mention)| mention.form == Form::Name)
    {
        spans.push(mention.head);
        let entity = sources.entities.of_mention[doc].get(at).copied().flatten();
        if let (Some(kind), Some(entity)) = (mention.taken_for(), entity) {
            names.entry(kind).or_default().entry(entity).or_insert(mention.head);
        }
    }
    let mut rest = String::new();
    let mut from = occurrence.span.start;
    for span in spans {
        if span.start >= from {
            rest.push_str(sources.pile.words(doc, Span::new(from, span.start)));
            rest.push(' ');
            from = span.end;
        }
    }
    rest.push_str(sources.pile.words(doc, Span::new(from.min(occurrence.span.end), occurrence.span.end)));
    let values = &occurrence.values;
    Said { doc, number: values.number, days: values.days, names, words: sources.content_words(&rest) }
}

/// Whether two clauses say the same, each of its own name, in articles that do not know the other's.
fn same_but_for(
    sources: &Sources<'_>,
    kind: NameKind,
    (a, own): (&Said, usize),
    (b, other): (&Said, usize),
) -> bool {
    let both = a.words.intersection(&b.words).count();
    let alike = both >= SHARED && both as f64 >= ALIKE * a.words.len().max(b.words.len()) as f64;
    let knows = |doc: DocIx, entity: usize| {
        sources.entities.list[entity].mentions.iter().any(|(there, _)| *there == doc)
    };
    // The same can be said of many places; of one event it gives a number or a day as well.
    let particular = || {
        kind != NameKind::Place
            || (a.number.is_some() && a.number == b.number)
            || (a.days.is_some() && a.days == b.days)
    };
    let rest_agrees = || {
        let kinds = a.names.keys().chain(b.names.keys()).filter(|other| **other != kind);
        kinds.into_iter().all(|kind| match (a.names.get(kind), b.names.get(kind)) {
            (Some(a), Some(b)) => a.keys().any(|entity| b.contains_key(entity)),
            _ => true,
        })
    };
    alike && a.doc != b.doc && !knows(a.doc, other) && !knows(b.doc, own) && particular() && rest_agrees()
}

/// Whether two names have no word in common in any of their forms: else they may be one, spelled or shortened otherwise.
fn other_words(sources: &Sources<'_>, a: usize, b: usize) -> bool {
    let words = |entity: usize| -> BTreeSet<String> {
        let names = &sources.entities.list[entity].names;
        names.iter().flat_map(|name| sources.content_words(name)).collect()
    };
    words(a).is_disjoint(&words(b))
}
