//! Where accounts disagree: claims against origins, the exact value or word in each cell.

use super::chain::Kind;
use super::desk::{Desk, Place, clipped, shown};
use crate::tell::text::number;
use headwater_text::Polarity;
use headwater_trace::{Claim, DisagreementKind, Occurrence, SourceIx, SourceKind};
use std::collections::{BTreeMap, BTreeSet};

/// Origins side by side before another table begins: a column must hold a name and a value.
const COLUMNS: usize = 6;
/// Columns of words in a cell.
const CELL: usize = 56;
/// Columns of a claim before its row.
const CLAIM: usize = 96;

/// An origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Named, unnamed or not recorded.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What is known of it.
    pub about: String,
}

/// A value as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The words.
    pub text: String,
    /// Whether they are a clause, not a value alone.
    pub quoted: bool,
    /// Articles that print it.
    pub articles: usize,
    /// The first of them, with its day.
    pub by: String,
    /// Where it stands there.
    pub place: Place,
    /// Whether it denies the claim.
    pub denied: bool,
}

/// What one origin says of one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The value that came first.
    pub values: Vec<Value>,
    /// What became of it in later articles with the same origin.
    pub changed: Vec<Value>,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its words.
    pub canonical: String,
    /// A cell for each column.
    pub cells: Vec<Option<Cell>>,
    /// Further origins with a value, where there are more than fit.
    pub more: usize,
}

/// A table of claims whose origins fit side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// Origins.
    pub columns: Vec<Column>,
    /// Claims whose origins differ.
    pub differ: Vec<Row>,
    /// Claims of one origin whose words changed on the way.
    pub changed: Vec<Row>,
    /// Documents that could not be read: the last column, hatched.
    pub unread: usize,
}

/// Identity of a column; not recorded ones share one.
type Key = Option<SourceIx>;

struct Entry<'f> {
    claim: &'f Claim,
    cells: Vec<(Key, Cell)>,
    more: usize,
}

pub(in crate::tell) fn view(desk: &Desk<'_>) -> Vec<Matrix> {
    let claims = desk.findings.trace.claims.iter().filter(|claim| !claim.disagreements.is_empty());
    let (differ, changed): (Vec<Entry<'_>>, Vec<Entry<'_>>) =
        claims.map(|claim| entry(desk, claim)).partition(|entry| differs(entry));
    let mut blocks: Vec<(BTreeSet<Key>, Vec<Entry<'_>>, Vec<Entry<'_>>)> = Vec::new();
    for (is_change, entry) in
        differ.into_iter().map(|entry| (false, entry)).chain(changed.into_iter().map(|entry| (true, entry)))
    {
        let keys: BTreeSet<Key> = entry.cells.iter().map(|(key, _)| *key).collect();
        let fits = |known: &BTreeSet<Key>| known.union(&keys).count() <= COLUMNS;
        let at = match blocks.iter().position(|(known, ..)| fits(known)) {
            Some(at) => at,
            None => {
                blocks.push((BTreeSet::new(), Vec::new(), Vec::new()));
                blocks.len() - 1
            }
        };
        let block = &mut blocks[at];
        block.0.extend(keys);
        if is_change { block.2.push(entry) } else { block.1.push(entry) }
    }
    let unread = super::officials::unread(desk);
    blocks
        .into_iter()
        .map(|(keys, differ, changed)| {
            let mut keys: Vec<Key> = keys.into_iter().collect();
            keys.sort_by_key(|key| (rank(desk, *key), *key));
            let rows = |entries: Vec<Entry<'_>>| entries.into_iter().map(|entry| row(entry, &keys)).collect();
            Matrix {
                differ: rows(differ),
                changed: rows(changed),
                columns: keys.iter().map(|key| column(desk, *key)).collect(),
                unread,
            }
        })
        .collect()
}

/// Whether different origins give different values, or some deny.
fn differs(entry: &Entry<'_>) -> bool {
    entry.cells.len() > 1
}

fn rank(desk: &Desk<'_>, key: Key) -> u8 {
    match key.map(|source| desk.findings.trace.sources[source].kind) {
        None => 2,
        Some(SourceKind::Anonymous) => 1,
        Some(_) => 0,
    }
}

