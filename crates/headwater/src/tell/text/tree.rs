//! A forest as rows of a terminal.
//!
//! ── stated, ╌╌ inferred, ·· not recorded; / words lost, ≠ value changed; three or more leaves that are copies of one
//! parent fold into one row.

use super::forest::{Forest, Strength, What, grow};
use super::names::{article_name, origin};
use super::page::{Ink, Line};
use super::steps::{Loss, Steps, Told};
use super::visible::{width, wrap};
use super::when::When;
use crate::tell::Findings;
use headwater_trace::Claim;

/// Column that the times start in at most; a longer name pushes its own row only.
const NAME_COLUMN: usize = 48;
/// Columns of a time and the gap after it: "20 Sep 10:22   ".
const WHEN_COLUMNS: usize = 15;
/// Levels drawn; deeper chains go on at the same indent.
const DEPTH: usize = 12;

struct Row {
    /// "       │   ".
    prefix: String,
    /// "├── "; empty at the top.
    branch: &'static str,
    mark: Option<char>,
    strength: Strength,
    name: String,
    when: String,
    words: String,
    loss: String,
    top: bool,
    denies: bool,
    /// The prefix under this row, for words that need more lines.
    below: String,
}

/// The rows of `claim`.
pub(super) fn draw(
    findings: Findings<'_>,
    claim: &Claim,
    when: When,
    columns: usize,
    unfold: bool,
) -> Vec<Line> {
    let forest = grow(findings, claim);
    let steps = Steps { findings, claim, forest: &forest, when };
    let mut artist = Artist { findings, claim, when, forest: &forest, steps, unfold, rows: Vec::new() };
    for top in &forest.tops {
        artist.top(*top);
    }
    let rows = artist.rows;
    let names = rows.iter().filter(|row| !row.when.is_empty());
    let column = names.map(|row| row.left()).max().unwrap_or(0).min(NAME_COLUMN) + 3;
    rows.iter().flat_map(|row| row.lines(column, columns)).collect()
}

struct Artist<'a, 'f> {
    findings: Findings<'f>,
    claim: &'f Claim,
    when: When,
    forest: &'a Forest<'f>,
    steps: Steps<'a, 'f>,
    unfold: bool,
    rows: Vec<Row>,
}

/// A child waiting to be drawn: node, node above, the prefix of its row, whether it is the last one, depth, and the
/// articles above it.
struct Waiting {
    nodes: Vec<usize>,
    above: usize,
    prefix: String,
    last: bool,
    articles: Vec<usize>,
}

impl Artist<'_, '_> {
    fn top(&mut self, top: usize) {
        let node = &self.forest.nodes[top];
        let (sign, mut name) = match node.what {
            What::Source(source) => origin(self.findings, self.claim, source),
            What::Article(doc) => ("(o)", article_name(self.findings, self.claim, doc)),
            What::NotRecorded => ("(?)", "lineage not recorded".to_owned()),
        };
        let sign = if node.denies { "(/)" } else { sign };
        if node.denies
            && let Some(words) = self.steps.denial(top)
        {
            name = format!("{name}: \"{words}\"");
        }
        let when = match node.what {
            What::Article(doc) => self.when.told(&self.findings.documents[doc]),
            _ => String::new(),
        };
        let words = match node.what {
            What::Article(_) if node.denies => "denies; never counted".to_owned(),
            What::Article(_) if node.children.is_empty() => self.voice(top).unwrap_or_default(),
            What::Article(_) => "its own source is not recorded".to_owned(),
            _ => String::new(),
        };
        self.rows.push(Row {
            prefix: "  ".to_owned(),
            branch: "",
            mark: None,
            strength: Strength::Stated,
            name: format!("{sign} {name}"),
            when,
            words,
            loss: String::new(),
            top: true,
            denies: node.denies,
            below: if node.children.is_empty() { " ".repeat(6) } else { "   │  ".to_owned() },
        });
        self.below(top);
    }

    /// Draws what hangs below a top, depth first. The stack is explicit: a chain of thousands of articles is data.
    fn below(&mut self, top: usize) {
        let mut stack = Vec::new();
        self.push_children(top, "   ", &[], &mut stack);
        while let Some(next) = stack.pop() {
            let [node] = next.nodes[..] else {
                self.stack_row(&next);
                continue;
            };
            self.node_row(node, &next);
            // What was lost is lost near by; a chain of thousands must not carry thousands along.
            let mut articles = next.articles;
            if articles.len() > 2 * DEPTH {
                articles.remove(0);
            }
            if let What::Article(doc) = self.forest.nodes[node].what {
                articles.push(doc);
            }
            let deep = width(&next.prefix) > 4 * DEPTH;
            let rest = if next.last { "    " } else { "│   " };
            let prefix = if deep { next.prefix } else { next.prefix + rest };
            self.push_children(node, &prefix, &articles, &mut stack);
        }
    }

    fn push_children(&self, above: usize, prefix: &str, articles: &[usize], stack: &mut Vec<Waiting>) {
        let groups = self.steps.groups(above, articles, self.unfold);
        let count = groups.len();
        for (index, nodes) in groups.into_iter().enumerate().rev() {
            stack.push(Waiting {
                nodes,
                above,
                prefix: prefix.to_owned(),
                last: index + 1 == count,
                articles: articles.to_owned(),
            });
        }
    }

