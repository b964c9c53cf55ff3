//! The rules of Daftar: records, forms and fields, who may see and do what, acts and their validation.
//!
//! Pure: facts in, decision out. No input or output, no clock, no randomness, no async, no Automerge, no SQL,
//! nothing that depends on the order of a hash map. Laptop and relay link this crate and ask the same functions.

pub mod access;
pub mod act;
pub mod admin;
pub mod age;
pub mod attachment;
pub mod config;
pub mod day;
pub mod expr;
pub mod facet;
pub mod form;
pub mod id;
pub mod identifier;
pub mod indicator;
pub mod likely;
pub mod places;
pub mod publish;
pub mod search;
pub mod sheet;
pub mod shown;
pub mod stage;
pub mod task;
pub mod text;
pub mod value;
