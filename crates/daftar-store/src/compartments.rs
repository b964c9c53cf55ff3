//! Documents, their keys, what the relay said about their changes, and late edits.

use crate::{Db, StoreError};
use daftar_core::{
    config::Mode,
    id::{Actor, CaseId, CompartmentId, QuarantineId, UserName},
};
use rusqlite::{OptionalExtension, Row, params};

/// Own changes that are not yet cut into segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uncut {
    pub actor: Actor,
    pub from_seq: u64,
}

/// One compartment of a case as this laptop holds it.
#[derive(Clone, PartialEq)]
pub struct CompartmentRow {
    pub case: CaseId,
    pub compartment: CompartmentId,
    pub mode: Mode,
    /// The Automerge document; none before its first change.
    pub document: Option<Vec<u8>>,
    /// What it says now, as its writer encoded it.
    pub contents: Option<Vec<u8>>,
    pub two_values: u32,
    pub uncut: Option<Uncut>,
}

/// A late edit to adopt or discard.
#[derive(Debug, Clone, PartialEq)]
pub struct LateRow {
    pub quarantine: QuarantineId,
    pub case: CaseId,
    pub compartment: CompartmentId,
    pub author: UserName,
    pub code: String,
    pub received_at_ms: i64,
    pub segment: Vec<u8>,
}

const COLUMNS: &str = "case_id, compartment, mode, document, contents, two_values, uncut_actor, uncut_from";

fn mode_of(text: &str) -> Mode {
    if text == "rw" { Mode::Write } else { Mode::Read }
}

fn text_of(mode: Mode) -> &'static str {
    match mode {
        Mode::Read => "r",
        Mode::Write => "rw",
    }
}

fn compartment_of(row: &Row) -> rusqlite::Result<CompartmentRow> {
    let uncut = row.get::<_, Option<[u8; 8]>>(6)?.zip(row.get::<_, Option<i64>>(7)?);
    Ok(CompartmentRow {
        case: CaseId(row.get(0)?),
        compartment: CompartmentId(row.get(1)?),
        mode: mode_of(&row.get::<_, String>(2)?),
        document: row.get(3)?,
        contents: row.get(4)?,
        two_values: row.get(5)?,
        uncut: uncut.map(|(actor, from)| Uncut { actor: Actor(actor), from_seq: from.unsigned_abs() }),
    })
}

