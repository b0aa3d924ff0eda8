//! The whole argument for one claim: every step with who says so and the words that show it.

use super::claim::head;
use super::judged;
use super::names::article_name;
use super::occurrence;
use super::page::{Ink, Line, Page, hanging};
use super::reasons::interval;
use super::tree;
use super::visible::short;
use super::when::When;
use crate::tell::Findings;
use headwater_text::CodePoints;
use headwater_trace::{Claim, Evidence, Hop, HopKind, NoticeKind, Occurrence, OfficialStatus, Reason, Voice};
use std::io::{self, Write};

/// Columns of words as printed.
const WORDS: usize = 72;
/// Places shown for one reason; the rest is counted.
const PLACES: usize = 4;

/// Writes the argument for `claim`.
///
/// # Errors
///
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    findings: Findings<'_>,
    claim: &Claim,
    columns: usize,
    colour: bool,
) -> io::Result<()> {
    let mut page = Page::new(out, columns, colour);
    let when = When::of(findings.documents);
    let advocate = Advocate { findings, claim, columns };
    head(&mut page, findings, claim, when)?;

    let count = claim.occurrences.len();
    let title = match count {
        1 => "Where it stands, and through whom it came there".to_owned(),
        _ => {
            format!("Where it stands ({count} times), why that is one claim, and through whom it came there")
        }
    };
    heading(&mut page, 1, &title)?;
    for (index, found) in claim.occurrences.iter().enumerate() {
        page.line(Line::of(Ink::Strong, &format!("{}.{}", claim.id, index + 1)))?;
        page.lines(occurrence::lines(findings, found, when, columns))?;
        page.lines(advocate.matched(found))?;
        page.lines(advocate.chain(found))?;
        page.blank()?;
    }
    heading(&mut page, 2, "The same as one picture")?;
    page.lines(tree::draw(findings, claim, when, columns, true))?;
    page.blank()?;
    heading(&mut page, 3, &format!("How many independent origins: {}", interval(claim)))?;
    for reason in &claim.independence.reasons {
        page.lines(advocate.reason(reason))?;
    }
    page.blank()?;
    heading(&mut page, 4, "What cannot both hold, what was lost, what officials said")?;
    page.lines(advocate.comparisons())?;
    page.blank()?;
    let rulings = judged::about(findings, claim);
    if !rulings.is_empty() {
        heading(&mut page, 5, "What the analyst decided")?;
        page.lines(judged::lines(findings, &rulings, columns))?;
        page.blank()?;
    }
    page.line(Line::of(
        Ink::Soft,
        "characters are counted from 0; every span can be looked up in the article it names",
    ))
}

fn heading(page: &mut Page<'_>, number: usize, title: &str) -> io::Result<()> {
    page.rule()?;
    page.line(Line::of(Ink::Strong, &format!("{number}  {title}")))?;
    page.blank()
}

/// Who says so, in words and colour.
fn voice(voice: Voice) -> (&'static str, Ink) {
    match voice {
        Voice::Text => ("the text says", Ink::Plain),
        Voice::Inferred => ("Headwater infers", Ink::Infer),
        Voice::Analyst => ("the analyst decided", Ink::Judge),
    }
}

struct Advocate<'f> {
    findings: Findings<'f>,
    claim: &'f Claim,
    columns: usize,
}

