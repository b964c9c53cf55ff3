//! Acts written on this laptop: checked by the same rule as at the relay, then queued.

use crate::{AppError, Casebook, casebook::Known, file::CaseFile};
use daftar_core::{
    access::{Person, is_in_scope},
    act::{Act, ActFacts, Consent, Deed, RULES, Reach, consent_of, target_of, validate},
    id::{ActId, CaseId, FieldId, RoleId, UserName},
    value::Value,
};
use daftar_store::{CaseRow, Db};
use daftar_sync::wire::Config;

/// An act that waits for the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PendingAct {
    pub act: ActId,
    pub case: CaseId,
}

impl Casebook {
    /// Lends the forms of `lends` to `to`. The case must record consent; there is no way round it here.
    ///
    /// # Errors
    /// `no_consent`, `unknown_person`, `target_not_allowed`, `role_too_wide`, `not_permitted`, `not_found`.
    pub fn refer(&self, case: CaseId, to: &UserName, lends: Option<RoleId>) -> Result<PendingAct, AppError> {
        let config = self.config()?;
        let asked = &config.forms().settings.referral_consent;
        let consent = consent(&config, asked, &self.case_file(case)?);
        self.queue(case, Deed::ReferralOffer { to: to.clone(), lends, consent })
    }

    /// Offers the case itself to `to`, who owns it from accepting on. The case must record consent.
    ///
    /// # Errors
    /// `no_consent`, `unknown_person`, `target_not_allowed`, `already_answered` (offered to them already),
    /// `not_permitted`, `not_found`.
    pub fn transfer(&self, case: CaseId, to: &UserName) -> Result<PendingAct, AppError> {
        let config = self.config()?;
        let asked = &config.forms().settings.transfer_consent;
        let consent = consent(&config, asked, &self.case_file(case)?);
        self.queue(case, Deed::TransferOffer { to: to.clone(), consent })
    }

    /// Makes `to` the owner.
    ///
    /// # Errors
    /// `unknown_person`, `target_not_allowed`, `not_permitted`, `not_found`.
    pub fn assign(&self, case: CaseId, to: &UserName) -> Result<PendingAct, AppError> {
        let from = self.case_file(case)?.owner().clone();
        self.queue(case, Deed::CaseAssign { from, to: to.clone() })
    }

    /// Answers, finishes or revokes a referral or transfer that this laptop knows.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`, `already_answered`, `already_ended`.
    pub fn answer(&self, offer: ActId, deed: impl FnOnce(ActId) -> Deed) -> Result<PendingAct, AppError> {
        let act = self.store().read().act(offer)?.ok_or(AppError::new("not_found"))?;
        self.queue(act.case, deed(offer))
    }

    /// Checks and queues a deed about a case that is on this laptop.
    pub(crate) fn queue(&self, case: CaseId, deed: Deed) -> Result<PendingAct, AppError> {
        let config = self.config()?;
        self.store().transact(|db| self.queue_in(db, &config, case, deed))
    }

    /// The same inside a transaction. Changes written before the act are cut before it, so that they go first.
    pub(crate) fn queue_in(
        &self,
        db: Db<'_>,
        config: &Config,
        case: CaseId,
        deed: Deed,
    ) -> Result<PendingAct, AppError> {
        let row = db.case(case)?.ok_or(AppError::new("not_found"))?;
        let now = self.now_ms();
        let act = Act { id: self.make_act_id(now), case, at_ms: now, rules: RULES, deed };
        self.may(config, &row, &act)?;
        self.cut(db, config, Some(case))?;
        self.enqueue_act(db, &act)?;
        db.recount_unsent(case)?;
        Ok(PendingAct { act: act.id, case })
    }

    /// Asks the rule that the relay will ask.
    pub(crate) fn may(&self, config: &Config, row: &CaseRow, act: &Act) -> Result<(), AppError> {
        let person = |user: &UserName| config.person(user);
        let facts = ActFacts {
            config: config.forms(),
            author: &config.me,
            reach: Reach::Now,
            rights: &config.role()?.forms,
            case: Some(&row.state),
            target: target_of(&act.deed, &row.state).and_then(person),
            owner: person(&row.state.owner),
            late_edit_open: true,
        };
        validate(&facts, act)?;
        Ok(())
    }

    /// The people a case could be referred or assigned to, as far as this laptop knows.
    pub(crate) fn others<'a>(
        &'a self,
        config: &'a Config,
        action: &'a str,
    ) -> impl Iterator<Item = &'a Person> {
        let may = move |person: &&Person| {
            let role = config.forms().role(&person.role);
            role.is_none_or(|role| role.may("case", action)) && !person.disabled
        };
        config.people.iter().filter(|person| person.user != self.me.user).filter(may)
    }

    /// The people who read this case by ownership, scope, referral or offered transfer, as far as this laptop knows.
    pub(crate) fn seen_by(&self, config: &Config, file: &CaseFile) -> Vec<String> {
        let mut seen = std::collections::BTreeSet::from([self.me.user.0.clone(), file.owner().0.clone()]);
        let owner = config.person(file.owner());
        for person in config.people.iter().filter(|person| !person.disabled) {
            let role = config.forms().role(&person.role);
            let reaches = |owner: &Person| role.is_some_and(|role| is_in_scope(person, role, owner));
            if owner.is_some_and(reaches) {
                seen.insert(person.user.0.clone());
            }
        }
        if *file.owner() == self.me.user {
            seen.extend(config.readers.iter().map(|user| user.0.clone()));
        }
        let active = file.row.state.referrals.values().filter(|referral| referral.status.is_active());
        seen.extend(active.map(|referral| referral.to.0.clone()));
        let offered = file.row.state.transfers.values().filter(|transfer| transfer.is_open());
        seen.extend(offered.map(|transfer| transfer.to.0.clone()));
        seen.into_iter().collect()
    }
}

/// Whether the case records the consent that is asked for, one of the lists of the settings.
pub(crate) fn consent(config: &Config, asked: &[FieldId], file: &CaseFile) -> Consent {
    consent_of(asked, |field| {
        let ticked = |question| file.value(question) == Some(&Value::Bool(true));
        config.forms().field(file.case().record_type(), field).is_some_and(ticked)
    })
}
