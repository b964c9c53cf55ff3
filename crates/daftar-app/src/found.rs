//! Cases beyond one's reach: handing in what own ones are found by, searching, and what may be done with what was found.

use crate::{
    AppError, Casebook, PendingAct,
    casebook::Known,
    materialise::words,
    view::{FoundCaseView, FoundCasesView},
};
use daftar_core::{
    act::{Act, ActFacts, CaseState, Deed, GLASS_MS_MAX, RULES, Reach, Sealed, validate},
    age::shown_age,
    config::RecordType,
    id::{ActId, CaseId},
    search::keys,
    value::Value,
};
use daftar_doc::{Card, FindingKey, open_card, seal_card, sentence::seal_sentence};
use daftar_store::{Db, Queued};
use daftar_sync::{
    frame,
    wire::{
        CARD_TOKENS_MAX, CaseCard, Config, Door, Found, ItemResult, SEARCH_TOKENS_MAX, Search, SearchReply,
        SignedAct, SignedSearch,
    },
};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Cards looked at for one contact.
const CARDS_MAX: u32 = 100;
const HOUR_MS: i64 = 60 * 60 * 1000;

impl Casebook {
    /// Queues the cards of own cases of which something changed that their cards tell, whoever changed it. Looks at those
    /// that were written since, never at all of them.
    pub(crate) fn hand_in_cards(&self, db: Db<'_>, config: &Config) -> Result<(), AppError> {
        let Some(key) = config.finding.map(FindingKey::from_bytes) else { return Ok(()) };
        for case in db.cards_due(&self.me.user, CARDS_MAX)? {
            let Some(known) = db.card_row(case)? else { continue };
            let card =
                Card { name: known.name, sex: known.sex, date_of_birth: known.date_of_birth, age: known.age };
            let mut tokens: Vec<_> = known.words.iter().map(|word| key.token(word)).collect();
            tokens.sort_unstable();
            tokens.truncate(CARD_TOKENS_MAX);
            let mut mark = [0; 8];
            mark.copy_from_slice(&Sha256::digest(postcard::to_stdvec(&(&card, &tokens))?)[..8]);
            let is_known = db.card_mark(case)? == Some(mark);
            db.put_card_mark(case, mark)?;
            if is_known {
                continue;
            }
            let sealed = seal_card(&key, case, &card)?;
            db.enqueue(&Queued {
                queue_id: 0,
                kind: "card".to_owned(),
                case,
                compartment: None,
                act: None,
                item: postcard::to_stdvec(&CaseCard { case, sealed, tokens })?,
                written_at_ms: self.now_ms(),
            })?;
        }
        Ok(())
    }

    /// Asks the relay for cases beyond one's reach by a name in any spelling, or by a number. What comes is shown and kept
    /// nowhere; that it was asked for stands in the relay's log.
    ///
    /// # Errors
    /// `relay_unreachable`, `not_permitted`, `too_often`.
    pub fn search_beyond(&self, query: &str) -> Result<FoundCasesView, AppError> {
        let config = self.config()?;
        let key = config.finding.map(FindingKey::from_bytes).ok_or(AppError::new("not_permitted"))?;
        let mut asked = keys(query);
        asked.extend(words(query).into_iter().filter(|word| word.contains(|c: char| c.is_ascii_digit())));
        let tokens = asked.iter().take(SEARCH_TOKENS_MAX).map(|word| key.token(word)).collect();
        // Never one that is kept: by those a contact learns that the vault is a copy brought back.
        let nonce = self.outside.transport.nonce(&self.me.address, self.me.device)?;
        let search =
            SignedSearch::sign(Search { nonce, tokens }, self.me.device, self.me.relay, &self.me.keys);
        let found = match self.ask(Door::Search, &search)? {
            SearchReply::Found(found) => found,
            SearchReply::Refused { code } => return Err(refusal(&code)),
        };
        let views = found.iter().filter_map(|found| self.found_view(&config, &key, found).transpose());
        Ok(FoundCasesView { hits: views.collect::<Result<_, _>>()? })
    }

