//! What articles of a given date and later add.

use super::claims::{count, curly};
use super::desk::{Desk, Place, WORDS};
use super::{matrix, several};
use crate::tell::report::Since;
use headwater_text::Polarity;
use headwater_trace::news::{Change, Corrected};
use headwater_trace::{Claim, Disagreement, DisagreementKind, Evidence, NoticeKind, OfficialStatus};
use std::collections::BTreeSet;

/// Further copies told one by one.
const REPEATED: usize = 12;
/// Columns of a note of correction.
const NOTE: usize = 300;

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

/// A note by which an article newly corrects itself or is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// "Correction", "Withdrawn".
    pub kind: &'static str,
    /// Its words.
    pub words: String,
    /// The article that bears it, with where.
    pub by: (String, Place),
    /// Claims that it concerns: id, words, and what else rests on what it takes back.
    pub claims: Vec<(String, String, String)>,
}

/// Everything new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The date as given.
    pub since: String,
    /// Articles that are new or edited.
    pub fresh: usize,
    /// Sentence about the articles.
    pub articles: String,
    /// What was taken back.
    pub notes: Vec<Note>,
    /// What they brought.
    pub items: Vec<Item>,
    /// Claims that are only repeated, beyond those told.
    pub more: usize,
}

pub(in crate::tell) fn view(desk: &Desk<'_>, since: &Since<'_>) -> News {
    let trace = desk.findings.trace;
    let found = since.news;
    // What no newer article shows has no place to point to.
    let shown = |change: &&Change| !change.occurrences.is_empty();
    let (repeated, changed): (Vec<&Change>, Vec<&Change>) =
        found.changes.iter().filter(shown).partition(|change| change.only_repeats());
    // Denials first, then values, origins, and claims that are new.
    let mut items: Vec<Item> = Vec::new();
    for tell in [official, disagreements, origins] {
        items.extend(changed.iter().flat_map(|change| tell(desk, change)));
    }
    let articles = |claim: usize| crate::tell::text::claim::articles(&trace.claims[claim]);
    let (single, shared): (Vec<usize>, Vec<usize>) =
        found.claims.iter().partition(|claim| articles(**claim) < 2);
    items.extend(shared.into_iter().map(|claim| new_claim(desk, claim)));
    let more = repeated.len().saturating_sub(REPEATED);
    items.extend(repeated.iter().take(REPEATED).map(|change| {
        let told = format!("Adds no origin: {}.", count(&trace.claims[change.claim]).interval);
        item(desk, "Repeated", change.claim, &change.occurrences, None, &told)
    }));
    News {
        since: since.told.to_owned(),
        fresh: found.articles.len(),
        articles: told_articles(desk, found.articles.len(), single.len()),
        notes: found.corrections.iter().map(|corrected| note(desk, corrected)).collect(),
        items,
        more,
    }
}

