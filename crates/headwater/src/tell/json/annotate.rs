//! The lines of `headwater annotate`.

use super::Range;
use super::words::Word;
use headwater_text::{Annotations, CodePoints, Document, Span};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Debug, Serialize)]
struct Line<'f> {
    id: &'f str,
    attributions: Vec<Attribution>,
    mentions: Vec<Mention>,
    times: Vec<Time<'f>>,
    quantities: Vec<Quantity<'f>>,
    marks: Vec<Mark>,
    quotations: Vec<Quotation>,
    paragraphs: Vec<Range>,
    sentences: Vec<Range>,
}

#[derive(Debug, Serialize)]
struct Attribution {
    id: usize,
    source: Vec<Range>,
    cue: Vec<Range>,
    content: Vec<Range>,
    quote: &'static str,
    recipient: Option<Range>,
    parent: Option<usize>,
    polarity: &'static str,
    certainty: &'static str,
    evidence: Option<Range>,
    carries_on: Option<usize>,
    source_mention: Option<usize>,
    recipient_mention: Option<usize>,
    found_by: &'static str,
}

#[derive(Debug, Serialize)]
struct Mention {
    id: usize,
    start: usize,
    end: usize,
    head: Range,
    form: &'static str,
    referent: &'static str,
    kind: Option<&'static str>,
    role: Option<Range>,
    affiliation: Option<usize>,
    plural: bool,
    official: bool,
    antecedent: Option<usize>,
    alias_of: Option<usize>,
}

/// A time expression; also the `times` of a trace.
#[derive(Debug, Serialize)]
pub(super) struct Time<'f> {
    start: usize,
    end: usize,
    expression: &'f str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'f str,
    first_day: Option<String>,
    last_day: Option<String>,
}

#[derive(Debug, Serialize)]
struct Quantity<'f> {
    start: usize,
    end: usize,
    number_span: Range,
    number: Option<f64>,
    unit: Option<&'f str>,
    modifier: Option<&'static str>,
    modifier_span: Option<Range>,
    ordinal: bool,
}

#[derive(Debug, Serialize)]
struct Mark {
    start: usize,
    end: usize,
    certainty: &'static str,
    scope: Range,
}

#[derive(Debug, Serialize)]
struct Quotation {
    start: usize,
    end: usize,
    inner: Range,
    closed: bool,
    continues: Option<usize>,
    scare: bool,
}

/// Writes a line for each document (`schema/annotate.json`).
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, documents: &[Document], annotations: &[Annotations]) -> io::Result<()> {
    for (document, notes) in documents.iter().zip(annotations) {
        super::line(out, &line(document, notes))?;
    }
    Ok(())
}

fn line<'f>(document: &'f Document, notes: &'f Annotations) -> Line<'f> {
    let points = CodePoints::of(&document.text);
    let range = |span: Span| points.range(span);
    let ranges = |spans: &[Span]| spans.iter().map(|span| points.range(*span)).collect::<Vec<_>>();
    Line {
        id: &document.id,
        attributions: notes
            .attributions
            .iter()
            .enumerate()
            .map(|(id, found)| Attribution {
                id,
                source: ranges(&found.source),
                cue: ranges(&found.cue),
                content: ranges(&found.content),
                quote: found.quote.word(),
                recipient: found.recipient.map(range),
                parent: found.parent,
                polarity: found.polarity.word(),
                certainty: found.certainty.word(),
                evidence: found.evidence.map(range),
                carries_on: found.carries_on,
                source_mention: found.source_mention,
                recipient_mention: found.recipient_mention,
                found_by: found.found_by,
            })
            .collect(),
        mentions: notes
            .mentions
            .iter()
            .enumerate()
            .map(|(id, found)| {
                let (start, end) = range(found.span);
                Mention {
                    id,
                    start,
                    end,
                    head: range(found.head),
                    form: found.form.word(),
                    referent: found.referent.word(),
                    kind: found.kind.map(Word::word),
                    role: found.role.map(range),
                    affiliation: found.affiliation,
                    plural: found.plural,
                    official: found.official,
                    antecedent: found.antecedent,
                    alias_of: found.alias_of,
                }
            })
            .collect(),
        times: times(document, notes, &points),
        quantities: notes
            .quantities
            .iter()
            .map(|found| {
                let (start, end) = range(found.span);
                Quantity {
                    start,
                    end,
                    number_span: range(found.number_span),
                    number: found.number.is_finite().then_some(found.number),
                    unit: found.unit.as_deref(),
                    modifier: found.modifier.map(Word::word),
                    modifier_span: found.modifier_words.map(range),
                    ordinal: found.ordinal,
                }
            })
            .collect(),
        marks: notes
            .marks
            .iter()
            .map(|found| {
                let (start, end) = range(found.span);
                Mark { start, end, certainty: found.certainty.word(), scope: range(found.scope) }
            })
            .collect(),
        quotations: notes
            .quotations
            .iter()
            .map(|found| {
                let (start, end) = range(found.outer);
                Quotation {
                    start,
                    end,
                    inner: range(found.inner),
                    closed: found.closed,
                    continues: found.continues,
                    scare: found.scare,
                }
            })
            .collect(),
        paragraphs: notes.paragraphs.iter().map(|found| range(found.span)).collect(),
        sentences: notes.sentences.iter().map(|found| range(found.span)).collect(),
    }
}

/// The time expressions of one document.
pub(super) fn times<'f>(
    document: &'f Document,
    notes: &'f Annotations,
    points: &CodePoints<'_>,
) -> Vec<Time<'f>> {
    notes
        .times
        .iter()
        .map(|found| {
            let (start, end) = points.range(found.span);
            Time {
                start,
                end,
                expression: found.span.of(&document.text),
                kind: found.kind.word(),
                value: &found.value,
                first_day: found.days.map(|(first, _)| first.to_string()),
                last_day: found.days.map(|(_, last)| last.to_string()),
            }
        })
        .collect()
}
