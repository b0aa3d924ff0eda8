//! Words to what they are about: endings stripped, words and phrases of one row of the `concepts` table taken as one.

use headwater_text::Language;
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

/// The tables that give words their sense.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    stop: BTreeSet<&'static str>,
    /// Words as written and, for entries without a plural ending, their stems.
    words: BTreeMap<String, usize>,
    /// Phrases under the stem of their first word, longest first.
    phrases: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    light: Vec<bool>,
}

impl Lexicon {
    /// Reads the `stopwords` and `concepts` tables.
    pub(super) fn of(language: &Language) -> Self {
        let mut lexicon = Self { stop: language.words("stopwords").collect(), ..Self::default() };
        for (row, entry) in language.table("concepts").iter().enumerate() {
            lexicon.light.push(entry.cell(2) == "light");
            for words in entry.list(1) {
                lexicon.learn(words, row);
            }
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        }
        lexicon
    }

    fn learn(&mut self, words: &str, row: usize) {
        let stems: Vec<String> = words.split(' ').map(stem).collect();
        if stems.len() > 1 {
            if stems.len() <= LONGEST_PHRASE {
                self.phrases.entry(stems[0].clone()).or_default().push((stems, row));
            }
            return;
        }
        self.words.insert(words.to_owned(), row);
        // "lives" means deaths where "live" does not, so plurals stand for themselves alone.
        if !words.ends_with('s') || words.ends_with("ss") {
            self.words.entry(stem(words)).or_insert(row);
        }
    }

    /// The sense of the words from `at` on, and how many of them it takes (at least one). `words` are lower case,
    /// `stems` theirs.
    pub(super) fn sense(&self, words: &[String], stems: &[String], at: usize) -> (Sense, usize) {
        if let Some(phrases) = self.phrases.get(&stems[at]) {
            for (phrase, row) in phrases {
                if stems[at..].starts_with(phrase) {
                    return (self.concept(*row), phrase.len());
                }
            }
        }
        if self.stop.contains(words[at].as_str()) {
            return (Sense::Empty, 1);
        }
        let row = self.words.get(&words[at]).or_else(|| self.words.get(&stems[at]));
        (row.map_or(Sense::Word, |row| self.concept(*row)), 1)
    }

    fn concept(&self, row: usize) -> Sense {
        let light = self.light.get(row).copied().unwrap_or(false);
        Sense::Concept { row, light }
    }
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
        let lexicon = Lexicon::of(&Language::english());
        let about = |text: &str| {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
            lexicon.sense(&words, &stems, 0).0
        };
        assert_eq!(about("lost their lives"), about("fatalities"));
        assert_eq!(about("taken"), Sense::Word);
        assert_eq!(about("the"), Sense::Empty);
        assert_ne!(about("lives"), about("live"));
    }
}
