//! `headwater reuse`.

use super::errors::{Failure, Outcome};
use super::lines::{Form, Format};
use super::material::texts;
use super::output::Output;
use super::screen::Screen;
use super::{Common, Manner, Work};
use crate::pipeline::Gathered;
use crate::pipeline::index::{self, Kept};
use crate::pipeline::pile::{Grown, grow};
use crate::tell::{json, text};
use clap::Args;
use headwater_text::{Document, Language};
use headwater_trace::Pile;
use headwater_trace::reuse::{self, Reuse};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Find passages that articles share
///
/// Every aligned passage of every pair of articles: where it stands in both, which is the original and whether the copy
/// credits it, as far as that can be told. As one JSON object a line (schema/reuse.json), or as text for people. The
/// articles are compared by their words alone, without being annotated: 10,000 take seconds.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files, folders, quoted globs, - for standard input, or one story
    ///
    /// Folders are read with all folders in them; names that start with a dot are passed over, and so is JSON without
    /// articles unless it is named itself. `headwater --help` lists the formats. With --index none is needed.
    #[arg(required_unless_present = "index", value_name = "PATH")]
    paths: Vec<String>,

    #[command(flatten)]
    manner: Manner,

    /// One JSON object a line, or text
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,

    /// Write to FILE the pairs of articles that share at least half of their words, as one JSON object a line
    #[arg(long, value_name = "FILE")]
    near_duplicates: Option<PathBuf>,

    /// Compare with the articles that FILE keeps, and keep these there too
    ///
    /// FILE is made where there is none (docs/reuse-index.md). Only what shares words with a new article is compared, and
    /// only passages of new articles are told.
    #[arg(long, value_name = "FILE")]
    index: Option<PathBuf>,

    /// With --index: tell the passages of all articles, as without PATH
    #[arg(long, requires = "index")]
    all: bool,

    #[command(flatten)]
    screen: Screen,
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    work: Work,
    form: Form,
    near_duplicates: Option<Output>,
    index: Option<PathBuf>,
    all: bool,
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Task, Failure> {
        let work = Common { paths: self.paths, manner: self.manner }.validate()?;
        let form = self.format.on(&self.screen, &work.output);
        let near_duplicates = self.near_duplicates.map(Output::File);
        Ok(Task { work, form, near_duplicates, index: self.index, all: self.all })
    }
}

pub(super) fn run(task: Task) -> Result<Outcome, Failure> {
    let Some(path) = &task.index else {
        let (gathered, found) = compared(&task.work)?;
        tell(&task, &gathered.documents, &found)?;
        return Ok(Outcome::of(&gathered));
    };
    with_index(&task, path)
}

fn tell(task: &Task, documents: &[Document], found: &Reuse) -> Result<(), Failure> {
    if let Some(file) = &task.near_duplicates {
        file.write(|out| json::copies::write_near(out, documents, &found.near_duplicates))?;
    }
    task.work.output.write(|out| match task.form {
        Form::Jsonl => json::copies::write(out, documents, &found.passages),
        Form::Text { columns, colour } => {
            text::copies::write(out, documents, &found.passages, columns, colour)
        }
    })
}

/// Reads what the paths name and compares it by its words; what could not be read is told on standard error.
pub(super) fn compared(work: &Work) -> Result<(Gathered, Reuse), Failure> {
    let gathered = texts(work)?;
    let pile = Pile { documents: &gathered.documents, annotations: &[] };
    let step = work.progress.start("comparing", reuse::STEPS * gathered.documents.len());
    let found = reuse::compare(pile, &Language::english(), || step.done_one());
    drop(step);
    Ok((gathered, found))
}

/// Compares what the paths name with what the index at `path` keeps, tells what is new, and keeps it. In this order: whoever is
/// killed in between is told once more what is new, and never too little.
fn with_index(task: &Task, path: &Path) -> Result<Outcome, Failure> {
    let (work, language) = (&task.work, Language::english());
    let (there, mut kept) = if path.exists() || work.paths.is_empty() {
        let of = |source| Failure::Index { path: path.to_owned(), source };
        (true, work.progress.during("reading the index", || index::read(path, &language)).map_err(of)?)
    } else {
        (false, Kept::default())
    };
    let given = if work.paths.is_empty() { Gathered::default() } else { texts(work)? };
    let known = kept.documents.len();
    let Grown { gathered, new, again } = grow(std::mem::take(&mut kept.documents), given);
    let documents = &gathered.documents;
    let step = work.progress.start("comparing", reuse::STEPS * documents.len());
    let pile = Pile { documents, annotations: &[] };
    let mut found = kept.index.compare(pile, &language, || step.done_one());
    drop(step);
    if !task.all && !work.paths.is_empty() {
        let is_new = |doc: usize| new.binary_search(&doc).is_ok();
        found.passages.retain(|passage| is_new(passage.a) || is_new(passage.b));
        found.near_duplicates.retain(|pair| is_new(pair.a) || is_new(pair.b));
    }
    tell(task, documents, &found)?;
    if !there || !new.is_empty() {
        let new: Vec<&Document> = new.iter().map(|doc| &documents[*doc]).collect();
        Output::File(path.to_owned()).write(|out| index::write(out, &kept, &new))?;
    }
    if !work.quiet {
        let again = if again == 0 { String::new() } else { format!("; {again} given again") };
        let _ =
            writeln!(io::stderr(), "{}: {known} articles known, {} new{again}", path.display(), new.len());
    }
    Ok(Outcome::of(&gathered))
}
