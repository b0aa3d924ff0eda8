//! How long the reuse of a pile takes when one article more has come: for articles spread over the pile, the index knows all but
//! the one and is shown all.
//!
//!     cargo run --release -p headwater --example reuse_update -- PATH [ARTICLES]
//!
//! PATH is a story, whose annotations are looked at too, or articles.

use headwater::pipeline::{self, progress::Progress};
use headwater::story::documents::annotator;
use headwater::story::{self, Story};
use headwater_text::{Annotations, Document, Language};
use headwater_trace::Pile;
use headwater_trace::reuse::{self, Index};
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

type Articles = (Vec<Document>, Vec<Annotations>);

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: reuse_update PATH [ARTICLES]")?;
    let times: usize = arguments.next().map_or(Ok(5), |times| times.parse())?;
    let english = Language::english();
    let (documents, annotations) = read(&path, &english)?;
    let pile = Pile { documents: &documents, annotations: &annotations };
    let mut out = io::stdout().lock();
    let started = Instant::now();
    let at_once = reuse::find(pile, &english);
    let took = started.elapsed().as_millis();
    writeln!(out, "{} articles, {} passages, at once {took} ms", documents.len(), at_once.len())?;
    for time in 0..times {
        let gone = documents.len().saturating_sub(1) * time / times.saturating_sub(1).max(1);
        let (mut before, mut known) = (documents.clone(), annotations.clone());
        before.remove(gone);
        if gone < known.len() {
            known.remove(gone);
        }
        let mut index = Index::default();
        index.update(Pile { documents: &before, annotations: &known }, &english);
        let started = Instant::now();
        let found = index.update(pile, &english);
        let took = started.elapsed().as_micros() as f64 / 1000.0;
        let same = if found == at_once { "the same" } else { "not the same" };
        writeln!(out, "with \"{}\" {took:.1} ms, {same}", documents[gone].id)?;
    }
    Ok(())
}

fn read(path: &str, language: &Language) -> Result<Articles, Box<dyn Error>> {
    if !story::is_story(Path::new(path)) {
        return Ok((pipeline::gather(&[path.to_owned()], &Progress::silent()).documents, Vec::new()));
    }
    let stored = Story::open(Path::new(path))?.documents(&annotator(language))?;
    let article = |one: story::documents::Stored| (one.document, one.annotations.unwrap_or_default());
    Ok(stored.into_iter().map(article).unzip())
}
