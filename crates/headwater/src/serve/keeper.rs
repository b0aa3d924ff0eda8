//! Keeps the snapshot up to date: one thread looks whether the story changed, here or in another process, and makes the next.

use super::locked;
use super::snapshot::{Before, Snapshot};
use crate::pipeline::crew;
use crate::pipeline::progress::Progress;
use crate::story::add::Hand;
use crate::story::documents::annotator;
use crate::story::news::moment;
use crate::story::watch::Held;
use crate::story::writer::Writer;
use crate::story::{Story, StoryError};
use headwater_text::Language;
use headwater_trace::Tracer;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Time between two looks at the story; a change made here is told at once.
const PAUSE: Duration = Duration::from_millis(400);

/// The present snapshot, and who makes the next.
#[derive(Debug)]
pub struct Keeper {
    path: PathBuf,
    language: Language,
    present: RwLock<Arc<Snapshot>>,
    desk: Mutex<Desk>,
    changed: Condvar,
    /// One at a time writes from here; other processes are kept out by the story's own lock. Who annotates what is added stays, since
    /// a model takes longer to load than an article to annotate.
    writing: Mutex<Hand>,
}

/// What the thread and its visitors tell each other.
#[derive(Debug, Default)]
struct Desk {
    /// The last change that somebody saw in the story.
    seen: i64,
    /// The last change that a snapshot knows, or that could not be read.
    done: i64,
    /// Why the story cannot be read.
    unread: Option<String>,
    /// Why what was read cannot be traced.
    untraced: Option<String>,
    /// What was seen on the front page just now: what is new begins after it.
    met: Option<Before>,
    ended: bool,
}

impl Keeper {
    /// Reads and traces the story for the first time, with a tracer that the thread goes on with.
    ///
    /// # Errors
    ///
    /// Those of the story.
    pub fn open(path: &Path, progress: &Progress) -> Result<(Arc<Self>, Tracer), StoryError> {
        let language = Language::english();
        let story = Story::open(path)?;
        let held = story.held(&annotator(&language), |_| None)?;
        let change = held.change;
        let mut tracer = crew::tracer(&language);
        let first = Snapshot::of(held, &mut tracer, &language, None, progress);
        let keeper = Self {
            path: path.to_owned(),
            writing: Mutex::new(Hand::new(&language)),
            language,
            present: RwLock::new(Arc::new(first)),
            desk: Mutex::new(Desk { seen: change, done: change, ..Desk::default() }),
            changed: Condvar::new(),
        };
        Ok((Arc::new(keeper), tracer))
    }

    /// Starts the thread, which ends with [`Keeper::end`].
    ///
    /// # Errors
    ///
    /// Where no thread can be started.
    pub fn start(self: &Arc<Self>, tracer: Tracer) -> std::io::Result<JoinHandle<()>> {
        let keeper = Arc::clone(self);
        std::thread::Builder::new().name("keeper".to_owned()).spawn(move || keeper.keep(tracer))
    }

    /// Ends the thread once it is done with what it does.
    pub fn end(&self) {
        locked(&self.desk).ended = true;
        self.changed.notify_all();
    }

