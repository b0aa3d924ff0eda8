//! `headwater add`.

use super::of;
use crate::cli::errors::{self, Failure, Outcome};
use crate::cli::{Common, Work};
use crate::story::add::{add, renew};
use crate::story::documents::Added;
use crate::story::writer::Writer;
use crate::tell::text::visible;
use clap::Args;
use headwater_text::Language;
use std::io::{self, Write};
use std::path::PathBuf;

/// Add articles to a story
///
/// An article is in the story once its line is told; whatever ends the program then, it stays. What the story has already
/// changes nothing. A changed article at an address that the story knows becomes a new version of it.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The story
    #[arg(value_name = "STORY")]
    story: PathBuf,

    #[command(flatten)]
    common: Common,
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    story: PathBuf,
    work: Work,
}

impl Arguments {
    pub(in crate::cli) fn validate(self) -> Result<Task, Failure> {
        Ok(Task { story: self.story, work: self.common.validate()? })
    }
}

pub(in crate::cli) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { story, work } = task;
    let language = Language::english();
    let mut writer = Writer::open(&story, "headwater add").map_err(of(&story))?;
    let mut said: io::Result<()> = Ok(());
    let mut tell = |name: &str, added: &Added| {
        let name = visible(name);
        let line = match added {
            Added::New => format!("added      {name}"),
            Added::Version(version) => format!("version {version:<2} {name}"),
            Added::Restored => format!("restored   {name}"),
            Added::Unchanged => format!("unchanged  {name}"),
        };
        // At once, since a line says that the article is safe. Where nobody listens any more the work goes on.
        let mut out = io::stdout().lock();
        let told = writeln!(out, "{line}").and_then(|()| out.flush());
        if said.is_ok() {
            said = told;
        }
    };
    let tally = add(&mut writer, &work.paths, &language, &work.progress, &mut tell).map_err(of(&story))?;
    renew(&mut writer, &language, &work.progress).map_err(of(&story))?;
    if !work.quiet {
        errors::list(&tally.problems);
    }
    match said {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            return Err(Failure::Write { target: "-".into(), source: error });
        }
        _ => {}
    }
    Ok(if tally.incomplete() { Outcome::Incomplete } else { Outcome::Done })
}
