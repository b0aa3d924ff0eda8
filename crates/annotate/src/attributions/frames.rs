//! A frame: source and cue, before it is known how far its content reaches.

use headwater_text::{Polarity, Span};

/// Where the content of a frame stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Behind it: "she said that ...".
    Behind,
    /// Before it, and on behind it where `on`: "..., she said, ...".
    Around { on: bool },
    /// The same as that of the frame that it stands with: "citing officials".
    Shared,
}

/// Source and cue, with where the content must be looked for. Offsets are bytes of the document's text.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) source: Vec<Span>,
    pub(super) cue: Vec<Span>,
    pub(super) recipient: Option<Span>,
    pub(super) side: Side,
    /// First byte of the frame's own words, conjunction included.
    pub(super) begin: usize,
    /// First byte behind the frame's own words.
    pub(super) end: usize,
    /// Content that stands before a verb in the passive: "the talks | are believed | to have failed".
    pub(super) early: Vec<Span>,
    /// Stands beside the frame before it, not inside its content.
    pub(super) beside: bool,
    /// Source is a relative pronoun with what it stands for: "the ministry, which said".
    pub(super) relative: bool,
    /// An outlet that carried the words of the source: "was quoted by Radio Ada as saying".
    pub(super) carrier: Option<(Span, Span)>,
    pub(super) polarity: Polarity,
    /// Words of the frame that hedge the content.
    pub(super) hedge: Option<Span>,
    /// With a reservation as content it hedges the frame before.
    pub(super) caution: bool,
    pub(super) found_by: &'static str,
}

impl Frame {
    pub(super) fn new(found_by: &'static str, side: Side, begin: usize, end: usize) -> Self {
        Self {
            source: Vec::new(),
            cue: Vec::new(),
            recipient: None,
            side,
            begin,
            end,
            early: Vec::new(),
            beside: false,
            relative: false,
            carrier: None,
            polarity: Polarity::Affirmed,
            hedge: None,
            caution: false,
            found_by,
        }
    }
}
