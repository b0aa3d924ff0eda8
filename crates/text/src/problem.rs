//! What went wrong while reading, as data.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What kind of trouble it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ProblemKind {
    /// The path does not exist or may not be read.
    Unreadable,
    /// No bytes, or no text in them.
    Empty,
    /// Not text.
    Binary,
    /// Ends in the middle of a record, tag or character.
    Truncated,
    /// Over the size limit.
    TooLarge,
    /// The same text as another document, which was kept.
    Duplicate,
    /// A record that does not parse or lacks what it needs.
    Malformed,
    /// Bytes that are not valid in the encoding; they were replaced.
    Encoding,
    /// No format of that name or content is known.
    UnknownFormat,
    /// Another language than those that can be read.
    Language,
    /// Only the beginning stands before a paywall.
    Paywall,
    /// Somebody paid for it to be printed.
    Sponsored,
    /// A date that cannot be: 31 February, or one that contradicts another.
    Date,
    /// An id given twice; the later one was renamed.
    RenamedId,
    /// A part was passed over because a limit was reached.
    Limit,
}

/// How much was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing lost; worth knowing.
    Note,
    /// Part of the document was lost.
    Partial,
    /// The document could not be read at all.
    Lost,
}

/// Where it happened, as finely as known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Path, or `-` for standard input.
    pub path: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Byte offset in the file.
    pub byte: Option<usize>,
}

/// One thing that went wrong: where, what, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Kind of trouble.
    pub kind: ProblemKind,
    /// How much was lost.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// One sentence without a full stop, naming the next step where there is one.
    pub message: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        } else if let Some(byte) = self.byte {
            write!(f, ", byte {byte}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}
