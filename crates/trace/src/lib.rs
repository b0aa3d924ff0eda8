//! Annotations of many documents to reuse, entities, claims, chains and independence.
//!
//! The way through: [`reuse`] aligns passages, [`entities`] says which names mean the same, [`claims`] finds the
//! clauses that carry a proposition and which of them assert the same one, [`chains`] follows each back to its origin
//! and counts; [`corrections`] finds what articles took back. [`trace`] runs them in that order.
//!
//! **Invariant:** pure functions of documents and annotations. No file, no clock, no thread, no model, no SQL, no
//! order of iteration that depends on hashing: the same pile gives the same [`Trace`].

pub mod chains;
pub mod claims;
pub mod corrections;
pub mod entities;
pub mod event;
pub mod judgement;
pub mod model;
pub mod news;
pub mod reuse;

pub use judgement::Judgement;
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
    trace_judged(pile, &[], language)
}

/// Traces a pile and obeys what an analyst decided, in whatever order that is given.
///
/// Judgements that are taken back leave nothing behind. Whatever rests on what a judgement changed is computed anew.
///
/// ```
/// use headwater_text::Language;
/// use headwater_trace::{Pile, trace, trace_judged};
/// let (pile, english) = (Pile { documents: &[], annotations: &[] }, Language::english());
/// assert_eq!(trace_judged(pile, &[], &english), trace(pile, &english));
/// ```
pub fn trace_judged(pile: Pile<'_>, judgements: &[Judgement], language: &Language) -> Trace {
    let mut docket = judgement::Docket::open(pile, judgements);
    let passages = reuse::find(pile, language);
    let entities = entities::resolve_judged(pile, language, &mut docket);
    let mut occurrences = claims::occurrences(pile, &entities, language);
    let spots = docket.spans(pile, &mut occurrences, language);
    let decided = docket.claims(&spots, &mut occurrences);
    let groups = claims::cluster_judged(pile, &entities, &passages, &occurrences, &decided, language);
    let judged = (&mut docket, &spots);
    let chains::Followed { claims, sources, circular, notices } =
        chains::follow_judged(pile, &entities, &passages, occurrences, &groups, language, judged);
    let mut aliases: Vec<Vec<String>> = entities
        .list
        .iter()
        .filter(|entity| entity.names.len() > 1)
        .map(|entity| entity.names.clone())
        .collect();
    aliases.sort();
    Trace { claims, sources, passages, aliases, circular, notices, judgements: docket.close() }
}
