//! Annotations of many documents to reuse, entities, claims, chains and independence.
//!
//! The way through: [`reuse`] aligns passages, [`entities`] says which names mean the same, [`claims`] finds the
//! clauses that carry a proposition and which of them assert the same one, [`chains`] follows each back to its origin
//! and counts; [`corrections`] finds what articles took back. [`trace`] runs them in that order, and a [`Tracer`] does it again
//! and again for a pile that grows.
//!
//! **Invariant:** pure functions of documents and annotations. No file, no clock, no thread, no model, no SQL, no
//! order of iteration that depends on hashing: the same pile gives the same [`Trace`], whatever [`Crew`] does the work.

pub mod chains;
pub mod claims;
pub mod corrections;
mod crew;
pub mod entities;
pub mod event;
pub mod judgement;
mod memory;
pub mod model;
pub mod news;
pub mod reuse;
mod tracer;

pub use crew::{Alone, Crew};
pub use judgement::Judgement;
pub use model::*;
pub use tracer::Tracer;

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
    Tracer::new(language).once(pile, judgements)
}
