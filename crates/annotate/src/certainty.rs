//! Hedges and denials, and what they reach over.

use headwater_text::{Annotations, CertaintyMark, Language};

/// Finds hedges and denials.
#[derive(Debug)]
pub struct Marker {}

impl Marker {
    /// Reads hedges and denials of `language`.
    pub fn new(_language: &Language) -> Self {
        Self {}
    }

    /// Marks of a text, in order; `notes` holds everything else.
    pub fn mark(&self, _text: &str, _notes: &Annotations) -> Vec<CertaintyMark> {
        Vec::new()
    }
}
