//! Which passages two documents share, word for word or lightly edited, and which way they went.

use crate::{Passage, Pile};
use headwater_text::Language;

/// Every aligned passage of every pair of documents, ordered by (a, b, start in a).
pub fn find(_pile: Pile<'_>, _language: &Language) -> Vec<Passage> {
    Vec::new()
}
