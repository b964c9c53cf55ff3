//! One contact with the relay: cut, send, take results, apply the feed, and again while there is more.

use crate::{AppError, Casebook, materialise::note_rules};
use daftar_doc::segment::Segment;
use daftar_store::{ActRow, ActState, Db, Queued};
use daftar_sync::{
    laptop::{Effect, Item, Session},
    wire::{Config, Hello, ItemResult, PROTOCOL, SignedHello},
};
use serde::{Deserialize, Serialize};

/// Items sent in one session.
const ITEMS_MAX: u32 = 500;
/// Sessions in one contact; a relay that always says "more" is not followed for ever.
const SESSIONS_MAX: u32 = 200;

/// What a contact did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SyncReport {
    /// Items the relay took.
    pub pushed: u32,
    /// Changes, acts and cases that came.
    pub pulled: u32,
    /// Codes of items it did not take or set aside.
    pub refused: Vec<String>,
    /// Bytes of HTTP bodies.
    pub bytes_up: u64,
    pub bytes_down: u64,
    pub round_trips: u32,
}

/// What one session left to do.
struct Turn {
    more: bool,
    progress: bool,
    /// The relay's clock, by which everybody is shown when something was taken.
    relay_time_ms: i64,
}

impl Casebook {
    /// Brings this laptop and the relay up to date with each other.
    ///
    /// What was answered before a line broke stays done; the next contact goes on from there.
    ///
    /// # Errors
    /// `relay_unreachable`, `relay_key_mismatch`, `device_revoked`, `history_lost`, or a failure of the store.
    pub fn sync(&self) -> Result<SyncReport, AppError> {
        let _line = self.line.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut report = SyncReport::default();
        for _ in 0..SESSIONS_MAX {
            let turn = self.session(&mut report)?;
            let waiting = turn.progress && !self.reading()?.read().queue(None, 1)?.is_empty();
            let uncut = turn.progress && !self.reading()?.read().uncut(None)?.is_empty();
            if !turn.more && !waiting && !uncut {
                break;
            }
        }
        let now = self.now_ms();
        let packed = postcard::to_stdvec(&report)?;
        self.store().transact(|db| {
            db.set_number_fact("last_contact_at_ms", now)?;
            db.set_fact("last_report", &packed)
        })?;
        self.drop_old_pages()?;
        Ok(report)
    }

    fn session(&self, report: &mut SyncReport) -> Result<Turn, AppError> {
        let (hello, queued) = self.prepare(report)?;
        let items: Vec<Item> = queued.iter().map(item).collect::<Result<_, _>>()?;
        let (mut session, body) = Session::open(hello, &items)?;
        report.bytes_up += body.len() as u64;
        report.round_trips += 1;
        let mut turn = Turn { more: false, progress: false, relay_time_ms: self.now_ms() };
        let mut down = 0;
        let mut outcome = Ok(());
        let transport = &self.outside.transport;
        let carried = transport.sync(&self.me.address, body, &mut |bytes| {
            down += bytes.len() as u64;
            if outcome.is_ok() {
                let effects = session.receive(bytes).map_err(AppError::from);
                outcome = effects.and_then(|effects| self.take_all(effects, &queued, report, &mut turn));
            }
        });
        report.bytes_down += down;
        outcome?;
        carried?;
        if session.is_done() { Ok(turn) } else { Err(AppError::new("relay_unreachable")) }
    }

    /// Cuts what is uncut, uses up a nonce, and says what to send.
    fn prepare(&self, report: &mut SyncReport) -> Result<(SignedHello, Vec<Queued>), AppError> {
        {
            if self.reading()?.read().owes_receipt()? {
                // The receipt says that it is gone, so the old pages go before it does.
                self.drop_old_pages()?;
            }
        }
        let (config, is_first) = (self.config().ok(), report.round_trips == 0);
        let prepared = |this: &Self| {
            this.store().transact(|db| {
                if let Some(config) = &config {
                    this.cut(db, config, None)?;
                    // Once a contact: what this one brings is told with the next.
                    if is_first {
                        this.hand_in_cards(db, config)?;
                    }
                }
                let Some((nonce, nonces_left)) = db.take_nonce()? else { return Ok(None) };
                let hello = Hello {
                    protocol: PROTOCOL,
                    device: this.me.device,
                    nonce,
                    cursor: db.fact("cursor")?.unwrap_or_default(),
                    config: db.fact("config")?.map_or([0; 8], |packed| Config::mark(&packed)),
                    nonces_left,
                    incarnation: this.actor(db)?.incarnation(),
                };
                let hello = SignedHello::sign(hello, this.me.relay, &this.me.keys);
                Ok::<_, AppError>(Some((hello, db.queue(None, ITEMS_MAX)?)))
            })
        };
        if let Some(ready) = prepared(self)? {
            return Ok(ready);
        }
        let nonce = self.outside.transport.nonce(&self.me.address, self.me.device)?;
        report.round_trips += 1;
        report.bytes_down += nonce.len() as u64;
        self.store().transact(|db| db.add_nonces(&[nonce]))?;
        prepared(self)?.ok_or(AppError::new("failed"))
    }

    /// Follows effects in order; results that arrived together are settled together.
    fn take_all(
        &self,
        effects: Vec<Effect>,
        queued: &[Queued],
        report: &mut SyncReport,
        turn: &mut Turn,
    ) -> Result<(), AppError> {
        let mut results = Vec::new();
        for effect in effects {
            if let Effect::Result { item, result } = effect {
                results.push((queued.get(item).ok_or(AppError::new("failed"))?, result));
            } else {
                self.take_results(std::mem::take(&mut results), report, turn)?;
                self.take(effect, report, turn)?;
            }
        }
        self.take_results(results, report, turn)
    }

