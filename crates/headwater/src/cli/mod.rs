//! The command line: raw arguments, validated arguments, work.

pub mod annotate;
pub mod compare;
pub mod errors;
pub mod eval;
mod help;
mod judged;
pub mod lines;
mod material;
mod output;
pub mod report;
pub mod reuse;
pub mod screen;
pub mod serve;
pub mod story;
pub mod trace;
mod traced;
pub mod why;

use crate::pipeline::progress::Progress;
use clap::{Args, Parser, Subcommand, ValueEnum};
use errors::{Failure, Outcome};
use output::Output;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Follows every claim in a pile of news upstream to where it came from.
///
/// Headwater reads articles about a story and answers, for every claim in them: who says so, through whom it
/// reached the page, who said it first, and how many independent origins stand behind it. It never says what is
/// true. Nothing leaves this machine.
///
/// Exit status: 0 done; 1 bad input or usage, also where some inputs could not be read (the rest is told in full);
/// 2 internal error; 3 nothing could be measured, as no article is in a language that is read.
#[derive(Debug, Parser)]
#[command(name = "headwater", version, max_term_width = 100, subcommand_required = true,
    after_long_help = help::examples_and_formats())]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Trace(trace::Arguments),
    Why(why::Arguments),
    Report(report::Arguments),
    Annotate(annotate::Arguments),
    Reuse(reuse::Arguments),
    Compare(compare::Arguments),
    New(story::new::Arguments),
    Add(story::add::Arguments),
    List(story::list::Arguments),
    Search(story::search::Arguments),
    Remove(story::remove::Arguments),
    Judge(story::judge::Arguments),
    News(story::news::Arguments),
    Serve(serve::Arguments),
    Export(story::export::Arguments),
    Verify(story::verify::Arguments),
    Eval(eval::Arguments),
}

/// What every subcommand takes.
#[derive(Debug, Args)]
pub struct Common {
    /// Files, folders, quoted globs, - for standard input, or one story
    ///
    /// Folders are read with all folders in them; names that start with a dot are passed over, and so is JSON without
    /// articles unless it is named itself. `headwater --help` lists the formats.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,

    #[command(flatten)]
    manner: Manner,
}

/// How the work is done and where its result goes.
#[derive(Debug, Args)]
pub struct Manner {
    /// Write to FILE, which is replaced only once all is written
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Threads to use; the output does not depend on it [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,

    /// Show no progress and no list of what could not be read on standard error
    #[arg(short, long)]
    quiet: bool,
}

impl Manner {
    /// Starts the threads; gives where the result goes, and progress.
    fn start(self) -> Result<(Output, Progress), Failure> {
        (rayon::ThreadPoolBuilder::new().num_threads(self.threads.map_or(0, NonZeroUsize::get)))
            .build_global()
            .map_err(Failure::Threads)?;
        Ok((self.output.map_or(Output::Stdout, Output::File), Progress::on_terminal(self.quiet)))
    }

    /// Starts work on the story at `path`.
    fn on_story(self, path: &Path) -> Result<Work, Failure> {
        Common { paths: vec![path.to_string_lossy().into_owned()], manner: self }.validate()
    }
}

/// In which form what was found is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// [`Common`], validated.
#[derive(Debug)]
pub struct Work {
    /// Paths as given; what is wrong with them is found while reading.
    pub paths: Vec<String>,
    /// Where the result goes.
    pub output: Output,
    /// Whether standard error stays silent about progress and unread inputs.
    pub quiet: bool,
    /// Progress.
    pub progress: Progress,
}

impl Common {
    fn validate(self) -> Result<Work, Failure> {
        let quiet = self.manner.quiet;
        let (output, progress) = self.manner.start()?;
        Ok(Work { paths: self.paths, output, quiet, progress })
    }
}

/// Parses the arguments of this process, does the work and gives the exit status.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return errors::usage(&error),
    };
    // A panic is a fault of the program, never of its input: it is told as such, with status 2.
    let outcome = std::panic::catch_unwind(|| run(cli.command)).unwrap_or(Err(Failure::Internal));
    errors::tell(outcome)
}

fn run(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Trace(arguments) => trace::run(arguments.validate()?),
        Command::Why(arguments) => why::run(arguments.validate()?),
        Command::Report(arguments) => report::run(arguments.validate()?),
        Command::Annotate(arguments) => annotate::run(arguments.validate()?),
        Command::Reuse(arguments) => reuse::run(arguments.validate()?),
        Command::Compare(arguments) => compare::run(arguments.validate()?),
        Command::New(arguments) => story::new::run(&arguments),
        Command::Add(arguments) => story::add::run(arguments.validate()?),
        Command::List(arguments) => story::list::run(&arguments),
        Command::Search(arguments) => story::search::run(arguments.validate()?),
        Command::Remove(arguments) => story::remove::run(&arguments),
        Command::Judge(arguments) => story::judge::run(arguments.validate()?),
        Command::News(arguments) => story::news::run(arguments.validate()?),
        Command::Serve(arguments) => serve::run(arguments.validate()?),
        Command::Export(arguments) => story::export::run(arguments.validate()?),
        Command::Verify(arguments) => story::verify::run(&arguments),
        Command::Eval(arguments) => eval::run(arguments.validate()?),
    }
}
