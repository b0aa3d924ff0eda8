//! The tables of a language that frames of attribution are made of, ready to be looked up.

use headwater_text::{Language, Polarity, Row};
use std::collections::HashMap;

/// A set of yes-or-no properties of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Flags(u32);

impl Flags {
    /// Whether the two have a property in common.
    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The properties of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The properties of either.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Classes of frame words, as `frame_words.tsv` names them.
const CLASSES: [(&str, Flags); 25] = [
    ("past", PAST),
    ("determiner", DETERMINER),
    ("possessive", POSSESSIVE),
    ("pronoun", PRONOUN),
    ("subject", SUBJECT),
    ("auxiliary", AUXILIARY),
    ("be", BE),
    ("modal", MODAL),
    ("negation", NEGATION),
    ("adverb", ADVERB),
    ("coordinator", COORDINATOR),
    ("subordinator", SUBORDINATOR),
    ("contrast", CONTRAST),
    ("preposition", PREPOSITION),
    ("control", CONTROL),
    ("seeming", SEEMING),
    ("time", TIME),
    ("timelead", TIME_LEAD),
    ("relative", RELATIVE),
    ("hearer", HEARER),
    ("venue", VENUE),
    ("speaking", SPEAKING),
    ("ability", ABILITY),
    ("quantity", QUANTITY),
    ("nobody", NOBODY),
];
pub(super) const DETERMINER: Flags = Flags(1);
pub(super) const POSSESSIVE: Flags = Flags(1 << 1);
pub(super) const PRONOUN: Flags = Flags(1 << 2);
pub(super) const SUBJECT: Flags = Flags(1 << 3);
pub(super) const AUXILIARY: Flags = Flags(1 << 4);
pub(super) const BE: Flags = Flags(1 << 5);
pub(super) const MODAL: Flags = Flags(1 << 6);
pub(super) const NEGATION: Flags = Flags(1 << 7);
pub(super) const ADVERB: Flags = Flags(1 << 8);
pub(super) const COORDINATOR: Flags = Flags(1 << 9);
pub(super) const SUBORDINATOR: Flags = Flags(1 << 10);
pub(super) const CONTRAST: Flags = Flags(1 << 11);
pub(super) const PREPOSITION: Flags = Flags(1 << 12);
pub(super) const CONTROL: Flags = Flags(1 << 13);
pub(super) const SEEMING: Flags = Flags(1 << 14);
pub(super) const TIME: Flags = Flags(1 << 15);
pub(super) const TIME_LEAD: Flags = Flags(1 << 16);
pub(super) const RELATIVE: Flags = Flags(1 << 17);
pub(super) const HEARER: Flags = Flags(1 << 18);
pub(super) const VENUE: Flags = Flags(1 << 19);
pub(super) const SPEAKING: Flags = Flags(1 << 20);
pub(super) const PAST: Flags = Flags(1 << 21);
pub(super) const ABILITY: Flags = Flags(1 << 22);
pub(super) const QUANTITY: Flags = Flags(1 << 23);
pub(super) const NOBODY: Flags = Flags(1 << 24);

/// What may stand around a verb that attributes, as `cues.tsv` names it.
const FRAMES: [(&str, Flags); 13] = [
    ("bare", BARE),
    ("clause", CLAUSE),
    ("np", NOUN_PHRASE),
    ("tell", TELL),
    ("ask", ASK),
    ("to", INFINITIVE),
    ("trailing", TRAILING),
    ("quote-by", QUOTE_BY),
    ("noun", NOUN),
    ("caution", CAUTION),
    ("resumes", RESUMES),
    ("power", POWER),
    ("act", ACT),
];
pub(super) const BARE: Flags = Flags(1);
pub(super) const CLAUSE: Flags = Flags(1 << 1);
pub(super) const NOUN_PHRASE: Flags = Flags(1 << 2);
pub(super) const TELL: Flags = Flags(1 << 3);
pub(super) const ASK: Flags = Flags(1 << 4);
pub(super) const INFINITIVE: Flags = Flags(1 << 5);
pub(super) const TRAILING: Flags = Flags(1 << 6);
pub(super) const QUOTE_BY: Flags = Flags(1 << 7);
pub(super) const NOUN: Flags = Flags(1 << 8);
pub(super) const CAUTION: Flags = Flags(1 << 9);
pub(super) const RESUMES: Flags = Flags(1 << 10);
pub(super) const POWER: Flags = Flags(1 << 11);
pub(super) const ACT: Flags = Flags(1 << 12);

/// How a verb form stands in a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "say": after an auxiliary, a modal, "to", or with a plural subject.
    Base,
    /// "says".
    Third,
    /// "said": past tense, and mostly the participle too.
    Past,
    /// "written": participle only.
    Participle,
    /// "saying".
    Ing,
}

/// One form of one verb that attributes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verb {
    pub(super) form: Form,
    pub(super) frames: Flags,
    pub(super) polarity: Polarity,
    /// In the passive it hedges: "is believed to".
    pub(super) hedges: bool,
    /// The word after the first one, for "point out"; empty for most.
    pub(super) particle: &'static str,
}

/// How far up the chain a citing phrase reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// The whole sentence is the source's.
    Above,
    /// The source of the account that the sentence gives.
    Below,
    /// The outlet that carried it.
    Relay,
}

/// A phrase that names a source without a verb.
#[derive(Debug, Clone)]
pub(super) struct Citing {
    pub(super) words: Vec<&'static str>,
    pub(super) level: Level,
    /// Stands only beside a comma, a bracket or the end of a sentence.
    pub(super) edge: bool,
}

