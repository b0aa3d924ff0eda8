//! When it happened and when it was reported.

use super::desk::{Desk, Place, clipped};
use crate::tell::text::claim::articles;
use headwater_text::Precision;
use headwater_trace::Claim;
use headwater_trace::event::{EventTime, times};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// Columns of a claim as a label.
const LABEL: usize = 72;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Id of its claim.
    pub claim: String,
    /// The claim, short.
    pub name: String,
    /// The words that give the time.
    pub words: String,
    /// First second, and the first that it can no longer be.
    pub from: i64,
    /// See `from`; equal for a moment.
    pub to: i64,
    /// "11 Apr, evening" and the like, in numerals.
    pub told: String,
    /// The same without the time of day.
    pub day: String,
    /// Another article gives another time.
    pub disputed: bool,
    /// Who gives it.
    pub by: String,
    /// Where the words stand.
    pub place: Place,
    /// Articles that carry the claim.
    pub articles: usize,
}

/// An article that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Index of the document.
    pub doc: usize,
    /// Outlet.
    pub name: String,
    /// First second, and the first that it can no longer be.
    pub from: i64,
    /// See `from`.
    pub to: i64,
    /// As told.
    pub told: String,
    /// Whether only a day or more is known.
    pub vague: bool,
}

/// Both tracks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// Events of claims that several articles carry, by time.
    pub events: Vec<Event>,
    /// Events of claims that one article carries, by time.
    pub single: Vec<Event>,
    /// Articles by time.
    pub reports: Vec<Report>,
    /// Articles without a date.
    pub undated: usize,
}

pub(in crate::tell) fn view(desk: &Desk<'_>) -> Timeline {
    let (mut events, mut single) = (Vec::new(), Vec::new());
    for claim in &desk.findings.trace.claims {
        let count = articles(claim);
        let found = times(desk.pile(), claim).into_iter().map(|time| event(desk, claim, &time, count));
        if count > 1 { events.extend(found) } else { single.extend(found) }
    }
    let key = |event: &Event| (event.from, event.to, event.claim.clone());
    events.sort_by_key(key);
    single.sort_by_key(key);
    let reports = desk.by_time().into_iter().filter_map(|doc| report(desk, doc)).collect::<Vec<_>>();
    let undated = desk.findings.documents.len() - reports.len();
    Timeline { events, single, reports, undated }
}

fn event(desk: &Desk<'_>, claim: &Claim, time: &EventTime, count: usize) -> Event {
    let found = &claim.occurrences[time.occurrences[0]];
    let words = found.values.date_span.map_or(String::new(), |span| desk.words(found.doc, span, LABEL));
    let span = found.values.date_span.unwrap_or(found.span);
    let name = clipped(&claim.canonical, LABEL);
    Event {
        claim: claim.id.clone(),
        name,
        words,
        from: second(time.from),
        to: second(time.to),
        told: told(time.from, time.to),
        day: day(time.from, time.to),
        disputed: time.disputed,
        by: desk.name(found.doc),
        place: desk.place(found.doc, span),
        articles: count,
    }
}

/// Times of articles have no zone of their own; they stand on the scale as if written in UTC.
fn second(at: DateTime) -> i64 {
    at.to_zoned(TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_second())
}

/// [`told`] of whole days.
fn day(from: DateTime, to: DateTime) -> String {
    let last = to.checked_sub(jiff::Span::new().seconds(1)).unwrap_or(to).max(from).date();
    let end = last.tomorrow().unwrap_or(last);
    told(from.date().at(0, 0, 0, 0), end.at(0, 0, 0, 0))
}

/// "11 Apr 2032 17:00 to 24:00", "11 Apr 2032", "1 Apr to 30 Apr 2032", "1974".
fn told(from: DateTime, to: DateTime) -> String {
    let day = |at: DateTime| at.strftime("%-d %b %Y").to_string();
    if from == to {
        return from.strftime("%-d %b %Y %H:%M").to_string();
    }
    let midnight = |at: DateTime| at.hour() == 0 && at.minute() == 0;
    let last = to.checked_sub(jiff::Span::new().seconds(1)).unwrap_or(to);
    if midnight(from) && midnight(to) {
        if from.date() == last.date() {
            return day(from);
        }
        let (first, end) = (from.date(), last.date());
        if first.day() == 1 && end.tomorrow().is_ok_and(|next| next.day() == 1) {
            if first.month() == 1 && end.month() == 12 && first.year() == end.year() {
                return first.year().to_string();
            }
            if first.month() == end.month() && first.year() == end.year() {
                return first.strftime("%b %Y").to_string();
            }
        }
        return format!("{} to {}", day(from), day(last));
    }
    let clock = |at: DateTime| at.strftime("%H:%M").to_string();
    let end = if midnight(to) { "24:00".to_owned() } else { clock(to) };
    if from.date() == last.date() {
        return format!("{} {} to {end}", day(from), clock(from));
    }
    format!("{} {} to {} {end}", day(from), clock(from), day(to))
}

fn report(desk: &Desk<'_>, doc: usize) -> Option<Report> {
    let document = &desk.findings.documents[doc];
    let stamp = document.published()?;
    let vague = stamp.precision <= Precision::Day || stamp.zone.is_none();
    Some(Report {
        doc,
        name: desk.name(doc),
        from: stamp.interval.earliest.as_second(),
        to: stamp.interval.latest.as_second(),
        told: desk.date(doc),
        vague,
    })
}
