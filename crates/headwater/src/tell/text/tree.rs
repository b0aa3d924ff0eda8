//! A forest as rows of a terminal.
//!
//! ── stated, ╌╌ inferred, ·· not recorded; / words lost, ≠ value changed; three or more leaves that are copies of one
//! parent fold into one row.

use super::edge;
use super::forest::{Forest, Strength, What, bare, grow};
use super::names::{article_name, origin};
use super::page::{Ink, Line};
use super::visible::{short, width, wrap};
use super::when::When;
use crate::tell::Findings;
use headwater_text::{Certainty, QuoteKind};
use headwater_trace::{Claim, DisagreementKind, DriftKind, HopKind, SourceIx, SourceKind};
use std::collections::BTreeSet;

/// Fewer copies than this are told one by one.
const STACK: usize = 3;
/// Column that the times start in at most; a longer name pushes its own row only.
const NAME_COLUMN: usize = 48;
/// Columns of a time and the gap after it: "20 Sep 10:22   ".
const WHEN_COLUMNS: usize = 15;
/// Levels drawn; deeper chains go on at the same indent.
const DEPTH: usize = 12;
/// Columns of a piece of evidence.
const EVIDENCE: usize = 64;

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
    let mut artist = Artist { findings, claim, when, forest: &forest, unfold, rows: Vec::new() };
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
            && let Some(words) = self.denial(top)
        {
            name = format!("{name}: \"{words}\"");
        }
        let when = match node.what {
            What::Article(doc) => self.when.told(&self.findings.documents[doc]),
            _ => String::new(),
        };
        let words = match node.what {
            What::Article(_) if node.denies => "denies; never counted".to_owned(),
            What::Article(_) if node.children.is_empty() => self.voice(top),
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
        let children = &self.forest.nodes[above].children;
        let foldable = |child: usize| !self.unfold && self.is_plain_copy(child, articles, above);
        let copies: BTreeSet<usize> = children.iter().copied().filter(|child| foldable(*child)).collect();
        let first = children.iter().copied().find(|child| copies.contains(child));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        if copies.len() >= STACK {
            for child in children {
                if first == Some(*child) {
                    groups.push(children.iter().copied().filter(|child| copies.contains(child)).collect());
                } else if !copies.contains(child) {
                    groups.push(vec![*child]);
                }
            }
        } else {
            groups.extend(children.iter().map(|child| vec![*child]));
        }
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

    /// A leaf that only copies: nothing lost, nothing changed, nothing below.
    fn is_plain_copy(&self, node: usize, articles: &[usize], above: usize) -> bool {
        let about = &self.forest.nodes[node];
        let copied = about.hop.is_some_and(|hop| matches!(hop.kind, HopKind::Copied | HopKind::Syndicated));
        copied && about.children.is_empty() && !about.denies && self.losses(node, above, articles).0.is_none()
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
        let (mark, loss) = self.losses(node, at.above, &at.articles);
        let absent = match about.what {
            What::Source(source) => self.absent(source),
            _ => String::new(),
        };
        let words = [self.step(node, at.above), self.voice(node), absent];
        let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
        self.push(at, about.children.is_empty(), name, when, words.join("; "), loss, mark, node);
    }

    fn stack_row(&mut self, at: &Waiting) {
        let Some(first) = at.nodes.first().copied() else {
            return;
        };
        let credited =
            at.nodes.iter().filter(|node| self.forest.nodes[**node].hop.is_some_and(|hop| hop.credited));
        let credited = credited.count();
        let words = match (credited, at.nodes.len() - credited) {
            (0, _) => "none credited".to_owned(),
            (_, 0) => "all credited".to_owned(),
            (with, without) => format!("{with} credited, {without} not"),
        };
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

    /// The words of the text, or of Headwater, for the step from `node` up.
    fn step(&self, node: usize, above: usize) -> String {
        let about = &self.forest.nodes[node];
        if about.denies {
            return "denies; never counted".to_owned();
        }
        let Some(hop) = about.hop else {
            return if self.forest.nodes[above].what == What::NotRecorded {
                String::new()
            } else {
                "inferred".to_owned()
            };
        };
        if hop.kind == HopKind::OwnVoice {
            return "own voice".to_owned();
        }
        if let (HopKind::Copied | HopKind::Syndicated, What::Article(doc)) = (hop.kind, about.what) {
            let verb = if hop.kind == HopKind::Copied { "copied" } else { "syndicated" };
            let amount =
                self.copied_words(doc, above).map_or(String::new(), |words| format!(" {words} words"));
            let credit = if hop.credited { "credited" } else { "uncredited" };
            return format!("{verb}{amount}, {credit}");
        }
        edge::words(self.findings, hop)
    }

    /// Where an outlet that is cited has an article in the pile, that the claim was not found there.
    fn absent(&self, source: SourceIx) -> String {
        let about = &self.findings.trace.sources[source];
        if !matches!(about.kind, SourceKind::Outlet | SourceKind::Wire) {
            return String::new();
        }
        let name = bare(&about.name);
        let own = |doc: &usize| {
            let document = &self.findings.documents[*doc];
            document.outlet.as_ref().is_some_and(|outlet| bare(outlet) == name)
        };
        let docs: Vec<usize> = (0..self.findings.documents.len()).filter(own).collect();
        let carries = |doc: &usize| self.claim.occurrences.iter().any(|found| found.doc == *doc);
        match docs[..] {
            [] => String::new(),
            _ if docs.iter().any(carries) => String::new(),
            [doc] => match self.when.day(&self.findings.documents[doc]) {
                Some(day) => format!("not found in its article of {day}"),
                None => "not found in its article".to_owned(),
            },
            _ => format!("not found in its {} articles", docs.len()),
        }
    }

    /// Words of the longest passage that the article shares with the one above it.
    fn copied_words(&self, doc: usize, above: usize) -> Option<usize> {
        let What::Article(from) = self.forest.nodes[above].what else {
            return None;
        };
        let pair = (doc.min(from), doc.max(from));
        let passages = self.findings.trace.passages.iter();
        passages.filter(|passage| (passage.a, passage.b) == pair).map(|passage| passage.words).max()
    }

    /// How the article itself puts it, where it does so with a reservation.
    fn voice(&self, node: usize) -> String {
        let occurrences =
            self.forest.nodes[node].occurrences.iter().map(|index| &self.claim.occurrences[*index]);
        for occurrence in occurrences {
            if occurrence.certainty == Certainty::Hedged {
                let words = occurrence
                    .certainty_evidence
                    .map(|span| short(span.of(&self.findings.documents[occurrence.doc].text), EVIDENCE / 2));
                return words.map_or("hedged".to_owned(), |words| format!("hedged: \"{words}\""));
            }
        }
        String::new()
    }

    /// What was lost or changed between the articles above and this one: a sign and words.
    fn losses(&self, node: usize, above: usize, articles: &[usize]) -> (Option<char>, String) {
        let claim = self.claim;
        let occurrences = &self.forest.nodes[node].occurrences;
        let mut told: Vec<String> = Vec::new();
        let mut sign = None;
        let top = match self.forest.nodes[above].what {
            What::Article(doc) => Some(doc),
            _ => None,
        };
        let upstream = |index: usize| {
            let doc = claim.occurrences[index].doc;
            articles.contains(&doc) || top == Some(doc)
        };
        for drift in
            claim.drifts.iter().filter(|drift| occurrences.contains(&drift.to) && upstream(drift.from))
        {
            sign = Some('/');
            let from = &claim.occurrences[drift.from];
            let what = match drift.kind {
                DriftKind::HedgeDropped => "hedge dropped",
                DriftKind::AttributionDropped => "source dropped",
            };
            let words = from.certainty_evidence.filter(|_| drift.kind == DriftKind::HedgeDropped);
            told.push(match words {
                Some(span) => format!("{what}: \"{}\"", self.short_of(from.doc, span)),
                None => what.to_owned(),
            });
        }
        for found in &claim.disagreements {
            let (a, b) = (&claim.occurrences[found.a], &claim.occurrences[found.b]);
            let spans = match found.kind {
                DisagreementKind::Number => (a.values.number_span, b.values.number_span),
                DisagreementKind::Date => (a.values.date_span, b.values.date_span),
                _ => continue,
            };
            if let (Some(was), Some(is)) = spans
                && occurrences.contains(&found.b)
                && upstream(found.a)
            {
                sign = Some('≠');
                told.push(format!("{} became {}", self.short_of(a.doc, was), self.short_of(b.doc, is)));
            }
        }
        told.dedup();
        (sign, told.join("; "))
    }

    fn short_of(&self, doc: usize, span: headwater_text::Span) -> String {
        short(span.of(&self.findings.documents[doc].text), EVIDENCE / 2)
    }

    /// The words of the first denial below a top.
    fn denial(&self, top: usize) -> Option<String> {
        let mut waiting = vec![top];
        while let Some(node) = waiting.pop() {
            let about = &self.forest.nodes[node];
            if let Some(index) = about.occurrences.first() {
                let occurrence = &self.claim.occurrences[*index];
                let words = self.short_of(occurrence.doc, occurrence.span);
                return (occurrence.quote == Some(QuoteKind::Direct)).then_some(words);
            }
            waiting.extend(about.children.iter().rev());
        }
        None
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
