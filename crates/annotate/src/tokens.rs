//! Words, numbers and marks of a text, as rules over word lists read them.

use headwater_text::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Digits, with separators between digits: "1,200.5".
    Number,
    /// One other character.
    Mark,
}

/// One token; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// Lower-case form.
    pub(crate) lower: String,
    /// First letter is a capital.
    pub(crate) capital: bool,
    /// White space stands before it.
    pub(crate) spaced: bool,
}

impl Token {
    /// Whether its lower-case form is `word`.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.lower == word
    }
}

/// The tokens of `text`, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut spaced = true;
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            spaced = true;
            continue;
        }
        let mut end = start + first.len_utf8();
        let kind = if first.is_ascii_digit() {
            while let Some(&(at, c)) = chars.peek() {
                let joins = matches!(c, '.' | ',') && is_separator(&text[at..], c);
                if !c.is_ascii_digit() && !joins {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            Kind::Number
        } else if first.is_alphabetic() {
            while let Some(&(at, c)) = chars.peek() {
                if !c.is_alphabetic() && !('\u{300}'..='\u{36f}').contains(&c) {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            Kind::Word
        } else {
            Kind::Mark
        };
        tokens.push(Token {
            span: Span::new(start, end),
            kind,
            lower: text[start..end].to_lowercase(),
            capital: first.is_uppercase(),
            spaced,
        });
        spaced = false;
    }
    tokens
}

/// Whether a separator stands between digits; a comma only before a group of exactly three.
fn is_separator(rest: &str, separator: char) -> bool {
    let digits = rest[1..].bytes().take(4).take_while(u8::is_ascii_digit).count();
    if separator == ',' { digits == 3 } else { digits > 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = (tokens(text).iter()).map(|token| token.span.of(text)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn numbers_keep_their_separators() {
        check("$1,200.50m, 4,", &["$", "1,200.50", "m", ",", "4", ","]);
        check("On 3,40 of 1990s.", &["On", "3", ",", "40", "of", "1990", "s", "."]);
        check("six-page p.m. 10:35", &["six", "-", "page", "p", ".", "m", ".", "10", ":", "35"]);
    }
}
