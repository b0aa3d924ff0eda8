//! What public authorities, or the body concerned, said last about each claim; the index of all claims.

use super::claims::{self, Count};
use super::desk::{Desk, Place, WORDS};
use super::path::{self, Path};
use crate::tell::text::claim::articles;
use headwater_trace::{Claim, OfficialStatus};

/// Confirmed, denied or silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Somebody official denies it.
    Denied,
    /// Somebody official states it.
    Confirmed,
    /// Nobody official speaks to it in these articles.
    Silent,
}

impl Status {
    pub(in crate::tell) fn of(status: OfficialStatus) -> Self {
        match status {
            OfficialStatus::Confirmed => Self::Confirmed,
            OfficialStatus::Denied => Self::Denied,
            OfficialStatus::None => Self::Silent,
        }
    }

    /// "Denied".
    pub fn word(self) -> &'static str {
        match self {
            Self::Denied => "Denied",
            Self::Confirmed => "Confirmed",
            Self::Silent => "Silent",
        }
    }
}

/// One claim of the index.
#[derive(Debug, Clone)]
pub struct OfficialRow {
    /// Its id.
    pub id: String,
    /// Its words.
    pub canonical: String,
    /// Whether the page tells it in full elsewhere; else this row is where it is told.
    pub full: bool,
    /// Where its words first stand.
    pub place: Option<Place>,
    /// How often.
    pub count: Count,
    /// What officials said last.
    pub status: Status,
    /// Their words.
    pub words: Option<(String, Place)>,
    /// Who, where and when.
    pub by: Option<String>,
    /// The way upstream of a claim that one article carries.
    pub path: Option<Path>,
    /// Where that one stands.
    pub outlet: String,
}

/// All claims: denials, confirmations, then those nobody official speaks to.
#[derive(Debug, Clone)]
pub struct Officials {
    /// With an official word.
    pub spoken: Vec<OfficialRow>,
    /// Silent, of several articles.
    pub silent: Vec<OfficialRow>,
    /// Silent, of one article.
    pub single: Vec<OfficialRow>,
    /// Documents that could not be read, or not in full: their silence says nothing.
    pub unread: usize,
}

pub(in crate::tell) fn view(desk: &Desk<'_>) -> Officials {
    let Sorted { spoken, silent, single } = Sorted::of(desk);
    let rows = |claims: Vec<&Claim>| claims.into_iter().map(|claim| row(desk, claim)).collect();
    Officials { spoken: rows(spoken), silent: rows(silent), single: rows(single), unread: unread(desk) }
}

/// The claims behind [`Officials`], in its order.
#[derive(Debug)]
pub(in crate::tell) struct Sorted<'f> {
    pub(in crate::tell) spoken: Vec<&'f Claim>,
    pub(in crate::tell) silent: Vec<&'f Claim>,
    pub(in crate::tell) single: Vec<&'f Claim>,
}

impl<'f> Sorted<'f> {
    pub(in crate::tell) fn of(desk: &Desk<'f>) -> Self {
        let mut claims: Vec<(Status, bool, &Claim)> = desk
            .findings
            .trace
            .claims
            .iter()
            .map(|claim| (Status::of(claim.official.status), articles(claim) > 1, claim))
            .collect();
        // Stable: within a status the order of the trace stays.
        claims.sort_by_key(|(status, shared, _)| (*status, !*shared));
        let mut sorted = Self { spoken: Vec::new(), silent: Vec::new(), single: Vec::new() };
        for (status, shared, claim) in claims {
            match (status, shared) {
                (Status::Denied | Status::Confirmed, _) => sorted.spoken.push(claim),
                (Status::Silent, true) => sorted.silent.push(claim),
                (Status::Silent, false) => sorted.single.push(claim),
            }
        }
        sorted
    }
}

/// Documents and files that were not read, or not in full.
pub(in crate::tell) fn unread(desk: &Desk<'_>) -> usize {
    use headwater_text::Severity;
    let lost = desk.findings.problems.iter().filter(|problem| problem.severity == Severity::Lost).count();
    let partial = desk
        .findings
        .documents
        .iter()
        .filter(|document| document.problems.iter().any(|problem| problem.severity != Severity::Note))
        .count();
    lost + partial
}

pub(in crate::tell) fn row(desk: &Desk<'_>, claim: &Claim) -> OfficialRow {
    let full = articles(claim) > 1;
    let first = claim.occurrences.first();
    let spoken = claim.official.occurrence.and_then(|index| claim.occurrences.get(index));
    OfficialRow {
        id: claim.id.clone(),
        canonical: desk.canonical(claim),
        full,
        place: first.map(|found| desk.place(found.doc, found.span)),
        count: claims::count(claim),
        status: Status::of(claim.official.status),
        words: spoken
            .map(|found| (desk.words(found.doc, found.span, WORDS), desk.place(found.doc, found.span))),
        by: by(desk, claim),
        path: first.filter(|_| !full).map(|found| path::of(desk, found)),
        outlet: first
            .map_or(String::new(), |found| format!("{}, {}", desk.name(found.doc), desk.date(found.doc))),
    }
}

/// "Yevdokia Zharova, in United Dispatch, 12 Apr".
pub(in crate::tell) fn by(desk: &Desk<'_>, claim: &Claim) -> Option<String> {
    let found = claim.official.occurrence.and_then(|index| claim.occurrences.get(index))?;
    let (outlet, day) = (desk.name(found.doc), desk.day(found.doc));
    Some(match found.origin.map(|origin| desk.source(origin)) {
        Some(name) if name != outlet => format!("{name}, in {outlet}, {day}"),
        _ => format!("{outlet}, {day}"),
    })
}
