//! Paragraphs and sentences.
//!
//! A full stop ends a sentence unless the word before it or the word after it says otherwise: abbreviations
//! (`abbreviations.tsv`), initials, enumerations, a lower-case continuation, a cue after a quoted question.

use headwater_text::{Language, Paragraph, Sentence, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Lines longer than this many characters are not the work of a typewriter: each is a paragraph.
const WRAP_WIDTH: usize = 120;

/// How many bytes after a full stop are looked at; enough for a name and its cue.
const LOOK_AHEAD: usize = 96;

/// When an abbreviation's full stop may also end a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Abbreviation {
    /// Never: a name follows.
    Name,
    /// Unless a number follows.
    Number,
    /// If the next word looks like the first of a sentence.
    End,
}

/// Cuts text into paragraphs and sentences.
#[derive(Debug)]
pub struct Segmenter {
    abbreviations: BTreeMap<&'static str, Abbreviation>,
    /// Words whose capital means that a sentence starts, since they are no part of names.
    starters: BTreeSet<&'static str>,
    cues: BTreeSet<&'static str>,
}

impl Segmenter {
    /// Reads the abbreviations of `language`.
    pub fn new(language: &Language) -> Self {
        let abbreviations = language
            .table("abbreviations")
            .iter()
            .map(|row| {
                let kind = match row.cell(1) {
                    "name" => Abbreviation::Name,
                    "number" => Abbreviation::Number,
                    _ => Abbreviation::End,
                };
                (row.key(), kind)
            })
            .collect();
        Self {
            abbreviations,
            starters: language.words("stopwords").collect(),
            cues: language.words("cues").collect(),
        }
    }

    /// Paragraphs and sentences of `text`, in order, white space at their ends left out. There is at least one of
    /// each, empty where the text is.
    pub fn segment(&self, text: &str) -> (Vec<Paragraph>, Vec<Sentence>) {
        let mut spans = paragraphs(text);
        if spans.is_empty() {
            spans.push(Span::new(0, 0));
        }
        let mut paragraphs = Vec::with_capacity(spans.len());
        let mut sentences = Vec::new();
        for (paragraph, span) in spans.into_iter().enumerate() {
            let first = sentences.len();
            let mut start = span.start;
            for end in self.sentence_ends(text, span) {
                let sentence = Span::new(start, end).trim(text);
                if !sentence.is_empty() {
                    sentences.push(Sentence { span: sentence, paragraph });
                }
                start = end;
            }
            if sentences.len() == first {
                sentences.push(Sentence { span, paragraph });
            }
            paragraphs.push(Paragraph { span, sentences: (first, sentences.len()) });
        }
        (paragraphs, sentences)
    }

    /// Where sentences of a paragraph end, the paragraph's own end last.
    fn sentence_ends(&self, text: &str, paragraph: Span) -> Vec<usize> {
        let words = paragraph.of(text);
        let mut ends = Vec::new();
        let mut start = 0;
        let mut chars = words.char_indices().peekable();
        while let Some((at, mark)) = chars.next() {
            if !is_terminator(mark) {
                continue;
            }
            let mut run = Run { mark, stops: 1, closed: false, start: at, end: at + mark.len_utf8() };
            while let Some(&(next, other)) = chars.peek() {
                if is_terminator(other) && !run.closed {
                    run.stops += 1;
                    run.mark = if other == '.' { run.mark } else { other };
                } else if is_closer(other) {
                    run.closed = true;
                } else {
                    break;
                }
                run.end = next + other.len_utf8();
                chars.next();
            }
            let rest = &words[run.end..];
            if rest.starts_with(char::is_whitespace) && self.ends(words, start, &run) {
                ends.push(paragraph.start + run.end);
                start = run.end;
            }
        }
        ends.push(paragraph.end);
        ends
    }

