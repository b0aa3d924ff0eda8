//! What became of an article from one version to another.

use super::add::annotated;
use super::documents::Stored;
use super::versions::{self, Listed, Notice};
use super::{Story, StoryError};
use crate::pipeline::progress::Progress;
use headwater_text::{Document, Language};
use headwater_trace::corrections::Wording;
use headwater_trace::news::edited::{Edited, Version, edited};
use headwater_trace::reuse::edits::Editor;
use headwater_trace::{Passage, Pile, Trace, trace};

/// The versions of an article, and what one edit did.
#[derive(Debug)]
pub struct Versions {
    /// The id that all share.
    pub name: String,
    /// All of them, the first first.
    pub all: Vec<Listed>,
    /// What changed between two of them; `None` where there is one.
    pub edit: Option<Told>,
}

/// What changed between two versions.
#[derive(Debug)]
pub struct Told {
    /// Their numbers.
    pub numbers: (i64, i64),
    /// The two, their ids the article's.
    pub documents: [Document; 2],
    /// The trace of each alone.
    pub traces: [Trace; 2],
    /// Both as one passage.
    pub passage: Passage,
    /// Whether the later says that it was changed.
    pub notice: Notice,
    /// What became of the statements.
    pub statements: Edited,
}

impl Versions {
    /// Of the article called `name`; of two of its versions, by their numbers, the last and the one before it where none are given.
    /// `annotator` is by whom annotations must be made to be taken. `None` where the story has no such article or version.
    ///
    /// # Errors
    ///
    /// Those of the story.
    pub fn of(
        story: &Story,
        name: &str,
        (a, b): (Option<i64>, Option<i64>),
        annotator: &str,
        language: &Language,
    ) -> Result<Option<Self>, StoryError> {
        let all = story.versions(name, language)?;
        let Some(last) = all.last().map(|listed| listed.version) else { return Ok(None) };
        let b = b.unwrap_or(last);
        let before = all.iter().map(|listed| listed.version).filter(|version| *version < b).max();
        let Some(a) = a.or(before) else {
            let known = all.iter().any(|listed| listed.version == b);
            return Ok(known.then(|| Self { name: name.to_owned(), all, edit: None }));
        };
        let read = |version: i64| story.version(annotator, name, version);
        let (Some(then), Some(now)) = (read(a)?, read(b)?) else { return Ok(None) };
        let edit = told((a, b), [then, now], language);
        Ok(Some(Self { name: name.to_owned(), all, edit: Some(edit) }))
    }
}

fn told(numbers: (i64, i64), both: [Stored; 2], language: &Language) -> Told {
    let [then, now] = both.map(|stored| alone(stored, language));
    let editor = Editor::of(language);
    let both = (&then.0, &now.0);
    let pieces = versions::pieces(both, &editor);
    let passage = versions::edit(numbers, both, &pieces);
    let statements = edited(
        Version { document: &then.0, trace: &then.1 },
        Version { document: &now.0, trace: &now.1 },
        &pieces,
    );
    let notice = versions::notice(&then.0, &now.0, &Wording::of(language));
    let ((a, before), (b, after)) = (then, now);
    Told { numbers, documents: [a, b], traces: [before, after], passage, notice, statements }
}

/// A version with the trace of it alone.
fn alone(stored: Stored, language: &Language) -> (Document, Trace) {
    let (mut documents, annotations) = annotated(vec![stored], language, &Progress::silent());
    let found = trace(Pile { documents: &documents, annotations: &annotations }, language);
    (documents.pop().unwrap_or_default(), found)
}
