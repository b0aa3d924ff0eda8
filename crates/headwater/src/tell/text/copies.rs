//! The passages that articles share, pair by pair, with their words and the evidence for their direction.

use super::page::{Ink, Line, Page};
use super::visible::{short, wrap};
use headwater_text::Document;
use headwater_trace::{Passage, PassageKind, Relation, Side};
use std::io::{self, Write};

/// Lines of a passage's words that are shown.
const LINES: usize = 3;

/// Writes each pair of documents that share more than furniture: who had it first, the words, why.
///
/// # Errors
///
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    documents: &[Document],
    passages: &[Passage],
    columns: usize,
    colour: bool,
) -> io::Result<()> {
    let mut page = Page::new(out, columns, colour);
    let is_furniture = |passage: &&Passage| passage.kind == PassageKind::Boilerplate;
    let furniture = passages.iter().filter(is_furniture).count();
    let told: Vec<&Passage> = passages.iter().filter(|passage| !is_furniture(passage)).collect();
    for pair in told.chunk_by(|one, next| (one.a, one.b) == (next.a, next.b)) {
        heading(&mut page, documents, pair)?;
        for passage in pair {
            tell(&mut page, documents, passage)?;
        }
        page.blank()?;
    }
    if told.is_empty() {
        page.line(Line::plain("no passage is shared"))?;
    } else {
        let legend = "a -> b: b took it from a   a ... b: both took it from a third   a - b: not known";
        page.line(Line::of(Ink::Soft, legend))?;
    }
    if furniture > 0 {
        let line =
            format!("{furniture} more are furniture: newsletter lines, authors' notes, phrases of the house");
        page.line(Line::of(Ink::Soft, &line))?;
    }
    Ok(())
}

fn heading(page: &mut Page<'_>, documents: &[Document], pair: &[&Passage]) -> io::Result<()> {
    let words: usize = pair.iter().map(|passage| passage.words).sum();
    let count = match pair.len() {
        1 => format!("{words} words"),
        passages => format!("{words} words in {passages} passages"),
    };
    let room = page.columns.saturating_sub(count.len() + 10) / 2;
    let name = |doc: usize| short(&documents[doc].id, room);
    let (from, to) = (name(pair[0].a), name(pair[0].b));
    let line = format!("{from}  {}  {to}", arrow(pair));
    page.line(Line::of(Ink::Strong, &line).right(page.columns, Ink::Soft, &count))?;
    page.rule()
}

/// What the passages of a pair say together of the way they went.
fn arrow(pair: &[&Passage]) -> &'static str {
    let went = |side: Side| {
        pair.iter().any(|passage| passage.original == Some(side) && passage.relation != Relation::Sibling)
    };
    match (went(Side::A), went(Side::B)) {
        (true, false) => "->",
        (false, true) => "<-",
        (true, true) => "<->",
        (false, false) if pair.iter().all(|passage| passage.relation == Relation::Sibling) => "...",
        (false, false) => "-",
    }
}

fn tell(page: &mut Page<'_>, documents: &[Document], passage: &Passage) -> io::Result<()> {
    let kind = match passage.kind {
        PassageKind::Verbatim => "word for word",
        PassageKind::Edited => "edited",
        PassageKind::Syndicated => "the whole text",
        PassageKind::Boilerplate => "furniture",
    };
    let credit = if passage.credited { ", credited" } else { "" };
    let words = passage.a_span.of(&documents[passage.a].text);
    let mut lines = wrap(words, page.columns.saturating_sub(2));
    let cut = lines.len() > LINES;
    lines.truncate(LINES);
    if let (true, Some(last)) = (cut, lines.last_mut()) {
        *last = format!("{} ...", short(last, page.columns.saturating_sub(6)));
    }
    for line in lines {
        page.line(Line::plain(&format!("  {line}")))?;
    }
    let why = format!("{kind}{credit}; {}", passage.evidence.join("; "));
    for line in wrap(&why, page.columns.saturating_sub(4)) {
        page.line(Line::of(Ink::Infer, &format!("    {line}")))?;
    }
    Ok(())
}
