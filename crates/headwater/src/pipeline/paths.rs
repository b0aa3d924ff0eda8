//! Arguments to files: folders are walked, globs that the shell left alone are expanded.

use headwater_text::{Place, Problem, ProblemKind, Severity};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file that an argument names.
    File(PathBuf),
    /// A file met in a folder; it may be there for other reasons than to be read.
    Found(PathBuf),
}

impl Input {
    /// Its path as told to people, `-` for standard input.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) | Self::Found(path) => shown(path),
        }
    }
}

/// Files that `paths` name, sorted, each once, and what went wrong on the way.
///
/// Files and folders inside folders whose name starts with a dot are passed over, as a shell does; named outright
/// they are read. A link back to a folder that was already walked is not followed.
pub fn expand(paths: &[String]) -> (Vec<Input>, Vec<Problem>) {
    let mut walk = Walk::default();
    let mut sorted: Vec<&String> = paths.iter().collect();
    sorted.sort();
    for path in sorted {
        walk.argument(path);
    }
    let mut inputs = Vec::new();
    if walk.stdin > 0 {
        inputs.push(Input::Stdin);
    }
    for _ in 1..walk.stdin {
        walk.trouble(
            Path::new("-"),
            ProblemKind::Duplicate,
            Severity::Note,
            "given more than once".to_owned(),
        );
    }
    let (files, again) = once(walk.files);
    for (path, kept) in again {
        let message = format!("the same file as {}, which was kept", shown(&kept));
        walk.problems.push(problem(&path, ProblemKind::Duplicate, Severity::Note, message));
    }
    // A file that is named and also met in a folder was named, whichever way of writing its path was kept.
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let named: BTreeSet<PathBuf> = walk.named.iter().map(|path| real(path)).collect();
    inputs.extend(files.into_iter().map(|file| match named.contains(&real(&file)) {
        true => Input::File(file),
        false => Input::Found(file),
    }));
    walk.problems.sort_by(|a, b| (&a.place.path, &a.message).cmp(&(&b.place.path, &b.message)));
    (inputs, walk.problems)
}

/// A path as told to people; bytes that are no UTF-8 are replaced.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The reason of a failed read, in words that are the same on every system.
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission to read it is missing".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

#[derive(Default)]
struct Walk {
    stdin: usize,
    files: Vec<PathBuf>,
    named: Vec<PathBuf>,
    walked: BTreeSet<PathBuf>,
    problems: Vec<Problem>,
}

impl Walk {
    fn argument(&mut self, argument: &str) {
        let path = Path::new(argument);
        if argument == "-" {
            self.stdin += 1;
        } else if path.exists() || !argument.contains(['*', '?', '[']) {
            self.path(path);
        } else {
            self.pattern(argument);
        }
    }

    fn pattern(&mut self, pattern: &str) {
        let options =
            glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
        let found = match glob::glob_with(pattern, options) {
            Ok(found) => found,
            Err(error) => {
                let message = format!("not a valid pattern: {error}");
                return self.trouble(Path::new(pattern), ProblemKind::Unreadable, Severity::Lost, message);
            }
        };
        let mut any = false;
        for entry in found {
            any = true;
            match entry {
                Ok(path) => self.path(&path),
                Err(error) => {
                    let message = why(error.error());
                    self.trouble(error.path(), ProblemKind::Unreadable, Severity::Lost, message);
                }
            }
        }
        if !any {
            let message = "no file matches this pattern".to_owned();
            self.trouble(Path::new(pattern), ProblemKind::Unreadable, Severity::Lost, message);
        }
    }

    fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => self.folder(path),
            Ok(_) => {
                self.files.push(path.to_owned());
                self.named.push(path.to_owned());
            }
            Err(error) => self.trouble(path, ProblemKind::Unreadable, Severity::Lost, why(&error)),
        }
    }

    fn folder(&mut self, top: &Path) {
        let mut waiting = vec![top.to_owned()];
        while let Some(folder) = waiting.pop() {
            let real = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
            if !self.walked.insert(real) {
                continue;
            }
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    self.trouble(&folder, ProblemKind::Unreadable, Severity::Lost, why(&error));
                    continue;
                }
            };
            let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            inside.sort();
            for path in inside {
                let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
                if hidden {
                    continue;
                }
                match fs::metadata(&path) {
                    Ok(about) if about.is_dir() => waiting.push(path),
                    Ok(_) => self.files.push(path),
                    Err(error) => self.trouble(&path, ProblemKind::Unreadable, Severity::Lost, why(&error)),
                }
            }
        }
    }

    fn trouble(&mut self, path: &Path, kind: ProblemKind, severity: Severity, message: String) {
        self.problems.push(problem(path, kind, severity, message));
    }
}

fn problem(path: &Path, kind: ProblemKind, severity: Severity, message: String) -> Problem {
    Problem { kind, severity, place: Place { path: shown(path), line: None, byte: None }, message }
}

/// A file given again and the path under which it was kept.
type Again = (PathBuf, PathBuf);

/// The files sorted, each once under the first of its paths, and those given again.
fn once(mut files: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<Again>) {
    files.sort();
    let mut kept: Vec<PathBuf> = Vec::new();
    let mut real = std::collections::BTreeMap::new();
    let mut again = Vec::new();
    for path in files {
        let target = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        match real.entry(target) {
            std::collections::btree_map::Entry::Vacant(slot) => {
                slot.insert(path.clone());
                kept.push(path);
            }
            // The very same path met twice (a folder and a file in it) is no news to anybody.
            std::collections::btree_map::Entry::Occupied(slot) if *slot.get() == path => {}
            std::collections::btree_map::Entry::Occupied(slot) => again.push((path, slot.get().clone())),
        }
    }
    (kept, again)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(inputs: &[Input], root: &Path) -> Vec<String> {
        inputs
            .iter()
            .map(|input| match input {
                Input::Stdin => "-".to_owned(),
                Input::File(path) | Input::Found(path) => shown(path.strip_prefix(root).unwrap_or(path)),
            })
            .collect()
    }

    fn folder() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("b.txt", "b"),
            ("a.txt", "a"),
            (".hidden.txt", "h"),
            ("deep/er/c.txt", "c"),
            (".git/d.txt", "d"),
        ] {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    #[test]
    fn arguments_become_sorted_files() {
        let root = folder();
        let at = |name: &str| shown(&root.path().join(name));
        let check = |given: &[String], expected: &[&str], problems: usize| {
            let (inputs, found) = expand(given);
            assert_eq!(names(&inputs, root.path()), expected, "{given:?}");
            assert_eq!(found.len(), problems, "{given:?}: {found:?}");
        };
        check(&[at("")], &["a.txt", "b.txt", "deep/er/c.txt"], 0);
        check(&[at("b.txt"), at("a.txt")], &["a.txt", "b.txt"], 0);
        check(&[at("a.txt"), at("")], &["a.txt", "b.txt", "deep/er/c.txt"], 0);
        check(&[at("a.txt"), at("deep/../a.txt")], &["a.txt"], 1);
        check(&[at("*.txt")], &["a.txt", "b.txt"], 0);
        check(&[at("**/*.txt")], &["a.txt", "b.txt", "deep/er/c.txt"], 0);
        check(&[at(".hidden.txt")], &[".hidden.txt"], 0);
        check(&["-".to_owned(), "-".to_owned()], &["-"], 1);
        check(&[at("none.txt"), at("none*")], &[], 2);
    }

    #[test]
    #[cfg(unix)]
    fn a_circle_of_links_ends() {
        let root = folder();
        std::os::unix::fs::symlink(root.path(), root.path().join("deep/back")).unwrap();
        let (inputs, problems) = expand(&[shown(root.path())]);
        assert_eq!((inputs.len(), problems.len()), (3, 0));
    }
}
