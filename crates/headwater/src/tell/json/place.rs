//! Places in documents, and rows of places that several objects have.

use super::words::Word;
use headwater_text::{CodePoints, Document, Span};
use headwater_trace as model;
use serde::Serialize;

/// A stretch of a document.
#[derive(Debug, Serialize)]
pub(super) struct Place<'f> {
    pub(super) doc: &'f str,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Documents with their code point indices.
pub(super) struct Points<'f> {
    documents: &'f [Document],
    points: Vec<CodePoints<'f>>,
}

impl<'f> Points<'f> {
    pub(super) fn of(documents: &'f [Document]) -> Self {
        let points = documents.iter().map(|document| CodePoints::of(&document.text)).collect();
        Self { documents, points }
    }

    pub(super) fn id(&self, doc: usize) -> &'f str {
        &self.documents[doc].id
    }

    pub(super) fn range(&self, doc: usize, span: Span) -> super::Range {
        self.points[doc].range(span)
    }

    pub(super) fn place(&self, doc: usize, span: Span) -> Place<'f> {
        let (start, end) = self.range(doc, span);
        Place { doc: self.id(doc), start, end }
    }

    pub(super) fn of_occurrence(&self, occurrence: &model::Occurrence) -> Place<'f> {
        self.place(occurrence.doc, occurrence.span)
    }
}

/// Two occurrences that cannot both hold.
#[derive(Debug, Serialize)]
pub(super) struct Disagreement<'f> {
    kind: &'static str,
    a: Place<'f>,
    b: Place<'f>,
    reason: &'f str,
}

impl<'f> Disagreement<'f> {
    pub(super) fn of(claim: &model::Claim, found: &'f model::Disagreement, points: &Points<'f>) -> Self {
        let place = |at: usize| points.of_occurrence(&claim.occurrences[at]);
        Self { kind: found.kind.word(), a: place(found.a), b: place(found.b), reason: &found.reason }
    }
}

/// A note by which an article corrects itself or is withdrawn.
#[derive(Debug, Serialize)]
pub(super) struct Notice<'f> {
    kind: &'static str,
    #[serde(flatten)]
    place: Place<'f>,
    words: &'f str,
}

impl<'f> Notice<'f> {
    pub(super) fn of(notice: &model::Notice, points: &Points<'f>) -> Self {
        let model::Evidence { doc, span } = notice.place;
        let words = span.of(&points.documents[doc].text);
        Self { kind: notice.kind.word(), place: points.place(doc, span), words }
    }
}
