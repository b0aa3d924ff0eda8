//! One process writes to a story at a time. The next one waits a little, and then says who holds it.

use super::log::Log;
use super::{PATIENCE, Story, StoryError, is_story, schema};
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Time between two looks whether the other one is done.
const PAUSE: Duration = Duration::from_millis(100);

/// A story open for writing. The lock goes when the process does, however it ends.
#[derive(Debug)]
pub struct Writer {
    // In this order they are dropped: the database is closed before the lock is given up.
    pub(super) story: Story,
    _lock: Lock,
}

impl Writer {
    /// Opens a story for writing, and brings it to the present form. `what` is told to whoever must wait.
    ///
    /// # Errors
    ///
    /// [`StoryError::Held`] where another process goes on writing; those of [`Story::open`].
    pub fn open(path: &Path, what: &str) -> Result<Self, StoryError> {
        Self::open_within(path, what, PATIENCE)
    }

    fn open_within(path: &Path, what: &str, patience: Duration) -> Result<Self, StoryError> {
        if !is_story(path) {
            // The same words as for reading.
            Story::open(path)?;
        }
        let lock = Lock::take(path, what, patience)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        schema::check(&connection)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // What is confirmed must be on the disk, not only on its way there.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        schema::migrate(&mut connection)?;
        Ok(Self { story: Story { connection, _log: Log::of(path) }, _lock: lock })
    }

    /// The story, for reading.
    pub fn story(&self) -> &Story {
        &self.story
    }
}

/// A file beside the story that the writer holds, with its name in it.
#[derive(Debug)]
struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    fn take(story: &Path, what: &str, patience: Duration) -> Result<Self, StoryError> {
        let mut name = story.as_os_str().to_owned();
        name.push("-writer");
        let path = PathBuf::from(name);
        let started = Instant::now();
        loop {
            let mut file =
                OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
            match file.try_lock() {
                // A holder that ended took its file away with it; what was opened before that guards nothing.
                Ok(()) if is_at(&file, &path) => {
                    file.set_len(0)?;
                    file.seek(SeekFrom::Start(0))?;
                    write!(file, "{what} (process {})", std::process::id())?;
                    file.flush()?;
                    return Ok(Self { path, _file: file });
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if started.elapsed() < patience => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    let _ = file.read_to_string(&mut holder);
                    let unknown = holder.trim().is_empty();
                    return Err(StoryError::Held(if unknown {
                        "another process".to_owned()
                    } else {
                        holder
                    }));
                }
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still held. Where that fails the empty file does no harm.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(here), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    (here.dev(), here.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_writer_says_who_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.story");
        Story::create(&path).unwrap();
        let first = Writer::open(&path, "headwater add").unwrap();
        let second = Writer::open_within(&path, "headwater judge", Duration::from_millis(200)).unwrap_err();
        let expected = format!("headwater add (process {}) is writing to it", std::process::id());
        assert_eq!(second.to_string(), expected);
        // Readers are not in anybody's way.
        Story::open(&path).unwrap();
        drop(first);
        Writer::open_within(&path, "headwater judge", Duration::ZERO).unwrap();
        assert!(!folder.path().join("a.story-writer").exists());
    }
}
