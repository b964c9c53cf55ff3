//! Opening a `SQLCipher` file with its key, setting it up, and running migrations; it knows no tables.
//!
//! What always holds for a connection from [`open`]:
//! - the file was readable with the key given, and `SQLCipher` (not plain `SQLite`) did the reading;
//! - a committed transaction survives power loss: `synchronous=FULL` syncs the WAL at every commit,
//!   where the usual `NORMAL` could lose the last saves a person was told were kept;
//! - deleted content is overwritten, temporary tables stay in memory, foreign keys are checked.
//!
//! No error of this crate holds key material, and none is made from the statement that carries the key.
//!
//! Absent on purpose: passwords (a key arrives ready made), connection pools, table names.

mod error;
mod key;
mod migrate;
mod open;

pub use error::OpenError;
pub use key::DbKey;
pub use migrate::migrate;
pub use open::{open, open_memory, open_read};
