//! When the thing that a claim speaks of happened, by the dates inside its clauses.
//!
//! Not to be confused with when it was reported: that is the date of the document.

use crate::{Claim, DisagreementKind, Occurrence, Pile};
use headwater_text::Polarity;
use jiff::civil::{Date, DateTime, Time};

/// A time that affirming occurrences of a claim give for what it speaks of. Inferred: a date inside a clause is taken for the date of
/// what the clause states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTime {
    /// TIMEX3 value of the finest expression: "2032-04-11TEV".
    pub value: String,
    /// First moment that it can mean, in the time of the place, as written.
    pub from: DateTime,
    /// First moment that it can no longer mean; equal to `from` for a time of day to the minute.
    pub to: DateTime,
    /// The occurrences that give it, the finest first; indices into the claim's.
    pub occurrences: Vec<usize>,
    /// The claim's occurrences disagree about the date, and another gives a time that shares no day with this one.
    pub disputed: bool,
    /// One sentence in plain words.
    pub reason: String,
}

/// The event times of `claim`, earliest first. An expression that only widens a finer one ("in April" beside "on 12 April") is counted
/// with the finer one.
///
/// ```
/// use headwater_trace::{Claim, Pile, event::times};
/// let pile = Pile { documents: &[], annotations: &[] };
/// assert!(times(pile, &Claim::default()).is_empty(), "no clause gives a date");
/// ```
pub fn times(pile: Pile<'_>, claim: &Claim) -> Vec<EventTime> {
    let mut given: Vec<(usize, &str, (Date, Date))> = claim
        .occurrences
        .iter()
        .enumerate()
        .filter(|(_, found)| found.polarity == Polarity::Affirmed)
        .filter_map(|(at, found)| Some((at, value(pile, found)?, found.values.days?)))
        .collect();
    // The finest first, so that what only widens it finds it there.
    given.sort_by_key(|(at, value, (first, last))| (last.duration_since(*first), part(value).is_none(), *at));
    let mut groups: Vec<((Date, Date), EventTime)> = Vec::new();
    for (at, value, days) in given {
        let wider = |known: &(Date, Date)| days.0 <= known.0 && known.1 <= days.1;
        if let Some((_, known)) = groups.iter_mut().find(|(known, _)| wider(known)) {
            known.occurrences.push(at);
            continue;
        }
        let (from, to) = moments(value, days);
        groups.push((
            days,
            EventTime {
                value: value.to_owned(),
                from,
                to,
                occurrences: vec![at],
                disputed: false,
                reason: String::new(),
            },
        ));
    }
    // "Eight days earlier" means another day in every article that says so: only what counts as a disagreement is disputed.
    let differ = claim.disagreements.iter().any(|found| found.kind == DisagreementKind::Date);
    let apart = |a: (Date, Date), b: (Date, Date)| differ && (a.1 < b.0 || b.1 < a.0);
    let all: Vec<(Date, Date)> = groups.iter().map(|(days, _)| *days).collect();
    let mut found: Vec<EventTime> = groups
        .into_iter()
        .map(|(days, mut time)| {
            time.disputed = all.iter().any(|other| apart(days, *other));
            time.reason = match time.occurrences.len() {
                1 => "one clause gives this date for what it states".to_owned(),
                count => format!("{count} clauses give this date, or a wider one around it"),
            };
            time
        })
        .collect();
    found.sort_by(|a, b| (a.from, a.to, &a.value).cmp(&(b.from, b.to, &b.value)));
    found
}

/// The TIMEX3 value of an occurrence's date; with the time of day, where the expression in the text has one.
fn value<'p>(pile: Pile<'p>, occurrence: &'p Occurrence) -> Option<&'p str> {
    let date = occurrence.values.date.as_deref()?;
    let notes = pile.annotations.get(occurrence.doc);
    let whole = occurrence.values.date_span.zip(notes).and_then(|(span, notes)| {
        notes.times.iter().find(|time| time.span.overlaps(span) && time.days == occurrence.values.days)
    });
    Some(whole.map(|time| time.value.as_str()).filter(|value| value.starts_with(date)).unwrap_or(date))
}

