//! How alike names are: lines of two names between tabs on standard input, each answered with a number from 0 to 1. For
//! `tools/measure.sh names`.

use headwater_text::Language;
use headwater_trace::entities::names::Comparer;
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let names = Comparer::new(&Language::english());
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (a, b) = line.split_once('\t').unwrap_or((&line, ""));
        writeln!(out, "{}", names.similarity(a, b))?;
    }
    Ok(())
}
