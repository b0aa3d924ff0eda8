//! What is read of each document before any two are compared, and stays true while the document does.

use super::credit::{Names, OutletWords};
use super::frames::Frames;
use super::information::Information;
use super::moves::Moves;
use super::speech::Cues;
use super::stopwords::Stopwords;
use super::words::{Stops, Words};
use crate::Pile;
use headwater_text::{Annotations, Interval, Language};
use std::sync::LazyLock;

/// What is known inside a text that was not annotated.
static UNREAD: LazyLock<Annotations> = LazyLock::new(Annotations::default);

/// The annotations of a document; none where it has none.
pub(super) fn annotations(pile: Pile<'_>, doc: usize) -> &Annotations {
    pile.annotations.get(doc).unwrap_or(&UNREAD)
}

/// What the tables of a language say, as it is looked up.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) outlets: OutletWords,
    pub(super) stopwords: Stopwords,
    pub(super) information: Information,
    pub(super) cues: Cues,
    stops: Stops,
}

impl Tables {
    pub(super) fn of(language: &Language) -> Self {
        Self {
            outlets: OutletWords::of(language),
            stopwords: Stopwords::of(language),
            information: Information::of(language),
            cues: Cues::of(language),
            stops: Stops::of(language),
        }
    }
}

/// All documents as they were read, in order.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) texts: Vec<Words>,
    pub(super) names: Vec<Names>,
    pub(super) frames: Vec<Frames>,
    /// When each document was published.
    pub(super) published: Vec<Option<Interval>>,
}

impl Known {
    /// Keeps what is known of the documents that stay, and reads the others.
    pub(super) fn updated(
        mut self,
        moves: &Moves,
        pile: Pile<'_>,
        tables: &Tables,
        mut step: impl FnMut(),
    ) -> Self {
        let mut known = Self::default();
        for (doc, document) in pile.documents.iter().enumerate() {
            step();
            if let Some(old) = moves.from(doc) {
                known.texts.push(std::mem::take(&mut self.texts[old]));
                known.names.push(std::mem::take(&mut self.names[old]));
                known.frames.push(std::mem::take(&mut self.frames[old]));
                known.published.push(self.published[old]);
                continue;
            }
            let words = Words::of(&document.text, &tables.stops);
            known.names.push(Names::of(document, &words, &tables.outlets, &tables.stopwords));
            known.texts.push(words);
            known.frames.push(Frames::of(annotations(pile, doc)));
            known.published.push(crate::published(document));
        }
        known
    }
}
