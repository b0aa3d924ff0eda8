//! What a story was at moments that a program asks about. Such a moment takes a trace of its own, which is made aside: whoever asks is told
//! that it is not ready, and asks again.

use super::locked;
use super::snapshot::Before;
use crate::story::documents::annotator;
use crate::story::{Story, StoryError};
use headwater_text::Language;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// Moments that are kept; each holds a trace.
const KEPT: usize = 2;

/// The moments that are known.
#[derive(Debug)]
pub struct Earlier {
    path: PathBuf,
    language: Language,
    desk: Arc<Mutex<Desk>>,
}

#[derive(Debug, Default)]
struct Desk {
    /// By the moment as the story writes it, the one asked for last at the end.
    known: Vec<(String, Arc<Before>)>,
    /// The moment that is being traced: one at a time.
    tracing: Option<String>,
    /// What went wrong with one.
    failed: Option<(String, String)>,
}

/// What is known of a moment.
#[derive(Debug, Clone)]
pub enum Known {
    /// All of it.
    Traced(Arc<Before>),
    /// Not yet.
    Tracing,
    /// It cannot be traced, and why.
    Failed(String),
}

impl Earlier {
    /// Nothing is known yet.
    pub fn of(path: PathBuf) -> Self {
        Self { path, language: Language::english(), desk: Arc::default() }
    }

    /// The story at a moment; has it traced where that was not done.
    pub fn at(&self, moment: &str) -> Known {
        let mut desk = locked(&self.desk);
        if let Some(at) = desk.known.iter().position(|(known, _)| known == moment) {
            let found = desk.known.remove(at);
            let before = Arc::clone(&found.1);
            desk.known.push(found);
            return Known::Traced(before);
        }
        if let Some((_, why)) = desk.failed.take_if(|(failed, _)| failed == moment) {
            return Known::Failed(why);
        }
        if desk.tracing.is_none() {
            desk.tracing = Some(moment.to_owned());
            drop(desk);
            self.trace(moment.to_owned());
        }
        Known::Tracing
    }

    fn trace(&self, moment: String) {
        let (path, language, shared) = (self.path.clone(), self.language.clone(), Arc::clone(&self.desk));
        let asked = moment.clone();
        let work = move || {
            // A fault of the program costs this moment and nothing else.
            let made = catch_unwind(AssertUnwindSafe(|| traced(&path, &moment, &language)));
            let mut desk = locked(&shared);
            desk.tracing = None;
            match made {
                Ok(Ok(before)) => {
                    desk.known.push((moment, Arc::new(before)));
                    if desk.known.len() > KEPT {
                        desk.known.remove(0);
                    }
                }
                Ok(Err(error)) => desk.failed = Some((moment, error.to_string())),
                Err(_) => desk.failed = Some((moment, "the story of then cannot be traced".to_owned())),
            }
        };
        if let Err(error) = std::thread::Builder::new().name("earlier".to_owned()).spawn(work) {
            let mut desk = locked(&self.desk);
            desk.tracing = None;
            desk.failed = Some((asked, error.to_string()));
        }
    }
}

fn traced(path: &std::path::Path, moment: &str, language: &Language) -> Result<Before, StoryError> {
    let (story, by) = (Story::open(path)?, annotator(language));
    Ok(Before::of(story.held_before(&by, moment)?, moment.to_owned(), language))
}
