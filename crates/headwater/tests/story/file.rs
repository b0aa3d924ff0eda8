//! A story file in a folder of its own, and the program run on it.

use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub(crate) struct File {
    folder: tempfile::TempDir,
}

/// The articles of the bundled story.
pub(crate) fn articles() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/halchin/articles")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs the program, in `folder` where one is given.
pub(crate) fn run(arguments: &[&str], folder: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headwater"));
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    command.args(arguments).stdin(Stdio::null()).output().unwrap()
}

impl File {
    pub(crate) fn new() -> Self {
        let file = Self { folder: tempfile::tempdir().unwrap() };
        let made = file.run(&["new", "STORY"]);
        assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
        file
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("a.story")
    }

    /// Runs the program; the argument STORY is the story.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let path = self.path();
        let named = |argument: &&str| {
            if *argument == "STORY" { path.to_str().unwrap().to_owned() } else { (*argument).to_owned() }
        };
        let arguments: Vec<String> = arguments.iter().map(named).collect();
        run(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), Some(self.folder.path()))
    }

    /// Adds files; gives the lines told.
    pub(crate) fn add(&self, files: &[&PathBuf]) -> String {
        let files: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
        let output = self.run(&[&["add", "STORY"], &files[..]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    pub(crate) fn trace(&self) -> Vec<u8> {
        let output = self.run(&["trace", "STORY", "--format", "json"]);
        assert!(!output.stdout.is_empty(), "{}", text(&output.stderr));
        output.stdout
    }

    /// Writes a file beside the story.
    pub(crate) fn beside(&self, name: &str, words: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, words).unwrap();
        path
    }

    pub(crate) fn copy(&self) -> Self {
        let copy = Self { folder: tempfile::tempdir().unwrap() };
        fs::copy(self.path(), copy.path()).unwrap();
        copy
    }

    pub(crate) fn sql(&self, statements: &str) -> rusqlite::Result<()> {
        Connection::open(self.path()).unwrap().execute_batch(statements)
    }

    pub(crate) fn column(&self, query: &str) -> Vec<String> {
        let connection = Connection::open(self.path()).unwrap();
        let mut statement = connection.prepare(query).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(|row| row.unwrap()).collect()
    }

    pub(crate) fn count(&self, table: &str) -> i64 {
        let connection = Connection::open(self.path()).unwrap();
        connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }

    /// Everything in the file, as text.
    pub(crate) fn dump(&self) -> Vec<String> {
        let tables = [
            ("captures", "hash || path || captured"),
            ("documents", "name || version || text || record || added || ifnull(removed, '')"),
            ("annotations", "document || annotator || hex(notes) || hex(meanings)"),
            ("judgements", "line"),
            ("log", "number || at || event"),
        ];
        tables
            .iter()
            .flat_map(|(table, columns)| self.column(&format!("SELECT {columns} FROM {table} ORDER BY 1")))
            .collect()
    }
}
