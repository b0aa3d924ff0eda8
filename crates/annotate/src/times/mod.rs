//! Time expressions and their TIMEX3 values.
//!
//! Rules over the words of `months`, `time_words`, `tenses` and `holidays`; at each token the longest reading wins.
//! Relative words are resolved against the publication, and where that is not recorded the value keeps `XXXX`.

mod calendar;
mod clock;
mod dates;
mod lexicon;
mod relative;

use crate::numbers;
use crate::tokens::{Kind, Token, tokens};
use calendar::Granule;
use headwater_text::{
    Annotations, Document, Language, Precision, Sentence, Span, Stamp, TimeExpression, TimeType,
};
use jiff::civil::Date;
use lexicon::{Lexicon, Tense};

/// How many tokens before and after a date are asked for its tense.
const TENSE_REACH: usize = 12;

/// Finds time expressions.
#[derive(Debug)]
pub struct Finder {
    lexicon: Lexicon,
    numbers: numbers::Reader,
}

impl Finder {
    /// Reads months, weekdays and time words of `language`.
    pub fn new(language: &Language) -> Self {
        Self { lexicon: Lexicon::new(language), numbers: numbers::Reader::new(language) }
    }

    /// Time expressions of a document, in order; `notes` holds its paragraphs, sentences and quotations.
    pub fn find(&self, document: &Document, notes: &Annotations) -> Vec<TimeExpression> {
        let tokens = tokens(&document.text);
        let mut reading = Reading {
            lexicon: &self.lexicon,
            numbers: &self.numbers,
            tokens: &tokens,
            sentences: Sentences::of(&tokens, &notes.sentences),
            reference: document.published().and_then(Reference::of),
            day: None,
            quarter: None,
        };
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let opens = self.lexicon.opens(&tokens[at]);
            let Some(reading_here) = opens.then(|| reading.longest(at)).flatten() else {
                at += 1;
                continue;
            };
            reading.remember(&reading_here);
            found.push(reading.expression(at, &reading_here));
            at = reading_here.end.max(at + 1);
        }
        found
    }
}

/// The publication, as far as relative words need it.
#[derive(Debug, Clone, Copy)]
struct Reference {
    /// The last day it can be, where only a month or year is recorded.
    date: Date,
    precision: Precision,
}

impl Reference {
    fn of(stamp: &Stamp) -> Option<Self> {
        let mut parts = stamp.value.get(..10.min(stamp.value.len()))?.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next().and_then(|part| part.parse().ok());
        let day = parts.next().and_then(|part| part.parse().ok());
        let date = match (month, day) {
            (Some(month), Some(day)) => Date::new(year, month, day).ok()?,
            (Some(month), None) => Date::new(year, month, 1).ok()?.last_of_month(),
            _ => Date::new(year, 12, 31).ok()?,
        };
        Some(Self { date, precision: stamp.precision })
    }
}

/// What a stretch of tokens means.
#[derive(Debug, Clone)]
enum Meaning {
    Date(Granule),
    /// A day, if known, and what follows it in the value: "TEV", "T10:35".
    Time(Granule, String),
    Duration(String),
    Set(String),
    /// PAST_REF, PRESENT_REF, FUTURE_REF.
    Reference(&'static str),
}

/// A reading of the tokens from some token on.
#[derive(Debug, Clone)]
struct Found {
    /// One past its last token.
    end: usize,
    meaning: Meaning,
    /// Only the part of the days before (-1) or after (1) the publication is meant: "earlier this month".
    side: i64,
}

impl Found {
    fn new(end: usize, meaning: Meaning) -> Self {
        Self { end, meaning, side: 0 }
    }

    fn date(end: usize, granule: Granule) -> Self {
        Self::new(end, Meaning::Date(granule))
    }
}

/// First and one past the last token of the sentence of every token.
struct Sentences {
    bounds: Vec<(usize, usize)>,
    sentence: Vec<usize>,
}

impl Sentences {
    fn of(tokens: &[Token], sentences: &[Sentence]) -> Self {
        let mut bounds: Vec<(usize, usize)> = Vec::new();
        let mut sentence = Vec::with_capacity(tokens.len());
        let mut number = 0;
        let mut last = usize::MAX;
        for (index, token) in tokens.iter().enumerate() {
            while sentences.get(number).is_some_and(|s| s.span.end <= token.span.start) {
                number += 1;
            }
            if number != last || bounds.is_empty() {
                bounds.push((index, index));
                last = number;
            }
            if let Some(bound) = bounds.last_mut() {
                bound.1 = index + 1;
            }
            sentence.push(bounds.len() - 1);
        }
        Self { bounds, sentence }
    }

