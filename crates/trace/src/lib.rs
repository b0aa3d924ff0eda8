//! Annotations of many documents to reuse, entities, claims, chains and independence.
//!
//! The way through: [`reuse`] aligns passages, [`entities`] says which names mean the same, [`claims`] finds the
//! clauses that carry a proposition and which of them assert the same one, [`chains`] follows each back to its origin
//! and counts. [`trace`] runs them in that order.
//!
//! **Invariant:** pure functions of documents and annotations. No file, no clock, no thread, no model, no SQL, no
//! order of iteration that depends on hashing: the same pile gives the same [`Trace`].

pub mod chains;
pub mod claims;
pub mod entities;
pub mod event;
pub mod model;
pub mod news;
pub mod reuse;

pub use model::*;

use headwater_text::{Annotations, Document, Language};

/// The documents of a run with their annotations, in the same order.
///
/// Callers sort documents by id, so that a trace does not depend on the order in which files were given.
#[derive(Debug, Clone, Copy)]
pub struct Pile<'p> {
    /// Documents.
    pub documents: &'p [Document],
    /// Annotations of the document at the same index.
    pub annotations: &'p [Annotations],
}

impl<'p> Pile<'p> {
    /// The words of `span` in document `doc`.
    pub fn words(&self, doc: usize, span: headwater_text::Span) -> &'p str {
        span.of(&self.documents[doc].text)
    }
}

/// Traces a pile.
pub fn trace(pile: Pile<'_>, language: &Language) -> Trace {
    let passages = reuse::find(pile, language);
    let entities = entities::resolve(pile, language);
    let occurrences = claims::occurrences(pile, &entities, language);
    let groups = claims::cluster(pile, &entities, &passages, &occurrences, language);
    let chains::Followed { claims, sources, circular } =
        chains::follow(pile, &entities, &passages, occurrences, &groups, language);
    let mut aliases: Vec<Vec<String>> = entities
        .list
        .iter()
        .filter(|entity| entity.names.len() > 1)
        .map(|entity| entity.names.clone())
        .collect();
    aliases.sort();
    Trace { claims, sources, passages, aliases, circular }
}
