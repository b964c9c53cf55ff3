//! The relay's two doors: what may come in, and what may go out.
//!
//! Each door hands back a proof (`Admission`, `ActAdmission`, `Handout`) that only it can make; the store asks for
//! it. Whoever never reached a case gets the answer that a case which does not exist gets, after the same questions.

pub(crate) mod act;
pub(crate) mod admin;
pub(crate) mod facts;
pub(crate) mod handout;
pub(crate) mod segment;

use daftar_sync::wire::ItemResult;

/// A position behind everything that has happened: what holds there holds now.
pub(crate) const NOW: u64 = u64::MAX;

/// What becomes of a pushed item before anything is written.
pub(crate) enum Decision<T> {
    /// It is to be taken.
    Admit(T),
    /// It is not, or was before.
    Answer(ItemResult),
}

/// A refusal by its stable code.
pub(crate) fn rejected(code: &str) -> ItemResult {
    ItemResult::Rejected { code: code.to_owned() }
}
