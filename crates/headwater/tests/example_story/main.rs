//! What a careful reader finds in the bundled example, asked of the program's own JSON.
//!
//! `examples/halchin/expected.json` holds the findings; each is one yes-or-no question. The test prints how many of
//! them the program answers, by kind, and fails below the floor in `floors.toml` (`[example] findings`).

mod expected;
#[path = "../floors/file.rs"]
mod file;
mod found;
mod questions;
mod reader;
mod tally;

use std::io::Write;
use std::path::Path;
use std::process::Command;

#[test]
fn finds_what_a_careful_reader_finds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let story = root.join("examples/halchin");
    let expected: expected::Story =
        serde_json::from_str(&read(&story.join("expected.json"))).expect("expected.json is well formed");

    let run = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["trace", "--quiet", "--format", "json"])
        .arg(story.join("articles"))
        .output()
        .expect("the program starts");
    let trace: found::Trace = serde_json::from_slice(&run.stdout).unwrap_or_else(|error| {
        let told = String::from_utf8_lossy(&run.stderr);
        panic!("the program's JSON does not read: {error}\nexit {}\n{told}", run.status)
    });

    let tally = questions::ask(&expected, &trace);
    // Past the test runner's capture, so that every run shows the figure.
    writeln!(std::io::stderr(), "{tally}").expect("standard error is open");
    let floors = file::Floors::of(&root);
    let floor = floors
        .section("example")
        .iter()
        .find(|(name, _)| *name == "findings")
        .map_or(0.0, |(_, floor)| *floor);
    assert!(
        tally.found() as f64 >= floor,
        "found {} findings, floor {floor}:\n{tally}\n{}",
        tally.found(),
        tally.missed().join("\n")
    );
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
