//! Words that carry no content of their own.

use super::words::{Word, folded};
use headwater_text::Language;

/// The function words of a language.
#[derive(Debug, Clone)]
pub(super) struct Stopwords(Vec<Word>);

impl Stopwords {
    pub(super) fn of(language: &Language) -> Self {
        let mut words: Vec<Word> = language.words("stopwords").flat_map(folded).collect();
        words.sort_unstable();
        Self(words)
    }

    pub(super) fn has(&self, word: Word) -> bool {
        self.0.binary_search(&word).is_ok()
    }
}
