//! The rules of ARCHITECTURE.md and README.md that a machine can check, checked on the files of the project itself.

use std::fs;
use std::path::{Path, PathBuf};

/// The crates that are libraries of pure functions, and what each may use of the others.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("read", &["headwater-text"]),
    ("annotate", &["headwater-text"]),
    ("trace", &["headwater-text"]),
];

/// Ways out of a pure function: files, threads, clocks, the environment, the screen, the network.
const WAYS_OUT: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "fs::read",
    "File::open",
    "SystemTime",
    "Instant",
    "Zoned::now",
    "Timestamp::now",
    "rayon",
    "print!(",
    "println!(",
    "eprint!(",
    "eprintln!(",
    "dbg!(",
];

/// Lines past which a file holds a second thing.
const LONGEST_FILE: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file under `folder` whose name ends in `ending`, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The lines that run in the program: without comments, and without the tests at the end of a file.
fn program(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source
        .lines()
        .enumerate()
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(n, line)| (n + 1, line))
}

/// The content of the fenced code blocks of a Markdown text, in order.
fn code_blocks(markdown: &str) -> Vec<String> {
    markdown
        .split("\n```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| Some(block.split_once('\n')?.1.to_owned()))
        .collect()
}

#[test]
fn libraries_see_only_the_text() {
    for (library, allowed) in LIBRARIES {
        let manifest = read(&root().join("crates").join(library).join("Cargo.toml"));
        let used: Vec<&str> = manifest
            .lines()
            .filter_map(|line| line.split_once(['.', ' ', '=']))
            .map(|(name, _)| name)
            .filter(|name| name.starts_with("headwater-"))
            .collect();
        assert_eq!(used, *allowed, "crates/{library}/Cargo.toml");
    }
}

#[test]
fn libraries_have_no_way_out() {
    for (library, _) in LIBRARIES {
        let sources = files(&root().join("crates").join(library).join("src"), ".rs");
        for path in sources.iter().filter(|path| !path.ends_with("tests.rs")) {
            let source = read(path);
            for (n, line) in program(&source) {
                if let Some(way) = WAYS_OUT.iter().find(|way| line.contains(**way)) {
                    panic!("{}:{n}: {way} in a library: {}", path.display(), line.trim());
                }
            }
        }
    }
}

#[test]
fn no_file_holds_two_things() {
    for path in files(&root().join("crates"), ".rs") {
        let lines = read(&path).lines().count();
        assert!(lines <= LONGEST_FILE, "{}: {lines} lines, {LONGEST_FILE} at most", path.display());
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        assert!(
            !["util", "utils", "helpers", "common", "misc"].contains(&name.as_str()),
            "{}: a file is named after what it holds",
            path.display()
        );
    }
}

#[test]
fn every_table_says_what_its_cells_are() {
    let tables = files(&root().join("lang"), ".tsv");
    assert!(!tables.is_empty());
    for path in tables {
        assert!(read(&path).starts_with('#'), "{}: no head that explains the cells", path.display());
    }
}

#[test]
fn the_readme_starts_with_the_two_commands() {
    let blocks = code_blocks(&read(&root().join("README.md")));
    let expected = [
        "cargo run --release --locked -p headwater -- trace examples/halchin/articles\n",
        "cargo test --workspace --locked\n",
    ];
    let found: Vec<String> = blocks.iter().take(2).map(|block| format!("{}\n", block.trim_end())).collect();
    assert_eq!(found, expected);
}

#[test]
fn links_between_the_documents_lead_somewhere() {
    for document in ["README.md", "ARCHITECTURE.md", "GLOSSARY.md", "CHANGELOG.md", "docs/measurements.md"] {
        let path = root().join(document);
        let text = read(&path);
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split([')', '#']).next().unwrap_or_default();
            // The picture is drawn from the program's output, after a build.
            if !target.is_empty() && !target.contains("://") && !target.ends_with(".svg") {
                let file = path.with_file_name(target);
                assert!(file.exists(), "{document}: {target} does not exist");
            }
        }
    }
}
