//! What waits for somebody: tasks of their cases, and matters that want an answer. Derived rows; no document is read.

use crate::{CaseRow, Db, StoreError};
use daftar_core::{
    act::{ApprovalStatus, ReferralStatus},
    id::{ActId, CaseId, EntryId, TaskId, UserName},
    task::Task,
};
use rusqlite::{Row, ToSql, params};
use std::collections::BTreeMap;

/// A task with its case.
#[derive(Clone, PartialEq)]
pub struct TaskRow {
    pub case: CaseId,
    pub task: Task,
    pub name: Option<String>,
    pub name_withheld: bool,
    pub risk: Option<String>,
}

/// A day (days since 1970-01-01) for each kind of task.
pub type Days = BTreeMap<TaskId, i64>;

/// As SQLite takes them, and the last of them, by which the index is asked.
fn days(before: &Days) -> (String, i64) {
    let last = before.values().copied().max().unwrap_or(i64::MIN);
    (serde_json::to_string(before).unwrap_or_default(), last)
}

/// What wants an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    Referral,
    Transfer,
    Request,
    Approval,
}

impl Matter {
    /// As it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Referral => "referral",
            Self::Transfer => "transfer",
            Self::Request => "request",
            Self::Approval => "approval",
        }
    }
}

/// A matter with its case.
#[derive(Clone, PartialEq)]
pub struct MatterRow {
    pub matter: ActId,
    pub kind: Matter,
    pub case: CaseId,
    pub author: UserName,
    pub at_ms: i64,
    pub name: Option<String>,
    pub name_withheld: bool,
}

/// A flag that is open, with its case.
#[derive(Clone, PartialEq)]
pub struct FlagRow {
    pub case: CaseId,
    pub by: UserName,
    pub at_ms: i64,
    /// What it says; none if it could not be opened here.
    pub about: Option<String>,
    pub name: Option<String>,
    pub name_withheld: bool,
}

