//! Half-open ranges into a document's text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range of UTF-8 byte offsets into a document's text.
///
/// ```
/// use headwater_text::Span;
/// let span = Span::new(4, 7);
/// assert_eq!(span.of("the sun rose"), "sun");
/// assert!(span.overlaps(Span::new(6, 9)) && !span.overlaps(Span::new(7, 9)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an `end` before `start` gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of the span; empty where the span does not fall on character boundaries of `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every byte of `other` lies in this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies in this span.
    pub fn holds(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// The part that both share, if any.
    pub fn intersect(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The smallest span around both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without white space at its ends.
    ///
    /// ```
    /// use headwater_text::Span;
    /// assert_eq!(Span::new(0, 6).trim(" word "), Span::new(1, 5));
    /// ```
    pub fn trim(self, text: &str) -> Self {
        self.trim_matches(text, char::is_whitespace)
    }

    /// The span without the characters that `drop` accepts at its ends.
    pub fn trim_matches(self, text: &str, drop: impl Fn(char) -> bool) -> Self {
        let words = self.of(text);
        let kept = words.trim_start_matches(&drop);
        let start = self.start + (words.len() - kept.len());
        Self::new(start, start + kept.trim_end_matches(&drop).len())
    }

    /// The smallest span around all of `spans`; `None` if there are none.
    pub fn hull(spans: &[Self]) -> Option<Self> {
        spans.iter().copied().reduce(Self::cover)
    }

    /// As a standard range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
