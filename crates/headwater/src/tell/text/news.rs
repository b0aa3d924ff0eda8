//! What is new in a story, for people.

use super::names::article_name;
use super::page::{Ink, Line, Page};
use super::reasons::interval;
use super::visible::{short, wrap};
use crate::story::versions::{Edit, Notice, Piece};
use crate::tell::Findings;
use headwater_trace::news::{Change, News};
use headwater_trace::{Claim, DisagreementKind, NoticeKind, OfficialStatus};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// New claims of one article alone that are told; the rest is counted.
const SINGLE: usize = 12;
/// Words kept on either side of a change.
const AROUND: usize = 6;
/// Columns of a note of correction.
const NOTE: usize = 300;
/// Changes told of one edit; the rest is counted.
const CHANGES: usize = 8;

/// Writes what is new. `since` says since when, in words.
///
/// # Errors
///
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    findings: Findings<'_>,
    news: &News,
    edits: &[Edit],
    since: &str,
    columns: usize,
    colour: bool,
) -> io::Result<()> {
    let mut page = Page::new(out, columns, colour);
    page.line(Line::of(Ink::Strong, &format!("new since {since}: {}", summary(news, edits))))?;
    let teller = Teller { findings, columns };
    teller.corrections(&mut page, news)?;
    teller.changes(&mut page, news)?;
    teller.claims(&mut page, news)?;
    teller.edits(&mut page, news, edits)
}

