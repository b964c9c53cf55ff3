//! Administration: people, codes, devices and configurations. Works whether or not the relay is being served.

mod backup;
mod verify;

pub use backup::restore;
pub use verify::LogReport;

use crate::{
    console::ConsoleDeed,
    desk::Desk,
    error::{Refusal, RelayError},
    random::draw,
    relay::Relay,
    store::{
        self,
        attempts::{self, Attempt},
        devices::{self, Device, Revoked},
        holdings, people,
    },
};
use daftar_core::{
    access::Person,
    act::Denial,
    admin::fits,
    config::{self, Configuration},
    id::{CaseId, DeviceNo, UserName},
    publish::publish,
};
use daftar_sync::code::{EnrolCode, secret_hash};

const ADDRESS: &str = "address";

impl Relay {
    /// Adds a person.
    ///
    /// # Errors
    /// The name is taken or not usable, or role, agency or a group does not exist.
    pub fn add_person(&self, person: &Person, now_ms: i64) -> Result<(), RelayError> {
        self.with(now_ms, |desk| {
            fits(&desk.configs.now(desk.conn)?.config, person)?;
            if people::now(desk.conn, &person.user)?.is_some() {
                return Err(Denial::PersonExists.into());
            }
            desk.note_person(person)
        })
    }

    /// Replaces a person's record: role, agency, groups, disabled or not.
    ///
    /// # Errors
    /// There is no such person, or role, agency or a group does not exist.
    pub fn change_person(&self, person: &Person, now_ms: i64) -> Result<(), RelayError> {
        self.with(now_ms, |desk| {
            fits(&desk.configs.now(desk.conn)?.config, person)?;
            match people::now(desk.conn, &person.user)? {
                None => Err(Denial::UnknownPerson.into()),
                Some(known) if known == *person => Ok(()),
                Some(_) => desk.note_person(person),
            }
        })
    }

    /// Everybody, by name.
    ///
    /// # Errors
    /// The store failed.
    pub fn people(&self) -> Result<Vec<Person>, RelayError> {
        self.look(|desk| people::all(desk.conn))
    }

    /// Makes a one-time code for a person, at `address` or else where the relay last listened.
    ///
    /// # Errors
    /// There is no such person, or no address is known.
    pub fn enrol_code(
        &self,
        user: &UserName,
        address: Option<&str>,
        now_ms: i64,
    ) -> Result<EnrolCode, RelayError> {
        self.with(now_ms, |desk| {
            if people::now(desk.conn, user)?.is_none_or(|person| person.disabled) {
                return Err(Denial::UnknownPerson.into());
            }
            let address = match address {
                Some(address) => address.to_owned(),
                None => store::setting(desk.conn, ADDRESS)?.ok_or(Refusal::NoAddress)?,
            };
            let secret = draw(desk.random)?;
            devices::put_code(desk.conn, &secret_hash(&secret), user, now_ms)?;
            Ok(EnrolCode { secret, relay_key: desk.secrets.fingerprint, address })
        })
    }

    /// All devices by number.
    ///
    /// # Errors
    /// The store failed.
    pub fn devices(&self) -> Result<Vec<Device>, RelayError> {
        self.look(|desk| devices::all(desk.conn))
    }

    /// Revokes a device.
    ///
    /// # Errors
    /// There is no such device, or it is revoked already.
    pub fn revoke_device(&self, device: DeviceNo, kind: Revoked, now_ms: i64) -> Result<(), RelayError> {
        self.with(now_ms, |desk| {
            let known = devices::find(desk.conn, device)?.ok_or(Denial::UnknownDevice)?;
            match (known.revoked, kind) {
                // A retired laptop may turn out to be lost, not the other way round.
                (None, _) | (Some(Revoked::Retired), Revoked::Lost) => {
                    let seq = desk.record(ConsoleDeed::Revoke { device, lost: kind == Revoked::Lost })?;
                    desk.revoke_device(device, kind, seq)
                }
                _ => Err(Denial::AlreadyRevoked.into()),
            }
        })
    }

    /// Publishes a configuration given as files and gives its version. The one in force is not published again.
    ///
    /// # Errors
    /// It has problems.
    pub fn publish_config(&self, files: &[(String, String)], now_ms: i64) -> Result<u32, RelayError> {
        let config = check_config(files)?;
        self.with(now_ms, |desk| {
            let now = desk.configs.now(desk.conn)?;
            if now.config == config {
                return Ok(now.version);
            }
            let next = publish(Some(&now), config);
            desk.publish(&next)?;
            Ok(next.version)
        })
    }

    /// Laptops that were told to delete something of a case and have not said that they did, with the position at
    /// which they were told.
    ///
    /// # Errors
    /// The store failed.
    pub fn missing_receipts(&self) -> Result<Vec<(DeviceNo, CaseId, u64)>, RelayError> {
        self.look(|desk| holdings::missing_receipts(desk.conn))
    }

    /// What was refused to laptops that proved who they are, counted by day and reason, the latest day first.
    ///
    /// # Errors
    /// The store failed.
    pub fn attempts(&self) -> Result<Vec<Attempt>, RelayError> {
        self.with(0, |desk| attempts::all(desk.conn))
    }

    /// Remembers where the relay listens, for enrolment codes.
    ///
    /// # Errors
    /// The store failed.
    pub fn note_address(&self, address: &str) -> Result<(), RelayError> {
        self.look(|desk: &mut Desk<'_>| store::put_setting(desk.conn, ADDRESS, address))
    }
}

/// Reads a configuration and tells every problem.
///
/// # Errors
/// [`Refusal::BadConfig`] with all of them.
pub fn check_config(files: &[(String, String)]) -> Result<Configuration, Refusal> {
    config::read(files)
        .map_err(|problems| Refusal::BadConfig(problems.iter().map(ToString::to_string).collect()))
}

impl Desk<'_> {
    fn note_person(&mut self, person: &Person) -> Result<(), RelayError> {
        let seq = self.record(ConsoleDeed::Person(person.clone()))?;
        self.put_person(person, seq)
    }
}
