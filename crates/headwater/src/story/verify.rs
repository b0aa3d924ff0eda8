//! Everything that a story holds, checked against the bytes that came in.

use super::documents::{Entry, notes};
use super::packed::{hash, unpack};
use super::{Story, StoryError, judge, schema};
use headwater_text::{Annotations, Document, Span};
use std::collections::BTreeSet;

/// What a check of a story found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Captures whose bytes were hashed again.
    pub captures: usize,
    /// Versions of articles whose text and spans were checked.
    pub documents: usize,
    /// Spans that were looked up.
    pub spans: usize,
    /// Judgements that were read.
    pub judgements: usize,
    /// What is not as it was, a line each.
    pub faults: Vec<String>,
    /// What is worth knowing and no fault.
    pub notes: Vec<String>,
}

impl Story {
    /// Checks the database, the bytes, the texts, the spans and the judgements.
    ///
    /// # Errors
    ///
    /// Those of a database that cannot even be asked.
    pub fn verify(&self) -> Result<Report, StoryError> {
        let mut report = Report::default();
        self.database(&mut report)?;
        self.captures(&mut report)?;
        self.texts(&mut report)?;
        report.judgements = judge::check(self, &mut report.faults)?;
        Ok(report)
    }

    fn database(&self, report: &mut Report) -> Result<(), StoryError> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)")?;
        let told = statement.query_map([], |row| row.get::<_, String>(0))?;
        for line in told {
            let line = line?;
            if line != "ok" {
                report.faults.push(format!("database: {line}"));
            }
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let table: String = row.get(0)?;
            report.faults.push(format!("database: a row of {table} points to nothing"));
        }
        Ok(())
    }

    /// The bytes against their hashes, and the articles in them against those kept.
    fn captures(&self, report: &mut Report) -> Result<(), StoryError> {
        let mut statement =
            self.connection.prepare("SELECT id, path, hash, size, bytes FROM captures ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            report.captures += 1;
            let (id, path): (i64, String) = (row.get(0)?, row.get(1)?);
            let (expected, size): (String, i64) = (row.get(2)?, row.get(3)?);
            let stream: Vec<u8> = row.get(4)?;
            let bytes = match unpack(&stream) {
                Ok(bytes) if hash(&bytes) == expected && bytes.len() as i64 == size => bytes,
                Ok(_) => {
                    report.faults.push(format!("{path}: its bytes are not those that were captured"));
                    continue;
                }
                Err(error) => {
                    report.faults.push(format!("{path}: {error}"));
                    continue;
                }
            };
            self.read_again(id, &path, &bytes, report)?;
        }
        Ok(())
    }

    fn read_again(
        &self,
        capture: i64,
        path: &str,
        bytes: &[u8],
        report: &mut Report,
    ) -> Result<(), StoryError> {
        let reading = headwater_read::bytes(path, bytes);
        let hashes: BTreeSet<&str> =
            reading.documents.iter().map(|document| document.hash.as_str()).collect();
        let texts: BTreeSet<&str> = reading.documents.iter().map(|document| document.text.as_str()).collect();
        let mut statement =
            self.connection.prepare("SELECT name, version, hash, text FROM documents WHERE capture = ?1")?;
        let mut rows = statement.query([capture])?;
        while let Some(row) = rows.next()? {
            let (name, version): (String, i64) = (row.get(0)?, row.get(1)?);
            let (hash, text): (String, String) = (row.get(2)?, row.get(3)?);
            if !hashes.contains(hash.as_str()) {
                report.faults.push(format!("{name}, version {version}: it is not in the bytes of {path}"));
            } else if !texts.contains(text.as_str()) {
                report.notes.push(format!(
                    "{name}, version {version}: this version of Headwater reads another text from {path}"
                ));
            }
        }
        Ok(())
    }

    /// The texts against their hashes, and every span against its text.
    fn texts(&self, report: &mut Report) -> Result<(), StoryError> {
        let mut statement = self.connection.prepare(&format!(
            "SELECT d.name, d.version, d.text, d.text_hash, d.record, n.text_hash, n.notes, {}
             FROM documents AS d LEFT JOIN annotations AS n ON n.document = d.id ORDER BY d.id",
            schema::meanings(&self.connection)?
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            report.documents += 1;
            let (name, version): (String, i64) = (row.get(0)?, row.get(1)?);
            let (text, expected): (String, String) = (row.get(2)?, row.get(3)?);
            let record: String = row.get(4)?;
            let mut fault = |what: &str| report.faults.push(format!("{name}, version {version}: {what}"));
            if hash(text.as_bytes()) != expected {
                fault("its text is not the one that was read");
                continue;
            }
            match serde_json::from_str::<Document>(&record) {
                Err(_) => fault("its record cannot be read"),
                Ok(document) if !document.furniture.iter().all(|span| stands(*span, &text)) => {
                    fault("a span of its record does not stand in its text");
                }
                Ok(_) => {}
            }
            let (made_of, stream): (Option<String>, Option<Vec<u8>>) = (row.get(5)?, row.get(6)?);
            let Some(stream) = stream else {
                fault("it has no annotations");
                continue;
            };
            let meanings: Option<Vec<u8>> = row.get(7)?;
            match notes(&stream, meanings.as_deref()) {
                None => fault("its annotations cannot be read"),
                Some(_) if made_of.as_deref() != Some(expected.as_str()) => {
                    fault("its annotations were made of another text");
                }
                Some(notes) if !fits(&notes, &text) => {
                    fault("a span of its annotations does not stand in its text")
                }
                Some(notes) => report.spans += spans(&notes).count(),
            }
        }
        Ok(())
    }
}

