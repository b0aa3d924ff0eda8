//! A story as a local web app.
//!
//! [`snapshot`] is everything that is known at one moment, never changed; [`keeper`] makes the next one when the story changes, in a
//! thread of its own, and readers never wait for it. [`readers`] look into the file for what no snapshot holds, and [`earlier`] traces what
//! the story was at a moment that is asked about. [`guard`] says who may ask, [`pages`] and [`api`] answer, [`mod@write`] brings in
//! judgements and articles, [`listen`] is the network. The pages themselves are `tell/site`.
//!
//! **Invariant:** no request reads a file that it names, and none writes anything but through `story`.

pub mod answer;
pub mod api;
pub mod earlier;
pub mod guard;
pub mod keeper;
pub mod listen;
pub mod pages;
pub mod readers;
pub mod snapshot;
pub mod visit;
pub mod write;

use earlier::Earlier;
use guard::Guard;
use keeper::Keeper;
use readers::Readers;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes of all files of one request.
pub const UPLOAD_LIMIT: usize = 64 << 20;
/// Bytes of any other body.
pub const FORM_LIMIT: usize = 256 << 10;

/// What all requests share.
#[derive(Debug)]
pub struct App {
    /// The story as it is known.
    pub keeper: Arc<Keeper>,
    /// The story's file, for what no snapshot holds.
    pub readers: Readers,
    /// What it was at moments that were asked about.
    pub earlier: Earlier,
    /// Who may ask.
    pub guard: Guard,
}

/// A lock is held for a moment and never over work that can fail.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
