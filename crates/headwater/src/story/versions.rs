//! Which article is an edit of which, and what was changed.

use super::documents::Version;
use super::{Story, StoryError};
use headwater_text::{Document, Language, Span};
use headwater_trace::corrections::Wording;
use headwater_trace::reuse::edits::{self, Change, Editor};
use headwater_trace::{Passage, PassageKind, Relation, Side};
use rusqlite::{Connection, OptionalExtension};
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeSet;

/// The present version of an article that another may be an edit of.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Earlier {
    pub(super) row: i64,
    pub(super) name: String,
    pub(super) version: i64,
}

/// The last version of the article at the address of `document`. Without an address nobody can know: two articles without one
/// are two.
pub(super) fn earlier(connection: &Connection, document: &Document) -> Result<Option<Earlier>, StoryError> {
    let Some(url) = document.url.as_deref() else { return Ok(None) };
    let mut statement = connection.prepare(
        "SELECT id, name, version FROM documents AS d
         WHERE url = ?1 AND NOT EXISTS (SELECT 1 FROM documents AS later WHERE later.replaces = d.id) ORDER BY id DESC LIMIT 1",
    )?;
    let found = statement
        .query_row([url], |row| Ok(Earlier { row: row.get(0)?, name: row.get(1)?, version: row.get(2)? }))
        .optional()?;
    Ok(found)
}

/// One edit of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The article.
    pub name: String,
    /// The version that the edit made.
    pub version: i64,
    /// When that was added, RFC 3339.
    pub added: String,
    /// What became of the words, in order.
    pub pieces: Vec<Piece>,
    /// Whether the article says that it was changed.
    pub notice: Notice,
}

/// How an article says that it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// It says that it was corrected or withdrawn, in these words.
    Correction(String),
    /// It carries a time of change that it did not have.
    Time,
    /// It does not.
    Silent,
}

/// Words that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both versions.
    Kept(String),
    /// Only in the earlier one.
    Gone(String),
    /// Only in the later one.
    New(String),
}

/// The word difference of two texts.
pub fn difference(before: &str, after: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        let words = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Kept(piece)))
            | (ChangeTag::Delete, Some(Piece::Gone(piece)))
            | (ChangeTag::Insert, Some(Piece::New(piece))) => piece.push_str(words),
            (ChangeTag::Equal, _) => pieces.push(Piece::Kept(words.to_owned())),
            (ChangeTag::Delete, _) => pieces.push(Piece::Gone(words.to_owned())),
            (ChangeTag::Insert, _) => pieces.push(Piece::New(words.to_owned())),
        }
    }
    pieces
}

/// Two versions of one article as one passage: an edit is no reuse, so that every word counts, however few both have. `None` where
/// they are versions of two articles.
pub fn passage(a: &Version, b: &Version, editor: &Editor) -> Option<Passage> {
    let both = (&a.document, &b.document);
    (a.name == b.name).then(|| edit((a.version, b.version), both, &pieces(both, editor)))
}

/// The word difference of the whole texts of two documents.
pub(super) fn pieces((a, b): (&Document, &Document), editor: &Editor) -> Vec<edits::Piece> {
    editor.pieces((&a.text, whole(a)), (&b.text, whole(b)))
}

/// [`passage`] of two documents that are known to be versions of one article, by their numbers and their [`pieces`].
pub(super) fn edit(
    (one, other): (i64, i64),
    (a, b): (&Document, &Document),
    pieces: &[edits::Piece],
) -> Passage {
    let (a_span, b_span) = (whole(a), whole(b));
    let (kept, edited): (Vec<_>, Vec<_>) = pieces.iter().partition(|piece| piece.change == Change::None);
    let words = kept.iter().map(|piece| piece.a.of(&a.text).split_whitespace().count()).sum();
    Passage {
        a: 0,
        a_span,
        b: 1,
        b_span,
        words,
        original: Some(if one <= other { Side::A } else { Side::B }),
        relation: Relation::Direct,
        credited: true,
        kind: if edited.is_empty() { PassageKind::Verbatim } else { PassageKind::Edited },
        credit: None,
        evidence: vec![format!("versions {} and {} of one article", one.min(other), one.max(other))],
    }
}

/// All of a text.
fn whole(document: &Document) -> Span {
    Span::new(0, document.text.len())
}

/// A version of an article that a later one replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The id that both share.
    pub name: String,
    /// Its number, from 1.
    pub version: i64,
    /// BLAKE3 of its bytes.
    pub hash: String,
}

/// A version of an article, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number, from 1.
    pub version: i64,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published, as it records.
    pub published: Option<String>,
    /// When its bytes were captured, RFC 3339.
    pub captured: String,
    /// When it was added, RFC 3339.
    pub added: String,
    /// Where its bytes came from.
    pub path: String,
    /// BLAKE3 of its bytes.
    pub hash: String,
    /// How it says that it was changed from the one before; `None` of the first.
    pub notice: Option<Notice>,
}

