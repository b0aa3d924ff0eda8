//! `headwater news`.

use super::of;
use crate::cli::errors::{Failure, Outcome};
use crate::cli::screen::Screen;
use crate::cli::{Format, Manner, Work};
use crate::pipeline::crew::tracer;
use crate::story::add::annotated;
use crate::story::documents::{Stored, annotator};
use crate::story::news::{WANTED, moment};
use crate::story::writer::Writer;
use crate::story::{self, Story};
use crate::tell::{Findings, json, text};
use clap::Args;
use headwater_text::Language;
use headwater_trace::Pile;
use headwater_trace::news::{Moment, compare};
use jiff::Timestamp;
use std::path::PathBuf;

/// Tell what is new in a story
///
/// Claims that no article had, new origins of known ones, new denials, values that cannot both hold, changes of official status, notes
/// by which articles correct themselves or are withdrawn with what rests on them, and edits of articles with the words that changed:
/// corrections, and those that the article does not tell of.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The story
    #[arg(value_name = "STORY")]
    story: PathBuf,

    /// Since when: a day, a time with its zone, or "last", when this was told last; telling that notes the time
    #[arg(long, value_name = "DATE", default_value = "last", value_parser = since)]
    since: Since,

    /// Text for people, or one JSON object (schema/news.json)
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

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
    story::news::given(given).map(Since::At).ok_or_else(|| WANTED.to_owned())
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    story: PathBuf,
    since: Since,
    format: Format,
    work: Work,
    columns: usize,
    colour: bool,
}

impl Arguments {
    pub(in crate::cli) fn validate(self) -> Result<Task, Failure> {
        let work = self.manner.on_story(&self.story)?;
        let (columns, colour) = self.screen.measure(&work.output);
        Ok(Task { story: self.story, since: self.since, format: self.format, work, columns, colour })
    }
}

pub(in crate::cli) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { story: path, since, format, work, columns, colour } = task;
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
    let since = match since {
        Since::At(at) => Some((moment(at), at.to_string())),
        Since::Last => story.last_told().map_err(&failed)?.map(|at| (at.clone(), at)),
    };
    let (from, words) = since.unzip();
    let from = from.unwrap_or_default();
    let earlier = story.documents_before(&by, &from).map_err(&failed)?;
    let earlier_keys: Vec<u64> = earlier.iter().map(Stored::key).collect();
    let (before, before_notes) = annotated(earlier, &language, &work.progress);
    let present = story.documents(&by).map_err(&failed)?;
    let present_keys: Vec<u64> = present.iter().map(Stored::key).collect();
    let (documents, annotations) = annotated(present, &language, &work.progress);
    // What was there then need not be read again for now.
    let mut tracer = tracer(&language);
    let judged = story.judgements_before(&from).map_err(&failed)?;
    let pile = Pile { documents: &before, annotations: &before_notes };
    let then = work.progress.during("tracing what was known", || tracer.trace(pile, &earlier_keys, &judged));
    let judged = story.judgements().map_err(&failed)?;
    let pile = Pile { documents: &documents, annotations: &annotations };
    let now = work.progress.during("tracing", || tracer.trace(pile, &present_keys, &judged));
    let edits = story.edits_since(&from, &language).map_err(&failed)?;
    let news =
        compare(Moment { documents: &before, trace: &then }, Moment { documents: &documents, trace: &now });
    let findings = Findings::of(&documents, &annotations, &now);
    work.output.write(|out| match format {
        Format::Json => json::news::News::of(findings, &news, &edits, words.as_deref()).write(out),
        Format::Text => {
            let words = words.as_deref().unwrap_or("the beginning");
            text::news::write(out, findings, &news, &edits, words, columns, colour)
        }
    })?;
    if let Some(writer) = &writer {
        writer.told().map_err(&failed)?;
    }
    Ok(Outcome::Done)
}
