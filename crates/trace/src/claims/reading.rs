//! What a clause says, as terms that can be compared: concepts and words, names, numbers with units, days.

use super::events::Events;
use super::lexicon::{Lexicon, Numbered, Sense, WordId};
use super::names::{CLASSES, Names, Naming};
use super::text::Text;
use crate::crew::{self, Crew};
use crate::{DocIx, Occurrence, Pile};
use foldhash::HashMap;
use headwater_text::Span;
use jiff::civil::Date;
use std::borrow::Cow;
use std::sync::Arc;

/// Weight of a concept or word that every clause of the pile has, as a share of one that a single clause has.
const COMMON: f64 = 0.3;

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// Row of the `concepts` table.
    Concept(u32),
    /// A word of no concept, by its stem.
    Word(WordId),
    /// A word of a name.
    Name(WordId),
}

/// A term of a clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighted {
    /// Number of the term in the pile.
    pub(super) id: u32,
    /// How much it tells.
    pub(super) weight: f64,
    /// Says what happened: a concept that is not too common to tell.
    pub(super) event: bool,
    /// Where the clause first says it.
    pub(super) span: Span,
}

/// Terms that speak to one part of a proposition.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    /// By id, each once.
    pub(super) list: Vec<Weighted>,
    /// Their ids, close together: they are compared by the million.
    ids: Vec<u32>,
    /// What they tell together.
    pub(super) weight: f64,
}

impl Terms {
    /// Those of `met`, of each the first.
    pub(super) fn of(mut met: Vec<Weighted>) -> Self {
        met.sort_by_key(|term| term.id);
        met.dedup_by_key(|term| term.id);
        let ids = met.iter().map(|term| term.id).collect();
        let weight = met.iter().map(|term| term.weight).sum();
        Self { list: met, ids, weight }
    }

    /// Weighs each by how rare it is.
    pub(super) fn weigh(&mut self, rarity: impl Fn(u32) -> f64) {
        for term in &mut self.list {
            term.weight *= rarity(term.id);
        }
        self.weight = self.list.iter().map(|term| term.weight).sum();
    }

    /// How much and how many both have.
    pub(super) fn shared(&self, other: &Self) -> (f64, usize) {
        let (mut i, mut j) = (0, 0);
        let (mut weight, mut count) = (0.0, 0);
        while let (Some(x), Some(y)) = (self.ids.get(i), other.ids.get(j)) {
            if x == y {
                weight += self.list[i].weight.min(other.list[j].weight);
                count += 1;
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        (weight, count)
    }
}

/// What one clause says.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// Its document.
    pub(super) doc: DocIx,
    /// What happened.
    pub(super) frame: Terms,
    /// To whom, where: words of names.
    pub(super) names: Terms,
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

impl Reading {
    /// All that it says.
    pub(super) fn terms(&self) -> impl Iterator<Item = &Weighted> {
        self.frame.list.iter().chain(&self.names.list)
    }
}

/// What the clauses of a pile say.
pub(super) struct Readings<'e> {
    /// One for each clause given.
    pub(super) clauses: Vec<Reading>,
    /// Which documents report one event.
    pub(super) events: &'e Events,
    /// Of each clause what is asked for in millions of pairs, side by side in memory.
    briefs: Vec<Brief>,
}

/// The least that is told of a clause: enough to see of most pairs that they are not one claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Brief {
    /// Its number among those read.
    pub(super) clause: usize,
    /// Its document.
    pub(super) doc: DocIx,
    pub(super) frame: Sketch,
    pub(super) names: Sketch,
}

/// An outline of terms, from which it is seen how much two can share at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sketch {
    /// A bit for each term; several may fall on one.
    bits: u128,
    /// Terms without a bit of their own.
    lost: u32,
    /// The most that one term tells.
    heaviest: f64,
    /// What all tell together.
    pub(super) weight: f64,
}

impl Sketch {
    fn of(terms: &Terms) -> Self {
        let bits = terms.list.iter().fold(0, |bits, term| bits | 1_u128 << (term.id % u128::BITS));
        Self {
            bits,
            lost: terms.list.len() as u32 - bits.count_ones(),
            heaviest: terms.list.iter().map(|term| term.weight).fold(0.0, f64::max),
            weight: terms.weight,
        }
    }

    /// How much and how many both have at most, as [`Terms::shared`] counts.
    pub(super) fn may_share(&self, other: &Self) -> (f64, usize) {
        let count = (self.bits & other.bits).count_ones() + self.lost.min(other.lost);
        // A little more, for what rounding adds to a sum.
        let weight = f64::from(count) * self.heaviest.min(other.heaviest) * (1.0 + 1e-9);
        (weight, count as usize)
    }
}

