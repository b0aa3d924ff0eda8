//! `headwater verify`.

use super::of;
use crate::cli::errors::{Failure, Outcome};
use crate::cli::output::Output;
use crate::story::Story;
use crate::tell::text::visible;
use clap::Args;
use std::path::PathBuf;

/// Check a story against the bytes that it was made from
///
/// The bytes are hashed again and read again, and every text, span and judgement is checked. Exit status 1 where anything is not
/// as it was.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The story
    #[arg(value_name = "STORY")]
    story: PathBuf,
}

pub(in crate::cli) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let failed = of(&arguments.story);
    let story = Story::open(&arguments.story).map_err(&failed)?;
    let report = story.verify().map_err(&failed)?;
    Output::Stdout.write(|out| {
        for fault in &report.faults {
            writeln!(out, "fault: {}", visible(fault))?;
        }
        for note in &report.notes {
            writeln!(out, "note: {}", visible(note))?;
        }
        writeln!(
            out,
            "{} captures, {} versions of articles, {} spans, {} judgements: {}",
            report.captures,
            report.documents,
            report.spans,
            report.judgements,
            match report.faults.len() {
                0 => "all as it was".to_owned(),
                1 => "1 fault".to_owned(),
                count => format!("{count} faults"),
            }
        )
    })?;
    Ok(if report.is_sound() { Outcome::Done } else { Outcome::Incomplete })
}
