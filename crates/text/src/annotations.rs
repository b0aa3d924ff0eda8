//! Everything derived from one document alone.

use crate::{Attribution, CertaintyMark, Meanings, Mention, Quantity, Span, TimeExpression};
use serde::{Deserialize, Serialize};

/// A paragraph, without white space at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its words.
    pub span: Span,
    /// Its sentences, as a half-open range of indices into [`Annotations::sentences`].
    pub sentences: (usize, usize),
}

/// A sentence, without white space at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its words, closing quotation mark included.
    pub span: Span,
    /// Index into [`Annotations::paragraphs`].
    pub paragraph: usize,
}

/// A stretch between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// Marks included. Where the closing mark is missing it ends with its paragraph.
    pub outer: Span,
    /// Marks left out.
    pub inner: Span,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// Carries on a quotation whose paragraph ended without a closing mark; its index.
    pub continues: Option<usize>,
    /// Words in marks that are no speech: a title, an irony, a single word.
    pub scare: bool,
}

/// What was found in one document. All lists are in text order (by start, then end).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations {
    /// Paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Quotations.
    pub quotations: Vec<Quotation>,
    /// Attributions, in order of their first content or cue.
    pub attributions: Vec<Attribution>,
    /// Mentions.
    pub mentions: Vec<Mention>,
    /// Time expressions.
    pub times: Vec<TimeExpression>,
    /// Quantities.
    pub quantities: Vec<Quantity>,
    /// Hedges and denials.
    pub marks: Vec<CertaintyMark>,
    /// What its words mean.
    #[serde(default)]
    pub meanings: Meanings,
}

impl Annotations {
    /// Index of the sentence that holds byte `offset`, or the last one before it.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= offset).checked_sub(1)
    }
}
