//! Files of judgements: JSON Lines, one decision a line, as `docs/judgements.md` and `schema/judgement.json` say.

pub mod line;
pub mod point;

use crate::pipeline::{self, paths};
use headwater_text::{Place, Problem, ProblemKind, Severity};
use headwater_trace::Judgement;
use std::path::{Path, PathBuf};

/// What files of judgements gave.
#[derive(Debug, Default)]
pub struct Judgements {
    /// Judgements, in the order of their lines.
    pub list: Vec<Judgement>,
    /// Lines that hold none, with what is wrong with them.
    pub problems: Vec<Problem>,
}

/// Reads files of judgements. A line that is none is a problem, and all others are read.
///
/// # Errors
///
/// The file that cannot be read at all, and why.
pub fn read(files: &[PathBuf]) -> Result<Judgements, (PathBuf, String)> {
    let mut found = Judgements::default();
    for file in files {
        let failed = |why: String| (file.clone(), why);
        let bytes = pipeline::open(file, pipeline::FILE_LIMIT).map_err(|error| failed(paths::why(&error)))?;
        let bytes = bytes.ok_or_else(|| failed(pipeline::over(pipeline::FILE_LIMIT)))?;
        lines(file, &bytes, &mut found);
    }
    found.problems.sort_by(|a, b| (&a.place.path, a.place.line).cmp(&(&b.place.path, b.place.line)));
    Ok(found)
}

fn lines(file: &Path, bytes: &[u8], found: &mut Judgements) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match line::read(line) {
            Ok(judgement) => found.list.push(judgement),
            Err(message) => found.problems.push(Problem {
                kind: ProblemKind::Malformed,
                severity: Severity::Lost,
                place: Place { path: paths::shown(file), line: Some(index + 1), byte: None },
                message,
            }),
        }
    }
}