impl<'e> Readings<'e> {
    pub(super) fn new(clauses: Vec<Reading>, events: &'e Events) -> Self {
        let brief = |(clause, reading): (usize, &Reading)| Brief {
            clause,
            doc: reading.doc,
            frame: Sketch::of(&reading.frame),
            names: Sketch::of(&reading.names),
        };
        let briefs = clauses.iter().enumerate().map(brief).collect();
        Self { clauses, events, briefs }
    }

    /// The least that is told of a clause.
    pub(super) fn brief(&self, clause: usize) -> Brief {
        self.briefs[clause]
    }
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

    /// The same clause, had its text this place in a pile.
    pub(super) fn within(self, doc: DocIx) -> Self {
        Self { doc, ..self }
    }
}

/// A clause with its words.
struct Worded<'c> {
    clause: &'c Clause<'c>,
    words: Cow<'c, [Numbered]>,
    unit: Option<Term>,
}

impl Worded<'_> {
    /// What it says beside its values.
    fn said(&self, names: &Names, lexicon: &Lexicon) -> Vec<Said> {
        let valued = [self.clause.number_span, self.clause.date_span];
        let mut all = Vec::new();
        says(&self.words, names, self.clause.doc, lexicon, |said| {
            if !valued.iter().flatten().any(|value| value.overlaps(said.span)) {
                all.push(said);
            }
        });
        all
    }
}

/// A clause whose terms and wording have their numbers.
struct Counted<'c> {
    clause: &'c Clause<'c>,
    said: &'c [Said],
    /// Of each term.
    ids: Vec<u32>,
    unit: Option<u32>,
    wording: u32,
}

impl Counted<'_> {
    /// What it says, not yet weighed by how rare it is.
    fn reading(&self, names: &Names) -> Reading {
        let Self { clause, said, ids, unit, wording } = self;
        let (mut frame, mut named) = (Vec::new(), Vec::new());
        for (&Said { term, span, weight }, &id) in said.iter().zip(ids) {
            let event = matches!(term, Term::Concept(_)) && weight >= 1.0;
            let part = if matches!(term, Term::Name(_)) { &mut named } else { &mut frame };
            part.push(Weighted { id, weight, event, span });
        }
        Reading {
            doc: clause.doc,
            frame: Terms::of(frame),
            names: Terms::of(named),
            number: clause.number,
            unit: *unit,
            days: clause.days,
            named: names.in_clause(clause.doc, clause.span),
            wording: *wording,
        }
    }
}

/// Reads clauses of a pile.
pub(super) fn read<'e>(
    crew: &dyn Crew,
    pile: Pile<'_>,
    texts: &[Arc<Text>],
    names: &Names,
    lexicon: &mut Lexicon,
    clauses: &[Clause<'_>],
    events: &'e Events,
) -> Readings<'e> {
    // Words that were not met before get their numbers first; from then on the lexicon only tells.
    let worded: Vec<Worded<'_>> = (clauses.iter())
        .map(|clause| Worded {
            clause,
            words: texts[clause.doc].words(&pile.documents[clause.doc].text, clause.span, lexicon),
            unit: clause.unit.and_then(|unit| unit_term(unit, lexicon)),
        })
        .collect();
    let lexicon = &*lexicon;
    let said = crew::map(crew, &worded, |worded| worded.said(names, lexicon));
    let mut numbers = Numbers::default();
    let mut wordings: HashMap<Vec<WordId>, u32> = HashMap::default();
    let mut key: Vec<WordId> = Vec::new();
    let mut counted = Vec::with_capacity(clauses.len());
    for (worded, said) in worded.iter().zip(&said) {
        let ids: Vec<u32> = said.iter().map(|said| numbers.of(said.term)).collect();
        let unit = worded.unit.map(|term| numbers.of(term));
        key.clear();
        key.extend(worded.words.iter().map(|word| word.id));
        let next = wordings.len() as u32;
        let wording = match wordings.get(&key) {
            Some(known) => *known,
            None => {
                wordings.insert(key.clone(), next);
                next
            }
        };
        counted.push(Counted { clause: worded.clause, said, ids, unit, wording });
    }
    let mut readings = crew::map(crew, &counted, |counted| counted.reading(names));
    let rarity = rarity(readings.iter().map(|reading| reading.terms().map(|term| term.id)));
    for reading in &mut readings {
        reading.frame.weigh(|term| rarity[term as usize]);
        reading.names.weigh(|term| rarity[term as usize]);
    }
    Readings::new(readings, events)
}

