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
    if a.is_marked() && b.is_marked() {
        return true;
    }
    let lines = run.alike <= LINE
        && a.stretch.is_paragraphs()
        && b.stretch.is_paragraphs()
        && (a.is_last() && b.is_last() || a.is_first() && b.is_first());
    lines && (same_outlet(a.document, b.document) || holders().least >= HOLDERS)
}

/// One side of a run, in its document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'s> {
    pub(super) document: &'s Document,
    pub(super) stretch: Stretch<'s>,
    pub(super) span: Span,
}

impl Side<'_> {
    fn is_marked(&self) -> bool {
        let marked: usize =
            self.document.furniture.iter().filter_map(|span| span.intersect(self.span)).map(Span::len).sum();
        2 * marked > self.span.len()
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