fn note(desk: &Desk<'_>, corrected: &Corrected) -> Note {
    let trace = desk.findings.trace;
    let notice = &trace.notices[corrected.notice];
    let Evidence { doc, span } = notice.place;
    let claim = |&(claim, at): &(usize, usize)| {
        let claim = &trace.claims[claim];
        let mut names: Vec<String> = Vec::new();
        for index in &claim.corrections[at].dependents {
            let name = desk.name(claim.occurrences[*index].doc);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let resting = match &names[..] {
            [] => "Nothing else here rests on it.".to_owned(),
            names => format!("Resting on it: {}.", names.join(", ")),
        };
        (claim.id.clone(), desk.canonical(claim), resting)
    };
    Note {
        kind: match notice.kind {
            NoticeKind::Corrected => "Correction",
            NoticeKind::Withdrawn => "Withdrawn",
        },
        words: desk.words(doc, span, NOTE),
        by: (format!("{}, {}", desk.name(doc), desk.date(doc)), desk.place(doc, span)),
        claims: corrected.claims.iter().map(claim).collect(),
    }
}

/// "4 articles are of that date or later."
fn told_articles(desk: &Desk<'_>, fresh: usize, single: usize) -> String {
    let mut told = match fresh {
        0 => "No article is of that date or later.".to_owned(),
        1 => "1 article is of that date or later.".to_owned(),
        _ => format!("{fresh} articles are of that date or later."),
    };
    let undated = desk.findings.documents.iter().filter(|document| document.published().is_none()).count();
    if undated > 0 {
        told.push_str(&format!(
            " {} without a date {} taken as known before.",
            several(undated, "article"),
            if undated == 1 { "is" } else { "are" }
        ));
    }
    if single > 0 {
        told.push_str(&format!(
            " {} stand in one article alone and are listed with the officials.",
            several(single, "new claim")
        ));
    }
    told
}

fn official(desk: &Desk<'_>, change: &Change) -> Vec<Item> {
    let Some(was) = change.official else { return Vec::new() };
    let claim = &desk.findings.trace.claims[change.claim];
    let told = match was {
        OfficialStatus::Confirmed => "Was: confirmed.",
        OfficialStatus::Denied => "Was: denied.",
        OfficialStatus::None => "Was: silent.",
    };
    let kind = match claim.official.status {
        OfficialStatus::Denied => "New denial",
        OfficialStatus::Confirmed => "Now confirmed",
        OfficialStatus::None => "Officials",
    };
    let deciding = claim.official.occurrence.and_then(|at| claim.occurrences.get(at));
    let words = deciding.map(|found| desk.words(found.doc, found.span, WORDS));
    vec![item(desk, kind, change.claim, &change.occurrences, words, told)]
}

fn disagreements(desk: &Desk<'_>, change: &Change) -> Vec<Item> {
    let claim = &desk.findings.trace.claims[change.claim];
    let found = change.disagreements.iter().map(|index| &claim.disagreements[*index]);
    // A denial by officials is told as that.
    let denial = change.official.is_some() && claim.official.status == OfficialStatus::Denied;
    let found = found.filter(|found| !(denial && found.kind == DisagreementKind::Polarity));
    found
        .map(|found| {
            let told = sides(desk, claim, found);
            item(desk, "Disagreement", change.claim, &change.occurrences, None, &told)
        })
        .collect()
}

/// "400 in Courier of 3 May, 4,000 in Echo of 4 May."
fn sides(desk: &Desk<'_>, claim: &Claim, found: &Disagreement) -> String {
    let side = |at: usize| {
        let occurrence = &claim.occurrences[at];
        let value = matrix::value(desk, occurrence, found.kind);
        let verb = if occurrence.polarity == Polarity::Denied { "denied" } else { "affirmed" };
        let value = value.unwrap_or_else(|| verb.to_owned());
        format!("{value} in {} of {}", desk.name(occurrence.doc), desk.day(occurrence.doc))
    };
    format!("{}, {}.", side(found.a), side(found.b))
}

fn origins(desk: &Desk<'_>, change: &Change) -> Vec<Item> {
    let trace = desk.findings.trace;
    let claim = &trace.claims[change.claim];
    let now = (claim.independence.certain, claim.independence.possible);
    let (kind, told) = match change.bounds {
        Some(was) => {
            let more = now.0 > was.0 || now.1 > was.1;
            let told = format!("Was: {}. Now: {}.", interval(was), interval(now));
            (if more { "New origins" } else { "Fewer origins" }, told)
        }
        None if change.origins.is_empty() => return Vec::new(),
        None => {
            let names: Vec<&str> =
                change.origins.iter().map(|source| trace.sources[*source].name.as_str()).collect();
            ("New origins", format!("New: {}. Now: {}.", names.join(", "), interval(now)))
        }
    };
    vec![item(desk, kind, change.claim, &change.occurrences, None, &told)]
}

fn interval((certain, possible): (u32, u32)) -> String {
    match certain {
        0 => format!("none certain, at most {possible}"),
        _ => format!("{certain} certain, at most {possible}"),
    }
}

fn new_claim(desk: &Desk<'_>, claim: usize) -> Item {
    let found = &desk.findings.trace.claims[claim];
    let count = count(found);
    let all: Vec<usize> = (0..found.occurrences.len()).collect();
    item(desk, "New claim", claim, &all, None, &format!("{}. {}.", count.articles, count.interval))
}

fn item(
    desk: &Desk<'_>,
    kind: &'static str,
    claim: usize,
    occurrences: &[usize],
    words: Option<String>,
    told: &str,
) -> Item {
    let claim = &desk.findings.trace.claims[claim];
    let mut seen = BTreeSet::new();
    let places = occurrences.iter().map(|at| &claim.occurrences[*at]).filter(|found| seen.insert(found.doc));
    Item {
        kind,
        claim: claim.id.clone(),
        canonical: desk.canonical(claim),
        words,
        told: curly(told),
        places: places
            .map(|found| {
                let name = format!("{}, {}", desk.name(found.doc), desk.date(found.doc));
                (name, desk.place(found.doc, found.span))
            })
            .collect(),
    }
}
