//! `headwater search`.

use super::of;
use crate::cli::errors::{Failure, Outcome};
use crate::cli::lines::{Form, Format};
use crate::cli::material::material;
use crate::cli::screen::Screen;
use crate::cli::{Manner, Work};
use crate::story::Story;
use crate::story::search::facets::Sources;
use crate::story::search::{Order, PAGE, Request};
use crate::tell::{json, text};
use clap::{Args, ValueEnum};
use headwater_text::Language;
use jiff::civil::Date;
use std::path::PathBuf;

/// Find articles of a story by their words
///
/// All words must stand in an article, in whatever case and with or without accents; "words in quotation marks" one after the
/// other; -words not at all; beginnings* are enough. Nothing else that is typed has a meaning of its own. Put what has marks
/// in it into single quotes: 'gate "two jammed" -valve'. Without a query every article is found.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The story
    #[arg(value_name = "STORY")]
    story: PathBuf,

    /// What to search for
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    /// Only articles of this outlet, in full as recorded; several may be given, and "" for those that record none
    #[arg(long, value_name = "NAME")]
    outlet: Vec<String>,

    /// Only articles that owe something to this source, by any of its names; several may be given. This traces the story
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,

    /// Only articles that can be of this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<Date>,

    /// Only articles that can be of this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<Date>,

    /// Count by source too, which traces the story
    #[arg(long)]
    count_sources: bool,

    /// Those first that have most of what was searched for, or the newest
    #[arg(long, value_enum, default_value_t = Sort::Rank)]
    sort: Sort,

    /// Articles to tell
    #[arg(long, value_name = "N", default_value_t = PAGE)]
    limit: usize,

    /// Articles to pass over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    skip: usize,

    /// Text, or one JSON object a line (schema/search.json)
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    manner: Manner,

    #[command(flatten)]
    screen: Screen,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sort {
    Rank,
    Newest,
}

fn day(given: &str) -> Result<Date, String> {
    given.parse().map_err(|_| "give a day such as 2032-04-14".to_owned())
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    story: PathBuf,
    request: Request,
    count_sources: bool,
    work: Work,
    form: Form,
}

impl Arguments {
    pub(in crate::cli) fn validate(self) -> Result<Task, Failure> {
        let work = self.manner.on_story(&self.story)?;
        let form = self.format.on(&self.screen, &work.output);
        let request = Request {
            words: self.query.join(" "),
            outlets: self.outlet,
            sources: self.source,
            from: self.from,
            to: self.to,
            order: match self.sort {
                Sort::Rank => Order::Rank,
                Sort::Newest => Order::Newest,
            },
            skip: self.skip,
            take: self.limit,
        };
        let count_sources = self.count_sources || !request.sources.is_empty();
        Ok(Task { story: self.story, request, count_sources, work, form })
    }
}

pub(in crate::cli) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { story: path, mut request, count_sources, work, form } = task;
    let story = Story::open(&path).map_err(of(&path))?;
    let sources = if count_sources { Some(sources(&work)?) } else { None };
    if let Some(sources) = &sources {
        let told = request.sources.iter().map(|name| match sources.named(name) {
            none if none.is_empty() => Err(Failure::NoSuchSource(name.clone())),
            told => Ok(told),
        });
        request.sources = told.collect::<Result<Vec<_>, _>>()?.concat();
    }
    let found = story.search(&request, sources.as_ref()).map_err(of(&path))?;
    work.output.write(|out| match form {
        Form::Jsonl => json::search::write(out, &found, request.skip),
        Form::Text { columns, colour } => text::search::write(out, &found, request.skip, columns, colour),
    })?;
    Ok(Outcome::Done)
}

/// The sources of the story's articles.
fn sources(work: &Work) -> Result<Sources, Failure> {
    let language = Language::english();
    let material = material(work, &language)?;
    Ok(Sources::of(&material.gathered.documents, &material.trace(work, &language)))
}