    /// The language that is read.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// Name of the story.
    pub fn name(&self) -> String {
        let name = self.path.file_stem().unwrap_or(self.path.as_os_str());
        crate::tell::report::view::shown(&name.to_string_lossy())
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The story as it is known now.
    pub fn present(&self) -> Arc<Snapshot> {
        Arc::clone(&self.present.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether a change is known that the snapshot does not have yet, and what keeps it from that.
    pub fn state(&self) -> (bool, Option<String>) {
        let desk = locked(&self.desk);
        (desk.seen > desk.done, desk.unread.clone().or_else(|| desk.untraced.clone()))
    }

    /// Waits until a snapshot knows `change`, no longer than `patience`. Whether it does.
    pub fn wait(&self, change: i64, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        let mut desk = locked(&self.desk);
        while desk.done < change && !desk.ended {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            desk = self.changed.wait_timeout(desk, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        desk.done >= change
    }

    /// Writes to the story, and has the next snapshot made. Gives the change that it made.
    ///
    /// # Errors
    ///
    /// Those of the story and of `work`.
    pub fn write<T>(
        &self,
        work: impl FnOnce(&mut Writer, &mut Hand) -> Result<T, StoryError>,
    ) -> Result<(T, i64), StoryError> {
        let mut hand = locked(&self.writing);
        let mut writer = Writer::open(&self.path, "headwater serve")?;
        let done = work(&mut writer, &mut hand);
        // Also what failed may have been done in part.
        let change = writer.story().last_change();
        drop(writer);
        let change = change?;
        self.noticed(change);
        Ok((done?, change))
    }

    /// What comes after `snapshot` is new from now on.
    pub fn seen(&self, snapshot: &Snapshot) {
        let moment = moment(jiff::Timestamp::now());
        locked(&self.desk).met = Some(Before::from_snapshot(snapshot, moment));
        self.changed.notify_all();
    }

    fn noticed(&self, change: i64) {
        let mut desk = locked(&self.desk);
        desk.seen = desk.seen.max(change);
        drop(desk);
        self.changed.notify_all();
    }

    /// The last change that was made a snapshot of, or that cannot be.
    fn done(&self) -> i64 {
        locked(&self.desk).done
    }

    fn keep(&self, mut tracer: Tracer) {
        let by = annotator(&self.language);
        let mut story: Option<Story> = None;
        let mut before: Option<Before> = None;
        let mut asked = false;
        loop {
            if story.is_none() {
                story = self.tried(Story::open(&self.path));
            }
            if let Some(open) = &story {
                let met = locked(&self.desk).met.take();
                if met.is_some() {
                    (asked, before) = (true, met);
                    self.make(open, &by, &mut tracer, before.as_ref());
                }
                // What is new is told since the last time that somebody asked for it, which takes a trace of its own.
                if !asked {
                    asked = true;
                    before = self.tried(earlier(open, &by)).flatten().and_then(|(held, moment)| {
                        let traced = || Before::of(held, moment, &self.language);
                        // Without it nothing is told as new, and all else is.
                        catch_unwind(AssertUnwindSafe(traced)).ok()
                    });
                    if before.is_some() {
                        self.make(open, &by, &mut tracer, before.as_ref());
                    }
                }
                match self.tried(open.last_change()) {
                    None => story = None,
                    Some(change) if change > self.done() => {
                        self.noticed(change);
                        self.make(open, &by, &mut tracer, before.as_ref());
                    }
                    Some(_) => {}
                }
            }
            let desk = locked(&self.desk);
            if desk.ended {
                return;
            }
            if desk.seen > desk.done && desk.unread.is_none() {
                continue;
            }
            let desk = self.changed.wait_timeout(desk, PAUSE).unwrap_or_else(PoisonError::into_inner).0;
            if desk.ended {
                return;
            }
        }
    }

    /// The next snapshot. A fault of the program in it is told and leaves the present one.
    fn make(&self, story: &Story, by: &str, tracer: &mut Tracer, before: Option<&Before>) {
        let known = RefCell::new(self.present().known());
        let Some(held) = self.tried(story.held(by, |row| known.borrow_mut().remove(&row))) else { return };
        let change = held.change;
        let made = catch_unwind(AssertUnwindSafe(|| {
            Snapshot::of(held, tracer, &self.language, before, &Progress::silent())
        }));
        if made.is_err() {
            // Whatever it was in the middle of.
            *tracer = crew::tracer(&self.language);
        }
        let trouble = match made {
            Ok(next) => {
                let mut present = self.present.write().unwrap_or_else(PoisonError::into_inner);
                let last = std::mem::replace(&mut *present, Arc::new(next));
                // To take it apart takes a while, for which nobody should wait.
                drop(present);
                drop(last);
                None
            }
            Err(_) => Some(
                "the story as it is now cannot be traced: a fault of Headwater; this is how it was before"
                    .to_owned(),
            ),
        };
        let mut desk = locked(&self.desk);
        desk.done = desk.done.max(change);
        desk.seen = desk.seen.max(change);
        desk.untraced = trouble;
        drop(desk);
        self.changed.notify_all();
    }

    /// What came of looking at the story; what went wrong is told on every page.
    fn tried<T>(&self, result: Result<T, StoryError>) -> Option<T> {
        let mut desk = locked(&self.desk);
        match result {
            Ok(value) => {
                desk.unread = None;
                Some(value)
            }
            Err(error) => {
                desk.unread =
                    Some(format!("the story cannot be read any more: {error}; this is how it was before"));
                None
            }
        }
    }
}

/// What the story held when its news were told last; `None` where they never were.
fn earlier(story: &Story, by: &str) -> Result<Option<(Held, String)>, StoryError> {
    let Some(moment) = story.last_told()? else { return Ok(None) };
    Ok(Some((story.held_before(by, &moment)?, moment)))
}
