//! All dates of a document: made from what was found, ranked as evidence of publication, compared.

use crate::dates::{self, Given, Moment};
use headwater_text::{Document, Place, Problem, ProblemKind, Severity, Span, Stamp, StampKind, StampRole};
use regex::Regex;
use std::sync::LazyLock;

/// Two datings of the publication may differ by this much (zones, rounding to days) before it is worth a note.
const TOLERANCE_SECONDS: i64 = 24 * 3600;

/// Dates over this many in one document are passed over: lists of links carry one each.
const MOST_STAMPS: usize = 64;

/// Adds the date that `raw` gives; a date that cannot be becomes a problem.
pub(crate) fn add(doc: &mut Document, kind: StampKind, role: StampRole, raw: &str, span: Option<Span>) {
    let Some(given) = dates::read(raw) else {
        if !raw.trim().is_empty() && kind == StampKind::Field {
            tell(doc, Severity::Note, format!("\"{}\" is not a date that can be read", short(raw)));
        }
        return;
    };
    add_given(doc, kind, role, raw, given, span);
}

/// Adds a date that was read already.
pub(crate) fn add_given(
    doc: &mut Document,
    kind: StampKind,
    role: StampRole,
    raw: &str,
    given: Given,
    span: Option<Span>,
) {
    match given {
        Given::Clear(moment) => push(doc, kind, role, raw, moment, span),
        Given::Either(moment) => {
            let message = format!("\"{}\" can be read as two days; both are kept as possible", short(raw));
            tell(doc, Severity::Note, message);
            push(doc, kind, role, raw, moment, span);
        }
        Given::Impossible => {
            tell(doc, Severity::Partial, format!("\"{}\" is no date that exists", short(raw)))
        }
    }
}

fn push(doc: &mut Document, kind: StampKind, role: StampRole, raw: &str, moment: Moment, span: Option<Span>) {
    let stamp = Stamp {
        kind,
        role,
        raw: raw.trim().to_owned(),
        value: moment.value,
        precision: moment.precision,
        zone: moment.zone,
        interval: moment.interval,
        span,
    };
    if doc.stamps.len() < MOST_STAMPS && !doc.stamps.contains(&stamp) {
        doc.stamps.push(stamp);
    }
}

/// The date in the digits of an address: `/2031/01/12/`, `/2031-01-12-`, `-20310112.`.
pub(crate) fn add_url(doc: &mut Document) {
    static DIGITS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"[/_.=-]((?:19|20)\d{2}[/_-]?(?:0[1-9]|1[0-2])[/_-]?(?:0[1-9]|[12]\d|3[01]))(?:[/_.?#-]|$)",
        )
        .expect("a valid pattern")
    });
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"/((?:19|20)\d{2}/(?:[a-z]{3}|0[1-9]|1[0-2]))/(\d{1,2}/)?").expect("a valid pattern")
    });
    let Some(url) = doc.url.clone() else { return };
    let day = DIGITS.captures(&url).and_then(|found| found.get(1));
    let raw = match day {
        Some(day) => day.as_str().replace('_', "-"),
        None => match MONTH.captures(&url) {
            Some(found) => {
                let month = found.get(1).map_or("", |m| m.as_str());
                let day = found.get(2).map_or("", |m| m.as_str().trim_end_matches('/'));
                reorder(month, day)
            }
            None => return,
        },
    };
    // An address is weak evidence: digits that are no date are no problem of the article.
    if let Some(Given::Clear(moment)) = dates::read(&raw) {
        push(doc, StampKind::Url, StampRole::Published, &raw, moment, None);
    }
}

/// "2031/jan" and "12" to "12 jan 2031"; "2031/01" and "" to "2031-01".
fn reorder(year_month: &str, day: &str) -> String {
    let (year, month) = year_month.split_once('/').unwrap_or((year_month, ""));
    if month.bytes().all(|b| b.is_ascii_digit()) {
        let dash = if day.is_empty() { "" } else { "-" };
        format!("{year}-{month}{dash}{day}")
    } else {
        format!("{day} {month} {year}").trim().to_owned()
    }
}

