//! Written dates and times, as fields, pages and head lines give them, to intervals of instants.
//!
//! ISO 8601 (extended and basic), RFC 2822, "January 12, 2031", "12 Jan 2031, 4:09 p.m. ET", Unix seconds to
//! microseconds, and all-digit dates where the order of day and month is certain. All patterns are linear.

use crate::words::Words;
use headwater_text::{Interval, Precision};
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{Span as Length, Timestamp};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A time without zone may lie this many hours to either side of the same time in UTC.
const WIDEST_OFFSET_HOURS: i64 = 14;

/// A date as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moment {
    /// ISO 8601, no finer than given.
    pub value: String,
    /// The finest unit given.
    pub precision: Precision,
    /// Offset or name of the zone as given.
    pub zone: Option<String>,
    /// What it can mean.
    pub interval: Interval,
}

/// What a piece of text means as a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Given {
    /// One date.
    Clear(Moment),
    /// Day and month can be read either way; the interval covers both.
    Either(Moment),
    /// Has the form of a date but no such day or hour exists.
    Impossible,
}

/// Reads a string that is nothing but a date; `None` where it has no form of one.
pub(crate) fn read(raw: &str) -> Option<Given> {
    let raw = raw.trim();
    if raw.len() > 200 {
        return None;
    }
    if raw.bytes().all(|b| b.is_ascii_digit()) && !raw.is_empty() {
        return digits(raw);
    }
    let (length, given) = prefix(raw)?;
    let rest = raw[length..].trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '|'));
    // "[Europe/Istanbul]" after an offset (RFC 9557) adds nothing to the instant.
    (rest.is_empty() || rest.starts_with('[')).then_some(given)
}

/// Reads the date that `text` starts with, and its length in bytes.
pub(crate) fn prefix(text: &str) -> Option<(usize, Given)> {
    let mut end = text.len().min(200);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // No date is without a digit, and most lines are.
    if !text.as_bytes()[..end].iter().any(u8::is_ascii_digit) {
        return None;
    }
    let found = PATTERNS.dates.iter().find_map(|pattern| {
        let found = pattern.captures(&text[..end])?;
        let whole = found.get(0)?.end();
        (!cut_short(&text[whole..])).then_some((whole, found))
    })?;
    let (mut length, date) = found;
    let after = &text[length..end];
    let time = PATTERNS.time.captures(after).filter(|time| {
        let end = time.get(0).map_or(0, |m| m.end());
        !after[end..].starts_with(|c: char| c.is_alphanumeric())
            && (time.name("half").is_some() || clock_marked(after, time))
            && date.name("d").is_some()
    });
    let moment = build(&date, time.as_ref());
    if let Some(whole) = time.as_ref().and_then(|time| time.get(0)) {
        length += whole.end();
    }
    Some((length, moment))
}

/// Whether what follows a date shows that it was only the beginning of something else: "2031-01" of "2031-01-256".
fn cut_short(after: &str) -> bool {
    let mut next = after.chars();
    match (next.next(), next.next()) {
        (Some('T' | 't'), Some('0'..='9')) => false,
        (Some('-' | '/' | '.'), Some('0'..='9')) => true,
        (Some(first), _) => first.is_alphanumeric(),
        (None, _) => false,
    }
}

/// Whether the digits are a time for sure: "T0409" or "04:09", not the "1030" of "1030 people".
fn clock_marked(after: &str, time: &Captures<'_>) -> bool {
    let separated = time.name("h").is_some_and(|hour| after[hour.end()..].starts_with([':', '.', 'h']));
    time.name("m").is_some() && (separated || after.starts_with(['T', 't']))
}