impl Db<'_> {
    /// Open flags on somebody's records in use, the newest first, at most `max`; and how many there are. Of more than `max`
    /// records those that changed last are looked at.
    pub fn flags_of(&self, owner: &UserName, max: u32) -> Result<(u32, Vec<FlagRow>), StoreError> {
        let of = "FROM cases WHERE owner = ?1 AND flags > 0 AND standing <> 'disabled'";
        let count = format!("SELECT ifnull(sum(flags), 0) {of}");
        let count = self.conn.prepare_cached(&count)?.query_row([owner.as_str()], |row| row.get(0))?;
        let sql = format!(
            "SELECT case_id, name, name_withheld {of} ORDER BY changed_at_ms DESC, number LIMIT {max}"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query([owner.as_str()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let case = CaseId(row.get(0)?);
            let (name, name_withheld): (Option<String>, bool) = (row.get(1)?, row.get(2)?);
            let flags = self.case(case)?.map(|row| row.state.flags).unwrap_or_default();
            for flag in flags.into_values().filter(|flag| flag.resolved.is_none()) {
                found.push(FlagRow {
                    case,
                    about: self.act(flag.said)?.and_then(|act| act.sentence),
                    by: flag.by,
                    at_ms: flag.at_ms,
                    name: name.clone(),
                    name_withheld,
                });
            }
        }
        found.sort_by_key(|flag| (std::cmp::Reverse(flag.at_ms), flag.case));
        found.truncate(max as usize);
        Ok((count, found))
    }

    pub(crate) fn put_tasks(&self, case: CaseId, tasks: &[Task]) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM tasks WHERE case_id = ?1")?.execute([case.0])?;
        let sql = "INSERT INTO tasks (case_id, kind, entry_id, due, about) VALUES (?1, ?2, ?3, ?4, ?5)";
        for task in tasks {
            let entry = task.entry.map_or_else(Vec::new, |entry| entry.0.to_vec());
            let values = params![case.0, task.kind.as_str(), entry, task.due, task.about];
            self.conn.prepare_cached(sql)?.execute(values)?;
        }
        self.hand_tasks_over(case)
    }

    /// Tasks are the owner's, as long as the case is worked on.
    pub(crate) fn hand_tasks_over(&self, case: CaseId) -> Result<(), StoreError> {
        let sql = "UPDATE tasks SET owner =
                     (SELECT iif(standing = 'open', c.owner, NULL) FROM cases c WHERE c.case_id = ?1)
                   WHERE case_id = ?1";
        self.conn.prepare_cached(sql)?.execute([case.0])?;
        Ok(())
    }

    pub(crate) fn put_matters(&self, row: &CaseRow) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM matters WHERE case_id = ?1")?.execute([row.case.0])?;
        let sql = "INSERT INTO matters (matter_id, case_id, kind, author, asked, at_ms, until_ms)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let put = |id: ActId, kind: Matter, by: &UserName, asked: Option<&UserName>, at, until| {
            let (by, asked) = (by.as_str(), asked.map(UserName::as_str));
            let values = params![id.0, row.case.0, kind.as_str(), by, asked, at, until];
            self.conn.prepare_cached(sql)?.execute(values).map(|_| ())
        };
        let (state, waits) = (&row.state, ReferralStatus::InProgress);
        for (id, known) in state.referrals.iter().filter(|(_, known)| known.status == waits) {
            if let Some(to) = &known.to {
                put(*id, Matter::Referral, &known.by, Some(to), known.at_ms, known.until_ms)?;
            }
        }
        for (id, known) in state.transfers.iter().filter(|(_, known)| known.is_open()) {
            put(*id, Matter::Transfer, &known.by, known.to.as_ref(), known.at_ms, None)?;
        }
        for (id, known) in state.requests.iter().filter(|(_, known)| known.status == waits) {
            put(*id, Matter::Request, &known.by, Some(&state.owner), known.at_ms, None)?;
        }
        for known in state.approvals.values().filter(|known| known.status == ApprovalStatus::Pending) {
            put(known.request, Matter::Approval, &known.by, None, known.at_ms, None)?;
        }
        Ok(())
    }

    /// Somebody's tasks that are due before a day of their kind (days since 1970-01-01), the most urgent first, at most
    /// `max`.
    pub fn tasks_of(&self, owner: &UserName, before: &Days, max: u32) -> Result<Vec<TaskRow>, StoreError> {
        let sql = "SELECT t.case_id, t.kind, t.entry_id, t.due, t.about, c.name, c.name_withheld, c.risk
                   FROM tasks t JOIN cases c USING (case_id) JOIN json_each(?2) day ON day.key = t.kind
                   WHERE t.owner = ?1 AND t.due < ?3 AND t.due < day.value
                   ORDER BY t.due, t.case_id, t.kind, t.entry_id LIMIT ?4";
        let read = |row: &Row| {
            let entry: Vec<u8> = row.get(2)?;
            Ok(TaskRow {
                case: CaseId(row.get(0)?),
                task: Task {
                    kind: TaskId(row.get(1)?),
                    entry: entry.try_into().ok().map(EntryId),
                    due: row.get(3)?,
                    about: row.get(4)?,
                },
                name: row.get(5)?,
                name_withheld: row.get(6)?,
                risk: row.get(7)?,
            })
        };
        let mut query = self.conn.prepare_cached(sql)?;
        let (days, last) = days(before);
        let rows = query.query_map(params![owner.as_str(), days, last, max], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether there is this to do in a case.
    pub fn has_task(&self, case: CaseId, kind: &TaskId, entry: Option<EntryId>) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM tasks WHERE case_id = ?1 AND kind = ?2 AND entry_id = ?3)";
        let entry = entry.map_or_else(Vec::new, |entry| entry.0.to_vec());
        let mut query = self.conn.prepare_cached(sql)?;
        Ok(query.query_row(params![case.0, kind.as_str(), entry], |row| row.get(0))?)
    }

    /// How many there are of these.
    pub fn task_count(&self, owner: &UserName, before: &Days) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM tasks t JOIN json_each(?2) day ON day.key = t.kind
                   WHERE t.owner = ?1 AND t.due < ?3 AND t.due < day.value";
        let (days, last) = days(before);
        let mut query = self.conn.prepare_cached(sql)?;
        Ok(query.query_row(params![owner.as_str(), days, last], |row| row.get(0))?)
    }

    /// Matters that `asked` is to answer and that are not over at `now_ms`; the oldest first, at most `max`.
    pub fn matters_of(&self, asked: &UserName, now_ms: i64, max: u32) -> Result<Vec<MatterRow>, StoreError> {
        let which = "m.asked = ?1 AND ifnull(m.until_ms > ?2, 1)";
        self.matters(which, params![asked.as_str(), now_ms], max)
    }

    /// Transfers that others are asked to answer, and approvals; in the same order.
    pub fn matters_of_others(&self, asked: &UserName, max: u32) -> Result<Vec<MatterRow>, StoreError> {
        let which = "m.kind IN ('transfer', 'approval') AND m.asked IS NOT ?1";
        self.matters(which, params![asked.as_str()], max)
    }

    fn matters(&self, which: &str, values: &[&dyn ToSql], max: u32) -> Result<Vec<MatterRow>, StoreError> {
        let sql = format!(
            "SELECT m.matter_id, m.kind, m.case_id, m.author, m.at_ms, c.name, c.name_withheld
             FROM matters m JOIN cases c USING (case_id)
             WHERE {which} ORDER BY m.at_ms, m.matter_id LIMIT {max}"
        );
        let read = |row: &Row| {
            let kind: String = row.get(1)?;
            Ok(MatterRow {
                matter: ActId(row.get(0)?),
                kind: match kind.as_str() {
                    "referral" => Matter::Referral,
                    "transfer" => Matter::Transfer,
                    "request" => Matter::Request,
                    _ => Matter::Approval,
                },
                case: CaseId(row.get(2)?),
                author: UserName(row.get(3)?),
                at_ms: row.get(4)?,
                name: row.get(5)?,
                name_withheld: row.get(6)?,
            })
        };
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map(values, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
