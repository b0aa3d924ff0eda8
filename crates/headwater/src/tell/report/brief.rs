//! The report as a brief in Markdown: the same order, with numbered references to exact words.

use super::Options;
use super::view::{
    Cell, Claim, Item, Matrix, OfficialRow, Path, Place, Report, Statement, Status, Timeline, Voice, several,
};
use crate::tell::Findings;
use headwater_text::Document;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Claims told in full in each section; of the rest the head.
const FULL: usize = 12;
/// Rows of a list.
const ROWS: usize = 40;
/// References behind one sentence.
const REFS: usize = 6;

/// Writes the brief.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, findings: Findings<'_>, options: &Options<'_>) -> io::Result<()> {
    let report = Report::of(findings, options);
    let mut brief = Brief {
        report: &report,
        documents: findings.documents,
        text: String::new(),
        notes: Notes::default(),
    };
    brief.all();
    out.write_all(brief.text.as_bytes())
}

/// References in the order in which they are first made.
#[derive(Default)]
struct Notes {
    numbers: BTreeMap<Place, usize>,
    order: Vec<Place>,
}

impl Notes {
    fn number(&mut self, place: &Place) -> usize {
        *self.numbers.entry(place.clone()).or_insert_with(|| {
            self.order.push(place.clone());
            self.order.len()
        })
    }
}

struct Brief<'r> {
    report: &'r Report,
    documents: &'r [Document],
    text: String,
    notes: Notes,
}

