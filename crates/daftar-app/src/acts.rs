//! Acts written on this laptop: checked by the same rule as at the relay, then queued.

use crate::{AppError, Casebook, casebook::Known, file::CaseFile};
use daftar_core::{
    access::{Person, is_in_scope},
    act::{
        Act, ActFacts, CaseState, Consent, Deed, Denial, RULES, Reach, Sealed, approval_of, consent_of,
        linked_of, target_of, validate,
    },
    config::RecordType,
    id::{ActId, CaseId, FieldId, UserName},
    value::Value,
};
use daftar_doc::sentence::seal_sentence;
use daftar_store::{ActRow, ActState, Db};
use daftar_sync::wire::Config;

/// Most cases that are assigned at once.
const ASSIGNED_MAX: usize = 100;

/// An act that waits for the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PendingAct {
    pub act: ActId,
    pub case: CaseId,
}

impl Casebook {
    /// Makes `to` the owner.
    ///
    /// # Errors
    /// `unknown_person`, `target_not_allowed`, `bad_sentence`, `not_permitted`, `not_found`.
    pub fn assign(&self, case: CaseId, to: &UserName, note: Option<&str>) -> Result<PendingAct, AppError> {
        let from = self.case_file(case)?.owner().clone();
        self.queue_perhaps_saying(case, note, |note| Deed::CaseAssign { from, to: to.clone(), note })
    }

    /// Makes `to` the owner of all these cases, each as far as it may be; tells why of those that may not.
    ///
    /// # Errors
    /// `too_many` (over 100); nothing is assigned then.
    pub fn assign_all(
        &self,
        cases: &[CaseId],
        to: &UserName,
    ) -> Result<Vec<(CaseId, Option<&'static str>)>, AppError> {
        if cases.len() > ASSIGNED_MAX {
            return Err(AppError::new("too_many").with("max", ASSIGNED_MAX));
        }
        let config = self.config()?;
        self.store().transact(|db| {
            let assign = |case: &CaseId| {
                let row = db.case(*case)?.ok_or(AppError::new("not_found"))?;
                let deed = Deed::CaseAssign { from: row.state.owner, to: to.clone(), note: None };
                self.queue_in(db, &config, *case, deed)
            };
            let mut answers = Vec::new();
            for case in cases {
                match assign(case) {
                    Ok(_) => answers.push((*case, None)),
                    Err(error) if error.is_refusal() => answers.push((*case, Some(error.code))),
                    Err(error) => return Err(error),
                }
            }
            Ok(answers)
        })
    }

    pub(crate) fn case_of(&self, act: ActId) -> Result<CaseId, AppError> {
        Ok(self.reading()?.read().act(act)?.ok_or(AppError::new("not_found"))?.case)
    }

    /// Checks and queues a deed about a case that is on this laptop.
    pub(crate) fn queue(&self, case: CaseId, deed: Deed) -> Result<PendingAct, AppError> {
        let config = self.config()?;
        self.store().transact(|db| self.queue_in(db, &config, case, deed))
    }

    /// The same with something that the person wrote.
    pub(crate) fn queue_saying(
        &self,
        case: CaseId,
        text: &str,
        deed: impl FnOnce(Sealed) -> Deed,
    ) -> Result<PendingAct, AppError> {
        let config = self.config()?;
        let text = text.trim();
        if text.is_empty() {
            return Err(Denial::BadSentence.into());
        }
        let id = self.make_act_id(self.now_ms());
        let sealed = seal_sentence(&self.me.custody, id, text)?;
        self.store().transact(|db| self.queue_as(db, &config, case, (id, deed(sealed)), Some(text)))
    }

    /// The same with words that may be left out.
    pub(crate) fn queue_perhaps_saying(
        &self,
        case: CaseId,
        text: Option<&str>,
        deed: impl FnOnce(Option<Sealed>) -> Deed,
    ) -> Result<PendingAct, AppError> {
        match text {
            Some(text) => self.queue_saying(case, text, |said| deed(Some(said))),
            None => self.queue(case, deed(None)),
        }
    }

    /// [`Casebook::queue`] inside a transaction.
    pub(crate) fn queue_in(
        &self,
        db: Db<'_>,
        config: &Config,
        case: CaseId,
        deed: Deed,
    ) -> Result<PendingAct, AppError> {
        self.queue_as(db, config, case, (self.make_act_id(self.now_ms()), deed), None)
    }

