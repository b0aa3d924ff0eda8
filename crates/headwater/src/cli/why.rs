//! `headwater why`.

use super::errors::{self, Failure, Outcome};
use super::judged::JudgementFiles;
use super::screen::Screen;
use super::traced::traced;
use super::{Common, Work};
use crate::judgements::Judgements;
use crate::tell::text::{self, why};
use clap::Args;

/// Lay open the whole argument for one claim
///
/// Every occurrence with its words; why it is taken for the same claim; each step of its chain with who says so, the
/// article or Headwater, and the words that show it; what each origin adds to "at least" and "at most"; what cannot both
/// hold, what was lost, what officials said. Each step can be checked against the articles.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,

    /// The claim: its id, or words of it that no other claim has
    #[arg(required = true, value_name = "CLAIM")]
    claim: String,

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
    claim: String,
    columns: usize,
    colour: bool,
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Task, Failure> {
        let work = self.common.validate()?;
        let (columns, colour) = self.screen.measure(&work.output);
        let judgements = self.judgements.read()?;
        Ok(Task { work, judgements, claim: self.claim, columns, colour })
    }
}

pub(super) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { work, judgements, claim: wanted, columns, colour } = task;
    traced(&work, &judgements, |findings, _, _| {
        if !work.quiet {
            errors::list_unobeyed(findings.unread, &findings.trace.judgements);
        }
        let claim = match text::matching(findings, &wanted)[..] {
            [] => return Err(Failure::NoSuchClaim(wanted)),
            [one] => one,
            ref several => {
                let named = several.iter().map(|claim| format!("{}: {}", claim.id, claim.canonical));
                return Err(Failure::SeveralClaims { wanted, claims: named.collect() });
            }
        };
        work.output.write(|out| why::write(out, findings, claim, columns, colour))
    })
}
