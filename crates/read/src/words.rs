//! The language's tables as this crate looks things up in them, built once.

use aho_corasick::AhoCorasick;
use headwater_text::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A phrase of an edge of an article and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// In lower case.
    pub words: &'static str,
    /// Must open the sentence; otherwise it may stand anywhere in it.
    pub opens: bool,
    /// Kind, as the table `furniture` names it.
    pub kind: &'static str,
}

/// Lookups over the tables.
#[derive(Debug)]
pub(crate) struct Words {
    /// Month and its number, in lower case.
    pub months: BTreeMap<String, i8>,
    /// Days of the week, in lower case.
    pub weekdays: BTreeSet<String>,
    /// Zone and the offsets it can mean.
    pub zones: BTreeMap<String, Vec<&'static str>>,
    /// Name of a field, its meaning, its rank among the names of that meaning, and whether it heads a line.
    pub fields: BTreeMap<&'static str, (&'static str, usize, bool)>,
    /// Words of bylines by kind, in lower case.
    pub bylines: BTreeMap<&'static str, BTreeSet<String>>,
    /// Furniture phrases.
    pub furniture: Vec<Phrase>,
    /// Says whether any of them stands in a text, whatever its ASCII case; absent where they cannot be searched for together.
    pub any_furniture: Option<AhoCorasick>,
    /// Marks of a picture's caption: phrase in lower case and kind.
    pub captions: Vec<(String, &'static str)>,
    /// The same for marks of captions.
    pub any_caption: Option<AhoCorasick>,
    /// Function words, in lower case.
    pub stopwords: WordSet,
}

impl Words {
    /// The English ones.
    pub(crate) fn english() -> &'static Self {
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::of(&Language::english()));
        &ENGLISH
    }

    fn of(language: &Language) -> Self {
        let mut months = BTreeMap::new();
        let mut weekdays = BTreeSet::new();
        let mut zones = BTreeMap::new();
        for row in language.table("dateline") {
            let word = row.key().to_lowercase();
            match row.cell(1) {
                "month" => {
                    months.insert(word, row.cell(2).parse().unwrap_or(1));
                }
                "weekday" => {
                    weekdays.insert(word);
                }
                _ => {
                    zones.insert(row.key().to_owned(), row.list(2).collect());
                }
            }
        }
        let mut bylines: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
        for row in language.table("bylines") {
            bylines.entry(row.cell(1)).or_default().insert(row.key().to_lowercase());
        }
        let any = |column: fn(&headwater_text::Row) -> bool, table: &str| {
            let phrases = language.table(table).iter().filter(|row| column(row)).map(|row| row.key());
            AhoCorasick::builder().ascii_case_insensitive(true).build(phrases).ok()
        };
        Self {
            months,
            weekdays,
            zones,
            fields: language
                .table("fields")
                .iter()
                .enumerate()
                .map(|(rank, row)| (row.key(), (row.cell(1), rank, row.cell(2) == "yes")))
                .collect(),
            bylines,
            furniture: language
                .table("furniture")
                .iter()
                .map(|row| Phrase { words: row.key(), opens: row.cell(1) == "opens", kind: row.cell(2) })
                .collect(),
            any_furniture: any(|row| row.cell(2) != "piece", "furniture"),
            any_caption: any(|_| true, "captions"),
            captions: language
                .table("captions")
                .iter()
                .map(|row| (row.key().to_lowercase(), row.cell(1)))
                .collect(),
            stopwords: WordSet::of(language.words("stopwords")),
        }
    }

    /// Whether `word` is one of `kind` in the table `bylines`; punctuation around it does not count.
    pub(crate) fn byline_word(&self, kind: &str, word: &str) -> bool {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        self.bylines.get(kind).is_some_and(|words| words.contains(&word))
    }

    /// What a record's field or a header line of that name means.
    pub(crate) fn field(&self, name: &str) -> Option<(&'static str, usize, bool)> {
        let name: String = name
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '_' | '.'))
            .flat_map(char::to_lowercase)
            .collect();
        self.fields.get(name.as_str()).copied()
    }
}

/// Lengths of words in bytes that are told apart; longer ones stand together.
const LENGTHS: usize = 16;

/// Words in lower case, looked up without a copy of what is looked for.
#[derive(Debug)]
pub(crate) struct WordSet {
    /// By their first letter, "a" to "z" and the rest, and by their length: every word of a pile is looked up, and most
    /// are settled without a comparison.
    lists: Vec<Vec<String>>,
}

impl WordSet {
    fn of(words: impl Iterator<Item = &'static str>) -> Self {
        let mut lists = vec![Vec::new(); 27 * LENGTHS];
        for word in words.map(str::to_lowercase) {
            lists[Self::list(&word)].push(word);
        }
        Self { lists }
    }

    fn list(word: &str) -> usize {
        let first = word.bytes().next().unwrap_or(0).to_ascii_lowercase();
        usize::from(first.wrapping_sub(b'a')).min(26) * LENGTHS + word.len().min(LENGTHS - 1)
    }

    /// Whether `word` is one of them, in whatever case.
    pub(crate) fn has(&self, word: &str) -> bool {
        let list = &self.lists[Self::list(word)];
        if word.is_ascii() {
            return list.iter().any(|known| known.eq_ignore_ascii_case(word));
        }
        let word = word.to_lowercase();
        self.lists[Self::list(&word)].contains(&word)
    }
}
