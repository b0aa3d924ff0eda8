//! JSON: a record a line, an array of records, or one record.
//!
//! A damaged line or element costs that record only. What some writers get wrong (lone surrogates, `NaN`,
//! numbers beyond any float) is mended and told.

use crate::record::{self, Refusal};
use crate::{Reading, Source, Stretch, finish, hash};
use headwater_text::{Document, Place, Problem, ProblemKind, Severity};
use serde_json::{Map, Value};

/// Whether the text starts like a record or an array of records.
pub(crate) fn looks_like(text: &str) -> bool {
    let text = text.trim_start();
    let inner = text.strip_prefix('[').map_or(text, str::trim_start);
    inner.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// Reads every record; records that give no document are problems.
pub(crate) fn read(source: &Source<'_>) -> Reading {
    let text = source.text;
    let start = text.len() - text.trim_start().len();
    if text[start..].starts_with('[') {
        let (elements, closed) = elements(text, start);
        let mut reading = each(source, elements.into_iter());
        if !closed {
            reading.problems.push(source.problem(
                ProblemKind::Truncated,
                Severity::Partial,
                "the array of records is not closed; the file may have been cut",
            ));
        }
        return reading;
    }
    let first_line = text[start..].lines().next().unwrap_or("");
    if parse(first_line).is_err() {
        // One record over many lines, as JSON files often are.
        if let Ok((Value::Object(whole), _)) = parse(text) {
            return match inner_records(&whole) {
                Some(records) => each_value(source, records),
                None => each(source, std::iter::once((start, text.trim()))),
            };
        }
    }
    lines(source, &Stretch { bytes: source.bytes, first_line: 1, first_byte: 0, last: true })
}

/// Whether a file that begins with `text` has a record on each of its lines; the first must be whole.
pub(crate) fn is_lines(text: &str) -> bool {
    let text = text.trim_start();
    let first = text.split_once('\n').map(|(first, _)| first);
    text.starts_with('{') && first.is_some_and(|line| matches!(parse(line), Ok((Value::Object(_), _))))
}

/// Reads a record a line; `stretch` says where in its file the text of `source` stands.
pub(crate) fn lines(source: &Source<'_>, stretch: &Stretch<'_>) -> Reading {
    let mut at = 0;
    let lines = source.text.split_inclusive('\n').map(|line| {
        let offset = at;
        at += line.len();
        (offset, line.trim_end_matches(['\n', '\r']))
    });
    each_of(source, stretch, lines.filter(|(_, line)| !line.trim().is_empty()))
}

/// The records of an object that only wraps them: `{"articles": [{...}, ...]}`.
fn inner_records(whole: &Map<String, Value>) -> Option<Vec<Value>> {
    let has_text = |record: &Map<String, Value>| {
        let mut doc = Document::default();
        record::fill(&mut doc, record.clone());
        !doc.text.is_empty()
    };
    if has_text(whole) {
        return None;
    }
    whole.values().find_map(|value| match value {
        Value::Array(list) if list.iter().any(|item| item.as_object().is_some_and(has_text)) => {
            Some(list.clone())
        }
        _ => None,
    })
}

fn each_value(source: &Source<'_>, records: Vec<Value>) -> Reading {
    let mut reading = Reading::default();
    for (index, value) in records.into_iter().enumerate() {
        let raw = value.to_string();
        let made = match value {
            Value::Object(fields) => document(source, fields, index + 1, raw.as_bytes()),
            _ => Err((ProblemKind::Malformed, "not an object".to_owned())),
        };
        match made {
            Ok(doc) => reading.documents.push(finish::whole(doc)),
            Err(refusal) => reading.problems.push(record::refused(refusal, source.path, index + 1, 0)),
        }
    }
    reading
}

fn each<'t>(source: &Source<'t>, records: impl Iterator<Item = (usize, &'t str)>) -> Reading {
    each_of(source, &Stretch { bytes: source.bytes, first_line: 1, first_byte: 0, last: true }, records)
}

fn each_of<'t>(
    source: &Source<'t>,
    stretch: &Stretch<'_>,
    records: impl Iterator<Item = (usize, &'t str)>,
) -> Reading {
    let mut reading = Reading::default();
    let (mut line, mut counted) = (stretch.first_line, 0);
    for (offset, raw) in records {
        line += source.text[counted..offset].bytes().filter(|b| *b == b'\n').count();
        counted = offset;
        let at_end = stretch.last && source.text[offset + raw.len()..].trim().is_empty();
        let offset = stretch.first_byte + offset;
        let made =
            parse(raw).map_err(|error| describe(&error, raw, at_end)).and_then(
                |(value, mended)| match value {
                    Value::Object(fields) => {
                        document(source, fields, line, raw.as_bytes()).map(|doc| (doc, mended))
                    }
                    _ => Err((ProblemKind::Malformed, "the line is JSON but not an object".to_owned())),
                },
            );
        match made {
            Ok((mut doc, mended)) => {
                doc.problems.extend(mended.into_iter().map(|(kind, message)| Problem {
                    kind,
                    severity: Severity::Partial,
                    place: place(source.path, line, offset),
                    message,
                }));
                reading.documents.push(finish::whole(doc));
            }
            Err(refusal) => reading.problems.push(record::refused(refusal, source.path, line, offset)),
        }
    }
    reading
}

fn place(path: &str, line: usize, byte: usize) -> Place {
    Place { path: path.to_owned(), line: Some(line), byte: Some(byte) }
}

fn document(
    source: &Source<'_>,
    fields: Map<String, Value>,
    line: usize,
    raw: &[u8],
) -> Result<Document, Refusal> {
    let mut doc =
        Document { path: format!("{}:{line}", source.path), hash: hash(raw), ..Document::default() };
    record::fill(&mut doc, fields);
    record::require_text(&doc)?;
    if doc.id.is_empty() {
        doc.id = format!("{}-{line}", source.stem());
    }
    Ok(doc)
}

/// Says where in the line the JSON breaks off, and whether the file does so too.
fn describe(error: &serde_json::Error, raw: &str, at_end: bool) -> Refusal {
    let column = error.column();
    if error.is_eof() && at_end {
        let message =
            format!("the last record breaks off after {} bytes; the file may have been cut", raw.len());
        (ProblemKind::Truncated, message)
    } else if error.is_eof() {
        let message = format!("the record breaks off at column {column}");
        (ProblemKind::Truncated, message)
    } else {
        let words = error.to_string();
        let words = words.split(" at line").next().unwrap_or("").to_owned();
        (ProblemKind::Malformed, format!("not JSON at column {column}: {words}"))
    }
}

/// Parses one value; on failure once more after mending.
fn parse(raw: &str) -> Result<(Value, Vec<Refusal>), serde_json::Error> {
    match serde_json::from_str(raw) {
        Ok(value) => Ok((value, Vec::new())),
        Err(error) => {
            let (mended, problems) = mend(raw);
            if problems.is_empty() {
                return Err(error);
            }
            serde_json::from_str(&mended).map(|value| (value, problems))
        }
    }
}

/// Replaces escapes of lone surrogates by U+FFFD, and numbers that no float holds by null.
fn mend(raw: &str) -> (String, Vec<Refusal>) {
    let mut mended = String::with_capacity(raw.len());
    let (mut surrogates, mut numbers) = (false, false);
    let mut rest = raw;
    let mut in_string = false;
    while let Some(next) = rest.chars().next() {
        let mut length = next.len_utf8();
        match (in_string, next) {
            (_, '"') => {
                in_string = !in_string;
                mended.push(next);
            }
            (true, '\\') => {
                let here = surrogate(rest);
                let low = here.and_then(|_| surrogate(rest.get(6..).unwrap_or("")));
                match (here, low) {
                    (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => {
                        length = 12;
                        mended.push_str(&rest[..length]);
                    }
                    (Some(_), _) => {
                        length = 6;
                        surrogates = true;
                        mended.push_str("\\ufffd");
                    }
                    (None, _) => {
                        length += rest[1..].chars().next().map_or(0, char::len_utf8);
                        mended.push_str(&rest[..length]);
                    }
                }
            }
            (false, '-' | '0'..='9' | 'N' | 'I') => {
                let token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
                length = rest.find(|c| !token(c)).unwrap_or(rest.len());
                let number = &rest[..length];
                if number.parse::<f64>().is_ok_and(|number| !number.is_finite()) {
                    numbers = true;
                    mended.push_str("null");
                } else {
                    mended.push_str(number);
                }
            }
            _ => mended.push(next),
        }
        rest = &rest[length..];
    }
    let mut problems = Vec::new();
    if surrogates {
        let message = "half a character pair stands alone in the record; it was replaced by U+FFFD";
        problems.push((ProblemKind::Encoding, message.to_owned()));
    }
    if numbers {
        let message = "a number of the record is beyond what can be held; it was left out";
        problems.push((ProblemKind::Malformed, message.to_owned()));
    }
    (mended, problems)
}

/// The surrogate that an escape at the start of `text` gives.
fn surrogate(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let unit = u32::from_str_radix(digits, 16).ok()?;
    (0xD800..=0xDFFF).contains(&unit).then_some(unit)
}

/// The elements of the array that opens at `start`, with their offsets, and whether it is closed.
///
/// Looks at brackets and strings only, so that a damaged element does not hide the others.
fn elements(text: &str, start: usize) -> (Vec<(usize, &str)>, bool) {
    let mut found = Vec::new();
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    let mut from = start + 1;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    add_element(text, from, at, &mut found);
                    return (found, true);
                }
            }
            b',' if depth == 1 => {
                add_element(text, from, at, &mut found);
                from = at + 1;
            }
            _ => {}
        }
    }
    add_element(text, from.min(text.len()), text.len(), &mut found);
    (found, false)
}

