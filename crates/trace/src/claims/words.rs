//! A text to its words.

use headwater_text::Span;

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    /// Where it stands.
    pub(super) span: Span,
    /// As written.
    pub(super) text: &'t str,
    /// Stands first in its sentence or quotation, where a capital says nothing.
    pub(super) opens: bool,
}

impl Word<'_> {
    /// Begins with a capital.
    pub(super) fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The words of `text`, which begins at byte `from`: runs of letters and digits, with hyphens, apostrophes and
/// decimal points inside.
pub(super) fn words(text: &str, from: usize) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut opens = true;
    let mut chars = text.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inside = c.is_alphanumeric()
            || start.is_some() && matches!(c, '-' | '\'' | '\u{2019}' | '.' | ',') && {
                let joins = next.is_some_and(char::is_alphanumeric);
                let digits = next.is_some_and(|next| next.is_ascii_digit());
                if matches!(c, '.' | ',') { digits } else { joins }
            };
        if inside {
            start.get_or_insert(offset);
            if next.is_some() {
                continue;
            }
        }
        if let Some(begin) = start.take() {
            let end = if inside { offset + c.len_utf8() } else { offset };
            let span = Span::new(from + begin, from + end);
            words.push(Word { span, text: &text[begin..end], opens });
            opens = false;
        }
        opens |= matches!(c, '.' | '!' | '?' | ':' | '\n' | '"' | '\u{201c}' | '\u{2018}');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_inner_marks() {
        let found = |text| words(text, 0).iter().map(|word| word.text.to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Lorne's 7.5-tonne van, 1,200 m."), ["Lorne's", "7.5-tonne", "van", "1,200", "m"]);
        assert_eq!(found("é"), ["é"]);
        assert!(found(" ,. ").is_empty());
    }
}
