//! A text as its scored words: runs of letters, digits and underscores, and every other visible character alone.

/// Words of a text. What is scored are words, so that white space at the edge of a span does not matter.
#[derive(Debug)]
pub(super) struct Words {
    /// Start and end in code points.
    places: Vec<(usize, usize)>,
    /// Stands between quotation marks, or is one.
    pub(super) quoted: Vec<bool>,
    /// Holds a letter or a digit.
    pub(super) letters: Vec<bool>,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let quoted = quoted(&chars);
        let mut words = Self { places: Vec::new(), quoted: Vec::new(), letters: Vec::new() };
        let mut open = false;
        for (at, c) in chars.iter().enumerate() {
            let letter = c.is_alphanumeric() || *c == '_';
            match words.places.last_mut() {
                Some((_, end)) if letter && open => *end = at + 1,
                _ if c.is_whitespace() => {}
                _ => {
                    words.places.push((at, at + 1));
                    words.quoted.push(quoted[at]);
                    words.letters.push(letter);
                }
            }
            open = letter;
        }
        words
    }

    /// Indices of the words that share a character with one of `spans`, in order, each once.
    pub(super) fn under(&self, spans: &[(usize, usize)]) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (start, end) in spans {
            let first = self.places.partition_point(|(_, word_end)| word_end <= start);
            let inside = self.places[first..].iter().take_while(|(word_start, _)| word_start < end).count();
            found.extend(first..first + inside);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether each character is a quotation mark or stands between two. Marks are paired by turns and forgotten at the end of
/// a line; two apostrophes or two backticks are one mark.
fn quoted(chars: &[char]) -> Vec<bool> {
    let mut quoted = vec![false; chars.len()];
    let mut inside = false;
    let mut at = 0;
    while at < chars.len() {
        let twice = |mark: char| chars[at] == mark && chars.get(at + 1) == Some(&mark);
        let width = if twice('\'') || twice('`') { 2 } else { 1 };
        let mark = width == 2 || matches!(chars[at], '"' | '\u{201c}' | '\u{201d}');
        quoted[at..at + width].fill(inside || mark);
        inside = match chars[at] {
            '\n' | '\u{201d}' => false,
            '\u{201c}' => true,
            _ => inside != mark,
        };
        at += width;
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_marks_are_quoted() {
        let check = |text: &str, expected: &str| {
            let words = Words::of(text);
            let chars: Vec<char> = text.chars().collect();
            let quoted: Vec<String> = (words.places.iter().zip(&words.quoted))
                .filter(|(_, quoted)| **quoted)
                .map(|((start, end), _)| chars[*start..*end].iter().collect())
                .collect();
            assert_eq!(quoted.join(" "), expected, "{text}");
        };
        check("He said \u{201c}so be it.\u{201d} Then", "\u{201c} so be it . \u{201d}");
        check("''Yes,'' he said. ''No.''", "' ' Yes , ' ' ' ' No . ' '");
        check("\"one\ntwo\" three", "\" one \" three");
        check("don't snake_case", "");
    }

    #[test]
    fn spans_cover_words_they_touch() {
        let words = Words::of("a bc, d");
        assert_eq!(words.under(&[(3, 4)]), [1]);
        assert_eq!(words.under(&[(3, 6), (0, 3)]), [0, 1, 2]);
        assert_eq!(words.under(&[(1, 2)]), [0; 0]);
    }
}
