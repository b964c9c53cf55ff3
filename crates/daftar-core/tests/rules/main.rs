//! The rules of Daftar as stories, tables and properties; reviewed tables are in `tests/golden`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod access;
mod acts;
mod admin;
mod config;
mod deeds;
mod fold;
mod form;
mod golden;
mod links;
mod programme;
mod publish;
mod recall;
mod sheet;
mod shown;
mod stages;
mod tasks;
