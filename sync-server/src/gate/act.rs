//! The door in for acts.

use super::{Decision, NOW, facts::CaseFacts, rejected};
use crate::{
    desk::Desk,
    error::RelayError,
    keys::Secrets,
    known::Versions,
    store::{cards, cases, changes, devices::Device, pack, quarantine},
};
use daftar_core::{
    access::Person,
    act::{
        Act, ActFacts, CaseState, Deed, Denial, Effect, RULES, Reach, SHOWN_MS, approval_of, fold, linked_of,
        target_of, validate,
    },
    publish::compartments_of,
};
use daftar_doc::{
    keys::{CaseKey, SentenceKey},
    sentence::sentence_key,
};
use daftar_sync::wire::{CUSTODY_INFO, ItemResult, SignedAct};
use zeroize::Zeroizing;

/// Proof that an act may enter the log, and what follows from it. Only [`admit`] makes one.
pub(crate) struct ActAdmission {
    act: SignedAct,
    author: Person,
    effects: Vec<Effect>,
    state: CaseState,
    key: Option<CaseKey>,
    sentence: Option<SentenceKey>,
}

impl ActAdmission {
    pub fn act(&self) -> &SignedAct {
        &self.act
    }
    pub fn author(&self) -> &Person {
        &self.author
    }
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }
    /// The case once the act has happened.
    pub fn state(&self) -> &CaseState {
        &self.state
    }
    /// The key of what the act says.
    pub fn sentence(&self) -> Option<&SentenceKey> {
        self.sentence.as_ref()
    }
    /// The new case's key, for a creation.
    pub fn key(&self) -> Option<&CaseKey> {
        self.key.as_ref()
    }
}

/// Decides about an act that `device` pushed.
pub(crate) fn admit(
    desk: &mut Desk<'_>,
    device: &Device,
    signed: SignedAct,
) -> Result<Decision<ActAdmission>, RelayError> {
    let (conn, secrets) = (desk.conn, desk.secrets);
    if signed.device != device.number {
        return Ok(Decision::Answer(rejected("wrong_device")));
    }
    if signed.verify(secrets.relay, &device.sign).is_err() {
        return Ok(Decision::Answer(rejected("bad_signature")));
    }
    if let Some((by, bytes)) = cases::act_taken(conn, signed.act.id)? {
        let same = by == device.number && bytes == pack(&signed)?;
        return Ok(Decision::Answer(if same {
            ItemResult::Duplicate
        } else {
            rejected(Denial::NotFound.code())
        }));
    }
    if signed.act.rules > RULES {
        return Ok(Decision::Answer(rejected("newer_rules")));
    }
    let Some(author) = desk.known.person(conn, &device.user)? else {
        return Ok(Decision::Answer(rejected(Denial::NotFound.code())));
    };
    let decided = decide(desk, device, &author, &signed.act)?;
    let (effects, state) = match decided {
        Ok(decided) => decided,
        Err(denial) => return Ok(Decision::Answer(rejected(denial.code()))),
    };
    let key = match &signed.act.deed {
        Deed::CaseCreate { sealed_key } => match open_key(secrets, &signed.act, sealed_key) {
            Some(key) => Some(key),
            None => return Ok(Decision::Answer(rejected("bad_key"))),
        },
        _ => None,
    };
    let sentence = match signed.act.deed.sentence() {
        Some(sealed) => match sentence_key(&secrets.pairs, signed.act.id, sealed) {
            Ok(key) => Some(key),
            Err(_) => return Ok(Decision::Answer(rejected("bad_key"))),
        },
        None => None,
    };
    Ok(Decision::Admit(ActAdmission { act: signed, author, effects, state, key, sentence }))
}

type Decided = Result<(Vec<Effect>, CaseState), Denial>;

