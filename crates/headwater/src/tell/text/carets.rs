//! Words with signs under them, like a compiler's diagnostics.

use super::page::{Ink, Line};
use super::visible::{Cell, cells, width};
use headwater_text::Span;

/// Words to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The words; byte offsets into the text.
    pub(super) span: Span,
    /// Stands under each column of them.
    pub(super) sign: char,
    /// Stands under the first of them; empty for none.
    pub(super) label: String,
    /// Whether the label is left out rather than put on a line of its own.
    pub(super) optional: bool,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    /// Words of the text.
    Words(String),
    /// Signs under the words above.
    Signs(String),
    /// Labels under the signs above.
    Labels(String),
    /// Rows without signs, left out.
    Gap,
}

/// Rows of words shown for one excerpt; more are left out where nothing is signed.
const ROWS: usize = 8;

/// The words of `excerpt` with signs under them, behind a rule, in `columns` columns. Where marks overlap, the earlier in
/// `marks` is shown.
pub(super) fn signed(
    text: &str,
    excerpt: Span,
    marks: &[Mark],
    columns: usize,
) -> impl Iterator<Item = Line> {
    const RULE: &str = "  │ ";
    lay_out(text, excerpt, marks, columns.saturating_sub(width(RULE))).into_iter().map(|row| {
        let line = Line::of(Ink::Soft, RULE);
        match row {
            Row::Words(words) => line.add(Ink::Plain, &words),
            Row::Signs(signs) | Row::Labels(signs) => line.add(Ink::Soft, &signs),
            Row::Gap => line.add(Ink::Soft, "..."),
        }
    })
}

fn lay_out(text: &str, excerpt: Span, marks: &[Mark], columns: usize) -> Vec<Row> {
    let cells = cells(excerpt.of(text), excerpt.start);
    let lines = break_lines(&cells, columns.max(8));
    let mut rows = Vec::new();
    let mut labelled = vec![false; marks.len()];
    let mut shown = 0;
    for line in lines {
        let signs = signs(line, marks);
        let signed = signs.iter().any(Option::is_some);
        if shown >= ROWS || (shown + 1 >= ROWS && !signed) {
            if rows.last() != Some(&Row::Gap) {
                rows.push(Row::Gap);
            }
            if !signed || shown >= 2 * ROWS {
                continue;
            }
        }
        shown += 1;
        rows.push(Row::Words(line.iter().map(|cell| cell.shown.as_str()).collect()));
        if signed {
            rows.push(Row::Signs(sign_row(line, &signs, marks)));
            rows.extend(labels(line, &signs, marks, &mut labelled, columns).into_iter().map(Row::Labels));
        }
    }
    rows
}

/// Lines of at most `columns` columns, broken after spaces where there are any; spaces at the ends left out.
fn break_lines(cells: &[Cell], columns: usize) -> Vec<&[Cell]> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        if cells[start].shown == " " {
            start += 1;
            continue;
        }
        let mut end = start;
        let mut used = 0;
        let mut space = None;
        while end < cells.len() && used + cells[end].width <= columns {
            if cells[end].shown == " " {
                space = Some(end);
            }
            used += cells[end].width;
            end += 1;
        }
        if end < cells.len() && cells[end].shown != " " {
            // A single cell wider than the line still moves on.
            end = space.unwrap_or(end).max(start + 1);
        }
        let mut last = end;
        while last > start && cells[last - 1].shown == " " {
            last -= 1;
        }
        lines.push(&cells[start..last]);
        start = end;
    }
    lines
}

/// For each cell the mark that shows.
fn signs(line: &[Cell], marks: &[Mark]) -> Vec<Option<usize>> {
    line.iter().map(|cell| marks.iter().position(|mark| mark.span.holds(cell.offset))).collect()
}

fn sign_row(line: &[Cell], signs: &[Option<usize>], marks: &[Mark]) -> String {
    let mut row = String::new();
    for (cell, sign) in line.iter().zip(signs) {
        let sign = sign.map_or(' ', |mark| marks[mark].sign);
        row.extend(std::iter::repeat_n(sign, cell.width));
    }
    row.truncate(row.trim_end().len());
    row
}

/// Columns between two labels.
const GAP: usize = 2;

