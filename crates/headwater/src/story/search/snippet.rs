//! The lines of an article in which what was searched for stands.

use headwater_text::{CodePoints, Span};

/// Bytes of a line that is shown: two rows of a terminal.
const WIDTH: usize = 200;
/// Of these, before the first word found.
const LEAD: usize = 60;
/// Lines shown of one article.
const SHOWN: usize = 2;

/// Marks that the index puts around what it found. Characters that stand in no text: Unicode keeps them for uses like this.
pub(super) const OPEN: char = '\u{FDD0}';
/// See [`OPEN`].
pub(super) const CLOSE: char = '\u{FDD1}';

/// A line of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Where it stands in the text of the article.
    pub span: Span,
    /// The same in code points.
    pub points: (usize, usize),
    /// Its words.
    pub words: String,
    /// What was searched for, in these words.
    pub hits: Vec<Span>,
    /// Its paragraph has words before it.
    pub cut_before: bool,
    /// Its paragraph has words after it.
    pub cut_after: bool,
}

/// Where in a text the marks stand that the index put around words.
pub(super) fn hits(marked: &str, text: &str) -> Vec<Span> {
    // A text that has such marks of its own is shown without: nobody could tell which is whose.
    if text.contains([OPEN, CLOSE]) {
        return Vec::new();
    }
    let (mut found, mut at, mut opened) = (Vec::new(), 0, 0);
    for c in marked.chars() {
        match c {
            OPEN => opened = at,
            CLOSE => found.push(Span::new(opened, at)),
            _ => at += c.len_utf8(),
        }
    }
    found
}

/// The lines with most of what was searched for, in the order of the text; the first line of the article proper where it has none.
pub(super) fn snippets(text: &str, furniture: &[Span], hits: &[Span]) -> Vec<Snippet> {
    let is_furniture = |span: Span| furniture.iter().any(|other| other.overlaps(span));
    let mut windows: Vec<Window<'_>> =
        paragraphs(text).filter_map(|paragraph| Window::best(text, paragraph, hits)).collect();
    windows.sort_by_cached_key(|window| {
        let most = std::cmp::Reverse((window.different, window.hits.len()));
        (most, window.paragraph.start)
    });
    // Furniture repeats the headline or has nothing to do with the article: it is shown where nothing else is.
    if windows.iter().any(|window| !is_furniture(window.paragraph)) {
        windows.retain(|window| !is_furniture(window.paragraph));
    }
    windows.truncate(SHOWN);
    windows.sort_by_key(|window| window.paragraph.start);
    if windows.is_empty() {
        let lead = paragraphs(text).find(|span| !is_furniture(*span)).or_else(|| paragraphs(text).next());
        windows.extend(lead.map(|paragraph| Window { paragraph, hits: &[], different: 0 }));
    }
    let points = CodePoints::of(text);
    windows.iter().map(|window| window.shown(text, &points)).collect()
}

/// The lines of a text that are not empty, without white space at their ends.
fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut end = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = end;
        end += line.len();
        Some(Span::new(start, end).trim(text)).filter(|span| !span.is_empty())
    })
}

/// Part of a paragraph that fits into a line.
#[derive(Debug)]
struct Window<'h> {
    paragraph: Span,
    /// What it shows.
    hits: &'h [Span],
    /// How many different words these are.
    different: usize,
}

impl<'h> Window<'h> {
    /// The part with most different hits, the first of several; `None` in a paragraph without any.
    fn best(text: &str, paragraph: Span, hits: &'h [Span]) -> Option<Self> {
        let inside = &hits[hits.partition_point(|hit| hit.start < paragraph.start)..];
        let inside = &inside[..inside.partition_point(|hit| hit.start < paragraph.end)];
        let windows = inside.iter().enumerate().map(|(first, hit)| {
            let last = first + inside[first..].partition_point(|other| other.end <= hit.start + WIDTH - LEAD);
            let shown = &inside[first..last.max(first + 1)];
            let mut different: Vec<String> = shown.iter().map(|hit| hit.of(text).to_lowercase()).collect();
            different.sort_unstable();
            different.dedup();
            Self { paragraph, hits: shown, different: different.len() }
        });
        // The first of equals.
        windows.reduce(|best, next| {
            let more = (next.different, next.hits.len()) > (best.different, best.hits.len());
            if more { next } else { best }
        })
    }

