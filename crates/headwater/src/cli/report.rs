//! `headwater report`.

use super::errors::{self, Failure, Outcome};
use super::judged::JudgementFiles;
use super::traced::traced;
use super::{Common, Work};
use crate::judgements::Judgements;
use crate::pipeline::crew;
use crate::tell::Findings;
use crate::tell::report::{self, Options, Since};
use clap::{Args, ValueEnum};
use headwater_text::Language;
use headwater_trace::news::{Moment, News, compare};
use headwater_trace::{Judgement, Pile};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Lay a story open on one page
///
/// One HTML file that loads nothing and works without a script: what was read and what could not be; claims that many
/// articles repeat from one origin, each with its chain; where accounts disagree; what officials said; what is new; when
/// things happened and were reported; every article with its provenance in the margin; who is named and who is not; how it was
/// made and how often that is wrong. Every statement leads to the exact words.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,

    /// A page for a browser, or a brief in Markdown
    #[arg(long, value_enum, default_value_t = Form::Html)]
    format: Form,

    /// Headline [default: how many articles, of which days]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Tell what articles published on DATE or later add: 2032-04-14, or 2032-04-14T18:00 in UTC
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<DateTime>,

    #[command(flatten)]
    judgements: JudgementFiles,
}

/// In which form a story is laid open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Html,
    Md,
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    work: Work,
    form: Form,
    title: Option<String>,
    since: Option<(String, Timestamp)>,
    judgements: Judgements,
}

fn date(given: &str) -> Result<DateTime, String> {
    let day = || given.parse::<Date>().ok().filter(|_| !given.contains(['T', ' ']));
    day()
        .map(|day| day.at(0, 0, 0, 0))
        .or_else(|| given.parse::<DateTime>().ok())
        .ok_or_else(|| "no date such as 2032-04-14 or 2032-04-14T18:00".to_owned())
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Task, Failure> {
        let since = self.since.map(|at| {
            let midnight = at.hour() == 0 && at.minute() == 0;
            let told = if midnight { at.strftime("%-d %B %Y") } else { at.strftime("%-d %B %Y, %H:%M") };
            let at_zone = at.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp());
            (told.to_string(), at_zone.unwrap_or(Timestamp::MIN))
        });
        let title = self.title.filter(|title| !title.trim().is_empty());
        let work = self.common.validate()?;
        Ok(Task { work, form: self.format, title, since, judgements: self.judgements.read()? })
    }
}

pub(super) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { work, form, title, since, judgements } = task;
    traced(&work, &judgements, |findings, language, decided| {
        if !work.quiet {
            errors::list_unobeyed(findings.unread, &findings.trace.judgements);
        }
        let earlier = since.map(|(told, at)| {
            work.progress
                .during("tracing earlier articles", || Earlier::of(findings, language, decided, told, at))
        });
        let options = Options { title, language: language.code, since: earlier.as_ref().map(Earlier::since) };
        work.output.write(|out| match form {
            Form::Html => report::write(out, findings, &options),
            Form::Md => report::brief::write(out, findings, &options),
        })
    })
}

/// What the articles since a date add to those before it.
struct Earlier {
    told: String,
    news: News,
}

impl Earlier {
    fn of(
        findings: Findings<'_>,
        language: &Language,
        decided: &[Judgement],
        told: String,
        at: Timestamp,
    ) -> Self {
        let is_old = |doc: &usize| {
            headwater_trace::published(&findings.documents[*doc]).is_none_or(|when| when.earliest < at)
        };
        let kept: Vec<usize> = (0..findings.documents.len()).filter(is_old).collect();
        let documents: Vec<_> = kept.iter().map(|doc| findings.documents[*doc].clone()).collect();
        let annotations: Vec<_> = kept.iter().map(|doc| findings.annotations[*doc].clone()).collect();
        let pile = Pile { documents: &documents, annotations: &annotations };
        let trace = crew::trace(pile, decided, language);
        let before = Moment { documents: &documents, trace: &trace };
        let now = Moment { documents: findings.documents, trace: findings.trace };
        Self { told, news: compare(before, now) }
    }

    fn since(&self) -> Since<'_> {
        Since { told: &self.told, news: &self.news }
    }
}
