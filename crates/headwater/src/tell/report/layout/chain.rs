//! Chains as a forest from left to right: one row for each node, depth first, so that no two edges cross.

use super::measure::{fit, width, wrap};
use super::scale::Scale;
use super::{Class, Label};
use crate::tell::report::view::{Kind, Node, Sign};
use crate::tell::text::forest::Strength;

/// Rows past which a picture shows less than the table.
const ROWS: usize = 240;
/// Levels past which it does.
const DEPTH: usize = 24;
/// Least width of the wide picture.
const WIDE: f64 = 1100.0;
/// Where the scale begins and ends.
const AXIS: (f64, f64) = (196.0, 846.0);
/// Room for labels right of the last node.
const GUTTER: f64 = 250.0;
/// Width of the narrow picture.
const NARROW: f64 = 400.0;
/// Where tops stand.
const LEFT: f64 = 16.0;
/// Between lines of one label.
const LINE: f64 = 15.0;
/// Between two lines back.
const LANE: f64 = 12.0;
/// Radius of corners.
pub(in crate::tell::report) const CORNER: f64 = 6.0;

/// A node in its place.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::tell::report) struct Placed {
    /// Centre.
    pub(in crate::tell::report) x: f64,
    /// Centre.
    pub(in crate::tell::report) y: f64,
    /// How it is drawn.
    pub(in crate::tell::report) kind: Kind,
    /// Its label, line by line.
    pub(in crate::tell::report) labels: Vec<Label>,
    /// Index of its row.
    pub(in crate::tell::report) row: usize,
}

/// A line from a node down and right to the next.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::tell::report) enum Edge {
    /// Straight down: x, from y to y.
    Trunk(Strength, f64, f64, f64),
    /// A corner and then right: from x, y of the branch, to x.
    Branch(Strength, f64, f64, f64),
}

/// A line back to a node from one that has it from there: right of all labels, down, and left again to its end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::tell::report) struct Return {
    /// Right of the upper node's label.
    pub(in crate::tell::report) from: (f64, f64),
    /// Where it runs down.
    pub(in crate::tell::report) right: f64,
    /// Right of the lower node's label, where it ends.
    pub(in crate::tell::report) to: (f64, f64),
}

/// The whole picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::tell::report) struct Chart {
    /// Width.
    pub(in crate::tell::report) width: f64,
    /// Height.
    pub(in crate::tell::report) height: f64,
    /// Marks of the scale.
    pub(in crate::tell::report) ticks: Vec<(f64, String)>,
    /// Edges, trunks first.
    pub(in crate::tell::report) edges: Vec<Edge>,
    /// Nodes in the order of the rows.
    pub(in crate::tell::report) nodes: Vec<Placed>,
    /// Words above branches.
    pub(in crate::tell::report) words: Vec<Label>,
    /// Lines back, where two articles each give the other as the source.
    pub(in crate::tell::report) returns: Vec<Return>,
    /// Signs on branches: centre and which.
    pub(in crate::tell::report) signs: Vec<(f64, f64, Sign)>,
    /// A dotted bracket beside unnamed origins that may be the same: its top, its bottom, and each.
    pub(in crate::tell::report) bracket: Vec<f64>,
}

/// With time as the axis; `None` where a picture would show less than the table.
pub(in crate::tell::report) fn wide(rows: &[Node]) -> Option<Chart> {
    let depths = drawable(rows)?;
    let seconds: Vec<i64> = rows.iter().filter_map(|row| row.second).collect();
    let ends = seconds.iter().min().zip(seconds.iter().max());
    // One date alone makes no scale.
    let scale = ends.filter(|(first, last)| first < last);
    let scale = scale.map(|(first, last)| Scale::over(*first, *last, AXIS.0, AXIS.1));
    let mut xs: Vec<f64> = Vec::with_capacity(rows.len());
    for (row, depth) in rows.iter().zip(&depths) {
        let timed = row.second.zip(scale.as_ref()).map(|(second, scale)| scale.at(second));
        let x = match row.parent.map(|parent| xs[parent]) {
            None => timed.filter(|_| row.kind == Kind::Article).unwrap_or(LEFT),
            Some(above) => {
                let least = above + least_step(row);
                let free = if *depth == 1 { above + 92.0 } else { above + 44.0 };
                timed.unwrap_or(free).max(least)
            }
        };
        xs.push(x);
    }
    let last = xs.iter().copied().fold(0.0, f64::max);
    let width = WIDE.max(last + GUTTER);
    let ticks = scale.map(|scale| scale.ticks).unwrap_or_default();
    let top = if ticks.is_empty() { 8.0 } else { 46.0 };
    let mut chart = stand(rows, &xs, width, top, true);
    chart.ticks = ticks;
    Some(chart)
}

