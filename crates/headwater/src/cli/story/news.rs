//! `headwater news`.

use super::of;
use crate::cli::errors::{Failure, Outcome};
use crate::cli::screen::Screen;
use crate::cli::{Manner, Work};
use crate::story::Story;
use crate::story::add::annotated;
use crate::story::documents::annotator;
use crate::story::news::{Moment, compare, moment};
use crate::story::writer::Writer;
use crate::tell::{Findings, text};
use clap::Args;
use headwater_text::Language;
use headwater_trace::{Pile, trace_judged};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::PathBuf;

/// Tell what is new in a story
///
/// Claims that no article had, new origins of known ones, new denials, values that cannot both hold, changes of official status, and
/// edits of articles with the words that changed; those without a time of change are named.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The story
    #[arg(value_name = "STORY")]
    story: PathBuf,

    /// Since when: a day, a time with its zone, or "last", when this was told last; telling that notes the time
    #[arg(long, value_name = "DATE", default_value = "last", value_parser = since)]
    since: Since,

    #[command(flatten)]
    manner: Manner,

    #[command(flatten)]
    screen: Screen,
}

/// The beginning of what is new.
#[derive(Debug, Clone, Copy)]
enum Since {
    Last,
    At(Timestamp),
}

fn since(given: &str) -> Result<Since, String> {
    if given == "last" {
        return Ok(Since::Last);
    }
    let day = || given.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp());
    let at = given.parse::<Timestamp>().ok().or_else(day);
    at.map(Since::At).ok_or_else(|| "give a day such as 2032-04-14, a time with its zone, or last".to_owned())
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    story: PathBuf,
    since: Since,
    work: Work,
    columns: usize,
    colour: bool,
}

impl Arguments {
    pub(in crate::cli) fn validate(self) -> Result<Task, Failure> {
        let quiet = self.manner.quiet;
        let (output, progress) = self.manner.start()?;
        let (columns, colour) = self.screen.measure(&output);
        let paths = vec![self.story.to_string_lossy().into_owned()];
        let work = Work { paths, output, quiet, progress };
        Ok(Task { story: self.story, since: self.since, work, columns, colour })
    }
}

pub(in crate::cli) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { story: path, since, work, columns, colour } = task;
    let failed = of(&path);
    let language = Language::english();
    let by = annotator(&language);
    // Whoever notes the time writes; whoever asks for a day only reads.
    let writer = match since {
        Since::Last => Some(Writer::open(&path, "headwater news").map_err(&failed)?),
        Since::At(_) => None,
    };
    let opened;
    let story = match &writer {
        Some(writer) => writer.story(),
        None => {
            opened = Story::open(&path).map_err(&failed)?;
            &opened
        }
    };
    let (from, words) = match since {
        Since::At(at) => (moment(at), at.to_string()),
        Since::Last => match story.last_told().map_err(&failed)? {
            Some(at) => (at.clone(), at),
            None => (String::new(), "the beginning".to_owned()),
        },
    };
    let (before, before_notes) =
        annotated(story.documents_before(&by, &from).map_err(&failed)?, &language, &work.progress);
    let (documents, annotations) =
        annotated(story.documents(&by).map_err(&failed)?, &language, &work.progress);
    let judged = story.judgements_before(&from).map_err(&failed)?;
    let then = trace_judged(Pile { documents: &before, annotations: &before_notes }, &judged, &language);
    let judged = story.judgements().map_err(&failed)?;
    let now = trace_judged(Pile { documents: &documents, annotations: &annotations }, &judged, &language);
    let edits = story.edits_since(&from).map_err(&failed)?;
    let news = compare(
        Moment { documents: &before, trace: &then },
        Moment { documents: &documents, trace: &now },
        edits,
    );
    let findings = Findings {
        documents: &documents,
        annotations: &annotations,
        problems: &[],
        unread: &[],
        trace: &now,
    };
    work.output.write(|out| text::news::write(out, findings, &news, &words, columns, colour))?;
    if let Some(writer) = &writer {
        writer.told().map_err(&failed)?;
    }
    Ok(Outcome::Done)
}