fn add_element<'t>(text: &'t str, from: usize, to: usize, found: &mut Vec<(usize, &'t str)>) {
    let raw = &text[from..to];
    let element = raw.trim();
    if !element.is_empty() {
        found.push((from + (raw.len() - raw.trim_start().len()), element));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(path: &str, content: &str) -> (Vec<String>, Vec<(Option<usize>, ProblemKind)>) {
        let reading = crate::bytes(path, content.as_bytes());
        let problems = reading
            .documents
            .iter()
            .flat_map(|doc| &doc.problems)
            .chain(&reading.problems)
            .map(|problem| (problem.place.line, problem.kind))
            .collect();
        (reading.documents.into_iter().map(|doc| doc.id).collect(), problems)
    }

    fn check(content: &str, expected: &[&str], problems: &[(Option<usize>, ProblemKind)]) {
        let (got, told) = ids("pile.jsonl", content);
        assert_eq!(got, expected, "{content}");
        assert_eq!(told, problems, "{content}");
    }

    #[test]
    fn lines_arrays_and_objects() {
        let text = "The council of the town met and the mayor said that it was over.";
        check(
            &format!("{{\"id\":\"a\",\"text\":\"{text}\"}}\n\n{{\"text\":\"{text}\"}}\n"),
            &["a", "pile-3"],
            &[],
        );
        check(
            &format!("[{{\"id\":\"a\",\"text\":\"{text}\"}},\n {{\"id\":2,\"body\":\"{text}\"}}]"),
            &["a", "2"],
            &[],
        );
        check(&format!("{{\n \"id\": \"a\",\n \"text\": \"{text}\"\n}}\n"), &["a"], &[]);
        check(&format!("{{\"articles\": [\n{{\"id\":\"a\",\"text\":\"{text}\"}}]}}"), &["a"], &[]);
    }

    #[test]
    fn in_stretches_as_at_once() {
        let file = "{\"id\":\"a\",\"text\":\"čaj\"}\n\n{bad}\n{\"text\":\"x\"}\r\n{\"id\":\"b\",\"text\":\"\\ud800\"}\n{\"id\":\"c";
        let whole = crate::bytes("pile.jsonl", file.as_bytes());
        let ends: Vec<usize> = file.match_indices('\n').map(|(at, _)| at + 1).chain([file.len()]).collect();
        for step in 1..=ends.len() {
            let (mut documents, mut problems, mut from, mut line) = (Vec::new(), Vec::new(), 0, 1);
            for to in ends.chunks(step).filter_map(|ends| ends.last().copied()) {
                let bytes = &file.as_bytes()[from..to];
                let last = to == file.len();
                let read =
                    crate::lines("pile.jsonl", Stretch { bytes, first_line: line, first_byte: from, last });
                documents.extend(read.documents);
                problems.extend(read.problems);
                (from, line) = (to, line + file[from..to].matches('\n').count());
            }
            assert_eq!(documents, whole.documents);
            assert_eq!(problems, whole.problems);
        }
    }

    #[test]
    fn which_files_have_a_record_a_line() {
        assert!(is_lines("\n {\"id\": 1}\n{"));
        for text in ["", "{\"id\": 1}", "[{\"id\": 1}]\n", "{\n\"id\": 1}\n", "id,text\n1,x\n"] {
            assert!(!is_lines(text), "{text}");
        }
    }

    #[test]
    fn damage_costs_one_record() {
        use ProblemKind::{Empty, Encoding, Malformed, Truncated};
        check(
            "{\"id\":\"a\",\"text\":\"x\"}\n{bad}\n{\"id\":\"c\",\"text\":\"x\"}",
            &["a", "c"],
            &[(Some(2), Malformed)],
        );
        check("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"te", &["a"], &[(Some(2), Truncated)]);
        check("{\"id\":\"a\",\"text\":\"\\ud83d\\ude00 \\ud800 x\"}", &["a"], &[(Some(1), Encoding)]);
        check("{\"id\":\"a\",\"n\":1e999,\"text\":\"x\"}", &["a"], &[(Some(1), Malformed)]);
        check(
            "{\"id\":\"a\"}\n{\"id\":\"b\",\"text\":\" \"}\n3\n",
            &[],
            &[(Some(1), Malformed), (Some(2), Empty), (Some(3), Malformed)],
        );
        check(
            "[{\"id\":\"a\",\"text\":\"x\"}, {\"id\": nope}, {\"id\":\"c\",\"text\":\"x\"}",
            &["a", "c"],
            &[(Some(1), Malformed), (None, Truncated)],
        );
    }
}