    /// None: its card does not open.
    fn found_view(
        &self,
        config: &Config,
        key: &FindingKey,
        found: &Found,
    ) -> Result<Option<FoundCaseView>, AppError> {
        let Ok(card) = open_card(key, found.case, &found.sealed) else { return Ok(None) };
        let language = self.language();
        let age = card.age.as_ref().map(|(years, on)| (*years, on.as_str()));
        let age = shown_age(card.date_of_birth.as_deref(), age, &self.today());
        let agency = config.forms().agencies.iter().find(|agency| agency.id == found.agency);
        let until_ms = self.now_ms() + HOUR_MS;
        // Any sentence will do for the question.
        let why = Sealed { key: Vec::new(), text: vec![0; 17] };
        Ok(Some(FoundCaseView {
            case_id: found.case.to_string(),
            case_id_display: found.case.display_id(),
            name: card.name,
            who: self.who(config, RecordType::Case, card.sex.map(Value::Text).as_ref(), age, &language),
            owner: found.owner.0.clone(),
            agency: agency.map_or(found.agency.as_str(), |agency| agency.label.get(&language)).to_owned(),
            is_here: self.reading()?.read().case(found.case)?.is_some(),
            may_ask: self.could(config, found, Deed::RequestTransfer { note: None }),
            may_break: self.could(config, found, Deed::GlassBreak { why, until_ms }),
        }))
    }

    /// Whether the relay would take this about a case of which only its owner is known.
    fn could(&self, config: &Config, found: &Found, deed: Deed) -> bool {
        let now_ms = self.now_ms();
        let act = Act { id: self.make_act_id(now_ms), case: found.case, at_ms: now_ms, rules: RULES, deed };
        let facts = ActFacts {
            config: config.forms(),
            author: &config.me,
            reach: Reach::Shown,
            rights: &BTreeMap::new(),
            case: Some(&CaseState::of(found.owner.clone())),
            target: None,
            owner: None,
            late_edit_open: false,
            linked: None,
            is_bound: false,
            heads: None,
            now_ms,
        };
        validate(&facts, &act).is_ok()
    }

    /// Asks the owner for a case that a search showed; decided at once.
    ///
    /// # Errors
    /// `relay_unreachable`, or why it is refused: `not_found` (not shown within a day), `not_permitted`,
    /// `target_not_allowed`, `already_answered`, `bad_sentence`.
    pub fn ask_for_found(&self, case: CaseId, note: Option<&str>) -> Result<PendingAct, AppError> {
        let id = self.make_act_id(self.now_ms());
        let note = note.map(|note| seal_sentence(&self.me.custody, id, note)).transpose()?;
        self.act_on_found(id, case, Deed::RequestTransfer { note })
    }

    /// Emergency access to a case that a search showed: it comes with the next sync, to read by one's own role for so many
    /// hours. Its owner and their supervisors are told who, when and why.
    ///
    /// # Errors
    /// As [`Casebook::ask_for_found`], and `too_long`.
    pub fn break_glass(&self, case: CaseId, why: &str, hours: u32) -> Result<PendingAct, AppError> {
        let now = self.now_ms();
        let id = self.make_act_id(now);
        let why = seal_sentence(&self.me.custody, id, why.trim())?;
        // A clock that is ahead of the relay's must not make the longest access a little too long.
        let slack = if i64::from(hours) * HOUR_MS == GLASS_MS_MAX { 10 * 60 * 1000 } else { 0 };
        let until_ms = now + i64::from(hours) * HOUR_MS - slack;
        self.act_on_found(id, case, Deed::GlassBreak { why, until_ms })
    }

    /// Ends emergency access before its time.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`, `already_ended`.
    pub fn end_glass(&self, glass: ActId) -> Result<PendingAct, AppError> {
        self.answer(glass, |glass| Deed::GlassEnd { glass })
    }

    fn act_on_found(&self, id: ActId, case: CaseId, deed: Deed) -> Result<PendingAct, AppError> {
        let act = Act { id, case, at_ms: self.now_ms(), rules: RULES, deed };
        let signed = SignedAct::sign(act, self.me.device, self.me.relay, &self.me.keys);
        match self.ask(Door::Act, &signed)? {
            ItemResult::Ok { .. } | ItemResult::Duplicate => Ok(PendingAct { act: id, case }),
            ItemResult::Rejected { code } | ItemResult::Quarantined { code } => Err(refusal(&code)),
        }
    }

    /// Asks the relay at one of its doors.
    pub(crate) fn ask<Q: Serialize, R: DeserializeOwned>(
        &self,
        door: Door,
        question: &Q,
    ) -> Result<R, AppError> {
        let body = frame::encode(question)?;
        let answer = self.outside.transport.ask(&self.me.address, door, body)?;
        let mut reader = frame::Reader::default();
        reader.feed(&answer);
        reader.message()?.ok_or(AppError::new("relay_unreachable"))
    }
}

fn refusal(code: &str) -> AppError {
    let known = [
        "not_permitted",
        "too_often",
        "target_not_allowed",
        "already_answered",
        "already_over",
        "too_long",
        "bad_sentence",
        "no_longer_yours",
    ];
    let code = match known.into_iter().find(|known| *known == code) {
        Some(known) => known,
        // The relay says so of whatever was not shown to this person.
        None if code == "not_found" => "not_shown",
        None => "relay_failed",
    };
    AppError::new(code)
}
