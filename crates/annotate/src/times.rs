//! Time expressions and their TIMEX3 values.

use headwater_text::{Annotations, Document, Language, TimeExpression};

/// Finds time expressions.
#[derive(Debug)]
pub struct Finder {}

impl Finder {
    /// Reads months, weekdays and time words of `language`.
    pub fn new(_language: &Language) -> Self {
        Self {}
    }

    /// Time expressions of a document, in order; `notes` holds its paragraphs, sentences and quotations.
    pub fn find(&self, _document: &Document, _notes: &Annotations) -> Vec<TimeExpression> {
        Vec::new()
    }
}