struct Patterns {
    dates: Vec<Regex>,
    time: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let words = Words::english();
    let alternatives = |list: Vec<&str>| {
        let mut list = list;
        list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        list.join("|")
    };
    let months = alternatives(words.months.keys().map(String::as_str).collect());
    let weekdays = alternatives(words.weekdays.iter().map(String::as_str).collect());
    let zones = alternatives(words.zones.keys().map(String::as_str).collect());
    let month = format!(r"(?P<month>(?i:{months}))\.?");
    let weekday = format!(r"(?:(?i:{weekdays})\.?,?\s+)?");
    let day = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?";
    let year = r"(?P<y>\d{4})";
    let compile = |pattern: String| Regex::new(&pattern).expect("a valid pattern");
    Patterns {
        dates: vec![
            compile(format!(r"^{weekday}{year}[-/.](?P<mo>\d{{1,2}})[-/.](?P<d>\d{{1,2}})")),
            compile(r"^(?P<y>\d{4})(?P<mo>\d{2})(?P<d>\d{2})".to_owned()),
            compile(format!(r"^{weekday}{month}\s+{day},?\s+{year}")),
            compile(format!(r"^{weekday}(?:the\s+)?{day}[\s-]+(?:of\s+)?{month},?[\s-]+{year}")),
            compile(format!(r"^{weekday}(?P<a>\d{{1,2}})(?:/|\.|-)(?P<d>\d{{1,2}})(?:/|\.|-){year}")),
            compile(r"^(?P<y>\d{4})-(?P<mo>\d{2})".to_owned()),
            compile(format!(r"^{month},?\s+{year}")),
            compile(r"^(?P<y>(?:1[6-9]|20|21)\d{2})$".to_owned()),
        ],
        time: compile(format!(
            r"^(?:[Tt]|,?\s*(?:at\s+|[-–—|]\s*)?)(?P<h>\d{{1,2}})(?:[:.h]?(?P<m>\d{{2}})(?::?(?P<s>\d{{2}})(?:[.,]\d+)?)?)?(?:\s*(?P<half>(?i:a\.?m\.?|p\.?m\.?)))?(?:\s*(?P<zone>z|(?:UTC|GMT)?[+-]\d{{2}}:?(?:\d{{2}})?|\(?(?:{zones})\)?))?"
        )),
    }
});

fn build(date: &Captures<'_>, time: Option<&Captures<'_>>) -> Given {
    let number =
        |found: &Captures<'_>, name: &str| -> Option<i16> { found.name(name)?.as_str().parse().ok() };
    let Some(year) = number(date, "y") else {
        return Given::Impossible;
    };
    let month = date
        .name("month")
        .and_then(|word| Words::english().months.get(&word.as_str().to_lowercase()).copied().map(i16::from))
        .or_else(|| number(date, "mo"));
    let day = number(date, "d");
    if let (Some(first), Some(second)) = (number(date, "a"), day) {
        return either_order(year, first, second, time);
    }
    let (Some(month), Some(day)) = (month, day) else {
        return span_of(year, month).map_or(Given::Impossible, Given::Clear);
    };
    civil(year, month, day).and_then(|date| moment(date, time)).map_or(Given::Impossible, Given::Clear)
}

/// "12/01/2031": both orders are tried; one that gives no day is dropped.
fn either_order(year: i16, first: i16, second: i16, time: Option<&Captures<'_>>) -> Given {
    let read = |day, month| civil(year, month, day).and_then(|date| moment(date, time));
    match (read(first, second), read(second, first)) {
        (Some(a), Some(b)) if a == b => Given::Clear(a),
        (Some(a), Some(b)) => Given::Either(Moment {
            value: format!("{year:04}"),
            precision: Precision::Year,
            zone: a.zone,
            interval: Interval {
                earliest: a.interval.earliest.min(b.interval.earliest),
                latest: a.interval.latest.max(b.interval.latest),
            },
        }),
        (Some(one), None) | (None, Some(one)) => Given::Clear(one),
        (None, None) => Given::Impossible,
    }
}