/// A noun that carries a content clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReportNoun {
    pub(super) denied: bool,
    pub(super) hedged: bool,
}

/// Everything the finder looks up.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: HashMap<&'static str, Flags>,
    verbs: HashMap<&'static str, Vec<Verb>>,
    /// By first word.
    citing: HashMap<&'static str, Vec<Citing>>,
    nouns: HashMap<&'static str, ReportNoun>,
    /// Hedging frames and words of doubt, by first word.
    frames: HashMap<&'static str, Vec<Vec<&'static str>>>,
    doubts: HashMap<&'static str, Vec<Vec<&'static str>>>,
}

impl Vocabulary {
    pub(super) fn new(language: &Language) -> Self {
        let mut verbs: HashMap<&'static str, Vec<Verb>> = HashMap::new();
        for row in language.table("cues") {
            for (cell, form) in
                [(0, Form::Base), (1, Form::Third), (2, Form::Past), (3, Form::Participle), (4, Form::Ing)]
            {
                let (word, particle) = row.cell(cell).split_once(' ').unwrap_or((row.cell(cell), ""));
                let known = verbs.entry(word).or_default();
                // "said" is past and participle in one; "read" is base, past and participle.
                if !known.iter().any(|verb| verb.particle == particle) {
                    known.push(verb(row, form, particle));
                }
            }
        }
        for forms in verbs.values_mut() {
            forms.sort_by_key(|verb| std::cmp::Reverse(verb.particle.len()));
        }
        let mut citing: HashMap<&'static str, Vec<Citing>> = HashMap::new();
        for row in language.table("citing") {
            let words: Vec<_> = row.key().split(' ').collect();
            citing.entry(words[0]).or_default().push(Citing {
                words,
                level: match row.cell(1) {
                    "below" => Level::Below,
                    "relay" => Level::Relay,
                    _ => Level::Above,
                },
                edge: row.cell(2) == "edge",
            });
        }
        let mut nouns = HashMap::new();
        for row in language.table("report_nouns") {
            let noun = ReportNoun { denied: row.cell(2) == "denied", hedged: row.cell(2) == "hedged" };
            nouns.insert(row.key(), noun);
            nouns.insert(row.cell(1), noun);
        }
        Self {
            words: language
                .table("frame_words")
                .iter()
                .map(|row| (row.key(), flags(row, 1, &CLASSES)))
                .collect(),
            verbs,
            citing,
            nouns,
            frames: phrases(language, "frame"),
            doubts: phrases(language, "doubt"),
        }
    }

    pub(super) fn flags(&self, lower: &str) -> Flags {
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// The verbs that `lower` can begin, those with a particle first.
    pub(super) fn verbs(&self, lower: &str) -> &[Verb] {
        self.verbs.get(lower).map_or(&[], Vec::as_slice)
    }

    pub(super) fn citing(&self, lower: &str) -> &[Citing] {
        self.citing.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Whether the words from `at` on are a citing phrase.
    pub(super) fn cites(&self, tokens: &[super::stream::Token], at: usize) -> bool {
        tokens.get(at).is_some_and(|token| {
            self.citing(&token.lower).iter().any(|phrase| {
                phrase.words.len() > 1
                    && phrase
                        .words
                        .iter()
                        .enumerate()
                        .all(|(n, word)| tokens.get(at + n).is_some_and(|token| token.lower == *word))
            })
        })
    }

    pub(super) fn noun(&self, lower: &str) -> Option<ReportNoun> {
        self.nouns.get(lower).copied()
    }

    /// Number of words of the longest hedging frame that begins `words`, or 0.
    pub(super) fn hedging_frame<'a>(&self, words: impl Iterator<Item = &'a str> + Clone) -> usize {
        longest(&self.frames, words)
    }

    /// Number of words of the longest phrase of doubt that begins `words`, or 0.
    pub(super) fn doubt<'a>(&self, words: impl Iterator<Item = &'a str> + Clone) -> usize {
        longest(&self.doubts, words)
    }
}

fn verb(row: &Row, form: Form, particle: &'static str) -> Verb {
    Verb {
        form,
        frames: flags(row, 5, &FRAMES),
        polarity: if row.cell(6) == "denied" { Polarity::Denied } else { Polarity::Affirmed },
        hedges: row.cell(6) == "hedged-passive",
        particle,
    }
}

fn flags(row: &Row, cell: usize, names: &[(&str, Flags)]) -> Flags {
    row.list(cell).fold(Flags::default(), |all, name| {
        names.iter().find(|(known, _)| *known == name).map_or(all, |(_, flag)| all.or(*flag))
    })
}

type Phrases = HashMap<&'static str, Vec<Vec<&'static str>>>;

fn phrases(language: &Language, kind: &str) -> Phrases {
    let mut found = Phrases::new();
    for row in language.table("hedges") {
        if row.cell(1) == kind {
            let words: Vec<_> = row.key().split(' ').collect();
            found.entry(words[0]).or_default().push(words);
        }
    }
    found
}

fn longest<'a>(phrases: &Phrases, mut words: impl Iterator<Item = &'a str> + Clone) -> usize {
    let all = words.clone();
    let Some(first) = words.next() else { return 0 };
    phrases
        .get(first)
        .into_iter()
        .flatten()
        .filter(|phrase| phrase.iter().copied().eq(all.clone().take(phrase.len())))
        .map(Vec::len)
        .max()
        .unwrap_or(0)
}
