//! Everything that ends a run, as a message with a kind and a hint, and as an exit status.

use crate::eval::gold::GoldError;
use crate::pipeline::Gathered;
use crate::pipeline::index::IndexError;
use crate::story::StoryError;
use headwater_text::{Problem, ProblemKind, Severity};
use headwater_trace::{Outcome as Fate, Ruling};
use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

/// How a run ended that did what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything given was read.
    Done,
    /// Something given could not be read, or not in full; the output says what.
    Incomplete,
}

impl Outcome {
    /// The outcome of a run over `gathered`.
    pub fn of(gathered: &Gathered) -> Self {
        if gathered.incomplete() { Self::Incomplete } else { Self::Done }
    }
}

/// What ends a run without a result.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The paths hold no document at all.
    #[error("no document could be read")]
    NothingRead,
    /// Documents were read, none of them in a language that can be read.
    #[error("no document is in a language that this version reads")]
    NothingMeasured,
    /// The result could not be written.
    #[error("cannot write {}: {source}", target.display())]
    Write {
        /// Where to; `-` for standard output.
        target: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Threads could not be started.
    #[error("cannot start threads: {0}")]
    Threads(rayon::ThreadPoolBuildError),
    /// `--claim` matched nothing.
    #[error("no claim has the id or the words \"{0}\"")]
    NoSuchClaim(String),
    /// `--source` matched nothing.
    #[error("no source is named \"{0}\"")]
    NoSuchSource(String),
    /// One claim was asked for, and several have the words.
    #[error("{} claims have the words \"{wanted}\":{}", claims.len(), listed(claims))]
    SeveralClaims {
        /// What was asked for.
        wanted: String,
        /// Ids and words of the claims.
        claims: Vec<String>,
    },
    /// One article was asked for, and a path holds none or several.
    #[error("{path} holds {count} articles; one is compared with another")]
    NotOne {
        /// The path.
        path: String,
        /// How many articles.
        count: usize,
    },
    /// A story was given to compare, and not two of its articles.
    #[error("{}: two articles of a story are compared, and two names are needed", .0.display())]
    OneOfStory(PathBuf),
    /// A file given by name could not be read.
    #[error("cannot read {}: {why}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// A gold file is no gold file.
    #[error("{}: {source}", path.display())]
    Gold {
        /// Which.
        path: PathBuf,
        /// What is wrong with it, and where.
        source: GoldError,
    },
    /// A story cannot be read or written.
    #[error("{}: {source}", path.display())]
    Story {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        source: StoryError,
    },
    /// An index of reuse cannot be used.
    #[error("{}: {source}", path.display())]
    Index {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        source: IndexError,
    },
    /// A story holds no article yet.
    #[error("{}: the story holds no article", .0.display())]
    EmptyStory(PathBuf),
    /// Several files were asked for, and no folder to put them in.
    #[error("this form is a folder of files")]
    NoFolder,
    /// A story was given beside other paths.
    #[error("{}: a story is read alone, and other paths were given with it", .0.display())]
    StoryAmongOthers(PathBuf),
    /// The web app cannot listen.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// The web app was to be open to other machines without a password.
    #[error("{0} is beyond this machine, and no password was given")]
    Exposed(IpAddr),
    /// A fault of the program.
    #[error("internal error; the lines above say where")]
    Internal,
}

/// The first few, a line each.
fn listed(claims: &[String]) -> String {
    const SHOWN: usize = 8;
    let mut told = String::new();
    for claim in claims.iter().take(SHOWN) {
        told.push_str("\n  ");
        told.push_str(&crate::tell::text::visible(claim));
    }
    if claims.len() > SHOWN {
        told.push_str(&format!("\n  and {} more", claims.len() - SHOWN));
    }
    told
}

impl Failure {
    fn status(&self) -> u8 {
        match self {
            Self::Gold { source: GoldError::Empty, .. } => 3,
            Self::NothingRead
            | Self::Write { .. }
            | Self::NoSuchClaim(_)
            | Self::NoSuchSource(_)
            | Self::SeveralClaims { .. }
            | Self::NotOne { .. }
            | Self::OneOfStory(_)
            | Self::Read { .. }
            | Self::Story { .. }
            | Self::Index { .. }
            | Self::EmptyStory(_)
            | Self::NoFolder
            | Self::StoryAmongOthers(_)
            | Self::Listen { .. }
            | Self::Exposed(_)
            | Self::Gold { .. } => 1,
            Self::Threads(_) | Self::Internal => 2,
            Self::NothingMeasured => 3,
        }
    }

