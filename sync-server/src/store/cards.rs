//! Cards by which cases are found beyond one's reach, and who searched.

use crate::error::RelayError;
use daftar_core::id::{CaseId, UserName};
use daftar_sync::wire::{CaseCard, FOUND_MAX};
use rusqlite::{Connection, OptionalExtension, params};

/// Keeps a card in the place of the one before it.
pub(crate) fn put(conn: &Connection, card: &CaseCard) -> Result<(), RelayError> {
    let case = card.case.0;
    conn.prepare_cached("INSERT OR REPLACE INTO cards (case_id, sealed) VALUES (?1, ?2)")?
        .execute(params![case, card.sealed])?;
    conn.prepare_cached("DELETE FROM card_tokens WHERE case_id = ?1")?.execute([case])?;
    let mut insert =
        conn.prepare_cached("INSERT OR IGNORE INTO card_tokens (token, case_id) VALUES (?1, ?2)")?;
    for token in &card.tokens {
        insert.execute(params![token, case])?;
    }
    Ok(())
}

/// Cards that share most of these tokens, the most first.
pub(crate) fn find(conn: &Connection, tokens: &[[u8; 8]]) -> Result<Vec<(CaseId, Vec<u8>)>, RelayError> {
    let places = vec!["?"; tokens.len()].join(", ");
    let sql = format!(
        "SELECT case_id, sealed FROM cards JOIN (SELECT case_id, count(*) AS shared FROM card_tokens \
         WHERE token IN ({places}) GROUP BY case_id ORDER BY shared DESC, case_id DESC LIMIT {FOUND_MAX}) \
         USING (case_id) ORDER BY shared DESC, case_id DESC"
    );
    let mut query = conn.prepare(&sql)?;
    let rows =
        query.query_map(rusqlite::params_from_iter(tokens), |row| Ok((CaseId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How often somebody searched since then.
pub(crate) fn searches(conn: &Connection, user: &UserName, since_ms: i64) -> Result<u32, RelayError> {
    let mut query = conn.prepare_cached("SELECT count(*) FROM searches WHERE user = ?1 AND at_ms > ?2")?;
    Ok(query.query_row(params![user.as_str(), since_ms], |row| row.get(0))?)
}

/// Notes a search and what it showed.
pub(crate) fn note(
    conn: &Connection,
    user: &UserName,
    shown: &[CaseId],
    at_ms: i64,
) -> Result<(), RelayError> {
    conn.execute("INSERT INTO searches (user, at_ms) VALUES (?1, ?2)", params![user.as_str(), at_ms])?;
    let mut insert =
        conn.prepare_cached("INSERT OR REPLACE INTO shown (user, case_id, at_ms) VALUES (?1, ?2, ?3)")?;
    for case in shown {
        insert.execute(params![user.as_str(), case.0, at_ms])?;
    }
    Ok(())
}

/// Whether a search showed somebody a case since then.
pub(crate) fn is_shown(
    conn: &Connection,
    user: &UserName,
    case: CaseId,
    since_ms: i64,
) -> Result<bool, RelayError> {
    let sql = "SELECT 1 FROM shown WHERE user = ?1 AND case_id = ?2 AND at_ms > ?3";
    let mut query = conn.prepare_cached(sql)?;
    Ok(query.query_row(params![user.as_str(), case.0, since_ms], |_| Ok(())).optional()?.is_some())
}
