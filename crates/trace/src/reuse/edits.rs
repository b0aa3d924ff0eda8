//! What was changed between the two sides of a passage, word by word.

use super::words::{Stops, Word, Words, folded};
use headwater_text::{Language, Span};
use similar::{Algorithm, DiffOp};
use std::ops::Range;

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What happened to it on the way from a to b.
    pub change: Change,
    /// Its words in a; empty where b has words of its own.
    pub a: Span,
    /// Its words in b; empty where b has dropped them.
    pub b: Span,
    /// What the words that differ are.
    pub about: Vec<About>,
}

/// How the two sides of a piece differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The same words.
    None,
    /// Other words.
    Replaced,
    /// Words of a that b has not.
    Dropped,
    /// Words of b that a has not.
    Added,
}

/// What is worth knowing about words that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A number, in figures or in words.
    Number,
    /// A name: a capital inside a sentence.
    Name,
    /// A reservation ("reportedly").
    Hedge,
    /// A verb of saying.
    Attribution,
}

/// The words by which changes are told apart, read once for many passages.
#[derive(Debug)]
pub struct Editor {
    stops: Stops,
    numbers: Vec<Word>,
    hedges: Vec<Word>,
    cues: Vec<Word>,
}

impl Editor {
    /// Reads the tables of `language`.
    pub fn of(language: &Language) -> Self {
        let sorted = |words: &mut dyn Iterator<Item = Word>| {
            let mut words: Vec<Word> = words.collect();
            words.sort_unstable();
            words
        };
        let single = |words: &'static str| Some(folded(words)).filter(|words| words.len() == 1);
        let cues = language.table("cues");
        Self {
            stops: Stops::of(language),
            numbers: sorted(&mut language.words("numbers").filter_map(single).flatten()),
            hedges: sorted(&mut language.words("hedges").filter_map(single).flatten()),
            cues: sorted(&mut cues.iter().flat_map(|row| (0..5).flat_map(|cell| folded(row.cell(cell))))),
        }
    }

    /// The pieces of a passage that stands at `a_span` of text `a` and at `b_span` of text `b` (bytes), in order; together
    /// they have every word of both.
    ///
    /// ```
    /// use headwater_text::{Language, Span};
    /// use headwater_trace::reuse::edits::{About, Change, Editor};
    /// let (a, b) = ("The quay sank by 4 metres, officials said.", "The quay reportedly sank by 6 metres.");
    /// let whole = |text: &str| Span::new(0, text.len());
    /// let pieces = Editor::of(&Language::english()).pieces((a, whole(a)), (b, whole(b)));
    /// let told: Vec<_> = pieces
    ///     .iter()
    ///     .filter(|piece| piece.change != Change::None)
    ///     .map(|piece| (piece.a.of(a), piece.b.of(b), piece.about.clone()))
    ///     .collect();
    /// assert_eq!(
    ///     told,
    ///     [
    ///         ("", "reportedly", vec![About::Hedge]),
    ///         ("4", "6", vec![About::Number]),
    ///         ("officials said.", "", vec![About::Attribution]),
    ///     ]
    /// );
    /// ```
    pub fn pieces(&self, (a, a_span): (&str, Span), (b, b_span): (&str, Span)) -> Vec<Piece> {
        let (in_a, in_b) = (Side::of(a, a_span, &self.stops), Side::of(b, b_span, &self.stops));
        let ops = similar::capture_diff_slices(Algorithm::Myers, in_a.ids(), in_b.ids());
        ops.into_iter()
            .map(|op| {
                let (change, from, to) = match op {
                    DiffOp::Equal { old_index, new_index, len } => {
                        (Change::None, old_index..old_index + len, new_index..new_index + len)
                    }
                    DiffOp::Delete { old_index, old_len, new_index } => {
                        (Change::Dropped, old_index..old_index + old_len, new_index..new_index)
                    }
                    DiffOp::Insert { old_index, new_index, new_len } => {
                        (Change::Added, old_index..old_index, new_index..new_index + new_len)
                    }
                    DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                        (Change::Replaced, old_index..old_index + old_len, new_index..new_index + new_len)
                    }
                };
                let mut about = Vec::new();
                if change != Change::None {
                    self.note(&in_a, from.clone(), &mut about);
                    self.note(&in_b, to.clone(), &mut about);
                    about.sort_unstable();
                    about.dedup();
                }
                Piece { change, a: in_a.span(from), b: in_b.span(to), about }
            })
            .collect()
    }

    fn note(&self, side: &Side<'_>, range: Range<usize>, about: &mut Vec<About>) {
        for at in range {
            let at = side.from + at;
            let word = side.words.ids[at];
            let has = |list: &[Word]| list.binary_search(&word).is_ok();
            let figures = side.words.place(at).of(side.text).contains(|c: char| c.is_ascii_digit());
            if figures || has(&self.numbers) {
                about.push(About::Number);
            } else if side.words.is_capital(at) && !side.words.closes_before(at) {
                about.push(About::Name);
            } else if has(&self.hedges) {
                about.push(About::Hedge);
            } else if has(&self.cues) {
                about.push(About::Attribution);
            }
        }
    }
}

/// One side of a passage.
struct Side<'t> {
    text: &'t str,
    words: Words,
    /// Its words.
    from: usize,
    to: usize,
    span: Span,
}

impl<'t> Side<'t> {
    fn of(text: &'t str, span: Span, stops: &Stops) -> Self {
        let words = Words::of(text, stops);
        let inside = |at: &usize| span.contains(words.place(*at));
        let from = (0..words.len()).find(inside).unwrap_or(0);
        let to = (from..words.len()).take_while(inside).last().map_or(from, |last| last + 1);
        Self { text, words, from, to, span }
    }

    fn ids(&self) -> &[Word] {
        &self.words.ids[self.from..self.to]
    }

    /// The bytes of words `range` with the punctuation behind them; the first takes the marks before it.
    fn span(&self, range: Range<usize>) -> Span {
        if range.is_empty() {
            let at = self.start(range.start);
            return Span::new(at, at);
        }
        let from = self.start(range.start);
        Span::new(from, self.start(range.end).max(from)).trim(self.text)
    }

    fn start(&self, at: usize) -> usize {
        match at {
            0 => self.span.start,
            at if self.from + at >= self.to => self.span.end,
            at => {
                // Marks that open a word go with it.
                let start = self.words.place(self.from + at).start;
                let before = &self.text[self.words.place(self.from + at - 1).end..start];
                let opened = before.len()
                    - before.trim_end_matches(['"', '“', '‘', '(', '[', '«', '„', '$', '€', '£']).len();
                start - opened
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: &[(Change, &str, &str)]) {
        let whole = |text: &str| Span::new(0, text.len());
        let pieces = Editor::of(&Language::english()).pieces((a, whole(a)), (b, whole(b)));
        let found: Vec<(Change, &str, &str)> =
            pieces.iter().map(|piece| (piece.change, piece.a.of(a), piece.b.of(b))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_word_of_both_sides_is_in_a_piece() {
        check("", "", &[]);
        check("He left.", "He left.", &[(Change::None, "He left.", "He left.")]);
        check(
            "The gate (of iron) held, he said.",
            "The gate held for “three” days, he said.",
            &[
                (Change::None, "The gate", "The gate"),
                (Change::Dropped, "(of iron)", ""),
                (Change::None, "held,", "held"),
                (Change::Added, "", "for “three” days,"),
                (Change::None, "he said.", "he said."),
            ],
        );
    }
}
