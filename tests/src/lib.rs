//! What the tests stand on: the Camp, real processes, the real window, and the plan of the rooms.
//!
//! A helper that fails ends its test, hence the `expect`s.
#![allow(clippy::expect_used, clippy::missing_panics_doc)]

pub mod camp;
pub mod copies;
pub mod desk;
pub mod filling;
pub mod fullest;
pub mod model;
pub mod processes;
pub mod rooms;
pub mod simulation;
pub mod standard;
pub mod webdriver;
