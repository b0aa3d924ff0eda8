//! The analyst's judgements in a story: added, never changed.

use super::documents::{log, written};
use super::writer::Writer;
use super::{Story, StoryError};
use crate::judgements::line;
use headwater_trace::Judgement;
use headwater_trace::judgement::Decision;
use jiff::Timestamp;
use rusqlite::params;

impl Story {
    /// All judgements, in the order in which they were added.
    ///
    /// # Errors
    ///
    /// [`StoryError::Damaged`], and those of the database.
    pub fn judgements(&self) -> Result<Vec<Judgement>, StoryError> {
        // Above every year that is written.
        self.judgements_before("9")
    }

    /// Those that were added before a moment.
    ///
    /// # Errors
    ///
    /// As for [`Story::judgements`].
    pub fn judgements_before(&self, moment: &str) -> Result<Vec<Judgement>, StoryError> {
        let mut statement =
            self.connection.prepare("SELECT id, line FROM judgements WHERE added < ?1 ORDER BY number")?;
        let mut rows = statement.query([moment])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, line): (String, String) = (row.get(0)?, row.get(1)?);
            let judgement = line::read(line.as_bytes());
            found.push(judgement.map_err(|why| StoryError::Damaged(format!("judgement \"{id}\": {why}")))?);
        }
        Ok(found)
    }
}

/// Reads every judgement again; gives how many there are.
pub(super) fn check(story: &Story, faults: &mut Vec<String>) -> Result<usize, StoryError> {
    let mut statement = story.connection.prepare("SELECT id, line FROM judgements ORDER BY number")?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        count += 1;
        let (id, line): (String, String) = (row.get(0)?, row.get(1)?);
        match line::read(line.as_bytes()) {
            Err(why) => faults.push(format!("judgement \"{id}\": {why}")),
            Ok(judgement) if judgement.id != id => {
                faults.push(format!("judgement \"{id}\": its line has another id"))
            }
            Ok(_) => {}
        }
    }
    Ok(count)
}

impl Writer {
    /// An id that no judgement has.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn fresh_id(&self) -> Result<String, StoryError> {
        let connection = &self.story.connection;
        let mut count: i64 = connection.query_row("SELECT count(*) FROM judgements", [], |row| row.get(0))?;
        let mut taken = connection.prepare("SELECT EXISTS (SELECT 1 FROM judgements WHERE id = ?1)")?;
        loop {
            count += 1;
            let candidate = format!("j{count}");
            if !taken.query_row([&candidate], |row| row.get::<_, bool>(0))? {
                return Ok(candidate);
            }
        }
    }

    /// Adds one judgement, after all that stand there: also where a clock went back or an import is ahead of it.
    ///
    /// # Errors
    ///
    /// Those of [`Writer::judge`].
    pub fn decide(
        &mut self,
        who: String,
        note: Option<String>,
        decision: Decision,
    ) -> Result<Judgement, StoryError> {
        let last = self.story.judgements()?.iter().map(|judgement| judgement.when).max();
        let now = Timestamp::now();
        let when =
            last.filter(|last| *last >= now).map_or(now, |last| last + jiff::SignedDuration::from_millis(1));
        let judgement = Judgement { when, id: self.fresh_id()?, who, note, decision };
        self.judge(std::slice::from_ref(&judgement))?;
        Ok(judgement)
    }

    /// Adds judgements, all or none. One that the story has already, word for word, is passed over. Gives how many were new.
    ///
    /// # Errors
    ///
    /// [`StoryError::Judgement`] for an id that another one has, and for an undo of what is not there; those of the database.
    pub fn judge(&mut self, judgements: &[Judgement]) -> Result<usize, StoryError> {
        let transaction = self.story.connection.transaction()?;
        let mut added = 0;
        for judgement in judgements {
            let line = line::write(judgement).map_err(|error| StoryError::Judgement(error.to_string()))?;
            let known: Option<String> = {
                let mut statement = transaction.prepare("SELECT line FROM judgements WHERE id = ?1")?;
                let mut rows = statement.query([&judgement.id])?;
                rows.next()?.map(|row| row.get(0)).transpose()?
            };
            match known {
                Some(known) if known == line => continue,
                Some(_) => {
                    let why =
                        format!("the id \"{}\" belongs to another judgement of the story", judgement.id);
                    return Err(StoryError::Judgement(why));
                }
                None => {}
            }
            if let Decision::Undo(id) = &judgement.decision {
                let exists: bool = transaction.query_row(
                    "SELECT EXISTS (SELECT 1 FROM judgements WHERE id = ?1)",
                    [id],
                    |row| row.get(0),
                )?;
                if !exists {
                    return Err(StoryError::Nothing { what: "judgement", name: id.clone() });
                }
            }
            transaction.execute(
                "INSERT INTO judgements (id, added, line) VALUES (?1, ?2, ?3)",
                params![judgement.id, written(Timestamp::now()), line],
            )?;
            log(&transaction, "judged", Some(&judgement.id), None)?;
            added += 1;
        }
        transaction.commit()?;
        Ok(added)
    }
}
