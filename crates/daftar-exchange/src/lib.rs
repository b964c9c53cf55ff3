//! The formats of configurations: our own files, and what other systems give and take.
//!
//! Pure: strings and JSON in, strings and JSON out. No input or output, no clock, no network. Whether a configuration may
//! stand is asked of [`daftar_core::config::read`] and decided nowhere here.

mod plain;
pub mod primero;
mod write;

pub use write::write_configuration;
