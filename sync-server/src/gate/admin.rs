//! The door of administration: who asks, whether they may, and the proof of it.
//!
//! Whoever may do nothing here learns nothing but that: an unknown device, a foreign signature and a disabled person have
//! their answer before anything is looked up.

use crate::{
    desk::Desk,
    error::RelayError,
    store::{
        deeds,
        devices::{self, Device, Revoked},
        pack, people,
    },
};
use daftar_core::{
    access::Person,
    act::Denial,
    admin::{self, Act, Deed, Facts, Known},
    config::{self, Configuration, problems},
    publish::{Published, publish},
};
use daftar_sync::wire::{AdminReply, SignedAdmin, What, unpack_files};
use sha2::{Digest, Sha256};

/// Somebody who may ask: their laptop proved who it is, and neither it nor they are shut out.
pub(crate) struct Asker {
    pub device: Device,
    pub person: Person,
}

/// Proof that a deed may enter the log. Only [`admit`] makes one.
pub(crate) struct AdminAdmission {
    signed: SignedAdmin,
    act: Act,
    hash: [u8; 32],
    next: Option<Published>,
}

impl AdminAdmission {
    pub fn signed(&self) -> &SignedAdmin {
        &self.signed
    }
    pub fn act(&self) -> &Act {
        &self.act
    }
    /// Of the deed, whatever nonce it came with.
    pub fn hash(&self) -> &[u8; 32] {
        &self.hash
    }
    /// What the deed publishes.
    pub fn next(&self) -> Option<&Published> {
        self.next.as_ref()
    }
}

/// What is to be done with a deed.
pub(crate) enum Decision {
    Admit(Box<AdminAdmission>),
    Answer(AdminReply),
}

pub(crate) fn refused(code: &str) -> AdminReply {
    AdminReply::Refused { code: code.to_owned() }
}

/// Who asks, or what they are answered. Uses the nonce up.
pub(crate) fn asker(desk: &Desk<'_>, signed: &SignedAdmin) -> Result<Result<Asker, AdminReply>, RelayError> {
    let unknown = || Ok(Err(refused("unknown_device")));
    let Some(device) = devices::find(desk.conn, signed.device)? else { return unknown() };
    if signed.verify(desk.secrets.relay, &device.sign).is_err() {
        return unknown();
    }
    if !devices::use_one_nonce(desk.conn, &desk.secrets.cursors, device.number, &signed.ask.nonce)? {
        return Ok(Err(refused("bad_nonce")));
    }
    let person = people::now(desk.conn, &device.user)?.filter(|person| !person.disabled);
    Ok(match person.filter(|_| device.revoked.is_none()) {
        Some(person) => Ok(Asker { device, person }),
        None => Err(refused(Denial::NotPermitted.code())),
    })
}

/// Decides about a deed.
pub(crate) fn admit(desk: &mut Desk<'_>, asker: &Asker, signed: SignedAdmin) -> Result<Decision, RelayError> {
    let answer = |reply| Ok(Decision::Answer(reply));
    let What::Do(act) = &signed.ask.what else { return answer(refused(Denial::NotPermitted.code())) };
    let act = act.clone();
    let hash: [u8; 32] = Sha256::digest(pack(&act)?).into();
    if let Some((by, known)) = deeds::taken(desk.conn, act.id)? {
        let same = by == asker.device.number && known == hash;
        return answer(if same { AdminReply::Duplicate } else { refused(Denial::NotFound.code()) });
    }
    if act.rules > admin::RULES {
        return answer(refused("newer_rules"));
    }
    match decide(desk, asker, &act.deed)? {
        Ok(next) => Ok(Decision::Admit(Box::new(AdminAdmission { signed, act, hash, next }))),
        Err(denial) => answer(refused(denial.code())),
    }
}

/// What the deed publishes, if anything.
fn decide(
    desk: &mut Desk<'_>,
    asker: &Asker,
    deed: &Deed,
) -> Result<Result<Option<Published>, Denial>, RelayError> {
    let published = desk.configs.now(desk.conn)?;
    let people: Vec<Known> = people::known(desk.conn)?;
    let about = match deed {
        Deed::DeviceRevoke { device, .. } => devices::find(desk.conn, *device)?,
        _ => None,
    };
    let read = match unpacked(&published.config, &asker.person, deed) {
        Ok(read) => read,
        Err(denial) => return Ok(Err(denial)),
    };
    let facts = Facts {
        config: &published.config,
        version: published.version,
        author: &asker.person,
        device: asker.device.number,
        people: &people,
        about: about.as_ref().map(|device| (&device.user, device.revoked.map(|kind| kind == Revoked::Lost))),
        next: read.as_ref(),
    };
    if let Err(denial) = admin::validate(&facts, deed) {
        return Ok(Err(denial));
    }
    if let Deed::CodeMake { hash, .. } = deed
        && devices::code(desk.conn, hash)?.is_some()
    {
        return Ok(Err(Denial::AlreadySo));
    }
    Ok(match deed.next(&published.config, read) {
        Some(next) if !problems(&next).is_empty() => Err(Denial::BadConfig),
        next => Ok(next.map(|next| publish(Some(&published), next))),
    })
}

/// A whole configuration that somebody may publish; nobody else's is unpacked.
fn unpacked(now: &Configuration, author: &Person, deed: &Deed) -> Result<Option<Configuration>, Denial> {
    let Deed::ConfigurationPublish { packed, .. } = deed else { return Ok(None) };
    if !now.role(&author.role).is_some_and(admin::publishes) {
        return Err(Denial::NotPermitted);
    }
    read_packed(packed).map(Some)
}

/// The configuration that a deed carries.
pub(crate) fn read_packed(packed: &[u8]) -> Result<Configuration, Denial> {
    let files = unpack_files(packed).map_err(|_| Denial::BadConfig)?;
    config::read(&files).map_err(|_| Denial::BadConfig)
}