    fn around(&self, at: usize) -> (usize, usize) {
        let number = self.sentence.get(at).copied().unwrap_or(0);
        self.bounds.get(number).copied().unwrap_or((0, 0))
    }
}

/// One document while it is read.
struct Reading<'a> {
    lexicon: &'a Lexicon,
    numbers: &'a numbers::Reader,
    tokens: &'a [Token],
    sentences: Sentences,
    reference: Option<Reference>,
    /// The last day named: what "the next day" follows.
    day: Option<Date>,
    /// The last quarter named: what "a year earlier" in a company report goes back from.
    quarter: Option<(i16, i8)>,
}

impl Reading<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.token(at).is_some_and(|token| token.is(word))
    }

    fn has(&self, at: usize, kind: &'static str) -> bool {
        self.token(at).is_some_and(|token| self.lexicon.is(kind, token))
    }

    /// The token before `at`, if it is in the same sentence.
    fn before(&self, at: usize) -> Option<&Token> {
        let (first, _) = self.sentences.around(at);
        (at > first).then(|| self.token(at - 1)).flatten()
    }

    /// `at` moved past "the".
    fn skip_the(&self, at: usize) -> usize {
        if self.is(at, "the") { at + 1 } else { at }
    }

    /// `at` moved past a hyphen that touches its neighbours.
    fn skip_hyphen(&self, at: usize) -> usize {
        let joined = self.token(at).is_some_and(|token| numbers::is_hyphen(token) && !token.spaced)
            && self.token(at + 1).is_some_and(|token| !token.spaced);
        if joined { at + 1 } else { at }
    }

    /// Publication to the day.
    fn today(&self) -> Option<Date> {
        self.reference
            .filter(|reference| reference.precision >= Precision::Day)
            .map(|reference| reference.date)
    }

    /// Publication to the month.
    fn this_month(&self) -> Option<Date> {
        self.reference
            .filter(|reference| reference.precision >= Precision::Month)
            .map(|reference| reference.date)
    }

    /// The best reading from token `at` on.
    fn longest(&self, at: usize) -> Option<Found> {
        let rules = [
            Self::portioned,
            Self::date,
            Self::moment,
            Self::clock,
            Self::quarter,
            Self::shifted,
            Self::length,
            Self::recurrence,
            Self::reference_word,
        ];
        let mut best: Option<Found> = None;
        for rule in rules {
            if let Some(found) = rule(self, at)
                && best.as_ref().is_none_or(|best| found.end > best.end)
            {
                best = Some(found);
            }
        }
        best
    }

    /// Which way the verb nearest to tokens `start..end` points: first back to the start of the sentence, then ahead.
    fn tense(&self, start: usize, end: usize) -> Option<Tense> {
        let (first, last) = self.sentences.around(start);
        let back = (first.max(start.saturating_sub(TENSE_REACH))..start).rev();
        let ahead = end..last.min(end + TENSE_REACH / 2);
        back.chain(ahead)
            .filter_map(|at| self.token(at))
            .filter(|token| token.kind == Kind::Word)
            .find_map(|token| self.lexicon.tense(token))
    }

    fn remember(&mut self, found: &Found) {
        match found.meaning {
            Meaning::Date(Granule::Day(day)) | Meaning::Time(Granule::Day(day), _) => self.day = Some(day),
            Meaning::Date(Granule::Quarter(year, quarter)) => self.quarter = Some((year, quarter)),
            _ => {}
        }
    }

    fn expression(&self, start: usize, found: &Found) -> TimeExpression {
        let span = Span::new(self.tokens[start].span.start, self.tokens[found.end - 1].span.end);
        let (kind, value, days) = match &found.meaning {
            Meaning::Date(granule) => {
                (TimeType::Date, granule.value(), self.side(granule.days(), found.side))
            }
            Meaning::Time(granule, suffix) => {
                (TimeType::Time, format!("{}{suffix}", granule.value()), granule.days())
            }
            Meaning::Duration(value) => (TimeType::Duration, value.clone(), None),
            Meaning::Set(value) => (TimeType::Set, value.clone(), None),
            Meaning::Reference(value) => (TimeType::Date, (*value).to_owned(), None),
        };
        TimeExpression { span, kind, value, days }
    }

    fn side(&self, days: Option<(Date, Date)>, side: i64) -> Option<(Date, Date)> {
        let (first, last) = days?;
        Some(match (side, self.today()) {
            (-1, Some(today)) if first <= today && today <= last => (first, today),
            (1, Some(today)) if first <= today && today <= last => (today, last),
            _ => (first, last),
        })
    }
}

#[cfg(test)]
mod tests;
