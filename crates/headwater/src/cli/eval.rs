//! `headwater eval`.

use super::errors::{Failure, Outcome};
use super::output::Output;
use super::{Format, Manner};
use crate::eval::{gold, score::Scores};
use crate::pipeline::{self, paths, progress::Progress};
use crate::tell::{json, text};
use clap::{Args, Subcommand};
use headwater_annotate::Annotator;
use headwater_text::{Document, Language};
use std::collections::HashMap;
use std::path::PathBuf;

/// Measure what is found against articles marked by hand
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    part: Part,
}

#[derive(Debug, Subcommand)]
enum Part {
    Attribution(Attribution),
}

/// Measure attributions: who is said to have said what
///
/// GOLD holds one article a line, as a JSON object with `id`, `text` and `attributions`: the places of source, cue and
/// content of each, as lists of [start, end] in characters (schema/gold.json). Told are precision, recall and F1 of whole
/// attributions, of the words in each role, and of their spans at both ends.
#[derive(Debug, Args)]
struct Attribution {
    /// Articles with what is marked in them
    #[arg(value_name = "GOLD")]
    gold: PathBuf,

    /// A table for people, JSON for programs (schema/eval.json)
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    manner: Manner,
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    gold: PathBuf,
    format: Format,
    output: Output,
    progress: Progress,
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Task, Failure> {
        let Part::Attribution(part) = self.part;
        let (output, progress) = part.manner.start()?;
        Ok(Task { gold: part.gold, format: part.format, output, progress })
    }
}

pub(super) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { gold: path, format, output, progress } = task;
    let failed = |why: String| Failure::Read { path: path.clone(), why };
    let bytes = pipeline::open(&path, pipeline::FILE_LIMIT)
        .map_err(|error| failed(paths::why(&error)))?
        .ok_or_else(|| failed(pipeline::over(pipeline::FILE_LIMIT)))?;
    let articles = gold::read(&bytes).map_err(|source| Failure::Gold { path: path.clone(), source })?;
    let documents = documents(&path, &bytes, &articles);
    let annotations = pipeline::annotate(&documents, &Annotator::new(&Language::english()), &progress);
    let mut scores = Scores::default();
    for (article, notes) in articles.iter().zip(&annotations) {
        scores.add(article, notes);
    }
    output.write(|out| match format {
        Format::Text => text::eval::write(out, &scores),
        Format::Json => json::eval::write(out, &scores),
    })?;
    Ok(Outcome::Done)
}

/// The articles as they would be read from the same file, so that what is measured is what `annotate` gives.
fn documents(path: &std::path::Path, bytes: &[u8], articles: &[gold::Article]) -> Vec<Document> {
    let read = headwater_read::bytes(&paths::shown(path), bytes).documents;
    let mut by_text: HashMap<(String, String), Document> =
        read.into_iter().map(|document| ((document.id.clone(), document.text.clone()), document)).collect();
    (articles.iter())
        .map(|article| {
            by_text.remove(&(article.id.clone(), article.text.clone())).unwrap_or_else(|| Document {
                id: article.id.clone(),
                text: article.text.clone(),
                ..Document::default()
            })
        })
        .collect()
}
