//! Draws what a terminal shows as an SVG: standard input is the program's coloured output, standard output the picture.
//!
//! `headwater trace examples/halchin/articles --color always | cargo run --example terminal_picture > docs/terminal.svg`

use std::fmt::Write as _;
use std::io::{Read, Write as _};

const CELL: f64 = 7.8;
const LINE: f64 = 17.0;
const MARGIN: f64 = 22.0;
const COLUMNS: usize = 100;
const PAPER: &str = "#fcfcfb";
const INK: &str = "#17191b";
const SOFT: &str = "#54595e";

/// How a stretch of text is drawn.
#[derive(Clone, Copy, Default, PartialEq)]
struct Pen {
    bold: bool,
    dim: bool,
    italic: bool,
    colour: Option<&'static str>,
}

impl Pen {
    /// Takes one parameter of a "select graphic rendition" sequence.
    fn take(&mut self, code: u32) {
        match code {
            0 => *self = Self::default(),
            1 => self.bold = true,
            2 => self.dim = true,
            3 => self.italic = true,
            22 => (self.bold, self.dim) = (false, false),
            23 => self.italic = false,
            31 | 91 => self.colour = Some("#9c1f1f"),
            32 | 92 => self.colour = Some("#1e5a3c"),
            34 | 94 | 36 | 96 => self.colour = Some("#1d4f7c"),
            39 => self.colour = None,
            90 => self.dim = true,
            _ => {}
        }
    }

    fn style(self) -> String {
        let mut style = String::new();
        let colour = self.colour.unwrap_or(if self.dim { SOFT } else { INK });
        let _ = write!(style, "fill=\"{colour}\"");
        if self.bold {
            style.push_str(" font-weight=\"600\"");
        }
        if self.italic {
            style.push_str(" font-style=\"italic\"");
        }
        style
    }
}

fn main() -> std::io::Result<()> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let lines: Vec<&str> = input.lines().collect();
    let width = MARGIN * 2.0 + CELL * COLUMNS as f64;
    let height = MARGIN * 2.0 + LINE * lines.len() as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" \
         aria-label=\"Headwater in a terminal\">\n<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{PAPER}\" \
         stroke=\"#d3d6d8\"/>\n<g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', \
         monospace\" font-size=\"13\" xml:space=\"preserve\">\n"
    );
    let mut pen = Pen::default();
    for (row, line) in lines.iter().enumerate() {
        let y = MARGIN + LINE * (row as f64 + 0.8);
        draw(&mut svg, line, y, &mut pen);
    }
    svg.push_str("</g>\n</svg>\n");
    std::io::stdout().write_all(svg.as_bytes())
}

/// Draws one line, a `<text>` for each stretch of one style, at the column where it stands.
fn draw(svg: &mut String, line: &str, y: f64, pen: &mut Pen) {
    let mut column = 0;
    let mut rest = line;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("\u{1b}[") {
            let end = after.find(|c: char| c.is_ascii_alphabetic()).map_or(after.len(), |at| at + 1);
            let codes = after[..end].trim_end_matches(|c: char| c.is_ascii_alphabetic());
            codes.split(';').for_each(|code| pen.take(code.parse().unwrap_or(0)));
            rest = &after[end..];
            continue;
        }
        let end = rest.find('\u{1b}').filter(|&at| at > 0).unwrap_or(rest.len());
        let words = &rest[..end];
        let start = words.len() - words.trim_start().len();
        if start < words.len() {
            let x = MARGIN + CELL * (column + words[..start].chars().count()) as f64;
            let shown = words.trim();
            let length = CELL * shown.chars().count() as f64;
            let _ = writeln!(
                svg,
                "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{length:.1}\" {}>{}</text>",
                pen.style(),
                shown.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
            );
        }
        column += words.chars().count();
        rest = &rest[end..];
    }
}
