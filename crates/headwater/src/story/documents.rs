//! Articles into the story and out of it. Each goes in whole, in one transaction.

use super::packed::{hash, pack, unpack};
use super::writer::Writer;
use super::{Story, StoryError};
use super::{schema, versions};
use crate::pipeline::pile;
use headwater_text::{Annotations, Document, Language, Meanings};
use jiff::Timestamp;
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A file or stream as it was given.
#[derive(Debug, Clone)]
pub struct Capture {
    /// Its path as told to people.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What became of an article that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// It is an edit of one that the story has.
    Version(i64),
    /// It had been removed, and is part of the story again.
    Restored,
    /// The story has it.
    Unchanged,
}

/// An article of the story.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The row in `documents`.
    pub row: i64,
    /// The article.
    pub document: Document,
    /// What was found in it; `None` where another program or model found it.
    pub annotations: Option<Annotations>,
}

impl Stored {
    /// By what a tracer knows it again: a row keeps its article, and what was found in it by one program, for good.
    pub fn key(&self) -> u64 {
        self.row.cast_unsigned()
    }
}

/// One version of an article.
#[derive(Debug, Clone)]
pub struct Version {
    /// The name that all its versions share.
    pub name: String,
    /// Its number, from 1.
    pub version: i64,
    /// The article.
    pub document: Document,
}

/// A line of the list of articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub name: String,
    /// Its version, from 1.
    pub version: i64,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published, as recorded.
    pub published: Option<String>,
    /// When it was added, RFC 3339.
    pub added: String,
}

/// Made no annotations.
const NOBODY: &str = "";

/// By whom annotations were made. Those of another program, model or language are made anew.
pub fn annotator(language: &Language) -> String {
    let model = hash(headwater_annotate::model());
    let tables = hash(format!("{language:?}").as_bytes());
    format!(
        "headwater {}, model {}, {} {}",
        env!("CARGO_PKG_VERSION"),
        &model[..16],
        language.code,
        &tables[..16]
    )
}

/// A moment as all times in a story are written: comparable as text.
pub(super) fn written(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string()
}

/// Adds a line to the log.
pub(super) fn log(
    connection: &Connection,
    event: &str,
    about: Option<&str>,
    detail: Option<&str>,
) -> Result<(), StoryError> {
    let now = written(Timestamp::now());
    let mut statement =
        connection.prepare("INSERT INTO log (at, event, about, detail) VALUES (?1, ?2, ?3, ?4)")?;
    statement.execute(params![now, event, about, detail])?;
    Ok(())
}

