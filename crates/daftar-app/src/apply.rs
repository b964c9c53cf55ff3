//! Taking in what the relay hands out: a frame is applied whole, together with its cursor, or not at all.

use crate::{
    AppError, Casebook,
    casebook::Known,
    edits::document,
    materialise::{refresh, rewrite_list, unpack},
};
use daftar_core::{
    act::{Act, CaseState, fold},
    config::{Form, Mode},
    id::{ActId, Actor, CaseId, CompartmentId, DeviceNo, FieldId, FormId, UserName},
};
use daftar_doc::{
    document::{Contents, Document, Field, Version},
    key::KeyPath,
    keys::{CompartmentKey, SentenceKey, SignPublic},
    segment::Segment,
    sentence::open_sentence,
};
use daftar_store::{
    ActRow, ActState, CaseRow, CompartmentRow, Db, EndedRow, LateRow, News, Queued, RefusalRow,
};
use daftar_sync::wire::{
    CaseHead, CaseKeys, Config, Entry, Feed, KEYS_INFO, Receipt, SENTENCE_INFO, SignedAct, SignedReceipt,
};
use std::collections::{BTreeMap, BTreeSet};

/// Documents touched by one frame, loaded once and written once.
type Touched = BTreeMap<(CaseId, CompartmentId), (CompartmentRow, Document)>;

struct Frame<'a> {
    db: Db<'a>,
    config: &'a Config,
    touched: Touched,
    cases: BTreeSet<CaseId>,
    /// Cases of which acts were told; each is folded once, when the frame is through.
    told: BTreeSet<CaseId>,
    /// What somebody did where.
    news: BTreeSet<(CaseId, UserName, News)>,
    /// When the relay took the latest of each device's work.
    heard: BTreeMap<DeviceNo, i64>,
    pulled: u32,
}

/// Own acts take effect in the relay's order, when the feed comes to them.
fn settle_own_act(frame: &mut Frame, seq: u64, id: ActId) -> Result<(), AppError> {
    let Some(row) = frame.db.act(id)? else { return Ok(()) };
    frame.told.insert(row.case);
    frame.db.put_act(&ActRow { state: ActState::Accepted, code: None, seq: Some(seq), ..row })?;
    Ok(())
}

/// Makes the case's state of all its acts, in the relay's order: earlier ones may be told after later ones. The owner
/// stays who the head of the case says it is.
fn fold_anew(db: Db<'_>, case: CaseId) -> Result<(), AppError> {
    let Some(row) = db.case(case)? else { return Ok(()) };
    let owner = row.state.owner.clone();
    let mut state = CaseState::of(owner.clone());
    for told in db.acts_in_order(case)? {
        let act = postcard::from_bytes(&told.bytes)?;
        state = fold(Some(state), &act, &told.author).ok_or(AppError::new("failed"))?;
    }
    Ok(db.put_case(&CaseRow { state: CaseState { owner, ..state }, ..row })?)
}

impl Casebook {
    /// Applies a frame in one transaction. Returns how many changes, acts and cases it brought.
    pub(crate) fn apply_feed(&self, feed: Feed) -> Result<u32, AppError> {
        let config = self.config()?;
        self.store().transact(|db| {
            let mut frame = Frame {
                db,
                config: &config,
                touched: Touched::new(),
                cases: BTreeSet::new(),
                told: BTreeSet::new(),
                news: BTreeSet::new(),
                heard: BTreeMap::new(),
                pulled: 0,
            };
            for (device, user, sign) in &feed.authors {
                db.put_device(*device, user, &sign.0)?;
            }
            for entry in feed.entries {
                match entry {
                    Entry::Case(head) => self.take_head(&mut frame, &head)?,
                    Entry::Segment { received_at_ms, segment } => {
                        let segment = feed.tables.expand(self.me.relay, segment);
                        self.take_segment(&mut frame, segment, received_at_ms)?;
                    }
                    Entry::Act { seq, act, key, .. } => self.take_act(&mut frame, seq, &act, &key)?,
                    Entry::OwnAct { seq, act } => settle_own_act(&mut frame, seq, act)?,
                    Entry::Close { case, compartments, whole, seq, reason } => {
                        self.close(&mut frame, case, &compartments, whole, seq, &reason)?;
                    }
                    Entry::Late { quarantine, received_at_ms, code, segment } => {
                        if let Some(segment) = feed.tables.expand(self.me.relay, segment) {
                            let author = db.device(segment.header.actor.device())?;
                            let author = author.map_or_else(|| "?".into(), |(user, _)| user);
                            let (case, compartment) = (segment.header.case, segment.header.compartment);
                            if db.compartment(case, compartment)?.is_none() {
                                continue;
                            }
                            let segment = postcard::to_stdvec(&segment)?;
                            db.put_late(&LateRow {
                                quarantine,
                                case,
                                compartment,
                                author,
                                code,
                                received_at_ms,
                                segment,
                            })?;
                            frame.pulled += 1;
                        }
                    }
                    Entry::LateSettled { quarantine } => db.settle_late(quarantine)?,
                }
            }
            frame.finish()?;
            self.note_news(&frame)?;
            for (device, at_ms) in &frame.heard {
                db.note_heard(*device, *at_ms)?;
            }
            db.set_fact("cursor", &feed.cursor)?;
            Ok(frame.pulled)
        })
    }

