//! What others did in a person's own cases while they did not look.

use crate::{Db, StoreError};
use daftar_core::id::{CaseId, UserName};
use rusqlite::params;

/// One thing that somebody did.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum News {
    /// They wrote on this form.
    Form(String),
    /// They wrote an act of this kind.
    Act(String),
}

impl Db<'_> {
    /// Notes what somebody did in a case.
    pub fn add_news(
        &self,
        case: CaseId,
        author: &UserName,
        news: &News,
        at_ms: i64,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO news (case_id, author, kind, what, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (case_id, author, kind, what) DO UPDATE SET at_ms = ?5";
        let (kind, what) = match news {
            News::Form(form) => ("form", form),
            News::Act(kind) => ("act", kind),
        };
        self.conn.prepare_cached(sql)?.execute(params![case.0, author.as_str(), kind, what, at_ms])?;
        Ok(())
    }

    /// What others did in a case since it was last opened, with who and when it came here; the latest first.
    pub fn news(&self, case: CaseId) -> Result<Vec<(UserName, News, i64)>, StoreError> {
        let sql = "SELECT author, kind, what, at_ms FROM news WHERE case_id = ?1 ORDER BY at_ms DESC, author, kind, what";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([case.0], |row| {
            let (kind, what): (String, String) = (row.get(1)?, row.get(2)?);
            let news = if kind == "form" { News::Form(what) } else { News::Act(what) };
            Ok((UserName(row.get(0)?), news, row.get(3)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Forgets it: the case was opened, or is not this person's any more.
    pub fn drop_news(&self, case: CaseId) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM news WHERE case_id = ?1")?.execute([case.0])?;
        Ok(())
    }

    /// Cases with news, the latest first, at most `max`; and how many there are.
    pub fn cases_with_news(&self, max: u32) -> Result<(u32, Vec<CaseId>), StoreError> {
        let count = "SELECT count(DISTINCT case_id) FROM news";
        let count = self.conn.prepare_cached(count)?.query_row([], |row| row.get(0))?;
        let sql = "SELECT case_id FROM news GROUP BY case_id ORDER BY max(at_ms) DESC, case_id LIMIT ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([max], |row| Ok(CaseId(row.get(0)?)))?;
        Ok((count, rows.collect::<Result<_, _>>()?))
    }
}
