//! The edges of a text: header lines, dateline, notes of the house, sign-offs, the author's note.
//!
//! What they record goes into the document's fields, stamps and credits; where they stand becomes furniture.
//! Only the first and last lines are looked at, sentence by sentence, and the search stops at the first that is
//! the article's own.

use crate::words::Words;
use crate::{credits, dateline, dates, notes, record, stamps};
use headwater_text::{CreditKind, Document, Span, StampKind, StampRole};

/// How many lines or sentences of an edge can be something other than the article.
const DEEPEST_LINES: usize = 12;
/// A header line, a headline or a note of one line is shorter than this.
const LONGEST_LINE_BYTES: usize = 300;
/// The last paragraph is split into sentences only if it is no longer than this.
const LONGEST_NOTE_BYTES: usize = 2000;

/// Reads both edges of the document's text.
pub(crate) fn mark(doc: &mut Document) {
    let text = std::mem::take(&mut doc.text);
    let start = head(doc, &text);
    tail(doc, &text, start);
    notes::captions(doc, &text);
    doc.text = text;
}

/// Marks what stands before the text proper; gives the byte where that starts.
fn head(doc: &mut Document, text: &str) -> usize {
    let lines = first_lines(text);
    let mut start = 0;
    for (index, line) in lines.iter().copied().enumerate() {
        start = line.start;
        if doc.furniture.iter().any(|span| span.contains(line)) {
            start = line.end;
            continue;
        }
        let words = line.of(text);
        let whole = words.len() <= LONGEST_LINE_BYTES
            && (labelled(doc, text, line, StampKind::Head)
                || dated(doc, text, line, StampKind::Head)
                || byline(doc, text, line)
                || notes::whole_line(doc, text, line)
                || repeats(doc.title.as_deref(), words)
                || repeats(doc.outlet.as_deref(), words)
                || masthead(doc, words)
                || headline(doc, text, line, &lines[index + 1..]));
        if !whole {
            break;
        }
        doc.furniture.push(line);
        start = line.end;
    }
    if let Some(end) = opening_date(doc, text, start) {
        start = end;
    }
    if let Some(found) = dateline::find(text, start) {
        doc.furniture.push(found.span);
        if let Some(agency) = found.agency {
            credits::add(doc, CreditKind::Dateline, agency.of(text), Some(agency));
        }
        if let Some(date) = found.date {
            let near = doc.published().or(doc.stamps.first()).map(|stamp| stamp.value.clone());
            if let Some(given) = dateline::date(date.of(text), near.as_deref()) {
                stamps::add_given(
                    doc,
                    StampKind::Dateline,
                    StampRole::Published,
                    date.of(text),
                    given,
                    Some(date),
                );
            }
        }
        start = found.span.end;
    }
    start
}

/// Marks what stands after the text proper, from the end upward to byte `start`.
fn tail(doc: &mut Document, text: &str, start: usize) {
    let mut end = text.trim_end().len();
    for _ in 0..DEEPEST_LINES {
        if end <= start {
            return;
        }
        let from = text[start..end].rfind('\n').map_or(start, |at| start + at + 1);
        let line = Span::new(from, end).trim(text);
        let Some(marked) = last_of(doc, text, line) else {
            return;
        };
        doc.furniture.push(marked);
        end = start + text[start..marked.start].trim_end().len();
    }
}

/// The furniture that ends `line`: the whole line, its last sentence, or a mark at its end.
fn last_of(doc: &mut Document, text: &str, line: Span) -> Option<Span> {
    if doc.furniture.iter().any(|span| span.contains(line)) {
        return Some(line);
    }
    let whole = line.len() <= LONGEST_LINE_BYTES
        && line.start > 0
        && (labelled(doc, text, line, StampKind::Tail)
            || dated(doc, text, line, StampKind::Tail)
            || signature(doc, line.of(text)));
    if whole {
        return Some(line);
    }
    if let Some((span, name)) = credits::sign_off(text, line) {
        credits::add(doc, CreditKind::SignOff, name.of(text), Some(name));
        return Some(span);
    }
    if line.len() > LONGEST_NOTE_BYTES {
        return closing_date(doc, text, line);
    }
    let sentences = sentences(text, line);
    if let Some(note) = notes::author(doc, text, &sentences) {
        return Some(note);
    }
    let last = sentences.last().copied()?;
    if notes::sentence(doc, text, last) {
        return Some(last);
    }
    closing_date(doc, text, line)
}

/// The first non-empty lines, without white space around them.
fn first_lines(text: &str) -> Vec<Span> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let span = Span::new(at, at + line.len());
            at += line.len();
            span.trim(text)
        })
        .filter(|span| !span.is_empty())
        .take(DEEPEST_LINES)
        .collect()
}

