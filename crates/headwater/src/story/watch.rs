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

    /// Everything that a trace of the story as it was at `moment` needs; the change that it knows is not told.
    ///
    /// # Errors
    ///
    /// As for [`Story::documents`].
    pub fn held_before(&self, annotator: &str, moment: &str) -> Result<Held, StoryError> {
        let stored = self.documents_before(annotator, moment)?;
        Ok(Held { change: 0, stored, judgements: self.judgements_before(moment)? })
    }

    /// Everything that a trace needs, all of it of one moment, whoever writes meanwhile. `known` gives articles by their rows that
    /// were read before: a row never changes, and to read what was found in an article takes long.
    ///
    /// # Errors
    ///
    /// As for [`Story::documents`].
    pub fn held(&self, annotator: &str, known: impl Fn(i64) -> Option<Stored>) -> Result<Held, StoryError> {
        let moment = self.connection.unchecked_transaction()?;
        let mut present = self.connection.prepare("SELECT id FROM present")?;
        let rows: Vec<i64> = present.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        drop(present);
        let (mut stored, mut unread) = (Vec::new(), Vec::new());
        for row in rows {
            match known(row) {
                Some(known) => stored.push(known),
                None => unread.push(row),
            }
        }
        if stored.is_empty() {
            stored = self.documents(annotator)?;
        } else {
            for row in unread {
                stored.extend(self.document(annotator, row)?);
            }
            stored.sort_by(|a, b| a.document.id.cmp(&b.document.id));
        }
        let held = Held { change: self.last_change()?, stored, judgements: self.judgements()? };
        moment.finish()?;
        Ok(held)
    }
}
