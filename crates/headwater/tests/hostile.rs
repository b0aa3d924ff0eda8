//! Damaged, hostile and huge inputs through the program: it ends, tells every problem, and takes about linear time.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

struct Run {
    status: Option<i32>,
    found: serde_json::Value,
    stderr: String,
    took: Duration,
}

fn trace(folder: &Path) -> Run {
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["trace", "--quiet", "--format", "json", "."])
        .current_dir(folder)
        .output()
        .unwrap();
    let took = start.elapsed();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let found = serde_json::from_slice(&output.stdout).unwrap_or(serde_json::Value::Null);
    Run { status: output.status.code(), found, stderr, took }
}

fn folder(files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn sound(number: usize) -> String {
    format!(
        "Harbour closed\nCoast Post\n2031-05-04\n\nThe harbour master said {number} boats lay at anchor.\n"
    )
}

#[test]
fn every_damaged_file_is_told_and_the_rest_is_read() {
    let record = "{\"id\": \"r\", \"text\": \"The mayor said 12 houses burned.\"}";
    let damaged: Vec<(&str, Vec<u8>)> = vec![
        ("empty.txt", Vec::new()),
        ("blank.md", b" \n\t\n".to_vec()),
        ("picture.txt", (0..=255).cycle().take(4000).collect()),
        ("page.html", b"<html><body><script>var a = 1;</script></body></html>".to_vec()),
        ("cut.json", record.as_bytes()[..record.len() - 4].to_vec()),
        ("lines.jsonl", format!("{record}\nnot json\n{{\"id\": \"x\"}}\n").into_bytes()),
        ("table.csv", b"id,outlet\n1,Post\n".to_vec()),
        ("nested.json", "[".repeat(100_000).into_bytes()),
    ];
    let mut files = damaged.clone();
    files.push(("sound.txt", sound(3).into_bytes()));
    let folder = folder(&files);
    let run = trace(folder.path());
    assert_eq!(run.status, Some(1), "{}", run.stderr);
    let told: Vec<&str> = run.found["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["path"].as_str().unwrap())
        .collect();
    for (name, _) in &damaged {
        assert!(told.iter().any(|path| path.ends_with(name)), "{name} is not told: {told:?}");
    }
    let ids: Vec<&str> = run.found["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["id"].as_str().unwrap())
        .collect();
    assert!(ids.contains(&"sound") && ids.contains(&"r"), "{ids:?}");
}

#[test]
fn hostile_text_runs_to_the_end() {
    let quotes = "\u{201c}he said \"".repeat(20_000);
    let deep = format!("{}The mayor said so.{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
    let folder = folder(&[
        ("unspaced.txt", vec![b'a'; 1 << 20]),
        ("quotes.txt", quotes.into_bytes()),
        ("deep.html", deep.into_bytes()),
        ("digits.txt", "1,000,000 ".repeat(20_000).into_bytes()),
        ("escape.txt", "The mayor \u{1b}[31m said \u{202e} it was over. ".repeat(50).into_bytes()),
        ("sound.txt", sound(3).into_bytes()),
    ]);
    let run = trace(folder.path());
    assert!(matches!(run.status, Some(0 | 1)), "{:?}: {}", run.status, run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert!(run.found["documents"].as_array().is_some_and(|read| !read.is_empty()));
}

/// Twice the input may take this many times as long: linear work, and slack for a busy machine.
const SLACK: f64 = 3.5;
/// Below this a measurement says more about starting a program than about its work.
const START: Duration = Duration::from_millis(400);

#[test]
fn time_grows_with_the_input() {
    let line = |words: usize| {
        let text = "The mayor said the bridge had fallen into the river near the old mill, police reported. ";
        folder(&[("line.txt", text.repeat(words).into_bytes())])
    };
    let records = |count: usize| {
        let lines: Vec<String> = (0..count)
            .map(|at| {
                format!(
                    "{{\"id\": \"d{at}\", \"text\": \"The clerk said file {at} was lost in room {}.\"}}",
                    at % 97
                )
            })
            .collect();
        folder(&[("records.jsonl", lines.join("\n").into_bytes())])
    };
    check("one line", &line(SIZE / 100), &line(SIZE / 50));
    check("small records", &records(SIZE / 100), &records(SIZE / 50));
}

/// Scales the inputs of the measurement: the unoptimised program is some twenty times slower.
const SIZE: usize = if cfg!(debug_assertions) { 50_000 } else { 1_000_000 };

fn check(name: &str, once: &tempfile::TempDir, twice: &tempfile::TempDir) {
    let (once, twice) = (trace(once.path()), trace(twice.path()));
    for run in [&once, &twice] {
        assert!(matches!(run.status, Some(0 | 1)), "{name}: {:?} {}", run.status, run.stderr);
    }
    let limit = once.took.max(START).mul_f64(SLACK);
    assert!(twice.took < limit, "{name}: {:?} for once the input, {:?} for twice", once.took, twice.took);
}
