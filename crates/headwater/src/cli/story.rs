//! The commands that make a story file and change it.

pub mod add;
pub mod export;
pub mod judge;
pub mod list;
pub mod new;
pub mod news;
pub mod remove;
pub mod search;
pub mod verify;

use super::errors::Failure;
use crate::story::StoryError;
use std::path::Path;

/// A failure of the story at `path`.
pub(super) fn of(path: &Path) -> impl Fn(StoryError) -> Failure + '_ {
    move |source| Failure::Story { path: path.to_owned(), source }
}
