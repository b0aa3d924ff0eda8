//! Paths or a story to annotated articles, for all subcommands that look at several.

use super::Work;
use super::errors::{self, Failure};
use crate::pipeline::{self, Gathered, crew};
use crate::story::add::annotated;
use crate::story::documents::annotator;
use crate::story::{self, Story, StoryError};
use headwater_annotate::Annotator;
use headwater_text::{Annotations, Document, Language};
use headwater_trace::{Judgement, Pile, Trace};
use std::path::Path;

/// Articles with what was found in each, and the judgements that came with them.
#[derive(Debug)]
pub(super) struct Material {
    pub(super) gathered: Gathered,
    /// In the order of the documents.
    pub(super) annotations: Vec<Annotations>,
    /// Those of a story; none of files.
    pub(super) judgements: Vec<Judgement>,
}

impl Material {
    /// Traces it, obeying its judgements.
    pub(super) fn trace(&self, work: &Work, language: &Language) -> Trace {
        let pile = Pile { documents: &self.gathered.documents, annotations: &self.annotations };
        work.progress.during("tracing", || crew::trace(pile, &self.judgements, language))
    }
}

/// Reads and annotates what `work` names: articles, or one story.
pub(super) fn material(work: &Work, language: &Language) -> Result<Material, Failure> {
    if let Some(path) = story_among(&work.paths)? {
        let (stored, judgements) =
            opened(path, |story| Ok((story.documents(&annotator(language))?, story.judgements()?)))?;
        let (documents, annotations) = annotated(stored, language, &work.progress);
        let gathered = held(path, documents)?;
        errors::check(&gathered)?;
        return Ok(Material { gathered, annotations, judgements });
    }
    let gathered = pipeline::gather(&work.paths, &work.progress);
    if let Err(failure) = errors::check(&gathered) {
        errors::list_problems(&gathered);
        return Err(failure);
    }
    let annotations = pipeline::annotate(&gathered.documents, &Annotator::new(language), &work.progress);
    Ok(Material { gathered, annotations, judgements: Vec::new() })
}

/// Reads what `work` names, articles or one story, without annotating it; what could not be read is told on standard error.
pub(super) fn texts(work: &Work) -> Result<Gathered, Failure> {
    let gathered = match story_among(&work.paths)? {
        Some(path) => held(path, opened(path, Story::articles)?)?,
        None => pipeline::gather(&work.paths, &work.progress),
    };
    if !work.quiet {
        errors::list_problems(&gathered);
    }
    errors::check(&gathered)?;
    Ok(gathered)
}

/// What `read` finds in the story at `path`.
fn opened<T>(path: &Path, read: impl FnOnce(&Story) -> Result<T, StoryError>) -> Result<T, Failure> {
    let of = |source| Failure::Story { path: path.to_owned(), source };
    Story::open(path).and_then(|story| read(&story)).map_err(of)
}

/// The articles of the story at `path`, of which there must be some.
fn held(path: &Path, documents: Vec<Document>) -> Result<Gathered, Failure> {
    if documents.is_empty() {
        return Err(Failure::EmptyStory(path.to_owned()));
    }
    Ok(Gathered { documents, problems: Vec::new() })
}

/// The one path, where it is a story. A story among other paths is a mistake.
fn story_among(paths: &[String]) -> Result<Option<&Path>, Failure> {
    let stories: Vec<&Path> = paths.iter().map(Path::new).filter(|path| story::is_story(path)).collect();
    match (stories[..].first(), paths.len()) {
        (None, _) => Ok(None),
        (Some(story), 1) => Ok(Some(story)),
        (Some(story), _) => Err(Failure::StoryAmongOthers((*story).to_owned())),
    }
}
