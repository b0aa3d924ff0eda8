//! One claim: in full, or in two lines.

use super::page::{Ink, Line, Page};
use super::visible::{short, width, wrap};
use super::when::When;
use super::{Options, alerts, judged, names, occurrence, reasons, tree};
use crate::tell::Findings;
use headwater_text::Polarity;
use headwater_trace::{Claim, HopKind, OfficialStatus, Voice};
use std::collections::BTreeSet;
use std::io;

/// Occurrences shown with their words; the rest is counted.
const SHOWN: usize = 3;

/// Columns of the name that an official word comes from.
const BY: usize = 60;

/// Articles that carry a claim.
pub(in crate::tell) fn articles(claim: &Claim) -> usize {
    let docs: BTreeSet<usize> = claim.occurrences.iter().map(|occurrence| occurrence.doc).collect();
    docs.len()
}

/// A claim in full.
pub(super) fn full(
    page: &mut Page<'_>,
    findings: Findings<'_>,
    claim: &Claim,
    when: When,
    options: &Options,
) -> io::Result<()> {
    let columns = page.columns;
    page.rule()?;
    head(page, findings, claim, when)?;
    page.lines(alerts::lines(findings, claim, columns, options.all))?;
    page.blank()?;
    let shown = if options.all { (0..claim.occurrences.len()).collect() } else { chosen(findings, claim) };
    for index in &shown {
        page.lines(occurrence::lines(findings, &claim.occurrences[*index], when, columns))?;
        page.blank()?;
    }
    let left = claim.occurrences.len() - shown.len();
    if left > 0 {
        let noun = if left == 1 { "occurrence" } else { "occurrences" };
        page.line(Line::of(Ink::Soft, &format!("  {left} more {noun}: --claim {} --all", claim.id)))?;
        page.blank()?;
    }
    page.lines(tree::draw(findings, claim, when, columns, options.all))?;
    page.blank()?;
    page.lines(reasons::lines(findings, claim, columns, options.all))?;
    page.lines(judged::lines(findings, &judged::about(findings, claim), columns))?;
    page.blank()
}

/// Its words, what counts, the official word.
pub(super) fn head(page: &mut Page<'_>, findings: Findings<'_>, claim: &Claim, when: When) -> io::Result<()> {
    let columns = page.columns;
    page.lines(wrap(&claim.canonical, columns).iter().map(|line| Line::of(Ink::Strong, line)))?;
    page.line(Line::plain(&counts(claim)).right(columns, Ink::Strong, &reasons::interval(claim)))?;
    page.line(official(findings, claim, when))
}

/// A claim in two lines: its words, and its chain from origin to article.
pub(super) fn brief(
    page: &mut Page<'_>,
    findings: Findings<'_>,
    claim: &Claim,
    when: When,
) -> io::Result<()> {
    let columns = page.columns;
    let id = format!("  {:<5} ", claim.id);
    let room = columns.saturating_sub(width(&id));
    page.line(Line::of(Ink::Soft, &id).add(Ink::Plain, &short(&claim.canonical, room)))?;
    let count = articles(claim);
    let tail = if count > 1 {
        format!("{count} articles; {}", reasons::interval(claim))
    } else {
        reasons::interval(claim)
    };
    let told = chain(findings, claim, when);
    let line = |told: &str| Line::plain("").to(width(&id)).add(Ink::Soft, told);
    if width(&id) + width(&told) + 2 + width(&tail) <= columns {
        return page.line(line(&told).right(columns, Ink::Soft, &tail));
    }
    page.lines(wrap(&told, room).iter().map(|part| line(part)))?;
    page.line(Line::default().right(columns, Ink::Soft, &tail))
}

