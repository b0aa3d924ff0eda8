//! How the report was made and how often each step is wrong, by the one table of measured figures.

use super::desk::Desk;
use super::several;
use crate::tell::report::Options;
use headwater_text::Severity;
use std::collections::BTreeMap;

/// What the scorers said, as docs/measurements.md has it.
const MEASURED: &str = include_str!("../../../../../../docs/measured.txt");

/// How often a step is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// The step.
    pub step: &'static str,
    /// What it does.
    pub what: &'static str,
    /// Measured on what.
    pub on: &'static str,
    /// "about 28 in 100 missed".
    pub missed: String,
    /// "about 23 in 100 wrong".
    pub wrong: String,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// Rates by step.
    pub rates: Vec<Rate>,
    /// Version and date of what was measured.
    pub measured: String,
    /// What this very page was made by and from.
    pub facts: Vec<(&'static str, String)>,
}

/// A row: step, what it does, measured on, figure for what is found, figure for what is right of it.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const ARTICLES: &str = "84 real articles, marked by hand";
const PILES: &str = "23 simulated piles with known truth";
const ROWS: &[Row] = &[
    (
        "Attributions",
        "Source, cue and content, and which belong together",
        ARTICLES,
        "attribution ATTRIBUTION.R",
        "attribution ATTRIBUTION.P",
    ),
    (
        "Words of contents",
        "Which words are somebody's statement",
        ARTICLES,
        "attribution TOKEN_content.R",
        "attribution TOKEN_content.P",
    ),
    (
        "Names",
        "Names of people, bodies, places",
        "texts of many genres",
        "gum names.recall",
        "gum names.precision",
    ),
    ("Dates", "Expressions of time", "news articles", "timebank relaxed_R", "timebank relaxed_P"),
    ("Statements", "Which clauses carry a claim", PILES, "newsroom occ_r", "newsroom occ_p"),
    (
        "Same claim",
        "Whether two passages assert the same thing",
        PILES,
        "newsroom bcubed_r",
        "newsroom bcubed_p",
    ),
    (
        "Names that mean one",
        "Which names are one person or body",
        PILES,
        "newsroom alias_r",
        "newsroom alias_p",
    ),
    ("Steps", "Who had it from whom", PILES, "newsroom hop_r", "newsroom hop_p"),
    (
        "Copied passages",
        "Words taken over from another text",
        "1,000 generated documents",
        "reuse ALL.recall_macro",
        "reuse precision_macro",
    ),
    ("Disagreements", "Values that cannot both hold", PILES, "newsroom dis_r", "newsroom dis_p"),
    ("Lost words", "Hedges and sources dropped on the way", PILES, "newsroom drift_r", "newsroom drift_p"),
];

/// Steps that are right or wrong as a whole: step, what it does, measured on, figure.
const WHOLE: &[(&str, &str, &str, &str)] = &[
    ("Origins", "Where a chain ends", PILES, "newsroom origin_acc"),
    ("The interval", "Both bounds, for claims told three times or more", PILES, "newsroom indep_exact_multi"),
    ("Direction", "Who copied whom", PILES, "newsroom copy_dir_acc"),
    ("Official status", "Confirmed, denied, silent", PILES, "newsroom official_acc"),
    (
        "Claims kept apart",
        "Articles joined that are about one event",
        "772 real articles",
        "events precision",
    ),
];

pub(in crate::tell) fn view(desk: &Desk<'_>, options: &Options<'_>) -> Method {
    let figures = figures();
    let in_100 =
        |name: &str, word: &str| match figures.get(name).and_then(|figure| figure.parse::<f64>().ok()) {
            Some(right) => about(1.0 - right, word),
            None => "not measured".to_owned(),
        };
    let mut rates: Vec<Rate> = ROWS
        .iter()
        .map(|(step, what, on, recall, precision)| Rate {
            step,
            what,
            on,
            missed: in_100(recall, "missed"),
            wrong: in_100(precision, "wrong"),
        })
        .collect();
    rates.extend(WHOLE.iter().map(|(step, what, on, right)| Rate {
        step,
        what,
        on,
        missed: String::new(),
        wrong: in_100(right, "wrong"),
    }));
    Method {
        rates,
        measured: figures.get("version").cloned().unwrap_or_else(|| "not recorded".to_owned()),
        facts: facts(desk, options),
    }
}

/// "about 7 in 100 wrong": a rate in words that do not pretend.
fn about(rate: f64, word: &str) -> String {
    let whole = (rate * 100.0).round();
    if whole < 1.0 {
        format!("fewer than 1 in 100 {word}")
    } else {
        format!("about {whole:.0} in 100 {word}")
    }
}

/// Figures by section and name, as tools/refresh.py names them.
fn figures() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut section = "";
    for line in MEASURED.lines() {
        if let Some(version) = line.strip_prefix("headwater ") {
            found.insert("version".to_owned(), version.to_owned());
        } else if let Some(head) = line.strip_prefix("## ") {
            section = head.split_whitespace().next().unwrap_or("");
        } else if let Some((name, figure)) = line.split_once(char::is_whitespace) {
            found.insert(format!("{section} {name}"), figure.trim().to_owned());
        }
    }
    found
}

fn facts(desk: &Desk<'_>, options: &Options<'_>) -> Vec<(&'static str, String)> {
    let findings = desk.findings;
    let lost = findings.problems.iter().filter(|problem| problem.severity == Severity::Lost).count();
    let mut hasher = Digest::default();
    for document in findings.documents {
        hasher.add(&document.id);
        hasher.add(&document.hash);
    }
    let mut facts = vec![
        ("Program", format!("Headwater {}", env!("CARGO_PKG_VERSION"))),
        ("Language", format!("tables of {}; the network is part of the program", options.language)),
        (
            "Documents",
            format!(
                "{}, {} not read; SHA-256 of their ids and hashes {}",
                several(findings.documents.len(), "document"),
                lost,
                hasher.told()
            ),
        ),
        (
            "Found",
            format!(
                "{}, {}, {}",
                several(findings.trace.claims.len(), "claim"),
                several(
                    findings.trace.claims.iter().map(|claim| claim.occurrences.len()).sum(),
                    "occurrence"
                ),
                several(findings.trace.passages.len(), "shared passage")
            ),
        ),
    ];
    if let Some(since) = &options.since {
        facts.push(("New since", since.told.to_owned()));
    }
    facts.push(("Repeatable", "the same articles give this page again, byte for byte".to_owned()));
    facts
}

/// SHA-256 over strings, each closed by a line end.
#[derive(Default)]
struct Digest(sha2::Sha256);

impl Digest {
    fn add(&mut self, text: &str) {
        use sha2::Digest as _;
        self.0.update(text.as_bytes());
        self.0.update(b"\n");
    }

    fn told(self) -> String {
        use sha2::Digest as _;
        self.0.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_in_the_table() {
        let figures = figures();
        let names = ROWS.iter().flat_map(|row| [row.3, row.4]).chain(WHOLE.iter().map(|row| row.3));
        for name in names {
            let figure = figures.get(name).unwrap_or_else(|| panic!("docs/measured.txt has no {name}"));
            let rate: f64 = figure.parse().unwrap_or_else(|_| panic!("{name} is {figure}"));
            assert!((0.0..=1.0).contains(&rate), "{name} is {figure}");
        }
        assert!(figures.contains_key("version"));
    }

    #[test]
    fn rates_have_no_decimals() {
        assert_eq!(about(0.274, "missed"), "about 27 in 100 missed");
        assert_eq!(about(0.004, "wrong"), "fewer than 1 in 100 wrong");
    }
}
