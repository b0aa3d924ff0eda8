//! Properties of the pictures, on forests of every shape.

use super::*;
use crate::tell::report::view::Words;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ]{0,60}",
        "[W]{1,40}",
        "[a-z]{200}",
        "[\u{4e00}-\u{4e20}]{0,30}",
        Just("told the Ostrel Herald".to_owned()),
    ]
}

prop_compose! {
    fn node()(
        parent in any::<prop::sample::Index>(),
        top in 0..5,
        kind in 0..7,
        strength in 0usize..3,
        name in words(),
        about in words(),
        second in prop::option::of(1_900_000_000i64..1_900_900_000),
        told in prop::option::of((words(), any::<bool>())),
        more in words(),
        loss in words(),
        sign in 0..4,
    ) -> (prop::sample::Index, bool, Node) {
        let kind = match kind {
            0 => Kind::Absent,
            1 => Kind::Stack(4),
            _ => Kind::Article,
        };
        let strength = [Strength::Stated, Strength::Inferred, Strength::NotRecorded][strength];
        let sign = match sign { 0 => Some(Sign::Lost), 1 => Some(Sign::Changed), _ => None };
        (parent, top == 0, Node {
            parent: None,
            kind,
            strength,
            name,
            about,
            second,
            words: told.map(|(text, quoted)| Words { text, quoted }),
            more: if more.is_empty() { Vec::new() } else { vec![Words { text: more, quoted: false }] },
            losses: if sign.is_some() { vec![loss] } else { Vec::new() },
            sign,
            inferred: None,
            occurrences: Vec::new(),
            back: None,
        })
    }
}

/// Forests in which some articles have theirs from a row below them too.
fn circles() -> impl Strategy<Value = Vec<Node>> {
    let backs = prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..4);
    (forest(), backs).prop_map(|(mut rows, backs)| {
        for (one, other) in backs {
            let (one, other) = (one.index(rows.len()), other.index(rows.len()));
            if one != other {
                rows[one.min(other)].back = Some(one.max(other));
            }
        }
        rows
    })
}

/// Depth-first forests: each row hangs below the row before it or one of those above that.
fn forest() -> impl Strategy<Value = Vec<Node>> {
    prop::collection::vec(node(), 1..24).prop_map(|drawn| {
        let mut rows: Vec<Node> = Vec::new();
        for (index, top, mut node) in drawn {
            let mut open: Vec<usize> = Vec::new();
            let mut at = rows.len().checked_sub(1);
            while let Some(row) = at {
                // Stacks are leaves.
                if !matches!(rows[row].kind, Kind::Stack(_)) {
                    open.push(row);
                }
                at = rows[row].parent;
            }
            if top || open.is_empty() {
                node.kind = if node.sign.is_some() { Kind::Named } else { Kind::Unnamed };
                node.sign = None;
                node.second = None;
            } else {
                node.parent = Some(*index.get(&open));
            }
            rows.push(node);
        }
        rows
    })
}

fn apart(a: [f64; 4], b: [f64; 4]) -> bool {
    a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]
}

/// The line that an edge draws, as boxes without width.
fn lines(edge: &Edge) -> [f64; 4] {
    match *edge {
        Edge::Trunk(_, x, from, to) => [x, from, x, to],
        Edge::Branch(_, from, y, to) => [from, y, to, y],
    }
}

fn check(chart: &Chart) -> Result<(), TestCaseError> {
    let mut labels: Vec<[f64; 4]> = chart
        .nodes
        .iter()
        .flat_map(|node| &node.labels)
        .filter(|label| !label.text.is_empty())
        .map(Label::bounds)
        .collect();
    labels.extend(chart.words.iter().map(Label::bounds));
    for (at, a) in labels.iter().enumerate() {
        prop_assert!(a[0] >= 0.0 && a[2] <= chart.width + 0.1, "{a:?} leaves {}", chart.width);
        prop_assert!(a[1] >= 0.0 && a[3] <= chart.height, "{a:?} leaves {}", chart.height);
        for b in &labels[at + 1..] {
            prop_assert!(apart(*a, *b), "labels overlap: {a:?} {b:?}");
        }
    }
    for edge in &chart.edges {
        let line = lines(edge);
        for label in &labels {
            prop_assert!(apart(line, *label), "{edge:?} through {label:?}");
        }
        for node in &chart.nodes {
            let r = radius(node.kind).min(8.0);
            let side = radius(node.kind);
            let bounds = [node.x - side + 0.5, node.y - r + 0.5, node.x + side - 0.5, node.y + r - 0.5];
            prop_assert!(apart(line, bounds), "{edge:?} through {node:?}");
        }
        prop_assert!(line[2] >= line[0] - 0.1 && line[3] >= line[1], "{edge:?} runs backwards");
    }
    for back in &chart.returns {
        let [x, from, right, to, end] = [back.from.0, back.from.1, back.right, back.to.1, back.to.0];
        prop_assert!(right <= chart.width, "{back:?} leaves {}", chart.width);
        for line in [[x, from, right, from], [right, from, right, to], [end, to, right, to]] {
            prop_assert!(line[0] <= line[2] && line[1] <= line[3], "{back:?} is inside out");
            for label in &labels {
                prop_assert!(apart(line, *label), "{back:?} through {label:?}");
            }
            for node in &chart.nodes {
                let side = radius(node.kind);
                let r = side.min(8.0);
                let bounds = [node.x - side + 0.5, node.y - r + 0.5, node.x + side - 0.5, node.y + r - 0.5];
                prop_assert!(apart(line, bounds), "{back:?} through {node:?}");
            }
        }
        // Two of them share no line down.
        prop_assert!(chart.returns.iter().filter(|other| (other.right - right).abs() < 1.0).count() == 1);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_and_no_edge_runs_through_anything(rows in circles()) {
        let circles = rows.iter().filter(|row| row.back.is_some()).count();
        for chart in [wide(&rows), narrow(&rows)].into_iter().flatten() {
            prop_assert_eq!(chart.returns.len(), circles);
            check(&chart)?;
        }
        prop_assert_eq!(wide(&rows), wide(&rows));
        prop_assert_eq!(narrow(&rows), narrow(&rows));
    }

    #[test]
    fn time_runs_from_left_to_right(rows in forest()) {
        let Some(chart) = wide(&rows) else { return Ok(()) };
        for node in &chart.nodes {
            if let Some(parent) = rows[node.row].parent {
                prop_assert!(node.x >= chart.nodes[parent].x + 18.0);
            }
        }
    }
}

#[test]
fn what_cannot_be_drawn_is_left_to_the_table() {
    assert_eq!(wide(&[]), None);
    let mut rows = Vec::new();
    for at in 0..40 {
        let node = Node {
            parent: usize::checked_sub(at, 1),
            kind: Kind::Article,
            strength: Strength::Stated,
            name: "A".to_owned(),
            about: String::new(),
            second: None,
            words: None,
            more: Vec::new(),
            losses: Vec::new(),
            sign: None,
            inferred: None,
            occurrences: Vec::new(),
            back: None,
        };
        rows.push(node);
    }
    assert_eq!(narrow(&rows), None, "too deep");
    assert!(narrow(&rows[..20]).is_some());
}
