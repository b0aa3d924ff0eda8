//! `headwater remove`.

use super::of;
use crate::cli::errors::{Failure, Outcome};
use crate::story::writer::Writer;
use clap::Args;
use std::path::PathBuf;

/// Take articles out of a story
///
/// Nothing is deleted: the bytes stay in the file, the log says when it was, and adding the article again brings it back.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The story
    #[arg(value_name = "STORY")]
    story: PathBuf,

    /// Ids of articles, as `headwater list` tells them
    #[arg(required = true, value_name = "ID")]
    names: Vec<String>,
}

pub(in crate::cli) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let failed = of(&arguments.story);
    let mut writer = Writer::open(&arguments.story, "headwater remove").map_err(&failed)?;
    arguments.names.iter().try_for_each(|name| writer.remove(name).map_err(&failed))?;
    Ok(Outcome::Done)
}