    /// What others did in own cases is new to their owner, until the case is opened.
    fn note_news(&self, frame: &Frame) -> Result<(), AppError> {
        for (case, author, news) in &frame.news {
            match frame.db.case(*case)? {
                Some(row) if row.state.owner != *self.user() => frame.db.drop_news(*case)?,
                Some(_) if *author != *self.user() => {
                    frame.db.add_news(*case, author, news, self.now_ms())?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn take_head(&self, frame: &mut Frame, head: &CaseHead) -> Result<(), AppError> {
        let db = frame.db;
        let CaseKeys(keys) = match head.keys.as_slice() {
            [] => CaseKeys(Vec::new()),
            sealed => postcard::from_bytes(&self.me.keys.open(KEYS_INFO, &head.case.0, sealed)?)?,
        };
        let known = db.case(head.case)?;
        let mut state =
            known.as_ref().map_or_else(|| CaseState::of(head.owner.clone()), |row| row.state.clone());
        state.owner = head.owner.clone();
        db.put_case(&CaseRow {
            case: head.case,
            created_at_ms: head.created_at_ms,
            epoch: head.epoch,
            auth_seq: head.auth_seq,
            state,
            changed_at_ms: known.map_or(head.created_at_ms, |row| row.changed_at_ms),
        })?;
        for (compartment, mode) in &head.modes {
            if let Some((row, _)) = frame.touched.get_mut(&(head.case, *compartment)) {
                row.mode = *mode;
            }
            db.grant(head.case, *compartment, *mode)?;
        }
        for (epoch, compartment, key) in keys {
            db.put_key(head.case, compartment, epoch, &key)?;
        }
        frame.cases.insert(head.case);
        frame.pulled += 1;
        Ok(())
    }

    fn take_segment(
        &self,
        frame: &mut Frame,
        segment: Option<Segment>,
        received_at_ms: i64,
    ) -> Result<(), AppError> {
        let Some(segment) = segment else { return Ok(()) };
        let header = &segment.header;
        let (case, compartment, actor) = (header.case, header.compartment, header.actor);
        let seqs = (header.first_seq, header.last_seq());
        let epoch = header.epoch;
        let Some(held) = frame.touch(case, compartment)? else { return Ok(()) };
        if held.1.last_seq(actor) < seqs.1 {
            match self.admit(frame, segment, epoch) {
                Ok(applied) => {
                    if let Some(held) = frame.touched.get_mut(&(case, compartment)) {
                        held.1 = applied;
                    }
                }
                Err(code) => {
                    // Kept apart and reported; the document stays as it was and the feed goes on.
                    let at_ms = self.now_ms();
                    let code = code.to_owned();
                    let row = RefusalRow { refusal_id: 0, case, compartment, code, at_ms, values: None };
                    frame.db.add_refusal(&row, None)?;
                    return Ok(());
                }
            }
        }
        frame.db.put_reception(case, compartment, actor, seqs, received_at_ms)?;
        let heard = frame.heard.entry(actor.device()).or_insert(received_at_ms);
        *heard = received_at_ms.max(*heard);
        if let Some(row) = frame.db.case(case)?.filter(|row| row.changed_at_ms < received_at_ms) {
            frame.db.put_case(&CaseRow { changed_at_ms: received_at_ms, ..row })?;
        }
        frame.cases.insert(case);
        frame.pulled += 1;
        Ok(())
    }

    /// Verifies, opens and applies a segment on a fresh copy.
    fn admit(&self, frame: &Frame, segment: Segment, epoch: u16) -> Result<Document, &'static str> {
        const BAD: &str = "bad_segment";
        let (case, compartment) = (segment.header.case, segment.header.compartment);
        let author = frame.db.device(segment.header.actor.device()).ok().flatten().ok_or(BAD)?;
        let key = frame.db.key(case, compartment, epoch).ok().flatten().ok_or("key_missing")?;
        let (_, document) = frame.touched.get(&(case, compartment)).ok_or(BAD)?;
        let verified = segment.verify(&SignPublic(author.1)).map_err(|_| BAD)?;
        let changes =
            Segment::open(&verified, document, &CompartmentKey::from_bytes(key)).map_err(|_| BAD)?;
        let known = frame.config.slice().compartment(compartment).ok_or(BAD)?;
        let allowed = |key: &KeyPath| match key {
            KeyPath::Field(field) => known.fields.contains(field),
            KeyPath::EntryField { subform, .. } | KeyPath::EntryRemoved { subform, .. } => {
                known.fields.contains(subform)
            }
        };
        document.apply(&changes, &allowed).map_err(|_| BAD)
    }

    fn take_act(&self, frame: &mut Frame, seq: u64, signed: &SignedAct, key: &[u8]) -> Result<(), AppError> {
        let db = frame.db;
        let Some((author, sign)) = db.device(signed.device)? else { return Ok(()) };
        if signed.verify(self.me.relay, &SignPublic(sign)).is_err() {
            return Ok(());
        }
        let act = &signed.act;
        db.put_act(&ActRow {
            act: act.id,
            case: act.case,
            kind: act.deed.kind().to_owned(),
            author: author.clone(),
            at_ms: act.at_ms,
            state: ActState::Accepted,
            code: None,
            bytes: postcard::to_stdvec(act)?,
            seq: Some(seq),
            sentence: self.opened(act, key),
        })?;
        frame.told.insert(act.case);
        frame.news.insert((act.case, author, News::Act(act.deed.kind().to_owned())));
        frame.pulled += 1;
        Ok(())
    }

    /// What an act says; none if it says nothing, or nothing that opens.
    fn opened(&self, act: &Act, key: &[u8]) -> Option<String> {
        let sealed = act.deed.sentence()?;
        let key = self.me.keys.open(SENTENCE_INFO, &act.id.0, key).ok()?;
        let key = SentenceKey::from_bytes(key.as_slice().try_into().ok()?);
        open_sentence(&key, act.id, sealed).ok()
    }

    /// Deletes what access ended to. Unsent changes are sealed into the queue first; nothing unsent is dropped.
    fn close(
        &self,
        frame: &mut Frame,
        case: CaseId,
        compartments: &[CompartmentId],
        whole: bool,
        seq: u64,
        reason: &str,
    ) -> Result<(), AppError> {
        let db = frame.db;
        frame.flush(case)?;
        let held = db.case(case)?.is_some();
        if held {
            let closing = |id: CompartmentId| whole || compartments.contains(&id);
            self.save_draft_of(db, frame.config, case, &closing)?;
            self.cut(db, frame.config, Some(case))?;
        }
        for compartment in compartments {
            db.delete_compartment(case, *compartment)?;
        }
        let now = self.now_ms();
        if whole {
            db.delete_case(case)?;
            frame.cases.remove(&case);
            if held {
                let case_id_display = case.display_id();
                db.add_ended(&EndedRow { case_id_display, reason: reason.to_owned(), at_ms: now })?;
            }
        } else if held {
            frame.cases.insert(case);
        }
        // What comes back is written under a new incarnation, and then brings what the old one wrote.
        db.set_fact("incarnation", &self.outside.bytes::<4>())?;
        let receipt = Receipt { case, compartments: compartments.to_vec(), closed_seq: seq, at_ms: now };
        let receipt = SignedReceipt::sign(receipt, self.me.device, self.me.relay, &self.me.keys);
        db.enqueue(&Queued {
            queue_id: 0,
            kind: "receipt".to_owned(),
            case,
            compartment: None,
            act: None,
            item: postcard::to_stdvec(&receipt)?,
            written_at_ms: now,
        })?;
        Ok(())
    }
}

impl Frame<'_> {
    /// The document of a compartment that is granted here.
    fn touch(
        &mut self,
        case: CaseId,
        compartment: CompartmentId,
    ) -> Result<Option<&mut (CompartmentRow, Document)>, AppError> {
        let key = (case, compartment);
        if !self.touched.contains_key(&key) {
            let Some(row) = self.db.compartment(case, compartment)? else { return Ok(None) };
            if self.config.slice.compartment(compartment).is_none() {
                return Ok(None);
            }
            let document = document(self.config, &row)?;
            self.touched.insert(key, (row, document));
        }
        Ok(self.touched.get_mut(&key))
    }

    /// Writes the touched documents of a case.
    fn flush(&mut self, case: CaseId) -> Result<(), AppError> {
        let (of_case, others) =
            std::mem::take(&mut self.touched).into_iter().partition(|((c, _), _)| *c == case);
        self.touched = others;
        self.write(of_case)
    }

    fn write(&mut self, touched: Touched) -> Result<(), AppError> {
        for ((case, _), (mut row, document)) in touched {
            let before = row.contents.as_deref().map(unpack).transpose()?;
            refresh(&mut row, &document)?;
            let is_own = self.db.case(case)?.is_some_and(|row| row.state.owner == self.config.me.user);
            let after = row.contents.as_deref().filter(|_| is_own).map(unpack).transpose()?;
            for (actor, form) in after.iter().flat_map(|after| written(self.config, before.as_ref(), after)) {
                if let Some((author, _)) = self.db.device(actor.device())? {
                    self.news.insert((case, author, News::Form(form.0)));
                }
            }
            self.db.put_compartment(&row)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), AppError> {
        let touched = std::mem::take(&mut self.touched);
        self.write(touched)?;
        for case in &self.told {
            fold_anew(self.db, *case)?;
        }
        for case in self.cases.union(&self.told) {
            rewrite_list(self.db, self.config, *case)?;
        }
        Ok(())
    }
}

/// What a mode is called where it is shown.
pub(crate) fn may_write(mode: Option<Mode>) -> bool {
    mode == Some(Mode::Write)
}

/// Who wrote on which form between two states of a document, as far as it still stands.
fn written(config: &Config, before: Option<&Contents>, after: &Contents) -> BTreeSet<(Actor, FormId)> {
    let mut found = BTreeSet::new();
    let form_of = |field: &FieldId| {
        let mut forms = config.forms().forms.iter();
        forms
            .find(|form| form.record_fields().any(|known| known.id == *field))
            .map(|form: &Form| form.id.clone())
    };
    let mut note = |field: &FieldId, author: Actor| found.extend(form_of(field).map(|form| (author, form)));
    let new = |now: &Field, known: Option<&Field>| -> Vec<Actor> {
        let is_new = |version: &&Version| known.is_none_or(|known| !known.versions.contains(version));
        now.versions.iter().filter(is_new).map(|version| version.author).collect()
    };
    for (field, now) in &after.fields {
        for author in new(now, before.and_then(|before| before.fields.get(field))) {
            note(field, author);
        }
    }
    for (subform, entries) in &after.subforms {
        let known = before.and_then(|before| before.subforms.get(subform));
        for (id, entry) in entries {
            let known = known.and_then(|known| known.get(id));
            for (field, now) in &entry.fields {
                for author in new(now, known.and_then(|known| known.fields.get(field))) {
                    note(subform, author);
                }
            }
            if let Some(removed) =
                entry.removed.filter(|now| known.and_then(|known| known.removed) != Some(*now))
            {
                note(subform, removed.author);
            }
        }
    }
    found
}
