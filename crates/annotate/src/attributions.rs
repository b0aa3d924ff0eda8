//! Who is said to have said what.

use headwater_text::{Annotations, Attribution, Document, Language};

/// Finds attributions.
#[derive(Debug)]
pub struct Finder {}

impl Finder {
    /// Reads cues, frames and citing words of `language`.
    pub fn new(_language: &Language) -> Self {
        Self {}
    }

    /// Attributions of a document, in order; `notes` holds paragraphs, sentences, quotations, times, quantities and
    /// mentions.
    pub fn find(&self, _document: &Document, _notes: &Annotations) -> Vec<Attribution> {
        Vec::new()
    }
}
