//! Words of a text as the mention rules see them.

use super::lexicon::Lexicon;
use headwater_text::Span;

/// What stands between a word and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space, or the full stop of an abbreviation and white space.
    Space,
    /// A comma.
    Comma,
    /// An ampersand.
    Ampersand,
    /// Anything else, or the end of a sentence.
    Break,
}

/// A word.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) span: Span,
    /// Lower case.
    pub(super) lower: String,
    /// Written as names are: a capital first, or a particle and a capital ("al-Sharaa").
    pub(super) capital: bool,
    /// Capitals that no sentence start explains: "HTS", "WaPo".
    pub(super) inner_capital: bool,
    /// Stands where a sentence or quotation begins, so that a capital says little.
    pub(super) opens: bool,
    /// Followed by a possessive ending.
    pub(super) possessive: bool,
    /// Digits only.
    pub(super) number: bool,
    /// What follows.
    pub(super) gap: Gap,
}

/// The longest gap that can join two words, in bytes.
const LONGEST_GAP: usize = 8;

/// Cuts `text[within]` into words; `starts` holds the offsets where sentences begin, in order.
pub(super) fn tokenize(text: &str, within: Span, starts: &[usize], lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens: Vec<Token> =
        words(text, within).into_iter().map(|span| token(text, span, lexicon)).collect();
    let mut sentences = starts.iter().copied().peekable();
    let mut previous_end = within.start;
    for index in 0..tokens.len() {
        let start = tokens[index].span.start;
        let mut opens = index == 0;
        while sentences.next_if(|begin| *begin <= start).is_some() {
            opens = true;
        }
        let between = text.get(previous_end..start).unwrap_or("");
        let begins = opens;
        opens |= between.trim_end().ends_with(['"', '“', '„', '«', '‘', ':', '•', '—', '?', '!']);
        if let Some(before) = index.checked_sub(1) {
            tokens[before].gap = if begins { Gap::Break } else { gap(between, &tokens[before], lexicon) };
        }
        tokens[index].opens = opens;
        previous_end = tokens[index].span.end
            + if tokens[index].possessive { possessive_len(text, tokens[index].span.end) } else { 0 };
    }
    tokens
}

fn words(text: &str, within: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<usize> = None;
    let body = within.of(text);
    let mut chars = body.char_indices().peekable();
    let mut run_of_one = false;
    while let Some((offset, c)) = chars.next() {
        let at = within.start + offset;
        if c.is_alphanumeric() || is_mark(c) {
            run_of_one = open.is_none();
            open.get_or_insert(at);
            continue;
        }
        let Some(start) = open else { continue };
        let next = chars.peek().map(|(_, next)| *next);
        let joins = match c {
            '-' | '‐' | '‑' | 'ʼ' | 'ʻ' | '`' => next.is_some_and(char::is_alphanumeric),
            '\'' | '’' => next.is_some_and(char::is_alphanumeric) && !is_possessive(&text[at..]),
            // "U.S." and "example.com", but not "end.The".
            '.' => {
                next.is_some_and(char::is_lowercase) || (run_of_one && next.is_some_and(char::is_uppercase))
            }
            _ => false,
        };
        if !joins {
            spans.push(Span::new(start, at));
            open = None;
        }
        run_of_one = joins && c == '.' && next.is_some_and(char::is_uppercase) && {
            // The run that follows is looked at when it ends; a single letter keeps the chain of initials going.
            let mut ahead = chars.clone();
            ahead.next();
            !ahead.peek().is_some_and(|(_, after)| after.is_alphanumeric())
        };
    }
    if let Some(start) = open {
        spans.push(Span::new(start, within.end));
    }
    spans
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '@' | '#' | '_')
}

/// Whether `rest` begins with an apostrophe and an "s" that ends the word.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('\'' | '’'))
        && matches!(chars.next(), Some('s' | 'S'))
        && !chars.next().is_some_and(char::is_alphanumeric)
}

fn possessive_len(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    if is_possessive(rest) {
        rest.chars().take(2).map(char::len_utf8).sum()
    } else {
        rest.chars().next().map_or(0, char::len_utf8)
    }
}

fn token(text: &str, span: Span, lexicon: &Lexicon) -> Token {
    let word = span.of(text);
    let lower = word.to_lowercase();
    let first_upper = word.chars().next().is_some_and(|c| c.is_uppercase() || is_caseless(c));
    let particle = !first_upper
        && word.split_once(['-', '’', '\'']).is_some_and(|(front, back)| {
            lexicon.is_name_particle(&front.to_lowercase())
                && back.chars().next().is_some_and(char::is_uppercase)
        });
    let rest = text.get(span.end..).unwrap_or("");
    let possessive =
        is_possessive(rest) || (lower.ends_with('s') && matches!(rest.chars().next(), Some('’')));
    Token {
        span,
        capital: first_upper || particle,
        inner_capital: particle || word.chars().skip(1).any(|c| c.is_uppercase() || is_caseless(c)),
        opens: false,
        possessive,
        number: word.chars().all(|c| c.is_ascii_digit()),
        gap: Gap::Break,
        lower,
    }
}

/// Letters of scripts without capitals: a name in them cannot show itself by one.
fn is_caseless(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{6ff}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn gap(between: &str, before: &Token, lexicon: &Lexicon) -> Gap {
    if between.len() > LONGEST_GAP {
        return Gap::Break;
    }
    let blank = |part: &str| part.chars().all(char::is_whitespace);
    if blank(between) && !between.is_empty() && between.matches('\n').count() < 2 {
        return Gap::Space;
    }
    match between.trim() {
        "," => Gap::Comma,
        "&" => Gap::Ampersand,
        "." if between.len() > 1
            && (before.capital && before.lower.chars().count() == 1
                || lexicon.is_abbreviated_title(&before.lower)) =>
        {
            Gap::Space
        }
        _ => Gap::Break,
    }
}
