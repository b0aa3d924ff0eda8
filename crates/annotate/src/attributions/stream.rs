//! A paragraph as units of tokens: sentences in which a quotation is one token, whatever stands in it.

use super::vocabulary::{Flags, SUBJECT, TIME, Vocabulary};
use headwater_text::{Annotations, Span};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Comma,
    /// A full stop, question or exclamation mark; inside a unit it belongs to an abbreviation.
    Stop,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
    /// A whole quotation, an index into the document's quotations.
    Quote(usize),
    /// A whole paragraph set off as a quotation, with or without marks.
    Block,
    Other,
}

/// A word, a mark, or a whole quotation.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// In lower case, with a straight apostrophe.
    pub(super) lower: String,
    pub(super) capital: bool,
    pub(super) flags: Flags,
    /// A quotation that ends with a comma, stop, question or exclamation mark of its own.
    pub(super) closed: bool,
    /// Something that stood before it was taken out.
    pub(super) after_gap: bool,
}

impl Token {
    /// A paragraph that is set off as a quotation.
    pub(super) fn block(span: Span) -> Self {
        Self::speech(span, Kind::Block, true)
    }

    fn speech(span: Span, kind: Kind, closed: bool) -> Self {
        Self {
            span,
            kind,
            lower: String::new(),
            capital: true,
            flags: Flags::default(),
            closed,
            after_gap: false,
        }
    }

    pub(super) fn is(&self, flags: Flags) -> bool {
        self.flags.any(flags)
    }

    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }

    pub(super) fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::Quote(_) | Kind::Block)
    }

    /// Comma, semicolon, colon, dash, bracket.
    pub(super) fn is_break(&self) -> bool {
        !self.is_word() && !self.is_quote() && self.kind != Kind::Other && self.kind != Kind::Stop
    }
}

/// One sentence, or several where a quotation holds the boundary.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) span: Span,
    pub(super) paragraph: usize,
    pub(super) tokens: Vec<Token>,
}

/// Longer stretches are cut: no sentence of a newspaper has so many words, and all that is done within a unit may
/// then look from any token to any other.
const LONGEST_UNIT: usize = 200;

/// The units of a document, in order.
pub(super) fn units(text: &str, notes: &Annotations, vocabulary: &Vocabulary) -> Vec<Unit> {
    let mut found: Vec<Unit> = Vec::new();
    let mut quote = 0;
    for (number, paragraph) in notes.paragraphs.iter().enumerate() {
        let (first, last) = paragraph.sentences;
        let sentences = notes.sentences.get(first..last).unwrap_or(&[]);
        let mut spans: Vec<Span> = Vec::new();
        for sentence in sentences {
            // A boundary inside a quotation is none for the sentence around it.
            while quote < notes.quotations.len() && notes.quotations[quote].outer.end <= sentence.span.start {
                quote += 1;
            }
            let inside = notes
                .quotations
                .get(quote)
                .is_some_and(|q| q.outer.start < sentence.span.start && sentence.span.start < q.outer.end);
            match spans.last_mut() {
                Some(last) if inside => *last = last.cover(sentence.span),
                _ => spans.push(sentence.span),
            }
        }
        for span in spans {
            let mut rest = tokens(text, span, notes, vocabulary).into_iter().peekable();
            while rest.peek().is_some() {
                push(&mut found, rest.by_ref().take(LONGEST_UNIT).collect(), number);
            }
        }
    }
    found
}

fn push(units: &mut Vec<Unit>, tokens: Vec<Token>, paragraph: usize) {
    if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
        units.push(Unit { span: first.span.cover(last.span), paragraph, tokens });
    }
}

/// The first tokens of `span`, quoted words read like any others.
pub(super) fn plain(text: &str, span: Span, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut found = tokens(text, span, &Annotations::default(), vocabulary);
    found.truncate(LONGEST_UNIT);
    found
}

fn tokens(text: &str, span: Span, notes: &Annotations, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut found = Vec::new();
    let mut quote = notes.quotations.partition_point(|q| q.outer.end <= span.start);
    let mut at = span.start;
    while at < span.end {
        if let Some(q) = notes.quotations.get(quote) {
            if q.outer.end <= at || q.outer.is_empty() {
                quote += 1;
                continue;
            }
            if q.outer.start <= at {
                let whole = Span::new(at, q.outer.end.min(span.end));
                let inner = q.inner.of(text).trim_end();
                let closed = inner.ends_with([',', '.', '?', '!', '…', '—', '–']);
                found.push(Token::speech(whole, Kind::Quote(quote), closed));
                at = whole.end;
                quote += 1;
                continue;
            }
        }
        let stop = notes.quotations.get(quote).map_or(span.end, |q| q.outer.start.min(span.end));
        let Some(first) = text.get(at..stop).and_then(|rest| rest.chars().next()) else {
            break;
        };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let length = word_length(&text[at..stop]);
        let word = Span::new(at, at + length.max(first.len_utf8()));
        let opens = found.last().is_none_or(|before: &Token| !before.is_word() && before.kind != Kind::Comma);
        found.push(token(text, word, first, opens, vocabulary));
        at = word.end;
    }
    found
}

