//! Where things stand in a picture: pure functions from rows to coordinates. [`super::page`] writes them as SVG.
//!
//! Text is measured by classes of glyphs, on the wide side, so that a label fits whichever face the reader's machine has.

pub(super) mod chain;
pub(super) mod measure;
pub(super) mod scale;
pub(super) mod timeline;

/// A stretch of text at a place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// What it is, and so how it looks.
    pub(super) class: Class,
    /// Left end.
    pub(super) x: f64,
    /// Baseline.
    pub(super) y: f64,
    /// The text.
    pub(super) text: String,
    /// How wide it is at most.
    pub(super) width: f64,
    /// Whether it ends where its room ends, not begins where that begins: text left of what it names.
    pub(super) to_end: bool,
}

/// What a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Name of an origin.
    Origin,
    /// Name of an article or outlet.
    Name,
    /// A time, or what is known of somebody.
    About,
    /// Words on a step.
    Words,
    /// What was lost.
    Loss,
    /// What Headwater infers.
    Inferred,
}

impl Label {
    pub(super) fn new(class: Class, x: f64, y: f64, text: String) -> Self {
        let width = measure::width(&text, class);
        Self { class, x, y, text, width, to_end: false }
    }

    /// Left, top, right, bottom.
    pub(super) fn bounds(&self) -> [f64; 4] {
        [self.x, self.y - 11.0, self.x + self.width, self.y + 3.5]
    }
}