    fn take(&self, effect: Effect, report: &mut SyncReport, turn: &mut Turn) -> Result<(), AppError> {
        match effect {
            Effect::Welcome(welcome) => {
                turn.relay_time_ms = welcome.relay_time_ms;
                self.store().transact(|db| db.add_nonces(&welcome.nonces))?;
            }
            // Settled by `take_all`.
            Effect::Result { .. } => {}
            Effect::Config(packed) => {
                let config = Config::unpack(&packed).map_err(|_| AppError::new("failed"))?;
                let known = self.config().ok();
                self.store().transact(|db| {
                    if let Some(known) = &known {
                        self.leave_room(db, known, &config)?;
                    }
                    note_rules(db, &config)?;
                    Ok::<_, AppError>(db.set_fact("config", &packed)?)
                })?;
                self.replace_config(config);
                turn.progress = true;
            }
            Effect::Feed(feed) => {
                report.pulled += self.apply_feed(feed)?;
                turn.progress = true;
            }
            Effect::Done { more } => turn.more = more,
            Effect::Refused { code } if code == "bad_nonce" => {
                // Used already, though this vault has it: the vault is a copy brought back, and what its actor wrote
                // since is at the relay. Nothing more is written under that actor.
                self.store().transact(|db| {
                    db.delete_nonces()?;
                    db.set_fact("incarnation", &self.outside.bytes::<4>())
                })?;
                turn.more = true;
            }
            Effect::Refused { code } => {
                return Err(AppError::new(match code.as_str() {
                    "device_lost" | "device_retired" | "device_revoked" => "device_revoked",
                    "history_lost" => "history_lost",
                    "upgrade_required" => "upgrade_required",
                    _ => "relay_failed",
                }));
            }
        }
        Ok(())
    }

    /// Settles queued items in one transaction, before the feed is looked at, so that the queue empties even if the
    /// answer is cut.
    fn take_results(
        &self,
        results: Vec<(&Queued, ItemResult)>,
        report: &mut SyncReport,
        turn: &mut Turn,
    ) -> Result<(), AppError> {
        if results.is_empty() {
            return Ok(());
        }
        turn.progress = true;
        let config = self.config().ok();
        let (pushed, refused) = self.store().transact(|db| {
            let (mut pushed, mut refused) = (0, Vec::new());
            for (queued, result) in &results {
                // What was written anew when something it builds upon was refused is out of the queue already.
                if db.is_queued(queued.queue_id)? {
                    match result {
                        ItemResult::Ok { .. } | ItemResult::Duplicate => {
                            taken(db, queued, turn.relay_time_ms)?;
                            pushed += u32::from(["act", "segment"].contains(&queued.kind.as_str()));
                        }
                        // The case went to another owner, whose laptop hands one in.
                        _ if queued.kind == "card" => {}
                        ItemResult::Quarantined { code } | ItemResult::Rejected { code } => {
                            let told = self.refused(db, config.as_deref(), queued, result)?;
                            refused.extend(told.then(|| code.clone()));
                        }
                    }
                    db.dequeue(queued.queue_id)?;
                    db.recount_unsent(queued.case)?;
                }
            }
            Ok::<_, AppError>((pushed, refused))
        })?;
        report.pushed += pushed;
        report.refused.extend(refused);
        Ok(())
    }

    /// What the last contact did; none before the first one after enrolment.
    pub(crate) fn last_report(&self, db: Db<'_>) -> Result<Option<SyncReport>, AppError> {
        Ok(db.fact("last_report")?.and_then(|packed| postcard::from_bytes(&packed).ok()))
    }

    /// The contact that brought the first configuration is nobody's work.
    pub(crate) fn forget_report(&self) -> Result<(), AppError> {
        Ok(self.store().transact(|db| db.set_fact("last_report", &[]))?)
    }
}

/// Notes that the relay took an item, at its own time.
fn taken(db: Db<'_>, queued: &Queued, at_ms: i64) -> Result<(), AppError> {
    if let Some(row) = queued.act.map(|id| db.act(id)).transpose()?.flatten() {
        // Its effect on the case comes with the feed, in the relay's order.
        match db.case(row.case)? {
            Some(_) => db.put_act(&ActRow { state: ActState::Accepted, code: None, ..row }),
            None => db.delete_act(row.act),
        }?;
    }
    if let Some(Segment { header, .. }) = segment(queued)?
        && db.case(header.case)?.is_some()
    {
        let seqs = (header.first_seq, header.last_seq());
        db.put_reception(header.case, header.compartment, header.actor, seqs, at_ms)?;
    }
    Ok(())
}

fn item(queued: &Queued) -> Result<Item, AppError> {
    Ok(match queued.kind.as_str() {
        "act" => Item::Act(postcard::from_bytes(&queued.item)?),
        "receipt" => Item::Receipt(postcard::from_bytes(&queued.item)?),
        "card" => Item::Card(postcard::from_bytes(&queued.item)?),
        _ => Item::Segment(Box::new(postcard::from_bytes(&queued.item)?)),
    })
}

fn segment(queued: &Queued) -> Result<Option<Segment>, AppError> {
    Ok(if queued.kind == "segment" { Some(postcard::from_bytes(&queued.item)?) } else { None })
}
