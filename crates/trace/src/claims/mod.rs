//! Which clauses carry a checkable proposition, and which of them assert or deny the same one.
//!
//! [`occurrences`] cuts clauses out of what is attributed to somebody and out of the article's own voice; [`cluster`]
//! reads each as terms, names, number and day, compares those that share something rare, and joins what agrees.

mod agree;
mod candidates;
mod clauses;
mod cluster;
mod copies;
mod lexicon;
mod occurrence;
mod reading;
mod values;
mod words;

use crate::entities::Entities;
use crate::{Occurrence, Passage, Pile};
use headwater_text::Language;

/// Every occurrence of the pile, by document, then place; `via` and `origin` still empty.
pub fn occurrences(pile: Pile<'_>, entities: &Entities, language: &Language) -> Vec<Occurrence> {
    occurrence::find(pile, entities, language)
}

/// Groups occurrences that assert or deny the same proposition: lists of indices into `occurrences`, each sorted,
/// lists sorted by their first; every occurrence is in exactly one.
pub fn cluster(
    pile: Pile<'_>,
    entities: &Entities,
    passages: &[Passage],
    occurrences: &[Occurrence],
    language: &Language,
) -> Vec<Vec<usize>> {
    let lexicon = lexicon::Lexicon::of(language);
    let clauses: Vec<_> = occurrences.iter().map(reading::Clause::of).collect();
    let readings = reading::read(pile, entities, &lexicon, &clauses);
    let alike = copies::aligned(&readings, passages, occurrences);
    cluster::join(&readings, &alike)
}