    fn hint(&self) -> &'static str {
        match self {
            Self::NothingRead => "give files, folders or quoted globs of articles, or - for standard input",
            Self::NothingMeasured => "this version reads English",
            Self::Write { .. } => "choose another file with -o, or free space",
            Self::Threads(_) => "try --threads 1",
            Self::NoSuchClaim(_) => "`headwater trace` tells the claims and their ids",
            Self::NoSuchSource(_) => "--count-sources tells the names",
            Self::SeveralClaims { .. } => "give more words, or the id",
            Self::NotOne { .. } => {
                "give two files with one article each; `headwater reuse` compares all articles of a pile"
            }
            Self::OneOfStory(_) => "`headwater list STORY` tells the names; NAME@1 is its first version",
            Self::Read { .. } => "give a file that can be read",
            Self::Story { source: StoryError::Held(_), .. } => "try again when it is done",
            Self::Story { source: StoryError::TooNew { .. }, .. } => "use that version",
            Self::Story { source: StoryError::Exists, .. } => "choose another name, or `headwater add` to it",
            Self::Story { source: StoryError::NoStory | StoryError::Unreadable(_), .. } => {
                "`headwater new STORY` makes a story"
            }
            Self::Story { source: StoryError::Nothing { .. }, .. } => {
                "`headwater list` and `headwater judge STORY list` tell what it has"
            }
            Self::Story { source: StoryError::Damaged(_), .. } => {
                "`headwater verify` tells all that is damaged"
            }
            Self::Story { .. } => "nothing that was confirmed before is lost",
            Self::Index { source: IndexError::Unreadable(_), .. } => {
                "give a file that can be read, or a name that is free"
            }
            Self::Index { source: IndexError::NoIndex, .. } => {
                "give an index, or a name that is free to make one"
            }
            Self::Index { .. } => "remove it and make it again from its articles",
            Self::EmptyStory(_) => "`headwater add` brings articles into it",
            Self::NoFolder => "name the folder with -o",
            Self::Listen { .. } => "choose another port with --port, or 0 for any that is free",
            Self::Exposed(_) => "name a file that holds a password with --password-file",
            Self::StoryAmongOthers(_) => "give the story alone, or `headwater add` the others to it",
            Self::Gold { source: GoldError::Empty, .. } => "nothing can be measured against it",
            Self::Gold { .. } => {
                "each line is one JSON object with id, text and attributions (schema/gold.json)"
            }
            Self::Internal => "this is a fault of Headwater; please report it with the input that shows it",
        }
    }
}

/// Tells the outcome on standard error where it needs telling, and gives the exit status.
pub fn tell(outcome: Result<Outcome, Failure>) -> ExitCode {
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        Err(failure) => {
            let _ = writeln!(io::stderr(), "error: {failure}\nhint: {}", failure.hint());
            ExitCode::from(failure.status())
        }
    }
}

/// Tells a usage error, or help and version where they were asked for. Usage errors have status 1.
pub fn usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// Lists on standard error what could not be read; for outputs that have no place for it.
pub fn list_problems(gathered: &Gathered) {
    list(gathered.all_problems());
}

/// Lists problems on standard error.
pub fn list<'p>(problems: impl IntoIterator<Item = &'p Problem>) {
    let mut err = io::stderr().lock();
    for problem in problems {
        let word = match problem.severity {
            Severity::Lost => "not read",
            Severity::Partial => "in part",
            Severity::Note if problem.kind == ProblemKind::Duplicate => "dropped",
            Severity::Note => "note",
        };
        let line = crate::tell::text::visible(&problem.to_string());
        let _ = writeln!(err, "{word}: {line}");
    }
}

/// Lists on standard error the judgements that could not be read or obeyed; they decide what all else says.
pub fn list_unobeyed(unread: &[Problem], rulings: &[Ruling]) {
    let mut err = io::stderr().lock();
    let visible = crate::tell::text::visible;
    for problem in unread {
        let _ = writeln!(err, "not read: {}", visible(&problem.to_string()));
    }
    for ruling in rulings.iter().filter(|ruling| ruling.outcome == Fate::NotApplied) {
        let reason = ruling.reason.as_deref().unwrap_or_default();
        let told = format!("judgement {}: {}; {reason}", ruling.id, ruling.text);
        let _ = writeln!(err, "not obeyed: {}", visible(&told));
    }
}

/// Whether the run can go on: something was read, and something of it can be measured.
///
/// # Errors
///
/// [`Failure::NothingRead`] and [`Failure::NothingMeasured`].
pub fn check(gathered: &Gathered) -> Result<(), Failure> {
    let foreign = |problem: &headwater_text::Problem| {
        problem.kind == ProblemKind::Language && problem.severity > Severity::Note
    };
    if gathered.documents.is_empty() {
        let all_foreign = !gathered.problems.is_empty() && gathered.problems.iter().all(foreign);
        return Err(if all_foreign { Failure::NothingMeasured } else { Failure::NothingRead });
    }
    if gathered.documents.iter().all(|document| document.problems.iter().any(foreign)) {
        return Err(Failure::NothingMeasured);
    }
    Ok(())
}
