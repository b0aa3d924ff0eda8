//! Numbers with what they count.

use crate::Span;
use serde::{Deserialize, Serialize};

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Modifier {
    /// "at least", "no fewer than".
    AtLeast,
    /// "up to", "as many as", "at most".
    AtMost,
    /// "more than", "over".
    MoreThan,
    /// "fewer than", "under".
    LessThan,
    /// "about", "roughly", "some".
    About,
    /// "nearly", "almost".
    Nearly,
    /// "exactly".
    Exactly,
    /// A word without an exact value: "dozens", "scores", "hundreds".
    Vague,
}

/// A number, its unit and how exactly it is meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Modifier, number and unit: "up to 75 drones".
    pub span: Span,
    /// The number alone: "75", "$39 million", "eighteen".
    pub number_span: Span,
    /// Value in the unit: 39000000 for "$39 million", 61.4 for "61.4 per cent". For vague words the least they mean
    /// (dozens: 24).
    pub number: f64,
    /// Unit in canonical form ("USD", "kg", "percent", "days") or the counted noun, lower case ("drones", "people").
    pub unit: Option<String>,
    /// How exactly.
    pub modifier: Option<Modifier>,
    /// The modifier as written: "up to", "as many as".
    pub modifier_words: Option<Span>,
    /// A rank, not a count: "third", "12th".
    pub ordinal: bool,
}