/// Hours of a part of a day by its TIMEX3 letters; a night ends in the next morning. What the words of the standard leave open is set
/// wide rather than narrow.
const PARTS: &[(&str, i8, i8)] =
    &[("MO", 5, 12), ("MI", 11, 14), ("AF", 12, 18), ("EV", 17, 24), ("NI", 18, 30), ("DT", 6, 20)];

/// What stands behind the "T" of a value: "EV", "16:40".
fn part(value: &str) -> Option<&str> {
    value.split_once('T').map(|(_, part)| part).filter(|part| !part.is_empty())
}

fn moments(value: &str, (first, last): (Date, Date)) -> (DateTime, DateTime) {
    let midnight = |day: Date, hours: i8| {
        let next = day.tomorrow().unwrap_or(day);
        if hours < 24 { day.at(hours, 0, 0, 0) } else { next.at(hours - 24, 0, 0, 0) }
    };
    if first == last
        && let Some(part) = part(value)
    {
        if let Some((_, from, to)) = PARTS.iter().find(|(letters, ..)| part.starts_with(letters)) {
            return (midnight(first, *from), midnight(first, *to));
        }
        let clock = part.get(..5).and_then(|clock| clock.parse::<Time>().ok());
        if let Some(clock) = clock {
            return (first.to_datetime(clock), first.to_datetime(clock));
        }
    }
    (midnight(first, 0), midnight(last, 24))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Disagreement, Independence, Occurrence, Official, Values};
    use headwater_text::{Certainty, Span};
    use jiff::civil::date;

    fn claim(values: &[(&str, (Date, Date))]) -> Claim {
        let occurrence = |(value, days): &(&str, (Date, Date))| Occurrence {
            doc: 0,
            span: Span::new(0, 0),
            sentence: Span::new(0, 0),
            attribution: None,
            quote: None,
            polarity: Polarity::Affirmed,
            certainty: Certainty::Asserted,
            certainty_evidence: None,
            values: Values { date: Some((*value).to_owned()), days: Some(*days), ..Values::default() },
            matched: None,
            via: Vec::new(),
            origin: None,
            judged: Vec::new(),
        };
        Claim {
            id: "c1".to_owned(),
            canonical: String::new(),
            occurrences: values.iter().map(occurrence).collect(),
            origins: Vec::new(),
            independence: Independence::default(),
            official: Official::default(),
            disagreements: vec![Disagreement {
                kind: DisagreementKind::Date,
                a: 0,
                b: 1,
                reason: String::new(),
            }],
            drifts: Vec::new(),
            corrections: Vec::new(),
            judged: Vec::new(),
        }
    }

    #[test]
    fn event_times() {
        let sunday = date(2032, 4, 11);
        let monday = date(2032, 4, 12);
        let april = (date(2032, 4, 1), date(2032, 4, 30));
        let check = |values: &[(&str, (Date, Date))], expected: &[(&str, &str, usize, bool)]| {
            let found = times(Pile { documents: &[], annotations: &[] }, &claim(values));
            let found: Vec<(String, String, usize, bool)> = found
                .iter()
                .map(|time| {
                    (time.from.to_string(), time.to.to_string(), time.occurrences.len(), time.disputed)
                })
                .collect();
            let expected: Vec<(String, String, usize, bool)> = expected
                .iter()
                .map(|(from, to, count, disputed)| ((*from).to_owned(), (*to).to_owned(), *count, *disputed))
                .collect();
            assert_eq!(found, expected, "{values:?}");
        };
        check(&[], &[]);
        check(
            &[("2032-04-11TEV", (sunday, sunday))],
            &[("2032-04-11T17:00:00", "2032-04-12T00:00:00", 1, false)],
        );
        check(
            &[("2032-04-11TNI", (sunday, sunday))],
            &[("2032-04-11T18:00:00", "2032-04-12T06:00:00", 1, false)],
        );
        check(
            &[("2032-04-11T16:40", (sunday, sunday))],
            &[("2032-04-11T16:40:00", "2032-04-11T16:40:00", 1, false)],
        );
        // The month around the day says nothing more; another day does.
        check(
            &[("2032-04", april), ("2032-04-11", (sunday, sunday)), ("2032-04-12", (monday, monday))],
            &[
                ("2032-04-11T00:00:00", "2032-04-12T00:00:00", 2, true),
                ("2032-04-12T00:00:00", "2032-04-13T00:00:00", 1, true),
            ],
        );
    }
}
