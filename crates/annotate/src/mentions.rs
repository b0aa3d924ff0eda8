//! Names, titles, pronouns and descriptions.

use headwater_text::{Annotations, Language, Mention, Span};

/// Finds mentions.
#[derive(Debug)]
pub struct Finder {}

impl Finder {
    /// Reads titles, roles, bodies and outlet words of `language`.
    pub fn new(_language: &Language) -> Self {
        Self {}
    }

    /// Mentions of a text, in order; `notes` holds paragraphs, sentences, quotations, times and quantities.
    pub fn find(&self, _text: &str, _notes: &Annotations) -> Vec<Mention> {
        Vec::new()
    }

    /// Reads a noun phrase that an attribution gives as its source or recipient and that holds no mention yet:
    /// "two people briefed on the investigation", "a six-page incident report".
    pub fn read(&self, _text: &str, _phrase: Span) -> Option<Mention> {
        None
    }
}
