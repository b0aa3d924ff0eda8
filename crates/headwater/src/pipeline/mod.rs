//! Paths to annotated documents and to their trace: the only place with files and threads.
//!
//! **Invariant:** what comes out depends on the bytes read and the names given, never on the number of threads or on
//! the order of arguments.

pub mod crew;
pub mod index;
pub mod paths;
pub mod pile;
pub mod progress;
mod stream;

use headwater_annotate::Annotator;
use headwater_read::Reading;
use headwater_text::{Annotations, Document, Place, Problem, ProblemKind, Severity};
use paths::Input;
use progress::Progress;
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, Read};
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use pile::Gathered;

/// Bytes of one file above which it is not read, unless it is JSON with a record a line, which is read as a stream. A disk image
/// given by mistake is not read.
pub const FILE_LIMIT: u64 = 512 << 20;

/// Reads everything that `paths` name: files, folders, globs, and `-` for standard input.
///
/// Never fails: what cannot be read becomes a [`Problem`] and the rest is read.
pub fn gather(paths: &[String], progress: &Progress) -> Gathered {
    let (inputs, mut problems) = paths::expand(paths);
    let step = progress.start("reading", inputs.len());
    let readings: Vec<Reading> = inputs
        .par_iter()
        .map(|input| {
            let reading = stream::read(input, FILE_LIMIT);
            step.done_one();
            reading
        })
        .collect();
    drop(step);
    let mut documents = Vec::new();
    for reading in readings {
        documents.extend(reading.documents);
        problems.extend(reading.problems);
    }
    pile::settle(documents, problems)
}

/// Annotates every document; the result has the order of `documents`.
///
/// On plain threads, as many as rayon has: the network of [`Annotator`] waits for a pool of its own, which a thread of rayon
/// must not (it would begin the next document on top of the one that waits).
pub fn annotate(documents: &[Document], annotator: &Annotator, progress: &Progress) -> Vec<Annotations> {
    let step = progress.start("annotating", documents.len());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        let take = || {
            let index = next.fetch_add(1, Ordering::Relaxed);
            documents.get(index).map(|document| (index, document))
        };
        while let Some((index, document)) = take() {
            done.push((index, annotator.annotate(document)));
            step.done_one();
        }
        done
    };
    let threads = rayon::current_num_threads().min(documents.len());
    let mut all: Vec<(usize, Annotations)> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        started
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|fault| resume_unwind(fault)))
            .collect()
    });
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, annotations)| annotations).collect()
}

/// A file or stream: its name as told, its bytes, and what was read from them.
#[derive(Debug)]
pub struct Content {
    /// Its path, `-` for standard input.
    pub name: String,
    /// Its bytes; none where they could not be had.
    pub bytes: Vec<u8>,
    /// Documents and problems.
    pub reading: Reading,
}

/// Reads one input and keeps its bytes.
pub fn with_bytes(input: &Input, limit: u64) -> Content {
    let content = match input {
        Input::Stdin => limited(io::stdin().lock(), limit),
        Input::File(path) | Input::Found(path) => open(path, limit),
    };
    whole(input, content, limit)
}

/// What a file or stream holds, as [`limited`] gave it.
fn whole(input: &Input, content: io::Result<Option<Vec<u8>>>, limit: u64) -> Content {
    let name = input.name();
    let (bytes, reading) = match content {
        Ok(Some(bytes)) => {
            let reading = headwater_read::bytes(&name, &bytes);
            let beside = matches!(input, Input::Found(path) if is_other_data(path, &bytes));
            let other = reading.documents.is_empty() && beside;
            (bytes, if other { passed_over(name.clone()) } else { reading })
        }
        Ok(None) => (Vec::new(), lost(name.clone(), ProblemKind::TooLarge, over(limit))),
        Err(error) => (Vec::new(), lost(name.clone(), ProblemKind::Unreadable, paths::why(&error))),
    };
    Content { name, bytes, reading }
}

/// Whether a file without articles is sound JSON: settings, notes, findings that lie beside the articles. What is
/// damaged may have held articles and stays a problem.
fn is_other_data(path: &Path, bytes: &[u8]) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
        && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
}

fn passed_over(path: String) -> Reading {
    let mut reading = lost(
        path,
        ProblemKind::UnknownFormat,
        "JSON without articles, passed over; name the file itself if it should hold some".to_owned(),
    );
    reading.problems.iter_mut().for_each(|problem| problem.severity = Severity::Note);
    reading
}

/// What is said of a file that holds more than `limit` bytes.
pub fn over(limit: u64) -> String {
    format!("over the limit of {} MiB; split it", limit >> 20)
}

/// The bytes of a file, or `None` where it holds more than `limit`.
///
/// # Errors
///
/// Those of the file.
pub fn open(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    limited(File::open(path)?, limit)
}

/// Everything in `source`, or `None` where it holds more than `limit` bytes.
fn limited(source: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    source.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

fn lost(path: String, kind: ProblemKind, message: String) -> Reading {
    let place = Place { path, line: None, byte: None };
    Reading {
        documents: Vec::new(),
        problems: vec![Problem { kind, severity: Severity::Lost, place, message }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_at_the_limit_is_read_and_one_byte_more_is_not() {
        assert_eq!(limited(&b"abcd"[..], 4).unwrap(), Some(b"abcd".to_vec()));
        assert_eq!(limited(&b"abcde"[..], 4).unwrap(), None);
        assert_eq!(limited(io::empty(), 4).unwrap(), Some(Vec::new()));
    }

    #[test]
    fn json_beside_articles_is_passed_over_unless_named() {
        let folder = tempfile::tempdir().unwrap();
        let check = |text: &str, found: Severity, named: Severity| {
            let path = folder.path().join("beside.json");
            std::fs::write(&path, text).unwrap();
            assert_eq!(stream::read(&Input::Found(path.clone()), 1000).problems[0].severity, found, "{text}");
            assert_eq!(stream::read(&Input::File(path), 1000).problems[0].severity, named, "{text}");
        };
        check("{\"floor\": 3}", Severity::Note, Severity::Lost);
        check("{\"floor\": ", Severity::Lost, Severity::Lost);
    }

    #[test]
    fn a_missing_file_is_a_problem() {
        let reading = stream::read(&Input::File("no/such/file.txt".into()), 10);
        assert_eq!(reading.problems[0].kind, ProblemKind::Unreadable);
        assert_eq!(reading.problems[0].to_string(), "no/such/file.txt: no such file or folder");
    }
}
