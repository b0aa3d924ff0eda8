//! A text as a sequence of words, with what verdicts ask of them.

use super::quoted;
use headwater_text::{Annotations, Language, Span};
use std::collections::HashSet;

/// A word as it is compared: a 64-bit hash of its folded form. It does not depend on the other documents, so neither
/// does anything chosen by it.
pub(super) type Word = u64;

/// The words of one document, in text order.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// Folded and hashed: lower case, no apostrophes.
    pub(super) ids: Vec<Word>,
    /// Where each stands, in bytes.
    pub(super) spans: Vec<Span>,
    /// Whether each opens a sentence or a line.
    pub(super) opens: Vec<bool>,
    /// Whether each opens a paragraph.
    pub(super) opens_paragraph: Vec<bool>,
    /// Whether each stands between quotation marks.
    pub(super) quoted: Vec<bool>,
    /// Whether each begins with a capital.
    pub(super) capital: Vec<bool>,
}

impl Words {
    /// Reads `text`. Every run of letters and digits is a word; an apostrophe joins letters ("Ba'ath", "don't") and a
    /// point or comma joins digits ("6.4", "2,800"); dashes and all else part.
    pub(super) fn of(text: &str, annotations: &Annotations) -> Self {
        let mut words = Self::default();
        let mut fold = Fold::default();
        let mut start = None;
        let mut quotes = quoted::Cursor::over(annotations);
        let mut sentences = Sentences::of(annotations);
        let mut gap = 0;
        let mut characters = text.char_indices().peekable();
        let mut last = ' ';
        while let Some((at, character)) = characters.next() {
            let next = characters.peek().map_or(' ', |&(_, next)| next);
            if character.is_alphanumeric() {
                if start.is_none() {
                    start = Some(at);
                    let between = &text[gap..at];
                    let first = words.ids.is_empty();
                    let line = first || between.contains('\n');
                    // Asked at every word, as the answer is about those since the word asked for last.
                    let sentence = sentences.open(at, between);
                    words.opens_paragraph.push(line);
                    words.opens.push(line || sentence);
                    words.capital.push(character.is_uppercase());
                    words.quoted.push(quotes.holds(at));
                }
                fold.push(character);
            } else if let Some(from) = start
                && !joins(last, character, next)
            {
                words.ids.push(fold.take());
                words.spans.push(Span::new(from, at));
                (start, gap) = (None, at);
            }
            last = character;
        }
        if let Some(from) = start {
            words.ids.push(fold.take());
            words.spans.push(Span::new(from, text.len()));
        }
        words
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether a sentence ends before word `at` (or the text does).
    pub(super) fn closes_before(&self, at: usize) -> bool {
        self.opens.get(at).copied().unwrap_or(true)
    }

    /// Whether a paragraph ends before word `at` (or the text does).
    pub(super) fn paragraph_closes_before(&self, at: usize) -> bool {
        self.opens_paragraph.get(at).copied().unwrap_or(true)
    }

    /// The bytes from word `from` up to word `to`, with the punctuation that closes the last and the marks that open
    /// the first.
    pub(super) fn span(&self, text: &str, from: usize, to: usize) -> Span {
        let (Some(first), Some(last)) = (self.spans.get(from), self.spans.get(to.wrapping_sub(1))) else {
            return Span::new(0, 0);
        };
        let before = &text[..first.start];
        let after = &text[last.end..];
        let opened = before.trim_end_matches(['"', '“', '‘', '\'', '(', '[', '«', '„']);
        let closed = after.trim_start_matches(['.', ',', '!', '?', '…', '"', '”', '’', '\'', ')', ']', '»']);
        Span::new(opened.len(), text.len() - closed.len())
    }
}

/// Where sentences begin: as annotated, or after stops where nothing is.
#[derive(Debug)]
struct Sentences<'a> {
    annotations: &'a Annotations,
    next: usize,
}

impl<'a> Sentences<'a> {
    fn of(annotations: &'a Annotations) -> Self {
        Self { annotations, next: 0 }
    }

    /// Whether a sentence begins at byte `at`, after the characters `between` it and the word before; `at` must not
    /// fall from call to call.
    fn open(&mut self, at: usize, between: &str) -> bool {
        let known = &self.annotations.sentences;
        if known.is_empty() {
            return between.contains(['.', '!', '?']);
        }
        let before = self.next;
        while known.get(self.next).is_some_and(|sentence| sentence.span.start <= at) {
            self.next += 1;
        }
        self.next > before
    }
}

fn joins(last: char, character: char, next: char) -> bool {
    match character {
        '\'' | '’' | '‘' | 'ʼ' | '`' => last.is_alphabetic() && next.is_alphabetic(),
        '.' | ',' => last.is_ascii_digit() && next.is_ascii_digit(),
        // Combining marks belong to the letter before them; a soft hyphen is not there.
        '\u{300}'..='\u{36f}' | '\u{ad}' => true,
        _ => false,
    }
}

/// The hash of one word: FNV-1a over folded characters, then mixed so that every bit counts in a comparison.
#[derive(Debug, Clone, Copy)]
struct Fold(u64);

impl Default for Fold {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fold {
    fn push(&mut self, character: char) {
        for folded in character.to_lowercase() {
            self.0 = (self.0 ^ u64::from(folded)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn take(&mut self) -> Word {
        let hash = mix(self.0);
        *self = Self::default();
        hash
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
pub(super) fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The words of a name, folded as those of texts are.
pub(super) fn folded(name: &str) -> Vec<Word> {
    Words::of(name, &Annotations::default()).ids
}

/// Words that carry no content of their own.
#[derive(Debug, Clone)]
pub(super) struct Stopwords(HashSet<Word>);

impl Stopwords {
    pub(super) fn of(language: &Language) -> Self {
        Self(language.words("stopwords").flat_map(folded).collect())
    }

    pub(super) fn has(&self, word: Word) -> bool {
        self.0.contains(&word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words = Words::of(text, &Annotations::default());
        let found: Vec<&str> = words.spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
        assert_eq!(words.ids.len(), words.opens.len());
    }

    #[test]
    fn words_and_their_bounds() {
        check("", &[]);
        check("“Don’t,” she said", &["Don’t", "she", "said"]);
        check("$6.4 billion, 2,800 jobs.", &["6.4", "billion", "2,800", "jobs"]);
        check("the then-mayor—twice", &["the", "then", "mayor", "twice"]);
        check("Oğuz Yıldıran", &["Oğuz", "Yıldıran"]);
        check("the ministers' cars", &["the", "ministers", "cars"]);
    }

    #[test]
    fn quote_styles_case_and_dashes_are_one() {
        assert_eq!(folded("It’s “Fine” – now"), folded("it's 'fine'—NOW"));
        assert_ne!(folded("12 dead"), folded("13 dead"));
    }
}