/// The row of the article that `document` is, and whether it was removed. Its bytes were added before, or it reads as the last
/// version does. What reads as an earlier version and comes in other bytes was edited back.
fn same(connection: &Connection, document: &Document) -> Result<Option<(i64, String, bool)>, StoryError> {
    let mut statement = connection.prepare(
        "SELECT id, name, removed IS NOT NULL FROM documents
         WHERE text_hash = ?1 AND outlet IS ?2 AND url IS ?3 AND title IS ?4
             AND (hash = ?5 OR NOT EXISTS (SELECT 1 FROM documents AS later WHERE later.replaces = documents.id))
         ORDER BY id DESC LIMIT 1",
    )?;
    let text = hash(document.text.as_bytes());
    let wanted = params![text, document.outlet, document.url, document.title, document.hash];
    Ok(statement.query_row(wanted, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
}

impl Writer {
    /// Whether the story has this very article, so that nothing is to be done.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn has(&self, document: &Document) -> Result<Option<String>, StoryError> {
        let found = same(&self.story.connection, document)?;
        Ok(found.filter(|(.., removed)| !removed).map(|(_, name, _)| name))
    }

    /// Puts an article in; when this returns it is on the disk. Gives the id that it is told by.
    ///
    /// # Errors
    ///
    /// Those of the database; the story is then as it was.
    pub fn put(
        &mut self,
        capture: &Capture,
        mut document: Document,
        notes: &Annotations,
        annotator: &str,
    ) -> Result<(String, Added), StoryError> {
        let transaction = self.story.connection.transaction()?;
        if let Some((row, name, removed)) = same(&transaction, &document)? {
            if !removed {
                return Ok((name, Added::Unchanged));
            }
            transaction.execute("UPDATE documents SET removed = NULL WHERE id = ?1", [row])?;
            log(&transaction, "restored", Some(&name), None)?;
            transaction.commit()?;
            return Ok((name, Added::Restored));
        }
        let earlier = versions::earlier(&transaction, &document)?;
        let (replaces, version) = match &earlier {
            Some(earlier) => {
                document.id.clone_from(&earlier.name);
                (Some(earlier.row), earlier.version + 1)
            }
            None => {
                let fresh = unused(&transaction, &document.id)?;
                if fresh != document.id {
                    pile::rename_to(&mut document, fresh);
                }
                (None, 1)
            }
        };
        let now = written(Timestamp::now());
        let captured = keep(&transaction, capture, &now)?;
        let text = std::mem::take(&mut document.text);
        let record = json(&document)?;
        transaction.execute(
            "INSERT INTO documents (name, version, capture, hash, url, outlet, title, author, language, published, text,
                 text_hash, record, added, replaces)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                document.id,
                version,
                captured,
                document.hash,
                document.url,
                document.outlet,
                document.title,
                document.author,
                document.language,
                document.published().map(|stamp| &stamp.value),
                text,
                hash(text.as_bytes()),
                record,
                now,
                replaces,
            ],
        )?;
        let row = transaction.last_insert_rowid();
        annotated(&transaction, row, annotator, &hash(text.as_bytes()), notes)?;
        let (event, added) = match &earlier {
            Some(_) => ("version", Added::Version(version)),
            None => ("added", Added::New),
        };
        log(&transaction, event, Some(&document.id), Some(&capture.path))?;
        transaction.commit()?;
        Ok((document.id, added))
    }

    /// Keeps annotations that were made anew.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn renew(
        &mut self,
        row: i64,
        document: &Document,
        notes: &Annotations,
        annotator: &str,
    ) -> Result<(), StoryError> {
        let text = hash(document.text.as_bytes());
        annotated(&self.story.connection, row, annotator, &text, notes)
    }

    /// Takes an article out of the story. Its bytes stay, and it comes back when it is added again.
    ///
    /// # Errors
    ///
    /// [`StoryError::Nothing`], and those of the database.
    pub fn remove(&mut self, name: &str) -> Result<(), StoryError> {
        let transaction = self.story.connection.transaction()?;
        let now = written(Timestamp::now());
        let changed = transaction.execute(
            "UPDATE documents SET removed = ?1 WHERE id = (SELECT id FROM present WHERE name = ?2)",
            [now.as_str(), name],
        )?;
        if changed == 0 {
            return Err(StoryError::Nothing { what: "article", name: name.to_owned() });
        }
        log(&transaction, "removed", Some(name), None)?;
        transaction.commit()?;
        Ok(())
    }
}

fn json(value: &impl serde::Serialize) -> Result<String, StoryError> {
    serde_json::to_string(value).map_err(|error| StoryError::Damaged(error.to_string()))
}

fn annotated(
    connection: &Connection,
    row: i64,
    annotator: &str,
    text_hash: &str,
    notes: &Annotations,
) -> Result<(), StoryError> {
    let meanings = notes.meanings.to_bytes();
    let notes = Annotations { meanings: Meanings::default(), ..notes.clone() };
    connection.execute(
        "INSERT OR REPLACE INTO annotations (document, annotator, text_hash, notes, meanings) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![row, annotator, text_hash, pack(json(&notes)?.as_bytes())?, meanings],
    )?;
    Ok(())
}

/// Annotations as they are kept; `None` where they cannot be read.
pub(super) fn notes(stream: &[u8], meanings: Option<&[u8]>) -> Option<Annotations> {
    let mut notes: Annotations = serde_json::from_slice(&unpack(stream).ok()?).ok()?;
    if let Some(bytes) = meanings {
        notes.meanings = Meanings::from_bytes(bytes)?;
    }
    Some(notes)
}

