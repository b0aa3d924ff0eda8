//! When a text says it was published: every date found, with where it was found and how precise it is.

use crate::Span;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Where a date was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StampKind {
    /// A field of a record (JSONL, CSV, front matter).
    Field,
    /// schema.org data in a page.
    JsonLd,
    /// A `<meta>` element.
    Meta,
    /// A `<time>` element.
    TimeElement,
    /// Digits in the address.
    Url,
    /// An entry of a feed.
    Feed,
    /// The dateline that opens the text ("YENIKALE, Jan 12 (CPS) -").
    Dateline,
    /// A line or phrase that stands before the text proper.
    Head,
    /// A line or phrase that stands after the text proper.
    Tail,
}

/// What the date is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StampRole {
    /// First publication.
    Published,
    /// A later change.
    Modified,
    /// When the user saved it.
    Captured,
}

/// The finest unit that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Precision {
    /// A year alone.
    Year,
    /// A month of a year.
    Month,
    /// A calendar day.
    Day,
    /// Hours and minutes.
    Minute,
    /// Seconds or finer.
    Second,
}

/// A half-open interval of instants: the event lies at or after `earliest` and before `latest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First instant it can be.
    pub earliest: Timestamp,
    /// First instant that it can no longer be.
    pub latest: Timestamp,
}

impl Interval {
    /// Which of two comes first, or `None` where they overlap and cannot be ordered.
    ///
    /// ```
    /// use headwater_text::Interval;
    /// let day = |d: i64| Interval {
    ///     earliest: jiff::Timestamp::from_second(d * 86_400).unwrap(),
    ///     latest: jiff::Timestamp::from_second((d + 1) * 86_400).unwrap(),
    /// };
    /// assert_eq!(day(1).order(day(2)), Some(std::cmp::Ordering::Less));
    /// assert_eq!(day(1).order(day(1)), None);
    /// ```
    pub fn order(self, other: Self) -> Option<Ordering> {
        if self == other && self.is_instant() {
            Some(Ordering::Equal)
        } else if self.latest <= other.earliest {
            Some(Ordering::Less)
        } else if other.latest <= self.earliest {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    /// Whether it spans no more than a second.
    pub fn is_instant(self) -> bool {
        self.latest.as_second() - self.earliest.as_second() <= 1
    }
}

/// One date found in or with a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Where it was found.
    pub kind: StampKind,
    /// What it is the date of.
    pub role: StampRole,
    /// The words or field value as found.
    pub raw: String,
    /// ISO 8601, no finer than [`Stamp::precision`]: `2031-01-12T04:09:00Z`, `2025-01-25`, `2025-01`.
    pub value: String,
    /// The finest unit given.
    pub precision: Precision,
    /// Offset or zone name as given ("Z", "+03:00", "EST"); `None` where no zone stands.
    pub zone: Option<String>,
    /// The instants it can mean: a time without zone is widened by fourteen hours to both sides, a day without
    /// zone is taken as that day in UTC.
    pub interval: Interval,
    /// Where it stands in the document's text, if it does.
    pub span: Option<Span>,
}
