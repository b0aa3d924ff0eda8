//! Aligned passages: the `copies` of a trace, and the lines of `headwater reuse`.

use super::place::{Place, Points};
use super::words::Word;
use headwater_text::Document;
use headwater_trace::Passage;
use headwater_trace::reuse::NearDuplicates;
use serde::Serialize;
use std::io::{self, Write};

/// Two passages that are alike.
#[derive(Debug, Serialize)]
pub(super) struct Copy<'f> {
    a: &'f str,
    a_start: usize,
    a_end: usize,
    b: &'f str,
    b_start: usize,
    b_end: usize,
    words: usize,
    original: Option<&'static str>,
    relation: &'static str,
    credited: bool,
    kind: &'static str,
    credit: Option<Place<'f>>,
    evidence: &'f [String],
}

pub(super) fn copy<'f>(passage: &'f Passage, points: &Points<'f>) -> Copy<'f> {
    let (a_start, a_end) = points.range(passage.a, passage.a_span);
    let (b_start, b_end) = points.range(passage.b, passage.b_span);
    Copy {
        a: points.id(passage.a),
        a_start,
        a_end,
        b: points.id(passage.b),
        b_start,
        b_end,
        words: passage.words,
        original: passage.original.map(Word::word),
        relation: passage.relation.word(),
        credited: passage.credited,
        kind: passage.kind.word(),
        credit: passage.credit.map(|credit| points.place(credit.doc, credit.span)),
        evidence: &passage.evidence,
    }
}

/// Writes a line for each passage (`schema/reuse.json`).
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, documents: &[Document], passages: &[Passage]) -> io::Result<()> {
    let points = Points::of(documents);
    passages.iter().try_for_each(|passage| super::line(out, &copy(passage, &points)))
}

/// Two articles that are the same but for small changes.
#[derive(Debug, Serialize)]
struct Near<'f> {
    a: &'f str,
    b: &'f str,
    shared: usize,
    all: usize,
}

/// Writes a line for each pair of near-duplicates (`schema/near_duplicates.json`).
///
/// # Errors
///
/// Those of `out`.
pub fn write_near(out: &mut dyn Write, documents: &[Document], pairs: &[NearDuplicates]) -> io::Result<()> {
    let id = |doc: usize| documents[doc].id.as_str();
    pairs.iter().try_for_each(|pair| {
        let line = Near { a: id(pair.a), b: id(pair.b), shared: pair.shared, all: pair.all };
        super::line(out, &line)
    })
}
