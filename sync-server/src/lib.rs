//! The relay: orders what laptops push, decides what may enter, and hands out what each person may read.
//!
//! [`Relay`] is the whole of it without a network; [`http`] puts it behind TLS, [`cli`] is `daftar-relay`. Time and
//! randomness come from the caller. What always holds: an item that was answered is on disk; nothing is handed out
//! that the gate did not let out at that moment; the sync path opens no segment and loads no document. Case keys
//! live in another file, under another key, than what they open.

pub mod admin;
pub mod cli;
mod console;
mod desk;
mod enrol;
mod error;
mod feed;
mod files;
mod gate;
pub mod http;
mod keys;
mod known;
mod limits;
mod office;
mod random;
mod relay;
mod renew;
mod search;
mod session;
mod slice;
mod store;
mod tls;
#[cfg(test)]
mod work;

/// The tests' camp, which speaks of this crate by its name.
#[cfg(test)]
#[path = "../tests/camp/mod.rs"]
mod camp;
#[cfg(test)]
extern crate self as sync_server;

pub use desk::FIRST_EPOCH;
pub use error::{Refusal, RelayError};
pub use limits::Limits;
pub use random::{Random, SystemRandom};
pub use relay::{InitReport, Relay};
pub use session::RelaySession;
pub use store::{
    attempts::Attempt,
    devices::{Device, Revoked},
};
