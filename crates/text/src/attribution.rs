//! Who is said to have said what.

use crate::{Certainty, Polarity, Span};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// How the content stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum QuoteKind {
    /// All of it between quotation marks.
    Direct,
    /// None of it.
    #[default]
    Indirect,
    /// Part of it.
    Mixed,
}

/// Name of a rule or model.
pub type Finder = &'static str;

/// A source span, a cue span and a content span: "officials | told the Post | that ...".
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
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
    #[serde(deserialize_with = "name_of_finder")]
    pub found_by: Finder,
}

/// Names of finders that are kept from what was written before; no version has had a tenth as many.
const FINDERS: usize = 256;

/// The name of a rule or model as one that lives as long as the program. Names past [`FINDERS`] are not told apart.
fn name_of_finder<'de, D: Deserializer<'de>>(from: D) -> Result<Finder, D::Error> {
    static KNOWN: Mutex<BTreeSet<Finder>> = Mutex::new(BTreeSet::new());
    let name = String::deserialize(from)?;
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(name) = known.get(name.as_str()) {
        return Ok(name);
    }
    if known.len() >= FINDERS {
        return Ok("other");
    }
    let name: Finder = Box::leak(name.into_boxed_str());
    known.insert(name);
    Ok(name)
}
