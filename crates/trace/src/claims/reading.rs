//! What a clause says, as terms that can be compared: concepts and words, names, numbers with units, days.

use super::leads::Leads;
use super::lexicon::{Lexicon, Sense, stem};
use super::words::{Word, words};
use crate::entities::Entities;
use crate::{DocIx, Occurrence, Pile};
use headwater_text::{Form, Mention, NameKind, Span};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// Weight of a concept or word that every clause of the pile has, as a share of one that a single clause has.
const COMMON: f64 = 0.3;
/// Strongest terms of a document that say what it is about.
const TOPICS: usize = 96;

/// What a term is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Term {
    /// Row of the `concepts` table.
    Concept(usize),
    /// A word of no concept, by its stem.
    Word(String),
    /// A word of a name.
    Name(String),
}

/// Which part of the proposition a term speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What happened.
    Frame,
    /// To whom, where.
    Name,
}

/// A term of a clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighted {
    /// Number of the term in the pile.
    pub(super) id: u32,
    /// How much it tells.
    pub(super) weight: f64,
    /// Which part it speaks to.
    pub(super) part: Part,
    /// Says what happened: a concept that is not too common to tell.
    pub(super) event: bool,
    /// Where the clause first says it.
    pub(super) span: Span,
}

/// Classes of entities that a clause may name: people, bodies, places.
pub(super) const CLASSES: usize = 3;

/// What one clause says.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// Its document.
    pub(super) doc: DocIx,
    /// Terms by id, each once.
    pub(super) terms: Vec<Weighted>,
    /// The number that it turns on.
    pub(super) number: Option<f64>,
    /// What the number counts: the term of its head noun or unit.
    pub(super) unit: Option<u32>,
    /// First and last day of its date.
    pub(super) days: Option<(Date, Date)>,
    /// Who and what it names, as entities: people, bodies, places.
    pub(super) named: [Vec<usize>; CLASSES],
    /// Number of its wording: the same for clauses that are alike word for word.
    pub(super) wording: u32,
}

/// What every document and clause of a pile says.
#[derive(Debug, Default)]
pub(super) struct Readings {
    /// One for each clause given.
    pub(super) clauses: Vec<Reading>,
    /// For each document its telling terms (names and rare words) with weights, by id, scaled to length one.
    pub(super) profiles: Vec<Vec<(u32, f64)>>,
    /// What the leads of the documents say.
    pub(super) leads: Leads,
}

/// Where a clause stands and the values it gives.
pub(super) struct Clause<'o> {
    pub(super) doc: DocIx,
    span: Span,
    number: Option<f64>,
    unit: Option<&'o str>,
    days: Option<(Date, Date)>,
    pub(super) number_span: Option<Span>,
    date_span: Option<Span>,
}

impl<'o> Clause<'o> {
    pub(super) fn of(occurrence: &'o Occurrence) -> Self {
        let values = &occurrence.values;
        Self {
            doc: occurrence.doc,
            span: occurrence.span,
            number: values.number,
            unit: values.unit.as_deref(),
            days: values.days,
            number_span: values.number_span,
            date_span: values.date_span,
        }
    }
}

