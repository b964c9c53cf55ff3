//! Sealed files of attachments. Their keys stand in the documents that name them.

use crate::{Db, StoreError};
use daftar_core::id::{CaseId, CompartmentId};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

impl Db<'_> {
    /// Keeps sealed bytes for a draft. `reference` says how they open; it goes when they find their document.
    pub fn put_file(
        &self,
        id: &[u8; 32],
        sealed: &[u8],
        reference: &[u8],
        at_ms: i64,
    ) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO files (file_id, sealed, reference, at_ms) VALUES (?1, ?2, ?3, ?4)";
        self.conn.prepare_cached(sql)?.execute(params![id.as_slice(), sealed, reference, at_ms])?;
        Ok(())
    }

    /// How a draft's file opens; none for a file that is no draft's.
    pub fn drafted_file(&self, id: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT reference FROM files WHERE file_id = ?1 AND reference IS NOT NULL";
        Ok(self.conn.prepare_cached(sql)?.query_row([id.as_slice()], |row| row.get(0)).optional()?)
    }

    /// Gives a draft's file to the document that names it from now on.
    pub fn claim_file(
        &self,
        id: &[u8; 32],
        case: CaseId,
        compartment: CompartmentId,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE files SET case_id = ?2, compartment = ?3, reference = NULL WHERE file_id = ?1";
        self.conn.prepare_cached(sql)?.execute(params![id.as_slice(), case.0, compartment.0])?;
        Ok(())
    }

    /// The sealed bytes, if they are here.
    pub fn file(&self, id: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT sealed FROM files WHERE file_id = ?1")?;
        Ok(query.query_row([id.as_slice()], |row| row.get(0)).optional()?)
    }

    /// Which files of a case are here, and whether the relay has them. Reads no bytes of them.
    pub fn files_of(&self, case: CaseId) -> Result<BTreeMap<[u8; 32], bool>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT file_id, sent FROM files WHERE case_id = ?1")?;
        let rows = query.query_map([case.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Files that wait for a draft to be saved, chosen before an instant.
    pub fn drafted_files(&self, before_ms: i64) -> Result<Vec<[u8; 32]>, StoreError> {
        let sql = "SELECT file_id FROM files WHERE reference IS NOT NULL AND at_ms < ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([before_ms], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Deletes a file.
    pub fn delete_file(&self, id: &[u8; 32]) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM files WHERE file_id = ?1")?.execute([id.as_slice()])?;
        Ok(())
    }
}