/// "Headline: ...", "Date: ...": takes the value if the name is one of a header line.
fn labelled(doc: &mut Document, text: &str, line: Span, kind: StampKind) -> bool {
    let words = line.of(text);
    let Some((label, value)) = words.split_once(':') else {
        return false;
    };
    let value_span = Span::new(line.end - value.len(), line.end).trim(text);
    let value = value.trim();
    let Some((meaning, _, true)) = Words::english().field(label) else {
        return false;
    };
    if value.is_empty() || label.len() > 24 {
        return false;
    }
    if let Some(role) = role(meaning) {
        if dates::read(value).is_none() {
            return false;
        }
        stamps::add(doc, kind, role, value, Some(value_span));
        return true;
    }
    // "Source: ..." after a text is a sign-off, not the outlet.
    if kind == StampKind::Tail && meaning == "outlet" {
        return false;
    }
    let slot = match meaning {
        "title" => &mut doc.title,
        "outlet" => &mut doc.outlet,
        "author" => &mut doc.author,
        "url" => &mut doc.url,
        "language" => &mut doc.language,
        _ => return false,
    };
    if slot.is_none() {
        *slot = Some(record::without_by(value).to_owned());
    }
    true
}

fn role(meaning: &str) -> Option<StampRole> {
    match meaning {
        "published" => Some(StampRole::Published),
        "modified" => Some(StampRole::Modified),
        "captured" => Some(StampRole::Captured),
        _ => None,
    }
}

/// A date at the start of `words`, a label before it or not: its role, where it starts and ends, what it is.
fn date_prefix(words: &str) -> Option<(StampRole, bool, usize, usize, dates::Given)> {
    if let Some((length, given)) = dates::prefix(words) {
        return Some((StampRole::Published, false, 0, length, given));
    }
    let mut end = 0;
    for part in words.split_inclusive(char::is_whitespace).take(2) {
        end += part.len();
        let label = words[..end].trim().trim_end_matches([':', '-', '–', '—']);
        let Some(role) = Words::english()
            .field(label)
            .filter(|(_, _, header)| *header)
            .and_then(|(meaning, ..)| role(meaning))
        else {
            continue;
        };
        let rest = &words[end..];
        let rest = rest.strip_prefix("on ").unwrap_or(rest).trim_start();
        let skipped = words.len() - rest.len();
        if let Some((length, given)) = dates::prefix(rest) {
            return Some((role, true, skipped, skipped + length, given));
        }
    }
    None
}

/// A line that is nothing but a date, perhaps with "Published" or "Updated" before it.
fn dated(doc: &mut Document, text: &str, line: Span, kind: StampKind) -> bool {
    let words = line.of(text).trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | '*' | '_'));
    let base = line.start + line.of(text).find(words).unwrap_or(0);
    let Some((role, _, from, to, given)) = date_prefix(words) else {
        return false;
    };
    if !words[to..].trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '|' | ',')).is_empty() {
        return false;
    }
    let span = Span::new(base + from, base + to);
    stamps::add_given(doc, kind, role, span.of(text), given, Some(span));
    true
}

/// A date that runs into the text: "date 2031-01-12 The council met".
fn opening_date(doc: &mut Document, text: &str, start: usize) -> Option<usize> {
    let begin = start + (text[start..].len() - text[start..].trim_start().len());
    let mut limit = text.len().min(begin + 120);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let words = &text[begin..limit];
    let (role, label, from, to, given) = date_prefix(words)?;
    let rest = &words[to..];
    let body = rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—|:•·".contains(c));
    let set_off =
        rest.len() > body.len() && body.starts_with(|c: char| c.is_uppercase() || "\"“‘'«(".contains(c));
    // Without a label, "2031-01-12 The ..." is set off by its form; "January 12, 2031 Fire ..." needs a mark.
    let numeric = words[from..to].starts_with(|c: char| c.is_ascii_digit()) && words[from..to].contains('-');
    let marked = rest.trim_start().starts_with(['-', '–', '—', '|', ':', '•', '·']);
    if !set_off || !(label || numeric || marked) {
        return None;
    }
    let span = Span::new(begin + from, begin + to);
    stamps::add_given(doc, StampKind::Head, role, span.of(text), given, Some(span));
    let end = begin + to + (rest.len() - body.len());
    doc.furniture.push(Span::new(begin, end).trim(text));
    Some(end)
}

