//! `headwater compare`.

use super::Manner;
use super::errors::{self, Failure, Outcome};
use super::output::Output;
use super::screen::Screen;
use crate::pipeline::progress::Progress;
use crate::pipeline::{self, Gathered};
use crate::tell::text::compare::{self, Layout};
use clap::Args;
use headwater_text::Language;
use headwater_trace::Pile;
use headwater_trace::reuse;

/// Lay two articles side by side, with every edit marked
///
/// The passages that two articles share, aligned, with what the second dropped [-so-] and what it has instead {+so+}, word
/// by word. Changed numbers, names, reservations and attributions are listed under each passage. What only one of them has
/// is counted, or told in full with --all.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The first article, such as the one that seems to be the original
    #[arg(value_name = "A")]
    a: String,

    /// The second
    #[arg(value_name = "B")]
    b: String,

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
    paths: [String; 2],
    layout: Layout,
    output: Output,
    quiet: bool,
    progress: Progress,
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Task, Failure> {
        let quiet = self.manner.quiet;
        let (output, progress) = self.manner.start()?;
        let (columns, colour) = self.screen.measure(&output);
        let layout = Layout { columns, colour, side_by_side: self.side_by_side, all: self.all };
        Ok(Task { paths: [self.a, self.b], layout, output, quiet, progress })
    }
}

pub(super) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { paths: [a, b], layout, output, quiet, progress } = task;
    let (a, b) = (one(&a, quiet, &progress)?, one(&b, quiet, &progress)?);
    let incomplete = a.incomplete() || b.incomplete();
    let documents: Vec<_> = a.documents.into_iter().chain(b.documents).collect();
    let language = Language::english();
    let passages = reuse::find(Pile { documents: &documents, annotations: &[] }, &language);
    let editor = reuse::edits::Editor::of(&language);
    output.write(|out| compare::write(out, &documents[0], &documents[1], &passages, &editor, layout))?;
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
