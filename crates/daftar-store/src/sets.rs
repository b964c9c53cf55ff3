//! Which records answer a question, and how many they are.

use crate::{Db, StoreError, facets::size};
use daftar_core::{
    config::RecordType,
    facet::{Clause, FacetValue, Wanted},
};
use roaring::RoaringBitmap;
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

type Values = Vec<(FacetValue, RoaringBitmap)>;
type Having = Vec<(Wanted, Rc<RoaringBitmap>)>;

/// Sets of records on one day. What was read once is kept, so that a hundred numbers of one screen read no more than the few
/// sets that they have in common: for as long as somebody looks, and no longer.
pub struct Sets<'a> {
    db: Db<'a>,
    today: i64,
    having: RefCell<BTreeMap<String, Having>>,
    values: RefCell<BTreeMap<String, Rc<Values>>>,
}

impl<'a> Db<'a> {
    /// The sets of the day `today` (days since 1970-01-01).
    #[must_use]
    pub fn sets(self, today: i64) -> Sets<'a> {
        Sets { db: self, today, having: RefCell::default(), values: RefCell::default() }
    }
}

impl Sets<'_> {
    /// The records of a type of which every clause holds.
    pub(crate) fn of(&self, record: RecordType, clauses: &[Clause]) -> Result<RoaringBitmap, StoreError> {
        let of_type = Wanted::Any([record.as_str().into()].into());
        let mut set = self.having("@type", of_type)?.as_ref().clone();
        for clause in clauses {
            let wanted = clause.is.on(self.today);
            let is_without = matches!(wanted, Wanted::None(_) | Wanted::Empty);
            let found = self.having(&clause.key, wanted)?;
            if is_without { set -= found.as_ref() } else { set &= found.as_ref() }
        }
        Ok(set)
    }

    fn having(&self, key: &str, wanted: Wanted) -> Result<Rc<RoaringBitmap>, StoreError> {
        let mut known = self.having.borrow_mut();
        let known = known.entry(key.to_owned()).or_default();
        if let Some((_, set)) = known.iter().find(|(one, _)| *one == wanted) {
            return Ok(Rc::clone(set));
        }
        let set = Rc::new(self.db.having(key, &wanted, self.today)?);
        known.push((wanted, Rc::clone(&set)));
        Ok(set)
    }

    /// How many records there are of which every clause holds.
    ///
    /// # Errors
    /// The store failed.
    pub fn count(&self, record: RecordType, clauses: &[Clause]) -> Result<u32, StoreError> {
        Ok(size(&self.of(record, clauses)?))
    }

    /// How many of them have each value under a key; values that none has are left out.
    ///
    /// # Errors
    /// The store failed.
    pub fn count_by(
        &self,
        record: RecordType,
        clauses: &[Clause],
        key: &str,
    ) -> Result<Vec<(FacetValue, u32)>, StoreError> {
        let set = self.of(record, clauses)?;
        let values = self.values(key)?;
        let count = |having| u32::try_from(set.intersection_len(having)).unwrap_or(u32::MAX);
        let counted = values.iter().map(|(value, having)| (value.clone(), count(having)));
        Ok(counted.filter(|(_, count)| *count > 0).collect())
    }

    fn values(&self, key: &str) -> Result<Rc<Values>, StoreError> {
        if let Some(known) = self.values.borrow().get(key) {
            return Ok(Rc::clone(known));
        }
        let values = Rc::new(self.db.sets_of(key)?);
        self.values.borrow_mut().insert(key.to_owned(), Rc::clone(&values));
        Ok(values)
    }
}