/// Sorts, best evidence of publication first.
pub(crate) fn order(doc: &mut Document) {
    doc.stamps.sort_by_key(|stamp| {
        let role = match stamp.role {
            StampRole::Published => 0,
            StampRole::Modified => 1,
            StampRole::Captured => 2,
        };
        (role, rank(stamp))
    });
}

/// Sorts, and notes datings of the publication that contradict each other.
pub(crate) fn settle(doc: &mut Document) {
    order(doc);
    let strong = |stamp: &&Stamp| {
        stamp.role == StampRole::Published
            && matches!(stamp.kind, StampKind::Field | StampKind::JsonLd | StampKind::Meta | StampKind::Head)
    };
    let mut published = doc.stamps.iter().filter(strong);
    let Some(first) = published.next() else { return };
    let gap = |other: &Stamp| {
        let after = other.interval.earliest.as_second() - first.interval.latest.as_second();
        let before = first.interval.earliest.as_second() - other.interval.latest.as_second();
        after.max(before)
    };
    if let Some(other) = published.find(|other| gap(other) > TOLERANCE_SECONDS) {
        let message = format!(
            "two dates of publication: {} ({}) and {} ({}); the first is used",
            first.value,
            name(first.kind),
            other.value,
            name(other.kind)
        );
        tell(doc, Severity::Note, message);
    }
}

/// Rank as evidence: what somebody recorded, then what the page states for machines, then what stands in the
/// text, then traces. The URL comes before `<time>` elements, which often date other things.
fn rank(stamp: &Stamp) -> (u8, std::cmp::Reverse<headwater_text::Precision>) {
    let kind = match stamp.kind {
        StampKind::Field => 0,
        StampKind::JsonLd => 1,
        StampKind::Meta => 2,
        StampKind::Feed => 3,
        StampKind::Head => 4,
        StampKind::Tail => 5,
        StampKind::Url => 6,
        StampKind::Dateline => 7,
        StampKind::TimeElement => 8,
    };
    (kind, std::cmp::Reverse(stamp.precision))
}

fn name(kind: StampKind) -> &'static str {
    match kind {
        StampKind::Field => "field",
        StampKind::JsonLd => "JSON-LD",
        StampKind::Meta => "meta",
        StampKind::TimeElement => "time element",
        StampKind::Url => "address",
        StampKind::Feed => "feed",
        StampKind::Dateline => "dateline",
        StampKind::Head => "head of the text",
        StampKind::Tail => "end of the text",
    }
}

fn tell(doc: &mut Document, severity: Severity, message: String) {
    let place = Place { path: doc.path.clone(), ..Place::default() };
    doc.problems.push(Problem { kind: ProblemKind::Date, severity, place, message });
}

/// The beginning of a value, for a message.
fn short(raw: &str) -> String {
    raw.trim().chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url_date(url: &str) -> Option<String> {
        let mut doc = Document { url: Some(url.to_owned()), ..Document::default() };
        add_url(&mut doc);
        doc.stamps.first().map(|stamp| stamp.value.clone())
    }

    #[test]
    fn addresses_carry_dates() {
        for (url, expected) in [
            ("https://courier.example/2031/01/12/bridge-opens", Some("2031-01-12")),
            ("https://courier.example/news/2031-01-12-bridge", Some("2031-01-12")),
            ("https://courier.example/a-20310112.html", Some("2031-01-12")),
            ("https://courier.example/world/2031/jan/12/bridge", Some("2031-01-12")),
            ("https://courier.example/2031/01/bridge", Some("2031-01")),
            ("https://courier.example/2031/02/31/bridge", None),
            ("https://courier.example/story/20312345678", None),
        ] {
            assert_eq!(url_date(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn contradictions_and_impossible_dates_are_told() {
        let mut doc = Document::default();
        add(&mut doc, StampKind::JsonLd, StampRole::Published, "2031-01-15", None);
        add(&mut doc, StampKind::Field, StampRole::Published, "2031-01-12", None);
        add(&mut doc, StampKind::Field, StampRole::Modified, "31 February 2031", None);
        settle(&mut doc);
        assert_eq!(doc.published().map(|stamp| stamp.value.as_str()), Some("2031-01-12"));
        let severities: Vec<_> = doc.problems.iter().map(|p| p.severity).collect();
        assert_eq!(severities, [Severity::Partial, Severity::Note]);
    }
}
