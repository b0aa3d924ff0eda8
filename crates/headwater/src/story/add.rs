//! Files into a story: read, annotated, and put in one by one.

use super::StoryError;
use super::documents::{Added, Capture, Stored, annotator};
use super::writer::Writer;
use crate::pipeline::{self, Content, paths, progress::Progress};
use headwater_annotate::Annotator;
use headwater_text::{Annotations, Document, Language, Problem, Severity};
use std::sync::Arc;

/// Articles annotated side by side before they are put in: enough for all threads, and few to lose where the program is ended.
const TOGETHER: usize = 32;

/// What became of everything that was given.
#[derive(Debug, Default)]
pub struct Tally {
    /// New articles.
    pub new: usize,
    /// New versions of articles.
    pub versions: usize,
    /// Articles that had been removed.
    pub restored: usize,
    /// Articles that the story had.
    pub unchanged: usize,
    /// What could not be read, and what is worth knowing.
    pub problems: Vec<Problem>,
}

impl Tally {
    fn count(&mut self, added: &Added) {
        match added {
            Added::New => self.new += 1,
            Added::Version(_) => self.versions += 1,
            Added::Restored => self.restored += 1,
            Added::Unchanged => self.unchanged += 1,
        }
    }

    /// Whether something given could not be read, or not in full.
    pub fn incomplete(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity > Severity::Note)
    }
}

/// Adds what `given` names. `told` is called for each article once it is on the disk, with its id.
///
/// # Errors
///
/// Those of the story; what was told before is in it.
pub fn add(
    writer: &mut Writer,
    given: &[String],
    language: &Language,
    progress: &Progress,
    told: &mut dyn FnMut(&str, &Added),
) -> Result<Tally, StoryError> {
    let (inputs, mut problems) = paths::expand(given);
    let contents = inputs.iter().map(|input| pipeline::with_bytes(input, pipeline::FILE_LIMIT));
    let tally = add_contents(writer, contents, &mut Hand::new(language), progress, told)?;
    problems.extend(tally.problems);
    Ok(Tally { problems, ..tally })
}

/// Adds what was read already; as [`add`].
///
/// # Errors
///
/// Those of [`add`].
pub fn add_contents(
    writer: &mut Writer,
    contents: impl IntoIterator<Item = Content>,
    hand: &mut Hand,
    progress: &Progress,
    told: &mut dyn FnMut(&str, &Added),
) -> Result<Tally, StoryError> {
    let mut tally = Tally::default();
    let mut adder = Adder { writer, hand, progress, waiting: Vec::new() };
    for content in contents {
        tally.problems.extend(content.reading.problems);
        let capture = Arc::new(Capture { path: content.name, bytes: content.bytes });
        for document in content.reading.documents {
            tally.problems.extend(document.problems.iter().cloned());
            if let Some(name) = adder.writer.has(&document)? {
                tally.count(&Added::Unchanged);
                told(&name, &Added::Unchanged);
                continue;
            }
            adder.waiting.push((Arc::clone(&capture), document));
            if adder.waiting.len() >= TOGETHER {
                adder.put(&mut tally, told)?;
            }
        }
    }
    adder.put(&mut tally, told)?;
    Ok(tally)
}

/// Who annotates, with its identity; made when it is first needed: to add what is there already needs none.
#[derive(Debug)]
pub struct Hand {
    language: Language,
    made: Option<(Annotator, String)>,
}

impl Hand {
    /// For articles in `language`.
    pub fn new(language: &Language) -> Self {
        Self { language: language.clone(), made: None }
    }

    fn annotator(&mut self) -> &(Annotator, String) {
        let Self { language, made } = self;
        made.get_or_insert_with(|| (Annotator::new(language), annotator(language)))
    }
}

struct Adder<'a> {
    writer: &'a mut Writer,
    hand: &'a mut Hand,
    progress: &'a Progress,
    waiting: Vec<(Arc<Capture>, Document)>,
}

impl Adder<'_> {
    fn put(&mut self, tally: &mut Tally, told: &mut dyn FnMut(&str, &Added)) -> Result<(), StoryError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let (annotating, by) = self.hand.annotator();
        let (captures, documents): (Vec<_>, Vec<_>) = std::mem::take(&mut self.waiting).into_iter().unzip();
        let notes = pipeline::annotate(&documents, annotating, self.progress);
        for ((capture, document), notes) in captures.iter().zip(documents).zip(&notes) {
            let (name, added) = self.writer.put(capture, document, notes, by)?;
            tally.count(&added);
            told(&name, &added);
        }
        Ok(())
    }
}

/// Articles of a story, those annotated now that another program or model had annotated.
pub fn annotated(
    stored: Vec<Stored>,
    language: &Language,
    progress: &Progress,
) -> (Vec<Document>, Vec<Annotations>) {
    let stale: Vec<usize> = (0..stored.len()).filter(|&index| stored[index].annotations.is_none()).collect();
    let (documents, mut annotations): (Vec<Document>, Vec<Annotations>) =
        stored.into_iter().map(|stored| (stored.document, stored.annotations.unwrap_or_default())).unzip();
    if !stale.is_empty() {
        let fresh: Vec<Document> = stale.iter().map(|&index| documents[index].clone()).collect();
        let notes = pipeline::annotate(&fresh, &Annotator::new(language), progress);
        for (index, notes) in stale.into_iter().zip(notes) {
            annotations[index] = notes;
        }
    }
    (documents, annotations)
}

/// Annotates anew what another program or model annotated.
///
/// # Errors
///
/// Those of the story.
pub fn renew(writer: &mut Writer, language: &Language, progress: &Progress) -> Result<usize, StoryError> {
    let by = annotator(language);
    // Asked first, since to look at every article of a large story takes a second.
    if writer.story().is_annotated(&by)? {
        return Ok(0);
    }
    let stale: Vec<_> =
        writer.story().documents(&by)?.into_iter().filter(|stored| stored.annotations.is_none()).collect();
    let (rows, documents): (Vec<i64>, Vec<Document>) =
        stale.into_iter().map(|stored| (stored.row, stored.document)).unzip();
    let notes = pipeline::annotate(&documents, &Annotator::new(language), progress);
    for ((row, document), notes) in rows.iter().zip(&documents).zip(&notes) {
        writer.renew(*row, document, notes, &by)?;
    }
    Ok(rows.len())
}
