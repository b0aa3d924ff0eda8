//! What is known of a pile and kept, so that documents that come are compared and those that stay are not compared again.

use super::known::{Known, Tables, annotations};
use super::link::{Library, Link};
use super::moves::Moves;
use super::postings::{Alone, Postings};
use super::rows::Rows;
use super::spread::Spread;
use super::wanted::wanted;
use super::{Reuse, direction, near_duplicates, passage};
use crate::{Passage, Pile};
use headwater_text::{Annotations, Document, Language, Span};
use std::collections::BTreeMap;

/// Everything about a pile that does not have to be found again when documents come and go.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) known: Known,
    pub(super) postings: Postings,
    pub(super) spread: Spread,
    pub(super) rows: Rows,
}

impl State {
    pub(super) fn updated(
        self,
        moves: &Moves,
        pile: Pile<'_>,
        tables: &Tables,
        alone: Alone,
        step: &mut impl FnMut(),
    ) -> Self {
        let known = self.known.updated(moves, pile, tables, &mut *step);
        let (mut postings, changes) = self.postings.updated(moves, &known.texts, alone);
        postings.arrange(known.texts.len());
        let spread = Spread::of(&known.texts, &postings, step);
        let documents = known.texts.len();
        let wanted = wanted(documents, moves, &postings, &changes, (&self.spread, &spread));
        let rows = self.rows.updated(moves, &known.texts, (&postings, &spread), &wanted, step);
        Self { known, postings, spread, rows }
    }

    /// What of it is reuse. `pile` is the one that it knows.
    pub(super) fn weighed(&self, pile: Pile<'_>, tables: &Tables) -> Reuse {
        let Self { known, postings, spread, rows } = self;
        let library = Library { pile, known, tables, postings, spread };
        let links: Vec<Link> = rows.all().filter_map(|(a, b, kept)| library.link(a, b, kept)).collect();
        let near_duplicates = near_duplicates(&library, &links);
        let standings = direction::settle(&library, &links);
        let mut passages: Vec<Passage> =
            links.iter().zip(&standings).map(|(link, standing)| passage(&library, link, standing)).collect();
        direction::sort(&mut passages);
        Reuse { passages, near_duplicates }
    }
}

/// What was found in a pile, kept for the next look at it.
///
/// The pile may have grown, shrunk or changed since: the index finds out by itself which documents are new, and only those
/// are read and compared with all others. What it gives is what [`super::find`] and [`super::compare`] give of the same
/// pile, whatever piles it was shown before.
///
/// ```
/// use headwater_text::{Document, Language};
/// use headwater_trace::{Pile, reuse};
/// let text = |id: &str, text: &str| Document { id: id.into(), text: text.into(), ..Document::default() };
/// let documents = [
///     text("a", "The pilots voted to refuse every ship above ninety metres until the channel is dredged again."),
///     text("b", "They wrote that the pilots voted to refuse every ship above ninety metres until the channel is dredged."),
/// ];
/// let english = Language::english();
/// let mut index = reuse::Index::default();
/// assert!(index.update(Pile { documents: &documents[1..], annotations: &[] }, &english).is_empty());
/// let pile = Pile { documents: &documents, annotations: &[] };
/// assert_eq!(index.update(pile, &english), reuse::find(pile, &english));
/// ```
#[derive(Debug, Default)]
pub struct Index {
    /// Of the language with this tag.
    pub(super) tables: Option<(&'static str, Tables)>,
    pub(super) keys: Vec<Key>,
    pub(super) state: State,
}

impl Index {
    /// Every aligned passage of every pair of documents of `pile`, as [`super::find`] gives them.
    pub fn update(&mut self, pile: Pile<'_>, language: &Language) -> Vec<Passage> {
        self.compare(pile, language, || {}).passages
    }

    /// As [`Index::update`], with near-duplicates; calls `step` [`super::STEPS`] times for each document of the pile.
    pub fn compare(&mut self, pile: Pile<'_>, language: &Language, mut step: impl FnMut()) -> Reuse {
        // What is taken out is put back when all is done: were this broken off, the next would begin anew.
        let Self { tables, keys, state } = std::mem::take(self);
        let (tables, keys, state) = match tables {
            Some((code, tables)) if code == language.code => (tables, keys, state),
            _ => (Tables::of(language), Vec::new(), State::default()),
        };
        let new: Vec<Key> = (0..pile.documents.len()).map(|doc| Key::of(pile, doc)).collect();
        let moves = moves(&keys, &new);
        let state = state.updated(&moves, pile, &tables, Alone::Kept, &mut step);
        let found = state.weighed(pile, &tables);
        *self = Self { tables: Some((language.code, tables)), keys: new, state };
        found
    }
}

/// What a document is known by: its id, and everything else that is read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) id: String,
    pub(super) read: blake3::Hash,
}

impl Key {
    pub(super) fn of(pile: Pile<'_>, doc: usize) -> Self {
        let document = &pile.documents[doc];
        Self { id: document.id.clone(), read: read(document, annotations(pile, doc)) }
    }
}

fn moves(old: &[Key], new: &[Key]) -> Moves {
    let known: BTreeMap<&str, usize> =
        old.iter().enumerate().map(|(doc, key)| (key.id.as_str(), doc)).collect();
    let from = new.iter().map(|key| known.get(key.id.as_str()).copied().filter(|doc| old[*doc] == *key));
    Moves::new(from, old.len())
}

/// A hash of all that reuse reads of a document.
fn read(document: &Document, annotations: &Annotations) -> blake3::Hash {
    let mut hash = Digest(blake3::Hasher::new());
    hash.text(&document.text);
    for field in [&document.outlet, &document.url, &document.author] {
        hash.number(usize::from(field.is_some()));
        hash.text(field.as_deref().unwrap_or(""));
    }
    let times = crate::published(document).map(|time| [time.earliest, time.latest]);
    hash.number(usize::from(times.is_some()));
    for time in times.iter().flatten() {
        hash.0.update(&time.as_nanosecond().to_le_bytes());
    }
    hash.number(document.credits.len());
    for credit in &document.credits {
        hash.number(credit.kind as usize);
        hash.text(&credit.to);
        hash.spans(credit.span.as_slice());
    }
    hash.spans(&document.furniture);
    hash.number(annotations.attributions.len());
    for attribution in &annotations.attributions {
        hash.spans(&attribution.source);
        hash.spans(attribution.recipient.as_slice());
        hash.spans(&attribution.content);
    }
    hash.0.finalize()
}

/// A hash of values of which each says where it ends.
struct Digest(blake3::Hasher);

impl Digest {
    fn number(&mut self, number: usize) {
        self.0.update(&(number as u64).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.update(text.as_bytes());
    }

    fn spans(&mut self, spans: &[Span]) {
        self.number(spans.len());
        for span in spans {
            self.number(span.start);
            self.number(span.end);
        }
    }
}
