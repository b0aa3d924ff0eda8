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
    python()?;
    Ok(shared)
}

/// Whether there is a `python3`, or that there is none.
fn python() -> Result<(), String> {
    let python =
        Command::new("python3").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !python.is_ok_and(|status| status.success()) {
        return Err("no python3 to run the scorers".to_owned());
    }
    Ok(())
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

/// Finds the passages that the articles of `pile`/docs.jsonl share, and near-duplicates, into files beside it.
fn reuse(pile: &Path) -> [PathBuf; 2] {
    let files = ["found.jsonl", "near.jsonl"].map(|name| pile.join(name));
    let run = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["reuse", "--quiet", "-o"])
        .arg(&files[0])
        .arg("--near-duplicates")
        .arg(&files[1])
        .arg(pile.join("docs.jsonl"))
        .status()
        .expect("the program starts");
    assert!(run.success(), "{}: {run}", pile.display());
    files
}

/// What a scorer or generator prints.
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
    hold("attribution", &flat("attribution", &run.stdout));
}

#[test]
fn reuse_in_a_pile_of_real_sentences() {
    let shared = match data() {
        Ok(shared) => shared,
        Err(why) => return say(&format!("skipped: reuse in a generated pile: {why}")),
    };
    let work = tempfile::tempdir().expect("a folder");
    let (base, pile) = (work.path().join("base"), work.path().join("pile"));
    std::fs::create_dir(&base).expect("a folder");
    let articles = std::fs::read_to_string(shared.join("data/attribution/polnear_train.jsonl"));
    for line in articles.expect("the articles are there").lines() {
        let article: Value = serde_json::from_str(line).expect("an article a line");
        let [id, text] = ["id", "text"].map(|field| article[field].as_str().expect("words").to_owned());
        std::fs::write(base.join(format!("{}.txt", id.replace('/', "_"))), text).expect("a file");
    }
    // As tools/measure.sh makes it.
    let generated = ["--texts", &base.to_string_lossy(), "--out", &pile.to_string_lossy()]
        .into_iter()
        .chain(["--docs", "1000", "--seed", "1", "--date-noise", "0.05"])
        .map(PathBuf::from)
        .collect::<Vec<PathBuf>>();
    score(
        &shared.join("bench/gen_reuse.py"),
        &generated.iter().map(PathBuf::as_path).collect::<Vec<&Path>>(),
    );
    let [found, near] = reuse(&pile);
    let told = score(&shared.join("bench/score_reuse.py"), &[&pile, &found, Path::new("--neardup"), &near]);
    hold("reuse", &flat("reuse", told.as_bytes()));
}

#[test]
fn reuse_in_a_pile_of_fictional_sentences() {
    if let Err(why) = python() {
        return say(&format!("skipped: reuse in a fictional pile: {why}"));
    }
    let work = tempfile::tempdir().expect("a folder");
    let bench = root().join("benches/reuse");
    score(&bench.join("generate.py"), &[Path::new("600"), Path::new("7"), work.path()]);
    let [found, _] = reuse(work.path());
    hold("reuse_fictional", &score(&bench.join("score.py"), &[&work.path().join("truth.jsonl"), &found]));
}

/// Those figures of a JSON object that have a floor in `section`, a name and a number a line.
fn flat(section: &str, told: &[u8]) -> String {
    let told: Value = serde_json::from_slice(told).expect("measures are JSON");
    let lines: Vec<String> = (Floors::of(&root()).section(section).iter())
        .filter_map(|(name, _)| {
            Some(format!("{name} {}", told.pointer(&format!("/{}", name.replace('.', "/")))?))
        })
        .collect();
    lines.join("\n")
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