/// A term where it is said, with its weight before rarity.
pub(super) struct Said {
    pub(super) term: Term,
    pub(super) span: Span,
    pub(super) weight: f64,
}

/// Hands out the terms of words, in order.
pub(super) fn says(
    words: &[Numbered],
    names: &Names,
    doc: DocIx,
    lexicon: &Lexicon,
    mut hand: impl FnMut(Said),
) {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let span = word.span;
        match names.at(doc, word) {
            Naming::Nobody => {}
            Naming::Itself => {
                hand(Said { term: Term::Name(word.id), span, weight: 1.0 });
                at += 1;
                continue;
            }
            Naming::Full(full) => {
                for &part in full {
                    hand(Said { term: Term::Name(part), span, weight: 1.0 });
                }
                at += 1;
                continue;
            }
        }
        let (sense, taken) = lexicon.sense(&words[at..]);
        let said = match sense {
            Sense::Empty => None,
            Sense::Concept { row, light } => Some((Term::Concept(row as u32), if light { 0.4 } else { 1.0 })),
            Sense::Word => {
                let weight = if lexicon.has_digits(word.id) { 0.6 } else { 0.8 };
                Some((Term::Word(lexicon.stem(word.id)), weight))
            }
        };
        if let Some((term, weight)) = said {
            hand(Said { term, span, weight });
        }
        at += taken;
    }
}

/// The term of a unit's head, its last content word.
fn unit_term(unit: &str, lexicon: &mut Lexicon) -> Option<Term> {
    let words = lexicon.parts(unit);
    (0..words.len()).rev().find_map(|at| match lexicon.sense(&words[at..]).0 {
        Sense::Empty => None,
        Sense::Concept { row, .. } => Some(Term::Concept(row as u32)),
        Sense::Word => Some(Term::Word(lexicon.stem(words[at].id))),
    })
}

/// How rare each term is among the sets given: 1 for one set, [`COMMON`] for all of many.
pub(super) fn rarity<I: Iterator<Item = u32>>(sets: impl Iterator<Item = I>) -> Vec<f64> {
    let mut counts: Vec<f64> = Vec::new();
    let mut all = 0.0;
    for set in sets {
        all += 1.0;
        for id in set {
            let id = id as usize;
            if counts.len() <= id {
                counts.resize(id + 1, 0.0);
            }
            counts[id] += 1.0;
        }
    }
    let most = f64::ln(1.0 + all);
    for count in &mut counts {
        *count = COMMON + (1.0 - COMMON) * f64::ln(1.0 + all / *count) / most.max(f64::MIN_POSITIVE);
    }
    counts
}

/// Numbers terms in the order in which they are met in a pile, whatever was read before.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    given: [Vec<Option<u32>>; 3],
    next: u32,
}

impl Numbers {
    pub(super) fn of(&mut self, term: Term) -> u32 {
        let (kind, index) = match term {
            Term::Concept(row) => (0, row),
            Term::Word(stem) => (1, stem),
            Term::Name(word) => (2, word),
        };
        let (given, index) = (&mut self.given[kind], index as usize);
        if given.len() <= index {
            given.resize(index + 1, None);
        }
        *given[index].get_or_insert_with(|| {
            self.next += 1;
            self.next - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms() -> impl Strategy<Value = Terms> {
        // Few ids for many to be shared, and some that fall on one bit.
        let id = (0_u32..24).prop_map(|id| if id < 16 { id } else { 128 + id - 16 });
        let term = (id, 0.1_f64..1.0);
        prop::collection::vec(term, 0..14).prop_map(|terms| {
            let span = Span::new(0, 0);
            Terms::of(
                terms.into_iter().map(|(id, weight)| Weighted { id, weight, event: true, span }).collect(),
            )
        })
    }

    proptest! {
        #[test]
        fn a_sketch_promises_no_less_than_is_shared(a in terms(), b in terms()) {
            let (weight, count) = a.shared(&b);
            let (most, many) = Sketch::of(&a).may_share(&Sketch::of(&b));
            prop_assert!(weight <= most && count <= many, "{weight} of {most}, {count} of {many}");
        }
    }

    #[test]
    fn rarer_terms_weigh_more() {
        let sets = [vec![1, 2], vec![1, 3], vec![1]];
        let rarity = rarity(sets.iter().map(|set| set.iter().copied()));
        assert!(rarity[1] < rarity[2] && rarity[2] <= 1.0 && rarity[1] >= COMMON);
    }
}
