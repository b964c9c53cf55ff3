//! Bringing a file up to the version this program knows.

use refinery::Runner;
use rusqlite::{Connection, OptionalExtension};

use crate::OpenError;

/// Applies the steps the file lacks, all in one transaction: after a failure or a power cut the file is as
/// it was. A file with a step that this program does not know yet is refused before anything is written.
///
/// # Errors
/// [`OpenError::NewerVersion`], or what the failing step met.
pub fn migrate(conn: &mut Connection, runner: Runner) -> Result<(), OpenError> {
    let known = runner.get_migrations().iter().map(|step| i64::from(step.version())).max().unwrap_or(0);
    let found = version(conn)?;
    if found > known {
        return Err(OpenError::NewerVersion { found, known });
    }
    // Left to itself refinery commits a step and its row in the history apart; a cut between the two
    // would make the next start apply the step again and fail for ever.
    runner.set_grouped(true).run(conn)?;
    Ok(())
}

/// The last step applied, 0 for a new file.
fn version(conn: &Connection) -> Result<i64, OpenError> {
    // refinery's default name for its history; a runner does not tell another, so no runner of ours sets one.
    let has_history = conn
        .query_row("SELECT 1 FROM sqlite_master WHERE name = 'refinery_schema_history'", [], |_| Ok(()))
        .optional()?
        .is_some();
    if !has_history {
        return Ok(0);
    }
    Ok(conn
        .query_row("SELECT coalesce(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))?)
}
