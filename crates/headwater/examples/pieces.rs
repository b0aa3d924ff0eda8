//! Texts as the tagger's model reads them, for training: JSON lines of {"id", "text"} on standard input, on standard
//! output one line a text, {"id", "paragraphs": [[[piece, shape, quoted, start, end], ...], ...]}, in code points.

use std::io::{BufRead, Write};

use headwater_annotate::{quotes, segment::Segmenter, tagger::pieces::Pieces};
use headwater_text::{CodePoints, Language};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let segmenter = Segmenter::new(&Language::english());
    let pieces = Pieces::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().ok_or("a line without text")?;
        let points = CodePoints::of(text);
        let (paragraphs, _) = segmenter.segment(text);
        let quotations = quotes::find(text, &paragraphs);
        let paragraphs: Vec<Vec<Value>> = (pieces.of(text, &paragraphs, &quotations).iter())
            .map(|paragraph| {
                (paragraph.iter())
                    .map(|piece| {
                        let (start, end) = points.range(piece.word);
                        json!([piece.id, piece.shape as u8, piece.quoted as u8, start, end])
                    })
                    .collect()
            })
            .collect();
        writeln!(out, "{}", json!({"id": row["id"], "paragraphs": paragraphs}))?;
    }
    Ok(())
}
