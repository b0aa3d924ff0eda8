//! What the analyst decided: in a voice of its own, with who, when and why.

use super::page::{Ink, Line, Page, hanging};
use super::visible::{width, wrap};
use crate::tell::Findings;
use headwater_trace::{Claim, Outcome, Ruling, RulingIx};
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::io;

/// Columns before the words.
const LEAD: &str = "    ";

/// How many judgements were given, and every one that was not obeyed. Nothing where none was given.
pub(super) fn summary(page: &mut Page<'_>, findings: Findings<'_>) -> io::Result<()> {
    let (rulings, unread) = (&findings.trace.judgements, findings.unread);
    if rulings.is_empty() && unread.is_empty() {
        return Ok(());
    }
    let of = |outcome| rulings.iter().filter(|ruling| ruling.outcome == outcome).count();
    let given = rulings.len() + unread.len();
    let noun = if given == 1 { "judgement" } else { "judgements" };
    let mut told = format!("{given} {noun} given: {} obeyed", of(Outcome::Applied));
    for (count, words) in [
        (of(Outcome::Overruled), "overruled"),
        (of(Outcome::NotApplied), "not obeyed"),
        (unread.len(), "not read"),
    ] {
        if count > 0 {
            told.push_str(&format!(", {count} {words}"));
        }
    }
    page.line(Line::of(Ink::Strong, &told))?;
    let columns = page.columns;
    for problem in unread {
        page.lines(labelled("not read", Ink::Loss, &problem.to_string(), columns))?;
    }
    for ruling in rulings.iter().filter(|ruling| ruling.outcome != Outcome::Applied) {
        let (word, ink) = match ruling.outcome {
            Outcome::Overruled => ("overruled", Ink::Judge),
            _ => ("not obeyed", Ink::Loss),
        };
        let reason = ruling.reason.as_deref().unwrap_or("no reason is recorded");
        let told = format!("{}: {}; {reason}", ruling.id, ruling.text);
        page.lines(labelled(word, ink, &told, columns))?;
    }
    page.blank()
}

/// The judgements that a claim rests on: on its occurrences, and on the sources of their chains.
pub(in crate::tell) fn about(findings: Findings<'_>, claim: &Claim) -> Vec<RulingIx> {
    let nodes = claim
        .occurrences
        .iter()
        .flat_map(|occurrence| occurrence.via.iter().filter_map(|hop| hop.to).chain(occurrence.origin));
    let mut rulings: BTreeSet<RulingIx> =
        nodes.flat_map(|node| findings.trace.sources[node].judged.iter().copied()).collect();
    rulings.extend(&claim.judged);
    let applied = |index: &RulingIx| findings.trace.judgements[*index].outcome == Outcome::Applied;
    rulings.into_iter().filter(applied).collect()
}

/// The judgements of `rulings` under their heading; nothing where there are none.
pub(super) fn lines(findings: Findings<'_>, rulings: &[RulingIx], columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for ruling in rulings.iter().map(|index| &findings.trace.judgements[*index]) {
        if lines.is_empty() {
            lines.push(Line::of(Ink::Judge, "  The analyst decided"));
        }
        lines.extend(signed(ruling, columns));
    }
    lines
}

/// What was decided, why, by whom and when; the signature at the right where it fits.
fn signed(ruling: &Ruling, columns: usize) -> Vec<Line> {
    let signature = signature(ruling);
    let room = columns.saturating_sub(LEAD.len()).max(20);
    let mut told = wrap(&ruling.text, room);
    if let Some(note) = &ruling.note {
        told.extend(wrap(&format!("\"{note}\""), room));
    }
    let mut lines: Vec<Line> = told.iter().map(|words| Line::plain(LEAD).add(Ink::Judge, words)).collect();
    match lines.pop() {
        Some(last) if last.width() + 2 + width(&signature) <= columns => {
            lines.push(last.right(columns, Ink::Soft, &signature));
        }
        last => {
            lines.extend(last);
            lines.push(Line::default().right(columns, Ink::Soft, &signature));
        }
    }
    lines
}

/// "j4, I. Marr, 22 Sep 2031 21:40".
pub(super) fn signature(ruling: &Ruling) -> String {
    format!("{}, {}, {}", ruling.id, ruling.who, moment(ruling))
}

/// "22 Sep 2031 21:40", in UTC.
pub(in crate::tell) fn moment(ruling: &Ruling) -> String {
    ruling.when.to_zoned(TimeZone::UTC).datetime().strftime("%-d %b %Y %H:%M").to_string()
}

fn labelled(word: &str, ink: Ink, text: &str, columns: usize) -> Vec<Line> {
    const COLUMN: usize = 14;
    hanging(Line::plain("  ").add(ink, word), COLUMN, Ink::Plain, text, columns)
}
