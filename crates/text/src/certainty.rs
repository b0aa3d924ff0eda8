//! How sure a text is of what it states, with the words that show it.

use crate::Span;
use serde::{Deserialize, Serialize};

/// How a proposition is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Certainty {
    /// Without reservation.
    #[default]
    Asserted,
    /// With a reservation: "reportedly", "may", "initial indications were".
    Hedged,
    /// Stated as untrue.
    Denied,
}

/// Whether the proposition is stated or its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Polarity {
    /// Stated.
    #[default]
    Affirmed,
    /// Its opposite is stated.
    Denied,
}

/// Words that hedge or deny, and what they reach over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertaintyMark {
    /// The words that show it.
    pub span: Span,
    /// [`Certainty::Hedged`] or [`Certainty::Denied`].
    pub certainty: Certainty,
    /// The stretch of text it bears on, `span` included or beside it.
    pub scope: Span,
}
