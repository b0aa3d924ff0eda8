//! Two articles and what they share, with edits marked: one text with both, or two columns.

use super::page::{Ink, Line, Page};
use super::visible::{short, visible, width, wrap};
use headwater_text::{Document, Span};
use headwater_trace::reuse::edits::{About, Change, Editor, Piece};
use headwater_trace::{Passage, PassageKind, Relation, Side};
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

/// Writes what `a` and `b` share (`passages` of the pile of both), in the order of `a`.
///
/// # Errors
///
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    a: &Document,
    b: &Document,
    passages: &[Passage],
    editor: &Editor,
    layout: Layout,
) -> io::Result<()> {
    let mut page = Page::new(out, layout.columns, layout.colour);
    heading(&mut page, a, b, passages)?;
    let (mut done, mut shared) = (0, Vec::new());
    for passage in passages {
        own(
            &mut page,
            "a",
            &a.text,
            Span::new(done.min(passage.a_span.start), passage.a_span.start),
            layout.all,
        )?;
        let pieces = editor.pieces((&a.text, passage.a_span), (&b.text, passage.b_span));
        if layout.side_by_side {
            columns(&mut page, a, b, &pieces)?;
        } else {
            inline(&mut page, a, b, &pieces)?;
        }
        changes(&mut page, a, b, passage, &pieces)?;
        done = done.max(passage.a_span.end);
        shared.push(passage.b_span);
    }
    if !passages.is_empty() {
        own(&mut page, "a", &a.text, Span::new(done.min(a.text.len()), a.text.len()), layout.all)?;
    }
    shared.sort_unstable();
    let mut done = 0;
    for span in shared.iter().copied().chain([Span::new(b.text.len(), b.text.len())]) {
        if !passages.is_empty() {
            own(&mut page, "b", &b.text, Span::new(done.min(span.start), span.start), layout.all)?;
        }
        done = done.max(span.end);
    }
    if passages.is_empty() {
        return page.line(Line::plain("no passage is shared"));
    }
    page.line(Line::of(Ink::Soft, "[-only in a-]  {+only in b+}"))
}

fn heading(page: &mut Page<'_>, a: &Document, b: &Document, passages: &[Passage]) -> io::Result<()> {
    let words: usize = passages.iter().map(|passage| passage.words).sum();
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
    if words > 0 {
        let count = match passages.len() {
            1 => format!("{words} words shared in one passage"),
            passages => format!("{words} words shared in {passages} passages"),
        };
        page.line(Line::of(Ink::Soft, &count))?;
        page.blank()?;
    }
    Ok(())
}

/// What only one article has.
fn own(page: &mut Page<'_>, name: &str, text: &str, span: Span, all: bool) -> io::Result<()> {
    let words = span.of(text).split_whitespace().count();
    if words == 0 {
        return Ok(());
    }
    let count = if words == 1 { "1 word".to_owned() } else { format!("{words} words") };
    page.line(Line::of(Ink::Soft, &format!("{name} alone: {count}")))?;
    if all {
        for line in wrap(span.of(text), page.columns - 2) {
            page.line(Line::of(Ink::Soft, &format!("  {line}")))?;
        }
    }
    page.blank()
}

/// A word as it is shown.
type Token = (Ink, String);

/// The end of a paragraph.
const BREAK: &str = "\n";

/// The words of a span, in marks where it has any; paragraphs stay apart.
fn tokens(text: &str, span: Span, ink: Ink, marks: Option<(&str, &str)>, to: &mut Vec<Token>) {
    let mut words: Vec<String> = Vec::new();
    for paragraph in span.of(text).split(BREAK).filter(|paragraph| !paragraph.trim().is_empty()) {
        if !words.is_empty() {
            words.push(BREAK.to_owned());
        }
        let shown = visible(paragraph);
        words.extend(shown.split(' ').filter(|word| !word.is_empty()).map(str::to_owned));
    }
    if let Some((open, close)) = marks {
        if let Some(first) = words.first_mut() {
            first.insert_str(0, open);
        }
        if let Some(last) = words.last_mut() {
            last.push_str(close);
        }
    }
    to.extend(words.into_iter().map(|word| (ink, word)));
    if text[span.end..].trim_start_matches(' ').starts_with(BREAK) && !span.is_empty() {
        to.push((ink, BREAK.to_owned()));
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

const DROPPED: (&str, &str) = ("[-", "-]");
const ADDED: (&str, &str) = ("{+", "+}");

/// Both texts in one.
fn inline(page: &mut Page<'_>, a: &Document, b: &Document, pieces: &[Piece]) -> io::Result<()> {
    let mut shown = Vec::new();
    for piece in pieces {
        match piece.change {
            Change::None => tokens(&b.text, piece.b, Ink::Plain, None, &mut shown),
            Change::Replaced | Change::Dropped | Change::Added => {
                tokens(&a.text, piece.a, Ink::Loss, Some(DROPPED), &mut shown);
                tokens(&b.text, piece.b, Ink::Infer, Some(ADDED), &mut shown);
            }
        }
    }
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
                tokens(&a.text, one, Ink::Plain, None, &mut left);
                tokens(&b.text, other, Ink::Plain, None, &mut right);
                if left.last().is_some_and(|(_, word)| word == BREAK) {
                    row(page, &left, &right, room)?;
                    (left, right) = (Vec::new(), Vec::new());
                }
            }
            continue;
        }
        tokens(&a.text, piece.a, Ink::Loss, Some(DROPPED), &mut left);
        tokens(&b.text, piece.b, Ink::Infer, Some(ADDED), &mut right);
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
fn changes(
    page: &mut Page<'_>,
    a: &Document,
    b: &Document,
    passage: &Passage,
    pieces: &[Piece],
) -> io::Result<()> {
    let went = match (passage.original, passage.relation) {
        _ if passage.kind == PassageKind::Boilerplate => "furniture",
        (_, Relation::Sibling) => "both from a third",
        (Some(Side::A), _) => "b from a",
        (Some(Side::B), _) => "a from b",
        (None, _) => "which came first is not known",
    };
    let why = format!("{went}: {}", passage.evidence.join("; "));
    for line in wrap(&why, page.columns - 4) {
        page.line(Line::of(Ink::Soft, &format!("    {line}")))?;
    }
    for about in [About::Number, About::Name, About::Hedge, About::Attribution] {
        for piece in pieces.iter().filter(|piece| piece.about.contains(&about)) {
            let room = (page.columns - 24) / 2;
            let (from, to) = (short(piece.a.of(&a.text), room), short(piece.b.of(&b.text), room));
            let line = Line::of(Ink::Strong, &format!("    {}", name(about))).to(18);
            let line = match piece.change {
                Change::Dropped => line.add(Ink::Loss, &from).add(Ink::Soft, " dropped"),
                Change::Added => line.add(Ink::Infer, &to).add(Ink::Soft, " added"),
                _ => line.add(Ink::Loss, &from).add(Ink::Soft, " -> ").add(Ink::Infer, &to),
            };
            page.line(line)?;
        }
    }
    page.blank()
}

fn name(about: About) -> &'static str {
    match about {
        About::Number => "number",
        About::Name => "name",
        About::Hedge => "reservation",
        About::Attribution => "attribution",
    }
}
