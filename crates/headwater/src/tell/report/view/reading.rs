//! What was read, what could not be, and what is cited without being here.

use super::claims::{curly, ruled};
use super::desk::{Desk, Place, shown};
use super::{Statement, Voice, several};
use crate::tell::text::forest::bare;
use headwater_text::{Problem, ProblemKind, Severity, StampKind};
use headwater_trace::{Outcome, Ruling, SourceKind};
use std::collections::{BTreeMap, BTreeSet};

/// Cited sources told one by one.
const CITED: usize = 8;

/// Something that was not read, or only in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Where.
    pub what: String,
    /// "In part", "Not read", "Dropped", "Note".
    pub state: &'static str,
    /// Why, and what to do.
    pub why: String,
}

/// A source that articles cite and that is not among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its name.
    pub name: String,
    /// Who cites it.
    pub by: Vec<(String, Place)>,
}

/// One document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Index.
    pub doc: usize,
    /// Outlet, or what stands for it.
    pub outlet: String,
    /// Headline.
    pub title: String,
    /// Date as told.
    pub published: String,
    /// Where the date was found.
    pub stamp: &'static str,
    /// "read", "in part".
    pub state: &'static str,
    /// First digits of the hash of its bytes.
    pub hash: String,
    /// Where it was read.
    pub path: String,
    /// Address, as text.
    pub url: Option<String>,
}

/// The first section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Documents given.
    pub given: usize,
    /// Documents that were read in full.
    pub read: usize,
    /// Sentences about the pile as a whole.
    pub lines: Vec<String>,
    /// Not read, or only in part; never folded.
    pub unread: Vec<Unread>,
    /// Notes where nothing was lost.
    pub notes: Vec<Unread>,
    /// Judgements that were not obeyed: what was decided, then why that was not done.
    pub unobeyed: Vec<Statement>,
    /// Judgements that were.
    pub obeyed: usize,
    /// Cited and not here.
    pub cited: Vec<Cited>,
    /// Cited ones that are not told.
    pub cited_more: usize,
    /// Every document, by time.
    pub documents: Vec<DocumentRow>,
}

pub(in crate::tell) fn view(desk: &Desk<'_>) -> Reading {
    let findings = desk.findings;
    let of = |pick: fn(&Problem) -> bool, state: &'static str| -> Vec<Unread> {
        findings
            .all_problems()
            .filter(|problem| pick(problem))
            .map(|problem| unread(problem, state))
            .collect()
    };
    let partial = of(|problem| problem.severity == Severity::Partial, "In part");
    let lost = of(|problem| problem.severity == Severity::Lost, "Not read");
    let dropped =
        of(|problem| problem.severity == Severity::Note && problem.kind == ProblemKind::Duplicate, "Dropped");
    let notes =
        of(|problem| problem.severity == Severity::Note && problem.kind != ProblemKind::Duplicate, "Note");
    let in_part = findings.documents.iter().filter(|document| is_partial(document)).count();
    let given = findings.documents.len() + lost.len() + dropped.len();
    let (cited, cited_more) = cited(desk);
    let judgements = findings.unread.iter().map(|problem| unread(problem, "Not read"));
    let rulings = &findings.trace.judgements;
    Reading {
        given,
        read: findings.documents.len() - in_part,
        lines: lines(desk),
        unread: lost.into_iter().chain(partial).chain(dropped).chain(judgements).collect(),
        notes,
        unobeyed: rulings
            .iter()
            .filter(|ruling| ruling.outcome != Outcome::Applied)
            .flat_map(unobeyed)
            .collect(),
        obeyed: rulings.iter().filter(|ruling| ruling.outcome == Outcome::Applied).count(),
        cited,
        cited_more,
        documents: desk.by_time().into_iter().map(|doc| row(desk, doc)).collect(),
    }
}

/// What was decided, in the analyst's voice, and why it was not done, in Headwater's.
fn unobeyed(ruling: &Ruling) -> [Statement; 2] {
    let lead = if ruling.outcome == Outcome::Overruled { "Overruled." } else { "Not obeyed." };
    let reason = ruling.reason.as_deref().unwrap_or("No reason is recorded");
    let why = Statement {
        voice: Voice::HeadwaterInfers,
        lead: Some(lead.to_owned()),
        text: curly(&shown(&sentence(reason))),
        places: Vec::new(),
    };
    [ruled(ruling), why]
}