/// Reads all clauses of a pile.
pub(super) fn read(
    pile: Pile<'_>,
    entities: &Entities,
    lexicon: &Lexicon,
    clauses: &[Clause<'_>],
) -> Readings {
    let names = Names::of(pile, entities);
    let mut terms: HashMap<Term, u32> = HashMap::new();
    let mut wordings: HashMap<String, u32> = HashMap::new();
    let mut intern = |term: Term| {
        let next = terms.len() as u32;
        *terms.entry(term).or_insert(next)
    };

    let mut raw: Vec<BTreeMap<u32, Weighted>> = Vec::with_capacity(clauses.len());
    let mut readings = Vec::with_capacity(clauses.len());
    for clause in clauses {
        let text = pile.words(clause.doc, clause.span);
        let words = words(text, clause.span.start);
        let said = says(&words, &names, clause.doc, lexicon);
        let mut found: BTreeMap<u32, Weighted> = BTreeMap::new();
        for (span, term, weight, part) in said {
            let valued = [clause.number_span, clause.date_span];
            if valued.iter().flatten().any(|value| value.overlaps(span)) {
                continue;
            }
            let event = matches!(term, Term::Concept(_)) && weight >= 1.0;
            let id = intern(term);
            found.entry(id).or_insert(Weighted { id, weight, part, event, span });
        }
        let unit = clause.unit.and_then(|unit| unit_term(unit, lexicon)).map(&mut intern);
        let wording = wording(&words);
        let next = wordings.len() as u32;
        readings.push(Reading {
            doc: clause.doc,
            terms: Vec::new(),
            number: clause.number,
            unit,
            days: clause.days,
            named: names.in_clause(clause.doc, clause.span),
            wording: *wordings.entry(wording).or_insert(next),
        });
        raw.push(found);
    }

    let rarity = rarity(raw.iter().map(|found| found.keys().copied()));
    for (reading, found) in readings.iter_mut().zip(raw) {
        reading.terms = found
            .into_values()
            .map(|term| Weighted {
                weight: term.weight * rarity.get(&term.id).copied().unwrap_or(1.0),
                ..term
            })
            .collect();
    }
    let profiles = profiles(pile, &names, lexicon, &mut intern);
    Readings { clauses: readings, profiles, leads: Leads::of(pile) }
}

/// The terms of words, with their weight before rarity.
fn says(words: &[Word<'_>], names: &Names, doc: DocIx, lexicon: &Lexicon) -> Vec<(Span, Term, f64, Part)> {
    let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
    let stems: Vec<String> = lower.iter().map(|word| stem(word)).collect();
    let mut said = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        if let Some(full) = names.at(doc, word, &lower[at]) {
            for part in full {
                said.push((word.span, Term::Name(part), 1.0, Part::Name));
            }
            at += 1;
            continue;
        }
        let (sense, taken) = lexicon.sense(&lower, &stems, at);
        match sense {
            Sense::Empty => {}
            Sense::Concept { row, light } => {
                let weight = if light { 0.4 } else { 1.0 };
                said.push((word.span, Term::Concept(row), weight, Part::Frame));
            }
            Sense::Word => {
                let digits = word.text.bytes().any(|byte| byte.is_ascii_digit());
                let weight = if digits { 0.6 } else { 0.8 };
                said.push((word.span, Term::Word(stems[at].clone()), weight, Part::Frame));
            }
        }
        at += taken;
    }
    said
}

/// The term of a unit's head, its last content word.
fn unit_term(unit: &str, lexicon: &Lexicon) -> Option<Term> {
    let lower: Vec<String> = unit.split_whitespace().map(str::to_lowercase).collect();
    let stems: Vec<String> = lower.iter().map(|word| stem(word)).collect();
    (0..lower.len()).rev().find_map(|at| match lexicon.sense(&lower, &stems, at).0 {
        Sense::Empty => None,
        Sense::Concept { row, .. } => Some(Term::Concept(row)),
        Sense::Word => Some(Term::Word(stems[at].clone())),
    })
}

fn wording(words: &[Word<'_>]) -> String {
    let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
    lower.join(" ")
}

/// How rare each term is among the sets given: 1 for one set, [`COMMON`] for all of many.
fn rarity<I: Iterator<Item = u32>>(sets: impl Iterator<Item = I>) -> HashMap<u32, f64> {
    let mut counts: HashMap<u32, f64> = HashMap::new();
    let mut all = 0.0;
    for set in sets {
        all += 1.0;
        for id in set {
            *counts.entry(id).or_default() += 1.0;
        }
    }
    let most = f64::ln(1.0 + all);
    for count in counts.values_mut() {
        *count = COMMON + (1.0 - COMMON) * f64::ln(1.0 + all / *count) / most.max(f64::MIN_POSITIVE);
    }
    counts
}

/// What each document as a whole is about, to tell whether two report the same event.
fn profiles(
    pile: Pile<'_>,
    names: &Names,
    lexicon: &Lexicon,
    intern: &mut impl FnMut(Term) -> u32,
) -> Vec<Vec<(u32, f64)>> {
    let mut raw: Vec<BTreeMap<u32, f64>> = Vec::with_capacity(pile.documents.len());
    for (doc, document) in pile.documents.iter().enumerate() {
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        for stretch in proper(document) {
            let words = words(stretch.of(&document.text), stretch.start);
            for (_, term, weight, _) in says(&words, names, doc, lexicon) {
                *counts.entry(intern(term)).or_default() += weight;
            }
        }
        raw.push(counts);
    }
    let rarity = rarity(raw.iter().map(|counts| counts.keys().copied()));
    raw.into_iter()
        .map(|counts| {
            let mut profile: Vec<(u32, f64)> = counts
                .into_iter()
                .map(|(id, count)| {
                    let rare = rarity.get(&id).copied().unwrap_or(1.0);
                    (id, (1.0 + count).ln() * rare * rare)
                })
                .collect();
            profile.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            profile.truncate(TOPICS);
            profile.sort_unstable_by_key(|(id, _)| *id);
            let length = profile.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
            for (_, weight) in &mut profile {
                *weight /= length.max(f64::MIN_POSITIVE);
            }
            profile
        })
        .collect()
}

/// The text of a document without its furniture.
pub(super) fn proper(document: &headwater_text::Document) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut from = 0;
    for furniture in &document.furniture {
        spans.push(Span::new(from, furniture.start.max(from)));
        from = furniture.end.max(from);
    }
    spans.push(Span::new(from, document.text.len()));
    spans
}

/// The class of what a name refers to.
fn class(mention: &Mention) -> Option<usize> {
    match mention.taken_for()? {
        NameKind::Person => Some(0),
        NameKind::Organisation => Some(1),
        NameKind::Place => Some(2),
        NameKind::Other => None,
    }
}

/// Which words are names: those that texts write with a capital where no sentence begins.
struct Names {
    /// Lower-case word to how often it has a capital inside sentences, and how often not.
    counts: HashMap<String, (u32, u32)>,
    /// For each document, the spans of name mentions with their entity, by start.
    mentions: Vec<Vec<(Span, usize)>>,
    /// For each entity its class.
    class: Vec<Option<usize>>,
    /// For each entity the words of its fullest name.
    full: Vec<Vec<String>>,
}

impl Names {
    fn of(pile: Pile<'_>, entities: &Entities) -> Self {
        let mut counts: HashMap<String, (u32, u32)> = HashMap::new();
        for document in pile.documents {
            for word in words(&document.text, 0).iter().filter(|word| !word.opens) {
                let count = counts.entry(word.text.to_lowercase()).or_default();
                if word.capital() {
                    count.0 += 1;
                } else {
                    count.1 += 1;
                }
            }
        }
        let mentions = pile
            .annotations
            .iter()
            .enumerate()
            .map(|(doc, annotations)| {
                let meant = entities.of_mention.get(doc);
                let mut spans: Vec<(Span, usize)> = annotations
                    .mentions
                    .iter()
                    .enumerate()
                    .filter(|(_, mention)| mention.form == Form::Name)
                    .filter_map(|(index, mention)| {
                        let entity = *meant?.get(index)?;
                        entity.map(|entity| (mention.head, entity))
                    })
                    .collect();
                spans.sort_unstable();
                spans
            })
            .collect();
        let full = entities
            .list
            .iter()
            .map(|entity| {
                words(&entity.name, 0)
                    .iter()
                    .filter(|word| word.capital())
                    .map(|word| word.text.to_lowercase())
                    .collect()
            })
            .collect();
        let mut votes = vec![[0_u32; CLASSES]; entities.list.len()];
        for (annotations, meant) in pile.annotations.iter().zip(&entities.of_mention) {
            for (mention, entity) in annotations.mentions.iter().zip(meant) {
                if let (Some(class), Some(entity)) = (class(mention), entity) {
                    votes[*entity][class] += 1;
                }
            }
        }
        // Of equals the first.
        let most = |votes: &[u32; CLASSES]| {
            (0..CLASSES).rev().max_by_key(|class| votes[*class]).filter(|class| votes[*class] > 0)
        };
        let class = votes.iter().map(most).collect();
        Self { counts, mentions, full, class }
    }

    /// The entities named in a clause, by class; each once, in order.
    fn in_clause(&self, doc: DocIx, clause: Span) -> [Vec<usize>; CLASSES] {
        let mut named: [Vec<usize>; CLASSES] = Default::default();
        let mentions = self.mentions.get(doc).map_or(&[][..], Vec::as_slice);
        let from = mentions.partition_point(|(span, _)| span.start < clause.start);
        for (span, entity) in mentions[from..].iter().take_while(|(span, _)| span.start < clause.end) {
            if let Some(class) = self.class[*entity].filter(|_| clause.contains(*span)) {
                named[class].push(*entity);
            }
        }
        for entities in &mut named {
            entities.sort_unstable();
            entities.dedup();
        }
        named
    }

    /// The name words that a word stands for: those of its entity's fullest name, else itself; `None` for no name.
    fn at(&self, doc: DocIx, word: &Word<'_>, lower: &str) -> Option<Vec<String>> {
        if !word.capital() {
            return None;
        }
        let mentions = self.mentions.get(doc).map_or(&[][..], Vec::as_slice);
        let before = mentions.partition_point(|(span, _)| span.start <= word.span.start);
        let mention = before.checked_sub(1).and_then(|index| mentions.get(index));
        if let Some((span, entity)) = mention
            && span.contains(word.span)
            && let Some(full) = self.full.get(*entity)
            && !full.is_empty()
        {
            return Some(full.clone());
        }
        let (upper, small) = self.counts.get(lower).copied().unwrap_or_default();
        (upper > small && upper > 0).then(|| vec![lower.to_owned()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_terms_weigh_more() {
        let sets = [vec![1, 2], vec![1, 3], vec![1]];
        let rarity = rarity(sets.iter().map(|set| set.iter().copied()));
        assert!(rarity[&1] < rarity[&2] && rarity[&2] <= 1.0 && rarity[&1] >= COMMON);
    }
}
