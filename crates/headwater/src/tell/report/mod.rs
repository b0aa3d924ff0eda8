//! A story on one page: [`page`] for a browser, [`brief`] in Markdown, both from one [`view`].

pub mod brief;
mod layout;
pub(super) mod page;
#[cfg(test)]
mod tests;
pub mod view;

use super::Findings;
use headwater_trace::news::News;
use std::io::{self, Write};

/// What is known of a story and not in its articles.
#[derive(Debug, Clone, Default)]
pub struct Options<'o> {
    /// Headline; made from the number of articles and their dates where none is given.
    pub title: Option<String>,
    /// Name of the language that is read.
    pub language: &'o str,
    /// From when on articles count as new.
    pub since: Option<Since<'o>>,
}

/// What is new since some date.
#[derive(Debug, Clone)]
pub struct Since<'o> {
    /// The date as told.
    pub told: &'o str,
    /// What the articles since then add.
    pub news: &'o News,
}

/// Writes the page.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, findings: Findings<'_>, options: &Options<'_>) -> io::Result<()> {
    let report = view::Report::of(findings, options);
    out.write_all(page::page(&report).into_string().as_bytes())
}