    fn node_row(&mut self, node: usize, at: &Waiting) {
        let about = &self.forest.nodes[node];
        let (name, when) = match about.what {
            What::Article(doc) => {
                let name = article_name(self.findings, self.claim, doc);
                (name, self.when.told(&self.findings.documents[doc]))
            }
            What::Source(source) => (self.findings.trace.sources[source].name.clone(), "cited".to_owned()),
            What::NotRecorded => ("lineage not recorded".to_owned(), String::new()),
        };
        let losses = self.steps.losses(node, at.above, &at.articles);
        let mark = losses.last().map(|loss| if matches!(loss, Loss::Changed { .. }) { '≠' } else { '/' });
        let loss: Vec<String> = losses.iter().map(|loss| loss.told(['"', '"'])).collect();
        let absent = match about.what {
            What::Source(source) => self.steps.absent(source),
            _ => None,
        };
        let step = self.steps.step(node, at.above).map(|told| match told {
            Told::Quoted(words) => format!("\"{words}\""),
            Told::Plain(words) => words,
        });
        let words: Vec<String> = [step, self.voice(node), absent].into_iter().flatten().collect();
        self.push(at, about.children.is_empty(), name, when, words.join("; "), loss.join("; "), mark, node);
    }

    fn stack_row(&mut self, at: &Waiting) {
        let Some(first) = at.nodes.first().copied() else {
            return;
        };
        let words = self.steps.credits(&at.nodes);
        let when = match self.forest.nodes[first].what {
            What::Article(doc) => self.when.told(&self.findings.documents[doc]),
            _ => String::new(),
        };
        let name = format!("×{} copies", at.nodes.len());
        self.push(at, true, name, when, words, String::new(), None, first);
    }

    #[expect(clippy::too_many_arguments, reason = "the cells of one row, used in two places")]
    fn push(
        &mut self,
        at: &Waiting,
        leaf: bool,
        name: String,
        when: String,
        words: String,
        loss: String,
        mark: Option<char>,
        node: usize,
    ) {
        let rest = if at.last { "    " } else { "│   " };
        self.rows.push(Row {
            prefix: at.prefix.clone(),
            branch: if at.last { "└" } else { "├" },
            mark,
            strength: self.forest.strength(node, at.above),
            name,
            when,
            words,
            loss,
            top: false,
            denies: self.forest.nodes[node].denies,
            below: format!("{}{rest}{}", at.prefix, if leaf { "" } else { "│" }),
        });
    }

    /// How the article itself puts it, where it does so with a reservation.
    fn voice(&self, node: usize) -> Option<String> {
        let words = self.steps.hedge(node)?;
        Some(words.map_or("hedged".to_owned(), |words| format!("hedged: \"{words}\"")))
    }
}

impl Row {
    fn left(&self) -> usize {
        width(&self.prefix) + if self.top { 0 } else { 4 } + width(&self.name)
    }

    fn ink(&self) -> Ink {
        match self.strength {
            _ if self.top => Ink::Strong,
            Strength::Inferred => Ink::Infer,
            Strength::Stated | Strength::NotRecorded => Ink::Plain,
        }
    }

    fn lines(&self, column: usize, columns: usize) -> Vec<Line> {
        let line = Line::plain(&self.prefix);
        let mut line = if self.top {
            line.add(if self.denies { Ink::Loss } else { Ink::Strong }, &self.name)
        } else {
            let dash = match self.strength {
                Strength::Stated => '─',
                Strength::Inferred => '╌',
                Strength::NotRecorded => '·',
            };
            let edge = format!("{dash}{}", self.mark.unwrap_or(dash));
            let ink = if self.mark.is_some() { Ink::Loss } else { self.ink() };
            line.add(Ink::Plain, self.branch).add(ink, &edge).add(Ink::Plain, &format!(" {}", self.name))
        };
        if self.when.is_empty() && self.words.is_empty() && self.loss.is_empty() {
            return wrapped_name(line, self, columns);
        }
        let gap = column.max(line.width() + 3);
        line = line.to(gap).add(Ink::Soft, &self.when);
        let start = (column + WHEN_COLUMNS).max(line.width() + 3);
        let room = columns.saturating_sub(start).max(12);
        let mut cells: Vec<Line> = Vec::new();
        if !self.words.is_empty() {
            let ink = if self.strength == Strength::Inferred && !self.top { Ink::Infer } else { Ink::Plain };
            cells.extend(wrap(&self.words, room).into_iter().map(|words| Line::of(ink, &words)));
        }
        if !self.loss.is_empty() {
            match cells.pop() {
                Some(last) if last.width() + 2 + width(&self.loss) <= room => {
                    cells.push(last.add(Ink::Plain, "; ").add(Ink::Loss, &self.loss));
                }
                last => {
                    cells.extend(last);
                    cells.extend(wrap(&self.loss, room).into_iter().map(|words| Line::of(Ink::Loss, &words)));
                }
            }
        }
        let mut out = Vec::with_capacity(cells.len().max(1));
        let mut cells = cells.into_iter();
        out.push(match cells.next() {
            Some(first) => line.to(start).join(first),
            None => line,
        });
        out.extend(cells.map(|cell| Line::plain(&self.below).to(start).join(cell)));
        out
    }
}

/// A name that stands alone may use the whole line, and more lines.
fn wrapped_name(line: Line, row: &Row, columns: usize) -> Vec<Line> {
    if line.width() <= columns || !row.top {
        return vec![line];
    }
    let ink = if row.denies { Ink::Loss } else { Ink::Strong };
    let names = wrap(&row.name, columns.saturating_sub(width(&row.below)).max(20));
    names
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            let start = if index == 0 { &row.prefix } else { &row.below };
            Line::plain(start).add(ink, &name)
        })
        .collect()
}
