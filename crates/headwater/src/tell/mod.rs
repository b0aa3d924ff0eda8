//! What was found, told: [`text`] for people at a terminal, [`report`] and [`site`] in a browser, [`json`] for programs, [`export`] in the
//! forms of other programs.
//!
//! **Invariant:** tellers write to what they are given; they open no file, start no thread and ask no clock, so the
//! same findings give the same bytes.

pub mod comparison;
pub mod export;
pub mod json;
pub mod report;
pub mod site;
pub mod text;

#[cfg(test)]
pub(crate) mod story;

use headwater_text::{Annotations, Document, Problem};
use headwater_trace::Trace;

/// Everything there is to tell.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'f> {
    /// The documents read, by id.
    pub documents: &'f [Document],
    /// Annotations of the document at the same index.
    pub annotations: &'f [Annotations],
    /// Problems of files and records that gave no document.
    pub problems: &'f [Problem],
    /// Lines of files of judgements that hold none.
    pub unread: &'f [Problem],
    /// What the trace found.
    pub trace: &'f Trace,
}

impl<'f> Findings<'f> {
    /// What a trace found in articles that were read before, so that there is no problem to tell but their own.
    pub fn of(documents: &'f [Document], annotations: &'f [Annotations], trace: &'f Trace) -> Self {
        Self { documents, annotations, problems: &[], unread: &[], trace }
    }

    /// All problems: first those that belong to no document.
    pub fn all_problems(&self) -> impl Iterator<Item = &'f Problem> {
        let inside = self.documents.iter().flat_map(|document| &document.problems);
        self.problems.iter().chain(inside)
    }
}
