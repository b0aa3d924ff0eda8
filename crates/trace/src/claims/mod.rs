//! Which clauses carry a checkable proposition, and which of them assert or deny the same one.

use crate::entities::Entities;
use crate::{Occurrence, Passage, Pile};
use headwater_text::Language;

/// Every occurrence of the pile, by document, then place; `via` and `origin` still empty.
pub fn occurrences(_pile: Pile<'_>, _entities: &Entities, _language: &Language) -> Vec<Occurrence> {
    Vec::new()
}

/// Groups occurrences that assert or deny the same proposition: lists of indices into `occurrences`, each sorted,
/// lists sorted by their first; every occurrence is in exactly one.
pub fn cluster(
    _pile: Pile<'_>,
    _entities: &Entities,
    _passages: &[Passage],
    occurrences: &[Occurrence],
    _language: &Language,
) -> Vec<Vec<usize>> {
    (0..occurrences.len()).map(|index| vec![index]).collect()
}
