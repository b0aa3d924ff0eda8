//! What the analyst decided, laid over what was inferred.
//!
//! [`standing`] says which judgements hold, [`target`] finds the words that they point to, and each stage of a trace
//! takes in what concerns it: sources and spans before claims are joined, [`partition()`] when they are, origins when
//! chains are followed. Whatever lies behind a changed thing is computed from the changed thing, so that a judged
//! trace is a trace like any other.
//!
//! **Invariant:** a judgement is obeyed or reported; none is moved to other words or dropped without a word.

mod docket;
mod links;
mod partition;
mod spans;
mod standing;
pub mod target;

pub(crate) use docket::{Docket, SourceLink, Who};
pub(crate) use links::{Pair, Settled, settle};
pub(crate) use partition::partition;
pub(crate) use spans::{ClaimLinks, Spots};

use jiff::Timestamp;

/// One decision of an analyst. Judgements are added, never changed; a further one takes an earlier one back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judgement {
    /// When: of judgements on the same matter the latest holds.
    pub when: Timestamp,
    /// Its id, unique among all judgements on a story.
    pub id: String,
    /// Who decided.
    pub who: String,
    /// Why, in the analyst's words.
    pub note: Option<String>,
    /// What.
    pub decision: Decision,
}

/// What an analyst can decide.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Two occurrences assert or deny the same proposition.
    SameClaim(Target, Target),
    /// They do not.
    DifferentClaim(Target, Target),
    /// Two names or descriptions mean the same source.
    SameSource(SourceTarget, SourceTarget),
    /// They do not.
    DifferentSource(SourceTarget, SourceTarget),
    /// The words of an occurrence are not those of the claim.
    WrongSpan {
        /// The occurrence.
        at: Target,
        /// The words that carry the claim; `None` where none do.
        instead: Option<Target>,
    },
    /// Where an occurrence comes from.
    Origin {
        /// The occurrence.
        of: Target,
        /// Who it comes from; `None` where that is not recorded.
        source: Option<SourceTarget>,
    },
    /// Takes back the judgement of this id, which may itself take one back.
    Undo(String),
}

/// A document as a judgement points to it: by everything that is known of it, since each may change.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentTarget {
    /// Its id.
    pub id: Option<String>,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub hash: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// Words of a document, so that they are found again when the text around them moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// The document.
    pub document: DocumentTarget,
    /// Where they stood, in code points, half-open.
    pub position: Option<(usize, usize)>,
    /// The words.
    pub exact: String,
    /// Some text before them.
    pub before: String,
    /// Some text after them.
    pub after: String,
}

/// A source as a judgement points to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceTarget {
    /// Words that name or describe it.
    Words(Target),
    /// The outlet that published a document.
    OutletOf(DocumentTarget),
    /// By name, whether any document names it or not.
    Name(String),
}