/// Whether every span and every index of annotations falls into the text and its lists.
pub(super) fn fits(notes: &Annotations, text: &str) -> bool {
    let (mentions, attributions) = (notes.mentions.len(), notes.attributions.len());
    let mention = |index: Option<usize>| index.is_none_or(|index| index < mentions);
    let attribution = |index: Option<usize>| index.is_none_or(|index| index < attributions);
    spans(notes).all(|span| stands(span, text))
        && notes.paragraphs.iter().all(|paragraph| {
            paragraph.sentences.0 <= paragraph.sentences.1 && paragraph.sentences.1 <= notes.sentences.len()
        })
        && notes.sentences.iter().all(|sentence| sentence.paragraph < notes.paragraphs.len().max(1))
        && notes
            .quotations
            .iter()
            .all(|quotation| quotation.continues.is_none_or(|index| index < notes.quotations.len()))
        && notes
            .mentions
            .iter()
            .all(|found| mention(found.affiliation) && mention(found.antecedent) && mention(found.alias_of))
        && notes.attributions.iter().all(|found| {
            attribution(found.parent)
                && attribution(found.carries_on)
                && mention(found.source_mention)
                && mention(found.recipient_mention)
        })
}

/// Whether a span falls on characters of `text`.
fn stands(span: Span, text: &str) -> bool {
    span.start <= span.end && text.get(span.start..span.end).is_some()
}

/// Every span of annotations.
fn spans(notes: &Annotations) -> impl Iterator<Item = Span> + '_ {
    let attributions = notes.attributions.iter().flat_map(|found| {
        let parts = [&found.source, &found.cue, &found.content];
        parts.into_iter().flatten().copied().chain(found.recipient).chain(found.evidence)
    });
    let mentions =
        notes.mentions.iter().flat_map(|found| [found.span, found.head].into_iter().chain(found.role));
    (notes.paragraphs.iter().map(|found| found.span))
        .chain(notes.sentences.iter().map(|found| found.span))
        .chain(notes.quotations.iter().flat_map(|found| [found.outer, found.inner]))
        .chain(attributions)
        .chain(mentions)
        .chain(notes.times.iter().map(|found| found.span))
        .chain(notes.quantities.iter().map(|found| found.span))
        .chain(notes.marks.iter().flat_map(|found| [found.span, found.scope]))
}

impl Report {
    /// Whether everything is as it was.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

impl Entry {
    /// "dnevka-warning" or "dnevka-warning, version 2".
    pub fn told(&self) -> String {
        match self.version {
            1 => self.name.clone(),
            version => format!("{}, version {version}", self.name),
        }
    }
}
