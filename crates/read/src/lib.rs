//! Bytes to documents: one file per input format, one row per format in the table of [`formats`].
//!
//! **Invariant:** knows nothing of annotations or claims. Damaged input gives what could be read and the problems met.
//!
//! Every format ends in `finish`: the edges of the text are searched for header lines, datelines, credits and
//! notes of the house, all dates are ranked, and the language is looked at. The text itself is never changed.

mod binary;
mod credits;
mod csv;
mod dateline;
mod dates;
mod edges;
mod encoding;
mod finish;
pub mod formats;
mod html;
mod json;
mod markdown;
mod notes;
mod plain;
mod record;
mod stamps;
mod tongue;
mod words;

use formats::Format;
use headwater_text::{Document, Place, Problem, ProblemKind, Severity};

/// A document's text may have this many bytes. The longest newspaper article is far below one MiB; the limit keeps
/// one runaway file from taking the memory of all others.
pub const MAX_DOCUMENT_BYTES: usize = 32 * 1024 * 1024;

/// A file of records may have this many bytes.
pub const MAX_FILE_BYTES: usize = 1024 * 1024 * 1024;

/// What reading gave: documents in the order read, and problems that belong to no document.
#[derive(Debug, Default)]
pub struct Reading {
    /// What could be read. Problems of one document stand in the document.
    pub documents: Vec<Document>,
    /// Problems of files or records that gave no document.
    pub problems: Vec<Problem>,
}

impl Reading {
    fn lost(kind: ProblemKind, path: &str, message: impl Into<String>) -> Self {
        Self {
            documents: Vec::new(),
            problems: vec![Problem {
                kind,
                severity: Severity::Lost,
                place: Place { path: path.to_owned(), ..Place::default() },
                message: message.into(),
            }],
        }
    }
}

/// A file as the formats see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    /// As given, or "-".
    pub path: &'a str,
    /// As stored.
    pub bytes: &'a [u8],
    /// Decoded, without byte order mark.
    pub text: &'a str,
}

impl Source<'_> {
    /// Name of the file without folders and extension: the id of its document where none is given.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or(self.path);
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        }
    }

    /// A document of the whole file, with nothing known but where it is from.
    pub(crate) fn document(&self) -> Document {
        Document {
            id: self.stem().to_owned(),
            path: self.path.to_owned(),
            hash: hash(self.bytes),
            ..Document::default()
        }
    }

    /// A problem of the whole file.
    pub(crate) fn problem(
        &self,
        kind: ProblemKind,
        severity: Severity,
        message: impl Into<String>,
    ) -> Problem {
        Problem {
            kind,
            severity,
            place: Place { path: self.path.to_owned(), ..Place::default() },
            message: message.into(),
        }
    }
}