/// With a capital at its beginning and a stop at its end.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if words.ends_with('.') { "" } else { "." };
    format!("{first}{}{stop}", chars.as_str())
}

fn is_partial(document: &headwater_text::Document) -> bool {
    document.problems.iter().any(|problem| problem.severity == Severity::Partial)
}

fn unread(problem: &Problem, state: &'static str) -> Unread {
    Unread { what: shown(&problem.place.to_string()), state, why: shown(&problem.message) }
}

fn lines(desk: &Desk<'_>) -> Vec<String> {
    let documents = desk.findings.documents;
    let mut lines = Vec::new();
    if let Some(range) = desk.when.range(documents) {
        lines.push(format!("Published {range}. Times are UTC."));
    }
    let missing = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 article does not record its {what}.")),
        _ => Some(format!("{count} articles do not record their {what}.")),
    };
    lines.extend(missing(documents.iter().filter(|document| document.outlet.is_none()).count(), "outlet"));
    lines.extend(missing(documents.iter().filter(|document| document.published().is_none()).count(), "date"));
    let copies: BTreeSet<usize> = desk
        .findings
        .trace
        .passages
        .iter()
        .filter(|passage| passage.kind == headwater_trace::PassageKind::Syndicated)
        .flat_map(|passage| [passage.a, passage.b])
        .collect();
    if copies.len() > 1 {
        lines.push(format!("{} carry a text that another carries too.", several(copies.len(), "article")));
    }
    lines
}

/// Outlets, documents and posts that a chain leads through, with no article of theirs in the pile.
fn cited(desk: &Desk<'_>) -> (Vec<Cited>, usize) {
    let trace = desk.findings.trace;
    let present: BTreeSet<String> = desk
        .findings
        .documents
        .iter()
        .flat_map(|document| document.outlet.iter().chain(std::iter::once(&document.id)))
        .map(|name| bare(name))
        .collect();
    let mut found: BTreeMap<usize, BTreeMap<usize, headwater_trace::Evidence>> = BTreeMap::new();
    for hop in trace.claims.iter().flat_map(|claim| &claim.occurrences).flat_map(|occurrence| &occurrence.via)
    {
        let (Some(to), Some(evidence)) = (hop.to, hop.evidence) else { continue };
        let about = &trace.sources[to];
        let kind = matches!(
            about.kind,
            SourceKind::Outlet | SourceKind::Wire | SourceKind::Document | SourceKind::Social
        );
        let here = std::iter::once(&about.name).chain(&about.names).any(|name| present.contains(&bare(name)));
        if kind && !here {
            found.entry(to).or_default().entry(evidence.doc).or_insert(evidence);
        }
    }
    let mut list: Vec<(usize, BTreeMap<usize, headwater_trace::Evidence>)> = found.into_iter().collect();
    list.sort_by_key(|(source, by)| (std::cmp::Reverse(by.len()), *source));
    let more = list.len().saturating_sub(CITED);
    list.truncate(CITED);
    let list = list
        .into_iter()
        .map(|(source, by)| Cited {
            name: desk.source(source),
            by: by
                .into_values()
                .map(|evidence| (desk.name(evidence.doc), desk.place(evidence.doc, evidence.span)))
                .collect(),
        })
        .collect();
    (list, more)
}

/// One document as a row.
pub(in crate::tell) fn row(desk: &Desk<'_>, doc: usize) -> DocumentRow {
    let document = &desk.findings.documents[doc];
    let stamp = document.published().map_or("none", |stamp| found_in(stamp.kind));
    DocumentRow {
        doc,
        outlet: desk.name(doc),
        title: document.title.as_deref().map_or("none recorded".to_owned(), shown),
        published: desk.date(doc),
        stamp,
        state: if is_partial(document) { "in part" } else { "read" },
        hash: document.hash.chars().take(12).collect(),
        path: shown(&document.path),
        url: document.url.as_deref().map(shown),
    }
}

/// Where a date was found, in a word or two.
pub(super) fn found_in(kind: StampKind) -> &'static str {
    match kind {
        StampKind::Field => "record",
        StampKind::JsonLd | StampKind::Meta => "page data",
        StampKind::TimeElement => "on the page",
        StampKind::Url => "address",
        StampKind::Feed => "feed",
        StampKind::Dateline => "dateline",
        StampKind::Head => "head of the text",
        StampKind::Tail => "end of the text",
    }
}
