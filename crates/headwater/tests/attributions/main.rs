//! Attributions in fictional articles that were marked by hand are found no worse than `floors.toml` says.

#[path = "../floors/file.rs"]
mod floors;
mod marked;

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn eval(gold: &Path, more: &[&str]) -> Output {
    (Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["eval", "attribution", "--quiet"])
        .arg(gold)
        .args(more))
    .output()
    .expect("the program starts")
}

fn gold(folder: &Path) -> PathBuf {
    let articles = marked::articles(include_str!("gold.txt"));
    let path = folder.join("gold.jsonl");
    let lines: String = articles.iter().map(|article| format!("{article}\n")).collect();
    std::fs::write(&path, lines).expect("the file is written");
    path
}

#[test]
fn fictional_articles() {
    let folder = tempfile::tempdir().expect("a folder");
    let done = eval(&gold(folder.path()), &["--format", "json"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let schema: Value = serde_json::from_str(
        &std::fs::read_to_string(root().join("schema/eval.json")).expect("the schema is there"),
    )
    .expect("the schema is JSON");
    let schema = jsonschema::validator_for(&schema).expect("the schema is one");
    assert!(
        schema.is_valid(&told),
        "{:?}",
        schema.iter_errors(&told).map(|e| e.to_string()).collect::<Vec<_>>()
    );
    let figure = |path: &str| told.pointer(path).and_then(Value::as_f64).unwrap_or(0.0);
    assert!(figure("/attribution/gold") >= 150.0, "the set has become too small to measure with");
    let mut fallen = Vec::new();
    for (name, floor) in floors::Floors::of(&root()).section("fictional") {
        let found = figure(&format!("/{}", name.replace('.', "/")));
        let line = format!("fictional: {name} {found}, floor {floor}");
        writeln!(std::io::stderr(), "{line}").expect("standard error is open");
        if found < floor {
            fallen.push(line);
        }
    }
    assert!(fallen.is_empty(), "{}\n{told:#}", fallen.join("\n"));
}

#[test]
fn the_table_tells_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let gold = gold(folder.path());
    let table = String::from_utf8(eval(&gold, &["--threads", "1"]).stdout).expect("text");
    assert!(table.lines().next().is_some_and(|line| line.ends_with("articles")), "{table}");
    for row in ["attributions ", "  indirect ", "words of content ", "exact spans of cue "] {
        assert!(table.lines().any(|line| line.starts_with(row)), "no row {row}in\n{table}");
    }
    assert_eq!(table.as_bytes(), eval(&gold, &["--threads", "2"]).stdout);
}

#[test]
fn gold_that_cannot_be_used_is_told_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gold.jsonl");
    let check = |lines: &str, status: i32, message: &str| {
        std::fs::write(&path, lines).expect("the file is written");
        let done = eval(&path, &[]);
        let told = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(status), "{told}");
        assert!(told.contains(message), "{told}");
    };
    check("{\"id\": \"a\"", 1, "gold.jsonl: line 1: EOF");
    check(
        "{\"id\": \"a\", \"text\": \"x\", \"attributions\": [{\"cue\": [[0, 2]]}]}",
        1,
        "article a: the span 0-2",
    );
    check("{\"id\": \"a\", \"text\": \"x\", \"attributions\": []}", 3, "no attribution is marked");
    let done = eval(&folder.path().join("absent"), &[]);
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("absent: no such file"));
}
