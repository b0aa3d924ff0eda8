//! The number and the date that a proposition turns on.

use super::clauses::Grammar;
use crate::{Pile, Values};
use headwater_text::{Quantity, Span, TimeExpression, TimeType};

/// Number and date of the clause `span` of document `doc`.
pub(super) fn values(pile: Pile<'_>, doc: usize, span: Span, grammar: &Grammar) -> Values {
    let annotations = &pile.annotations[doc];
    let times = within(&annotations.times, span, |time| time.span);
    let number = within(&annotations.quantities, span, |quantity| quantity.span)
        .iter()
        .filter(|quantity| counts(quantity, times))
        .min_by_key(|quantity| {
            let known = known(pile, doc, quantity, grammar);
            (known, quantity.unit.is_none(), quantity.span)
        });
    let date = times
        .iter()
        .filter(|time| dates(time))
        // "25 days earlier" gives the number of days, not a day.
        .filter(|time| !number.is_some_and(|quantity| quantity.number_span.overlaps(time.span)))
        .min_by_key(|time| (coarseness(time), time.span));
    Values {
        number: number.map(|quantity| as_written(quantity.number)),
        unit: number.and_then(|quantity| quantity.unit.clone()),
        modifier: number.and_then(|quantity| quantity.modifier),
        modifier_words: number
            .and_then(|quantity| quantity.modifier_words)
            .map(|words| pile.words(doc, words).to_owned()),
        number_span: number.map(|quantity| quantity.number_span),
        date: date.map(|time| day_value(&time.value).to_owned()),
        days: date.and_then(|time| time.days),
        date_span: date.map(|time| time.span),
        ..Values::default()
    }
}

/// The items of a list in text order that lie in `span`. Items may overlap one another but start in order.
fn within<T>(items: &[T], span: Span, at: impl Fn(&T) -> Span) -> &[T] {
    let from = items.partition_point(|item| at(item).start < span.start);
    let to = items.partition_point(|item| at(item).start < span.end);
    let mut to = to.max(from);
    while to > from && at(&items[to - 1]).end > span.end {
        to -= 1;
    }
    &items[from..to]
}

/// A rank counts nothing, nor does the number of a date or a time of day, unless it counts days or the like.
fn counts(quantity: &Quantity, times: &[TimeExpression]) -> bool {
    !quantity.ordinal
        && !times.iter().any(|time| {
            matches!(time.kind, TimeType::Date | TimeType::Time)
                && time.span.overlaps(quantity.number_span)
                && !(quantity.unit.is_some() && time.span.start == quantity.number_span.start)
        })
}

/// "The two sides" counts what the reader already knows: a small number behind a definite article is not what the
/// proposition turns on.
fn known(pile: Pile<'_>, doc: usize, quantity: &Quantity, grammar: &Grammar) -> bool {
    let before = Span::new(0, quantity.span.start).of(&pile.documents[doc].text).trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    quantity.number <= SMALL && grammar.definite(&word.to_lowercase())
}

/// Counts of familiar things are small: "the two sides", "the five parties".
const SMALL: f64 = 12.0;

/// The number without the noise of multiplying by a million: 8.2 billion is 8200000000, not 8199999999.999999.
fn as_written(number: f64) -> f64 {
    format!("{number:.12e}").parse().unwrap_or(number)
}

/// Names a calendar date, not "now" or a length of time.
fn dates(time: &TimeExpression) -> bool {
    matches!(time.kind, TimeType::Date | TimeType::Time)
        && time.value.starts_with(|c: char| c.is_ascii_digit() || c == 'X')
}

/// A day says more than a month, a month more than a year.
fn coarseness(time: &TimeExpression) -> u8 {
    match day_value(&time.value).len() {
        10.. => 0,
        7.. => 1,
        _ => 2,
    }
}

/// The date part of a TIMEX3 value: "2031-01-13TEV" names the day 2031-01-13.
fn day_value(value: &str) -> &str {
    value.split_once('T').map_or(value, |(day, _)| day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use headwater_text::{Annotations, Document};

    #[test]
    fn a_rank_and_a_day_of_the_month_are_no_count() {
        let text = "the third fire on 4 May burnt 31 barns";
        let quantity = |from: &str, number: f64, unit: Option<&str>, ordinal| {
            let start = text.find(from).expect("there");
            let span = Span::new(start, start + from.len());
            Quantity {
                span,
                number_span: span,
                number,
                unit: unit.map(str::to_owned),
                modifier: None,
                modifier_words: None,
                ordinal,
            }
        };
        let day = jiff::civil::date(2031, 5, 4);
        let annotations = Annotations {
            quantities: vec![
                quantity("third", 3.0, Some("fire"), true),
                quantity("4", 4.0, None, false),
                quantity("31", 31.0, Some("barns"), false),
            ],
            times: vec![TimeExpression {
                span: Span::new(18, 23),
                kind: TimeType::Time,
                value: "2031-05-04TEV".into(),
                days: Some((day, day)),
            }],
            ..Annotations::default()
        };
        let document = Document { text: text.into(), ..Document::default() };
        let grammar = Grammar::of(&headwater_text::Language::english());
        let pile = Pile { documents: &[document], annotations: &[annotations] };
        let values = values(pile, 0, Span::new(0, text.len()), &grammar);
        assert_eq!((values.number, values.unit.as_deref()), (Some(31.0), Some("barns")));
        assert_eq!(values.date.as_deref(), Some("2031-05-04"));
    }
}