fn summary(news: &News, edits: &[Edit]) -> String {
    if news.is_nothing() && edits.is_empty() {
        return "nothing".to_owned();
    }
    let count = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let parts = [
        count(news.articles.len(), "article", "articles"),
        count(edits.len(), "edit", "edits"),
        count(news.corrections.len(), "correction", "corrections"),
        count(news.claims.len(), "new claim", "new claims"),
        count(news.changes.len(), "changed claim", "changed claims"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

struct Teller<'f> {
    findings: Findings<'f>,
    columns: usize,
}

impl Teller<'_> {
    /// Notes by which articles correct themselves, with the claims that they speak of.
    fn corrections(&self, page: &mut Page<'_>, news: &News) -> io::Result<()> {
        for corrected in &news.corrections {
            let notice = &self.findings.trace.notices[corrected.notice];
            let document = &self.findings.documents[notice.place.doc];
            let what = match notice.kind {
                NoticeKind::Corrected => "corrects itself",
                NoticeKind::Withdrawn => "was withdrawn",
            };
            let name = document.outlet.as_ref().unwrap_or(&document.id);
            let told = format!("  / {name} {what} ({})", document.id);
            page.line(Line::of(Ink::Loss, &short(&told, self.columns)))?;
            let words = short(notice.place.span.of(&document.text), NOTE);
            for line in wrap(&format!("\"{words}\""), self.columns.saturating_sub(6)) {
                page.line(Line::plain("      ").add(Ink::Plain, &line))?;
            }
            for &(claim, at) in &corrected.claims {
                let claim = &self.findings.trace.claims[claim];
                self.head(page, claim)?;
                let mut names: Vec<String> = Vec::new();
                for index in &claim.corrections[at].dependents {
                    let name = article_name(self.findings, claim, claim.occurrences[*index].doc);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                if !names.is_empty() {
                    let told = format!("resting on it: {}", names.join(", "));
                    for line in wrap(&told, self.columns.saturating_sub(8)) {
                        page.line(Line::plain("      ").add(Ink::Loss, &line))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Claims that were known, those first that were denied or changed.
    fn changes(&self, page: &mut Page<'_>, news: &News) -> io::Result<()> {
        let weight = |change: &&Change| {
            let quiet =
                change.denials.is_empty() && change.disagreements.is_empty() && change.official.is_none();
            (quiet, change.origins.is_empty(), change.claim)
        };
        let mut changes: Vec<&Change> = news.changes.iter().collect();
        changes.sort_by_key(weight);
        for change in changes {
            let claim = &self.findings.trace.claims[change.claim];
            self.head(page, claim)?;
            for (ink, line) in self.lines(claim, change) {
                for (row, words) in wrap(&line, self.columns.saturating_sub(8)).iter().enumerate() {
                    let lead = if row == 0 { "      " } else { "        " };
                    page.line(Line::plain(lead).add(ink, words))?;
                }
            }
        }
        Ok(())
    }

    fn lines(&self, claim: &Claim, change: &Change) -> Vec<(Ink, String)> {
        let article = |doc: usize| article_name(self.findings, claim, doc);
        let mut lines = Vec::new();
        for &index in &change.denials {
            let found = &claim.occurrences[index];
            let by = found.origin.map_or_else(|| article(found.doc), |origin| self.source(origin));
            lines.push((Ink::Loss, format!("≠ denied by {by}, in {}", article(found.doc))));
        }
        let disagreements = change.disagreements.iter().map(|index| &claim.disagreements[*index]);
        // Who denies it stands above.
        for found in disagreements.filter(|found| found.kind != DisagreementKind::Polarity) {
            lines.push((Ink::Loss, format!("≠ {}", found.reason)));
        }
        if let Some(then) = change.official {
            let (then, now) = (official(then), official(claim.official.status));
            lines.push((Ink::Strong, format!("official: was {then}, is {now}")));
        }
        for &origin in &change.origins {
            lines.push((Ink::Plain, format!("new origin: {}", self.source(origin))));
        }
        if let Some((certain, possible)) = change.bounds {
            let certain = if certain == 0 { "none".to_owned() } else { certain.to_string() };
            lines.push((Ink::Infer, format!("was {certain} certain, at most {possible}")));
        }
        if !change.articles.is_empty() {
            let names: Vec<String> = change.articles.iter().map(|doc| article(*doc)).collect();
            lines.push((Ink::Soft, format!("now also in {}", names.join(", "))));
        }
        lines
    }

    fn claims(&self, page: &mut Page<'_>, news: &News) -> io::Result<()> {
        let claims = news.claims.iter().map(|index| &self.findings.trace.claims[*index]);
        let (shared, single): (Vec<&Claim>, Vec<&Claim>) =
            claims.partition(|claim| super::claim::articles(claim) > 1);
        for (title, claims, most) in [
            ("New claims of several articles", shared, usize::MAX),
            ("New claims of one article alone", single, SINGLE),
        ] {
            if claims.is_empty() {
                continue;
            }
            page.blank()?;
            page.line(Line::of(Ink::Strong, title))?;
            for claim in claims.iter().take(most) {
                self.head(page, claim)?;
            }
            if claims.len() > most {
                page.line(Line::of(
                    Ink::Soft,
                    &format!("      {} more: headwater trace", claims.len() - most),
                ))?;
            }
        }
        Ok(())
    }

    fn edits(&self, page: &mut Page<'_>, news: &News, edits: &[Edit]) -> io::Result<()> {
        let notices = news.corrections.iter().map(|found| &self.findings.trace.notices[found.notice]);
        let told: BTreeSet<&str> =
            notices.map(|notice| self.findings.documents[notice.place.doc].id.as_str()).collect();
        for edit in edits {
            page.blank()?;
            let how = match &edit.notice {
                Notice::Correction(_) => "corrected",
                Notice::Time => "edited",
                Notice::Silent => "edited without saying so",
            };
            let head = format!("{}, version {}: {how}", edit.name, edit.version);
            page.line(Line::of(Ink::Strong, &head))?;
            // A note that stands above is not told twice.
            if let Notice::Correction(words) = &edit.notice
                && !told.contains(edit.name.as_str())
            {
                for line in wrap(&format!("\"{words}\""), self.columns.saturating_sub(6)) {
                    page.line(Line::plain("      ").add(Ink::Plain, &line))?;
                }
            }
            let changes = excerpts(edit);
            for words in changes.iter().take(CHANGES) {
                for line in wrap(words, self.columns.saturating_sub(6)) {
                    page.line(Line::plain("      ").add(Ink::Loss, &line))?;
                }
            }
            if changes.len() > CHANGES {
                page.line(Line::of(Ink::Soft, &format!("      {} more changes", changes.len() - CHANGES)))?;
            }
        }
        Ok(())
    }

    fn head(&self, page: &mut Page<'_>, claim: &Claim) -> io::Result<()> {
        let id = format!("  {:<5} ", claim.id);
        let room = self.columns.saturating_sub(id.len() + interval(claim).len() + 2).max(20);
        let line = Line::of(Ink::Soft, &id).add(Ink::Plain, &short(&claim.canonical, room));
        page.line(line.right(self.columns, Ink::Soft, &interval(claim)))
    }

    fn source(&self, source: usize) -> String {
        let about = &self.findings.trace.sources[source];
        match about.spoke_to {
            Some(outlet) => {
                format!("{}, unnamed, to {}", about.name, self.findings.trace.sources[outlet].name)
            }
            None => about.name.clone(),
        }
    }
}

fn official(status: OfficialStatus) -> &'static str {
    match status {
        OfficialStatus::Confirmed => "confirmed",
        OfficialStatus::Denied => "denied",
        OfficialStatus::None => "silent",
    }
}

/// Each change of an edit with a few words around it: "gate [-two-] [+three+] had jammed".
fn excerpts(edit: &Edit) -> Vec<String> {
    let mut told = Vec::new();
    let mut open: Option<String> = None;
    let mut before = String::new();
    for piece in &edit.pieces {
        match piece {
            Piece::Kept(words) => {
                let words: Vec<&str> = words.split_whitespace().collect();
                if let Some(mut change) = open.take() {
                    if words.len() <= AROUND {
                        change.push_str(&format!(" {}", words.join(" ")));
                        open = Some(change);
                        continue;
                    }
                    told.push(format!("{change} {} …", words[..AROUND.min(words.len())].join(" ")));
                }
                before = words[words.len().saturating_sub(AROUND)..].join(" ");
            }
            Piece::Gone(words) | Piece::New(words) => {
                let (start, end) = if matches!(piece, Piece::Gone(_)) { ("[-", "-]") } else { ("[+", "+]") };
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                // Only white space changed.
                if words.is_empty() {
                    continue;
                }
                let change = open.get_or_insert_with(|| {
                    if before.is_empty() { String::new() } else { format!("… {before}") }
                });
                if !change.is_empty() {
                    change.push(' ');
                }
                change.push_str(&format!("{start}{words}{end}"));
            }
        }
    }
    told.extend(open);
    told
}
