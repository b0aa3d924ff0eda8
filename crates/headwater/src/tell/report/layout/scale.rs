//! Linear time on a line, with marks that people count by.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Marks on a scale at most.
const TICKS: usize = 7;

/// Time from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::tell::report) struct Scale {
    /// First second and its place.
    pub(in crate::tell::report) from: (i64, f64),
    /// Last second and its place.
    pub(in crate::tell::report) to: (i64, f64),
    /// Places of the marks with what stands at them.
    pub(in crate::tell::report) ticks: Vec<(f64, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Hours(i64),
    Days(i64),
    Months(i64),
    Years(i64),
}

const UNITS: &[Unit] = &[
    Unit::Hours(1),
    Unit::Hours(3),
    Unit::Hours(6),
    Unit::Hours(12),
    Unit::Days(1),
    Unit::Days(2),
    Unit::Days(7),
    Unit::Days(14),
    Unit::Months(1),
    Unit::Months(3),
    Unit::Months(6),
    Unit::Years(1),
    Unit::Years(2),
    Unit::Years(5),
    Unit::Years(10),
    Unit::Years(50),
    Unit::Years(250),
    Unit::Years(2500),
];

impl Scale {
    /// From the mark before `first` to the one after `last`, over `left` to `right`.
    pub(in crate::tell::report) fn over(first: i64, last: i64, left: f64, right: f64) -> Self {
        let last = last.max(first.saturating_add(1));
        let marks = UNITS
            .iter()
            .map(|unit| (*unit, marks(*unit, first, last)))
            .find(|(_, marks)| marks.len() <= TICKS && marks.len() >= 2);
        let Some((unit, marks)) = marks else {
            return Self { from: (first, left), to: (last, right), ticks: Vec::new() };
        };
        let (from, to) = (marks[0], marks[marks.len() - 1]);
        let mut scale = Self { from: (from, left), to: (to, right), ticks: Vec::new() };
        let mut before: Option<Date> = None;
        scale.ticks = marks
            .iter()
            .map(|second| {
                let at = civil(*second);
                let told = label(unit, at, before);
                before = Some(at.date());
                (scale.at(*second), told)
            })
            .collect();
        scale
    }

    /// Where a second stands.
    pub(in crate::tell::report) fn at(&self, second: i64) -> f64 {
        let whole = (self.to.0 - self.from.0) as f64;
        let part = second.saturating_sub(self.from.0) as f64 / whole.max(1.0);
        self.from.1 + part.clamp(0.0, 1.0) * (self.to.1 - self.from.1)
    }
}

fn civil(second: i64) -> DateTime {
    Timestamp::from_second(second).unwrap_or_default().to_zoned(TimeZone::UTC).datetime()
}

fn second(at: DateTime) -> i64 {
    at.to_zoned(TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_second())
}

/// The marks of a unit from the one at or before `first` to the one at or after `last`; one more than fit where they are many.
fn marks(unit: Unit, first: i64, last: i64) -> Vec<i64> {
    let start = floor(unit, civil(first));
    let mut found = vec![second(start)];
    let mut at = start;
    while found[found.len() - 1] < last && found.len() <= TICKS {
        let step = match unit {
            Unit::Hours(count) => count.hours(),
            Unit::Days(count) => count.days(),
            Unit::Months(count) => count.months(),
            Unit::Years(count) => count.years(),
        };
        let Ok(next) = at.checked_add(step) else { break };
        at = next;
        found.push(second(at));
    }
    found
}

fn floor(unit: Unit, at: DateTime) -> DateTime {
    let midnight = |date: Date| date.at(0, 0, 0, 0);
    match unit {
        Unit::Hours(count) => {
            let hour = i64::from(at.hour()) / count * count;
            at.date().at(i8::try_from(hour).unwrap_or(0), 0, 0, 0)
        }
        Unit::Days(_) => midnight(at.date()),
        Unit::Months(_) => midnight(at.date().first_of_month()),
        Unit::Years(_) => midnight(at.date().first_of_year()),
    }
}

fn label(unit: Unit, at: DateTime, before: Option<Date>) -> String {
    let new_day = before != Some(at.date());
    let new_month = before.is_none_or(|before| before.month() != at.month() || before.year() != at.year());
    let format = match unit {
        Unit::Hours(_) if new_day => "%-d %b %H:%M",
        Unit::Hours(_) => "%H:%M",
        Unit::Days(1) if new_month => "%a %-d %B",
        Unit::Days(1) => "%a %-d",
        Unit::Days(_) => "%-d %b",
        Unit::Months(_) => "%b %Y",
        Unit::Years(_) => "%Y",
    };
    at.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_few_and_in_order() {
        let start = second(jiff::civil::date(2032, 4, 12).at(5, 40, 0, 0));
        for length in [0, 60, 4_000, 90_000, 300_000, 3_000_000, 60_000_000, 4_000_000_000] {
            let scale = Scale::over(start, start + length, 196.0, 846.0);
            assert!((2..=TICKS).contains(&scale.ticks.len()), "{length}: {:?}", scale.ticks);
            assert!(scale.ticks.windows(2).all(|pair| pair[0].0 < pair[1].0), "{length}");
            assert!(scale.at(start) >= 196.0 && scale.at(start + length) <= 846.0, "{length}");
        }
        let days = Scale::over(start, start + 250_000, 0.0, 1.0);
        let told: Vec<&str> = days.ticks.iter().map(|(_, told)| told.as_str()).collect();
        assert_eq!(told, ["Mon 12 April", "Tue 13", "Wed 14", "Thu 15", "Fri 16"]);
    }
}
