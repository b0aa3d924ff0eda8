//! Where each occurrence comes from: hops, origins, independence, disagreement, drift, official status.

use crate::entities::Entities;
use crate::{Claim, Occurrence, Passage, Pile, Source};
use headwater_text::Language;

/// Everything [`follow`] finds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Followed {
    /// Claims.
    pub claims: Vec<Claim>,
    /// Nodes of their chains.
    pub sources: Vec<Source>,
    /// Pairs of documents whose outlets credit one another for the same claim.
    pub circular: Vec<(usize, usize)>,
}

/// Follows every occurrence of every cluster back to its origin.
pub fn follow(
    _pile: Pile<'_>,
    _entities: &Entities,
    _passages: &[Passage],
    _occurrences: Vec<Occurrence>,
    _clusters: &[Vec<usize>],
    _language: &Language,
) -> Followed {
    Followed::default()
}