    /// Whether a run of full stops ends the sentence that starts at `start`.
    fn ends(&self, words: &str, start: usize, run: &Run) -> bool {
        let rest = words[run.end..].trim_start();
        let next = clip(rest, LOOK_AHEAD).trim_start_matches(is_opener);
        let Some(first) = next.chars().next() else {
            return true;
        };
        if first.is_lowercase() {
            return false;
        }
        if run.mark != '.' {
            // A question inside a quotation that goes on: "Why?" Orla Venn asked.
            return !(run.closed && self.opens_with_cue(next));
        }
        if run.stops > 1 || run.closed {
            return first.is_alphanumeric() || !rest.starts_with(['-', '–', '—']);
        }
        let before = &words[start..run.start];
        let word = last_word(before);
        if word.is_empty() {
            return !before.trim().is_empty();
        }
        let follower = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let starts_anew =
            rest.starts_with(is_opener) || self.starters.contains(follower.to_lowercase().as_str());
        if word.len() == before.trim().len() && word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit()) {
            return false; // "1. First item"
        }
        match self.abbreviations.get(word) {
            Some(Abbreviation::Name) => false,
            Some(Abbreviation::Number) => !first.is_numeric(),
            Some(Abbreviation::End) => starts_anew && !first.is_numeric(),
            None if is_initials(word) => starts_anew && !first.is_numeric(),
            None => true,
        }
    }

    /// Whether the words start with a name and a cue: "Orla Venn asked".
    fn opens_with_cue(&self, next: &str) -> bool {
        for word in next.split_whitespace().take(4) {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            if self.cues.contains(bare) {
                return true;
            }
            if !word.starts_with(char::is_uppercase) || bare.len() < word.len() {
                return false;
            }
        }
        false
    }
}

/// Full stops and what closes after them: `?!”`.
struct Run {
    mark: char,
    stops: usize,
    closed: bool,
    start: usize,
    end: usize,
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '‽')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '“')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '‘' | '«' | '‹' | '„' | '‚' | '(' | '[' | '{')
}

/// Single letters with full stops between them: "J", "U.S", "J.K".
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    })
}

/// The word that ends `before`, inner full stops kept, leading marks dropped.
fn last_word(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take(24)
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '.')
        .last()
        .map_or(before.len(), |(at, _)| at);
    before[start..].trim_start_matches('.')
}

/// The first `limit` bytes or a little less, on a character boundary.
fn clip(text: &str, limit: usize) -> &str {
    let end = (0..=limit.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    &text[..end]
}

/// One line of the text.
struct Line {
    span: Span,
    /// In characters.
    width: usize,
}

/// Blocks between blank lines; lines, where lines are too long to be wrapped ones.
fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let long: usize = (lines.iter().map(|line| line.width)).filter(|&width| width > WRAP_WIDTH).sum();
    let all: usize = lines.iter().map(|line| line.width).sum();
    // A lone address or table row may be long in a wrapped text.
    let wrapped = long * 5 < all;
    let width = (lines.iter().map(|line| line.width)).filter(|&width| width <= WRAP_WIDTH).max().unwrap_or(0);
    let mut spans: Vec<Span> = Vec::new();
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        if line.span.is_empty() {
            open = false;
            continue;
        }
        match spans.last_mut() {
            Some(last) if open => last.end = line.span.end,
            _ => spans.push(line.span),
        }
        open = wrapped && lines.get(index + 1).is_some_and(|next| is_wrap(text, line, next, width));
    }
    spans
}

