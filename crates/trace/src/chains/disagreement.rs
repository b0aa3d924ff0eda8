//! Where two occurrences of one claim cannot both hold.

use super::contested::Named;
use crate::{Disagreement, DisagreementKind, DocIx, Occurrence, Pile, Values};
use headwater_text::{Language, Modifier, Polarity, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Values within a hundredth of each other are one value written with more or fewer digits.
const ROUNDING: f64 = 0.01;

/// What a language measures by: months and weekdays, units and currencies.
#[derive(Debug)]
pub(super) struct Measures {
    days: BTreeSet<&'static str>,
    units: BTreeSet<&'static str>,
}

impl Measures {
    pub(super) fn new(language: &Language) -> Self {
        let days = language.table("months").iter().filter(|row| matches!(row.cell(1), "month" | "weekday"));
        let units =
            language.table("units").iter().filter(|row| matches!(row.cell(1), "unit" | "sign" | "code"));
        Self { days: days.map(Row::key).collect(), units: units.map(|row| row.cell(2)).collect() }
    }

    /// The unit where it is a measure or a currency; counted nouns name the same things in many words ("dead", "people").
    fn unit<'v>(&self, values: &'v Values) -> Option<&'v str> {
        values.unit.as_deref().filter(|unit| self.units.contains(unit))
    }

    /// Whether words name a month or weekday. "The weekend" or "eight days earlier" mean another day in every article
    /// that says so, without any two disagreeing.
    fn names_a_day(&self, words: &str) -> bool {
        let lower = words.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| self.days.contains(word))
    }
}

/// One disagreement for each pair of affirmed values that exclude each other, for each pair of names, and one where some
/// affirm and some deny; each points to the earliest of `occurrences`, which stand in the order of time.
pub(super) fn find(
    pile: Pile<'_>,
    occurrences: &[&Occurrence],
    contested: &[[Named; 2]],
    measures: &Measures,
) -> Vec<Disagreement> {
    let affirmed: Vec<usize> =
        (0..occurrences.len()).filter(|&at| occurrences[at].polarity == Polarity::Affirmed).collect();
    let mut found = Vec::new();
    let numbers = distinct(&affirmed, |at| occurrences[at].values.number.map(|number| number.to_bits()));
    for (x, &a) in numbers.iter().enumerate() {
        for &b in &numbers[x + 1..] {
            // Two numbers for two days are a development, not a disagreement.
            let (one, other) = (&occurrences[a].values, &occurrences[b].values);
            if numbers_exclude(measures, one, other) && !dates_exclude(one, other) {
                let reason = format!(
                    "{} against {}",
                    number_words(pile, occurrences[a]),
                    number_words(pile, occurrences[b])
                );
                found.push(Disagreement { kind: DisagreementKind::Number, a, b, reason });
            }
        }
    }
    let dates = distinct(&affirmed, |at| {
        let values = &occurrences[at].values;
        let named =
            values.date_span.is_some_and(|span| measures.names_a_day(pile.words(occurrences[at].doc, span)));
        values.date.clone().filter(|_| named)
    });
    for (x, &a) in dates.iter().enumerate() {
        for &b in &dates[x + 1..] {
            let (one, other) = (&occurrences[a].values, &occurrences[b].values);
            if dates_exclude(one, other)
                && (one.number == other.number || one.number.is_none() || other.number.is_none())
            {
                let words = |at: usize| occurrences[at].values.date.clone().unwrap_or_default();
                let reason = format!("{} against {}", words(a), words(b));
                found.push(Disagreement { kind: DisagreementKind::Date, a, b, reason });
            }
        }
    }
    found.extend(contested.iter().map(|[one, other]| {
        let words = |named: &Named| pile.words(occurrences[named.at].doc, named.span);
        let reason = format!("“{}” against “{}”", words(one), words(other));
        Disagreement { kind: DisagreementKind::Name, a: one.at, b: other.at, reason }
    }));
    if let Some((a, b)) = denial(occurrences) {
        let reason = "one states it, the other denies it".to_string();
        found.push(Disagreement { kind: DisagreementKind::Polarity, a, b, reason });
    }
    found
}

