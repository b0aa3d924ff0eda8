//! The form of a story file, and how older forms become the present one.

use super::StoryError;
use rusqlite::Connection;

/// Marks a database as a story: "HDWS" in the header.
const APPLICATION: i64 = 0x4844_5753;

/// What brings a file from one form to the next; the number of the form is how many of these it has had. A step that was
/// ever published is never changed.
const STEPS: &[&str] =
    &[include_str!("schema-1.sql"), include_str!("schema-2.sql"), include_str!("schema-3.sql")];

/// The number of the form of a file.
pub(super) fn version(connection: &Connection) -> Result<i64, StoryError> {
    let of = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    match (of("application_id")?, of("user_version")?) {
        (APPLICATION, version) => Ok(version),
        _ => Err(StoryError::NoStory),
    }
}

/// Whether a file can be read as it is.
pub(super) fn check(connection: &Connection) -> Result<(), StoryError> {
    let (found, known) = (version(connection)?, STEPS.len() as i64);
    if found > known {
        return Err(StoryError::TooNew { found, known });
    }
    Ok(())
}

/// What to select of the annotations `n` for what words mean: a file of form 1 that nobody writes to has no such column.
pub(super) fn meanings(connection: &Connection) -> Result<&'static str, StoryError> {
    Ok(if version(connection)? < 2 { "NULL" } else { "n.meanings" })
}

/// Brings a file to the present form, all steps or none.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoryError> {
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = STEPS.len() as i64;
    if found > known {
        return Err(StoryError::TooNew { found, known });
    }
    if found == known {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}
