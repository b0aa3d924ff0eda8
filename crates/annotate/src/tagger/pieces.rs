//! A text as the tagger's model reads it: word pieces with their case and their place in quotations.
//!
//! The vocabulary is uncased and knows many shapes of quotation marks, so both are taken out of the words and given to
//! the model beside them: what a capital says is in [`Shape`], and what a mark does, however it looks, in [`Quoted`].
//! Training reads the same pieces (`crates/headwater/examples/pieces.rs`), so model and program cannot drift apart.

use std::collections::HashMap;

use headwater_text::{Paragraph, Quotation, Span};
use rten_text::models::{Model as _, WordPiece, WordPieceOptions};
use rten_text::normalizers::{Bert, BertOptions, Normalizer as _};

/// The pieces of all-MiniLM-L6-v2, one a line; the line is the piece's number.
const VOCABULARY: &str = include_str!("../../model/vocab.txt");

/// Opens a window.
pub const START: u32 = 101;
/// Closes a paragraph.
pub const BREAK: u32 = 102;
const UNKNOWN: u32 = 100;
/// All quotation marks of quotations read as this one.
const MARK: &str = "\"";
/// Longer words are one unknown piece each, as the vocabulary's own tokenizer has it.
const LONGEST: usize = 100;

/// What the letters of a word look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// No letter and no digit.
    Mark,
    /// No capital.
    Lower,
    /// A capital first.
    Title,
    /// Capitals only, two or more.
    Upper,
    /// Digits only.
    Digits,
    /// Any other mixture.
    Mixed,
}

/// Where a word stands in the outermost quotation around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoted {
    /// Outside of any.
    No,
    /// It is the opening mark.
    Opens,
    /// Between the marks.
    Inside,
    /// It is the closing mark.
    Closes,
}

/// A piece of a word, with what the model is told of the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Number in the vocabulary.
    pub id: u32,
    /// Shape of the whole word.
    pub shape: Shape,
    /// Place of the whole word.
    pub quoted: Quoted,
    /// The whole word in the text; pieces of one word share it.
    pub word: Span,
}

/// Makes pieces. Holds the vocabulary, so made once.
pub struct Pieces {
    vocabulary: WordPiece,
    fold: Bert,
    mark: u32,
}

impl std::fmt::Debug for Pieces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pieces").finish_non_exhaustive()
    }
}

impl Default for Pieces {
    fn default() -> Self {
        let numbered = VOCABULARY.lines().zip(0u32..).map(|(piece, id)| (piece.to_owned(), id));
        let vocabulary: HashMap<String, u32> = numbered.collect();
        let mark = vocabulary.get(MARK).copied().unwrap_or(UNKNOWN);
        Self {
            vocabulary: WordPiece::from_vocab(vocabulary, WordPieceOptions { max_word_len: Some(LONGEST) }),
            fold: Bert::new(BertOptions { lowercase: true, strip_accents: true }),
            mark,
        }
    }
}

impl Pieces {
    /// The pieces of each paragraph of `text`, in order.
    pub fn of(&self, text: &str, paragraphs: &[Paragraph], quotations: &[Quotation]) -> Vec<Vec<Piece>> {
        let mut seen = HashMap::new();
        let outermost = outermost(quotations);
        (paragraphs.iter())
            .map(|paragraph| self.paragraph(text, paragraph.span, &outermost, &mut seen))
            .collect()
    }

    fn paragraph<'a>(
        &self,
        text: &'a str,
        span: Span,
        quotations: &[Quotation],
        seen: &mut HashMap<&'a str, Vec<u32>>,
    ) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut next = quotations.partition_point(|quotation| quotation.outer.end <= span.start);
        for word in words(text, span) {
            while quotations.get(next).is_some_and(|quotation| quotation.outer.end <= word.start) {
                next += 1;
            }
            let quoted = quotations.get(next).map_or(Quoted::No, |quotation| place(word, quotation));
            if matches!(quoted, Quoted::Opens | Quoted::Closes) {
                // A mark of two characters ('') is one mark.
                let same = pieces
                    .last()
                    .is_some_and(|last: &Piece| last.quoted == quoted && last.word.end == word.start);
                match pieces.last_mut() {
                    Some(last) if same => last.word.end = word.end,
                    _ => pieces.push(Piece { id: self.mark, shape: Shape::Mark, quoted, word }),
                }
                continue;
            }
            let shape = shape(word.of(text));
            let ids = seen.entry(word.of(text)).or_insert_with_key(|word| self.ids(word));
            pieces.extend(ids.iter().map(|&id| Piece { id, shape, quoted, word }));
        }
        pieces
    }

    fn ids(&self, word: &str) -> Vec<u32> {
        let mut ids = Vec::new();
        let folded = self.fold.normalize(word).map_or_else(|_| word.to_lowercase(), |(folded, _)| folded);
        if self.vocabulary.encode_with_offsets(&folded, &mut |_, id| ids.push(id)).is_err() || ids.is_empty()
        {
            // A word of nothing but accents.
            ids = vec![UNKNOWN];
        }
        ids
    }
}

/// Quotations that lie in no other one. Both lists are in text order.
fn outermost(quotations: &[Quotation]) -> Vec<Quotation> {
    let mut kept: Vec<Quotation> = Vec::new();
    for quotation in quotations {
        if kept.last().is_none_or(|last| quotation.outer.start >= last.outer.end) {
            kept.push(*quotation);
        }
    }
    kept
}

fn place(word: Span, quotation: &Quotation) -> Quoted {
    if word.end <= quotation.outer.start {
        Quoted::No
    } else if word.start < quotation.inner.start {
        Quoted::Opens
    } else if word.start >= quotation.inner.end && quotation.closed {
        Quoted::Closes
    } else {
        Quoted::Inside
    }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        let digits = word.chars().all(char::is_numeric) && !word.is_empty();
        return if digits { Shape::Digits } else { Shape::Mark };
    };
    let (mut capitals, mut others) = (0, 0);
    for letter in letters {
        if letter.is_uppercase() {
            capitals += 1;
        } else {
            others += 1;
        }
    }
    if word.chars().any(char::is_numeric) {
        Shape::Mixed
    } else if !first.is_uppercase() {
        if capitals == 0 { Shape::Lower } else { Shape::Mixed }
    } else if others == 0 && capitals > 0 {
        Shape::Upper
    } else {
        Shape::Title
    }
}

/// Runs of letters and digits, and every other visible character alone.
fn words(text: &str, span: Span) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut open = false;
    for (at, c) in span.of(text).char_indices() {
        let here = Span::new(span.start + at, span.start + at + c.len_utf8());
        if c.is_whitespace() || is_invisible(c) {
            open = false;
        } else if c.is_alphanumeric() || is_accent(c) {
            match words.last_mut() {
                Some(word) if open => word.end = here.end,
                _ => words.push(here),
            }
            open = true;
        } else {
            words.push(here);
            open = false;
        }
    }
    words
}

/// A combining accent.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Controls, marks of direction, joiners, the byte-order mark: they are no words and the model never saw one.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '\u{fffc}' | '\u{fffd}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}
