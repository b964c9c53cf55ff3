//! Links between records, as this laptop asks for them.

use crate::{AppError, Casebook, PendingAct, casebook::Known};
use daftar_core::{
    access::Person,
    act::Deed,
    config::Scope,
    id::{ActId, CaseId, EntryId, UserName},
};
use daftar_sync::wire::Config;

impl Casebook {
    /// Ties a record to another that is on this laptop: an incident to its case, a case to its family or registry record,
    /// a trace (`entry`) of a tracing request to the case that it matched.
    ///
    /// # Errors
    /// `bad_link`, `already_so`, `not_permitted`, `not_found`, `case_disabled`.
    pub fn link(&self, record: CaseId, to: CaseId, entry: Option<EntryId>) -> Result<PendingAct, AppError> {
        self.queue(record, Deed::LinkAdd { to, entry })
    }

    /// Unties two records; an incident stays with the owner that its case has then.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`, `already_ended`.
    pub fn unlink(&self, link: ActId) -> Result<PendingAct, AppError> {
        self.queue(self.case_of(link)?, Deed::LinkEnd { link })
    }

    /// Makes it the case of `to`, who is its child and reads it; of nobody without `to`.
    ///
    /// # Errors
    /// `not_permitted`, `unknown_person`, `target_not_allowed`, `already_so`, `not_found`.
    pub fn attribute(&self, case: CaseId, to: Option<UserName>) -> Result<PendingAct, AppError> {
        self.queue(case, Deed::CaseAttribute { to })
    }

    /// People who may be the child of a case, as far as this laptop knows.
    pub(crate) fn children<'a>(&self, config: &'a Config) -> impl Iterator<Item = &'a Person> {
        let is_child = |person: &&Person| {
            let role = config.forms().role(&person.role);
            role.is_some_and(|role| role.scope == Scope::Identified)
        };
        config.colleagues().filter(is_child)
    }
}
