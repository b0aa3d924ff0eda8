use super::*;
use crate::segment::Segmenter;
use headwater_text::{Interval, StampKind, StampRole};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGLISH: LazyLock<(Segmenter, Finder)> = LazyLock::new(|| {
    let language = Language::english();
    (Segmenter::new(&language), Finder::new(&language))
});

fn times(published: Option<&str>, text: &str) -> Vec<TimeExpression> {
    let (segmenter, finder) = &*ENGLISH;
    let mut notes = Annotations::default();
    (notes.paragraphs, notes.sentences) = segmenter.segment(text);
    let instant = jiff::Timestamp::UNIX_EPOCH;
    let stamp = published.map(|value| Stamp {
        kind: StampKind::Field,
        role: StampRole::Published,
        raw: value.to_owned(),
        value: value.to_owned(),
        precision: match value.len() {
            4 => Precision::Year,
            7 => Precision::Month,
            _ => Precision::Day,
        },
        zone: None,
        interval: Interval { earliest: instant, latest: instant },
        span: None,
    });
    let document =
        Document { text: text.to_owned(), stamps: stamp.into_iter().collect(), ..Document::default() };
    finder.find(&document, &notes)
}

/// A text published on Tuesday, 14 January 2031.
fn check(text: &str, expected: &[(&str, &str)]) {
    check_published(Some("2031-01-14"), text, expected);
}

fn check_published(published: Option<&str>, text: &str, expected: &[(&str, &str)]) {
    let all = times(published, text);
    let found: Vec<_> = all.iter().map(|time| (time.span.of(text), time.value.as_str())).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn days_and_months() {
    check("It sank on Jan. 4, 2029.", &[("Jan. 4, 2029", "2029-01-04")]);
    check("It sank on 4 January 2029.", &[("4 January 2029", "2029-01-04")]);
    check("It sank on the 4th of January.", &[("the 4th of January", "2031-01-04")]);
    check("It sank on Dec. 8.", &[("Dec. 8", "2030-12-08")]);
    check("It will reopen on March 3.", &[("March 3", "2031-03-03")]);
    check("It sank in October.", &[("October", "2030-10")]);
    check("It sank in August 2028.", &[("August 2028", "2028-08")]);
    check("It sank on 2030-12-24.", &[("2030-12-24", "2030-12-24")]);
    check("It sank last May.", &[("May", "2030-05")]);
    check("They may march in April.", &[("April", "2031-04")]);
    check("April Munroe left.", &[]);
}

#[test]
fn without_publication_the_year_stays_open() {
    check_published(None, "It sank on June 18.", &[("June 18", "XXXX-06-18")]);
    check_published(None, "It sank on Friday.", &[("Friday", "XXXX-WXX-5")]);
    check_published(None, "It sank yesterday.", &[("yesterday", "XXXX-XX-XX")]);
    check_published(None, "It sank in 2019.", &[("2019", "2019")]);
    check_published(Some("2031"), "It sank last year.", &[("last year", "2030")]);
    check_published(Some("2031-02"), "It sank last month.", &[("last month", "2031-01")]);
}

#[test]
fn weekdays_and_parts_of_days() {
    check("It sank on Friday.", &[("Friday", "2031-01-10")]);
    check("It will sail on Friday.", &[("Friday", "2031-01-17")]);
    check("It sank on Monday evening.", &[("Monday evening", "2031-01-13TEV")]);
    check("It sank at 10:35 a.m. Friday.", &[("10:35 a.m. Friday", "2031-01-10T10:35")]);
    check("It sank last night.", &[("last night", "2031-01-13TNI")]);
    check("It sank yesterday.", &[("yesterday", "2031-01-13")]);
    check("It will sail tomorrow morning.", &[("tomorrow morning", "2031-01-15TMO")]);
}

#[test]
fn counted_from_publication() {
    check("It sank two days ago.", &[("two days ago", "2031-01-12")]);
    check("It sank last week.", &[("last week", "2031-W02")]);
    check("It sank earlier this month.", &[("earlier this month", "2031-01")]);
    check("It was built three years ago.", &[("three years ago", "2028")]);
    check("It sank early last year.", &[("early last year", "2030")]);
    check("It sank a few weeks ago.", &[("a few weeks ago", "PAST_REF")]);
    check("It sank recently.", &[("recently", "PAST_REF")]);
}

#[test]
fn lengths_and_recurrences() {
    check("It took roughly two weeks.", &[("two weeks", "P2W")]);
    check("It took two and a half years.", &[("two and a half years", "P2Y6M")]);
    check("The past two months were dry.", &[("The past two months", "P2M")]);
    check("It fell in recent months.", &[("recent months", "PXM")]);
    check("It sails once a week.", &[("once a week", "P1W")]);
    check("It sails every Monday.", &[("every Monday", "XXXX-WXX-1")]);
    check("It sails daily.", &[("daily", "P1D")]);
}

#[test]
fn longer_periods() {
    check("Sales rose in the third quarter.", &[("the third quarter", "2030-Q3")]);
    check("Sales rose in the third quarter of 2028.", &[("the third quarter of 2028", "2028-Q3")]);
    check("It stood in the 1980s.", &[("the 1980s", "198")]);
    check("It stood in the 19th century.", &[("the 19th century", "18")]);
    check("It stood in the summer of 1998.", &[("the summer of 1998", "1998-SU")]);
    check("It sank at Christmas.", &[("Christmas", "2030-12-25")]);
    check("Profit for fiscal 2029 rose.", &[("fiscal 2029", "2029")]);
}

#[test]
fn days_meant() {
    let days =
        |text: &str| times(Some("2031-01-14"), text)[0].days.map(|(a, b)| (a.to_string(), b.to_string()));
    let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
    assert_eq!(days("It sank last week."), pair("2031-01-06", "2031-01-12"));
    assert_eq!(days("It sank earlier this month."), pair("2031-01-01", "2031-01-14"));
    assert_eq!(days("It took two weeks."), None);
}

#[test]
fn counts_are_no_years() {
    for text in ["The 1990 people left.", "It cost $2000.", "Flight 1987 left.", "They may go."] {
        check(text, &[]);
    }
}

#[test]
fn rows_of_date_words_do_not_nest() {
    for word in ["earlier ", "early ", "the ", "last ", "noon on ", "every other ", "half a ", "May "] {
        times(Some("2031-01-14"), &word.repeat(4_000));
    }
}

proptest! {
    #[test]
    fn spans_are_sound(text in "((Jan|May|Friday|last|the|two|ago|year|week|of|every|a|early|1990|4|quarter|third|at|10:35|p.m)[ .,-]?| ){0,30}") {
        let found = times(Some("2031-01-14"), &text);
        let mut end = 0;
        for time in &found {
            prop_assert!(text.get(time.span.range()).is_some() && time.span.start >= end && !time.span.is_empty());
            prop_assert!(time.days.is_none_or(|(first, last)| first <= last));
            end = time.span.end;
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        times(None, &text);
    }
}
