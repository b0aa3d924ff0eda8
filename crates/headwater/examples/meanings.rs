//! What stretches of text mean, for measuring: JSON lines of {"id", "text", "spans": [[start, end], ...]} on standard input, on
//! standard output one line a text, {"id", "vectors": [[number, ...] or null, ...]}; spans in code points.

use std::io::{BufRead, Write};

use headwater_annotate::Annotator;
use headwater_text::{Document, Language, Span};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let annotator = Annotator::new(&Language::english());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().ok_or("a line without text")?;
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let document = Document { text: text.to_owned(), ..Document::default() };
        let notes = annotator.annotate(&document);
        let vectors: Vec<Value> = (row["spans"].as_array().ok_or("a line without spans")?.iter())
            .map(|span| {
                let at = |end: usize| span[end].as_u64().and_then(|at| bytes.get(at as usize)).copied();
                let meaning =
                    at(0).zip(at(1)).and_then(|(start, end)| notes.meanings.of(Span::new(start, end)));
                meaning.map_or(Value::Null, |meaning| json!(meaning.vector().as_slice()))
            })
            .collect();
        writeln!(out, "{}", json!({"id": row["id"], "vectors": vectors}))?;
    }
    Ok(())
}
