//! JSON, as `schema/*.json` documents it. Offsets are Unicode code points, half-open; what is not recorded is `null`.

pub mod annotate;
pub mod copies;
mod documents;
pub mod eval;
mod judged;
pub mod news;
mod place;
pub mod search;
pub mod trace;
pub mod versions;
mod words;

#[cfg(test)]
mod tests;

use serde::Serialize;
use std::io::{self, Write};

/// Start and end in code points, half-open.
type Range = (usize, usize);

/// The word that JSON uses for a value of an enumeration.
pub(super) fn word(value: impl words::Word) -> &'static str {
    value.word()
}

/// How a judgement points to a source, as JSON.
pub(crate) fn source_target(findings: super::Findings<'_>, source: &headwater_trace::Source) -> String {
    serde_json::to_string(&judged::source(findings, source)).unwrap_or_default()
}

/// Writes one value and a line feed.
fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Writes `"name": [` with one element a line, so that two runs can be compared line by line.
fn list<T: Serialize>(out: &mut dyn Write, name: &str, items: impl Iterator<Item = T>) -> io::Result<()> {
    write!(out, "  \"{name}\": [")?;
    let mut any = false;
    for item in items {
        out.write_all(if any { b",\n    " } else { b"\n    " })?;
        serde_json::to_writer(&mut *out, &item)?;
        any = true;
    }
    out.write_all(if any { b"\n  ]" } else { b"]" })
}