/// Length in bytes of the word that `rest` begins with; 0 where it begins with none. Apostrophes, hyphens and the dots of
/// "U.S." and "25.5" are inside a word.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    let mut letters_since_dot = 0;
    let mut dotted = false;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        if c.is_alphanumeric()
            || (end == 0 && matches!(c, '$' | '€' | '£' | '@' | '#') && next.is_alphanumeric())
        {
            letters_since_dot += 1;
            end = at + c.len_utf8();
        } else if end == 0 {
            return 0;
        } else if matches!(c, '\'' | '’' | '-' | '/' | '_' | '&' | '%')
            && (next.is_alphanumeric() || c == '%')
        {
            letters_since_dot = 2;
            end = at + c.len_utf8();
        } else if matches!(c, '.' | ',')
            && next.is_ascii_digit()
            && rest[..at].ends_with(|d: char| d.is_ascii_digit())
        {
            letters_since_dot = 2;
            end = at + 1;
        } else if c == '.' && letters_since_dot == 1 && (next.is_alphabetic() || dotted) {
            letters_since_dot = 0;
            dotted = true;
            end = at + 1;
        } else {
            break;
        }
    }
    end
}

fn token(text: &str, span: Span, first: char, opens: bool, vocabulary: &Vocabulary) -> Token {
    let lower = span.of(text).to_lowercase().replace('’', "'");
    let kind = match first {
        ',' => Kind::Comma,
        '.' | '?' | '!' | '…' => Kind::Stop,
        ':' => Kind::Colon,
        ';' => Kind::Semicolon,
        '—' | '–' | '-' | '―' => Kind::Dash,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        c if c.is_ascii_digit() => Kind::Number,
        c if c.is_alphabetic() || matches!(c, '$' | '€' | '£' | '@' | '#' | '&') => Kind::Word,
        _ => Kind::Other,
    };
    Token {
        span,
        kind,
        // A capital inside a sentence makes a name of a small word: "Channel Nine", "Will", "the Post".
        flags: if opens || !first.is_uppercase() {
            vocabulary.flags(&lower)
        } else {
            vocabulary.flags(&lower).and(TIME.or(SUBJECT))
        },
        lower,
        capital: first.is_uppercase(),
        closed: false,
        after_gap: false,
    }
}

/// The spans of `tokens[from..to]`, cut where something was taken out, without marks and conjunctions at the ends.
pub(super) fn pieces(tokens: &[Token], from: usize, to: usize) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let Some(run) = tokens.get(from..to) else {
        return spans;
    };
    let mut current: Vec<&Token> = Vec::new();
    for token in run {
        if token.after_gap {
            spans.extend(span_of(&current));
            current.clear();
        }
        current.push(token);
    }
    spans.extend(span_of(&current));
    spans
}

fn span_of(tokens: &[&Token]) -> Option<Span> {
    let loose = |token: &&Token| {
        matches!(
            token.kind,
            Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Other
        )
    };
    let first = tokens.iter().position(|token| !loose(token))?;
    let last = tokens.iter().rposition(|token| !loose(token))?;
    Some(tokens[first].span.cover(tokens[last].span))
}

/// Takes `tokens[from..to]` out.
pub(super) fn take_out(tokens: &mut Vec<Token>, from: usize, to: usize) {
    if from < to && to <= tokens.len() {
        tokens.drain(from..to);
        if let Some(next) = tokens.get_mut(from) {
            next.after_gap = true;
        }
    }
}

/// Where the sentence proper begins: after a dateline ("PORT ADA, Jan 3 (CPS) -").
pub(super) fn after_dateline(tokens: &[Token]) -> usize {
    const LONGEST_DATELINE: usize = 14;
    let dash =
        tokens.iter().take(LONGEST_DATELINE).position(|token| token.kind == Kind::Dash && !token.after_gap);
    match dash {
        Some(dash)
            if dash > 0
                && tokens[0].capital
                && tokens[..dash].iter().all(|token| {
                    token.capital
                        || !matches!(token.kind, Kind::Word | Kind::Quote(_))
                        || token.lower.len() <= 3
                }) =>
        {
            dash + 1
        }
        _ => 0,
    }
}
