//! What articles of a given date and later add.

use super::claims::{count, curly};
use super::desk::{Desk, Place, WORDS};
use super::{matrix, several};
use crate::tell::report::Since;
use headwater_text::Polarity;
use headwater_trace::OfficialStatus;
use headwater_trace::news::{News as Found, NewsKind, compare};
use std::collections::BTreeSet;

/// Further copies told one by one.
const REPEATED: usize = 12;

/// One thing that is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// "New denial", "New origins".
    pub kind: &'static str,
    /// Id of its claim.
    pub claim: String,
    /// The claim's words.
    pub canonical: String,
    /// Words of an article that show it.
    pub words: Option<String>,
    /// "Was: 1 certain, at most 1. Now: ...".
    pub told: String,
    /// Articles that brought it, with where.
    pub places: Vec<(String, Place)>,
}

/// Everything new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The date as given.
    pub since: String,
    /// Sentence about the articles.
    pub articles: String,
    /// What they brought.
    pub items: Vec<Item>,
    /// Claims that are only repeated, beyond those told.
    pub more: usize,
}

pub(in crate::tell) fn view(desk: &Desk<'_>, since: &Since<'_>) -> News {
    let trace = desk.findings.trace;
    let fresh = since.old.iter().filter(|old| old.is_none()).count();
    let found = compare(trace, since.before, since.old);
    let (repeated, rest): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|item| item.kind == NewsKind::Repeated);
    let (single, rest): (Vec<Found>, Vec<Found>) = rest.into_iter().partition(|item| {
        item.kind == NewsKind::Claim && crate::tell::text::claim::articles(&trace.claims[item.claim]) < 2
    });
    let more = repeated.len().saturating_sub(REPEATED);
    let mut items: Vec<Item> = rest.iter().map(|item| tell(desk, item)).collect();
    items.extend(repeated.iter().take(REPEATED).map(|item| tell(desk, item)));
    let mut articles = match fresh {
        0 => "No article is of that date or later.".to_owned(),
        1 => "1 article is of that date or later.".to_owned(),
        _ => format!("{fresh} articles are of that date or later."),
    };
    let undated = desk.findings.documents.iter().filter(|document| document.published().is_none()).count();
    if undated > 0 {
        articles.push_str(&format!(
            " {} without a date {} taken as known before.",
            several(undated, "article"),
            if undated == 1 { "is" } else { "are" }
        ));
    }
    if !single.is_empty() {
        articles.push_str(&format!(
            " {} stand in one article alone and are listed with the officials.",
            several(single.len(), "new claim")
        ));
    }
    News { since: since.told.to_owned(), articles, items, more }
}

fn tell(desk: &Desk<'_>, item: &Found) -> Item {
    let claim = &desk.findings.trace.claims[item.claim];
    let interval = |(certain, possible): (u32, u32)| match certain {
        0 => format!("none certain, at most {possible}"),
        _ => format!("{certain} certain, at most {possible}"),
    };
    let deciding = |at: Option<usize>| {
        at.and_then(|at| claim.occurrences.get(at))
            .map(|found| (desk.words(found.doc, found.span, WORDS), found.doc))
    };
    let mut words = None;
    let (kind, told) = match item.kind {
        NewsKind::Official { was, now } => {
            words = deciding(claim.official.occurrence).map(|(words, _)| words);
            let before = match was {
                OfficialStatus::Confirmed => "Was: confirmed.",
                OfficialStatus::Denied => "Was: denied.",
                OfficialStatus::None => "Was: silent.",
            };
            let kind = match now {
                OfficialStatus::Denied => "New denial",
                OfficialStatus::Confirmed => "Now confirmed",
                OfficialStatus::None => "Officials",
            };
            (kind, before.to_owned())
        }
        NewsKind::Disagreement(kind) => {
            let found = claim.disagreements.iter().find(|found| {
                found.kind == kind && [found.a, found.b].iter().any(|at| item.occurrences.contains(at))
            });
            let told = found.map_or(String::new(), |found| {
                let side = |at: usize| {
                    let occurrence = &claim.occurrences[at];
                    let value = matrix::value(desk, occurrence, kind);
                    let verb = if occurrence.polarity == Polarity::Denied { "denied" } else { "affirmed" };
                    (
                        value.unwrap_or_else(|| verb.to_owned()),
                        format!("{} of {}", desk.name(occurrence.doc), desk.day(occurrence.doc)),
                    )
                };
                let ((one, here), (two, there)) = (side(found.a), side(found.b));
                format!("{one} in {here}, {two} in {there}.")
            });
            ("Disagreement", told)
        }
        NewsKind::Origins { was, now } => {
            let more = now.0 > was.0 || now.1 > was.1;
            let told = format!("Was: {}. Now: {}.", interval(was), interval(now));
            (if more { "New origins" } else { "Fewer origins" }, told)
        }
        NewsKind::Claim => {
            let count = count(claim);
            ("New claim", format!("{}. {}.", count.articles, count.interval))
        }
        NewsKind::Repeated => ("Repeated", format!("Adds no origin: {}.", count(claim).interval)),
    };
    let mut seen = BTreeSet::new();
    let places =
        item.occurrences.iter().map(|at| &claim.occurrences[*at]).filter(|found| seen.insert(found.doc));
    Item {
        kind,
        claim: claim.id.clone(),
        canonical: desk.canonical(claim),
        words,
        told: curly(&told),
        places: places
            .map(|found| {
                let name = format!("{}, {}", desk.name(found.doc), desk.date(found.doc));
                (name, desk.place(found.doc, found.span))
            })
            .collect(),
    }
}
