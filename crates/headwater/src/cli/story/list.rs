//! `headwater list`.

use super::of;
use crate::cli::errors::{Failure, Outcome};
use crate::cli::output::Output;
use crate::story::Story;
use crate::tell::text::visible;
use clap::Args;
use std::path::PathBuf;

/// List the articles of a story
#[derive(Debug, Args)]
pub struct Arguments {
    /// The story
    #[arg(value_name = "STORY")]
    story: PathBuf,
}

pub(in crate::cli) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let story = Story::open(&arguments.story).map_err(of(&arguments.story))?;
    let entries = story.list().map_err(of(&arguments.story))?;
    let names = entries.iter().map(|entry| visible(&entry.told()).chars().count()).max().unwrap_or(0);
    Output::Stdout.write(|out| {
        for entry in &entries {
            let published = entry.published.as_deref().unwrap_or("undated");
            let outlet = entry.outlet.as_deref().unwrap_or("outlet not recorded");
            let title = entry.title.as_deref().unwrap_or_default();
            let line = format!("{:<names$}  {published}  {outlet}: {title}", visible(&entry.told()));
            writeln!(out, "{}", visible(line.trim_end()))?;
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}