fn decide(desk: &mut Desk<'_>, device: &Device, author: &Person, act: &Act) -> Result<Decided, RelayError> {
    let conn = desk.conn;
    let creates = matches!(act.deed, Deed::CaseCreate { .. });
    // Whether a foreign prefix exists must not show, so this comes before any look at the case.
    if creates && (act.case.device() != device.number || act.case.known_type().is_none()) {
        return Ok(Err(Denial::BadCaseId));
    }
    let versions = desk.known.versions(conn, desk.configs)?;
    let Some(published) = versions.last() else { return Err(RelayError::Damaged("the configuration")) };
    let facts = desk.known.facts(conn, act.case, &device.user)?;
    let reached = reach(&versions, &facts, device);
    if author.disabled || device.revoked.is_some() {
        return Ok(Err(if creates || reached != Reach::Never {
            Denial::NotPermitted
        } else {
            Denial::NotFound
        }));
    }
    let rights = facts.under(published).rights_at(&device.user, NOW);
    let case = desk.known.case(conn, act.case)?;
    let target = match case.as_ref().and_then(|case| target_of(&act.deed, &case.state)) {
        Some(target) => desk.known.person(conn, target)?,
        None => None,
    };
    let owner = match &case {
        Some(case) => desk.known.person(conn, &case.state.owner)?,
        None => None,
    };
    let late_edit_open = match act.deed {
        Deed::QuarantineSettle { quarantine, .. } => quarantine::is_open(conn, act.case, quarantine)?,
        _ => false,
    };
    let state = case.as_ref().map(|case| &case.state);
    let asked = state.and_then(|state| approval_of(&published.config, &act.deed, state));
    let heads = match asked.and_then(|asked| published.config.settings.approvals.get(asked)) {
        Some(form) => Some(changes::heads(conn, act.case, &compartments_of(&published.compartments, form))?),
        None => None,
    };
    let linked = match linked_of(&act.deed) {
        Some(to) => {
            let theirs = desk.known.facts(conn, to, &device.user)?;
            let is_read = reach(&versions, &theirs, device) == Reach::Now;
            if is_read { desk.known.case(conn, to)? } else { None }
        }
        None => None,
    };
    let asked = ActFacts {
        config: &published.config,
        author,
        reach: match reached {
            Reach::Never | Reach::Once
                if cards::is_shown(conn, &device.user, act.case, desk.now_ms - SHOWN_MS)? =>
            {
                Reach::Shown
            }
            reach => reach,
        },
        rights: &rights,
        case: state,
        target: target.as_ref(),
        owner: owner.as_ref(),
        late_edit_open,
        heads,
        linked: linked.as_ref().map(|linked| &linked.state),
        is_bound: match &act.deed {
            Deed::CaseAttribute { to: Some(to) } => cases::is_attributed(conn, to)?,
            _ => false,
        },
        now_ms: desk.now_ms,
    };
    let effects = match validate(&asked, act) {
        Ok(effects) => effects,
        Err(denial) => return Ok(Err(denial)),
    };
    Ok(fold(state.cloned(), act, &device.user).map(|state| (effects, state)).ok_or(Denial::NotFound))
}

/// The past is asked only where the present gives nothing: such answers all take the same work.
fn reach(versions: &Versions, facts: &CaseFacts, device: &Device) -> Reach {
    let reads_now = versions.last().is_some_and(|now| facts.under(now).reads_at(&device.user, NOW));
    if reads_now {
        return Reach::Now;
    }
    // Every version, whatever the first ones say.
    let ever = versions.iter().filter(|p| facts.under(p).ever_any(&device.user, NOW)).count() > 0;
    if ever { Reach::Once } else { Reach::Never }
}

fn open_key(secrets: &Secrets, act: &Act, sealed: &[u8]) -> Option<CaseKey> {
    let opened = secrets.pairs.open(CUSTODY_INFO, &act.case.0, sealed).ok()?;
    let bytes: Zeroizing<[u8; 32]> = Zeroizing::new(opened.as_slice().try_into().ok()?);
    Some(CaseKey::from_bytes(*bytes))
}