impl Story {
    /// All versions of an article, the first first; none where the story never had it.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn versions(&self, name: &str, language: &Language) -> Result<Vec<Listed>, StoryError> {
        let mut statement = self.connection.prepare(
            "SELECT d.version, d.title, d.published, c.captured, d.added, c.path, d.hash, d.text, d.record
             FROM documents AS d JOIN captures AS c ON c.id = d.capture WHERE d.name = ?1 ORDER BY d.version",
        )?;
        let rows = statement.query_map([name], |row| {
            let listed = Listed {
                version: row.get(0)?,
                title: row.get(1)?,
                published: row.get(2)?,
                captured: row.get(3)?,
                added: row.get(4)?,
                path: row.get(5)?,
                hash: row.get(6)?,
                notice: None,
            };
            Ok((listed, (row.get::<_, String>(7)?, row.get::<_, String>(8)?)))
        })?;
        let (mut listed, texts): (Vec<Listed>, Vec<_>) =
            rows.collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        if listed.len() > 1 {
            let wording = Wording::of(language);
            let documents: Vec<Document> =
                texts.into_iter().map(|(text, record)| read(text, &record)).collect();
            for (later, pair) in listed.iter_mut().skip(1).zip(documents.windows(2)) {
                later.notice = Some(notice(&pair[0], &pair[1], &wording));
            }
        }
        Ok(listed)
    }

    /// Versions of present articles that later ones replaced, by name and number.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn replaced(&self) -> Result<Vec<Replaced>, StoryError> {
        let mut statement = self.connection.prepare(
            "SELECT d.name, d.version, d.hash FROM documents AS d JOIN present AS p ON p.name = d.name
             WHERE d.id <> p.id ORDER BY d.name, d.version",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Replaced { name: row.get(0)?, version: row.get(1)?, hash: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The edits added at or after a moment, in the order in which they were added.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn edits_since(&self, moment: &str, language: &Language) -> Result<Vec<Edit>, StoryError> {
        let mut statement = self.connection.prepare(
            "SELECT d.name, d.version, d.added, before.text, d.text, before.record, d.record
             FROM documents AS d JOIN documents AS before ON d.replaces = before.id
             WHERE d.added >= ?1 AND d.removed IS NULL ORDER BY d.id",
        )?;
        let mut rows = statement.query([moment])?;
        let wording = Wording::of(language);
        let mut edits = Vec::new();
        while let Some(row) = rows.next()? {
            let (before, after): (String, String) = (row.get(3)?, row.get(4)?);
            let (old, new): (String, String) = (row.get(5)?, row.get(6)?);
            let (old, new) = (read(before, &old), read(after, &new));
            edits.push(Edit {
                name: row.get(0)?,
                version: row.get(1)?,
                added: row.get(2)?,
                pieces: difference(&old.text, &new.text),
                notice: notice(&old, &new, &wording),
            });
        }
        Ok(edits)
    }
}

/// A document of a text and its record.
fn read(text: String, record: &str) -> Document {
    Document { text, ..serde_json::from_str(record).unwrap_or_default() }
}

/// How an article says that it was changed from one version to another.
pub fn notice(before: &Document, after: &Document, wording: &Wording) -> Notice {
    match correction(&before.text, &after.text, wording) {
        Some(words) => Notice::Correction(words.to_owned()),
        None if modified(before) != modified(after) => Notice::Time,
        None => Notice::Silent,
    }
}

/// The first paragraph that is new in `after` and says that something was corrected.
fn correction<'a>(before: &str, after: &'a str, wording: &Wording) -> Option<&'a str> {
    let known: BTreeSet<&str> = before.lines().map(str::trim).collect();
    let mut fresh = after.lines().map(str::trim).filter(|line| !known.contains(line));
    fresh.find(|line| wording.says(line).is_some())
}

/// The times of change that an article gives.
fn modified(document: &Document) -> Vec<&str> {
    let changed = |stamp: &&headwater_text::Stamp| stamp.role == headwater_text::StampRole::Modified;
    document.stamps.iter().filter(changed).map(|stamp| stamp.value.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_that_say_what_they_corrected() {
        let wording = Wording::of(&Language::english());
        let check = |before: &str, after: &str, expected: Option<&str>| {
            assert_eq!(correction(before, after, &wording), expected, "{after}");
        };
        check("Gate two jammed.", "Gate three jammed.", None);
        check(
            "It jammed.",
            "It jammed.\n\nCorrection: gate three jammed.",
            Some("Correction: gate three jammed."),
        );
        check(
            "It jammed.",
            "(An earlier version of this article named gate two.)\nIt jammed.",
            Some("(An earlier version of this article named gate two.)"),
        );
        // It said so before.
        check("Correction: it did.\nIt jammed.", "It leaked.\n  Correction: it did.", None);
        // The word alone is no correction.
        check("", "The correction of the river took years.\nTo report a correction, write to us.", None);
    }

    #[test]
    fn words_that_changed() {
        let check = |before: &str, after: &str, expected: &str| {
            let told: String = difference(before, after)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Kept(words) => words,
                    Piece::Gone(words) => format!("[-{words}-]"),
                    Piece::New(words) => format!("[+{words}+]"),
                })
                .collect();
            assert_eq!(told, expected);
        };
        check("", "", "");
        check("Gate two jammed.", "Gate two jammed.", "Gate two jammed.");
        check("Gate two jammed.", "Gate three jammed.", "Gate [-two-][+three+] jammed.");
        check("It leaked.", "It leaked. Nobody knew.", "It leaked.[+ Nobody knew.+]");
    }
}
