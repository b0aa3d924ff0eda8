//! A record of named fields to a document: JSON objects, CSV rows, front matter.

use crate::words::Words;
use crate::{MAX_DOCUMENT_BYTES, stamps};
use headwater_text::{Document, Place, Problem, ProblemKind, Severity, StampKind, StampRole};
use serde_json::Value;

/// Why a record gives no document.
pub(crate) type Refusal = (ProblemKind, String);

/// Fills `doc` from fields. Of several names for one field the best ranked that holds something wins; what is
/// left over is kept in [`Document::extra`]. The text is the field's string, unchanged.
pub(crate) fn fill(doc: &mut Document, fields: impl IntoIterator<Item = (String, Value)>) {
    let words = Words::english();
    let mut known: Vec<(usize, &'static str, String, Value)> = Vec::new();
    for (name, value) in fields {
        match words.field(&name) {
            Some((meaning, rank, _)) if !blank(&value) => known.push((rank, meaning, name, value)),
            // An empty field that is known by name says only that nothing is recorded.
            Some(_) => {}
            None => {
                doc.extra.insert(name, value);
            }
        }
    }
    known.sort_by_key(|(rank, ..)| *rank);
    for (_, meaning, name, value) in known {
        if !take(doc, meaning, &value) {
            doc.extra.insert(name, value);
        }
    }
}

/// Whether the record has what a document needs.
pub(crate) fn require_text(doc: &Document) -> Result<(), Refusal> {
    if doc.text.is_empty() {
        Err((
            ProblemKind::Malformed,
            "the record has no text; name the field text, body or content".to_owned(),
        ))
    } else if doc.text.trim().is_empty() {
        Err((ProblemKind::Empty, "the record's text is empty".to_owned()))
    } else if doc.text.len() > MAX_DOCUMENT_BYTES {
        Err((ProblemKind::TooLarge, "the record's text is over the limit of 32 MiB".to_owned()))
    } else {
        Ok(())
    }
}

/// The problem of a record that gave no document.
pub(crate) fn refused((kind, message): Refusal, path: &str, line: usize, byte: usize) -> Problem {
    Problem {
        kind,
        severity: Severity::Lost,
        place: Place { path: path.to_owned(), line: Some(line), byte: Some(byte) },
        message,
    }
}

/// Puts a value into the field it means; `false` where that field is taken or cannot hold it.
fn take(doc: &mut Document, meaning: &str, value: &Value) -> bool {
    let role = match meaning {
        "published" => Some(StampRole::Published),
        "modified" => Some(StampRole::Modified),
        "captured" => Some(StampRole::Captured),
        _ => None,
    };
    if let Some(role) = role {
        let Some(raw) = words_of(value, ", ") else {
            return false;
        };
        if role == StampRole::Published && doc.stamps.iter().any(|stamp| stamp.raw == raw.trim()) {
            return true;
        }
        stamps::add(doc, StampKind::Field, role, &raw, None);
        return true;
    }
    if meaning == "text" {
        let Some(text) = words_of(value, "\n\n") else {
            return false;
        };
        let free = doc.text.is_empty();
        if free {
            doc.text = text;
        }
        return free;
    }
    if meaning == "id" {
        let Some(id) = words_of(value, "-") else {
            return false;
        };
        let free = doc.id.is_empty();
        if free {
            doc.id = id.trim().to_owned();
        }
        return free;
    }
    let slot = match meaning {
        "outlet" => &mut doc.outlet,
        "url" => &mut doc.url,
        "title" => &mut doc.title,
        "author" => &mut doc.author,
        "language" => &mut doc.language,
        _ => return false,
    };
    let Some(words) = words_of(value, ", ").filter(|_| slot.is_none()) else {
        return false;
    };
    let words = words.trim();
    *slot = Some(match meaning {
        "author" => without_by(words).to_owned(),
        "language" => words.replace('_', "-"),
        _ => words.to_owned(),
    });
    true
}

/// A byline without its "By".
pub(crate) fn without_by(byline: &str) -> &str {
    let byline = byline.trim();
    match byline.split_once(char::is_whitespace) {
        Some((by, rest)) if by.trim_end_matches(':').eq_ignore_ascii_case("by") => rest.trim(),
        _ => byline,
    }
}

fn blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(words) => words.trim().is_empty() && words.is_empty(),
        Value::Array(list) => list.iter().all(blank),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

/// The words of a value: a string, a number, a list of them, or an object with a name.
fn words_of(value: &Value, between: &str) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => {
            let all: Vec<String> = list.iter().filter_map(|item| words_of(item, between)).collect();
            (!all.is_empty()).then(|| all.join(between))
        }
        Value::Object(object) => ["name", "title", "#text", "value", "$date"]
            .iter()
            .find_map(|key| object.get(*key).and_then(|value| words_of(value, between))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn filled(fields: Value) -> Document {
        let mut doc = Document::default();
        let Value::Object(fields) = fields else { panic!("not an object") };
        fill(&mut doc, fields);
        doc
    }

    #[test]
    fn names_vary() {
        let doc = filled(json!({
            "_id": 7, "headline": "Bridge shut", "Source": {"name": "The Courier"}, "pubDate": "2031-01-12",
            "authors": ["Ada Brandt", {"name": "Jon Reyes"}], "body": " Text. ", "link": "https://c.example/",
            "lang": "en_GB", "section": "local", "subtitle": null
        }));
        assert_eq!(doc.id, "7");
        assert_eq!(doc.title.as_deref(), Some("Bridge shut"));
        assert_eq!(doc.outlet.as_deref(), Some("The Courier"));
        assert_eq!(doc.author.as_deref(), Some("Ada Brandt, Jon Reyes"));
        assert_eq!(doc.text, " Text. ");
        assert_eq!(doc.language.as_deref(), Some("en-GB"));
        assert_eq!(doc.stamps[0].value, "2031-01-12");
        assert_eq!(doc.extra.keys().collect::<Vec<_>>(), ["section", "subtitle"]);
    }

    #[test]
    fn the_better_name_wins_and_the_other_is_kept() {
        let doc = filled(
            json!({"content": "short", "text": "whole", "source": "B", "outlet": "A", "author": "By C. D."}),
        );
        assert_eq!(doc.text, "whole");
        assert_eq!(doc.outlet.as_deref(), Some("A"));
        assert_eq!(doc.author.as_deref(), Some("C. D."));
        assert_eq!(doc.extra.keys().collect::<Vec<_>>(), ["content", "source"]);
    }
}
