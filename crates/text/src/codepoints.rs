//! UTF-8 byte offsets to Unicode code points, the unit of every public JSON.

use crate::Span;

/// Distance in bytes between two remembered offsets.
const STRIDE: usize = 64;

/// Converts byte offsets of one text to code points.
///
/// Memory is four bytes for 64 of text; a conversion looks at no more than 64 bytes.
///
/// ```
/// use headwater_text::{CodePoints, Span};
/// let text = "Ağrı said so";
/// let points = CodePoints::of(text);
/// assert_eq!(points.range(Span::new(0, 6)), (0, 4));
/// ```
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    before: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Indexes `text`.
    pub fn of(text: &'t str) -> Self {
        let mut count = 0;
        let strides = text.as_bytes().chunks(STRIDE).map(|stride| {
            let before = count;
            count += firsts(stride) as u32;
            before
        });
        Self { text, before: strides.collect() }
    }

    /// Code points before byte `offset`; offsets past the end count the whole text.
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let Some(slot) = (offset / STRIDE).checked_sub(usize::from(offset / STRIDE >= self.before.len()))
        else {
            return 0;
        };
        let known = self.before.get(slot).copied().unwrap_or(0);
        known as usize + firsts(&self.text.as_bytes()[slot * STRIDE..offset])
    }

    /// Start and end of `span` in code points, half-open.
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

/// Bytes that begin a code point.
fn firsts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting_chars() {
        let text = "aé漢😀 ".repeat(90);
        let points = CodePoints::of(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(offset), count, "byte {offset}");
        }
        assert_eq!(points.at(text.len()), text.chars().count());
        assert_eq!(CodePoints::of("").at(0), 0);
        let whole = "x".repeat(STRIDE);
        assert_eq!(CodePoints::of(&whole).at(STRIDE), STRIDE);
    }
}
