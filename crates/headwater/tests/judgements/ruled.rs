//! The bundled story, traced with judgements.

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of articles.
pub(crate) struct Ruled {
    articles: PathBuf,
    /// Kept until the end where the articles are a copy.
    _copy: Option<tempfile::TempDir>,
}

impl Ruled {
    pub(crate) fn example() -> Self {
        let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/halchin/articles");
        Self { articles, _copy: None }
    }

    /// A copy in which `from`, once in `file`, became `to`.
    pub(crate) fn edited(&self, file: &str, from: &str, to: &str) -> Self {
        let copy = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(&self.articles).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
        }
        let path = copy.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {file}");
        fs::write(path, text.replace(from, to)).unwrap();
        Self { articles: copy.path().to_owned(), _copy: Some(copy) }
    }

    /// Runs a command on the articles with a file of these judgements.
    pub(crate) fn run(&self, arguments: &[&str], judgements: &str) -> Output {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("judgements.jsonl"), judgements).unwrap();
        let (command, rest) = arguments.split_first().unwrap();
        Command::new(env!("CARGO_BIN_EXE_headwater"))
            .arg(command)
            .arg(&self.articles)
            .args(rest)
            .args(["--judgements", "judgements.jsonl"])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// The trace, as JSON.
    pub(crate) fn trace(&self, judgements: &str) -> Value {
        let output = self.run(&["trace", "--format", "json"], judgements);
        let told = String::from_utf8_lossy(&output.stderr);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {told}"))
    }

    /// The target of words that stand once in a document, or of the first of them.
    pub(crate) fn words(&self, doc: &str, words: &str) -> Value {
        let trace = self.trace("");
        let document =
            trace["documents"].as_array().unwrap().iter().find(|found| found["id"] == doc).unwrap();
        let text = document["text"].as_str().unwrap();
        let at = text.find(words).unwrap_or_else(|| panic!("{words:?} not in {doc}"));
        let start = text[..at].chars().count();
        let after: String = text[at + words.len()..].chars().take(20).collect();
        json!({"document": document["target"], "start": start, "end": start + words.chars().count(), "exact": words, "after": after})
    }

    /// The words of every occurrence.
    pub(crate) fn all_words(&self, trace: &Value) -> Vec<String> {
        occurrences(trace).map(|found| found["words"].as_str().unwrap().to_owned()).collect()
    }
}

fn occurrences(trace: &Value) -> impl Iterator<Item = &Value> {
    trace["claims"].as_array().unwrap().iter().flat_map(|claim| claim["occurrences"].as_array().unwrap())
}

/// The first occurrence in `doc` that has `words`.
pub(crate) fn occurrence<'t>(trace: &'t Value, doc: &str, words: &str) -> &'t Value {
    occurrences(trace)
        .find(|found| found["doc"] == doc && found["words"].as_str().unwrap().contains(words))
        .unwrap_or_else(|| panic!("no occurrence {words:?} in {doc}"))
}

/// The source of an id.
pub(crate) fn source<'t>(trace: &'t Value, id: &str) -> &'t Value {
    trace["sources"].as_array().unwrap().iter().find(|found| found["id"] == id).unwrap()
}
