//! Whether two clauses assert or deny the same proposition about the same event.

use super::reading::{Brief, Reading, Readings};

/// Least agreement at which two groups of clauses are one claim.
pub(super) const ENOUGH: f64 = 0.3;
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
/// Share of what they say happened that must then agree as well.
const SAME_STORY: f64 = 0.5;
/// Share of what two clauses say happened that must agree where only names agree otherwise.
const SAME_MATTER: f64 = 0.15;

/// Whether two clauses may be one claim: a quick look that most pairs do not pass. Those that do not have no [`agreement`].
pub(super) fn may_agree(readings: &Readings<'_>, a: &Brief, b: &Brief) -> bool {
    readings.events.may_be_of_both(a.doc, b.doc)
        || a.names.may_share(&b.names).1 >= ACTORS
            && same_story(a.frame.may_share(&b.frame).0, [a.frame.weight, b.frame.weight])
            && stand_alone(&readings.clauses[a.clause], &readings.clauses[b.clause])
}

/// Whether two clauses name the same specific actors and say the same of them, whatever their documents report.
fn stand_alone(a: &Reading, b: &Reading) -> bool {
    a.names.shared(&b.names).1 >= ACTORS
        && same_story(a.frame.shared(&b.frame).0, [a.frame.weight, b.frame.weight])
}

/// Whether two clauses share enough of what they say happened, by its weights.
fn same_story(shared: f64, weights: [f64; 2]) -> bool {
    2.0 * shared >= SAME_STORY * weights.iter().sum::<f64>()
}

/// How far two clauses agree, between 0 and 1; `None` where they cannot be one claim.
pub(super) fn agreement(readings: &Readings<'_>, a: usize, b: usize) -> Option<f64> {
    let (a, b) = (&readings.clauses[a], &readings.clauses[b]);
    let event = readings.events.of_both(a.doc, b.doc);
    if event == 0.0 && !stand_alone(a, b) {
        return None;
    }
    let shared = Shared::of(a, b);
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
    if shared.names_differ {
        score *= 0.6;
    }
    score *= OTHERS.powi(others(a, b));
    // The same people alone are no proposition: what happened must agree too.
    if values.agreed == 0.0 && 2.0 * shared.frame < SAME_MATTER * shared.frame_all {
        score *= 0.5;
    }
    Some(score * (0.5 + 0.5 * event))
}

/// In how many classes of entities both clauses name some, and none alike: "Bush was put on the list" and "Thomas was".
fn others(a: &Reading, b: &Reading) -> i32 {
    let differ = |(a, b): (&Vec<usize>, &Vec<usize>)| {
        !a.is_empty() && !b.is_empty() && !a.iter().any(|entity| b.binary_search(entity).is_ok())
    };
    a.named.iter().zip(&b.named).map(|pair| i32::from(differ(pair))).sum()
}

/// Weight of what two clauses share and of all that they say, both sides summed.
struct Shared {
    frame: f64,
    name: f64,
    frame_all: f64,
    name_all: f64,
    /// Both name somebody or some place, and none alike.
    names_differ: bool,
}

impl Shared {
    fn of(a: &Reading, b: &Reading) -> Self {
        let (frame, _) = a.frame.shared(&b.frame);
        let (name, names) = a.names.shared(&b.names);
        Self {
            frame,
            name,
            frame_all: a.frame.weight + b.frame.weight,
            name_all: a.names.weight + b.names.weight,
            names_differ: names == 0 && !a.names.list.is_empty() && !b.names.list.is_empty(),
        }
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

#[cfg(test)]
mod tests {
    use super::super::events::Events;
    use super::super::reading::{Terms, Weighted};
    use super::*;
    use headwater_text::Span;
    use jiff::civil::date;

    fn terms(terms: &[(u32, f64)]) -> Terms {
        let term = |&(id, weight): &(u32, f64)| Weighted { id, weight, event: true, span: Span::new(0, 0) };
        Terms::of(terms.iter().map(term).collect())
    }

    /// A clause of one document about the same two names; frame terms as (id, weight).
    fn clause(frame: &[(u32, f64)]) -> Reading {
        Reading { names: terms(&[(1, 1.0), (2, 1.0)]), frame: terms(frame), ..Reading::default() }
    }

    #[test]
    fn a_corrected_figure_stays_in_its_claim() {
        let events = Events::default();
        let check = |figure: f64, one_claim: bool| {
            let clauses =
                [7_214.0, figure].into_iter().zip([10, 20]).enumerate().map(|(wording, (number, first))| {
                    Reading {
                        wording: u32::try_from(wording).unwrap(),
                        number: Some(number),
                        unit: Some(5),
                        frame: terms(&[(5, 0.5), (first, 1.0), (first + 1, 1.0)]),
                        ..Reading::default()
                    }
                });
            let readings = Readings::new(clauses.collect(), &events);
            let score = agreement(&readings, 0, 1).unwrap_or(0.0);
            assert_eq!(score >= ENOUGH, one_claim, "{figure} {score}");
        };
        check(7_214.0, true);
        check(7_412.0, true);
        check(2_741.0, false);
    }

    #[test]
    fn other_people_are_another_claim() {
        let events = Events::default();
        let said = [(10, 0.6), (11, 1.0), (13, 1.0), (15, 1.0)];
        let other = [(10, 0.6), (12, 1.0), (14, 1.0), (16, 1.0)];
        let check = |people: [&[usize]; 2], one_claim: bool| {
            let clauses =
                people.iter().zip([&said, &other]).enumerate().map(|(wording, (people, frame))| Reading {
                    wording: u32::try_from(wording).unwrap(),
                    named: [people.to_vec(), Vec::new(), Vec::new()],
                    ..clause(frame)
                });
            let readings = Readings::new(clauses.collect(), &events);
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
        let events = Events::default();
        let said = [(10, 0.1), (11, 1.0), (13, 1.0)];
        let check = |other: &[(u32, f64)], same_day: bool, one_claim: bool| {
            let mut clauses = vec![clause(&said), clause(other)];
            for (wording, clause) in clauses.iter_mut().enumerate() {
                clause.wording = u32::try_from(wording).unwrap();
                clause.days = same_day.then(|| (date(2031, 3, 4), date(2031, 3, 4)));
            }
            let score = agreement(&Readings::new(clauses, &events), 0, 1).unwrap_or(0.0);
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
