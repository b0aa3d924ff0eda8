//! Words to what they are about: endings stripped, words and phrases of one row of the `concepts` table taken as one.

use super::words::{Word, words};
use foldhash::HashMap;
use headwater_text::{Language, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Most words of a phrase in the table; longer ones are never looked for.
const LONGEST_PHRASE: usize = 5;

/// What a stretch of words is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// The concept of this row; light ones are too common to tell much.
    Concept {
        /// Row of the `concepts` table.
        row: usize,
        /// Too common to tell much.
        light: bool,
    },
    /// Carries no content of its own.
    Empty,
    /// Any other word.
    Word,
}

/// The tables that give words their sense, and every word that was met, by number.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    numbers: HashMap<Box<str>, WordId>,
    entries: Vec<Entry>,
    tables: Tables,
    /// Phrases by the stem of their first word, longest first. Words that were met later open none.
    phrases: Vec<Vec<(Vec<WordId>, usize)>>,
}

/// Number of a word in lower case. It depends on what was met before, so nothing that is told may hang on it.
pub(super) type WordId = u32;

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
struct Entry {
    stem: WordId,
    /// Where it opens no phrase.
    sense: Sense,
    /// Has a digit.
    digits: bool,
}

/// What the `stopwords` and `concepts` tables say of words.
#[derive(Debug, Default)]
struct Tables {
    stop: BTreeSet<&'static str>,
    /// Words as written and, for entries without a plural ending, their stems.
    words: BTreeMap<String, usize>,
    light: Vec<bool>,
}

impl Tables {
    fn sense(&self, word: &str, stem: &str) -> Sense {
        if self.stop.contains(word) {
            return Sense::Empty;
        }
        let row = self.words.get(word).or_else(|| self.words.get(stem));
        row.map_or(Sense::Word, |row| self.concept(*row))
    }

    fn concept(&self, row: usize) -> Sense {
        let light = self.light.get(row).copied().unwrap_or(false);
        Sense::Concept { row, light }
    }
}

impl Lexicon {
    /// Reads the `stopwords` and `concepts` tables.
    pub(super) fn of(language: &Language) -> Self {
        let mut lexicon = Self::default();
        lexicon.tables.stop = language.words("stopwords").collect();
        let concepts = || language.table("concepts").iter().enumerate();
        for (row, entry) in concepts() {
            lexicon.tables.light.push(entry.cell(2) == "light");
            for word in entry.list(1).filter(|words| !words.contains(' ')) {
                lexicon.learn(word, row);
            }
        }
        // By words, not by numbers: phrases of one length come in the order of the alphabet.
        let mut phrases: Vec<(Vec<String>, usize)> = concepts()
            .flat_map(|(row, entry)| entry.list(1).map(move |words| (words, row)))
            .map(|(words, row)| (words.split(' ').map(stem).collect::<Vec<_>>(), row))
            .filter(|(stems, _)| (2..=LONGEST_PHRASE).contains(&stems.len()))
            .collect();
        phrases.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        for (stems, row) in phrases {
            let stems: Vec<WordId> = stems.iter().map(|stem| lexicon.number(stem)).collect();
            lexicon.phrases.resize_with(lexicon.len(), Vec::new);
            lexicon.phrases[stems[0] as usize].push((stems, row));
        }
        lexicon
    }

    fn learn(&mut self, word: &str, row: usize) {
        let words = &mut self.tables.words;
        words.insert(word.to_owned(), row);
        // "lives" means deaths where "live" does not, so plurals stand for themselves alone.
        if !word.ends_with('s') || word.ends_with("ss") {
            words.entry(stem(word)).or_insert(row);
        }
    }

    /// The number of a word in lower case.
    pub(super) fn number(&mut self, word: &str) -> WordId {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let stemmed = stem(word);
        let sense = self.tables.sense(word, &stemmed);
        // A stem is shorter than its word, or the word.
        let stem = (stemmed != word).then(|| self.number(&stemmed));
        let number = self.entries.len() as WordId;
        let digits = word.bytes().any(|byte| byte.is_ascii_digit());
        self.entries.push(Entry { stem: stem.unwrap_or(number), sense, digits });
        self.numbers.insert(word.into(), number);
        number
    }

