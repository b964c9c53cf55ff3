//! Facets of records as sets of their numbers: whatever is asked of a list is put together from a few of them.
//!
//! Invariant: a record is in the set of a facet exactly if the facet stands in one of the record's two columns.

use crate::{CaseRow, Db, StoreError, list::past};
use daftar_core::{
    config::RecordType,
    facet::{FacetValue, Facets, Wanted, of_state},
    id::CaseId,
};
use roaring::RoaringBitmap;
use rusqlite::{OptionalExtension, Params, params, types::Value as Sql};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers in one portion of a set, as a power of two.
const PORTION_BITS: u32 = 12;
/// No set but a column: hardly two records have it in common.
pub(crate) const BORN: &str = "@born";

/// From what a record's facets come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Acts,
    Answers,
}

impl Source {
    fn column(self) -> &'static str {
        match self {
            Self::Acts => "act_facets",
            Self::Answers => "answer_facets",
        }
    }
}

fn sql(value: &FacetValue) -> Sql {
    match value {
        FacetValue::Int(number) => Sql::Integer(*number),
        FacetValue::Text(text) => Sql::Text(text.clone()),
    }
}

pub(crate) fn facet_value(value: Sql) -> Result<FacetValue, StoreError> {
    match value {
        Sql::Integer(number) => Ok(FacetValue::Int(number)),
        Sql::Text(text) => Ok(FacetValue::Text(text)),
        _ => Err(damaged()),
    }
}

fn damaged() -> StoreError {
    StoreError::Damaged { table: "facets" }
}

fn read(bytes: &[u8]) -> Result<RoaringBitmap, StoreError> {
    RoaringBitmap::deserialize_from(bytes).map_err(|_| damaged())
}

