//! Saved web pages: main text by a maintained extractor, metadata from the page's own statements.

mod body;
mod guard;
mod metadata;

use crate::{Reading, Source, finish, notes};
use headwater_text::{ProblemKind, Severity};
use scraper::Html;

/// Whether the text starts like a page.
pub(crate) fn looks_like(text: &str) -> bool {
    let start = text.trim_start();
    let mut end = start.len().min(2048);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let start = start[..end].to_ascii_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || (start.starts_with('<')
            && ["<html", "<head", "<body", "<meta", "<article", "<div", "<p>"]
                .iter()
                .any(|tag| start.contains(tag)))
}

/// One document: the page's main text, paragraphs separated by blank lines.
pub(crate) fn read(source: &Source<'_>) -> Reading {
    let mut doc = source.document();
    let strange = guard::look(source.text);
    let flat;
    let page = match &strange {
        Some(limit) => {
            doc.problems.push(source.problem(
                ProblemKind::Limit,
                Severity::Partial,
                format!("{limit}; its words were read without its structure"),
            ));
            flat = guard::flatten(source.text);
            flat.as_str()
        }
        None => source.text,
    };
    let tree = Html::parse_document(page);
    metadata::take(&mut doc, &tree, page);
    if strange.is_some() {
        body::take_all(&mut doc, &tree);
    } else {
        body::take_main(&mut doc, &tree, page);
    }
    if doc.text.trim().is_empty() {
        let mut reading = Reading::lost(ProblemKind::Empty, source.path, "no text was found in the page");
        reading.problems.append(&mut doc.problems);
        return reading;
    }
    if guard::is_cut(source.text) {
        notes::tell(
            &mut doc,
            ProblemKind::Truncated,
            Severity::Partial,
            "the page breaks off before its end; save it again",
        );
    }
    Reading {
        documents: vec![finish::whole(doc)],
        problems: Vec::new(),
    }
}