    fn shown(&self, text: &str, points: &CodePoints<'_>) -> Snippet {
        let Span { start, end } = self.paragraph;
        let (first, last) = match self.hits {
            [] => (start, start),
            [first, .., last] => (first.start, last.end),
            [one] => (one.start, one.end),
        };
        let from = if first - start <= LEAD { start } else { after_space(text, first - LEAD, first) };
        let to = if end <= from + WIDTH { end } else { before_space(text, last, (from + WIDTH).max(last)) };
        let span = Span::new(from, to).trim(text);
        Snippet {
            span,
            points: points.range(span),
            words: span.of(text).to_owned(),
            hits: (self.hits.iter())
                .map(|hit| Span::new(hit.start - span.start, hit.end - span.start))
                .collect(),
            cut_before: span.start > start,
            cut_after: span.end < end,
        }
    }
}

/// The first beginning of a word at or after `from`, at most `limit`.
fn after_space(text: &str, from: usize, limit: usize) -> usize {
    let from = text.ceil_char_boundary(from);
    let words = text.get(from..limit).unwrap_or_default();
    words.char_indices().find(|(_, c)| c.is_whitespace()).map_or(from, |(at, c)| from + at + c.len_utf8())
}

/// The last end of a word before `to`, at least `limit`.
fn before_space(text: &str, limit: usize, to: usize) -> usize {
    let to = text.floor_char_boundary(to);
    let words = text.get(limit..to).unwrap_or_default();
    words.rfind(char::is_whitespace).map_or(to, |at| limit + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines with what was found in [square brackets].
    fn shown(marked: &str, furniture: &[Span]) -> Vec<String> {
        let marked: String = marked.replace('[', &OPEN.to_string()).replace(']', &CLOSE.to_string());
        let text: String = marked.chars().filter(|c| ![OPEN, CLOSE].contains(c)).collect();
        let found = snippets(&text, furniture, &hits(&marked, &text));
        let line = |snippet: &Snippet| {
            assert_eq!(snippet.words, snippet.span.of(&text));
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(snippet.words, chars[snippet.points.0..snippet.points.1].iter().collect::<String>());
            let mut words = snippet.words.clone();
            for hit in snippet.hits.iter().rev() {
                words.insert(hit.end, ']');
                words.insert(hit.start, '[');
            }
            let cut = |cut| if cut { "…" } else { "" };
            format!("{}{words}{}", cut(snippet.cut_before), cut(snippet.cut_after))
        };
        found.iter().map(line).collect()
    }

    #[test]
    fn lines_with_what_was_found() {
        let check = |marked: &str, expected: &[&str]| assert_eq!(shown(marked, &[]), expected);
        check("", &[]);
        check("\n \n", &[]);
        check("The gate jammed.\nNobody knew.", &["The gate jammed."]);
        check("Nobody knew.\n\n  The [gate] jammed.\n", &["The [gate] jammed."]);
        check(
            "The [gate].\nThe [dam].\nThe [gate] of the [dam].",
            &["The [gate].", "The [gate] of the [dam]."],
        );
        check("Ağrı: die [Straße] führt\nñ", &["Ağrı: die [Straße] führt"]);
        let filler = "words and words ".repeat(20);
        let found = shown(&format!("{filler}the [gate] jammed {filler}"), &[]);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("…") && found[0].ends_with('…') && found[0].contains("the [gate] jammed")
        );
        assert!(found[0].len() < WIDTH + 20, "{}", found[0]);
        // One word that fills more than a line, and letters of several bytes where the line is cut.
        for word in ["x", "é", "漢", "🌊"] {
            let long = word.repeat(1000);
            assert_eq!(shown(&format!("[{long}]"), &[]), [format!("[{long}]")]);
            assert_eq!(shown(&format!("{long} [gate] {long}"), &[]).len(), 1);
            assert_eq!(shown(&long, &[]).len(), 1);
        }
    }

    #[test]
    fn the_article_proper_comes_before_furniture() {
        let head = "Title: The gate\n";
        let furniture = [Span::new(0, head.len() - 1)];
        assert_eq!(shown(&format!("{head}It jammed."), &furniture), ["It jammed."]);
        let marked = "Title: The [gate]\nThe [gate].\nThe [gate] too.";
        assert_eq!(shown(marked, &furniture), ["The [gate].", "The [gate] too."]);
        assert_eq!(shown("Title: The [gate]\nIt jammed.", &furniture), ["Title: The [gate]"]);
    }

    #[test]
    fn a_text_with_marks_of_its_own_is_shown_without() {
        let text = format!("a {OPEN}b{CLOSE} c");
        assert!(hits(&text, &text).is_empty());
    }
}
