//! `headwater judge`.

use super::of;
use crate::cli::errors::{self, Failure, Outcome};
use crate::cli::material::{Material, material};
use crate::cli::{Manner, Work};
use crate::judgements::{self, line, point::words as words_of};
use crate::pipeline::crew;
use crate::story::writer::Writer;
use crate::story::{Story, StoryError};
use crate::tell::text::visible;
use clap::{Args, Subcommand};
use headwater_text::Language;
use headwater_trace::judgement::{Decision, SourceTarget, Target, target};
use headwater_trace::{Outcome as Fate, Pile, Ruling, Trace};
use std::path::{Path, PathBuf};

/// Keep a judgement in a story
///
/// Occurrences are given as `headwater why` tells them (c3.2), sources too (s7). What is kept are the words, so that the judgement
/// holds when ids have changed (docs/judgements.md). Nothing is overwritten: `undo` adds a judgement that takes one back.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The story
    #[arg(value_name = "STORY")]
    story: PathBuf,

    #[command(subcommand)]
    what: What,
}

/// Who decides, and why.
#[derive(Debug, Args)]
struct By {
    /// Who decides
    #[arg(long, value_name = "NAME")]
    who: String,

    /// Why
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    #[command(flatten)]
    manner: Manner,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Two occurrences assert or deny the same proposition
    SameClaim {
        /// Two occurrences
        #[arg(num_args = 2, required = true, value_name = "OCCURRENCE")]
        two: Vec<String>,
        #[command(flatten)]
        by: By,
    },
    /// They do not
    DifferentClaim {
        /// Two occurrences
        #[arg(num_args = 2, required = true, value_name = "OCCURRENCE")]
        two: Vec<String>,
        #[command(flatten)]
        by: By,
    },
    /// Two sources are one
    SameSource {
        /// Two sources
        #[arg(num_args = 2, required = true, value_name = "SOURCE")]
        two: Vec<String>,
        #[command(flatten)]
        by: By,
    },
    /// They are not
    DifferentSource {
        /// Two sources
        #[arg(num_args = 2, required = true, value_name = "SOURCE")]
        two: Vec<String>,
        #[command(flatten)]
        by: By,
    },
    /// An occurrence carries no claim, or other words of its article do
    WrongSpan {
        /// The occurrence
        #[arg(value_name = "OCCURRENCE")]
        at: String,
        /// The words that carry the claim, as they stand in the article
        #[arg(long, value_name = "WORDS")]
        instead: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Where an occurrence comes from
    Origin {
        /// The occurrence
        #[arg(value_name = "OCCURRENCE")]
        of: String,
        /// The source: an id such as s7, or a name
        #[arg(value_name = "SOURCE", required_unless_present = "not_recorded")]
        source: Option<String>,
        /// It is not recorded
        #[arg(long, conflicts_with = "source")]
        not_recorded: bool,
        #[command(flatten)]
        by: By,
    },
    /// Take a judgement back
    Undo {
        /// Its id
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// Keep the judgements of files, as --judgements takes them
    Import {
        /// Files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Write all judgements, a line of JSON each
    List,
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    story: PathBuf,
    job: Job,
}

#[derive(Debug)]
enum Job {
    Decide { what: Wanted, who: String, note: Option<String>, work: Work },
    Import(Vec<PathBuf>),
    List,
}

/// A decision in ids of the last trace.
#[derive(Debug)]
enum Wanted {
    Claims { two: Vec<String>, same: bool },
    Sources { two: Vec<String>, same: bool },
    WrongSpan { at: String, instead: Option<String> },
    Origin { of: String, source: Option<String> },
    Undo(String),
}

impl Arguments {
    pub(in crate::cli) fn validate(self) -> Result<Task, Failure> {
        let (what, by) = match self.what {
            What::SameClaim { two, by } => (Wanted::Claims { two, same: true }, by),
            What::DifferentClaim { two, by } => (Wanted::Claims { two, same: false }, by),
            What::SameSource { two, by } => (Wanted::Sources { two, same: true }, by),
            What::DifferentSource { two, by } => (Wanted::Sources { two, same: false }, by),
            What::WrongSpan { at, instead, by } => (Wanted::WrongSpan { at, instead }, by),
            What::Origin { of, source, by, .. } => (Wanted::Origin { of, source }, by),
            What::Undo { id, by } => (Wanted::Undo(id), by),
            What::Import { files } => return Ok(Task { story: self.story, job: Job::Import(files) }),
            What::List => return Ok(Task { story: self.story, job: Job::List }),
        };
        let work = by.manner.on_story(&self.story)?;
        Ok(Task { story: self.story, job: Job::Decide { what, who: by.who, note: by.note, work } })
    }
}

pub(in crate::cli) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { story, job } = task;
    match job {
        Job::Decide { what, who, note, work } => decide(&story, &what, who, note, &work),
        Job::Import(files) => import(&story, &files),
        Job::List => list(&story),
    }
}

fn decide(
    path: &Path,
    wanted: &Wanted,
    who: String,
    note: Option<String>,
    work: &Work,
) -> Result<Outcome, Failure> {
    let failed = of(path);
    let language = Language::english();
    let mut writer = Writer::open(path, "headwater judge").map_err(&failed)?;
    let mut material = material(work, &language)?;
    let found = traced(&material, &language);
    let decision = Reader { material: &material, trace: &found }.decision(wanted).map_err(&failed)?;
    let judgement = writer.decide(who, note, decision).map_err(&failed)?;
    let id = judgement.id.clone();
    material.judgements.push(judgement);
    let after = traced(&material, &language);
    let told = match after.judgements.iter().find(|ruling| ruling.id == id) {
        Some(ruling) => outcome(ruling),
        None => format!("{id}: kept"),
    };
    work.output.write(|out| writeln!(out, "{}", visible(&told)))?;
    let obeyed = after.judgements.iter().all(|ruling| ruling.id != id || ruling.outcome == Fate::Applied);
    Ok(if obeyed { Outcome::Done } else { Outcome::Incomplete })
}

fn outcome(ruling: &Ruling) -> String {
    match &ruling.reason {
        None => format!("{}: {}", ruling.id, ruling.text),
        Some(reason) => format!("{}: kept and not obeyed: {}; {reason}", ruling.id, ruling.text),
    }
}

fn traced(material: &Material, language: &Language) -> Trace {
    let pile = Pile { documents: &material.gathered.documents, annotations: &material.annotations };
    crew::trace(pile, &material.judgements, language)
}

fn import(path: &Path, files: &[PathBuf]) -> Result<Outcome, Failure> {
    let failed = of(path);
    let mut given = judgements::read(files).map_err(|(path, why)| Failure::Read { path, why })?;
    // What takes back comes after what it takes back.
    given.list.sort();
    let mut writer = Writer::open(path, "headwater judge").map_err(&failed)?;
    let added = writer.judge(&given.list).map_err(&failed)?;
    errors::list(&given.problems);
    let known = given.list.len() - added;
    crate::cli::output::Output::Stdout.write(|out| {
        writeln!(out, "{added} judgements kept, {known} were there, {} not read", given.problems.len())
    })?;
    Ok(if given.problems.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

fn list(path: &Path) -> Result<Outcome, Failure> {
    let failed = of(path);
    let judgements = Story::open(path).and_then(|story| story.judgements()).map_err(&failed)?;
    crate::cli::output::Output::Stdout.write(|out| {
        judgements.iter().try_for_each(|judgement| writeln!(out, "{}", line::write(judgement)?))
    })?;
    Ok(Outcome::Done)
}

/// Ids of a trace to words that last.
struct Reader<'m> {
    material: &'m Material,
    trace: &'m Trace,
}

impl Reader<'_> {
    fn decision(&self, wanted: &Wanted) -> Result<Decision, StoryError> {
        Ok(match wanted {
            Wanted::Claims { two, same } => {
                let (a, b) = (self.occurrence(&two[0])?, self.occurrence(&two[1])?);
                if *same { Decision::SameClaim(a, b) } else { Decision::DifferentClaim(a, b) }
            }
            Wanted::Sources { two, same } => {
                let (a, b) = (self.source(&two[0])?, self.source(&two[1])?);
                if *same { Decision::SameSource(a, b) } else { Decision::DifferentSource(a, b) }
            }
            Wanted::WrongSpan { at, instead } => {
                let at = self.occurrence(at)?;
                let documents = &self.material.gathered.documents;
                let instead = instead.as_ref().map(|words| words_of(documents, &at.document, words));
                let instead = instead.transpose()?;
                Decision::WrongSpan { at, instead }
            }
            Wanted::Origin { of, source } => Decision::Origin {
                of: self.occurrence(of)?,
                source: source.as_ref().map(|source| self.source(source)).transpose()?,
            },
            Wanted::Undo(id) => Decision::Undo(id.clone()),
        })
    }

    /// "c3.2".
    fn occurrence(&self, id: &str) -> Result<Target, StoryError> {
        let found = id.split_once('.').and_then(|(claim, number)| {
            let claim = self.trace.claims.iter().find(|found| found.id == claim)?;
            claim.occurrences.get(number.parse::<usize>().ok()?.checked_sub(1)?)
        });
        let unknown = || {
            StoryError::Judgement(format!("no occurrence has the id \"{id}\"; `headwater why` tells them"))
        };
        let found = found.ok_or_else(unknown)?;
        Ok(target::of(&self.material.gathered.documents[found.doc], found.span))
    }

    /// "s7", or a name.
    fn source(&self, id: &str) -> Result<SourceTarget, StoryError> {
        let documents = &self.material.gathered.documents;
        if let Some(source) = self.trace.sources.iter().find(|source| source.id == id) {
            return Ok(match (source.seen, source.publishes) {
                (Some(seen), _) => SourceTarget::Words(target::of(&documents[seen.doc], seen.span)),
                (None, Some(doc)) => SourceTarget::OutletOf(target::whole(&documents[doc])),
                (None, None) => SourceTarget::Name(source.name.clone()),
            });
        }
        let is_id = id
            .strip_prefix('s')
            .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()));
        if is_id {
            return Err(StoryError::Judgement(format!(
                "no source has the id \"{id}\"; `headwater why` tells them"
            )));
        }
        Ok(SourceTarget::Name(id.to_owned()))
    }
}
