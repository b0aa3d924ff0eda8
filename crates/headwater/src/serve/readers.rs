//! The story kept open for requests that look into the file itself: to open it anew, with nothing read yet, takes a third of a search.

use super::locked;
use crate::story::documents::annotator;
use crate::story::{Story, StoryError};
use headwater_text::Language;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock};

/// Stories that wait open for the next request; more are opened where more ask at a time.
const WAITING: usize = 4;
/// KiB that each remembers of the file. Of a thousand articles the index and the columns that a search reads take about this.
const CACHE: usize = 16 << 10;

/// Open stories.
#[derive(Debug)]
pub struct Readers {
    path: PathBuf,
    waiting: Mutex<Vec<Story>>,
    annotator: OnceLock<String>,
}

impl Readers {
    /// None is open yet.
    pub fn of(path: PathBuf) -> Self {
        Self { path, waiting: Mutex::default(), annotator: OnceLock::new() }
    }

    /// By whom annotations are made here: to tell it, the whole network is read, so it is told once.
    pub fn annotator(&self, language: &Language) -> &str {
        self.annotator.get_or_init(|| annotator(language))
    }

    /// Looks into the story.
    ///
    /// # Errors
    ///
    /// Those of the story and of `work`.
    pub fn read<T>(&self, work: impl FnOnce(&Story) -> Result<T, StoryError>) -> Result<T, StoryError> {
        let open = locked(&self.waiting).pop();
        let story = match open {
            Some(story) => story,
            None => Story::open_remembering(&self.path, CACHE)?,
        };
        let found = work(&story);
        // One that failed may have failed because of what became of its file.
        if found.is_ok() {
            let mut waiting = locked(&self.waiting);
            if waiting.len() < WAITING {
                waiting.push(story);
            }
        }
        found
    }
}
