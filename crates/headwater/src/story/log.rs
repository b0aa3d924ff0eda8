//! The write-ahead log beside a story. What it holds belongs in the one file, and is put there whenever somebody closes the story.

use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// The log beside a story, for a connection to it; to be dropped after that.
#[derive(Debug)]
pub(super) struct Log {
    story: PathBuf,
}

impl Log {
    /// Of the story at `path`.
    pub(super) fn of(path: &Path) -> Self {
        Self { story: path.to_owned() }
    }

    /// Whether there is one.
    pub(super) fn is_there(&self) -> bool {
        let mut name = self.story.as_os_str().to_owned();
        name.push("-wal");
        Path::new(&name).exists()
    }
}

impl Drop for Log {
    /// A connection that only reads leaves the log as it is, though it be the last, and so does one that wrote while others read: without this
    /// the file alone would lack what was written last. Where the folder may not be written, or a reader is in the middle of something
    /// old, it is left for whoever closes the story next.
    fn drop(&mut self) {
        if self.is_there() {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let settle = |connection: Connection| {
                connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
            };
            let _ = Connection::open_with_flags(&self.story, flags).and_then(settle);
        }
    }
}