impl Db<'_> {
    /// One compartment, if the case grants it here.
    pub fn compartment(&self, case: CaseId, id: CompartmentId) -> Result<Option<CompartmentRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM compartments WHERE case_id = ?1 AND compartment = ?2");
        let mut query = self.conn.prepare_cached(&sql)?;
        Ok(query.query_row(params![case.0, id.0], compartment_of).optional()?)
    }

    /// All compartments of a case that this person may read.
    pub fn compartments(&self, case: CaseId) -> Result<Vec<CompartmentRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM compartments WHERE case_id = ?1 ORDER BY compartment");
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map([case.0], compartment_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every compartment with changes that are not cut yet; of one case, or of all.
    pub fn uncut(&self, case: Option<CaseId>) -> Result<Vec<CompartmentRow>, StoreError> {
        let which = if case.is_some() { "case_id = ?1" } else { "?1 IS NULL" };
        let sql = format!(
            "SELECT {COLUMNS} FROM compartments
             WHERE uncut_actor IS NOT NULL AND {which} ORDER BY case_id, compartment"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map([case.map(|case| case.0)], compartment_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes a compartment whole.
    pub fn put_compartment(&self, row: &CompartmentRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO compartments
                     (case_id, compartment, mode, document, contents, two_values, uncut_actor, uncut_from)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                   ON CONFLICT (case_id, compartment) DO UPDATE SET mode = ?3, document = ?4, contents = ?5,
                     two_values = ?6, uncut_actor = ?7, uncut_from = ?8";
        self.conn.prepare_cached(sql)?.execute(params![
            row.case.0,
            row.compartment.0,
            text_of(row.mode),
            row.document,
            row.contents,
            row.two_values,
            row.uncut.map(|uncut| uncut.actor.0),
            row.uncut.map(|uncut| uncut.from_seq.cast_signed()),
        ])?;
        Ok(())
    }

    /// Grants a compartment, or changes its mode; its document stays.
    pub fn grant(&self, case: CaseId, id: CompartmentId, mode: Mode) -> Result<(), StoreError> {
        let sql = "INSERT INTO compartments (case_id, compartment, mode) VALUES (?1, ?2, ?3)
                   ON CONFLICT (case_id, compartment) DO UPDATE SET mode = ?3";
        self.conn.prepare_cached(sql)?.execute(params![case.0, id.0, text_of(mode)])?;
        Ok(())
    }

    /// Marks everything of a compartment as cut.
    pub fn mark_cut(&self, case: CaseId, id: CompartmentId) -> Result<(), StoreError> {
        let sql = "UPDATE compartments SET uncut_actor = NULL, uncut_from = NULL
                   WHERE case_id = ?1 AND compartment = ?2";
        self.conn.prepare_cached(sql)?.execute(params![case.0, id.0])?;
        Ok(())
    }

    /// Deletes a compartment with its keys, times, late edits and files. The queue is not touched, nor are files that the
    /// relay does not have: they stay sealed, and the key that opens them goes with the document.
    pub fn delete_compartment(&self, case: CaseId, id: CompartmentId) -> Result<(), StoreError> {
        for table in ["case_keys", "compartments", "receptions", "late_edits"] {
            let sql = format!("DELETE FROM {table} WHERE case_id = ?1 AND compartment = ?2");
            self.conn.execute(&sql, params![case.0, id.0])?;
        }
        let sql = "DELETE FROM files WHERE case_id = ?1 AND compartment = ?2 AND sent";
        self.conn.execute(sql, params![case.0, id.0])?;
        let sql = "UPDATE refusals SET refused_values = NULL WHERE case_id = ?1 AND compartment = ?2";
        self.conn.execute(sql, params![case.0, id.0])?;
        Ok(())
    }

    /// Keeps a compartment's key of an epoch.
    pub fn put_key(
        &self,
        case: CaseId,
        id: CompartmentId,
        epoch: u16,
        key: &[u8; 32],
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO case_keys (case_id, compartment, epoch, key) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (case_id, compartment, epoch) DO UPDATE SET key = ?4";
        self.conn.prepare_cached(sql)?.execute(params![case.0, id.0, epoch, key.as_slice()])?;
        Ok(())
    }

    /// A compartment's key of an epoch.
    pub fn key(&self, case: CaseId, id: CompartmentId, epoch: u16) -> Result<Option<[u8; 32]>, StoreError> {
        let sql = "SELECT key FROM case_keys WHERE case_id = ?1 AND compartment = ?2 AND epoch = ?3";
        let mut query = self.conn.prepare_cached(sql)?;
        Ok(query.query_row(params![case.0, id.0, epoch], |row| row.get(0)).optional()?)
    }

    /// The newest of a compartment's keys up to an epoch.
    pub fn newest_key(
        &self,
        case: CaseId,
        id: CompartmentId,
        epoch: u16,
    ) -> Result<Option<(u16, [u8; 32])>, StoreError> {
        let sql = "SELECT epoch, key FROM case_keys WHERE case_id = ?1 AND compartment = ?2 AND epoch <= ?3
                   ORDER BY epoch DESC LIMIT 1";
        let mut query = self.conn.prepare_cached(sql)?;
        let read = |row: &Row| Ok((row.get(0)?, row.get(1)?));
        Ok(query.query_row(params![case.0, id.0, epoch], read).optional()?)
    }

    /// Remembers when the relay took a run of changes.
    pub fn put_reception(
        &self,
        case: CaseId,
        id: CompartmentId,
        actor: Actor,
        seqs: (u64, u64),
        received_at_ms: i64,
    ) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO receptions
                     (case_id, compartment, actor, first_seq, last_seq, received_at_ms)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let (first, last) = (seqs.0.cast_signed(), seqs.1.cast_signed());
        self.conn.prepare_cached(sql)?.execute(params![
            case.0,
            id.0,
            actor.0,
            first,
            last,
            received_at_ms
        ])?;
        Ok(())
    }

    /// When the relay took the runs of changes of a compartment: actor, first and last change, instant.
    pub fn receptions(
        &self,
        case: CaseId,
        id: CompartmentId,
    ) -> Result<Vec<(Actor, u64, u64, i64)>, StoreError> {
        let sql = "SELECT actor, first_seq, last_seq, received_at_ms FROM receptions
                   WHERE case_id = ?1 AND compartment = ?2";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map(params![case.0, id.0], |row| {
            let (first, last): (i64, i64) = (row.get(1)?, row.get(2)?);
            Ok((Actor(row.get(0)?), first.unsigned_abs(), last.unsigned_abs(), row.get(3)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps a late edit to settle.
    pub fn put_late(&self, row: &LateRow) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO late_edits
                     (quarantine_id, case_id, compartment, author, code, received_at_ms, segment)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.conn.prepare_cached(sql)?.execute(params![
            row.quarantine.0,
            row.case.0,
            row.compartment.0,
            row.author.as_str(),
            row.code,
            row.received_at_ms,
            row.segment
        ])?;
        Ok(())
    }

    /// Late edits to settle; of one case, or of all.
    pub fn late_edits(&self, case: Option<CaseId>) -> Result<Vec<LateRow>, StoreError> {
        let sql = "SELECT quarantine_id, case_id, compartment, author, code, received_at_ms, segment
                   FROM late_edits WHERE (?1 IS NULL OR case_id = ?1) AND settled = 0
                   ORDER BY received_at_ms, quarantine_id";
        self.late_rows(sql, params![case.map(|case| case.0)])
    }

    /// Every late edit of a document, settled ones included: one may build upon another.
    pub fn late_edits_of(&self, case: CaseId, id: CompartmentId) -> Result<Vec<LateRow>, StoreError> {
        let sql = "SELECT quarantine_id, case_id, compartment, author, code, received_at_ms, segment
                   FROM late_edits WHERE case_id = ?1 AND compartment = ?2
                   ORDER BY received_at_ms, quarantine_id";
        self.late_rows(sql, params![case.0, id.0])
    }

    fn late_rows(&self, sql: &str, of: &[&dyn rusqlite::ToSql]) -> Result<Vec<LateRow>, StoreError> {
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map(of, |row| {
            Ok(LateRow {
                quarantine: QuarantineId(row.get(0)?),
                case: CaseId(row.get(1)?),
                compartment: CompartmentId(row.get(2)?),
                author: UserName(row.get(3)?),
                code: row.get(4)?,
                received_at_ms: row.get(5)?,
                segment: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Marks a late edit as settled. It stays, sealed, for those that build upon it.
    pub fn settle_late(&self, quarantine: QuarantineId) -> Result<(), StoreError> {
        self.conn.execute("UPDATE late_edits SET settled = 1 WHERE quarantine_id = ?1", [quarantine.0])?;
        Ok(())
    }
}