/// `YYYY`, `YYYYMMDD`, `YYYYMMDDhhmmss`, or Unix seconds, milliseconds or microseconds.
fn digits(raw: &str) -> Option<Given> {
    let number: i64 = raw.parse().ok()?;
    let unix = |at: Result<Timestamp, jiff::Error>| {
        let at = at.ok()?;
        let at = Timestamp::from_second(at.as_second()).ok()?;
        Some(Given::Clear(Moment {
            value: at.to_string(),
            precision: Precision::Second,
            zone: Some("Z".to_owned()),
            interval: Interval { earliest: at, latest: at.checked_add(Length::new().seconds(1)).ok()? },
        }))
    };
    match raw.len() {
        4 | 8 => prefix(raw).map(|(_, given)| given),
        14 => {
            let part = |range: std::ops::Range<usize>| raw[range].parse::<i16>().unwrap_or(99);
            let date = civil(part(0..4), part(4..6), part(6..8));
            let clock = (part(8..10), part(10..12), Some(part(12..14)));
            Some(date.and_then(|date| at_clock(date, clock, None)).map_or(Given::Impossible, Given::Clear))
        }
        9 | 10 => unix(Timestamp::from_second(number)),
        12 | 13 => unix(Timestamp::from_millisecond(number)),
        15 | 16 => unix(Timestamp::from_microsecond(number)),
        _ => None,
    }
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A whole month or year.
fn span_of(year: i16, month: Option<i16>) -> Option<Moment> {
    let first = civil(year, month.unwrap_or(1), 1)?;
    let length = if month.is_some() { Length::new().months(1) } else { Length::new().years(1) };
    let next = first.checked_add(length).ok()?;
    Some(Moment {
        value: match month {
            Some(month) => format!("{year:04}-{month:02}"),
            None => format!("{year:04}"),
        },
        precision: if month.is_some() { Precision::Month } else { Precision::Year },
        zone: None,
        interval: Interval {
            earliest: instant(first.at(0, 0, 0, 0), 0)?,
            latest: instant(next.at(0, 0, 0, 0), 0)?,
        },
    })
}

/// A day as taken in UTC.
pub(crate) fn whole_day(date: Date) -> Option<Moment> {
    let next = date.tomorrow().ok()?;
    Some(Moment {
        value: date.to_string(),
        precision: Precision::Day,
        zone: None,
        interval: Interval {
            earliest: instant(date.at(0, 0, 0, 0), 0)?,
            latest: instant(next.at(0, 0, 0, 0), 0)?,
        },
    })
}

fn moment(date: Date, time: Option<&Captures<'_>>) -> Option<Moment> {
    let Some(time) = time else {
        return whole_day(date);
    };
    let number = |name: &str| -> Option<i16> { time.name(name)?.as_str().parse().ok() };
    let mut hour = number("h")?;
    if let Some(half) = time.name("half") {
        if !(1..=12).contains(&hour) {
            return None;
        }
        let afternoon = half.as_str().starts_with(['p', 'P']);
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    let zone = time.name("zone").map(|zone| zone.as_str().trim_matches(['(', ')']));
    at_clock(date, (hour, number("m").unwrap_or(0), number("s")), zone)
}

fn at_clock(
    date: Date,
    (hour, minute, second): (i16, i16, Option<i16>),
    zone: Option<&str>,
) -> Option<Moment> {
    // ISO 8601 lets a day end at 24:00, and clocks a minute with a leap second.
    let (date, hour) = match (hour, minute) {
        (24, 0) => (date.tomorrow().ok()?, 0),
        _ => (date, hour),
    };
    let seconds = second.map(|second| if second == 60 { 59 } else { second });
    let small = |number: i16| i8::try_from(number).ok();
    let clock = jiff::civil::Time::new(small(hour)?, small(minute)?, small(seconds.unwrap_or(0))?, 0).ok()?;
    let at = date.to_datetime(clock);
    let offsets: Vec<i64> = zone.map(offsets).unwrap_or_default();
    let unit = if second.is_some() { 1 } else { 60 };
    let (low, high) = match (offsets.iter().min(), offsets.iter().max()) {
        (Some(low), Some(high)) => (*low, *high),
        _ => (-WIDEST_OFFSET_HOURS * 3600, WIDEST_OFFSET_HOURS * 3600),
    };
    let clock = if second.is_some() {
        at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
    } else {
        at.strftime("%Y-%m-%dT%H:%M").to_string()
    };
    let suffix = match offsets.as_slice() {
        [0] => "Z".to_owned(),
        [one] => {
            let (sign, all) = (if *one < 0 { '-' } else { '+' }, one.abs() / 60);
            format!("{sign}{:02}:{:02}", all / 60, all % 60)
        }
        _ => String::new(),
    };
    Some(Moment {
        value: clock + &suffix,
        precision: if second.is_some() { Precision::Second } else { Precision::Minute },
        zone: zone.map(str::to_owned),
        interval: Interval {
            earliest: instant(at, high)?,
            latest: instant(at, low)?.checked_add(Length::new().seconds(unit)).ok()?,
        },
    })
}

/// Offsets in seconds that a zone can mean.
fn offsets(zone: &str) -> Vec<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return vec![0];
    }
    if let Some(names) = Words::english().zones.get(zone) {
        return names.iter().filter_map(|name| offset(name)).collect();
    }
    offset(zone.trim_start_matches(|c: char| c.is_ascii_alphabetic())).into_iter().collect()
}

