//! An outlet's own furniture: newsletter lines, authors' notes, copyright lines.

use super::align::Run;
use super::credit::same_outlet;
use super::spread::Holders;
use super::verdict::Stretch;
use headwater_text::{Document, Span};

/// Words that furniture has at most; a longer shared end is an article's.
const LINE: usize = 60;

/// Unrelated documents that must hold a line before it counts as furniture of several outlets.
const HOLDERS: usize = 3;

/// Whether a run is furniture on both sides: marked as such when the text was read, or whole lines at the same end of
/// both texts that one outlet repeats or that several unrelated texts carry.
pub(super) fn is_furniture(run: &Run, a: Side<'_>, b: Side<'_>, holders: impl Fn() -> Holders) -> bool {
    // b is the document at hand, whose words are near in memory; with most runs it settles the question.
    if b.is_marked() && a.is_marked() {
        return true;
    }
    let lines = run.alike <= LINE
        && b.stretch.is_paragraphs()
        && a.stretch.is_paragraphs()
        && (a.is_last() && b.is_last() || a.is_first() && b.is_first());
    lines && (same_outlet(a.document, b.document) || holders().least >= HOLDERS)
}

/// One side of a run, in its document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'s> {
    pub(super) document: &'s Document,
    pub(super) stretch: Stretch<'s>,
}

impl Side<'_> {
    fn is_marked(&self) -> bool {
        let Stretch { words, from, to } = self.stretch;
        let span = words.place(from).cover(words.place(to - 1));
        let marked: usize =
            self.document.furniture.iter().filter_map(|piece| piece.intersect(span)).map(Span::len).sum();
        2 * marked > span.len()
    }

    fn is_last(&self) -> bool {
        let words = self.stretch.words;
        words.len() - self.stretch.to < LINE / 2 && words.len() > 2 * (self.stretch.to - self.stretch.from)
    }

    fn is_first(&self) -> bool {
        let words = self.stretch.words;
        self.stretch.from < LINE / 4 && words.len() > 2 * (self.stretch.to - self.stretch.from)
    }
}