/// Labels under the first cell of each mark that has not been labelled yet, in as many rows as they need. What is
/// optional comes last and only where the first row has room: its sign says the same.
fn labels(
    line: &[Cell],
    signs: &[Option<usize>],
    marks: &[Mark],
    labelled: &mut [bool],
    columns: usize,
) -> Vec<String> {
    let mut wanted: Vec<(usize, &Mark)> = Vec::new();
    let mut column = 0;
    for (cell, sign) in line.iter().zip(signs) {
        if let Some(mark) = *sign
            && !std::mem::replace(&mut labelled[mark], true)
            && !marks[mark].label.is_empty()
        {
            wanted.push((column.min(columns.saturating_sub(width(&marks[mark].label))), &marks[mark]));
        }
        column += cell.width;
    }
    wanted.sort_by_key(|(_, mark)| mark.optional);
    let mut rows: Vec<Vec<(usize, &str)>> = Vec::new();
    for (start, mark) in wanted {
        let end = start + width(&mark.label);
        let free = |row: &Vec<(usize, &str)>| {
            row.iter().all(|(other, label)| end + GAP <= *other || other + width(label) + GAP <= start)
        };
        match rows.iter().position(free) {
            Some(row) => rows[row].push((start, &mark.label)),
            None if mark.optional && !rows.is_empty() => {}
            None => rows.push(vec![(start, &mark.label)]),
        }
    }
    rows.into_iter().map(row_of).collect()
}

fn row_of(mut labels: Vec<(usize, &str)>) -> String {
    labels.sort_unstable();
    let mut row = String::new();
    for (start, label) in labels {
        let gap = start.saturating_sub(width(&row));
        row.extend(std::iter::repeat_n(' ', gap));
        row.push_str(label);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks are given as (words, sign, label).
    fn check(text: &str, marks: &[(&str, char, &str)], columns: usize, expected: &str) {
        let marks: Vec<Mark> = marks
            .iter()
            .map(|(words, sign, label)| {
                let start = text.find(words).unwrap();
                let span = Span::new(start, start + words.len());
                Mark { span, sign: *sign, label: (*label).to_owned(), optional: *label == "cue" }
            })
            .collect();
        let rows = lay_out(text, Span::new(0, text.len()), &marks, columns);
        let shown: Vec<String> = rows
            .into_iter()
            .map(|row| match row {
                Row::Words(row) | Row::Signs(row) | Row::Labels(row) => row,
                Row::Gap => "...".to_owned(),
            })
            .collect();
        assert_eq!(shown.join("\n"), expected.trim_matches('\n'), "{text}");
    }

    #[test]
    fn signs_stand_under_words() {
        check(
            "The mayor said the bridge had fallen.",
            &[("The mayor", '^', "source"), ("said", '~', "cue"), ("the bridge had fallen", '-', "content")],
            60,
            "
The mayor said the bridge had fallen.
^^^^^^^^^ ~~~~ ---------------------
source    cue  content",
        );
        check(
            "He said so.",
            &[("He", '^', "source"), ("said", '~', "cue"), ("so", '-', "content")],
            60,
            "
He said so.
^^ ~~~~ --
source  content",
        );
        check(
            "市長 said 橋 fell",
            &[("市長", '^', "source"), ("橋 fell", '-', "")],
            60,
            "
市長 said 橋 fell
^^^^      -------
source",
        );
        check("caf\u{65}\u{301} x", &[("x", '^', "")], 60, "\ncafe\u{301} x\n     ^");
        check("a\tb\u{202E}c", &[("c", '^', "")], 60, "\na␉b<U+202E>c\n           ^");
    }

    #[test]
    fn long_lines_wrap_and_labels_stand_once() {
        check(
            "one two three four five",
            &[("two three four", '-', "content")],
            10,
            "
one two
    ---
   content
three four
----------
five",
        );
        check("abcdefghijkl", &[("jkl", '^', "x")], 8, "\nabcdefgh\nijkl\n ^^^\n x");
    }

    #[test]
    fn overlapping_marks_show_the_earlier_one() {
        check(
            "it may rain",
            &[("may", '?', ""), ("it may rain", '-', "")],
            60,
            "
it may rain
---???-----",
        );
    }

    #[test]
    fn a_very_long_excerpt_is_cut_where_nothing_is_signed() {
        let text = "word ".repeat(10_000);
        let rows = lay_out(&text, Span::new(0, text.len()), &[], 50);
        assert_eq!(rows.len(), ROWS);
        assert_eq!(rows.last(), Some(&Row::Gap));
    }
}