/// The id of a capture, which is kept where the story has it not yet.
fn keep(connection: &Connection, capture: &Capture, now: &str) -> Result<i64, StoryError> {
    let bytes = hash(&capture.bytes);
    let known: Option<i64> = connection
        .query_row("SELECT id FROM captures WHERE hash = ?1 AND path = ?2", [&bytes, &capture.path], |row| {
            row.get(0)
        })
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    connection.execute(
        "INSERT INTO captures (hash, path, captured, size, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![bytes, capture.path, now, capture.bytes.len() as i64, pack(&capture.bytes)?],
    )?;
    Ok(connection.last_insert_rowid())
}

/// `name`, or the first of "name-2", "name-3" ... that no article of the story has.
fn unused(connection: &Connection, name: &str) -> Result<String, StoryError> {
    let mut taken = connection.prepare("SELECT EXISTS (SELECT 1 FROM documents WHERE name = ?1)")?;
    let mut candidate = name.to_owned();
    let mut count = 2_u64;
    while taken.query_row([&candidate], |row| row.get::<_, bool>(0))? {
        candidate = format!("{name}-{count}");
        count += 1;
    }
    Ok(candidate)
}

impl Story {
    /// The articles that the story consists of, by id. Annotations are given where `annotator` made them.
    ///
    /// # Errors
    ///
    /// [`StoryError::Damaged`], and those of the database.
    pub fn documents(&self, annotator: &str) -> Result<Vec<Stored>, StoryError> {
        self.stored(annotator, "SELECT d.* FROM present AS d", &[])
    }

    /// The article of one row.
    pub(super) fn document(&self, annotator: &str, row: i64) -> Result<Option<Stored>, StoryError> {
        let one = "SELECT d.* FROM documents AS d WHERE d.id = CAST(?2 AS INTEGER)";
        Ok(self.stored(annotator, one, &[&row.to_string()])?.pop())
    }

    /// The articles that the story consists of, by id, without what was found in them, which takes far longer to read.
    ///
    /// # Errors
    ///
    /// As for [`Story::documents`].
    pub fn articles(&self) -> Result<Vec<Document>, StoryError> {
        let stored = self.stored(NOBODY, "SELECT d.* FROM present AS d", &[])?;
        Ok(stored.into_iter().map(|stored| stored.document).collect())
    }

    /// One article by its name as [`Story::list`] gives it, or one version of it as NAME@NUMBER, also one that was replaced or
    /// removed; its id is then that.
    ///
    /// # Errors
    ///
    /// [`StoryError::Nothing`], and as for [`Story::documents`].
    pub fn article(&self, wanted: &str) -> Result<Version, StoryError> {
        // A name may have an @ of its own.
        let present = "SELECT * FROM present WHERE name = ?2";
        if let Some(stored) = self.stored(NOBODY, present, &[wanted])?.pop() {
            let version = "SELECT version FROM documents WHERE id = ?1";
            let version = self.connection.query_row(version, [stored.row], |row| row.get(0))?;
            return Ok(Version { name: wanted.to_owned(), version, document: stored.document });
        }
        let nothing = || StoryError::Nothing { what: "article", name: wanted.to_owned() };
        let (name, number) = wanted.rsplit_once('@').ok_or_else(nothing)?;
        let version: i64 = number.parse().map_err(|_| nothing())?;
        let kept = "SELECT * FROM documents WHERE name = ?2 AND version = ?3";
        let stored = self.stored(NOBODY, kept, &[name, &version.to_string()])?.pop().ok_or_else(nothing)?;
        let document = Document { id: format!("{name}@{version}"), ..stored.document };
        Ok(Version { name: name.to_owned(), version, document })
    }

    /// One version of an article, also one that was replaced or removed; `None` where there is none of that number.
    ///
    /// # Errors
    ///
    /// As for [`Story::documents`].
    pub fn version(&self, annotator: &str, name: &str, version: i64) -> Result<Option<Stored>, StoryError> {
        let kept = "SELECT * FROM documents WHERE name = ?2 AND version = CAST(?3 AS INTEGER)";
        Ok(self.stored(annotator, kept, &[name, &version.to_string()])?.pop())
    }

