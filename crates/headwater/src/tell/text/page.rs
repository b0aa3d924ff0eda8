//! Lines of a terminal: plain text in a few inks. Colour is never the only carrier of meaning.

use super::visible::{visible, width, wrap};
use std::io::{self, Write};

/// How a part of a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// As the terminal writes.
    Plain,
    /// A heading.
    Strong,
    /// Beside the point: places, rules, carets.
    Soft,
    /// What Headwater infers.
    Infer,
    /// What the analyst decided.
    Judge,
    /// Loss, change, denial.
    Loss,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\x1b[1m",
            Self::Soft => "\x1b[2m",
            Self::Infer => "\x1b[34m",
            Self::Judge => "\x1b[32m",
            Self::Loss => "\x1b[31m",
        }
    }
}

/// One line in parts. Every part is made [`visible`] on the way in, so no text can drive the terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    parts: Vec<(Ink, String)>,
    width: usize,
}

impl Line {
    pub(super) fn plain(text: &str) -> Self {
        Self::default().add(Ink::Plain, text)
    }

    pub(super) fn of(ink: Ink, text: &str) -> Self {
        Self::default().add(ink, text)
    }

    pub(super) fn add(mut self, ink: Ink, text: &str) -> Self {
        let text = visible(text);
        self.width += width(&text);
        self.parts.push((ink, text));
        self
    }

    /// This line and then `other`.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.width += other.width;
        self.parts.extend(other.parts);
        self
    }

    /// Spaces up to `column`; none where the line is already there.
    pub(super) fn to(self, column: usize) -> Self {
        let gap = column.saturating_sub(self.width);
        self.add(Ink::Plain, &" ".repeat(gap))
    }

    /// At least two spaces and `text`, ending at `column` where it fits.
    pub(super) fn right(self, column: usize, ink: Ink, text: &str) -> Self {
        let start = column.saturating_sub(width(text)).max(self.width + 2);
        self.to(start).add(ink, text)
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    fn write(&self, out: &mut dyn Write, colour: bool) -> io::Result<()> {
        let mut shown = String::new();
        let last = self.parts.iter().rposition(|(_, text)| !text.trim_end().is_empty());
        for (index, (ink, text)) in self.parts.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
            let text = if Some(index) == last { text.trim_end() } else { text };
            if colour && !ink.code().is_empty() && !text.trim().is_empty() {
                shown.push_str(ink.code());
                shown.push_str(text);
                shown.push_str("\x1b[0m");
            } else {
                shown.push_str(text);
            }
        }
        writeln!(out, "{shown}")
    }
}

/// Least columns of words behind a lead, however narrow the terminal is.
const NARROWEST: usize = 20;

/// `text` as a paragraph that hangs behind `lead`: its lines begin at `column`, and all together take `columns`.
pub(super) fn hanging(lead: Line, column: usize, ink: Ink, text: &str, columns: usize) -> Vec<Line> {
    let mut lead = Some(lead);
    let room = columns.saturating_sub(column).max(NARROWEST);
    let lines = wrap(text, room).into_iter();
    lines.map(|words| lead.take().unwrap_or_default().to(column).add(ink, &words)).collect()
}

/// Where lines go.
pub(super) struct Page<'o> {
    out: &'o mut dyn Write,
    /// Columns.
    pub(super) columns: usize,
    colour: bool,
}

impl<'o> Page<'o> {
    pub(super) fn new(out: &'o mut dyn Write, columns: usize, colour: bool) -> Self {
        Self { out, columns, colour }
    }

    pub(super) fn line(&mut self, line: Line) -> io::Result<()> {
        line.write(self.out, self.colour)
    }

    pub(super) fn lines(&mut self, lines: impl IntoIterator<Item = Line>) -> io::Result<()> {
        lines.into_iter().try_for_each(|line| self.line(line))
    }

    pub(super) fn blank(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    pub(super) fn rule(&mut self) -> io::Result<()> {
        self.line(Line::of(Ink::Soft, &"─".repeat(self.columns)))
    }
}
