//! One text as claims are read from it: its words, its clauses, its notes of correction. It hangs on no other text.

use super::leads;
use super::lexicon::{Lexicon, Numbered};
use super::occurrence::Finder;
use crate::{Notice, Occurrence, Pile, corrections};
use headwater_text::{Annotations, Document, Meaning, Span};
use std::borrow::Cow;

/// What one document says. Its clauses and notes have its place in a pile of one: 0.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) words: Vec<Numbered>,
    /// Clauses that may become occurrences, by place.
    pub(super) clauses: Vec<Occurrence>,
    /// For each of them whether it says what is wanted, not what is so.
    pub(super) wishes: Vec<bool>,
    /// Notes by which it corrects itself.
    pub(super) notices: Vec<Notice>,
    /// What its first sentences mean.
    pub(super) lead: Option<Meaning>,
}

impl Text {
    /// All but its words, which are numbered one text after the other.
    pub(super) fn of(
        document: &Document,
        annotations: &Annotations,
        finder: &Finder,
        wording: &corrections::Wording,
    ) -> Self {
        let alone = Pile {
            documents: std::slice::from_ref(document),
            annotations: std::slice::from_ref(annotations),
        };
        let notices = wording.notices(alone, 0);
        let clauses = finder.clauses(alone, &notices);
        Self {
            words: Vec::new(),
            wishes: clauses.iter().map(|clause| finder.wishes(clause.span.of(&document.text))).collect(),
            clauses,
            lead: leads::lead(alone, 0),
            notices,
        }
    }

    /// With the words of `text`, which it is read of.
    pub(super) fn numbered(self, text: &str, lexicon: &mut Lexicon) -> Self {
        Self { words: lexicon.words(text, 0), ..self }
    }

    /// The words of `span`, a part of `text`, which this is read of.
    pub(super) fn words(&self, text: &str, span: Span, lexicon: &mut Lexicon) -> Cow<'_, [Numbered]> {
        match self.within(span) {
            Some(words) => Cow::Borrowed(words),
            None => Cow::Owned(lexicon.words(span.of(text), span.start)),
        }
    }

    /// The words inside `span`; `None` where one of its ends lies inside a word.
    pub(super) fn within(&self, span: Span) -> Option<&[Numbered]> {
        let from = self.words.partition_point(|word| word.span.end <= span.start);
        let to = self.words.partition_point(|word| word.span.start < span.end);
        let found = self.words.get(from..to.max(from))?;
        let whole = found.first().is_none_or(|word| span.start <= word.span.start)
            && found.last().is_none_or(|word| word.span.end <= span.end);
        whole.then_some(found)
    }
}