/// Whether the break between two lines is there only because the next word did not fit.
fn is_wrap(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    if next.span.is_empty() {
        return false;
    }
    let word = next.span.of(text).split_whitespace().next().unwrap_or("");
    let needed = line.width + 1 + word.chars().take(width).count();
    let ended = line.span.of(text).trim_end_matches(is_closer).ends_with(is_terminator);
    // Ragged lines: a line that ends no sentence may stop well before the margin.
    let slack = if ended { 0 } else { width / 4 };
    needed + slack > width
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    // CRLF gives an empty trailing carriage return, trimmed with the line; a lone one is a break of its own.
    for piece in text.split_inclusive(['\n', '\u{2029}']) {
        let end = start + piece.len();
        let mut from = start;
        for part in piece.trim_end_matches(['\n', '\r', '\u{2029}']).split('\r') {
            let span = Span::new(from, from + part.len()).trim(text);
            lines.push(Line { span, width: span.of(text).chars().count() });
            from += part.len() + 1;
        }
        start = end;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn segmenter() -> Segmenter {
        Segmenter::new(&Language::english())
    }

    fn check(text: &str, expected: &[&str]) {
        let (_, sentences) = segmenter().segment(text);
        let found: Vec<&str> = sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    fn check_paragraphs(text: &str, expected: &[&str]) {
        let (paragraphs, _) = segmenter().segment(text);
        let found: Vec<&str> = paragraphs.iter().map(|p| p.span.of(text)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn full_stops_end_sentences() {
        check("The dam held. Nobody was hurt.", &["The dam held.", "Nobody was hurt."]);
        check("Why now? Because of rain! Yes.", &["Why now?", "Because of rain!", "Yes."]);
        check("It rose 4.5 metres. It fell.", &["It rose 4.5 metres.", "It fell."]);
        check(
            "They waited ... and left. He stayed… Then",
            &["They waited ... and left.", "He stayed…", "Then"],
        );
    }

    #[test]
    fn abbreviations_do_not() {
        for whole in [
            "Dr. Osei met Gen. Park in St. Ives.",
            "The U.S. Navy and J. K. Marlowe agreed.",
            "On Jan. 4 at 5 a.m. local time it sank.",
            "Item No. 7 was e.g. missing, i.e. lost.",
            "Harbor Lines Inc. shares fell vs. Tuesday.",
            "The U.S. Embassy in the old town of Varna Bay closed its doors to all visitors on a cold and rainy \
             morning, J. K. Marlowe said.",
            "1. Bring water",
        ] {
            check(whole, &[whole]);
        }
        check("He lives in the U.S. The firm left.", &["He lives in the U.S.", "The firm left."]);
        check("It began at 4 p.m. He was late.", &["It began at 4 p.m.", "He was late."]);
        check("She said no. Petra left.", &["She said no.", "Petra left."]);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence() {
        check("“We lost it.” The mayor wept.", &["“We lost it.”", "The mayor wept."]);
        check("(It was late.) She slept.", &["(It was late.)", "She slept."]);
        check("``It is over.'' Rain fell.", &["``It is over.''", "Rain fell."]);
        check("“Who did this?” he asked.", &["“Who did this?” he asked."]);
        check("\"It sank.\" said nobody.", &["\"It sank.\" said nobody."]);
        check("He said: “It fell. It broke.”", &["He said: “It fell.", "It broke.”"]);
        check("It fell. “It broke,” he said.", &["It fell.", "“It broke,” he said."]);
    }

    #[test]
    fn paragraphs_are_blocks_or_long_lines() {
        check_paragraphs("One.\n\nTwo.\r\n\r\nThree.", &["One.", "Two.", "Three."]);
        let long = "The ferry left the harbour at noon with forty people on board and a cargo of salt, \
                    and it has not been seen by anybody on the coast since.";
        check_paragraphs(&format!("{long}\r\n{long}\n{long}"), &[long, long, long]);
        check_paragraphs("HEADING\n\nThe text.", &["HEADING", "The text."]);
        let wrapped = "The ferry left the harbour at noon with forty\npeople on board and a cargo of salt, and it\nwas gone.";
        check_paragraphs(wrapped, &[wrapped]);
        check_paragraphs("", &[""]);
        check_paragraphs(" \n ", &[""]);
    }

    proptest! {
        #[test]
        fn every_word_lies_in_one_sentence(text in "[ a-zA-Z0-9.?!\"'“”’()\n\r\u{2028}éß中…-]{0,200}") {
            let (paragraphs, sentences) = segmenter().segment(&text);
            prop_assert!(!paragraphs.is_empty() && !sentences.is_empty());
            let mut end = 0;
            let mut kept = String::new();
            for sentence in &sentences {
                prop_assert!(sentence.span.start >= end);
                prop_assert!(text.get(sentence.span.range()).is_some());
                prop_assert!(paragraphs[sentence.paragraph].span.contains(sentence.span));
                kept.push_str(sentence.span.of(&text));
                end = sentence.span.end;
            }
            let dense = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(dense(&kept), dense(&text));
        }

        #[test]
        fn any_text_is_cut(text in any::<String>()) {
            segmenter().segment(&text);
        }
    }
}
