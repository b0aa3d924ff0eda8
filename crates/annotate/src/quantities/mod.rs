//! Numbers, units and modifiers.

use headwater_text::{Annotations, Language, Quantity};

/// Finds quantities.
#[derive(Debug)]
pub struct Finder {}

impl Finder {
    /// Reads number words, units and modifiers of `language`.
    pub fn new(_language: &Language) -> Self {
        Self {}
    }

    /// Quantities of a text, in order; `notes` holds paragraphs, sentences, quotations and times. A number that is part
    /// of a time expression is no quantity.
    pub fn find(&self, _text: &str, _notes: &Annotations) -> Vec<Quantity> {
        Vec::new()
    }
}
