//! Referrals, transfers and requests for them, as this laptop words them.

use crate::{
    AppError, Casebook, PendingAct, acts::consent, casebook::Known, file::CaseFile, view::ServiceView,
};
use daftar_core::{
    act::{Consent, Deed, Sealed},
    config::RecordType,
    day::Day,
    id::{ActId, CaseId, EntryId, FieldId, RoleId, UserName},
    shown::{headline, order},
    value::Value,
};
use daftar_sync::wire::Config;

/// Whom a case is offered to, and what is said with it.
#[derive(Clone)]
pub struct Offer {
    /// None: somebody outside the programme, whom `note` names.
    pub to: Option<UserName>,
    /// [`Consent::Overridden`] goes without recorded consent, for those whose role allows it.
    pub consent: Consent,
    pub note: Option<String>,
}

impl Offer {
    /// To somebody of the programme, without a word.
    #[must_use]
    pub fn to(user: impl Into<UserName>, consent: Consent) -> Self {
        Self { to: Some(user.into()), consent, note: None }
    }
}

/// What a referral lends, what for and until when.
#[derive(Debug, Clone, Default)]
pub struct Lending {
    /// The type of referral; none: the recipient's own role.
    pub lends: Option<RoleId>,
    /// An entry of the case's services.
    pub service: Option<EntryId>,
    /// The last day, `YYYY-MM-DD`.
    pub until: Option<String>,
}

impl Lending {
    /// By a type of referral, until it is ended.
    #[must_use]
    pub fn by(role: impl Into<RoleId>) -> Self {
        Self { lends: Some(role.into()), ..Self::default() }
    }
}

impl Casebook {
    /// Lends forms of a case. The case must record consent, or the offer goes without it and says so in the act.
    ///
    /// # Errors
    /// `no_consent`, `unknown_person`, `target_not_allowed`, `role_too_wide`, `already_answered` (lent to them already for
    /// this), `already_over`, `invalid_date`, `bad_sentence`, `not_permitted`, `not_found` (the case, or the service).
    pub fn refer(&self, case: CaseId, offer: &Offer, lending: Lending) -> Result<PendingAct, AppError> {
        let config = self.config()?;
        let file = self.case_file(case)?;
        let consent = asserted(&config, &config.forms().settings.referral_consent, &file, offer.consent);
        let Lending { lends, service, until } = lending;
        let known = |entry: EntryId| {
            services(&config, &file, &self.language()).iter().any(|known| known.entry_id == entry.to_string())
        };
        if service.is_some_and(|entry| !known(entry)) {
            return Err(AppError::new("not_found"));
        }
        let until_ms = until.map(|day| self.end_of(&day).ok_or(AppError::new("invalid_date"))).transpose()?;
        let deed =
            |note| Deed::ReferralOffer { to: offer.to.clone(), lends, consent, service, until_ms, note };
        self.queue_perhaps_saying(case, offer.note.as_deref(), deed)
    }

    /// Offers the case itself to somebody, who owns it from accepting on. Consent as for [`Casebook::refer`].
    ///
    /// # Errors
    /// `no_consent`, `unknown_person`, `target_not_allowed`, `already_answered` (offered to them already), `case_closed`,
    /// `bad_sentence`, `not_permitted`, `not_found`.
    pub fn transfer(&self, case: CaseId, offer: &Offer) -> Result<PendingAct, AppError> {
        let config = self.config()?;
        let asked = &config.forms().settings.transfer_consent;
        let consent = asserted(&config, asked, &self.case_file(case)?, offer.consent);
        let deed = |note| Deed::TransferOffer { to: offer.to.clone(), consent, note };
        self.queue_perhaps_saying(case, offer.note.as_deref(), deed)
    }

    /// The end of a day where the laptop is, Unix milliseconds.
    fn end_of(&self, day: &str) -> Option<i64> {
        let day = Day::read(day).filter(Day::is_full)?;
        Some(self.zone().begin_of(day.number() + 1))
    }

    /// Asks the owner for a case that is on this laptop.
    ///
    /// # Errors
    /// `not_permitted`, `target_not_allowed` (one's own role could not take it, or it is theirs), `already_answered`
    /// (asked or offered already), `bad_sentence`, `not_found`.
    pub fn request_transfer(&self, case: CaseId, note: Option<&str>) -> Result<PendingAct, AppError> {
        self.queue_perhaps_saying(case, note, |note| Deed::RequestTransfer { note })
    }

    /// Answers, finishes or revokes a referral, transfer or request that this laptop knows.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`, `already_answered`, `already_ended`.
    pub fn answer(&self, offer: ActId, deed: impl FnOnce(ActId) -> Deed) -> Result<PendingAct, AppError> {
        self.queue(self.case_of(offer)?, deed(offer))
    }

    /// The same with something that the person says with it, or may leave unsaid.
    ///
    /// # Errors
    /// As [`Casebook::answer`], and `bad_sentence`.
    pub fn answer_worded(
        &self,
        offer: ActId,
        words: Option<&str>,
        deed: impl FnOnce(ActId, Option<Sealed>) -> Deed,
    ) -> Result<PendingAct, AppError> {
        self.queue_perhaps_saying(self.case_of(offer)?, words, |said| deed(offer, said))
    }
}

/// What an act says of consent: what the case records, unless its author goes without.
fn asserted(config: &Config, asked: &[FieldId], file: &CaseFile, asserted: Consent) -> Consent {
    match (consent(config, asked, file), asserted) {
        (Consent::Missing, Consent::Overridden) => Consent::Overridden,
        (recorded, _) => recorded,
    }
}

/// The case's services, those of each subform in its order.
pub(crate) fn services(config: &Config, file: &CaseFile, language: &str) -> Vec<ServiceView> {
    let forms = config.forms();
    let mut views = Vec::new();
    for (subform, kind) in &forms.settings.referred_from {
        let Some(question) = forms.field(RecordType::Case, subform) else { continue };
        let answers = |(id, entry)| (id, CaseFile::answers_of(question, entry));
        let mut entries: Vec<_> = file.entries(subform).map(answers).collect();
        entries.sort_by(|(one, a), (other, b)| order(question, (*one, a), (*other, b)));
        views.extend(entries.iter().map(|(id, answers)| ServiceView {
            entry_id: id.to_string(),
            label: headline(forms, question, answers, language),
            service: answers.get(kind).and_then(|kind| match kind {
                Value::Text(id) => Some(id.clone()),
                _ => None,
            }),
        }));
    }
    views
}