/// With depth as the axis, for a phone and for print; `None` as for [`wide`].
pub(in crate::tell::report) fn narrow(rows: &[Node]) -> Option<Chart> {
    let depths = drawable(rows)?;
    let deepest = depths.iter().copied().max().unwrap_or(0).max(1);
    let step = (130.0 / deepest as f64).clamp(5.0, 16.0);
    let signs = rows.iter().any(|row| row.sign.is_some());
    let step = if signs { step.max(20.0) } else { step.max(12.0) };
    // A stack is wider than a dot, and is never stood upon.
    let own = |row: &Node, depth: usize| match (row.kind, row.parent) {
        (Kind::Stack(_), Some(_)) => LEFT + step * (depth - 1) as f64 + step.max(27.0),
        _ => LEFT + step * depth as f64,
    };
    let xs: Vec<f64> = rows.iter().zip(&depths).map(|(row, depth)| own(row, *depth)).collect();
    let last = xs.iter().copied().fold(0.0, f64::max);
    Some(stand(rows, &xs, NARROW.max(last + GUTTER), 8.0, false))
}

/// Depth of each row, where the whole can be drawn.
fn drawable(rows: &[Node]) -> Option<Vec<usize>> {
    let mut depths: Vec<usize> = Vec::with_capacity(rows.len());
    for row in rows {
        depths.push(row.parent.map_or(0, |parent| depths[parent] + 1));
    }
    let deepest = depths.iter().copied().max()?;
    (rows.len() <= ROWS && deepest <= DEPTH).then_some(depths)
}

fn least_step(row: &Node) -> f64 {
    match (row.sign, row.kind) {
        (Some(_), _) => 36.0,
        (_, Kind::Stack(_)) => 40.0,
        _ => 18.0,
    }
}

/// How far a node reaches to each side of its centre.
pub(in crate::tell::report) fn radius(kind: Kind) -> f64 {
    match kind {
        Kind::Named | Kind::Unnamed | Kind::NotRecorded | Kind::Denier => 7.0,
        Kind::Article | Kind::Absent => 4.5,
        Kind::Stack(_) => 17.0,
    }
}

/// Rows one below the other, each as high as its label.
fn stand(rows: &[Node], xs: &[f64], width: f64, top: f64, wide: bool) -> Chart {
    let mut chart = Chart { width, ..Chart::default() };
    let mut y = top;
    for (at, row) in rows.iter().enumerate() {
        let x = xs[at];
        let above = row.parent.map(|parent| xs[parent]);
        if row.parent.is_none() && at > 0 {
            y += 14.0;
        }
        let on_branch = above.and_then(|above| branch_words(row, above, x).filter(|_| wide));
        if on_branch.is_some() {
            y += LINE;
        }
        let baseline = y + 14.0;
        let centre = baseline - 4.5;
        if let (Some(words), Some(above)) = (&on_branch, above) {
            chart.words.push(Label::new(Class::Words, above + 9.0, centre - 6.0, words.clone()));
        }
        let labels = labels(row, x, baseline, width, on_branch.is_some(), wide);
        y = labels.last().map_or(baseline, |last| last.y) + 10.0;
        if let (Some(sign), Some(_)) = (row.sign, above) {
            chart.signs.push((x - radius(row.kind) - 12.5, centre, sign));
        }
        chart.nodes.push(Placed { x, y: centre, kind: row.kind, labels, row: at });
    }
    chart.height = y;
    edges(rows, &mut chart);
    returns(rows, &mut chart);
    let unnamed = |node: &&Placed| node.kind == Kind::Unnamed && rows[node.row].parent.is_none();
    let bracket: Vec<f64> = chart.nodes.iter().filter(unnamed).map(|node| node.y).collect();
    if bracket.len() > 1 {
        chart.bracket = bracket;
    }
    chart
}

