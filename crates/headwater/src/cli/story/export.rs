//! `headwater export`.

use super::of;
use crate::cli::errors::{Failure, Outcome};
use crate::cli::material::material;
use crate::cli::output::Output;
use crate::cli::{Manner, Work};
use crate::story::Story;
use crate::tell::Findings;
use crate::tell::export::{Export, FORMS, Form};
use clap::Args;
use clap::builder::PossibleValuesParser;
use headwater_text::Language;
use std::fs;
use std::path::PathBuf;

/// Write a story in the form of another program
///
/// jsonl: a line of JSON for each document, source, claim, occurrence, copy and judgement (schema/export.json). csv: tables and a
/// manifest, into the folder given by --output. prov: W3C PROV as JSON-LD. gexf: a graph with times, for Gephi. csl: the articles,
/// for Zotero. webannotation: the occurrences, as W3C Web Annotations.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The story
    #[arg(value_name = "STORY")]
    story: PathBuf,

    /// The form
    #[arg(long, value_parser = PossibleValuesParser::new(FORMS.iter().map(|(name, _)| *name)))]
    format: String,

    #[command(flatten)]
    manner: Manner,
}

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    story: PathBuf,
    work: Work,
    form: Form,
}

impl Arguments {
    pub(in crate::cli) fn validate(self) -> Result<Task, Failure> {
        let work = self.manner.on_story(&self.story)?;
        let form = FORMS.iter().find(|(name, _)| *name == self.format).map(|(_, form)| *form);
        let form = form.ok_or(Failure::Internal)?;
        if matches!(form, Form::Folder(_)) && work.output == Output::Stdout {
            return Err(Failure::NoFolder);
        }
        Ok(Task { story: self.story, work, form })
    }
}

pub(in crate::cli) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { story: path, work, form } = task;
    let language = Language::english();
    let replaced = Story::open(&path).and_then(|story| story.replaced()).map_err(of(&path))?;
    let material = material(&work, &language)?;
    let trace = material.trace(&work, &language);
    let findings = Findings::of(&material.gathered.documents, &material.annotations, &trace);
    let export = Export { findings, replaced: &replaced };
    match (form, &work.output) {
        (Form::File(write), _) => work.output.write(|out| write(out, export))?,
        (Form::Folder(_), Output::Stdout) => return Err(Failure::NoFolder),
        (Form::Folder(tables), Output::File(folder)) => {
            let failed = |source| Failure::Write { target: folder.clone(), source };
            fs::create_dir_all(folder).map_err(failed)?;
            for table in tables(export).map_err(failed)? {
                Output::File(folder.join(&table.name)).write(|out| out.write_all(&table.bytes))?;
            }
        }
    }
    Ok(Outcome::Done)
}
