//! `headwater new`.

use super::of;
use crate::cli::errors::{Failure, Outcome};
use crate::story::Story;
use clap::Args;
use std::path::PathBuf;

/// Make a new story file
///
/// A story is one file that keeps articles as they came, what was found in them, and an analyst's judgements. It is an SQLite
/// database (docs/story-file.md).
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file to make, by custom NAME.story
    #[arg(value_name = "STORY")]
    story: PathBuf,
}

pub(in crate::cli) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    Story::create(&arguments.story).map_err(of(&arguments.story))?;
    Ok(Outcome::Done)
}
