//! What stands beside numbers: units, currencies, modifiers.

use crate::tokens::Token;
use headwater_text::{Language, Modifier};
use std::collections::{BTreeMap, BTreeSet};

/// Longest phrase of a table, in tokens.
const PHRASE: usize = 5;

/// Tables `units` and `modifiers`, stop words and past tenses.
#[derive(Debug)]
pub(super) struct Lexicon {
    units: BTreeMap<&'static str, &'static str>,
    currencies: BTreeMap<(&'static str, &'static str), &'static str>,
    kinds: BTreeMap<&'static str, BTreeSet<&'static str>>,
    before: BTreeMap<&'static str, Modifier>,
    after: BTreeMap<&'static str, Modifier>,
    stopwords: BTreeSet<&'static str>,
    past: BTreeSet<&'static str>,
}

impl Lexicon {
    pub(super) fn new(language: &Language) -> Self {
        let mut lexicon = Self {
            units: BTreeMap::new(),
            currencies: BTreeMap::new(),
            kinds: BTreeMap::new(),
            before: BTreeMap::new(),
            after: BTreeMap::new(),
            stopwords: language.words("stopwords").collect(),
            past: (language.table("tenses").iter())
                .filter(|row| row.cell(1) == "past")
                .map(headwater_text::Row::key)
                .collect(),
        };
        for row in language.table("units") {
            match row.cell(1) {
                "unit" => {
                    lexicon.units.insert(row.key(), row.cell(2));
                }
                kind @ ("sign" | "prefix" | "code") => {
                    lexicon.currencies.insert((kind, row.key()), row.cell(2));
                }
                kind => {
                    lexicon.kinds.entry(kind).or_default().insert(row.key());
                }
            }
        }
        for row in language.table("modifiers") {
            let Some(modifier) = modifier(row.cell(1)) else {
                continue;
            };
            let side = if row.cell(2) == "after" { &mut lexicon.after } else { &mut lexicon.before };
            side.insert(row.key(), modifier);
        }
        lexicon
    }

    /// Whether the table has the token as that kind.
    pub(super) fn is(&self, kind: &'static str, token: &Token) -> bool {
        (self.kinds.get(kind)).is_some_and(|words| words.contains(token.lower.as_str()))
    }

    /// Whether the word carries no content of its own.
    pub(super) fn is_stopword(&self, token: &Token) -> bool {
        self.stopwords.contains(token.lower.as_str())
    }

    /// Whether the word has a past tense's form; participles have it too.
    pub(super) fn is_past(&self, token: &Token) -> bool {
        let word = token.lower.as_str();
        let ending = |past: &&str| past.strip_prefix('-').is_some_and(|ending| word.ends_with(ending));
        self.past.contains(word) || (word.len() > 4 && self.past.range("-"..".").any(ending))
    }

    /// The currency that a sign, its prefix or a code names.
    pub(super) fn currency(&self, kind: &'static str, token: &Token) -> Option<&'static str> {
        // The map's keys are static: find the token's word among the few of the kind.
        self.currencies
            .range((kind, "")..)
            .take_while(|((found, _), _)| *found == kind)
            .find(|((_, word), _)| *word == token.lower)
            .map(|(_, unit)| *unit)
    }

    /// The longest unit that starts at token `at`, and the token after it.
    pub(super) fn unit(&self, tokens: &[Token], at: usize) -> Option<(&'static str, usize)> {
        longest(&self.units, tokens, at)
    }

    /// The longest modifier that ends right before token `end`, and its first token.
    pub(super) fn modifier_before(&self, tokens: &[Token], end: usize) -> Option<(Modifier, usize)> {
        (end.saturating_sub(PHRASE)..end).find_map(|start| {
            let words = join(tokens.get(start..end)?);
            Some((*self.before.get(words.as_str())?, start))
        })
    }

    /// The longest modifier that starts at token `at`, and the token after it.
    pub(super) fn modifier_after(&self, tokens: &[Token], at: usize) -> Option<(Modifier, usize)> {
        longest(&self.after, tokens, at)
    }
}

fn longest<T: Copy>(phrases: &BTreeMap<&'static str, T>, tokens: &[Token], at: usize) -> Option<(T, usize)> {
    (at + 1..=(at + PHRASE).min(tokens.len())).rev().find_map(|end| {
        let words = join(tokens.get(at..end)?);
        Some((*phrases.get(words.as_str())?, end))
    })
}

fn join(tokens: &[Token]) -> String {
    let words: Vec<&str> = tokens.iter().map(|token| token.lower.as_str()).collect();
    words.join(" ")
}

fn modifier(name: &str) -> Option<Modifier> {
    Some(match name {
        "at_least" => Modifier::AtLeast,
        "at_most" => Modifier::AtMost,
        "more_than" => Modifier::MoreThan,
        "less_than" => Modifier::LessThan,
        "about" => Modifier::About,
        "nearly" => Modifier::Nearly,
        "exactly" => Modifier::Exactly,
        _ => return None,
    })
}
