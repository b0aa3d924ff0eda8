//! What was given, what was read, and what could not be: always first, never folded.

use super::page::{Ink, Line, Page};
use super::visible::{short, width, wrap};
use super::when::When;
use crate::tell::Findings;
use headwater_text::{Problem, ProblemKind, Severity};
use std::io;

/// Notes told one by one; nothing was lost where they speak of.
const NOTES: usize = 6;
/// Columns of a path before its problem, where the line is wide.
const PATH: usize = 34;

/// Tells it.
pub(super) fn tell(page: &mut Page<'_>, findings: Findings<'_>, when: When, all: bool) -> io::Result<()> {
    let of = |pick: fn(&Problem) -> bool| {
        findings.all_problems().filter(move |problem| pick(problem)).collect::<Vec<_>>()
    };
    let lost = of(|problem| problem.severity == Severity::Lost);
    let partial = of(|problem| problem.severity == Severity::Partial);
    let dropped = of(|problem| problem.severity == Severity::Note && problem.kind == ProblemKind::Duplicate);
    let notes = of(|problem| problem.severity == Severity::Note && problem.kind != ProblemKind::Duplicate);
    page.line(Line::of(Ink::Strong, &summary(findings, lost.len(), dropped.len())))?;
    if let Some(range) = when.range(findings.documents) {
        page.line(Line::plain(&format!("published {range}; times are UTC")))?;
    }
    if let Some(line) = unrecorded(findings) {
        page.lines(wrap(&line, page.columns).iter().map(|line| Line::plain(line)))?;
    }
    let columns = page.columns;
    for (word, ink, problems) in
        [("in part", Ink::Loss, &partial), ("not read", Ink::Loss, &lost), ("dropped", Ink::Plain, &dropped)]
    {
        for problem in problems {
            page.lines(problem_lines(word, ink, problem, columns))?;
        }
    }
    let told = if all { notes.len() } else { notes.len().min(NOTES) };
    for problem in &notes[..told] {
        page.lines(problem_lines("note", Ink::Soft, problem, columns))?;
    }
    if told < notes.len() {
        page.line(Line::of(Ink::Soft, &format!("  {} more notes: --all", notes.len() - told)))?;
    }
    page.blank()
}

fn summary(findings: Findings<'_>, lost: usize, dropped: usize) -> String {
    let documents = findings.documents;
    let in_part = documents
        .iter()
        .filter(|document| document.problems.iter().any(|problem| problem.severity == Severity::Partial))
        .count();
    let given = documents.len() + lost + dropped;
    let noun = if given == 1 { "document" } else { "documents" };
    let mut told = format!("{given} {noun} given: {} read", documents.len() - in_part);
    for (count, words) in [(in_part, "in part"), (lost, "not read"), (dropped, "dropped as duplicates")] {
        if count > 0 {
            told.push_str(&format!(", {count} {words}"));
        }
    }
    told
}

/// What articles do not record: told, because it is missing from all that follows.
fn unrecorded(findings: Findings<'_>) -> Option<String> {
    let documents = findings.documents;
    let count = |missing: fn(&headwater_text::Document) -> bool| {
        documents.iter().filter(|document| missing(document)).count()
    };
    let parts: Vec<String> = [
        ("outlet", count(|document| document.outlet.is_none())),
        ("date", count(|document| document.published().is_none())),
    ]
    .into_iter()
    .filter(|(_, missing)| *missing > 0)
    .map(|(what, missing)| match missing {
        _ if missing == documents.len() => format!("the {what} of any article"),
        1 => format!("the {what} of 1 article"),
        _ => format!("the {what} of {missing} articles"),
    })
    .collect();
    (!parts.is_empty()).then(|| format!("not recorded: {}", parts.join(", ")))
}

fn problem_lines(word: &str, ink: Ink, problem: &Problem, columns: usize) -> Vec<Line> {
    let place = short(&problem.place.to_string(), columns.saturating_sub(16));
    let head =
        Line::plain("  ").add(ink, &format!("{word:<8}")).add(Ink::Plain, "  ").add(Ink::Plain, &place);
    let path = PATH.min(columns / 3);
    let long = width(&place) > path;
    let column = if long { 12 } else { 14 + path };
    let room = columns.saturating_sub(column).max(20);
    let mut lines = Vec::new();
    let mut head = Some(head);
    if long {
        lines.extend(head.take());
    }
    for words in wrap(&problem.message, room) {
        lines.push(head.take().unwrap_or_default().to(column).add(Ink::Plain, &words));
    }
    lines
}
