//! Words of strangers on a terminal: nothing may move the cursor, hide or reorder what is shown.

use unicode_width::UnicodeWidthStr;

/// A character as shown, with the marks that combine with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tell) struct Cell {
    /// Byte offset of its first character in the text it is taken from.
    pub(in crate::tell) offset: usize,
    /// What is shown.
    pub(in crate::tell) shown: String,
    /// Columns it takes.
    pub(in crate::tell) width: usize,
}

/// `text` in one line, with control characters and those that reorder or hide words made visible.
pub fn visible(text: &str) -> String {
    // So are most.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        push_visible(&mut shown, c);
    }
    shown
}

/// Columns that `text` takes in a terminal.
pub(in crate::tell) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The characters of `text`, each with what combines with it; `base` is added to the offsets.
pub(in crate::tell) fn cells(text: &str, base: usize) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut joined = false;
    for (offset, c) in text.char_indices() {
        let mut shown = String::new();
        push_visible(&mut shown, c);
        let combines = width(&shown) == 0 || joined;
        joined = c == JOINER;
        match cells.last_mut() {
            Some(last) if combines && last.shown != " " => last.shown.push_str(&shown),
            _ => cells.push(Cell { offset: base + offset, shown, width: 0 }),
        }
    }
    for cell in &mut cells {
        cell.width = width(&cell.shown);
    }
    cells
}

const JOINER: char = '\u{200D}';

fn push_visible(shown: &mut String, c: char) {
    match c {
        '\n' | '\r' | '\u{A0}' | '\u{202F}' | '\u{2028}' | '\u{2029}' => shown.push(' '),
        '\0'..='\u{1F}' => shown.push(char::from_u32(0x2400 + c as u32).unwrap_or('?')),
        '\u{7F}' => shown.push('\u{2421}'),
        _ if is_unseen(c) => shown.push_str(&format!("<U+{:04X}>", c as u32)),
        _ => shown.push(c),
    }
}

/// Further controls, and characters that change how their neighbours are shown without being seen themselves. The
/// joiners U+200C and U+200D stay: Persian and emoji need them.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{9F}'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// At most `columns` columns of `text`, the cut shown by an ellipsis.
pub(in crate::tell) fn short(text: &str, columns: usize) -> String {
    let text = visible(text);
    let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if width(&text) <= columns {
        return text;
    }
    let mut kept = String::new();
    if text.is_ascii() {
        // Nothing that is shown as it is takes more or less than a column.
        kept.push_str(&text[..columns.saturating_sub(1)]);
    } else {
        let mut used = 1;
        for cell in cells(&text, 0) {
            if used + cell.width > columns {
                break;
            }
            used += cell.width;
            kept.push_str(&cell.shown);
        }
    }
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':']))
}

/// `text` in lines of at most `columns` columns, broken between words where a word does not fill a line alone.
pub(in crate::tell) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in visible(text).split(' ').filter(|word| !word.is_empty()) {
        let wide = width(word);
        if used > 0 && used + 1 + wide > columns {
            lines.push(String::new());
            used = 0;
        } else if used > 0 {
            add(&mut lines, " ");
            used += 1;
        }
        if wide <= columns {
            add(&mut lines, word);
            used += wide;
            continue;
        }
        for cell in cells(word, 0) {
            if used > 0 && used + cell.width > columns {
                lines.push(String::new());
                used = 0;
            }
            add(&mut lines, &cell.shown);
            used += cell.width;
        }
    }
    lines
}

fn add(lines: &mut [String], part: &str) {
    if let Some(last) = lines.last_mut() {
        last.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hidden_stays_hidden() {
        let check = |given: &str, expected: &str| assert_eq!(visible(given), expected);
        check("a\tb", "a␉b");
        check("a\u{1b}[31mb", "a␛[31mb");
        check("a\u{202E}b", "a<U+202E>b");
        check("line\r\nnext", "line  next");
        check("\u{9b}2J", "<U+009B>2J");
        check("Ağrı می\u{200C}روم", "Ağrı می\u{200C}روم");
    }

    #[test]
    fn widths() {
        let check = |given: &str, expected: &[usize]| {
            let found: Vec<usize> = cells(given, 0).iter().map(|cell| cell.width).collect();
            assert_eq!(found, expected, "{given}");
        };
        check("ab", &[1, 1]);
        check("漢字", &[2, 2]);
        check("e\u{301}x", &[1, 1]);
        check("👩\u{200D}🚒", &[2]);
        check("", &[]);
    }

    #[test]
    fn wrapping() {
        let check = |given: &str, columns: usize, expected: &[&str]| {
            assert_eq!(wrap(given, columns), expected, "{given} in {columns}");
        };
        check("", 10, &[""]);
        check("one two three", 7, &["one two", "three"]);
        check("one two three", 6, &["one", "two", "three"]);
        check("a  b\nc", 10, &["a b c"]);
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("x abcdefgh", 3, &["x", "abc", "def", "gh"]);
        check("漢字 漢字", 5, &["漢字", "漢字"]);
        check("漢字漢字", 3, &["漢", "字", "漢", "字"]);
    }

    #[test]
    fn shortening() {
        let check = |given: &str, columns: usize, expected: &str| assert_eq!(short(given, columns), expected);
        check("one two", 7, "one two");
        check("one two", 6, "one t…");
        check("one, two", 6, "one…");
        check("漢字漢字", 5, "漢字…");
    }

    #[test]
    fn long_input_takes_linear_time() {
        let words = "x".repeat(1 << 20);
        assert_eq!(wrap(&words, 100).len(), (1 << 20) / 100 + 1);
    }
}
