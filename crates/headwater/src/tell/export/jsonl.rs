//! JSON Lines: a line for each document, source, claim, occurrence, copy and judgement (`schema/export.json`).

use super::Export;
use crate::tell::json;
use std::io::{self, Write};

pub(super) fn write(out: &mut dyn Write, export: Export<'_>) -> io::Result<()> {
    json::trace::write_lines(out, export.findings)
}
