//! Which records have an identifier in common. Derived rows; no document is read.
//!
//! Invariant: `shared` is 1 exactly if another record of the type has the same folded value under the field, both are in use,
//! this person has not told the two apart, and no more than [`HOLDERS_MAX`] records have it.

use crate::{Db, StoreError, list::COLUMNS};
use daftar_core::id::{CaseId, FieldId, UserName};
use rusqlite::{Row, params};
use std::collections::{BTreeMap, BTreeSet};

/// What more records have in common than this tells nobody from another: something that is typed where nothing is known. So a
/// change costs no more than this many rows.
const HOLDERS_MAX: u32 = 50;

/// Another record with the same identifier.
#[derive(Clone, PartialEq)]
pub struct SameId {
    pub field: FieldId,
    pub other: crate::ListedCase,
    /// This person said that they are two.
    pub told_apart: bool,
}

/// Other records `o` with what the record `i` has under a field, both in use, and whether they were told apart.
macro_rules! others {
    () => {
        "identifiers o ON o.record_type = i.record_type AND o.field = i.field AND o.value = i.value
           AND o.number <> i.number
         JOIN cases c ON c.number = o.number AND c.standing <> 'disabled'"
    };
}
macro_rules! told_apart {
    () => {
        "EXISTS (SELECT 1 FROM told_apart t WHERE t.field = i.field
                   AND t.number = min(i.number, o.number) AND t.other = max(i.number, o.number))"
    };
}

