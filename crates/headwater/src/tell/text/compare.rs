//! Two articles and what they share, with edits marked: one text with both, or two columns.

use super::page::{Ink, Line, Page};
use super::visible::{short, visible, width, wrap};
use crate::tell::comparison::{Alone, Comparison, Fate, Part, Run, Shared, Went, runs};
use headwater_text::{Document, Span};
use headwater_trace::Side;
use headwater_trace::reuse::edits::{Change, Piece};
use std::io::{self, Write};

/// How to tell.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Columns of a line.
    pub columns: usize,
    /// Whether to colour.
    pub colour: bool,
    /// Two columns.
    pub side_by_side: bool,
    /// Also what only one article has.
    pub all: bool,
}

/// Writes what `a` and `b` share, in the order of `a`.
///
/// # Errors
///
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    a: &Document,
    b: &Document,
    found: &Comparison,
    layout: Layout,
) -> io::Result<()> {
    let mut page = Page::new(out, layout.columns, layout.colour);
    heading(&mut page, a, b, found)?;
    for part in &found.parts {
        match part {
            Part::Alone(own) => alone(&mut page, a, b, *own, layout.all)?,
            Part::Shared(shared) => {
                if layout.side_by_side {
                    columns(&mut page, a, b, &shared.pieces)?;
                } else {
                    inline(&mut page, a, b, shared)?;
                }
                changes(&mut page, a, b, shared)?;
            }
        }
    }
    if found.parts.is_empty() {
        return page.line(Line::plain("no passage is shared"));
    }
    page.line(Line::of(Ink::Soft, "[-only in a-]  {+only in b+}"))
}

fn heading(page: &mut Page<'_>, a: &Document, b: &Document, found: &Comparison) -> io::Result<()> {
    for (name, document) in [("a", a), ("b", b)] {
        let outlet = document.outlet.as_deref().unwrap_or("");
        let date = document.published().map_or("", |stamp| stamp.value.as_str());
        let parts = [document.id.as_str(), outlet, date];
        let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let line = Line::of(Ink::Strong, &format!("{name}  "))
            .add(Ink::Plain, &short(&known.join(", "), page.columns - 4));
        page.line(line)?;
    }
    page.rule()?;
    let words = found.words;
    if words > 0 {
        let count = match found.shared().count() {
            1 => format!("{words} words shared in one passage"),
            passages => format!("{words} words shared in {passages} passages"),
        };
        page.line(Line::of(Ink::Soft, &count))?;
        page.blank()?;
    }
    Ok(())
}

/// What only one article has.
fn alone(page: &mut Page<'_>, a: &Document, b: &Document, own: Alone, all: bool) -> io::Result<()> {
    let (name, text) = match own.side {
        Side::A => ("a", &a.text),
        Side::B => ("b", &b.text),
    };
    let count = if own.words == 1 { "1 word".to_owned() } else { format!("{} words", own.words) };
    page.line(Line::of(Ink::Soft, &format!("{name} alone: {count}")))?;
    if all {
        for line in wrap(own.span.of(text), page.columns - 2) {
            page.line(Line::of(Ink::Soft, &format!("  {line}")))?;
        }
    }
    page.blank()
}

/// A word as it is shown.
type Token = (Ink, String);

/// The end of a paragraph.
const BREAK: &str = "\n";

/// The words of runs, in marks where they went or came; paragraphs stay apart.
fn tokens(runs: &[Run<'_>], to: &mut Vec<Token>) {
    for run in runs {
        let (ink, open, close, text) = match run {
            Run::Break => {
                to.push((Ink::Plain, BREAK.to_owned()));
                continue;
            }
            Run::Words(Fate::Kept, text) => (Ink::Plain, "", "", text),
            Run::Words(Fate::Gone, text) => (Ink::Loss, "[-", "-]", text),
            Run::Words(Fate::New, text) => (Ink::Infer, "{+", "+}", text),
        };
        let marked = format!("{open}{}{close}", visible(text));
        to.extend(marked.split(' ').filter(|word| !word.is_empty()).map(|word| (ink, word.to_owned())));
    }
}

/// Tokens in lines of at most `columns`.
fn lines(tokens: &[Token], columns: usize) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for (ink, word) in tokens {
        let used = lines.last().map_or(0, Line::width);
        let broken = word == BREAK;
        if used > 0 && (broken || used + 1 + width(word) > columns) {
            lines.push(Line::default());
        }
        if let Some(line) = lines.last_mut().filter(|_| !broken) {
            let gap = if line.width() > 0 { " " } else { "" };
            *line = std::mem::take(line).add(Ink::Plain, gap).add(*ink, word);
        }
    }
    if lines.last().is_some_and(|line| line.width() == 0) {
        lines.pop();
    }
    lines
}

