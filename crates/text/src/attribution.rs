//! Who is said to have said what.

use crate::{Certainty, Polarity, Span};

/// How the content stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum QuoteKind {
    /// All of it between quotation marks.
    Direct,
    /// None of it.
    #[default]
    Indirect,
    /// Part of it.
    Mixed,
}

/// A source span, a cue span and a content span: "officials | told the Post | that ...".
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Attribution {
    /// Who speaks; empty where the text names nobody ("it was reported that"). In text order.
    pub source: Vec<Span>,
    /// The words that mark the attribution: "said", "according to", "citing".
    pub cue: Vec<Span>,
    /// What is attributed; may be in pieces. Quotation marks are inside, as the field annotates it.
    pub content: Vec<Span>,
    /// Direct, indirect or mixed.
    pub quote: QuoteKind,
    /// Whom the source spoke to, where that is an outlet or a body: "told **the Post**".
    pub recipient: Option<Span>,
    /// The attribution whose content holds this one: in "the Post reported that officials said X", officials' parent
    /// is the Post's. "The Post, citing officials, reported X" gives the same two. Index into the document's attributions.
    pub parent: Option<usize>,
    /// The mention that `source` names, an index into the document's mentions.
    pub source_mention: Option<usize>,
    /// The mention that `recipient` names.
    pub recipient_mention: Option<usize>,
    /// What the cue says of the content: "denied" denies, "claimed" does not hedge by itself.
    pub polarity: Polarity,
    /// Hedged where cue or frame hedge the whole content ("appeared to confirm", "it was believed that, X said").
    pub certainty: Certainty,
    /// The words that show `certainty` or `polarity`, where not the default.
    pub evidence: Option<Span>,
    /// The content has no frame of its own but carries on the speech of this earlier attribution (whose source it
    /// then repeats); index into the document's attributions. Inferred, never stated.
    pub carries_on: Option<usize>,
    /// Name of the rule or model that found it.
    pub found_by: &'static str,
}
