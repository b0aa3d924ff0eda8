//! How long a story takes to open: reads its articles with what was found in them, as every command on a story does first.
//!
//!     cargo run --release -p headwater --example open -- STORY [TIMES]

use headwater::story::Story;
use headwater::story::documents::annotator;
use headwater_text::Language;
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: open STORY [TIMES]")?;
    let times: usize = arguments.next().map_or(Ok(5), |times| times.parse())?;
    let by = annotator(&Language::english());
    let mut out = io::stdout().lock();
    writeln!(out, "annotated by {by}")?;
    for _ in 0..times {
        let started = Instant::now();
        let stored = Story::open(Path::new(&path))?.documents(&by)?;
        let took = started.elapsed().as_millis();
        let annotated = stored.iter().filter(|stored| stored.annotations.is_some()).count();
        writeln!(out, "{} articles, {annotated} annotated, {took} ms", stored.len())?;
    }
    Ok(())
}