impl Db<'_> {
    /// Makes these the record's identifiers. What was told apart by one that changed is so no longer.
    pub(crate) fn put_identifiers(
        &self,
        number: u32,
        record: &str,
        now: &BTreeMap<FieldId, String>,
    ) -> Result<(), StoreError> {
        let before = self.identifiers_of(number)?;
        let now: BTreeSet<(String, String)> =
            now.iter().map(|(field, value)| (field.0.clone(), value.clone())).collect();
        for (field, value) in before.difference(&now) {
            let sql = "DELETE FROM identifiers WHERE record_type = ?1 AND field = ?2 AND value = ?3 AND number = ?4";
            self.conn.prepare_cached(sql)?.execute(params![record, field, value, number])?;
            let sql = "DELETE FROM told_apart WHERE field = ?1 AND ?2 IN (number, other)";
            self.conn.prepare_cached(sql)?.execute(params![field, number])?;
            self.recount_shared(record, field, value)?;
        }
        for (field, value) in &now {
            let sql = "INSERT OR IGNORE INTO identifiers (record_type, field, value, number) VALUES (?1, ?2, ?3, ?4)";
            self.conn.prepare_cached(sql)?.execute(params![record, field, value, number])?;
            self.recount_shared(record, field, value)?;
        }
        Ok(())
    }

    /// Fields and values of a record.
    fn identifiers_of(&self, number: u32) -> Result<BTreeSet<(String, String)>, StoreError> {
        let sql = "SELECT field, value FROM identifiers WHERE number = ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Says anew who shares what this record has, after it was put out of use or back, or a pair was told apart.
    pub(crate) fn recount_identifiers(&self, case: CaseId) -> Result<(), StoreError> {
        let Some(number) = self.number(case)? else { return Ok(()) };
        for (field, value) in self.identifiers_of(number)? {
            self.recount_shared(case.record_type().as_str(), &field, &value)?;
        }
        Ok(())
    }

    fn recount_shared(&self, record: &str, field: &str, value: &str) -> Result<(), StoreError> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM identifiers
                     WHERE record_type = ?1 AND field = ?2 AND value = ?3 LIMIT ?4)";
        let mut query = self.conn.prepare_cached(sql)?;
        let holders: u32 =
            query.query_row(params![record, field, value, HOLDERS_MAX + 2], |row| row.get(0))?;
        if holders > HOLDERS_MAX + 1 {
            return Ok(());
        }
        let sql = concat!(
            "UPDATE identifiers AS i SET shared = ?4
               AND (SELECT standing <> 'disabled' FROM cases WHERE number = i.number)
               AND EXISTS (SELECT 1 FROM (SELECT 1) JOIN ",
            others!(),
            " WHERE NOT ",
            told_apart!(),
            ") WHERE i.record_type = ?1 AND i.field = ?2 AND i.value = ?3"
        );
        let is_few = holders <= HOLDERS_MAX;
        self.conn.prepare_cached(sql)?.execute(params![record, field, value, is_few])?;
        Ok(())
    }

    /// Other records with an identifier of this one, by field, at most `max`; none while it is out of use.
    pub fn same_ids(&self, case: CaseId, max: u32) -> Result<Vec<SameId>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, i.field AS field, {} AS told_apart
             FROM cases own JOIN identifiers i ON i.number = own.number JOIN {}
             WHERE own.case_id = ?1 AND own.standing <> 'disabled'
               AND (SELECT count(*) FROM (SELECT 1 FROM identifiers h WHERE h.record_type = i.record_type
                      AND h.field = i.field AND h.value = i.value LIMIT {HOLDERS_MAX} + 1)) <= {HOLDERS_MAX}
             ORDER BY i.field, told_apart, c.number LIMIT {max}",
            told_apart!(),
            others!()
        );
        let read = |row: &Row| {
            Ok(SameId {
                field: FieldId(row.get("field")?),
                other: crate::list::listed(row)?,
                told_apart: row.get("told_apart")?,
            })
        };
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map([case.0], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many open records of somebody share an identifier, and the latest changed of them, at most `max`.
    pub fn with_same_id(&self, owner: &UserName, max: u32) -> Result<(u32, Vec<CaseId>), StoreError> {
        let of = "FROM cases c WHERE c.owner = ?1 AND c.standing = 'open'
                  AND c.number IN (SELECT number FROM identifiers WHERE shared)";
        let count = format!("SELECT count(*) {of}");
        let count = self.conn.prepare_cached(&count)?.query_row([owner.as_str()], |row| row.get(0))?;
        let sql = format!("SELECT c.case_id {of} ORDER BY c.changed_at_ms DESC, c.number LIMIT {max}");
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map([owner.as_str()], |row| Ok(CaseId(row.get(0)?)))?;
        Ok((count, rows.collect::<Result<_, _>>()?))
    }

    /// Notes that this person says that two records are two whatever they have in common under a field now, or takes it back.
    pub fn tell_apart(
        &self,
        case: CaseId,
        other: CaseId,
        field: &FieldId,
        is_told: bool,
    ) -> Result<(), StoreError> {
        let (Some(one), Some(two)) = (self.number(case)?, self.number(other)?) else { return Ok(()) };
        let sql = match is_told {
            true => "INSERT OR IGNORE INTO told_apart (field, number, other) VALUES (?1, ?2, ?3)",
            false => "DELETE FROM told_apart WHERE field = ?1 AND number = ?2 AND other = ?3",
        };
        self.conn.prepare_cached(sql)?.execute(params![field.as_str(), one.min(two), one.max(two)])?;
        self.recount_identifiers(case)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that cannot go on should stop.
mod tests {
    use crate::{CaseRow, ListColumns, Store};
    use daftar_core::{
        act::CaseState,
        config::RecordType,
        id::{CaseId, DeviceNo},
    };

    fn row(nth: u64) -> CaseRow {
        CaseRow {
            case: CaseId::derive(nth, DeviceNo(1), RecordType::Case, [0; 8]),
            created_at_ms: 0,
            epoch: 0,
            auth_seq: 0,
            state: CaseState::of("worker".into()),
            changed_at_ms: 0,
        }
    }

    #[test]
    fn whoever_is_put_out_of_use_or_leaves_shares_nothing() {
        let mut store = Store::in_memory().unwrap();
        let put = |db: crate::Db<'_>, nth: u64| {
            let identifiers = [("number".into(), "1".to_owned())].into();
            db.put_case(&row(nth)).unwrap();
            db.put_list_columns(row(nth).case, &ListColumns { identifiers, ..ListColumns::default() })
        };
        let count = |store: &Store| store.read().with_same_id(&"worker".into(), 9).unwrap().0;
        store.transact(|db| (1..=3).try_for_each(|nth| put(db, nth))).unwrap();
        assert_eq!(count(&store), 3);
        store.transact(|db| db.delete_case(row(3).case)).unwrap();
        assert_eq!(count(&store), 2);
        let mut disabled = row(2);
        disabled.state.disabled = true;
        store.transact(|db| db.put_case(&disabled)).unwrap();
        assert_eq!(count(&store), 0);
        store.transact(|db| db.put_case(&row(2))).unwrap();
        assert_eq!(count(&store), 2);
        store.transact(|db| db.delete_case(row(2).case)).unwrap();
        assert_eq!(count(&store), 0);
    }

    #[test]
    fn what_many_have_tells_nobody_from_another() {
        let mut store = Store::in_memory().unwrap();
        let put = |db: crate::Db<'_>, nth: u64, value: &str| {
            let identifiers = [("number".into(), value.to_owned())].into();
            db.put_case(&row(nth)).unwrap();
            db.put_list_columns(row(nth).case, &ListColumns { identifiers, ..ListColumns::default() })
        };
        let others = |store: &Store| {
            let shared = store.read().with_same_id(&"worker".into(), 9).unwrap().0;
            (shared, store.read().same_ids(row(1).case, u32::MAX).unwrap().len())
        };
        store.transact(|db| (1..=50).try_for_each(|nth| put(db, nth, "1"))).unwrap();
        assert_eq!(others(&store), (50, 49));
        store.transact(|db| put(db, 51, "1")).unwrap();
        assert_eq!(others(&store), (0, 0));
        store.transact(|db| put(db, 52, "1")).unwrap();
        store.transact(|db| put(db, 52, "2")).unwrap();
        assert_eq!(others(&store), (0, 0));
        store.transact(|db| db.delete_case(row(51).case)).unwrap();
        assert_eq!(others(&store), (50, 49));
    }
}
