//! The words of time, by what they do.

use super::calendar::Unit;
use crate::tokens::{Kind, Token};
use headwater_text::{Language, Row};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A name of a month, weekday or season.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub(super) number: i8,
    /// Also an everyday word.
    pub(super) doubt: bool,
}

/// Which way the words around a date point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

/// Day of a holiday in any year.
#[derive(Debug, Clone, Copy)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday from Monday = 1, number.
    Nth(i8, i8, i8),
}

pub(super) type Words<T> = BTreeMap<&'static str, T>;

/// Tables `months`, `time_words`, `tenses` and `holidays`.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) months: Words<Named>,
    pub(super) weekdays: Words<Named>,
    pub(super) weekday_plurals: Words<Named>,
    pub(super) seasons: Words<&'static str>,
    pub(super) units: Words<Unit>,
    pub(super) plural_units: Words<Unit>,
    pub(super) numbers: BTreeMap<&'static str, Words<i64>>,
    pub(super) codes: BTreeMap<&'static str, Words<&'static str>>,
    tenses: Words<Tense>,
    endings: Vec<(&'static str, Tense)>,
    pub(super) holidays: Vec<(Vec<&'static str>, Holiday)>,
    /// First words of all that can open a time expression. Only looked up, never walked.
    openers: HashSet<&'static str>,
    kinds: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

impl Lexicon {
    pub(super) fn new(language: &Language) -> Self {
        let named = |kind: &str| {
            let rows = language.table("months").iter().filter(|row| row.cell(1) == kind);
            rows.map(|row| {
                let number = row.cell(2).parse().unwrap_or(1);
                let doubt = row.cell(3) == "doubt";
                (row.key(), Named { number, doubt })
            })
            .collect::<Words<Named>>()
        };
        let words = language.table("time_words");
        let units = |kind: &str| {
            let rows = words.iter().filter(|row| row.cell(1) == kind);
            rows.filter_map(|row| Some((row.key(), Unit::parse(row.cell(2))?))).collect::<Words<Unit>>()
        };
        let mut numbers: BTreeMap<_, Words<i64>> = BTreeMap::new();
        let mut codes: BTreeMap<_, Words<_>> = BTreeMap::new();
        let mut kinds: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for row in words {
            if let Ok(number) = row.cell(2).parse() {
                numbers.entry(row.cell(1)).or_default().insert(row.key(), number);
            } else if !row.cell(2).is_empty() {
                codes.entry(row.cell(1)).or_default().insert(row.key(), row.cell(2));
            }
            kinds.entry(row.cell(1)).or_default().insert(row.key());
        }
        let (endings, tenses): (Vec<_>, Vec<_>) = (language.table("tenses").iter())
            .map(|row| {
                let future = row.cell(1) == "future";
                (row.key(), if future { Tense::Future } else { Tense::Past })
            })
            .partition(|(word, _)| word.starts_with('-'));
        Self {
            months: named("month"),
            weekdays: named("weekday"),
            weekday_plurals: named("weekdays"),
            seasons: (language.table("months").iter())
                .filter(|row| row.cell(1) == "season")
                .map(|row| (row.key(), row.cell(2)))
                .collect(),
            units: units("unit"),
            plural_units: units("units"),
            numbers,
            codes,
            tenses: tenses.into_iter().collect(),
            endings: (endings.into_iter())
                .map(|(ending, tense)| (ending.trim_start_matches('-'), tense))
                .collect(),
            holidays: language.table("holidays").iter().filter_map(holiday).collect(),
            openers: openers(language),
            kinds,
        }
    }

    /// Whether a time expression can start with `token`.
    pub(super) fn opens(&self, token: &Token) -> bool {
        token.kind == Kind::Number || self.openers.contains(token.lower.as_str())
    }

    /// Whether the table has `token` with that kind.
    pub(super) fn is(&self, kind: &'static str, token: &Token) -> bool {
        (self.kinds.get(kind)).is_some_and(|words| words.contains(token.lower.as_str()))
    }

    /// The number that the table gives `token` as that kind.
    pub(super) fn number(&self, kind: &'static str, token: &Token) -> Option<i64> {
        self.numbers.get(kind)?.get(token.lower.as_str()).copied()
    }

    /// The code that the table gives `words` as that kind.
    pub(super) fn code(&self, kind: &'static str, words: &str) -> Option<&'static str> {
        self.codes.get(kind)?.get(words).copied()
    }

    /// Which way a word points, if it does.
    pub(super) fn tense(&self, token: &Token) -> Option<Tense> {
        let word = token.lower.as_str();
        self.tenses.get(word).copied().or_else(|| {
            let ending =
                |(ending, _): &&(&str, Tense)| word.len() > ending.len() + 2 && word.ends_with(ending);
            self.endings.iter().find(ending).map(|(_, tense)| *tense)
        })
    }
}

/// First words of every table that takes part in a time expression.
fn openers(language: &Language) -> HashSet<&'static str> {
    ["months", "time_words", "holidays", "numbers"]
        .into_iter()
        .flat_map(|table| language.words(table))
        .filter_map(|words| words.split(' ').next())
        .collect()
}

fn holiday(row: &Row) -> Option<(Vec<&'static str>, Holiday)> {
    let (month, rest) = row.cell(1).split_once('-')?;
    let month = month.parse().ok()?;
    let rule = match rest.strip_prefix('W') {
        Some(nth) => {
            let (weekday, number) = nth.split_once('-')?;
            Holiday::Nth(month, weekday.parse().ok()?, number.parse().ok()?)
        }
        None => Holiday::Fixed(month, rest.parse().ok()?),
    };
    Some((row.key().split(' ').collect(), rule))
}