    /// Changes written before the act are cut before it, so that they go first.
    fn queue_as(
        &self,
        db: Db<'_>,
        config: &Config,
        case: CaseId,
        (id, deed): (ActId, Deed),
        sentence: Option<&str>,
    ) -> Result<PendingAct, AppError> {
        let file = CaseFile::load(db, config, case)?.ok_or(AppError::new("not_found"))?;
        let act = Act { id, case, at_ms: self.now_ms(), rules: RULES, deed };
        let linked = linked_of(&act.deed).map(|to| db.case(to)).transpose()?.flatten();
        self.may(config, &file, &act, linked.as_ref().map(|row| &row.state))?;
        self.cut(db, config, Some(case))?;
        self.enqueue_act(db, &act, sentence)?;
        db.recount_unsent(case)?;
        Ok(PendingAct { act: act.id, case })
    }

    /// Asks the rule that the relay will ask; `linked` is the record that the act ties it to.
    pub(crate) fn may(
        &self,
        config: &Config,
        file: &CaseFile,
        act: &Act,
        linked: Option<&CaseState>,
    ) -> Result<(), AppError> {
        let row = &file.row;
        let asked = approval_of(config.forms(), &act.deed, &row.state);
        let heads = asked.and_then(|approval| file.heads_of(config, approval));
        let person = |user: &UserName| config.person(user);
        let facts = ActFacts {
            config: config.forms(),
            author: &config.me,
            reach: Reach::Now,
            rights: &file.rights(config)?,
            case: Some(&row.state),
            target: target_of(&act.deed, &row.state).and_then(person),
            owner: person(&row.state.owner),
            late_edit_open: true,
            heads,
            linked,
            is_bound: false,
            now_ms: self.now_ms(),
        };
        validate(&facts, act)?;
        Ok(())
    }

    /// The people a record could be referred or assigned to, as far as this laptop knows.
    pub(crate) fn others<'a>(
        &'a self,
        config: &'a Config,
        record: RecordType,
        action: &'a str,
    ) -> impl Iterator<Item = &'a Person> {
        let may = move |person: &&Person| {
            let role = config.forms().role(&person.role);
            role.is_none_or(|role| role.may(record.as_str(), action))
        };
        config.colleagues().filter(may)
    }

    /// Those of them who could own it: their role opens a form of it, as far as this laptop knows.
    pub(crate) fn heirs<'a>(
        &'a self,
        config: &'a Config,
        record: RecordType,
        action: &'a str,
    ) -> impl Iterator<Item = &'a Person> {
        let opens = move |person: &&Person| {
            let role = config.forms().role(&person.role);
            let mut forms = config.forms().forms_of(record);
            role.is_none_or(|role| forms.any(|form| role.forms.contains_key(&form.id)))
        };
        self.others(config, record, action).filter(opens)
    }

    /// The people who read this case by ownership, scope, referral or offered transfer, as far as this laptop knows.
    pub(crate) fn seen_by(&self, config: &Config, file: &CaseFile) -> Vec<String> {
        let mut seen = std::collections::BTreeSet::from([self.me.user.0.clone(), file.owner().0.clone()]);
        let owner = config.person(file.owner());
        for person in config.colleagues() {
            let role = config.forms().role(&person.role);
            let reaches = |owner: &Person| role.is_some_and(|role| is_in_scope(person, role, owner));
            if owner.is_some_and(reaches) {
                seen.insert(person.user.0.clone());
            }
        }
        if *file.owner() == self.me.user {
            seen.extend(config.readers.iter().map(|user| user.0.clone()));
        }
        let now_ms = self.now_ms();
        let active = file.row.state.referrals.values().filter(|known| known.status_at(now_ms).is_active());
        let offered = file.row.state.transfers.values().filter(|transfer| transfer.is_open());
        let glasses = file.row.state.glasses.values().filter(|glass| glass.is_active_at(now_ms));
        seen.extend(glasses.map(|glass| glass.by.0.clone()));
        let recipients = active.map(|referral| &referral.to).chain(offered.map(|transfer| &transfer.to));
        seen.extend(recipients.flatten().map(|to| to.0.clone()));
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

/// What this person answered by an act that waits to be sent.
pub(crate) fn answers(row: &ActRow) -> Option<ActId> {
    let is_queued = row.state == ActState::Queued;
    is_queued.then(|| postcard::from_bytes::<Act>(&row.bytes).ok()?.answers()).flatten()
}
