//! One file that holds a story: articles as they came, what was found in each, the analyst's judgements, and a log.
//!
//! It is an SQLite database; `docs/story-file.md` documents it for other tools. [`schema`] is its form, [`writer`] lets one
//! process write at a time, [`documents`] puts articles in and gets them out, [`versions`] knows which article is an edit of
//! which, [`search`] finds articles by their words, [`judge`] keeps judgements, [`watch`] sees that another process changed
//! something, [`verify`] checks everything against the bytes, [`news`] knows when news were told last.
//!
//! **Invariant:** this is the only room with SQL. What is confirmed is on the disk; what is not is not in the file.

pub mod add;
pub mod documents;
pub mod edited;
pub mod judge;
mod log;
pub mod news;
mod packed;
pub mod schema;
pub mod search;
pub mod verify;
pub mod versions;
pub mod watch;
pub mod writer;

use log::Log;
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

/// How long a statement waits for another process that writes at the same time.
const PATIENCE: Duration = Duration::from_secs(10);

/// What can go wrong with a story.
#[derive(Debug, thiserror::Error)]
pub enum StoryError {
    /// No such file, or it cannot be opened.
    #[error("{0}")]
    Unreadable(String),
    /// A file of another kind.
    #[error("not a story file")]
    NoStory,
    /// Made by a later version of the program.
    #[error("made by a later version of Headwater (its form is {found}, this version knows {known})")]
    TooNew {
        /// The number of its form.
        found: i64,
        /// The latest that is known.
        known: i64,
    },
    /// A story already stands there.
    #[error("there is a file of that name already")]
    Exists,
    /// Another process writes to it.
    #[error("{0} is writing to it")]
    Held(String),
    /// No document or judgement of that name.
    #[error("it has no {what} \"{name}\"")]
    Nothing {
        /// "article" or "judgement".
        what: &'static str,
        /// The name.
        name: String,
    },
    /// What it holds is damaged.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A judgement that cannot be made.
    #[error("{0}")]
    Judgement(String),
    /// The database failed: a full disk, a folder that may not be written.
    #[error("{}", told(.0))]
    Database(#[from] rusqlite::Error),
    /// Reading or writing beside the database failed.
    #[error("{}", crate::pipeline::paths::why(.0))]
    File(#[from] io::Error),
}

/// A database error in plain words.
fn told(error: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full; nothing that was confirmed is lost".to_owned(),
        Some(ErrorCode::ReadOnly) => "it may not be written to".to_owned(),
        Some(ErrorCode::CannotOpen) => "it cannot be opened; its folder must be writable".to_owned(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "another program is using it".to_owned(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => "its database is damaged".to_owned(),
        _ => error.to_string(),
    }
}

/// A story open for reading.
#[derive(Debug)]
pub struct Story {
    pub(super) connection: Connection,
    /// Dropped after the connection.
    _log: Log,
}

/// Whether `path` is an SQLite file. Whether it is a story shows when it is opened.
pub fn is_story(path: &Path) -> bool {
    const MAGIC: &[u8; 16] = b"SQLite format 3\0";
    let mut head = [0; 16];
    let read = fs::metadata(path).is_ok_and(|about| about.is_file())
        && File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok();
    read && head == *MAGIC
}

impl Story {
    /// Opens a story for reading, also from a folder that may not be written.
    ///
    /// # Errors
    ///
    /// [`StoryError`].
    pub fn open(path: &Path) -> Result<Self, StoryError> {
        if !is_story(path) {
            return Err(match fs::metadata(path) {
                Err(error) => StoryError::Unreadable(crate::pipeline::paths::why(&error)),
                Ok(_) => StoryError::NoStory,
            });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let log = Log::of(path);
        let opened = Connection::open_with_flags(path, flags)?;
        opened.busy_timeout(PATIENCE)?;
        let connection = match schema::version(&opened) {
            // A database with a write-ahead log wants to write beside itself even to be read. Without a log nothing is
            // lost by reading the file as it is.
            Err(StoryError::Database(error))
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) && !log.is_there() =>
            {
                Connection::open_with_flags(uri(path)?, flags | OpenFlags::SQLITE_OPEN_URI)?
            }
            Err(error) => return Err(error),
            Ok(_) => opened,
        };
        schema::check(&connection)?;
        Ok(Self { connection, _log: log })
    }

    /// [`Story::open`] for many questions: up to `kib` KiB of what was read of the file are remembered.
    ///
    /// # Errors
    ///
    /// As for [`Story::open`].
    pub fn open_remembering(path: &Path, kib: usize) -> Result<Self, StoryError> {
        let story = Self::open(path)?;
        // Negative: kibibytes and not pages.
        let size = i64::try_from(kib).unwrap_or(i64::MAX);
        story.connection.pragma_update(None, "cache_size", -size)?;
        Ok(story)
    }

    /// Makes a new story.
    ///
    /// # Errors
    ///
    /// [`StoryError::Exists`] where a file has that name; those of the disk.
    pub fn create(path: &Path) -> Result<(), StoryError> {
        if path.exists() {
            return Err(StoryError::Exists);
        }
        // Made beside its place and put there whole: nobody ever finds half a story.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".story-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for any new file: what the user's mask leaves of it.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let made = builder.tempfile_in(folder)?;
        let mut connection = Connection::open(made.path())?;
        schema::migrate(&mut connection)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        documents::log(&connection, "new", None, None)?;
        connection.close().map_err(|(_, error)| error)?;
        made.as_file().sync_all()?;
        made.persist_noclobber(path).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => StoryError::Exists,
            _ => StoryError::File(error.error),
        })?;
        Ok(())
    }
}

/// The write-ahead log of a database.
/// The address under which SQLite reads a file that nobody changes.
fn uri(path: &Path) -> io::Result<String> {
    let path = fs::canonicalize(path)?;
    let mut address = "file:".to_owned();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => address.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            _ => address.push_str(&format!("%{byte:02x}")),
        }
    }
    address.push_str("?immutable=1");
    Ok(address)
}
