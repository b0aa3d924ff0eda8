//! Text for people: what was read, then every claim with its words, its chain and its count.

pub(in crate::tell) mod alerts;
pub mod annotate;
mod carets;
pub(in crate::tell) mod claim;
pub mod compare;
pub mod copies;
pub(in crate::tell) mod edge;
pub mod eval;
pub(in crate::tell) mod forest;
pub(in crate::tell) mod judged;
pub(in crate::tell) mod names;
pub mod news;
pub(in crate::tell) mod number;
pub(in crate::tell) mod occurrence;
mod page;
mod reading;
pub(in crate::tell) mod reasons;
pub mod search;
pub(in crate::tell) mod steps;
mod tree;
pub(in crate::tell) mod visible;
pub(in crate::tell) mod when;
pub mod why;

use crate::tell::Findings;
use headwater_trace::{Claim, Disagreement, DisagreementKind, OfficialStatus};
use page::{Ink, Line, Page};
use std::io::{self, Write};
use when::When;

pub use visible::visible;

/// How to tell.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Columns of a line.
    pub columns: usize,
    /// Whether to colour.
    pub colour: bool,
    /// Only claims with one of these ids or word groups; all where empty.
    pub claims: Vec<String>,
    /// Fold nothing.
    pub all: bool,
}

/// Claims of several articles told in full; a screenful each, so more would bury the first.
const FULL: usize = 12;
/// Claims of several articles told in two lines after those.
const BRIEF: usize = 24;
/// Claims of one article told in two lines.
const SINGLE: usize = 12;

/// Writes the text.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, findings: Findings<'_>, options: &Options) -> io::Result<()> {
    let mut page = Page::new(out, options.columns, options.colour);
    let when = When::of(findings.documents);
    reading::tell(&mut page, findings, when, options.all)?;
    judged::summary(&mut page, findings)?;
    let claims = &findings.trace.claims;
    page.lines(summary(findings, options.columns))?;
    if !options.claims.is_empty() {
        for found in claims.iter().filter(|found| options.claims.iter().any(|wanted| matches(found, wanted)))
        {
            claim::full(&mut page, findings, found, when, options)?;
        }
        return legend(&mut page);
    }
    let (shared, single): (Vec<&Claim>, Vec<&Claim>) =
        claims.iter().partition(|found| claim::articles(found) > 1);
    let limit = |count: usize| if options.all { usize::MAX } else { count };
    let (full, rest) = shared.split_at(shared.len().min(limit(FULL)));
    for found in full {
        claim::full(&mut page, findings, found, when, options)?;
    }
    if !full.is_empty() {
        legend(&mut page)?;
    }
    briefs(&mut page, findings, when, rest, limit(BRIEF), "of several articles")?;
    briefs(&mut page, findings, when, &single, limit(SINGLE), "of one article alone")?;
    if claims.is_empty() {
        page.line(Line::plain("no claim was found"))?;
    }
    Ok(())
}

/// The first of [`Options::claims`] that no claim matches.
pub fn unmatched<'o>(findings: Findings<'_>, options: &'o Options) -> Option<&'o str> {
    options.claims.iter().map(String::as_str).find(|wanted| matching(findings, wanted).is_empty())
}

/// The claims that have `wanted` as their id, or all its words.
pub fn matching<'f>(findings: Findings<'f>, wanted: &str) -> Vec<&'f Claim> {
    findings.trace.claims.iter().filter(|found| matches(found, wanted)).collect()
}

/// Whether `wanted` is the id of the claim, or all its words stand in the claim's.
fn matches(claim: &Claim, wanted: &str) -> bool {
    let canonical = claim.canonical.to_lowercase();
    claim.id == wanted || wanted.to_lowercase().split_whitespace().all(|word| canonical.contains(word))
}

fn briefs(
    page: &mut Page<'_>,
    findings: Findings<'_>,
    when: When,
    claims: &[&Claim],
    limit: usize,
    kind: &str,
) -> io::Result<()> {
    if claims.is_empty() {
        return Ok(());
    }
    let noun = if claims.len() == 1 { "claim" } else { "claims" };
    let shown = claims.len().min(limit);
    page.blank()?;
    page.rule()?;
    page.line(Line::of(Ink::Strong, &format!("{} {noun} {kind}", claims.len())))?;
    page.blank()?;
    for found in &claims[..shown] {
        claim::brief(page, findings, found, when)?;
    }
    if shown < claims.len() {
        let left = claims.len() - shown;
        page.blank()?;
        page.line(Line::of(
            Ink::Soft,
            &format!("  {left} more: --all shows every claim, --claim ID one in full"),
        ))?;
    }
    Ok(())
}

/// "128 claims; 21 told by more than one article; 2 denied officially ...".
fn summary(findings: Findings<'_>, columns: usize) -> Vec<Line> {
    let claims = &findings.trace.claims;
    let count = |pick: fn(&Claim) -> bool| claims.iter().filter(|claim| pick(claim)).count();
    let noun = if claims.len() == 1 { "claim" } else { "claims" };
    let mut told = format!("{} {noun}", claims.len());
    for (count, words) in [
        (count(|claim| claim::articles(claim) > 1), "told by more than one article"),
        (count(|claim| claim.official.status == OfficialStatus::Confirmed), "confirmed officially"),
        (count(|claim| claim.official.status == OfficialStatus::Denied), "denied officially"),
        (count(|claim| claim.disagreements.iter().any(of_values)), "with values that cannot both hold"),
        (count(|claim| !claim.drifts.is_empty()), "that lost a hedge or a source on the way"),
    ] {
        if count > 0 {
            told.push_str(&format!("; {count} {words}"));
        }
    }
    let mut lines: Vec<Line> = visible::wrap(&told, columns).iter().map(|line| Line::plain(line)).collect();
    lines.push(Line::default());
    lines
}

fn of_values(found: &Disagreement) -> bool {
    found.kind != DisagreementKind::Polarity
}

/// What the signs mean.
const LEGEND: [&[&str]; 3] = [
    &["^ source", "~ cue", "- claim", "? hedge"],
    &["── stated", "╌╌ inferred", "·· not recorded", "/ words lost", "≠ value changed", "× copies"],
    &["(o) named", "( ) unnamed", "(/) denies", "(?) lineage not recorded", "cited: not among the articles"],
];

fn legend(page: &mut Page<'_>) -> io::Result<()> {
    for signs in LEGEND {
        let mut line = Line::plain("  ");
        for sign in signs {
            if line.width() > 2 && line.width() + 3 + visible::width(sign) > page.columns {
                page.line(std::mem::replace(&mut line, Line::plain("  ")))?;
            }
            let gap = if line.width() > 2 { "   " } else { "" };
            line = line.add(Ink::Soft, gap).add(Ink::Soft, sign);
        }
        page.line(line)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
