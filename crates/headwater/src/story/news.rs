//! What is new in a story: the trace of what it held then against that of what it holds now.

use super::documents::{log, written};
use super::versions::Edit;
use super::writer::Writer;
use super::{Story, StoryError};
use headwater_text::{Document, Polarity};
use headwater_trace::{Claim, DisagreementKind, Occurrence, OfficialStatus, SourceIx, Trace};
use jiff::Timestamp;
use rusqlite::OptionalExtension;
use std::collections::{BTreeMap, BTreeSet};

/// Articles and their trace at one moment.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'m> {
    /// The articles.
    pub documents: &'m [Document],
    /// Their trace.
    pub trace: &'m Trace,
}

/// What is new.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct News {
    /// Ids of articles that were not there.
    pub articles: Vec<String>,
    /// Edits of articles.
    pub edits: Vec<Edit>,
    /// Claims of which no article had anything: indices into the claims of now.
    pub claims: Vec<usize>,
    /// Claims that were there and about which something is new.
    pub changes: Vec<Change>,
}

/// What is new about one claim.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    /// Index into the claims of now.
    pub claim: usize,
    /// Bounds of independence then, where one claim of then became this one.
    pub bounds: Option<(u32, u32)>,
    /// Official status then, where it is another now.
    pub official: Option<OfficialStatus>,
    /// Articles that newly carry it.
    pub articles: BTreeSet<usize>,
    /// Origins that it did not have.
    pub origins: Vec<SourceIx>,
    /// Occurrences that newly deny it.
    pub denials: Vec<usize>,
    /// Disagreements of values in which something new stands.
    pub values: Vec<usize>,
}

/// An occurrence by what lasts: its article and its words.
type Key<'m> = (&'m str, &'m str);

fn key<'m>(moment: Moment<'m>, occurrence: &Occurrence) -> Key<'m> {
    let document = &moment.documents[occurrence.doc];
    (&document.id, occurrence.span.of(&document.text))
}

/// Compares two moments of a story. An occurrence is the same where the article and the words are, so that an edit elsewhere in an
/// article makes nothing new of it.
pub fn compare(then: Moment<'_>, now: Moment<'_>, edits: Vec<Edit>) -> News {
    let mut known: BTreeMap<Key<'_>, BTreeSet<usize>> = BTreeMap::new();
    for (index, claim) in then.trace.claims.iter().enumerate() {
        for occurrence in &claim.occurrences {
            known.entry(key(then, occurrence)).or_default().insert(index);
        }
    }
    let before: BTreeSet<&str> = then.documents.iter().map(|document| document.id.as_str()).collect();
    let fresh = |document: &&Document| !before.contains(document.id.as_str());
    let mut news = News {
        articles: now.documents.iter().filter(fresh).map(|document| document.id.clone()).collect(),
        edits,
        ..News::default()
    };
    for (index, claim) in now.trace.claims.iter().enumerate() {
        let is_new = |occurrence: &Occurrence| !known.contains_key(&key(now, occurrence));
        let earlier: BTreeSet<usize> = claim
            .occurrences
            .iter()
            .filter_map(|found| known.get(&key(now, found)))
            .flatten()
            .copied()
            .collect();
        if earlier.is_empty() {
            news.claims.push(index);
            continue;
        }
        let earlier: Vec<&Claim> = earlier.into_iter().map(|index| &then.trace.claims[index]).collect();
        let change = Change { claim: index, ..change(then, now, claim, &earlier, is_new) };
        if !change.is_nothing() {
            news.changes.push(change);
        }
    }
    news
}

fn change(
    then: Moment<'_>,
    now: Moment<'_>,
    claim: &Claim,
    earlier: &[&Claim],
    is_new: impl Fn(&Occurrence) -> bool,
) -> Change {
    let names = |trace: &Trace, source: SourceIx| -> BTreeSet<String> {
        let source = &trace.sources[source];
        // Unnamed people are somebody else at every outlet.
        let whom =
            source.spoke_to.map_or_else(String::new, |outlet| trace.sources[outlet].name.to_lowercase());
        source
            .names
            .iter()
            .chain([&source.name])
            .map(|name| format!("{} {whom}", name.to_lowercase()))
            .collect()
    };
    let had: BTreeSet<String> = earlier
        .iter()
        .flat_map(|claim| &claim.origins)
        .flat_map(|source| names(then.trace, *source))
        .collect();
    let new: Vec<bool> = claim.occurrences.iter().map(is_new).collect();
    let before: BTreeSet<&str> = earlier
        .iter()
        .flat_map(|claim| &claim.occurrences)
        .map(|found| then.documents[found.doc].id.as_str())
        .collect();
    let values =
        |kind| matches!(kind, DisagreementKind::Number | DisagreementKind::Date | DisagreementKind::Name);
    let one = if let [one] = earlier { Some(*one) } else { None };
    let bounds = |claim: &Claim| (claim.independence.certain, claim.independence.possible);
    Change {
        claim: 0,
        bounds: one.map(bounds).filter(|then| *then != bounds(claim)),
        official: one.map(|one| one.official.status).filter(|then| *then != claim.official.status),
        articles: (claim.occurrences.iter().zip(&new))
            .filter(|(found, new)| **new && !before.contains(now.documents[found.doc].id.as_str()))
            .map(|(found, _)| found.doc)
            .collect(),
        origins: claim
            .origins
            .iter()
            .copied()
            .filter(|source| names(now.trace, *source).is_disjoint(&had))
            .collect(),
        denials: (0..claim.occurrences.len())
            .filter(|&index| new[index] && claim.occurrences[index].polarity == Polarity::Denied)
            .collect(),
        values: (0..claim.disagreements.len())
            .filter(|&index| {
                let found = &claim.disagreements[index];
                values(found.kind) && (new[found.a] || new[found.b])
            })
            .collect(),
    }
}

impl Change {
    fn is_nothing(&self) -> bool {
        *self == Self { claim: self.claim, ..Self::default() }
    }
}

impl News {
    /// Whether nothing is new.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Story {
    /// When news were told last, as times in a story are written; `None` where they never were.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn last_told(&self) -> Result<Option<String>, StoryError> {
        let mut statement = self
            .connection
            .prepare("SELECT at FROM log WHERE event = 'told' ORDER BY number DESC LIMIT 1")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?)
    }
}

impl Writer {
    /// Notes that news were told, so that the next ones begin here.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn told(&self) -> Result<(), StoryError> {
        log(&self.story.connection, "told", None, None)
    }
}

/// A moment as times in a story are written.
pub fn moment(at: Timestamp) -> String {
    written(at)
}