impl Brief<'_> {
    fn all(&mut self) {
        let report = self.report;
        self.line(&format!("# {}", plain(&report.title)));
        self.paragraph(&plain(&report.standfirst));
        self.reading();
        self.claims("Repeated by many, from one origin", &report.repeated);
        self.claims("Told by several, from more than one origin", &report.supported);
        self.disagreements();
        self.officials();
        self.news();
        self.timeline(&report.timeline);
        self.sources();
        self.method();
        self.references();
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn paragraph(&mut self, text: &str) {
        let gap = if self.text.ends_with("\n\n") { "" } else { "\n" };
        let _ = writeln!(self.text, "{gap}{text}");
    }

    fn heading(&mut self, text: &str) {
        let _ = write!(self.text, "\n## {text}\n\n");
    }

    /// The numbers of places, each in square brackets.
    fn refs(&mut self, places: &[Place]) -> String {
        let mut numbers: Vec<usize> = Vec::new();
        let mut left = 0;
        for (at, place) in places.iter().enumerate() {
            // Two statements of the same words need one reference.
            if places[..at].contains(place) {
                continue;
            }
            if numbers.len() < REFS { numbers.push(self.notes.number(place)) } else { left += 1 }
        }
        let mut told: String = numbers.iter().map(|number| format!(" [{number}]")).collect();
        if left > 0 {
            let _ = write!(told, " and {left} more");
        }
        told
    }

    fn reading(&mut self) {
        let reading = &self.report.reading;
        self.heading("What was read, and what could not be");
        self.line(&format!(
            "{} of {} read. {}",
            reading.read,
            reading.given,
            plain(&reading.lines.join(" "))
        ));
        for (name, list) in [("Not read, or only in part", &reading.unread), ("Notes", &reading.notes)] {
            if !list.is_empty() {
                self.paragraph(&format!("{name}:\n"));
            }
            for problem in list {
                self.line(&format!("- {}: {}: {}", plain(&problem.what), problem.state, plain(&problem.why)));
            }
        }
        if !reading.unobeyed.is_empty() {
            self.paragraph("Judgements that were not obeyed:\n");
        }
        for statement in &reading.unobeyed {
            self.statement(statement);
        }
        if !reading.cited.is_empty() {
            self.paragraph("Cited, but not in this pile:\n");
        }
        for cited in &reading.cited {
            let places: Vec<Place> = cited.by.iter().map(|(_, place)| place.clone()).collect();
            let names: Vec<String> = cited.by.iter().take(REFS).map(|(name, _)| plain(name)).collect();
            let refs = self.refs(&places);
            self.line(&format!("- {}, by {}{refs}", plain(&cited.name), names.join(", ")));
        }
    }

    fn claims(&mut self, title: &str, claims: &[Claim]) {
        if claims.is_empty() {
            return;
        }
        self.heading(title);
        let (full, rest) = claims.split_at(claims.len().min(FULL));
        for claim in full {
            self.claim(claim);
        }
        if !rest.is_empty() {
            self.paragraph(&format!("{}:\n", several(rest.len(), "more claim")));
        }
        for claim in rest.iter().take(ROWS) {
            let places: Vec<Place> = claim.first.iter().map(|found| found.place.clone()).collect();
            let refs = self.refs(&places);
            self.line(&format!(
                "- {}. {}; {}{refs}",
                plain(&claim.canonical),
                claim.count.articles,
                claim.count.interval
            ));
        }
        if rest.len() > ROWS {
            self.line(&format!("- and {} more", rest.len() - ROWS));
        }
    }

    fn claim(&mut self, claim: &Claim) {
        let official = match (claim.official, &claim.official_by) {
            (Status::Silent, _) => "officials are silent".to_owned(),
            (status, Some(by)) => format!("{} by {}", status.word().to_lowercase(), plain(by)),
            (status, None) => status.word().to_lowercase(),
        };
        self.paragraph(&format!("### {}\n", plain(&claim.canonical)));
        self.line(&format!("**{}** ({}); {official}.\n", claim.count.articles, claim.count.interval));
        for found in &claim.first {
            let words: String = found.runs.iter().map(|run| run.text.as_str()).collect();
            let refs = self.refs(std::slice::from_ref(&found.place));
            let certainty =
                if found.certainty == "asserted" { String::new() } else { format!(", {}", found.certainty) };
            self.line(&format!(
                "> {} ({}, {}{certainty}){refs}\n>",
                plain(words.trim()),
                plain(&found.outlet),
                found.date
            ));
            self.line(&format!("> {}\n", way(&found.path)));
        }
        if !claim.rest.is_empty() {
            let places: Vec<Place> = claim.rest.iter().map(|found| found.place.clone()).collect();
            let refs = self.refs(&places);
            self.line(&format!("Also said:{refs}\n"));
        }
        for statement in &claim.reasons {
            self.statement(statement);
        }
        if !claim.chain.caption.is_empty() {
            self.line(&format!("- {}", plain(&claim.chain.caption)));
        }
    }

    fn statement(&mut self, statement: &Statement) {
        let lead = statement.lead.as_ref().map_or(String::new(), |lead| format!("**{lead}** "));
        let voice = match &statement.voice {
            Voice::AnalystDecided { .. } => "*The analyst decided:* ",
            Voice::TextSays => "*The text says:* ",
            Voice::HeadwaterInfers => "",
        };
        let refs = self.refs(&statement.places);
        self.line(&format!("- {voice}{lead}{}{refs}", plain(&statement.text)));
    }

    fn disagreements(&mut self) {
        let report = self.report;
        self.heading("Where accounts disagree");
        if report.matrices.is_empty() {
            self.line("No two articles were found to give values that cannot both hold.");
        }
        for matrix in &report.matrices {
            for (name, rows) in
                [("origins differ", &matrix.differ), ("one origin, changed on the way", &matrix.changed)]
            {
                for row in rows {
                    self.line(&format!("- {} ({name}):", plain(&row.canonical)));
                    for (cell, at) in row.cells.iter().zip(0..) {
                        if let Some(cell) = cell {
                            self.cell(matrix, at, cell);
                        }
                    }
                }
            }
        }
    }

    fn cell(&mut self, matrix: &Matrix, at: usize, cell: &Cell) {
        let name = plain(&matrix.columns[at].name);
        for (value, changed) in cell
            .values
            .iter()
            .map(|value| (value, ""))
            .chain(cell.changed.iter().map(|value| (value, "became ")))
        {
            let refs = self.refs(std::slice::from_ref(&value.place));
            let denied = if value.denied { ", denied" } else { "" };
            let times = if value.articles > 1 { format!(" ×{}", value.articles) } else { String::new() };
            self.line(&format!(
                "  - {name}: {changed}“{}”{times} ({}{denied}){refs}",
                plain(&value.text),
                plain(&value.by)
            ));
        }
    }

    fn officials(&mut self) {
        let officials = &self.report.officials;
        self.heading("What officials have said");
        if officials.spoken.is_empty() {
            self.line("No official is found to speak to any of the claims.");
        }
        for row in officials.spoken.iter().take(ROWS) {
            self.official(row);
        }
        if officials.spoken.len() > ROWS {
            self.line(&format!("- and {} more", officials.spoken.len() - ROWS));
        }
        let silent = officials.silent.len() + officials.single.len();
        if silent > 0 {
            self.paragraph(&format!("Officials are silent on {}.", several(silent, "claim")));
        }
    }

    fn official(&mut self, row: &OfficialRow) {
        let (words, refs) = match &row.words {
            Some((words, place)) => (format!(": “{}”", plain(words)), self.refs(std::slice::from_ref(place))),
            None => (String::new(), String::new()),
        };
        let by = row.by.as_deref().map_or(String::new(), |by| format!(" ({})", plain(by)));
        self.line(&format!("- **{}** {}{words}{by}{refs}", row.status.word(), plain(&row.canonical)));
    }

    fn news(&mut self) {
        let Some(news) = &self.report.news else { return };
        self.heading(&format!("New since {}", news.since));
        self.line(&format!("{}\n", news.articles));
        for note in &news.notes {
            let refs = self.refs(std::slice::from_ref(&note.by.1));
            self.line(&format!("- **{}** {}: “{}”{refs}", note.kind, plain(&note.by.0), plain(&note.words)));
            for (_, canonical, resting) in &note.claims {
                self.line(&format!("  - speaks of: {}. {}", plain(canonical), plain(resting)));
            }
        }
        for item in &news.items {
            self.item(item);
        }
        if news.more > 0 {
            self.line(&format!("- {} only repeated", several(news.more, "more claim")));
        }
    }

    fn item(&mut self, item: &Item) {
        let places: Vec<Place> = item.places.iter().map(|(_, place)| place.clone()).collect();
        let refs = self.refs(&places);
        let words = item.words.as_ref().map_or(String::new(), |words| format!(": “{}”", plain(words)));
        self.line(&format!(
            "- **{}** {}{words}. {}{refs}",
            item.kind,
            plain(&item.canonical),
            plain(&item.told)
        ));
    }

    fn timeline(&mut self, timeline: &Timeline) {
        self.heading("When it happened, when it was reported");
        let mut entries: Vec<(i64, String, Option<Place>)> = Vec::new();
        for event in &timeline.events {
            let disputed = if event.disputed { ", disputed" } else { "" };
            let told = format!(
                "- {}{disputed}: {} (“{}”, {})",
                event.told,
                plain(&event.name),
                plain(&event.words),
                plain(&event.by)
            );
            entries.push((event.from, told, Some(event.place.clone())));
        }
        for report in &timeline.reports {
            entries.push((
                report.from,
                format!("- {}: reported by {}", report.told, plain(&report.name)),
                None,
            ));
        }
        entries.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let left = entries.len().saturating_sub(4 * ROWS);
        for (_, told, place) in entries.into_iter().take(4 * ROWS) {
            let refs = place.map_or(String::new(), |place| self.refs(std::slice::from_ref(&place)));
            self.line(&format!("{told}{refs}"));
        }
        if left > 0 {
            self.line(&format!("- and {left} more"));
        }
        if timeline.undated > 0 {
            self.line(&format!("- without a date: {}", several(timeline.undated, "article")));
        }
    }

    fn sources(&mut self) {
        let ledger = &self.report.ledger;
        self.heading("Who speaks: named, by role, unnamed");
        self.line("| outlet | articles | statements from named origins | from unnamed ones | own voice, or not recorded |");
        self.line("|---|---|---|---|---|");
        for row in &ledger.outlets {
            self.line(&format!(
                "| {} | {} | {} | {} | {} |",
                plain(&row.outlet),
                row.articles,
                row.named.len(),
                row.unnamed.len(),
                row.unrecorded.len()
            ));
        }
        if !ledger.unnamed.is_empty() {
            self.paragraph("Unnamed:\n");
        }
        for row in ledger.unnamed.iter().take(ROWS) {
            let to =
                row.spoke_to.as_deref().map_or(String::new(), |outlet| format!(", to {}", plain(outlet)));
            let refs =
                row.place.as_ref().map_or(String::new(), |place| self.refs(std::slice::from_ref(place)));
            let claims = several(row.rests.len() + row.more, "claim");
            self.line(&format!(
                "- “{}”{to}: {claims} in {}{refs}",
                plain(&row.name),
                several(row.articles, "article")
            ));
        }
    }

    fn method(&mut self) {
        let method = &self.report.method;
        self.heading("Method, and how often it is wrong");
        self.line(&format!(
            "Measured with {}. Development figures: expect more errors on other texts.\n",
            method.measured
        ));
        self.line("| step | measured on | what is missed | what is shown wrongly |");
        self.line("|---|---|---|---|");
        for rate in &method.rates {
            self.line(&format!("| {} | {} | {} | {} |", rate.step, rate.on, rate.missed, rate.wrong));
        }
        self.line("");
        for (item, value) in &method.facts {
            self.line(&format!("- {item}: {}", plain(value)));
        }
    }

    fn references(&mut self) {
        if self.notes.order.is_empty() {
            return;
        }
        self.heading("The words");
        let order = std::mem::take(&mut self.notes.order);
        for (at, place) in order.iter().enumerate() {
            let document = &self.documents[place.doc];
            let words: String =
                document.text.chars().skip(place.start).take(place.end - place.start).collect();
            let words = super::view::shown(&words);
            let name =
                document.outlet.as_ref().map_or(String::new(), |outlet| format!("{}, ", plain(outlet)));
            self.line(&format!(
                "{}. “{}” {name}{}, characters {}-{}",
                at + 1,
                plain(&words),
                plain(&document.path),
                place.start,
                place.end
            ));
        }
    }
}

/// "From the State Dam Inspectorate, through Dnevka" as arrows: what the text says, then what Headwater infers.
fn way(path: &Path) -> String {
    let stops = |stops: &[super::view::Stop]| {
        stops.iter().map(|stop| plain(&stop.name)).collect::<Vec<_>>().join(" ← ")
    };
    let mut parts = Vec::new();
    for (name, list) in [
        ("The text says", &path.stated),
        ("The analyst decided", &path.decided),
        ("Headwater infers", &path.inferred),
    ] {
        if !list.is_empty() {
            parts.push(format!("*{name}:* ← {}", stops(list)));
        }
    }
    parts.join("; ")
}

/// Words of strangers in Markdown: nothing in them is markup, in one line.
fn plain(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for c in super::view::shown(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$') {
            told.push('\\');
        }
        told.push(c);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_of_strangers_are_no_markup() {
        let check = |given: &str, expected: &str| assert_eq!(plain(given), expected);
        check("a <b>*bold*</b>", "a \\<b\\>\\*bold\\*\\</b\\>");
        check("[x](javascript:1)", "\\[x\\](javascript:1)");
        check("line\n# head", "line \\# head");
        check("\u{202E}evil", "\\<U+202E\\>evil");
    }
}
