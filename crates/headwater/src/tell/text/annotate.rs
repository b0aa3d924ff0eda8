//! The paragraphs of an article that attribute something, with their attributions underlined.

use super::carets::{Mark, signed};
use super::occurrence::who_is_meant;
use super::page::{Ink, Line, Page, hanging};
use super::visible::{short, width};
use headwater_text::{Annotations, Attribution, Certainty, Document, Paragraph, Span};
use std::io::{self, Write};

/// Writes each document: a heading, then its paragraphs.
///
/// # Errors
///
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    documents: &[Document],
    annotations: &[Annotations],
    columns: usize,
    colour: bool,
) -> io::Result<()> {
    let mut page = Page::new(out, columns, colour);
    for (document, notes) in documents.iter().zip(annotations) {
        heading(&mut page, document, notes)?;
        for (paragraph, inside) in notes.paragraphs.iter().zip(by_paragraph(notes)) {
            if !inside.is_empty() {
                page.blank()?;
                tell(&mut page, document, notes, *paragraph, &inside)?;
            }
        }
        page.blank()?;
    }
    page.line(Line::of(Ink::Soft, "^ source  ~ cue  - content; one number joins what belongs together"))
}

/// For each paragraph the attributions whose cue or content begins in it.
fn by_paragraph(notes: &Annotations) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); notes.paragraphs.len()];
    for (index, attribution) in notes.attributions.iter().enumerate() {
        let start =
            attribution.cue.iter().chain(&attribution.content).map(|span| span.start).min().unwrap_or(0);
        let before = notes.paragraphs.partition_point(|paragraph| paragraph.span.start <= start);
        if let Some(inside) = before.checked_sub(1).and_then(|paragraph| found.get_mut(paragraph)) {
            inside.push(index);
        }
    }
    found
}

/// What a reader calls the attribution at `index`: they are told in the order in which they were found.
fn number(index: usize) -> usize {
    index + 1
}

fn heading(page: &mut Page<'_>, document: &Document, notes: &Annotations) -> io::Result<()> {
    let count = match notes.attributions.len() {
        0 => "no attribution".to_owned(),
        1 => "1 attribution".to_owned(),
        count => format!("{count} attributions"),
    };
    let room = page.columns.saturating_sub(width(&count) + 4);
    let outlet = document.outlet.as_ref().filter(|outlet| **outlet != document.id);
    let name = outlet.map_or_else(|| document.id.clone(), |outlet| format!("{}, {outlet}", document.id));
    page.line(Line::of(Ink::Strong, &short(&name, room)).right(page.columns, Ink::Soft, &count))?;
    page.rule()
}

/// A paragraph with its outermost attributions; then, each with its own sentence, those inside them.
fn tell(
    page: &mut Page<'_>,
    document: &Document,
    notes: &Annotations,
    paragraph: Paragraph,
    inside: &[usize],
) -> io::Result<()> {
    let nested = |index: &usize| notes.attributions[*index].parent.is_some();
    let outer: Vec<usize> = inside.iter().copied().filter(|index| !nested(index)).collect();
    let marks = |indices: &[usize]| -> Vec<Mark> {
        indices
            .iter()
            .flat_map(|index| marks(&document.text, &notes.attributions[*index], number(*index)))
            .collect()
    };
    excerpt(page, &document.text, paragraph.span, &marks(&outer))?;
    for index in &outer {
        remarks(page, document, notes, *index, number(*index))?;
    }
    for index in inside.iter().filter(|index| nested(index)) {
        let found = &notes.attributions[*index];
        let parent = found.parent.map_or(0, number);
        page.line(Line::of(Ink::Soft, &format!("  {} inside {parent}", number(*index))))?;
        let spans: Vec<Span> = found.source.iter().chain(&found.cue).chain(&found.content).copied().collect();
        let hull = Span::hull(&spans).unwrap_or(paragraph.span);
        excerpt(page, &document.text, hull, &marks(&[*index]))?;
        remarks(page, document, notes, *index, number(*index))?;
    }
    Ok(())
}

fn excerpt(page: &mut Page<'_>, text: &str, span: Span, marks: &[Mark]) -> io::Result<()> {
    signed(text, span, marks, page.columns).try_for_each(|line| page.line(line))
}

fn marks(text: &str, found: &Attribution, number: usize) -> Vec<Mark> {
    let roles = [(&found.source, '^'), (&found.cue, '~'), (&found.content, '-')];
    let mark = |span: &Span, sign: char| Mark {
        span: span.trim(text),
        sign,
        label: number.to_string(),
        optional: sign == '~',
    };
    roles.iter().flat_map(|(spans, sign)| spans.iter().map(|span| mark(span, *sign))).collect()
}

/// What the signs do not show.
fn remarks(
    page: &mut Page<'_>,
    document: &Document,
    notes: &Annotations,
    index: usize,
    number: usize,
) -> io::Result<()> {
    let found = &notes.attributions[index];
    let words = |span: Span| short(span.of(&document.text), 60);
    let mut told: Vec<String> = who_is_meant(&document.text, notes, found).into_iter().collect();
    told.extend(found.recipient.map(|recipient| format!("told to {}", words(recipient))));
    told.extend(found.evidence.and_then(|evidence| match found.certainty {
        Certainty::Asserted => None,
        Certainty::Hedged => Some(format!("hedged: \"{}\"", words(evidence))),
        Certainty::Denied => Some(format!("denied: \"{}\"", words(evidence))),
    }));
    if found.carries_on.is_some() {
        told.push("carries on what was said before (Headwater infers)".to_owned());
    }
    if told.is_empty() {
        return Ok(());
    }
    let lead = Line::of(Ink::Infer, &format!("  = {number}: "));
    let column = lead.width();
    page.lines(hanging(lead, column, Ink::Infer, &told.join("; "), page.columns))
}