/// The words of a step, where they fit above its branch.
fn branch_words(row: &Node, above: f64, x: f64) -> Option<String> {
    let told = row.words.as_ref()?.told();
    let sign = if row.sign.is_some() { 22.0 } else { 0.0 };
    let need = width(&told, Class::Words) + 20.0 + sign;
    (need <= x - above - radius(row.kind)).then_some(told)
}

fn labels(row: &Node, x: f64, baseline: f64, page: f64, words_told: bool, wide: bool) -> Vec<Label> {
    let left = x + radius(row.kind) + if matches!(row.kind, Kind::Stack(_)) { 6.0 } else { 7.5 };
    let room = page - left - 4.0;
    let class = if row.parent.is_none() { Class::Origin } else { Class::Name };
    let mut labels: Vec<Label> = Vec::new();
    let mut y = baseline;
    let lines = if wide { 1 } else { 3 };
    for text in wrap(&row.name, class, room, lines) {
        labels.push(Label::new(class, left, y, text));
        y += LINE;
    }
    let end = labels.last().map_or(left, |last| last.x + last.width);
    if !row.about.is_empty() {
        let beside = page - 4.0 - end - 8.0;
        if !labels.is_empty() && width(&row.about, Class::About) <= beside {
            labels.push(Label::new(Class::About, end + 8.0, y - LINE, row.about.clone()));
        } else {
            for text in wrap(&row.about, Class::About, room, 2) {
                labels.push(Label::new(Class::About, left, y, text));
                y += LINE;
            }
        }
    }
    let mut further: Vec<String> = Vec::new();
    further.extend(row.words.as_ref().filter(|_| !words_told).map(|words| words.told()));
    further.extend(row.more.iter().map(|words| words.told()));
    let told = [
        (Class::Words, further.join("; ")),
        (Class::Inferred, row.inferred.clone().unwrap_or_default()),
        (Class::Loss, row.losses.join("; ")),
    ];
    for (class, text) in told {
        let lines = if wide { 1 } else { 2 };
        for text in wrap(&text, class, room, lines) {
            labels.push(Label::new(class, left, y, text));
            y += LINE;
        }
    }
    // The label that stands beside the name is not the last line.
    labels.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    labels.iter_mut().for_each(|label| {
        if label.width > room {
            label.text = fit(&label.text, label.class, room);
            label.width = width(&label.text, label.class);
        }
    });
    labels
}

/// Trunks take the strongest kind of what still hangs below; each branch its own.
fn edges(rows: &[Node], chart: &mut Chart) {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    for (at, row) in rows.iter().enumerate() {
        if let Some(parent) = row.parent {
            children[parent].push(at);
        }
    }
    let mut branches = Vec::new();
    for (parent, below) in children.iter().enumerate() {
        let from = &chart.nodes[parent];
        let mut y = from.y + radius(from.kind).min(8.0) + 1.5;
        for (at, child) in below.iter().enumerate() {
            let to = &chart.nodes[*child];
            let strongest =
                below[at..].iter().map(|child| rows[*child].strength).min().unwrap_or(Strength::Stated);
            let end = to.y - CORNER;
            if end > y {
                chart.edges.push(Edge::Trunk(strongest, from.x, y, end));
            }
            y = end.max(y);
            branches.push(Edge::Branch(rows[*child].strength, from.x, to.y, to.x - radius(to.kind) - 1.0));
        }
    }
    chart.edges.append(&mut branches);
}

/// Lines back run in a lane of their own each, right of everything else.
fn returns(rows: &[Node], chart: &mut Chart) {
    for (at, row) in rows.iter().enumerate() {
        let Some(to) = row.back.and_then(|back| chart.nodes.get(back)) else { continue };
        chart.width += LANE;
        let (from, to) = (beside(&chart.nodes[at]), beside(to));
        chart.returns.push(Return { from, right: chart.width - LANE / 2.0, to });
    }
}

/// The place right of a node and of what stands on its line.
fn beside(node: &Placed) -> (f64, f64) {
    let on_line = node.labels.iter().filter(|label| {
        let [_, top, _, bottom] = label.bounds();
        top <= node.y && node.y <= bottom && !label.text.is_empty()
    });
    let end = on_line.map(|label| label.x + label.width).fold(node.x + radius(node.kind), f64::max);
    (end + 4.0, node.y)
}

#[cfg(test)]
#[path = "chain_tests.rs"]
mod tests;