/// BLAKE3, in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Reads the bytes of one file (or of standard input, `path` "-") in the format that its name and content show.
///
/// ```
/// let line = br#"{"id": "a1", "date": "2031-01-12", "text": "The bridge at Sarnitz was closed on Sunday."}"#;
/// let reading = headwater_read::bytes("pile.jsonl", line);
/// assert_eq!(reading.documents[0].id, "a1");
/// assert_eq!(reading.documents[0].published().unwrap().value, "2031-01-12");
/// assert!(headwater_read::bytes("scan.pdf", b"%PDF-1.7").documents.is_empty());
/// ```
pub fn bytes(path: &str, content: &[u8]) -> Reading {
    if content.iter().all(u8::is_ascii_whitespace) {
        return Reading::lost(ProblemKind::Empty, path, "the file is empty");
    }
    if let Some(what) = binary::kind(content) {
        let message = match what {
            "not text" => "the file is not text; this version reads text formats only".to_owned(),
            what => {
                format!("the file is {what}, which this version does not read; save its text or page instead")
            }
        };
        return Reading::lost(ProblemKind::Binary, path, message);
    }
    let format = Format::of_name(path);
    let limit = format.map_or(MAX_DOCUMENT_BYTES, |format| format.max_bytes);
    if content.len() > limit.max(MAX_DOCUMENT_BYTES) && (format.is_some() || content.len() > MAX_FILE_BYTES) {
        let message =
            format!("the file has {} MiB, the limit is {}; split it", content.len() >> 20, limit >> 20);
        return Reading::lost(ProblemKind::TooLarge, path, message);
    }
    let decoded = encoding::decode(path, content);
    let mut found = decoded.problems;
    let source = Source { path, bytes: content, text: &decoded.text };
    if let Some(at) = binary::first_nul(source.text) {
        let mut problem = source.problem(ProblemKind::Binary, Severity::Partial, NUL);
        problem.place.byte = Some(at);
        found.push(problem);
    }
    let (format, named) = match format {
        Some(format) => (format, true),
        None => (Format::of_content(source.text), path == "-" || !has_extension(path)),
    };
    if !named {
        found.push(source.problem(
            ProblemKind::UnknownFormat,
            Severity::Note,
            format!("the name shows no known format; read as {}", format.name),
        ));
    }
    if source.text.len() > format.max_bytes {
        return Reading::lost(ProblemKind::TooLarge, path, "the text is over the limit of 32 MiB; split it");
    }
    let mut reading = (format.read)(&source);
    match reading.documents.as_mut_slice() {
        // The trouble of a whole file that is one document is that document's.
        [only] => {
            found.append(&mut only.problems);
            only.problems = found;
        }
        _ => {
            found.append(&mut reading.problems);
            reading.problems = found;
        }
    }
    reading
}

/// A few whole lines of a file that has a record on each.
#[derive(Debug, Clone, Copy)]
pub struct Stretch<'b> {
    /// Their bytes.
    pub bytes: &'b [u8],
    /// The number of the first line, from 1.
    pub first_line: usize,
    /// Where it begins, in bytes of the file.
    pub first_byte: usize,
    /// Whether the file ends with them.
    pub last: bool,
}

/// Whether the file (or standard input, `path` "-") that begins with `head` can be read line by line with [`lines`], whatever its
/// size: JSON in UTF-8, a record a line.
pub fn is_lines(path: &str, head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The head may end inside a character.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or("")
        }
        Err(_) => return false,
    };
    let named = match Format::of_name(path) {
        Some(format) => format.is_records_of_lines(),
        None => path == "-" || !has_extension(path),
    };
    named && binary::kind(head).is_none() && encoding::wide(head).is_none() && json::is_lines(text)
}

/// Reads some lines of a file for which [`is_lines`] holds. What all lines give is what [`bytes`] gives of the whole file, but that
/// bytes which are no UTF-8 are mended for each stretch by itself.
///
/// ```
/// use headwater_read::{Stretch, lines};
/// let bytes = br#"{"id": "a7", "text": "The bridge at Sarnitz was closed on Sunday."}"#;
/// let reading = lines("pile.jsonl", Stretch { bytes, first_line: 7, first_byte: 2048, last: false });
/// assert_eq!(reading.documents[0].path, "pile.jsonl:7");
/// ```
pub fn lines(path: &str, stretch: Stretch<'_>) -> Reading {
    let decoded = encoding::decode(path, stretch.bytes);
    let source = Source { path, bytes: stretch.bytes, text: &decoded.text };
    let mut found = decoded.problems;
    if let Some(at) = binary::first_nul(source.text) {
        let mut problem = source.problem(ProblemKind::Binary, Severity::Partial, NUL);
        problem.place.byte = Some(at);
        found.push(problem);
    }
    for byte in found.iter_mut().filter_map(|problem| problem.place.byte.as_mut()) {
        *byte += stretch.first_byte;
    }
    let mut reading = json::lines(&source, &stretch);
    found.append(&mut reading.problems);
    reading.problems = found;
    reading
}

/// What is said of NUL characters.
const NUL: &str = "the text holds NUL characters; it may be damaged there";

fn has_extension(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && (1..=5).contains(&extension.len())
            && extension.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}
