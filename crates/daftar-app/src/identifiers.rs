//! Records of this laptop that have an identifier in common: on the page, in the day, and told apart.

use crate::{
    AppError, Casebook,
    casebook::Known,
    page::{label_of, row_view},
    view::{SameIdView, SharedIdView, TellApartRequest},
};
use daftar_core::id::{CaseId, FieldId};
use daftar_store::Db;
use daftar_sync::wire::Config;

/// Records shown at once beside one, and in the day.
const OTHERS_MAX: u32 = 20;
const CASES_MAX: u32 = 50;

impl Casebook {
    /// What else has an identifier of a record, for its page. The owner tells them apart.
    pub(crate) fn same_ids(&self, config: &Config, case: CaseId) -> Result<Vec<SameIdView>, AppError> {
        let language = self.language();
        let store = self.reading()?;
        let db = store.read();
        let is_own = db.case(case)?.is_some_and(|row| row.state.owner == *self.user());
        let found = db.same_ids(case, OTHERS_MAX)?.into_iter();
        let view = found.map(|same| SameIdView {
            label: field_label(config, case, &same.field, &language),
            field_id: same.field.0,
            row: row_view(config, self.aged(same.other), &language),
            told_apart: same.told_apart,
            may_tell_apart: is_own,
        });
        Ok(view.collect())
    }

    /// Says that two records are two, whatever they have in common, or takes it back. It holds for this person on this laptop,
    /// until what they have in common changes.
    ///
    /// # Errors
    /// `not_found`: they have nothing in common there; `not_permitted`: the record is not this person's.
    pub fn tell_apart(&self, request: &TellApartRequest) -> Result<CaseId, AppError> {
        let gone = || AppError::new("not_found");
        let read = |id: &str| id.parse().map_err(|_| gone());
        let (case, other): (CaseId, CaseId) = (read(&request.case_id)?, read(&request.other_id)?);
        let field = FieldId::from(request.field_id.as_str());
        self.store().transact(|db| {
            let row = db.case(case)?.ok_or_else(gone)?;
            if row.state.owner != *self.user() {
                return Err(AppError::new("not_permitted"));
            }
            if !db
                .same_ids(case, u32::MAX)?
                .iter()
                .any(|same| same.field == field && same.other.case == other)
            {
                return Err(gone());
            }
            db.tell_apart(case, other, &field, request.is_told)?;
            Ok(case)
        })
    }

    /// How many open cases of this person have an identifier that another record has, and the latest of them.
    pub(crate) fn shared_ids(
        &self,
        db: Db<'_>,
        config: &Config,
    ) -> Result<(u32, Vec<SharedIdView>), AppError> {
        let (count, cases) = db.with_same_id(self.user(), CASES_MAX)?;
        let views =
            cases.into_iter().map(|case| self.shared_id(db, config, case)).collect::<Result<_, _>>()?;
        Ok((count, views))
    }

    fn shared_id(&self, db: Db<'_>, config: &Config, case: CaseId) -> Result<SharedIdView, AppError> {
        let language = self.language();
        let row = db.listed(case)?;
        let (mut labels, mut others) = (Vec::new(), Vec::new());
        for same in db.same_ids(case, OTHERS_MAX)?.into_iter().filter(|same| !same.told_apart) {
            let (label, other) =
                (field_label(config, case, &same.field, &language), same.other.case.display_id());
            for (list, text) in [(&mut labels, label), (&mut others, other)] {
                if !list.contains(&text) {
                    list.push(text);
                }
            }
        }
        Ok(SharedIdView {
            case_id: case.to_string(),
            case_id_display: case.display_id(),
            name: row.as_ref().and_then(|row| row.name.clone()),
            name_withheld: row.is_some_and(|row| row.name_withheld),
            labels,
            others,
        })
    }
}

fn field_label(config: &Config, case: CaseId, field: &FieldId, language: &str) -> String {
    let question = config.forms().field(case.record_type(), field);
    question.map_or_else(|| field.0.clone(), |question| label_of(question, language))
}
