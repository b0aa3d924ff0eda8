//! Whether two clauses assert or deny the same proposition about the same event.

use super::reading::{Part, Reading, Readings};
use crate::DocIx;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Least agreement at which two groups of clauses are one claim.
pub(super) const ENOUGH: f64 = 0.3;
/// Likeness of two documents, by names and rare words, up to which they cannot report the same event, for each unit of
/// the logarithm of the number of documents: the more documents, the more of them are alike by chance. From twice
/// that on nothing speaks against it.
const STRANGERS: f64 = 0.03;
/// What an unusual number of the same things adds up to by itself.
const TELLING: f64 = 0.3;
/// Least ratio of numbers that are nearly the same.
const NEARLY: f64 = 0.75;
/// What is left of an agreement for each class of entities in which two clauses name different ones.
const OTHERS: f64 = 0.6;
/// Agreement that a number or day of its own gives, in the weight of terms.
const NUMBER: f64 = 2.0;
const DAY: f64 = 1.2;
/// Counts up to a dozen turn up everywhere; larger or fractional numbers rarely agree by chance.
const SMALL_NUMBER: f64 = 12.0;
/// Names that two clauses must share to speak for themselves, whatever their documents report.
const ACTORS: usize = 2;
/// Share of what two clauses say happened that must agree where only names agree otherwise.
const SAME_MATTER: f64 = 0.15;

/// How far two clauses agree, between 0 and 1; `None` where they cannot be one claim.
pub(super) fn agreement(readings: &Readings, a: usize, b: usize) -> Option<f64> {
    compare(readings, a, b, |x, y| same_event(readings, x, y))
}

/// The agreement of many pairs of clauses. Many stand in the same two documents, which are compared once.
pub(super) struct Agreements<'r> {
    readings: &'r Readings,
    events: HashMap<(DocIx, DocIx), f64>,
}

impl<'r> Agreements<'r> {
    pub(super) fn new(readings: &'r Readings) -> Self {
        Self { readings, events: HashMap::new() }
    }

    /// [`agreement`].
    pub(super) fn of(&mut self, a: usize, b: usize) -> Option<f64> {
        let Self { readings, events } = self;
        compare(readings, a, b, |x, y| {
            *events.entry((x.min(y), x.max(y))).or_insert_with(|| same_event(readings, x.min(y), x.max(y)))
        })
    }
}

fn compare(
    readings: &Readings,
    a: usize,
    b: usize,
    same_event: impl FnOnce(DocIx, DocIx) -> f64,
) -> Option<f64> {
    let (a, b) = (&readings.clauses[a], &readings.clauses[b]);
    let event = if a.doc == b.doc { 1.0 } else { same_event(a.doc, b.doc) };
    // Most pairs end here: two stories, and too few names for the clauses to speak for themselves.
    if event == 0.0 && (names(a) < ACTORS || names(b) < ACTORS) {
        return None;
    }
    let shared = Shared::of(a, b);
    if event == 0.0 && !shared.stands_alone() {
        return None;
    }
    let values = Values::of(a, b);
    let same_words = a.wording == b.wording;
    if !same_words && shared.frame == 0.0 && values.agreed == 0.0 {
        return None;
    }
    if same_words && event > 0.0 {
        return Some(1.0);
    }
    let both = 2.0 * (shared.frame + shared.name + values.agreed);
    let all = shared.frame_all + shared.name_all + values.all;
    let mut score = both / all.max(f64::MIN_POSITIVE);
    match values.numbers {
        // An unusual number of the same things is all but a name.
        Numbers::Equal if values.telling => score = TELLING + (1.0 - TELLING) * score,
        // Nearly the same one: a figure that was corrected, rounded or mistaken, if both report one event.
        Numbers::Near if values.telling => {
            score = (TELLING + (1.0 - TELLING) * score) * (0.5 + 0.5 * event);
        }
        // Another number of the same thing is a disagreement within a claim, if the rest says the same of one event.
        Numbers::Near | Numbers::Differ if values.same_unit => score *= 0.5 + 0.5 * event,
        Numbers::Differ => score *= 0.4,
        _ => {}
    }
    if shared.names_differ() {
        score *= 0.6;
    }
    score *= OTHERS.powi(others(a, b));
    // The same people alone are no proposition: what happened must agree too.
    if values.agreed == 0.0 && 2.0 * shared.frame < SAME_MATTER * shared.frame_all {
        score *= 0.5;
    }
    Some(score * (0.5 + 0.5 * event))
}