    /// The articles of which the story consisted at a moment.
    ///
    /// # Errors
    ///
    /// As for [`Story::documents`].
    pub fn documents_before(&self, annotator: &str, moment: &str) -> Result<Vec<Stored>, StoryError> {
        let then = "SELECT * FROM documents AS d WHERE added < ?2 AND (removed IS NULL OR removed >= ?2)
            AND NOT EXISTS (SELECT 1 FROM documents AS later WHERE later.replaces = d.id AND later.added < ?2)";
        self.stored(annotator, then, &[moment])
    }

    /// Whether `annotator` made the annotations of every article.
    pub(super) fn is_annotated(&self, annotator: &str) -> Result<bool, StoryError> {
        let mut statement = self.connection.prepare(
            "SELECT NOT EXISTS (SELECT 1 FROM present AS d LEFT JOIN annotations AS n
             ON n.document = d.id AND n.annotator = ?1 AND n.text_hash = d.text_hash WHERE n.document IS NULL)",
        )?;
        Ok(statement.query_row([annotator], |row| row.get(0))?)
    }

    fn stored(&self, annotator: &str, which: &str, rest: &[&str]) -> Result<Vec<Stored>, StoryError> {
        let mut statement = self.connection.prepare(&format!(
            "SELECT d.id, d.name, d.text, d.record, n.notes, {} FROM ({which}) AS d
             LEFT JOIN annotations AS n ON n.document = d.id AND n.annotator = ?1 AND n.text_hash = d.text_hash",
            schema::meanings(&self.connection)?
        ))?;
        let given: Vec<&str> = [annotator].into_iter().chain(rest.iter().copied()).collect();
        let mut rows = statement.query(rusqlite::params_from_iter(given))?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            kept.push(Kept::of(row)?);
        }
        // To read what was found in a thousand articles takes a third of a second. Of several that cannot be read the
        // first is told, whichever thread is the quickest.
        let read: Vec<Result<Stored, StoryError>> = kept.into_par_iter().map(Kept::read).collect();
        let mut found = read.into_iter().collect::<Result<Vec<_>, _>>()?;
        // The order of bytes, as documents are sorted everywhere, whatever the database's idea of order.
        found.sort_by(|a, b| a.document.id.cmp(&b.document.id));
        Ok(found)
    }

    /// The articles of the story, by id.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn list(&self) -> Result<Vec<Entry>, StoryError> {
        let mut statement = self
            .connection
            .prepare("SELECT name, version, outlet, title, published, added FROM present ORDER BY name")?;
        let entries = statement.query_map([], |row| {
            Ok(Entry {
                name: row.get(0)?,
                version: row.get(1)?,
                outlet: row.get(2)?,
                title: row.get(3)?,
                published: row.get(4)?,
                added: row.get(5)?,
            })
        })?;
        Ok(entries.collect::<Result<_, _>>()?)
    }
}

/// A row as the database has it.
struct Kept {
    row: i64,
    name: String,
    text: String,
    record: String,
    notes: Option<Vec<u8>>,
    meanings: Option<Vec<u8>>,
}

impl Kept {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: row.get(0)?,
            name: row.get(1)?,
            text: row.get(2)?,
            record: row.get(3)?,
            notes: row.get(4)?,
            meanings: row.get(5)?,
        })
    }

    fn read(self) -> Result<Stored, StoryError> {
        let damaged =
            |what: &str| StoryError::Damaged(format!("{what} of article \"{}\" cannot be read", self.name));
        let mut document: Document = serde_json::from_str(&self.record).map_err(|_| damaged("the record"))?;
        let annotations = match &self.notes {
            None => None,
            Some(stream) => {
                let notes = notes(stream, self.meanings.as_deref());
                let notes = notes.ok_or_else(|| damaged("the annotations"))?;
                Some(notes).filter(|notes| super::verify::fits(notes, &self.text))
            }
        };
        document.text = self.text;
        Ok(Stored { row: self.row, document, annotations })
    }
}
