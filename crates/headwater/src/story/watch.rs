//! Whether another process changed what is traced.

use super::documents::Stored;
use super::{Story, StoryError};
use headwater_trace::Judgement;

/// What a story holds at one moment.
#[derive(Debug)]
pub struct Held {
    /// The last change that it knows; see [`Story::last_change`].
    pub change: i64,
    /// The articles, by id.
    pub stored: Vec<Stored>,
    /// All judgements, also those taken back.
    pub judgements: Vec<Judgement>,
}

impl Story {
    /// The line of the log that changed an article or a judgement last. It grows with every change.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn last_change(&self) -> Result<i64, StoryError> {
        let mut last = self.connection.prepare(
            "SELECT number FROM log WHERE event NOT IN ('told', 'new') ORDER BY number DESC LIMIT 1",
        )?;
        let found = last.query_row([], |row| row.get(0));
        match found {
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(0),
            found => Ok(found?),
        }
    }

    /// Everything that a trace needs, all of it of one moment, whoever writes meanwhile.
    ///
    /// # Errors
    ///
    /// As for [`Story::documents`].
    pub fn held(&self, annotator: &str) -> Result<Held, StoryError> {
        let moment = self.connection.unchecked_transaction()?;
        let held = Held {
            change: self.last_change()?,
            stored: self.documents(annotator)?,
            judgements: self.judgements()?,
        };
        moment.finish()?;
        Ok(held)
    }
}
