//! Whom pronouns and descriptions refer back to, within a document.

use headwater_text::Annotations;

/// Fills `antecedent` of pronouns and descriptions.
pub fn resolve(_text: &str, _notes: &mut Annotations) {}
