//! The report as a brief in Markdown: the same order, with numbered references to exact words.

use super::Options;
use super::view::Report;
use crate::tell::Findings;
use std::io::{self, Write};

/// Writes the brief.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, findings: Findings<'_>, options: &Options<'_>) -> io::Result<()> {
    let report = Report::of(findings, options);
    writeln!(out, "# {}", report.title)
}