/// The first of `order` for each value that `key` gives.
fn distinct<K: Ord>(order: &[usize], key: impl Fn(usize) -> Option<K>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    order.iter().copied().filter(|&at| key(at).is_some_and(|key| seen.insert(key))).collect()
}

/// The first that states it and the first that denies it. A voice that does both in one sentence says only one thing there: "none of them
/// is required **to share it**".
fn denial(occurrences: &[&Occurrence]) -> Option<(usize, usize)> {
    // Most claims nobody denies.
    occurrences.iter().find(|occurrence| occurrence.polarity == Polarity::Denied)?;
    let mut voices: BTreeMap<(DocIx, Option<usize>), Vec<&Occurrence>> = BTreeMap::new();
    for occurrence in occurrences {
        voices.entry((occurrence.doc, occurrence.attribution)).or_default().push(occurrence);
    }
    let says_one_thing = |at: usize| {
        let one = occurrences[at];
        !voices[&(one.doc, one.attribution)]
            .iter()
            .any(|other| other.polarity != one.polarity && other.sentence.overlaps(one.sentence))
    };
    let first = |polarity| {
        (0..occurrences.len()).find(|&at| occurrences[at].polarity == polarity && says_one_thing(at))
    };
    Some((first(Polarity::Affirmed)?, first(Polarity::Denied)?))
}

/// Whether two numbers of the same unit cannot both be right.
fn numbers_exclude(measures: &Measures, a: &Values, b: &Values) -> bool {
    let (Some(x), Some(y)) = (a.number, b.number) else {
        return false;
    };
    if a.unit.is_some() && b.unit.is_some() && measures.unit(a) != measures.unit(b) {
        return false;
    }
    let (low, high) = if x <= y { (a, b) } else { (b, a) };
    if (x - y).abs() <= ROUNDING * x.abs().max(y.abs()) && (loose(a) || loose(b)) {
        return false;
    }
    let open_above = matches!(low.modifier, Some(Modifier::AtLeast | Modifier::MoreThan | Modifier::Vague));
    let open_below = matches!(high.modifier, Some(Modifier::AtMost | Modifier::LessThan | Modifier::Nearly));
    let both_vague =
        matches!(a.modifier, Some(Modifier::Vague)) && matches!(b.modifier, Some(Modifier::Vague));
    both_vague || !(open_above || open_below)
}

fn loose(values: &Values) -> bool {
    matches!(values.modifier, Some(Modifier::About | Modifier::Nearly | Modifier::Vague))
}

/// Whether two dates share no day.
fn dates_exclude(a: &Values, b: &Values) -> bool {
    match (a.days, b.days) {
        (Some((a1, a2)), Some((b1, b2))) => a2 < b1 || b2 < a1,
        _ => false,
    }
}

fn number_words(pile: Pile<'_>, occurrence: &Occurrence) -> String {
    match occurrence.values.number_span {
        Some(span) => format!("“{}”", pile.words(occurrence.doc, span)),
        None => occurrence.values.number.map_or_else(String::new, |number| number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(number: f64, modifier: Option<Modifier>) -> Values {
        Values { number: Some(number), unit: Some("people".into()), modifier, ..Values::default() }
    }

    #[test]
    fn numbers_that_cannot_both_hold() {
        let measures = Measures::new(&Language::english());
        for (a, b, expected) in [
            (value(112.0, None), value(110.0, None), true),
            (value(112.0, None), value(110.0, Some(Modifier::AtLeast)), false),
            (value(112.0, None), value(115.0, Some(Modifier::AtLeast)), true),
            (value(75.0, Some(Modifier::AtMost)), value(60.0, None), false),
            (value(61.4, None), value(61.0, Some(Modifier::About)), false),
            (value(24.0, Some(Modifier::Vague)), value(40.0, None), false),
            (value(40.0, Some(Modifier::About)), value(70.0, None), true),
        ] {
            assert_eq!(numbers_exclude(&measures, &a, &b), expected, "{a:?} {b:?}");
            assert_eq!(numbers_exclude(&measures, &b, &a), expected, "{b:?} {a:?}");
        }
        let dollars = Values { unit: Some("USD".into()), ..value(5.0, None) };
        let share = Values { unit: Some("percent".into()), ..value(7.0, None) };
        assert!(!numbers_exclude(&measures, &dollars, &share), "different measures do not disagree");
    }
}
