//! Who is named, in which role, and who is not; how often each outlet relies on whom.

use super::desk::{Desk, Place, WORDS, clipped};
use crate::tell::Findings;
use headwater_trace::{HopKind, SourceKind};
use std::collections::{BTreeMap, BTreeSet};

/// Claims told for one source.
const RESTS: usize = 3;

/// What an outlet's statements rest on: each list links to the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletRow {
    /// The outlet.
    pub outlet: String,
    /// Articles of it.
    pub articles: usize,
    /// Statements whose chain ends at somebody with a name.
    pub named: Vec<Place>,
    /// At somebody unnamed.
    pub unnamed: Vec<Place>,
    /// In its own voice, or with lineage not recorded.
    pub unrecorded: Vec<Place>,
}

/// Somebody unnamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnnamedRow {
    /// As worded.
    pub name: String,
    /// Where the words stand.
    pub place: Option<Place>,
    /// Whom they spoke to.
    pub spoke_to: Option<String>,
    /// What rests on them: words, id of the claim.
    pub rests: Vec<(String, String)>,
    /// Claims beyond those.
    pub more: usize,
    /// Articles that carry what they say.
    pub articles: usize,
}

/// Somebody named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceRow {
    /// The name.
    pub name: String,
    /// The role, as an article words it.
    pub role: Option<String>,
    /// "person", "body".
    pub kind: &'static str,
    /// Speaks with public authority.
    pub official: bool,
    /// Body it speaks for.
    pub speaks_for: Option<String>,
    /// Statements that end there.
    pub statements: Vec<Place>,
    /// Articles that carry them.
    pub articles: usize,
}

/// The section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Outlets, those with most statements first.
    pub outlets: Vec<OutletRow>,
    /// Unnamed origins.
    pub unnamed: Vec<UnnamedRow>,
    /// Named origins.
    pub named: Vec<VoiceRow>,
}

impl Ledger {
    /// Of what a trace found.
    pub fn of(findings: Findings<'_>) -> Self {
        view(&Desk::new(findings))
    }
}

pub(in crate::tell) fn view(desk: &Desk<'_>) -> Ledger {
    Ledger { outlets: outlets(desk), unnamed: unnamed(desk), named: named(desk) }
}

fn outlets(desk: &Desk<'_>) -> Vec<OutletRow> {
    let trace = desk.findings.trace;
    let mut rows: BTreeMap<String, OutletRow> = BTreeMap::new();
    for doc in 0..desk.findings.documents.len() {
        let outlet = desk.name(doc);
        let row = rows.entry(outlet.clone()).or_insert_with(|| OutletRow {
            outlet,
            articles: 0,
            named: Vec::new(),
            unnamed: Vec::new(),
            unrecorded: Vec::new(),
        });
        row.articles += 1;
    }
    for found in trace.claims.iter().flat_map(|claim| &claim.occurrences) {
        let Some(row) = rows.get_mut(&desk.name(found.doc)) else { continue };
        let list = match found.origin.map(|origin| trace.sources[origin].kind) {
            None => &mut row.unrecorded,
            Some(SourceKind::Anonymous) => &mut row.unnamed,
            Some(_) => &mut row.named,
        };
        list.push(desk.place(found.doc, found.span));
    }
    let mut rows: Vec<OutletRow> = rows.into_values().collect();
    for row in &mut rows {
        for list in [&mut row.named, &mut row.unnamed, &mut row.unrecorded] {
            list.sort();
            list.dedup();
        }
    }
    rows.sort_by_key(|row| {
        let all = row.named.len() + row.unnamed.len() + row.unrecorded.len();
        (std::cmp::Reverse(all), row.outlet.clone())
    });
    rows
}

/// What rests on each origin: places, claims, articles.
#[derive(Default)]
struct Weight {
    places: BTreeSet<Place>,
    claims: BTreeSet<usize>,
    articles: BTreeSet<usize>,
    first_word: Option<Place>,
}

fn weights(desk: &Desk<'_>, wanted: impl Fn(SourceKind) -> bool) -> Vec<(usize, Weight)> {
    let trace = desk.findings.trace;
    let mut weights: BTreeMap<usize, Weight> = BTreeMap::new();
    for (index, claim) in trace.claims.iter().enumerate() {
        for found in &claim.occurrences {
            let Some(origin) = found.origin.filter(|origin| wanted(trace.sources[*origin].kind)) else {
                continue;
            };
            let weight = weights.entry(origin).or_default();
            weight.places.insert(desk.place(found.doc, found.span));
            weight.claims.insert(index);
            weight.articles.insert(found.doc);
            let stated =
                found.via.iter().find(|hop| hop.kind == HopKind::Attributed && hop.to == Some(origin));
            if let (None, Some(evidence)) = (&weight.first_word, stated.and_then(|hop| hop.evidence)) {
                weight.first_word = Some(desk.place(evidence.doc, evidence.span));
            }
        }
    }
    let mut list: Vec<(usize, Weight)> = weights.into_iter().collect();
    list.sort_by_key(|(origin, weight)| (std::cmp::Reverse(weight.articles.len()), *origin));
    list
}

fn unnamed(desk: &Desk<'_>) -> Vec<UnnamedRow> {
    let trace = desk.findings.trace;
    let rows = weights(desk, |kind| kind == SourceKind::Anonymous).into_iter();
    rows.map(|(origin, weight)| {
        let about = &trace.sources[origin];
        let rests = weight.claims.iter().take(RESTS).map(|index| {
            let claim = &trace.claims[*index];
            (clipped(&claim.canonical, WORDS), claim.id.clone())
        });
        UnnamedRow {
            name: desk.source(origin),
            place: weight.first_word.clone(),
            spoke_to: about.spoke_to.map(|outlet| desk.source(outlet)),
            rests: rests.collect(),
            more: weight.claims.len().saturating_sub(RESTS),
            articles: weight.articles.len(),
        }
    })
    .collect()
}

fn named(desk: &Desk<'_>) -> Vec<VoiceRow> {
    let trace = desk.findings.trace;
    let rows = weights(desk, |kind| kind != SourceKind::Anonymous).into_iter();
    rows.map(|(origin, weight)| {
        let about = &trace.sources[origin];
        VoiceRow {
            name: desk.source(origin),
            role: about.role.as_deref().map(super::desk::shown),
            kind: kind(about.kind),
            official: about.official,
            speaks_for: about.speaks_for.filter(|body| *body != origin).map(|body| desk.source(body)),
            statements: weight.places.into_iter().collect(),
            articles: weight.articles.len(),
        }
    })
    .collect()
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "person",
        SourceKind::Body => "body",
        SourceKind::Document => "document",
        SourceKind::Anonymous => "unnamed",
        SourceKind::Wire => "agency",
        SourceKind::Outlet => "outlet",
        SourceKind::Social => "post",
        SourceKind::Eyewitness => "eyewitness",
        SourceKind::Unknown => "not known",
    }
}
