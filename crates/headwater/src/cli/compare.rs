//! `headwater compare`.

use super::Manner;
use super::errors::{self, Failure, Outcome};
use super::output::Output;
use super::screen::Screen;
use crate::pipeline::progress::Progress;
use crate::pipeline::{self, Gathered};
use crate::story::{self, Story, StoryError, versions};
use crate::tell::comparison::Comparison;
use crate::tell::text::compare::{self, Layout};
use clap::Args;
use headwater_text::{Document, Language};
use headwater_trace::Pile;
use headwater_trace::reuse::{self, edits::Editor};
use std::path::{Path, PathBuf};

/// Lay two articles side by side, with every edit marked
///
/// The passages that two articles share, aligned, with what the second dropped [-so-] and what it has instead {+so+}, word
/// by word. Changed numbers, names, reservations and attributions are listed under each passage. What only one of them has
/// is counted, or told in full with --all.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Two files with an article each, that which seems to be the original first; or a story and two of its articles
    ///
    /// Articles of a story are named as `headwater list` names them, one version of an article NAME@NUMBER: NAME@1 NAME@2 shows
    /// what an edit changed.
    #[arg(value_name = "[STORY] A B", num_args = 2..=3, required = true)]
    given: Vec<String>,

    /// Two columns instead of one text with both
    #[arg(long)]
    side_by_side: bool,

    /// Tell also what only one of them has
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    screen: Screen,

    #[command(flatten)]
    manner: Manner,
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    articles: Articles,
    layout: Layout,
    output: Output,
    quiet: bool,
    progress: Progress,
}

/// What is compared.
#[derive(Debug)]
enum Articles {
    Files([String; 2]),
    Story(PathBuf, [String; 2]),
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Task, Failure> {
        let quiet = self.manner.quiet;
        let (output, progress) = self.manner.start()?;
        let (columns, colour) = self.screen.measure(&output);
        let layout = Layout { columns, colour, side_by_side: self.side_by_side, all: self.all };
        let articles = articles(self.given)?;
        Ok(Task { articles, layout, output, quiet, progress })
    }
}

/// A story and two names, or two files. A story where a file should be is a story with a name missing.
fn articles(given: Vec<String>) -> Result<Articles, Failure> {
    let is_story = |path: &String| story::is_story(Path::new(path));
    match <[String; 3]>::try_from(given) {
        Ok([story, a, b]) if is_story(&story) => Ok(Articles::Story(story.into(), [a, b])),
        Ok([story, ..]) => Err(Failure::Story { path: story.into(), source: StoryError::NoStory }),
        Err(given) => match given.iter().find(|path| is_story(path)) {
            Some(story) => Err(Failure::OneOfStory(story.into())),
            None => <[String; 2]>::try_from(given).map(Articles::Files).map_err(|_| Failure::Internal),
        },
    }
}

pub(super) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { articles, layout, output, quiet, progress } = task;
    let language = Language::english();
    let editor = Editor::of(&language);
    let shared = |documents: &[Document]| reuse::find(Pile { documents, annotations: &[] }, &language);
    let (documents, passages, incomplete) = match articles {
        Articles::Files([a, b]) => {
            let (a, b) = (one(&a, quiet, &progress)?, one(&b, quiet, &progress)?);
            let incomplete = a.incomplete() || b.incomplete();
            let documents: Vec<_> = a.documents.into_iter().chain(b.documents).collect();
            let passages = shared(&documents);
            (documents, passages, incomplete)
        }
        Articles::Story(path, [a, b]) => {
            let failed = |source| Failure::Story { path: path.clone(), source };
            let story = Story::open(&path).map_err(failed)?;
            let (a, b) = (story.article(&a).map_err(failed)?, story.article(&b).map_err(failed)?);
            let edit = versions::passage(&a, &b, &editor);
            let documents = vec![a.document, b.document];
            let passages = edit.map_or_else(|| shared(&documents), |edit| vec![edit]);
            (documents, passages, false)
        }
    };
    let found = Comparison::of(&documents[0], &documents[1], &passages, &editor);
    output.write(|out| compare::write(out, &documents[0], &documents[1], &found, layout))?;
    Ok(if incomplete { Outcome::Incomplete } else { Outcome::Done })
}

/// The one article that a path holds.
fn one(path: &str, quiet: bool, progress: &Progress) -> Result<Gathered, Failure> {
    let gathered = pipeline::gather(&[path.to_owned()], progress);
    if !quiet {
        errors::list_problems(&gathered);
    }
    match gathered.documents.len() {
        0 => Err(Failure::NothingRead),
        1 => Ok(gathered),
        count => Err(Failure::NotOne { path: path.to_owned(), count }),
    }
}
