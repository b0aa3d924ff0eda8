//! Which bytes of a document stand between quotation marks.

use headwater_text::Annotations;

/// Answers for rising offsets, in one pass over the quotations.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    annotations: &'a Annotations,
    next: usize,
    until: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn over(annotations: &'a Annotations) -> Self {
        Self { annotations, next: 0, until: 0 }
    }

    /// Whether byte `at` is quoted; `at` must not fall from call to call.
    pub(super) fn holds(&mut self, at: usize) -> bool {
        while let Some(quotation) = self.annotations.quotations.get(self.next) {
            if quotation.inner.start > at {
                break;
            }
            // Nested quotations lie inside the outer one, which reaches furthest.
            self.until = self.until.max(quotation.inner.end);
            self.next += 1;
        }
        at < self.until
    }
}