/// How many names a clause gives.
fn names(reading: &Reading) -> usize {
    reading.terms.iter().filter(|term| term.part == Part::Name).count()
}

/// In how many classes of entities both clauses name some, and none alike: "Bush was put on the list" and "Thomas was".
fn others(a: &Reading, b: &Reading) -> i32 {
    let differ = |(a, b): (&Vec<usize>, &Vec<usize>)| {
        !a.is_empty() && !b.is_empty() && !a.iter().any(|entity| b.binary_search(entity).is_ok())
    };
    a.named.iter().zip(&b.named).map(|pair| i32::from(differ(pair))).sum()
}

/// How sure the likeness of two documents makes it that they report one event: 0 for no, 1 for yes.
fn same_event(readings: &Readings, a: usize, b: usize) -> f64 {
    let strangers = STRANGERS * (1.0 + readings.profiles.len() as f64).ln();
    let names = (likeness(readings, a, b) - strangers) / strangers;
    (names + readings.leads.evidence(a, b)).clamp(0.0, 1.0)
}

/// Weight of what two clauses share and of all that they say, both sides summed.
#[derive(Default)]
struct Shared {
    frame: f64,
    name: f64,
    frame_all: f64,
    name_all: f64,
    names: usize,
    names_a: usize,
    names_b: usize,
}

impl Shared {
    fn of(a: &Reading, b: &Reading) -> Self {
        let mut shared = Self::default();
        for reading in [a, b] {
            for term in &reading.terms {
                match term.part {
                    Part::Frame => shared.frame_all += term.weight,
                    Part::Name => shared.name_all += term.weight,
                }
            }
        }
        (shared.names_a, shared.names_b) = (names(a), names(b));
        let (mut left, mut right) = (a.terms.iter().peekable(), b.terms.iter().peekable());
        while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
            match x.id.cmp(&y.id) {
                Ordering::Less => _ = left.next(),
                Ordering::Greater => _ = right.next(),
                Ordering::Equal => {
                    let weight = x.weight.min(y.weight);
                    match x.part {
                        Part::Frame => shared.frame += weight,
                        Part::Name => {
                            shared.name += weight;
                            shared.names += 1;
                        }
                    }
                    left.next();
                    right.next();
                }
            }
        }
        shared
    }

    /// Both name somebody or some place, and none alike.
    fn names_differ(&self) -> bool {
        self.names == 0 && self.names_a > 0 && self.names_b > 0
    }

    /// The clauses name the same specific actors and say the same of them, whatever their documents report.
    fn stands_alone(&self) -> bool {
        self.names >= ACTORS && 2.0 * self.frame >= 0.5 * self.frame_all
    }
}

/// How the values of two clauses agree.
struct Values {
    agreed: f64,
    all: f64,
    numbers: Numbers,
    same_unit: bool,
    /// The number is one that rarely agrees by chance.
    telling: bool,
}

/// How the numbers of two clauses stand to one another.
enum Numbers {
    /// One or both have none.
    Missing,
    Equal,
    /// Different numbers of the same things, one hardly more than the other.
    Near,
    Differ,
}

impl Values {
    fn of(a: &Reading, b: &Reading) -> Self {
        let mut values = Self {
            agreed: 0.0,
            all: 0.0,
            numbers: Numbers::Missing,
            telling: false,
            same_unit: a.unit.is_some() && a.unit == b.unit,
        };
        for reading in [a, b] {
            values.all += reading.number.map_or(0.0, number_weight);
            values.all += if reading.days.is_some() { DAY } else { 0.0 };
        }
        if let (Some(x), Some(y)) = (a.number, b.number) {
            let equal = (x - y).abs() <= f64::EPSILON * x.abs().max(y.abs());
            let units = a.unit.is_none() || b.unit.is_none() || values.same_unit;
            let near = values.same_unit && x.min(y) >= NEARLY * x.max(y);
            values.numbers = match (equal, near) {
                (true, _) => Numbers::Equal,
                (_, true) => Numbers::Near,
                _ => Numbers::Differ,
            };
            values.telling = x > SMALL_NUMBER || x.fract() != 0.0;
            values.telling &= units && (values.same_unit || x > 100.0 || x.fract() != 0.0);
            if equal {
                values.agreed += number_weight(x) * if units { 1.0 } else { 0.7 };
            } else if values.same_unit {
                values.all -= 0.8 * (number_weight(x) + number_weight(y));
            }
        }
        if let (Some(x), Some(y)) = (a.days, b.days)
            && x.0 <= y.1
            && y.0 <= x.1
        {
            values.agreed += DAY;
        }
        values
    }
}

