use super::*;
use crate::{quotes, segment::Segmenter, times};
use headwater_text::Document;
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGLISH: LazyLock<(Segmenter, times::Finder, Finder)> = LazyLock::new(|| {
    let language = Language::english();
    (Segmenter::new(&language), times::Finder::new(&language), Finder::new(&language))
});

fn quantities(text: &str) -> Vec<Quantity> {
    let (segmenter, times, finder) = &*ENGLISH;
    let mut notes = Annotations::default();
    (notes.paragraphs, notes.sentences) = segmenter.segment(text);
    notes.quotations = quotes::find(text, &notes.paragraphs);
    let document = Document { text: text.to_owned(), ..Document::default() };
    notes.times = times.find(&document, &notes);
    finder.find(text, &notes)
}

/// Each expected: the words, number, unit ("" for none).
fn check(text: &str, expected: &[(&str, f64, &str)]) {
    let all = quantities(text);
    let found: Vec<_> =
        (all.iter()).map(|q| (q.span.of(text), q.number, q.unit.as_deref().unwrap_or(""))).collect();
    assert_eq!(found, expected, "in {text:?}");
}

fn check_modifier(text: &str, modifier: Option<Modifier>, words: &str) {
    let found = quantities(text);
    let found = found.first().map(|q| (q.modifier, q.modifier_words.map_or("", |span| span.of(text))));
    assert_eq!(found, Some((modifier, words)), "in {text:?}");
}

#[test]
fn numbers_count_nouns() {
    check("The flood killed 112 people.", &[("112 people", 112.0, "people")]);
    check("It cost 43 lives.", &[("43 lives", 43.0, "lives")]);
    check(
        "Eighteen badly damaged fishing boats sank.",
        &[("Eighteen badly damaged fishing boats", 18.0, "boats")],
    );
    check(
        "They counted two dozen Norwegian trawlers.",
        &[("two dozen Norwegian trawlers", 24.0, "trawlers")],
    );
    check("Some gave two crowns each.", &[("two crowns", 2.0, "crowns")]);
    check(
        "She wrote a six-page letter to the seven-member board.",
        &[("six-page", 6.0, "page"), ("seven-member", 7.0, "member")],
    );
    check("One person died.", &[("One person", 1.0, "people")]);
    check("Hundreds of sailors marched.", &[("Hundreds of sailors", 200.0, "sailors")]);
    check("A warning came 25 days before.", &[("25 days", 25.0, "days")]);
}

#[test]
fn money_percent_and_measures() {
    check("It cost $39 million.", &[("$39 million", 39e6, "USD")]);
    check("It cost $39m.", &[("$39m", 39e6, "USD")]);
    check("It cost €4bn.", &[("€4bn", 4e9, "EUR")]);
    check("It cost A$5.", &[("A$5", 5.0, "AUD")]);
    check("It cost 39 million dollars.", &[("39 million dollars", 39e6, "USD")]);
    check("He won 61.4 per cent.", &[("61.4 per cent", 61.4, "percent")]);
    check("He won 61.4% of it.", &[("61.4%", 61.4, "percent")]);
    check("It fell two percentage points.", &[("two percentage points", 2.0, "percentage points")]);
    check("It weighed 40 kilograms.", &[("40 kilograms", 40.0, "kg")]);
    check("It lay 12km away.", &[("12km", 12.0, "km")]);
}

#[test]
fn modifiers_are_found() {
    check_modifier("At least 43 people died.", Some(Modifier::AtLeast), "At least");
    check_modifier("No fewer than 43 people died.", Some(Modifier::AtLeast), "No fewer than");
    check_modifier("They sent up to 75 drones.", Some(Modifier::AtMost), "up to");
    check_modifier("As many as 75 drones came.", Some(Modifier::AtMost), "As many as");
    check_modifier("It cost more than $39 million.", Some(Modifier::MoreThan), "more than");
    check_modifier("Fewer than ten boats left.", Some(Modifier::LessThan), "Fewer than");
    check_modifier("About a dozen boats left.", Some(Modifier::About), "About");
    check_modifier("Some 40 boats left.", Some(Modifier::About), "Some");
    check_modifier("Nearly 40 boats left.", Some(Modifier::Nearly), "Nearly");
    check_modifier("Exactly 40 boats left.", Some(Modifier::Exactly), "Exactly");
    check_modifier("Forty boats or more left.", Some(Modifier::AtLeast), "or more");
    check_modifier("Dozens of boats left.", Some(Modifier::Vague), "");
    check_modifier("Forty boats left.", None, "");
}

#[test]
fn ranges_give_both_ends() {
    check("It took 10 to 15 boats.", &[("10", 10.0, "boats"), ("15 boats", 15.0, "boats")]);
    check("It took 10-15 boats.", &[("10", 10.0, "boats"), ("15 boats", 15.0, "boats")]);
    check_modifier("It took 10 to 15 boats.", Some(Modifier::AtLeast), "to");
}

#[test]
fn names_codes_and_dates_are_no_counts() {
    for text in [
        "Flight 370 left in a Boeing 737 from gate 12.",
        "Under Article 5, on Jan. 4, 2031, at 10:35 a.m. it began.",
        "Call 555-0134 about the F-16 and the 4x4.",
        "No one saw one another; one of the men left.",
        "They won 3-2.",
        "She watched Channel Nine with a third of the voters.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn ages_and_ranks() {
    check("Orla Venn, 43, left.", &[("43", 43.0, "years old")]);
    check("A 43-year-old sailor left.", &[("43-year-old", 43.0, "years old")]);
    check("The third boat sank.", &[("third boat", 3.0, "boat")]);
    assert!(quantities("The third boat sank.")[0].ordinal);
}

proptest! {
    #[test]
    fn spans_are_sound(text in "([0-9]{1,3}|[$€.,%-]|[a-z]{1,3}| (million|half|a|dozens|of|to|two|and|at least|or more) | ){0,40}") {
        let found = quantities(&text);
        for q in &found {
            prop_assert!(text.get(q.span.range()).is_some() && q.span.contains(q.number_span));
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].number_span.end <= pair[1].number_span.start));
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        quantities(&text);
    }
}
