//! `headwater trace`.

use super::errors::{self, Failure, Outcome};
use super::judged::JudgementFiles;
use super::screen::Screen;
use super::traced::traced;
use super::{Common, Format, Work};
use crate::judgements::Judgements;
use crate::tell::{json, text};
use clap::Args;

/// Follow every claim in articles to its origins
///
/// Told first: what was read and what could not be. Then the claims, those first that many articles repeat and few
/// origins feed. Each comes with the words that state it (^ source, ~ cue, - claim, ? hedge), the chain from its
/// origins down to the articles, and the reasons for "at least" and "at most" so many independent origins.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,

    /// Text for people, JSON for programs (schema/trace.json)
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Tell only claims with this id, or with all these words, in full (text only)
    #[arg(long, value_name = "TEXT")]
    claim: Vec<String>,

    /// Tell every claim and every occurrence, folding nothing (text only)
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    judgements: JudgementFiles,

    #[command(flatten)]
    screen: Screen,
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    work: Work,
    judgements: Judgements,
    teller: Teller,
}

#[derive(Debug)]
enum Teller {
    Text(text::Options),
    Json,
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Task, Failure> {
        let work = self.common.validate()?;
        let (columns, colour) = self.screen.measure(&work.output);
        let teller = match self.format {
            Format::Json => Teller::Json,
            Format::Text => {
                Teller::Text(text::Options { columns, colour, claims: self.claim, all: self.all })
            }
        };
        let judgements = self.judgements.read()?;
        Ok(Task { work, judgements, teller })
    }
}

pub(super) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { work, judgements, teller } = task;
    traced(&work, &judgements, |findings, language, _| match teller {
        Teller::Json => {
            if !work.quiet {
                errors::list_unobeyed(findings.unread, &findings.trace.judgements);
            }
            work.output.write(|out| json::trace::write(out, findings, language.code))
        }
        Teller::Text(options) => {
            if let Some(words) = text::unmatched(findings, &options) {
                return Err(Failure::NoSuchClaim(words.to_owned()));
            }
            work.output.write(|out| text::write(out, findings, &options))
        }
    })
}