impl Db<'_> {
    /// Makes these the record's facets from one source.
    pub(crate) fn put_facets(&self, case: CaseId, from: Source, facets: &Facets) -> Result<(), StoreError> {
        if from == Source::Answers {
            let born = facets.get(BORN).and_then(|born| born.first()).map(sql);
            let sql = "UPDATE cases SET born = ?2 WHERE case_id = ?1 AND born IS NOT ?2";
            self.conn.prepare_cached(sql)?.execute(params![case.0, born])?;
        }
        let mut now = BTreeSet::new();
        for (key, values) in facets.iter().filter(|(key, _)| *key != BORN) {
            for value in values {
                now.insert(self.facet_id(key, value)?);
            }
        }
        let Some((number, before)) = self.facets_from(case, from)? else { return Ok(()) };
        for facet in now.difference(&before) {
            self.change_set(*facet, number, true)?;
        }
        for facet in before.difference(&now) {
            self.change_set(*facet, number, false)?;
        }
        if now != before {
            let bytes = postcard::to_stdvec(&now).map_err(|_| damaged())?;
            let sql = format!("UPDATE cases SET {} = ?2 WHERE number = ?1", from.column());
            self.conn.prepare_cached(&sql)?.execute(params![number, bytes])?;
        }
        Ok(())
    }

    /// Makes what acts made of the record its facets, as of the moment of the sets.
    pub(crate) fn put_act_facets(&self, row: &CaseRow) -> Result<(), StoreError> {
        let day_of = |at_ms| self.zone.day_of(at_ms);
        let record = row.case.record_type();
        let facets = of_state(record, &row.state, row.created_at_ms, self.moment()?, day_of);
        self.put_facets(row.case, Source::Acts, &facets)
    }

    /// The moment of which the sets are: what ends by itself has ended in them by then.
    fn moment(&self) -> Result<i64, StoreError> {
        Ok(self.number_fact("moment")?.unwrap_or(i64::MIN))
    }

    /// Records whose referrals ended by themselves since the moment of the sets; or had not ended yet, if the clock was put back.
    fn overtaken(&self, now_ms: i64) -> Result<RoaringBitmap, StoreError> {
        let before = self.moment()?;
        let since = Wanted::Range(before.min(now_ms).saturating_add(1), before.max(now_ms));
        self.having("@referral_until", &since, 0)
    }

    /// Whether [`Db::follow_clock`] would change any set.
    pub fn is_behind(&self, now_ms: i64) -> Result<bool, StoreError> {
        Ok(!self.overtaken(now_ms)?.is_empty())
    }

    /// Makes `now_ms` the moment of the sets.
    pub fn follow_clock(&self, now_ms: i64) -> Result<(), StoreError> {
        let overtaken = self.overtaken(now_ms)?;
        self.set_number_fact("moment", now_ms)?;
        for number in overtaken {
            let mut query = self.conn.prepare_cached("SELECT case_id FROM cases WHERE number = ?1")?;
            let case = CaseId(query.query_row([number], |row| row.get(0))?);
            if let Some(row) = self.case(case)? {
                self.put_act_facets(&row)?;
            }
        }
        Ok(())
    }

    /// Takes a record out of every set, before it is deleted.
    pub(crate) fn drop_facets(&self, case: CaseId) -> Result<(), StoreError> {
        for source in [Source::Acts, Source::Answers] {
            let Some((number, facets)) = self.facets_from(case, source)? else { return Ok(()) };
            for facet in facets {
                self.change_set(facet, number, false)?;
            }
        }
        Ok(())
    }

    fn facets_from(&self, case: CaseId, from: Source) -> Result<Option<(u32, BTreeSet<i64>)>, StoreError> {
        let sql = format!("SELECT number, {} FROM cases WHERE case_id = ?1", from.column());
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get::<_, Option<Vec<u8>>>(1)?));
        let found = self.conn.prepare_cached(&sql)?.query_row([case.0], read).optional()?;
        let Some((number, bytes)) = found else { return Ok(None) };
        let facets = bytes.map(|bytes| postcard::from_bytes(&bytes)).transpose().map_err(|_| damaged())?;
        Ok(Some((number, facets.unwrap_or_default())))
    }

    fn facet_id(&self, key: &str, value: &FacetValue) -> Result<i64, StoreError> {
        let mut query =
            self.conn.prepare_cached("SELECT facet_id FROM facets WHERE key = ?1 AND value = ?2")?;
        let value = sql(value);
        if let Some(id) = query.query_row(params![key, value], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        let sql = "INSERT INTO facets (key, value) VALUES (?1, ?2)";
        self.conn.prepare_cached(sql)?.execute(params![key, value])?;
        Ok(self.conn.last_insert_rowid())
    }

    /// Puts a record into the set of a facet, or takes it out; a facet that no record has any more is forgotten.
    fn change_set(&self, facet: i64, number: u32, is_in: bool) -> Result<(), StoreError> {
        let portion = number >> PORTION_BITS;
        let sql = "SELECT numbers FROM facet_cases WHERE facet_id = ?1 AND portion = ?2";
        let mut query = self.conn.prepare_cached(sql)?;
        let kept: Option<Vec<u8>> = query.query_row(params![facet, portion], |row| row.get(0)).optional()?;
        let mut set = kept.map_or_else(|| Ok(RoaringBitmap::new()), |bytes| read(&bytes))?;
        if is_in {
            set.insert(number)
        } else {
            set.remove(number)
        };
        if set.is_empty() {
            let sql = "DELETE FROM facet_cases WHERE facet_id = ?1 AND portion = ?2";
            self.conn.prepare_cached(sql)?.execute(params![facet, portion])?;
            let sql = "DELETE FROM facets WHERE facet_id = ?1
                         AND NOT EXISTS (SELECT 1 FROM facet_cases f WHERE f.facet_id = ?1)";
            self.conn.prepare_cached(sql)?.execute([facet])?;
            return Ok(());
        }
        set.optimize();
        let mut bytes = Vec::with_capacity(set.serialized_size());
        set.serialize_into(&mut bytes).map_err(|_| damaged())?;
        let sql = "INSERT INTO facet_cases (facet_id, portion, numbers) VALUES (?1, ?2, ?3)
                   ON CONFLICT (facet_id, portion) DO UPDATE SET numbers = ?3";
        self.conn.prepare_cached(sql)?.execute(params![facet, portion, bytes])?;
        Ok(())
    }

    /// The records with one of the values that are asked for, or not wanted, under a key.
    pub(crate) fn having(&self, key: &str, wanted: &Wanted, today: i64) -> Result<RoaringBitmap, StoreError> {
        if let Some(set) = self.having_fact(key, wanted, today)? {
            return Ok(set);
        }
        let select = "SELECT s.numbers FROM facets f JOIN facet_cases s USING (facet_id) WHERE f.key = ?1";
        match wanted {
            Wanted::Any(values) | Wanted::None(values) => {
                let mut set = RoaringBitmap::new();
                for value in values {
                    set |= self.union(&format!("{select} AND f.value = ?2"), params![key, sql(value)])?;
                }
                Ok(set)
            }
            Wanted::Filled | Wanted::Empty => self.union(select, params![key]),
            Wanted::Words(words) => {
                let begins = format!("{select} AND f.value >= ?2 AND f.value < ?3");
                let sets = words.iter().map(|word| self.union(&begins, params![key, word, past(word)]));
                let sets = sets.collect::<Result<Vec<_>, _>>()?;
                Ok(sets.into_iter().reduce(|one, other| one & other).unwrap_or_default())
            }
            // Texts come after all numbers.
            Wanted::Range(from, to) => {
                self.union(&format!("{select} AND f.value BETWEEN ?2 AND ?3"), params![key, from, to])
            }
        }
    }

    /// What is no facet, because it changes by itself or with things beside the record.
    fn having_fact(
        &self,
        key: &str,
        wanted: &Wanted,
        today: i64,
    ) -> Result<Option<RoaringBitmap>, StoreError> {
        let of_acts = |state: &str| {
            format!(
                "SELECT c.number FROM acts a JOIN cases c USING (case_id)
                 WHERE a.state = '{state}' AND a.state <> 'accepted'"
            )
        };
        let plain = match key {
            "@two_values" => "SELECT number FROM cases WHERE two_values > 0".to_owned(),
            "@unsent" => "SELECT number FROM cases WHERE unsent > 0".to_owned(),
            "@news" => "SELECT c.number FROM news n JOIN cases c USING (case_id)".to_owned(),
            "@same_id" => "SELECT number FROM identifiers WHERE shared".to_owned(),
            "@pending" => of_acts("queued"),
            "@refused" => of_acts("refused"),
            "@incidents" => "SELECT c.number FROM links l JOIN cases c ON c.case_id = l.to_id
                             JOIN cases i ON i.case_id = l.case_id WHERE i.record_type = 'incident'"
                .to_owned(),
            "@overdue" => {
                let of_kinds = "SELECT c.number FROM json_each(?1) k JOIN tasks t ON t.kind = k.value
                                JOIN cases c USING (case_id) WHERE t.due < ?2 AND t.owner IS NOT NULL";
                let of_all = "SELECT c.number FROM tasks t JOIN cases c USING (case_id)
                              WHERE t.owner IS NOT NULL AND t.due < ?1";
                let set = match wanted {
                    Wanted::Any(kinds) | Wanted::None(kinds) => {
                        let kinds: Vec<&FacetValue> = kinds.iter().collect();
                        let kinds = serde_json::to_string(&kinds).unwrap_or_default();
                        self.numbers(of_kinds, params![kinds, today])
                    }
                    _ => self.numbers(of_all, params![today]),
                };
                return set.map(Some);
            }
            BORN => {
                let (from, to) = match wanted {
                    Wanted::Range(from, to) => (*from, *to),
                    _ => (i64::MIN, i64::MAX),
                };
                let sql = "SELECT c.number FROM json_each(?1) t JOIN cases c ON c.record_type = t.value
                           WHERE c.born BETWEEN ?2 AND ?3";
                let types = RecordType::ALL.map(RecordType::as_str);
                return self.numbers(sql, params![serde_json::json!(types).to_string(), from, to]).map(Some);
            }
            "@changed" => {
                let (from, to) = match wanted {
                    Wanted::Range(from, to) => {
                        (self.zone.begin_of(*from), self.zone.begin_of(to.saturating_add(1)))
                    }
                    _ => (i64::MIN, i64::MAX),
                };
                let sql = "SELECT number FROM cases WHERE changed_at_ms >= ?1 AND changed_at_ms < ?2";
                return self.numbers(sql, params![from, to]).map(Some);
            }
            _ => return Ok(None),
        };
        self.numbers(&plain, []).map(Some)
    }

    /// The set of the numbers that a query gives.
    pub(crate) fn numbers(&self, sql: &str, values: impl Params) -> Result<RoaringBitmap, StoreError> {
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query(values)?;
        let mut set = RoaringBitmap::new();
        while let Some(row) = rows.next()? {
            set.insert(row.get(0)?);
        }
        Ok(set)
    }

    fn union(&self, sql: &str, values: impl Params) -> Result<RoaringBitmap, StoreError> {
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query(values)?;
        let mut set = RoaringBitmap::new();
        while let Some(row) = rows.next()? {
            set |= read(row.get_ref(0)?.as_blob().map_err(|_| damaged())?)?;
        }
        Ok(set)
    }

    /// The values under a key with the records that have each.
    pub(crate) fn sets_of(&self, key: &str) -> Result<Vec<(FacetValue, RoaringBitmap)>, StoreError> {
        let sql = "SELECT f.value, s.numbers FROM facets f JOIN facet_cases s USING (facet_id)
                   WHERE f.key = ?1 ORDER BY f.value";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([key])?;
        let mut sets: Vec<(FacetValue, RoaringBitmap)> = Vec::new();
        while let Some(row) = rows.next()? {
            let value = facet_value(row.get(0)?)?;
            let set = read(row.get_ref(1)?.as_blob().map_err(|_| damaged())?)?;
            match sets.last_mut().filter(|(last, _)| *last == value) {
                Some((_, all)) => *all |= set,
                None => sets.push((value, set)),
            }
        }
        Ok(sets)
    }

    /// What a record has under some keys, of answers and acts alike.
    pub fn facets_of(&self, case: CaseId, keys: &[String]) -> Result<Facets, StoreError> {
        let mut found: Facets = BTreeMap::new();
        if keys.is_empty() {
            return Ok(found);
        }
        let mut query = self.conn.prepare_cached("SELECT key, value FROM facets WHERE facet_id = ?1")?;
        for source in [Source::Acts, Source::Answers] {
            for id in self.facets_from(case, source)?.map(|(_, facets)| facets).unwrap_or_default() {
                let (key, value) =
                    query.query_row([id], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
                if keys.contains(&key) {
                    found.entry(key).or_default().insert(facet_value(value)?);
                }
            }
        }
        Ok(found)
    }
}

pub(crate) fn size(set: &RoaringBitmap) -> u32 {
    u32::try_from(set.len()).unwrap_or(u32::MAX)
}
