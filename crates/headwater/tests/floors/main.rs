//! Measured accuracy does not fall below `floors.toml`.
//!
//! The data and the scorers stand beside the project, not in it (`docs/decisions/0006`): in `../shared`, or where
//! `HEADWATER_SHARED` says. Where they or `python3` are absent, each test says that it was skipped, and passes.

mod file;

use file::Floors;
use headwater::pipeline::{self, progress::Progress};
use headwater_annotate::Annotator;
use headwater_text::{Document, Language, Span};
use headwater_trace::entities::names::Comparer;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder of development data, or why there is no measuring.
fn data() -> Result<PathBuf, String> {
    let shared = std::env::var_os("HEADWATER_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    if !shared.join("bench").is_dir() {
        return Err("no development data in ../shared".to_owned());
    }
    let python =
        Command::new("python3").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !python.is_ok_and(|status| status.success()) {
        return Err("no python3 to run the scorers".to_owned());
    }
    Ok(shared)
}

/// Past the test runner's capture, so that every run shows the line.
fn say(line: &str) {
    writeln!(std::io::stderr(), "{line}").expect("standard error is open");
}

/// Traces `paths` into `target`.
fn trace(paths: &[PathBuf], target: &Path) {
    let run = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["trace", "--quiet", "--format", "json", "-o"])
        .arg(target)
        .args(paths)
        .status()
        .expect("the program starts");
    // Status 1 tells of an input that could not be read in full; the rest is there.
    assert!(matches!(run.code(), Some(0 | 1)), "{paths:?}: {run}");
}

/// What a scorer prints.
fn score(scorer: &Path, arguments: &[&Path]) -> String {
    let run = Command::new("python3").arg(scorer).args(arguments).output().expect("python3 starts");
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success(), "{}:\n{told}{}", scorer.display(), String::from_utf8_lossy(&run.stderr));
    told
}

/// Holds the figures that a scorer printed, a name and a number a line, against the floors of `section`.
fn hold(section: &str, told: &str) {
    let floors = Floors::of(&root());
    let mut fallen = Vec::new();
    for (name, floor) in floors.section(section) {
        let figure: Option<f64> = told.lines().find_map(|line| {
            let mut words = line.split_whitespace();
            (words.next() == Some(name)).then(|| words.next())??.parse().ok()
        });
        match figure {
            Some(figure) if figure >= floor => say(&format!("{section}: {name} {figure}, floor {floor}")),
            _ => fallen.push(format!("{name}: {figure:?}, floor {floor}")),
        }
    }
    assert!(fallen.is_empty(), "[{section}] of floors.toml:\n{}\n{told}", fallen.join("\n"));
}

#[test]
fn three_articles_read_carefully() {
    let shared = match data() {
        Ok(shared) => shared,
        Err(why) => return say(&format!("skipped: the story check: {why}")),
    };
    let (work, story) = (tempfile::tempdir().expect("a folder"), shared.join("stories/hts"));
    let target = work.path().join("trace.json");
    trace(std::slice::from_ref(&story), &target);
    hold("story", &score(&shared.join("bench/check_story.py"), &[&story, &target]));
}

#[test]
fn piles_of_a_newsroom() {
    let shared = match data() {
        Ok(shared) => shared,
        Err(why) => return say(&format!("skipped: the newsroom piles: {why}")),
    };
    let work = tempfile::tempdir().expect("a folder");
    let piles = std::fs::read_dir(shared.join("data/newsroom")).expect("the piles are there");
    for pile in piles.filter_map(|entry| Some(entry.ok()?.path())).filter(|pile| pile.is_dir()) {
        // The scorer looks for truth and prediction in one folder, and the data is not ours to write to.
        let copy = work.path().join(pile.file_name().expect("a pile has a name"));
        std::fs::create_dir(&copy).expect("a folder");
        std::fs::copy(pile.join("truth.json"), copy.join("truth.json")).expect("a pile has its truth");
        trace(&[pile.join("articles.jsonl")], &copy.join("pred.json"));
    }
    hold("newsroom", &score(&shared.join("bench/score_newsroom.py"), &[Path::new("--dir"), work.path()]));
}

#[test]
fn attributions_of_real_articles() {
    let shared = match data() {
        Ok(shared) => shared,
        Err(why) => return say(&format!("skipped: attributions of real articles: {why}")),
    };
    let run = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["eval", "attribution", "--quiet", "--format", "json"])
        .arg(shared.join("data/attribution/polnear_dev.jsonl"))
        .output()
        .expect("the program starts");
    let told: Value = serde_json::from_slice(&run.stdout).expect("measures are JSON");
    let lines: Vec<String> = (Floors::of(&root()).section("attribution").iter())
        .filter_map(|(name, _)| {
            Some(format!("{name} {}", told.pointer(&format!("/{}", name.replace('.', "/")))?))
        })
        .collect();
    hold("attribution", &lines.join("\n"));
}

#[test]
fn events_of_real_articles() {
    let shared = match data() {
        Ok(shared) => shared,
        Err(why) => return say(&format!("skipped: events of real articles: {why}")),
    };
    let work = tempfile::tempdir().expect("a folder");
    let (articles, target) =
        (shared.join("data/claims/ecbplus_articles.jsonl"), work.path().join("trace.json"));
    trace(std::slice::from_ref(&articles), &target);
    hold("events", &score(&shared.join("bench/check_events.py"), &[&articles, &target]));
}

#[test]
fn sentences_of_one_event() {
    let shared = match data() {
        Ok(shared) => shared,
        Err(why) => return say(&format!("skipped: sentences of one event: {why}")),
    };
    let scorer = root().join("tools/score_pairs.py");
    let texts = score(&scorer, &[Path::new("texts"), &shared]);
    let rows: Vec<Value> =
        texts.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let documents: Vec<Document> = rows
        .iter()
        .map(|row| Document { text: row["text"].as_str().expect("a text").to_owned(), ..Document::default() })
        .collect();
    let notes = pipeline::annotate(&documents, &Annotator::new(&Language::english()), &Progress::silent());
    let vectors: Vec<String> = rows
        .iter()
        .zip(documents.iter().zip(&notes))
        .map(|(row, (document, notes))| {
            let text = &document.text;
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let spans = row["spans"].as_array().expect("spans").iter();
            let vectors = spans.map(|span| {
                let at = |end: usize| bytes[span[end].as_u64().expect("a code point") as usize];
                let span = Span::new(at(0), at(1));
                notes.meanings.of(span).map(|meaning| meaning.vector().to_vec())
            });
            json!({"id": row["id"], "vectors": vectors.collect::<Vec<_>>()}).to_string()
        })
        .collect();
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(vectors.join("\n").as_bytes()).expect("room for it");
    hold("pairs", &score(&scorer, &[Path::new("score"), &shared, file.path()]));
}

#[test]
fn spellings_of_names() {
    let shared = match data() {
        Ok(shared) => shared,
        Err(why) => return say(&format!("skipped: spellings of names: {why}")),
    };
    let (scorer, pairs) = (root().join("tools/score_names.py"), shared.join("data/names/pairs_dev.tsv"));
    let names = Comparer::new(&Language::english());
    let asked = score(&scorer, &[Path::new("pairs"), &pairs]);
    let answers: Vec<String> = asked
        .lines()
        .map(|line| {
            let (a, b) = line.split_once('\t').expect("two names a line");
            names.similarity(a, b).to_string()
        })
        .collect();
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(answers.join("\n").as_bytes()).expect("room for it");
    hold("names", &score(&scorer, &[Path::new("score"), &pairs, file.path()]));
}