fn number_weight(number: f64) -> f64 {
    if number > SMALL_NUMBER || number.fract() != 0.0 { NUMBER } else { 0.5 * NUMBER }
}

/// Cosine of what two documents are about.
pub(super) fn likeness(readings: &Readings, a: usize, b: usize) -> f64 {
    let (a, b) = (&readings.profiles[a], &readings.profiles[b]);
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    let mut sum = 0.0;
    while let (Some((x, weight)), Some((y, other))) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            Ordering::Less => _ = left.next(),
            Ordering::Greater => _ = right.next(),
            Ordering::Equal => {
                sum += weight * other;
                left.next();
                right.next();
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::super::reading::Weighted;
    use super::*;
    use headwater_text::Span;
    use jiff::civil::date;

    /// A clause of one document about the same two names; frame terms as (id, weight).
    fn clause(frame: &[(u32, f64)]) -> Reading {
        let term = |id, weight, part, event| Weighted { id, weight, part, event, span: Span::new(0, 0) };
        let names = [1, 2].map(|id| term(id, 1.0, Part::Name, false));
        let frame = frame.iter().map(|&(id, weight)| term(id, weight, Part::Frame, true));
        Reading { terms: names.into_iter().chain(frame).collect(), ..Reading::default() }
    }

    #[test]
    fn a_corrected_figure_stays_in_its_claim() {
        let check = |figure: f64, one_claim: bool| {
            let clauses =
                [7_214.0, figure].into_iter().zip([10, 20]).enumerate().map(|(wording, (number, first))| {
                    Reading {
                        wording: u32::try_from(wording).unwrap(),
                        number: Some(number),
                        unit: Some(5),
                        terms: clause(&[(5, 0.5), (first, 1.0), (first + 1, 1.0)]).terms.split_off(2),
                        ..Reading::default()
                    }
                });
            let readings = Readings { clauses: clauses.collect(), ..Readings::default() };
            let score = agreement(&readings, 0, 1).unwrap_or(0.0);
            assert_eq!(score >= ENOUGH, one_claim, "{figure} {score}");
        };
        check(7_214.0, true);
        check(7_412.0, true);
        check(2_741.0, false);
    }

    #[test]
    fn other_people_are_another_claim() {
        let said = [(10, 0.6), (11, 1.0), (13, 1.0), (15, 1.0)];
        let other = [(10, 0.6), (12, 1.0), (14, 1.0), (16, 1.0)];
        let check = |people: [&[usize]; 2], one_claim: bool| {
            let clauses =
                people.iter().zip([&said, &other]).enumerate().map(|(wording, (people, frame))| Reading {
                    wording: u32::try_from(wording).unwrap(),
                    named: [people.to_vec(), Vec::new(), Vec::new()],
                    ..clause(frame)
                });
            let readings = Readings { clauses: clauses.collect(), ..Readings::default() };
            let score = agreement(&readings, 0, 1).unwrap_or(0.0);
            assert_eq!(score >= ENOUGH, one_claim, "{people:?} {score}");
        };
        check([&[], &[]], true);
        check([&[1], &[]], true);
        check([&[1, 2], &[2]], true);
        check([&[1], &[2]], false);
    }

    #[test]
    fn the_same_names_are_no_proposition_unless_what_happened_agrees() {
        let said = [(10, 0.1), (11, 1.0), (13, 1.0)];
        let check = |other: &[(u32, f64)], same_day: bool, one_claim: bool| {
            let mut clauses = vec![clause(&said), clause(other)];
            for (wording, clause) in clauses.iter_mut().enumerate() {
                clause.wording = u32::try_from(wording).unwrap();
                clause.days = same_day.then(|| (date(2031, 3, 4), date(2031, 3, 4)));
            }
            let score = agreement(&Readings { clauses, ..Readings::default() }, 0, 1).unwrap_or(0.0);
            assert_eq!(score >= ENOUGH, one_claim, "{other:?} {same_day} {score}");
        };
        check(&said, false, true);
        check(&[(10, 0.1), (11, 1.0), (14, 1.0)], false, true);
        // A light word in common, or none.
        check(&[(10, 0.1), (12, 1.0), (14, 1.0)], false, false);
        check(&[(12, 1.0), (14, 1.0)], false, false);
        // The same day says that it is the same matter.
        check(&[(10, 0.1), (12, 1.0), (14, 1.0)], true, true);
    }
}