/// Both texts in one.
fn inline(page: &mut Page<'_>, a: &Document, b: &Document, shared: &Shared) -> io::Result<()> {
    let mut shown = Vec::new();
    tokens(&shared.runs(&a.text, &b.text), &mut shown);
    for line in lines(&shown, page.columns - 2) {
        page.line(Line::plain("  ").join(line))?;
    }
    Ok(())
}

/// Both texts beside one another; a row ends where a paragraph or a piece that both have does.
fn columns(page: &mut Page<'_>, a: &Document, b: &Document, pieces: &[Piece]) -> io::Result<()> {
    let room = (page.columns - 3) / 2;
    let (mut left, mut right): (Vec<Token>, Vec<Token>) = (Vec::new(), Vec::new());
    for piece in pieces {
        if piece.change == Change::None {
            for (one, other) in paragraphs(&a.text, piece.a, &b.text, piece.b) {
                tokens(&runs(&a.text, one, Fate::Kept), &mut left);
                tokens(&runs(&b.text, other, Fate::Kept), &mut right);
                if left.last().is_some_and(|(_, word)| word == BREAK) {
                    row(page, &left, &right, room)?;
                    (left, right) = (Vec::new(), Vec::new());
                }
            }
            continue;
        }
        tokens(&runs(&a.text, piece.a, Fate::Gone), &mut left);
        tokens(&runs(&b.text, piece.b, Fate::New), &mut right);
    }
    row(page, &left, &right, room)
}

/// The paragraphs of words that both texts have: in pairs where both are divided alike, else as one.
fn paragraphs(a: &str, a_span: Span, b: &str, b_span: Span) -> Vec<(Span, Span)> {
    let split = |text: &str, span: Span| -> Vec<Span> {
        let mut at = span.start;
        let parts = span.of(text).split_inclusive(BREAK).map(|part| {
            at += part.len();
            Span::new(at - part.len(), at).trim(text)
        });
        parts.filter(|part| !part.is_empty()).collect()
    };
    let (one, other) = (split(a, a_span), split(b, b_span));
    if one.len() == other.len() { one.into_iter().zip(other).collect() } else { vec![(a_span, b_span)] }
}

fn row(page: &mut Page<'_>, left: &[Token], right: &[Token], room: usize) -> io::Result<()> {
    if left.is_empty() && right.is_empty() {
        return Ok(());
    }
    let (mut left, mut right) = (lines(left, room).into_iter(), lines(right, room).into_iter());
    loop {
        let (one, other) = (left.next(), right.next());
        if one.is_none() && other.is_none() {
            return Ok(());
        }
        let line = one.unwrap_or_default().to(room).add(Ink::Soft, " │ ").join(other.unwrap_or_default());
        page.line(line)?;
    }
}

/// Which way the passage went, and the changes that matter.
fn changes(page: &mut Page<'_>, a: &Document, b: &Document, shared: &Shared) -> io::Result<()> {
    let went = match shared.went {
        Went::Furniture => "furniture",
        Went::Third => "both from a third",
        Went::FromA => "b from a",
        Went::FromB => "a from b",
        Went::Unknown => "which came first is not known",
    };
    let why = format!("{went}: {}", shared.evidence.join("; "));
    for line in wrap(&why, page.columns - 4) {
        page.line(Line::of(Ink::Soft, &format!("    {line}")))?;
    }
    for noted in &shared.noted {
        let name = noted.name();
        let start = NAMES.max(width(&name) + 6);
        let room = page.columns.saturating_sub(start + 6).max(2) / 2;
        let (from, to) = (short(noted.a.of(&a.text), room), short(noted.b.of(&b.text), room));
        let line = Line::of(Ink::Strong, &format!("    {name}")).to(start);
        let line = match noted.change {
            Change::Dropped => line.add(Ink::Loss, &from).add(Ink::Soft, " dropped"),
            Change::Added => line.add(Ink::Infer, &to).add(Ink::Soft, " added"),
            _ => line.add(Ink::Loss, &from).add(Ink::Soft, " -> ").add(Ink::Infer, &to),
        };
        page.line(line)?;
    }
    page.blank()
}

/// Columns before what a change is of, where it is of one thing.
const NAMES: usize = 18;