impl Advocate<'_> {
    /// Why it is the same claim as another.
    fn matched(&self, occurrence: &Occurrence) -> Vec<Line> {
        let Some(found) = &occurrence.matched else { return Vec::new() };
        let id = format!("{}.{}", self.claim.id, found.with + 1);
        let (voice, ink) = voice(found.voice);
        match found.voice {
            Voice::Analyst => self.note("same claim", ink, &format!("as {id} ({voice})")),
            _ => self.note("same claim", ink, &format!("as {id}: {} ({voice})", found.reason)),
        }
    }

    /// The steps from the article outward, and where they end.
    fn chain(&self, occurrence: &Occurrence) -> Vec<Line> {
        let mut lines = Vec::new();
        for (step, hop) in occurrence.via.iter().enumerate() {
            lines.extend(self.hop(step + 1, hop));
        }
        let end = match occurrence.origin {
            Some(origin) => format!("at {}", self.source(origin)),
            None => "here: whom it has this from is not recorded".to_owned(),
        };
        lines.extend(self.note("chain ends", Ink::Plain, &end));
        lines
    }

    fn hop(&self, step: usize, hop: &Hop) -> Vec<Line> {
        let to = hop.to.map_or("nobody".to_owned(), |to| self.source(to));
        let what = match hop.kind {
            HopKind::Attributed => format!("attributed to {to}"),
            HopKind::Relayed => format!("relayed from {to}"),
            HopKind::Copied => format!("copied from {to}"),
            HopKind::Syndicated => format!("syndicated from {to}"),
            HopKind::Linked => format!("linked to {to}"),
            HopKind::OwnVoice => "in the article's own voice".to_owned(),
        };
        let decided = hop.voice == Voice::Analyst;
        let (voice, ink) = voice(hop.voice);
        let credited = hop.credited || decided || hop.kind == HopKind::OwnVoice;
        let credit = if credited { "" } else { ", uncredited" };
        let mut lines =
            self.note(&format!("step {step}"), ink, &format!("{what}{credit} ({voice}): {}", hop.reason));
        lines.extend(hop.evidence.into_iter().flat_map(|found| self.place(found)));
        lines
    }

    fn reason(&self, reason: &Reason) -> Vec<Line> {
        let adds = match (reason.certain, reason.possible) {
            (0, 0) => "adds nothing".to_owned(),
            (0, possible) => format!("at most +{possible}"),
            (certain, possible) => format!("+{certain}, at most +{possible}"),
        };
        let mut lines = self.note(&adds, Ink::Infer, &reason.text);
        lines.extend(reason.evidence.iter().take(PLACES).flat_map(|found| self.place(*found)));
        if reason.evidence.len() > PLACES {
            let left = reason.evidence.len() - PLACES;
            let left = format!("and {left} more {}", if left == 1 { "place" } else { "places" });
            lines.extend(self.note("", Ink::Soft, &left));
        }
        lines
    }

    fn comparisons(&self) -> Vec<Line> {
        let id = |index: usize| format!("{}.{}", self.claim.id, index + 1);
        let mut lines = Vec::new();
        for found in &self.claim.disagreements {
            lines.extend(self.note(
                "disagree",
                Ink::Loss,
                &format!("{} and {}: {}", id(found.a), id(found.b), found.reason),
            ));
        }
        for found in &self.claim.drifts {
            lines.extend(self.note(
                "lost",
                Ink::Loss,
                &format!("from {} to {}: {}", id(found.from), id(found.to), found.reason),
            ));
        }
        for found in &self.claim.corrections {
            let notice = &self.findings.trace.notices[found.notice];
            let of = found.occurrences.iter().map(|index| id(*index)).collect::<Vec<_>>().join(", ");
            let resting = match &found.dependents[..] {
                [] => "nothing else here rests on it".to_owned(),
                some => {
                    let ids = some.iter().map(|index| id(*index)).collect::<Vec<_>>().join(", ");
                    format!("resting on it: {ids}")
                }
            };
            let told = match notice.kind {
                NoticeKind::Corrected => format!("{of}: the article corrects itself; {resting}"),
                NoticeKind::Withdrawn => format!("{of}: the article was withdrawn; {resting}"),
            };
            lines.extend(self.note("correction", Ink::Loss, &told));
            lines.extend(self.place(notice.place));
        }
        let official = &self.claim.official;
        let told = match (official.status, official.occurrence) {
            (OfficialStatus::None, _) => "nobody official speaks to it in these articles".to_owned(),
            (_, Some(index)) => format!("{}: {}", id(index), official.reason),
            (_, None) => official.reason.clone(),
        };
        lines.extend(self.note("official", Ink::Plain, &told));
        lines
    }

    /// Words with where they stand.
    fn place(&self, found: Evidence) -> Vec<Line> {
        let document = &self.findings.documents[found.doc];
        let (start, end) = CodePoints::of(&document.text).range(found.span);
        let words = short(found.span.of(&document.text), WORDS);
        let name = article_name(self.findings, self.claim, found.doc);
        self.note("", Ink::Soft, &format!("\"{words}\" {name}, characters {start}-{end}"))
    }

    fn source(&self, source: usize) -> String {
        let about = &self.findings.trace.sources[source];
        format!("{} [{}]", about.name, about.id)
    }

    /// A labelled paragraph.
    fn note(&self, label: &str, ink: Ink, text: &str) -> Vec<Line> {
        const COLUMN: usize = 20;
        let lead = if label.is_empty() { String::new() } else { format!("  = {label}") };
        let lead = Line::of(Ink::Soft, &lead);
        let column = COLUMN.max(lead.width() + 2);
        hanging(lead, column, ink, text, self.columns)
    }
}
