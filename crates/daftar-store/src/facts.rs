//! Single facts, nonces, devices and drafts.

use crate::{Db, StoreError};
use daftar_core::id::{CaseId, CompartmentId, DeviceNo, UserName};
use rusqlite::{OptionalExtension, params, types::ValueRef};

impl Db<'_> {
    /// A fact, if it was ever set.
    pub fn fact(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT value FROM facts WHERE name = ?1")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Sets a fact.
    pub fn set_fact(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        let sql =
            "INSERT INTO facts (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
        self.conn.prepare_cached(sql)?.execute(params![name, value])?;
        Ok(())
    }

    /// A fact that is text.
    pub fn text_fact(&self, name: &str) -> Result<Option<String>, StoreError> {
        let text = self.fact(name)?.map(String::from_utf8).transpose();
        text.map_err(|_| StoreError::Damaged { table: "facts" })
    }

    /// A fact that is a whole number.
    pub fn number_fact(&self, name: &str) -> Result<Option<i64>, StoreError> {
        let bytes = self.fact(name)?.map(|bytes| <[u8; 8]>::try_from(bytes.as_slice())).transpose();
        bytes.map(|b| b.map(i64::from_be_bytes)).map_err(|_| StoreError::Damaged { table: "facts" })
    }

    /// Sets a whole number.
    pub fn set_number_fact(&self, name: &str, value: i64) -> Result<(), StoreError> {
        self.set_fact(name, &value.to_be_bytes())
    }

    /// Keeps nonces the relay gave.
    pub fn add_nonces(&self, nonces: &[[u8; 16]]) -> Result<(), StoreError> {
        let mut insert = self.conn.prepare_cached("INSERT OR IGNORE INTO nonces (nonce) VALUES (?1)")?;
        for nonce in nonces {
            insert.execute([nonce.as_slice()])?;
        }
        Ok(())
    }

    /// Forgets all nonces: the relay does not know them.
    pub fn delete_nonces(&self) -> Result<(), StoreError> {
        self.conn.execute("DELETE FROM nonces", [])?;
        Ok(())
    }

    /// Takes the oldest nonce away for use and says how many are left.
    pub fn take_nonce(&self) -> Result<Option<([u8; 16], u8)>, StoreError> {
        let oldest = "SELECT nonce_id, nonce FROM nonces ORDER BY nonce_id LIMIT 1";
        let found =
            self.conn.query_row(oldest, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 16]>(1)?)));
        let Some((id, nonce)) = found.optional()? else { return Ok(None) };
        self.conn.execute("DELETE FROM nonces WHERE nonce_id = ?1", [id])?;
        let left: i64 = self.conn.query_row("SELECT count(*) FROM nonces", [], |row| row.get(0))?;
        Ok(Some((nonce, u8::try_from(left).unwrap_or(u8::MAX))))
    }

    /// Remembers whose device this is and the key it signs with, for good: numbers are never given to another device.
    pub fn put_device(&self, device: DeviceNo, user: &UserName, sign: &[u8; 32]) -> Result<(), StoreError> {
        let sql = "INSERT INTO devices (device, user_name, sign) VALUES (?1, ?2, ?3)
                   ON CONFLICT (device) DO NOTHING";
        self.conn.prepare_cached(sql)?.execute(params![device.0, user.as_str(), sign.as_slice()])?;
        Ok(())
    }

    /// Work of a device that the relay took at `at_ms` has come here.
    pub fn note_heard(&self, device: DeviceNo, at_ms: i64) -> Result<(), StoreError> {
        let sql = "UPDATE devices SET heard_at_ms = max(ifnull(heard_at_ms, ?2), ?2) WHERE device = ?1";
        self.conn.prepare_cached(sql)?.execute(params![device.0, at_ms])?;
        Ok(())
    }

    /// When the relay took the latest work of each person that has come here.
    pub fn heard(&self) -> Result<Vec<(UserName, i64)>, StoreError> {
        let sql = "SELECT user_name, max(heard_at_ms) FROM devices WHERE heard_at_ms IS NOT NULL GROUP BY user_name";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([], |row| Ok((UserName(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The person and signing key of a device.
    pub fn device(&self, device: DeviceNo) -> Result<Option<(UserName, [u8; 32])>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT user_name, sign FROM devices WHERE device = ?1")?;
        let read = |row: &rusqlite::Row| Ok((UserName(row.get(0)?), row.get::<_, [u8; 32]>(1)?));
        Ok(query.query_row([device.0], read).optional()?)
    }

    /// Keeps edits not yet saved; none drops them. No case: the new one being written.
    pub fn put_draft(
        &self,
        case: Option<CaseId>,
        at_ms: i64,
        edits: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        let key = case.map_or_else(Vec::new, |case| case.0.to_vec());
        match edits {
            None => self.conn.execute("DELETE FROM drafts WHERE case_id = ?1", [key])?,
            Some(edits) => self.conn.execute(
                "INSERT INTO drafts (case_id, at_ms, edits) VALUES (?1, ?2, ?3)
                 ON CONFLICT (case_id) DO UPDATE SET at_ms = ?2, edits = ?3",
                params![key, at_ms, edits],
            )?,
        };
        Ok(())
    }

    /// The cases with edits not yet saved.
    pub fn drafted_cases(&self) -> Result<Vec<CaseId>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT case_id FROM drafts WHERE length(case_id) > 0")?;
        let rows = query.query_map([], |row| Ok(CaseId(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Edits not yet saved, and when they were kept.
    pub fn draft(&self, case: Option<CaseId>) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
        let key = case.map_or_else(Vec::new, |case| case.0.to_vec());
        let mut query = self.conn.prepare_cached("SELECT at_ms, edits FROM drafts WHERE case_id = ?1")?;
        Ok(query.query_row([key], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// Whether any row of any table holds these bytes: for proofs that something is not on this laptop.
    pub fn holds_bytes(&self, sought: &[u8]) -> Result<bool, StoreError> {
        let mut tables = self.conn.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")?;
        let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for table in names {
            let mut rows = self.conn.prepare(&format!("SELECT * FROM \"{table}\""))?;
            let columns = rows.column_count();
            let mut rows = rows.query([])?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    let (ValueRef::Text(bytes) | ValueRef::Blob(bytes)) = row.get_ref(column)? else {
                        continue;
                    };
                    if bytes.windows(sought.len().max(1)).any(|window| window == sought) {
                        return Ok(true);
                    }
                }
            }
        }
        Ok(false)
    }

    /// The documents of all cases. For proofs and measurements only: nothing a person waits for loads them all.
    pub fn every_compartment(&self) -> Result<Vec<(CaseId, CompartmentId)>, StoreError> {
        let mut query = self.conn.prepare("SELECT case_id, compartment FROM compartments")?;
        let rows = query.query_map([], |row| Ok((CaseId(row.get(0)?), CompartmentId(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