    /// The words of a text that begins at byte `from`, by number.
    pub(super) fn words(&mut self, text: &str, from: usize) -> Vec<Numbered> {
        let mut lower = String::new();
        let numbered = |word: &Word<'_>| {
            lower.clear();
            lower.extend(word.text.chars().flat_map(char::to_lowercase));
            Numbered { span: word.span, id: self.number(&lower), capital: word.capital(), opens: word.opens }
        };
        words(text, from).iter().map(numbered).collect()
    }

    /// The parts of `words` between spaces, by number.
    pub(super) fn parts(&mut self, words: &str) -> Vec<Numbered> {
        let numbered = |part: &str| Numbered {
            span: Span::new(0, 0),
            id: self.number(&part.to_lowercase()),
            capital: false,
            opens: false,
        };
        words.split_whitespace().map(numbered).collect()
    }

    /// How many words were met.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The stem of a word.
    pub(super) fn stem(&self, word: WordId) -> WordId {
        self.entries[word as usize].stem
    }

    /// Whether a word has a digit.
    pub(super) fn has_digits(&self, word: WordId) -> bool {
        self.entries[word as usize].digits
    }

    /// The sense of the words from the first on, and how many of them it takes (at least one).
    pub(super) fn sense(&self, words: &[Numbered]) -> (Sense, usize) {
        let Some(first) = words.first() else {
            return (Sense::Empty, 1);
        };
        let entry = self.entries[first.id as usize];
        for (phrase, row) in self.phrases.get(entry.stem as usize).map_or(&[][..], Vec::as_slice) {
            let mut stems = words.iter().map(|word| self.stem(word.id));
            if phrase.iter().all(|stem| stems.next() == Some(*stem)) {
                return (self.tables.concept(*row), phrase.len());
            }
        }
        (entry.sense, 1)
    }
}

/// A word of a text, by number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbered {
    /// Where it stands.
    pub(super) span: Span,
    /// The word in lower case.
    pub(super) id: WordId,
    /// Begins with a capital.
    pub(super) capital: bool,
    /// Stands first in its sentence or quotation, where a capital says nothing.
    pub(super) opens: bool,
}

/// A word without its inflection: plural, past, participle and possessive endings, then a silent "e". Crude on
/// purpose: it only has to send the forms of one word to the same place.
pub(super) fn stem(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_end_matches("\u{2019}s");
    if word.len() < 4 || !word.is_ascii() {
        return word.to_owned();
    }
    let base = if let Some(base) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        format!("{base}y")
    } else if let Some(base) = strip(word, "ing").or_else(|| strip(word, "ed")) {
        undouble(base).to_owned()
    } else if let Some(base) = ["sses", "shes", "ches", "xes", "zes"]
        .iter()
        .find_map(|end| word.ends_with(end).then(|| &word[..word.len() - 2]))
    {
        base.to_owned()
    } else if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") {
        word[..word.len() - 1].to_owned()
    } else {
        word.to_owned()
    };
    match base.strip_suffix('e') {
        Some(short) if short.len() > 2 => short.to_owned(),
        _ => base,
    }
}

/// Strips `end` where a vowel is left before it ("bring" is no "br" + "ing").
fn strip<'w>(word: &'w str, end: &str) -> Option<&'w str> {
    let base = word.strip_suffix(end)?;
    (base.len() > 2 && base.contains(['a', 'e', 'i', 'o', 'u', 'y'])).then_some(base)
}

/// "stopp" to "stop"; "kill" and "pass" stay.
fn undouble(base: &str) -> &str {
    let bytes = base.as_bytes();
    let n = bytes.len();
    let doubled =
        n > 3 && bytes[n - 1] == bytes[n - 2] && !matches!(bytes[n - 1], b'l' | b's' | b'z' | b'e' | b'o');
    if doubled { &base[..n - 1] } else { base }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (a, b) in [
            ("closed", "closing"),
            ("stopped", "stop"),
            ("carried", "carries"),
            ("bombs", "bombing"),
            ("churches", "church"),
            ("judge's", "judges"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_ne!(stem("bring"), stem("bred"));
    }

    #[test]
    fn phrases_win_over_words() {
        let mut lexicon = Lexicon::of(&Language::english());
        let mut about = |text: &str| {
            let words = lexicon.words(text, 0);
            lexicon.sense(&words).0
        };
        assert_eq!(about("lost their lives"), about("fatalities"));
        assert_eq!(about("taken"), Sense::Word);
        assert_eq!(about("the"), Sense::Empty);
        assert_ne!(about("lives"), about("live"));
    }
}
