//! CSV and TSV: a head of field names, then a record a row, with quoted fields that may hold line breaks.

use crate::record::{self, Refusal};
use crate::words::Words;
use crate::{Reading, Source, finish, hash};
use headwater_text::{Document, Problem, ProblemKind, Severity};
use serde_json::Value;

/// Quotation marks that are never closed swallow the rest of a file; reading starts again on the next line, but
/// no more often than this, so that a file full of them costs linear time.
const MOST_RESTARTS: usize = 8;

/// Whether the first line names at least two known fields, the text among them.
pub(crate) fn looks_like(text: &str) -> bool {
    let head = text.trim_start().lines().next().unwrap_or("");
    let names: Vec<&str> = head
        .split(char::from(delimiter(head)))
        .map(|name| name.trim().trim_matches('"'))
        .filter_map(|name| Words::english().field(name).map(|(meaning, ..)| meaning))
        .collect();
    names.len() >= 2 && names.contains(&"text")
}

/// Comma, tab or semicolon: whichever parts the head most often.
fn delimiter(head: &str) -> u8 {
    let count = |mark: u8| head.bytes().filter(|b| *b == mark).count();
    [b',', b'\t', b';', b'|'].into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',')
}

/// Reads every row; rows that give no document are problems.
pub(crate) fn read(source: &Source<'_>) -> Reading {
    let mut reading = Reading::default();
    let text = source.text;
    let delimiter = delimiter(text.lines().find(|line| !line.trim().is_empty()).unwrap_or(""));
    let mut names: Option<Vec<String>> = None;
    let mut restarts = 0;
    let (mut from, mut line, mut counted) = (0, 1, 0);
    'file: while from < text.len() {
        let mut rows = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(&text.as_bytes()[from..]);
        let mut row = ::csv::StringRecord::new();
        loop {
            let begin = from + usize::try_from(rows.position().byte()).unwrap_or(0);
            match rows.read_record(&mut row) {
                Ok(true) => {}
                Ok(false) => break 'file,
                Err(error) => {
                    let message = format!("the row cannot be read: {error}");
                    reading.problems.push(source.problem(ProblemKind::Malformed, Severity::Lost, message));
                    break 'file;
                }
            }
            let end = from + usize::try_from(rows.position().byte()).unwrap_or(0);
            let begin = begin + leading_breaks(&text[begin..end]);
            let raw = &text[begin..end];
            line += text[counted..begin].bytes().filter(|b| *b == b'\n').count();
            counted = begin;
            let unclosed = raw.bytes().filter(|b| *b == b'"').count() % 2 == 1;
            if unclosed && end == text.len() {
                let next = raw.find('\n').map(|at| begin + at + 1);
                let Some(next) = next.filter(|next| *next < text.len()) else {
                    let message =
                        "the last row breaks off inside quotation marks; the file may have been cut";
                    reading.problems.push(record::refused(
                        (ProblemKind::Truncated, message.to_owned()),
                        source.path,
                        line,
                        begin,
                    ));
                    break 'file;
                };
                restarts += 1;
                let message = "the row opens a quotation mark that is never closed; it was passed over";
                reading.problems.push(record::refused(
                    (ProblemKind::Malformed, message.to_owned()),
                    source.path,
                    line,
                    begin,
                ));
                if restarts > MOST_RESTARTS {
                    reading.problems.push(source.problem(
                        ProblemKind::Limit,
                        Severity::Partial,
                        "too many unclosed quotation marks; the rest of the file was passed over",
                    ));
                    break 'file;
                }
                from = next;
                continue 'file;
            }
            let Some(head) = &names else {
                names = Some(row.iter().map(str::to_owned).collect());
                if !row.iter().any(|name| Words::english().field(name).is_some_and(|field| field.0 == "text"))
                {
                    reading.problems.push(source.problem(
                        ProblemKind::Malformed,
                        Severity::Lost,
                        "the first row names no text field; name one text, body or content",
                    ));
                    break 'file;
                }
                continue;
            };
            match document(source, head, &row, line, raw) {
                Ok(doc) => reading.documents.push(finish::whole(doc)),
                Err(refusal) => reading.problems.push(record::refused(refusal, source.path, line, begin)),
            }
        }
    }
    reading
}

fn document(
    source: &Source<'_>,
    names: &[String],
    row: &::csv::StringRecord,
    line: usize,
    raw: &str,
) -> Result<Document, Refusal> {
    let mut doc = Document {
        path: format!("{}:{line}", source.path),
        hash: hash(raw.trim_end_matches(['\n', '\r']).as_bytes()),
        ..Document::default()
    };
    let fields = names
        .iter()
        .zip(row)
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.clone(), Value::String(value.to_owned())));
    record::fill(&mut doc, fields);
    record::require_text(&doc)?;
    if row.len() != names.len() {
        doc.problems.push(Problem {
            severity: Severity::Note,
            ..record::refused(
                (
                    ProblemKind::Malformed,
                    format!("the row has {} fields, the head names {}", row.len(), names.len()),
                ),
                source.path,
                line,
                0,
            )
        });
    }
    if doc.id.is_empty() {
        doc.id = format!("{}-{line}", source.stem());
    }
    Ok(doc)
}

fn leading_breaks(raw: &str) -> usize {
    raw.len() - raw.trim_start_matches(['\n', '\r']).len()
}