fn offset(written: &str) -> Option<i64> {
    let sign = if written.starts_with('-') { -1 } else { 1 };
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let hours: i64 = digits.get(0..2)?.parse().ok()?;
    let minutes: i64 = digits.get(2..4).map_or(Some(0), |m| m.parse().ok())?;
    (hours <= WIDEST_OFFSET_HOURS && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn instant(at: DateTime, offset_seconds: i64) -> Option<Timestamp> {
    let utc = Offset::UTC.to_timestamp(at).ok()?;
    utc.checked_sub(Length::new().seconds(offset_seconds)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        let got = match read(raw) {
            Some(Given::Clear(moment)) => moment.value,
            Some(Given::Either(moment)) => format!("either {}", moment.value),
            Some(Given::Impossible) => "impossible".to_owned(),
            None => "none".to_owned(),
        };
        assert_eq!(got, expected, "{raw}");
    }

    #[test]
    fn reads_the_common_forms() {
        for (raw, expected) in [
            ("2031-01-12T04:09:00Z", "2031-01-12T04:09:00Z"),
            ("2031-01-12T04:09Z", "2031-01-12T04:09Z"),
            ("2031-01-12T04:09:00.123+03:00", "2031-01-12T04:09:00+03:00"),
            ("2031-01-12T04:09:00+0300", "2031-01-12T04:09:00+03:00"),
            ("20310112T040900Z", "2031-01-12T04:09:00Z"),
            ("2031-01-12 04:09:00 UTC", "2031-01-12T04:09:00Z"),
            ("2031-01-12 04:09", "2031-01-12T04:09"),
            ("2031-01-12T24:00:00Z", "2031-01-13T00:00:00Z"),
            ("2031-01-12", "2031-01-12"),
            ("2031/01/12", "2031-01-12"),
            ("20310112", "2031-01-12"),
            ("20310112040900", "2031-01-12T04:09:00"),
            ("2031-01", "2031-01"),
            ("2031", "2031"),
            ("Sun, 12 Jan 2031 04:09:00 +0000", "2031-01-12T04:09:00Z"),
            ("Sun, 12 Jan 2031 04:09:00 GMT", "2031-01-12T04:09:00Z"),
            ("January 12, 2031", "2031-01-12"),
            ("Jan. 12, 2031 4:09 p.m. EST", "2031-01-12T16:09-05:00"),
            ("Jan. 12, 2031 at 4 p.m. ET", "2031-01-12T16:00"),
            ("12 January 2031", "2031-01-12"),
            ("12th of January, 2031", "2031-01-12"),
            ("12-Jan-2031", "2031-01-12"),
            ("Sunday 12 January 2031 12:05am", "2031-01-12T00:05"),
            ("January 2031", "2031-01"),
            ("13/01/2031", "2031-01-13"),
            ("01/13/2031", "2031-01-13"),
            ("12/12/2031", "2031-12-12"),
            ("12/01/2031", "either 2031"),
            ("1926000000", "2031-01-12T16:00:00Z"),
            ("1926000000123", "2031-01-12T16:00:00Z"),
            ("2031-02-31", "impossible"),
            ("31 February 2031", "impossible"),
            ("2031-13-01", "impossible"),
            ("2031-01-12T25:00:00Z", "impossible"),
            ("99999999999999999999", "none"),
            ("soon", "none"),
            ("", "none"),
            ("2031-01-12 was a Sunday", "none"),
        ] {
            check(raw, expected);
        }
    }

    #[test]
    fn a_time_without_zone_is_wide() {
        let Some(Given::Clear(moment)) = read("2031-01-12 04:09") else {
            panic!("no date");
        };
        assert_eq!(moment.interval.earliest.to_string(), "2031-01-11T14:09:00Z");
        assert_eq!(moment.interval.latest.to_string(), "2031-01-12T18:10:00Z");
    }

    #[test]
    fn a_prefix_ends_with_the_date() {
        let text = "2031-01-25 The council met.";
        assert_eq!(prefix(text).map(|(length, _)| &text[length..]), Some(" The council met."));
        assert_eq!(prefix("2031-01-256"), None);
    }
}