fn column(desk: &Desk<'_>, key: Key) -> Column {
    let Some(source) = key else {
        return Column {
            kind: Kind::NotRecorded,
            name: "Lineage not recorded".to_owned(),
            about: String::new(),
        };
    };
    let about = &desk.findings.trace.sources[source];
    let unnamed = about.kind == SourceKind::Anonymous;
    let told = match (&about.role, about.spoke_to) {
        _ if unnamed => match about.spoke_to {
            Some(outlet) => format!("unnamed, to {}", desk.source(outlet)),
            None => "unnamed".to_owned(),
        },
        (Some(role), _) if !about.name.contains(role.as_str()) => shown(role),
        _ if about.official => "official".to_owned(),
        _ => String::new(),
    };
    let kind = if unnamed { Kind::Unnamed } else { Kind::Named };
    Column { kind, name: desk.source(source), about: told }
}

fn row(entry: Entry<'_>, keys: &[Key]) -> Row {
    let mut cells: Vec<Option<Cell>> = vec![None; keys.len()];
    for (key, cell) in entry.cells {
        if let Some(at) = keys.iter().position(|known| *known == key) {
            cells[at] = Some(cell);
        }
    }
    Row {
        id: entry.claim.id.clone(),
        canonical: clipped(&entry.claim.canonical, CLAIM),
        cells,
        more: entry.more,
    }
}

/// A value that a cell tells apart from others: as compared, not as printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Same {
    Number(u64),
    Date(String),
    Name(String),
    Affirmed,
    Denied,
}

fn entry<'f>(desk: &Desk<'f>, claim: &'f Claim) -> Entry<'f> {
    let of_values = claim.disagreements.iter().find(|found| found.kind != DisagreementKind::Polarity);
    let kind = of_values.map_or(DisagreementKind::Polarity, |found| found.kind);
    let mut by_origin: BTreeMap<Key, Vec<(Same, Vec<&Occurrence>)>> = BTreeMap::new();
    for found in &claim.occurrences {
        let same = match (found.polarity, kind) {
            (Polarity::Denied, _) => Same::Denied,
            (_, DisagreementKind::Number) => match found.values.number {
                Some(number) => Same::Number(number.to_bits()),
                None => continue,
            },
            (_, DisagreementKind::Date) => match &found.values.date {
                Some(date) => Same::Date(date.clone()),
                None => continue,
            },
            (_, DisagreementKind::Name) => match &found.values.name {
                Some(name) => Same::Name(name.clone()),
                None => continue,
            },
            (_, DisagreementKind::Polarity) => Same::Affirmed,
        };
        let groups = by_origin.entry(found.origin).or_default();
        match groups.iter_mut().find(|(known, _)| *known == same) {
            Some((_, group)) => group.push(found),
            None => groups.push((same, vec![found])),
        }
    }
    let mut cells: Vec<(Key, Cell)> = by_origin
        .into_iter()
        .map(|(key, groups)| {
            let mut values: Vec<Value> =
                groups.iter().map(|(same, group)| told(desk, kind, same, group)).collect();
            // A denial is the origin's own later word; another value is what became of its first.
            let changed = if key.is_some() && values.len() > 1 { values.split_off(1) } else { Vec::new() };
            let (denials, changed): (Vec<Value>, Vec<Value>) =
                changed.into_iter().partition(|value| value.denied);
            values.extend(denials);
            (key, Cell { values, changed })
        })
        .collect();
    let more = cells.len().saturating_sub(COLUMNS);
    cells.truncate(COLUMNS);
    Entry { claim, cells, more }
}

fn told(desk: &Desk<'_>, kind: DisagreementKind, same: &Same, group: &[&Occurrence]) -> Value {
    let first = group[0];
    let value = match same {
        Same::Number(_) | Same::Date(_) | Same::Name(_) => value(desk, first, kind),
        Same::Affirmed | Same::Denied => None,
    };
    let articles: BTreeSet<usize> = group.iter().map(|found| found.doc).collect();
    Value {
        quoted: value.is_none(),
        text: value.unwrap_or_else(|| desk.words(first.doc, first.span, CELL)),
        articles: articles.len(),
        by: format!("{}, {}", desk.name(first.doc), desk.day(first.doc)),
        place: desk.place(first.doc, first.span),
        denied: *same == Same::Denied,
    }
}

/// The number, date or name of an occurrence, as printed.
pub(super) fn value(desk: &Desk<'_>, occurrence: &Occurrence, kind: DisagreementKind) -> Option<String> {
    match kind {
        DisagreementKind::Number => number::told(desk.text(occurrence.doc), &occurrence.values),
        DisagreementKind::Date => {
            occurrence.values.date_span.map(|span| desk.words(occurrence.doc, span, CELL))
        }
        DisagreementKind::Name => {
            occurrence.values.name_span.map(|span| desk.words(occurrence.doc, span, CELL))
        }
        DisagreementKind::Polarity => None,
    }
}