/// "two officials, unnamed ── The Post ── Eastgate Tribune, 20 Sep 16:43".
fn chain(findings: Findings<'_>, claim: &Claim, when: When) -> String {
    let Some(occurrence) = claim.occurrences.first() else {
        return String::new();
    };
    let document = &findings.documents[occurrence.doc];
    let name = names::article_name(findings, claim, occurrence.doc);
    let mut told = match document.published() {
        Some(_) => format!("{name}, {}", when.told(document)),
        None => format!("{name}, undated"),
    };
    if occurrence.polarity == Polarity::Denied {
        told.push_str(", denied");
    }
    let mut last = None;
    for hop in occurrence.via.iter().filter(|hop| hop.kind != HopKind::OwnVoice) {
        let edge = if hop.voice == Voice::Inferred { "╌╌" } else { "──" };
        let name = hop.to.map_or("not recorded".to_owned(), |to| findings.trace.sources[to].name.clone());
        told = format!("{name} {edge} {told}");
        last = hop.to;
    }
    match occurrence.origin {
        Some(origin) if last != Some(origin) => {
            let name = &findings.trace.sources[origin].name;
            if document.outlet.as_ref() == Some(name) { told } else { format!("{name} ╌╌ {told}") }
        }
        None if last.is_none() => format!("lineage not recorded ·· {told}"),
        _ => told,
    }
}

/// "13 articles · 1 origin": articles that affirm, origins that are certain.
pub(in crate::tell) fn counts(claim: &Claim) -> String {
    let affirm: BTreeSet<usize> = claim
        .occurrences
        .iter()
        .filter(|occurrence| occurrence.polarity == Polarity::Affirmed)
        .map(|occurrence| occurrence.doc)
        .collect();
    let articles = match affirm.len() {
        0 => "no article affirms it".to_owned(),
        1 => "1 article".to_owned(),
        count => format!("{count} articles"),
    };
    let origins = match claim.independence.certain {
        0 => "no recorded origin".to_owned(),
        1 => "1 origin".to_owned(),
        count => format!("{count} origins"),
    };
    format!("{articles} · {origins}")
}

/// "official: confirmed by Yevdokia Zharova, 12 Apr".
fn official(findings: Findings<'_>, claim: &Claim, when: When) -> Line {
    let (word, ink) = match claim.official.status {
        OfficialStatus::Confirmed => ("confirmed", Ink::Strong),
        OfficialStatus::Denied => ("denied", Ink::Loss),
        OfficialStatus::None => ("silent", Ink::Soft),
    };
    let line = Line::plain("official: ").add(ink, word);
    let Some(occurrence) = claim.official.occurrence.and_then(|index| claim.occurrences.get(index)) else {
        return line;
    };
    let by = match occurrence.origin {
        Some(origin) => findings.trace.sources[origin].name.clone(),
        None => names::article_name(findings, claim, occurrence.doc),
    };
    let day = when.day(&findings.documents[occurrence.doc]);
    let day = day.map_or(String::new(), |day| format!(", {day}"));
    line.add(Ink::Plain, &format!(" by {}{day}", short(&by, BY)))
}

/// The earliest, the first where something was lost or changed, and the denial or else the one farthest from its
/// origin; in the claim's order.
pub(in crate::tell) fn chosen(findings: Findings<'_>, claim: &Claim) -> Vec<usize> {
    let occurrences = &claim.occurrences;
    let changed = claim
        .disagreements
        .iter()
        .map(|found| found.b)
        .chain(claim.drifts.iter().map(|found| found.to))
        .min();
    let denied = occurrences.iter().position(|occurrence| occurrence.polarity == Polarity::Denied);
    let farthest = (0..occurrences.len()).rev().max_by_key(|index| occurrences[*index].via.len());
    let mut chosen = BTreeSet::new();
    let mut docs = BTreeSet::new();
    let mut sentences = BTreeSet::new();
    let rest = (0..occurrences.len()).filter(|index| *index > 0);
    let wanted = [Some(0), denied, changed, farthest];
    for index in wanted.into_iter().flatten().chain(rest) {
        // A second look at the same article, or at the same words in a copy, shows nothing new.
        let Some(occurrence) = occurrences.get(index).filter(|_| chosen.len() < SHOWN) else { continue };
        let text = findings.documents[occurrence.doc].text.as_str();
        if sentences.insert(occurrence.sentence.of(text)) && docs.insert(occurrence.doc) {
            chosen.insert(index);
        }
    }
    chosen.into_iter().collect()
}