/// A date that the text runs into at its end: "... he said. Published 12 January 2031".
fn closing_date(doc: &mut Document, text: &str, line: Span) -> Option<Span> {
    let mut from = line.end.saturating_sub(100).max(line.start);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let window = Span::new(from, line.end).of(text);
    let starts = window.char_indices().filter(|(at, c)| {
        let before = window[..*at].trim_end();
        c.is_alphanumeric()
            && (*at == 0 || before.len() < *at)
            && before.ends_with(['.', '!', '?', '”', '"', ')', '|', '—', '–'])
    });
    for (at, _) in starts {
        let Some((role, _, begin, to, given)) = date_prefix(&window[at..]) else {
            continue;
        };
        if window[at + to..].trim_matches(['.', ' ']).is_empty() {
            let span = Span::new(from + at + begin, from + at + to);
            stamps::add_given(doc, StampKind::Tail, role, span.of(text), given, Some(span));
            return Some(Span::new(from + at, line.end));
        }
    }
    None
}

/// "By Ada Brandt", "By Ada Brandt | 12 January 2031".
fn byline(doc: &mut Document, text: &str, line: Span) -> bool {
    let words = line.of(text);
    let Some(rest) = words.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map(|_| words[3..].trim())
    else {
        return false;
    };
    let name = rest.split(['|', '•', '·']).next().unwrap_or(rest).trim();
    let capitals = name
        .split_whitespace()
        .all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '(') || word.len() <= 3);
    let parts = name.split_whitespace().count();
    if !capitals || !(1..=14).contains(&parts) || name.ends_with('.') && parts > 4 {
        return false;
    }
    if doc.author.is_none() {
        doc.author = Some(name.to_owned());
    }
    let mut at = line.start;
    for part in words.split_inclusive(['|', '•', '·']) {
        let span = Span::new(at, at + part.len()).trim_matches(text, |c| " |•·".contains(c));
        at += part.len();
        dated(doc, text, span, StampKind::Head);
    }
    true
}

/// "— Ada Brandt" at the end names the author.
fn signature(doc: &mut Document, words: &str) -> bool {
    let name = words.trim_start_matches(['—', '–', '-']).trim();
    let marked = name.len() < words.len();
    let parts = name.split_whitespace().count();
    let person = (2..=4).contains(&parts)
        && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && !name.ends_with(['.', '!', '?', '”', '"'])
        && !credits::is_body(name);
    if marked && person {
        doc.author.get_or_insert_with(|| name.to_owned());
    }
    marked && person
}

fn repeats(known: Option<&str>, words: &str) -> bool {
    known.is_some_and(|known| known.trim().to_lowercase() == words.to_lowercase())
}

/// A line that is the name of an outlet: capitalised, with a masthead's word first or last.
fn masthead(doc: &mut Document, words: &str) -> bool {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let capitals = parts
        .iter()
        .all(|word| word.starts_with(char::is_uppercase) || matches!(*word, "of" | "the" | "&" | "and"));
    let named = [parts.first(), parts.last()]
        .into_iter()
        .flatten()
        .any(|word| Words::english().byline_word("outlet", word));
    let is_one = (2..=5).contains(&parts.len())
        && capitals
        && named
        && words.chars().all(|c| c.is_alphanumeric() || " .&'’-".contains(c));
    if is_one && doc.outlet.is_none() {
        doc.outlet = Some(words.to_owned());
        return true;
    }
    false
}

/// A first line that is short, has no full stop, and stands over longer paragraphs.
fn headline(doc: &mut Document, text: &str, line: Span, below: &[Span]) -> bool {
    let words = line.of(text);
    let count = words.split_whitespace().count();
    let shaped = (2..=30).contains(&count)
        && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'«$€£".contains(c))
        && !words.ends_with(['.', ',', ';', ':', '…']);
    let paragraph = |span: &Span| {
        let words = span.of(text);
        words.len() > line.len() && words.len() > 80 && words.contains(['.', '!', '?'])
    };
    if doc.title.is_some()
        || !shaped
        || !below.iter().any(paragraph)
        || dateline::find(text, line.start).is_some()
    {
        return false;
    }
    doc.title = Some(words.to_owned());
    true
}

/// Sentences of a short paragraph, by their marks alone; initials do not end one.
pub(crate) fn sentences(text: &str, line: Span) -> Vec<Span> {
    let words = line.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    for (at, mark) in words.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let after = &words[at + mark.len_utf8()..];
        let closed = after.trim_start_matches(['”', '"', '’', '\'', ')', ']']);
        let next = closed.trim_start();
        let spaced = next.len() < closed.len();
        let initial = {
            let word = words[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            word.chars().count() == 1 && word.starts_with(char::is_uppercase)
        };
        let starts = next.starts_with(|c: char| !c.is_lowercase());
        if spaced && starts && !initial {
            let end = words.len() - closed.len();
            found.push(Span::new(line.start + from, line.start + end));
            from = words.len() - next.len();
        }
    }
    let last = Span::new(line.start + from, line.end).trim(text);
    if !last.is_empty() {
        found.push(last);
    }
    found
}
