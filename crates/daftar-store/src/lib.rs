//! The laptop's tables: one vault's cases, documents, queue and change log in one encrypted file.
//!
//! Invariants: whatever belongs together is written in one transaction; lists read derived columns and never a
//! document; nothing unsent is deleted with the case it belongs to. Knows no network and decides no permission.

mod cards;
mod cases;
mod compartments;
mod error;
mod facets;
mod facts;
mod files;
mod identifiers;
mod list;
mod news;
mod queue;
mod sets;
mod today;
mod zone;

pub use cards::CardRow;
pub use cases::{CaseRow, ListColumns, ListedCase};
pub use compartments::{CompartmentRow, LateRow, Uncut};
pub use error::StoreError;
pub use identifiers::SameId;
pub use list::{Listing, Order};
pub use news::News;
pub use queue::{ActRow, ActState, EndedRow, Queued, RefusalRow};
pub use sets::Sets;
pub use today::{Days, FlagRow, Matter, MatterRow, TaskRow};
pub use zone::Zone;

use daftar_sqlite::DbKey;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

refinery::embed_migrations!("../../migrations/laptop");

/// About a hundred are asked again and again; 16, as it is otherwise, are forgotten before they come round.
const STATEMENTS_MAX: usize = 128;

/// One vault's open store.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    zone: Zone,
}

/// The tables, inside a transaction or for a read.
#[derive(Debug, Clone, Copy)]
pub struct Db<'a> {
    conn: &'a Connection,
    /// Where the laptop is.
    pub zone: &'a Zone,
}

impl Store {
    /// Opens or creates the file with its raw key and brings its tables up to date.
    ///
    /// # Errors
    /// A wrong key, a damaged file, a file of a newer version.
    pub fn open(path: &Path, key: [u8; 32]) -> Result<Self, StoreError> {
        let mut conn = daftar_sqlite::open(path, &DbKey::from_bytes(&key))?;
        daftar_sqlite::migrate(&mut conn, migrations::runner())?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
        Ok(Self { conn, zone: Zone::utc() })
    }

    /// A store in memory, for tests and measurements.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn in_memory() -> Result<Self, StoreError> {
        let mut conn = daftar_sqlite::open_memory()?;
        daftar_sqlite::migrate(&mut conn, migrations::runner())?;
        Ok(Self { conn, zone: Zone::utc() })
    }

    /// Where the laptop is; until it is said, days are those of UTC.
    pub fn set_zone(&mut self, zone: Zone) {
        self.zone = zone;
    }

    /// Reads.
    pub fn read(&self) -> Db<'_> {
        Db { conn: &self.conn, zone: &self.zone }
    }

    /// Empties the write-ahead log, in which pages stand as they were before rows were deleted from them.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn drop_old_pages(&self) -> Result<(), StoreError> {
        Ok(self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    /// Runs `work` in one transaction: all of it is kept, durably, or nothing.
    ///
    /// # Errors
    /// Whatever `work` returns, or the store's own; in both cases nothing was written.
    pub fn transact<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(Db<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx =
            self.conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let done = work(Db { conn: &tx, zone: &self.zone })?;
        tx.commit().map_err(StoreError::from)?;
        Ok(done)
    }
}

/// A second hand on the file of an open [`Store`]: it only reads, and goes on reading while the first one writes.
#[derive(Debug)]
pub struct Reader {
    conn: Connection,
    zone: Zone,
}

impl Reader {
    /// Opens the file of a store that is open.
    ///
    /// # Errors
    /// As [`Store::open`]; there is no file.
    pub fn open(path: &Path, key: [u8; 32]) -> Result<Self, StoreError> {
        let conn = daftar_sqlite::open_read(path, &DbKey::from_bytes(&key))?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
        Ok(Self { conn, zone: Zone::utc() })
    }

    /// As [`Store::set_zone`].
    pub fn set_zone(&mut self, zone: Zone) {
        self.zone = zone;
    }

    /// From now until [`Reader::end`] everything is read as it stands now.
    ///
    /// # Errors
    /// Somebody begun before and has not ended.
    pub fn begin(&self) -> Result<(), StoreError> {
        Ok(self.conn.execute_batch("BEGIN")?)
    }

    /// Ends what was begun; nothing if nothing was.
    pub fn end(&self) {
        // There is nothing to undo, so all that can fail is that it was over already.
        let _ = self.conn.execute_batch("COMMIT");
    }

    /// Reads.
    pub fn read(&self) -> Db<'_> {
        Db { conn: &self.conn, zone: &self.zone }
    }
}
