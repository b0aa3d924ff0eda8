//! Since when something is new: when news were told last.

use super::documents::{log, written};
use super::writer::Writer;
use super::{Story, StoryError};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::OptionalExtension;

impl Story {
    /// When news were told last, as times in a story are written; `None` where they never were.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn last_told(&self) -> Result<Option<String>, StoryError> {
        let mut statement = self
            .connection
            .prepare("SELECT at FROM log WHERE event = 'told' ORDER BY number DESC LIMIT 1")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?)
    }
}

impl Writer {
    /// Notes that news were told, so that the next ones begin here.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn told(&self) -> Result<(), StoryError> {
        log(&self.story.connection, "told", None, None)
    }
}

/// What somebody is asked for who gives no moment.
pub const WANTED: &str = "give a day such as 2032-04-14, a time with its zone, or last";

/// The moment that somebody gives: a time with its zone, or a day, which begins in UTC.
pub fn given(text: &str) -> Option<Timestamp> {
    let day = || text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp());
    text.parse::<Timestamp>().ok().or_else(day)
}

/// A moment as times in a story are written.
pub fn moment(at: Timestamp) -> String {
    written(at)
}
