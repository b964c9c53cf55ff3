//! Administration from laptops: what its door answers, and what follows from a deed that the gate let through.

use crate::{
    desk::Desk,
    error::RelayError,
    gate::admin::{self, AdminAdmission, Asker, Decision, refused},
    store::{
        configs, deeds,
        devices::{self, Revoked},
        holdings, log, pack, people,
    },
};
use daftar_core::{
    act::Denial,
    admin::{Deed, sees, sees_people, sees_roles, services},
    config::Role,
};
use daftar_sync::wire::{AdminReply, DeviceSeen, Directory, Look, Seen, SignedAdmin, What};
use std::collections::{BTreeMap, BTreeSet};

impl Desk<'_> {
    /// Answers one question of administration.
    pub fn administer(&mut self, signed: SignedAdmin) -> Result<AdminReply, RelayError> {
        let device = signed.device;
        let reply = self.answered(signed)?;
        // Of whoever is not the laptop they say they are, there is no trace.
        if let AdminReply::Refused { code } = &reply
            && code != "unknown_device"
        {
            self.note_attempt(device, code)?;
        }
        Ok(reply)
    }

    fn answered(&mut self, signed: SignedAdmin) -> Result<AdminReply, RelayError> {
        let asker = match admin::asker(self, &signed)? {
            Ok(asker) => asker,
            Err(answer) => return Ok(answer),
        };
        if let What::Look(look) = signed.ask.what {
            let seen = self.look(&asker, look)?;
            return Ok(seen.map_or_else(|| refused(Denial::NotPermitted.code()), AdminReply::Seen));
        }
        match admin::admit(self, &asker, signed)? {
            Decision::Answer(answer) => Ok(answer),
            Decision::Admit(admission) => self.carry_out(&admission),
        }
    }

    fn carry_out(&mut self, admission: &AdminAdmission) -> Result<AdminReply, RelayError> {
        let signed = admission.signed();
        let seq = log::append(self.conn, log::Kind::Admin, None, signed.device, &pack(signed)?, self.now_ms)?;
        deeds::put(self.conn, admission, seq)?;
        match &admission.act().deed {
            Deed::PersonPut { person, .. } => self.put_person(person, seq)?,
            Deed::CodeMake { user, hash } => devices::put_code(self.conn, hash, user, self.now_ms)?,
            Deed::DeviceRevoke { device, lost } => {
                let kind = if *lost { Revoked::Lost } else { Revoked::Retired };
                self.revoke_device(*device, kind, seq)?;
            }
            Deed::RolePut { .. }
            | Deed::GroupPut { .. }
            | Deed::AgencyPut { .. }
            | Deed::ConfigurationPublish { .. } => {}
        }
        if let Some(next) = admission.next() {
            configs::put(self.conn, next, seq)?;
        }
        Ok(AdminReply::Done { seq })
    }

    /// As far as the asker may see it; none if they may not look there at all.
    fn look(&mut self, asker: &Asker, look: Look) -> Result<Option<Seen>, RelayError> {
        let published = self.configs.now(self.conn)?;
        let (config, me) = (&published.config, &asker.person);
        let sees_people = sees_people(config, me);
        Ok(match look {
            Look::Devices if sees_people => {
                let people = people::all(self.conn)?;
                let seen: BTreeSet<_> =
                    people.into_iter().filter(|person| sees(config, me, person)).map(|p| p.user).collect();
                let held: BTreeMap<_, _> = holdings::counts(self.conn)?.into_iter().collect();
                let all = devices::all(self.conn)?.into_iter().filter(|device| seen.contains(&device.user));
                let view = |device: devices::Device| DeviceSeen {
                    device: device.number,
                    holds: held.get(&device.number).copied().unwrap_or(0),
                    user: device.user,
                    machine: device.machine,
                    enrolled_at_ms: device.enrolled_at_ms,
                    contact_at_ms: device.contact_at_ms,
                    revoked: device.revoked.map(|kind| kind == Revoked::Lost),
                };
                Some(Seen::Devices(all.map(view).collect()))
            }
            Look::Directory if sees_people || sees_roles(config, me) => {
                let mut people = people::known(self.conn)?;
                people.retain(|known| sees(config, me, &known.person));
                let whole = sees_roles(config, me);
                let role = |role: &Role| match whole {
                    true => role.clone(),
                    false => Role { forms: BTreeMap::new(), ..role.clone() },
                };
                let forms = config.forms.iter().filter(|_| whole);
                Some(Seen::Directory(Box::new(Directory {
                    version: published.version,
                    people,
                    roles: config.roles.values().map(role).collect(),
                    agencies: config.agencies.clone(),
                    groups: config.groups.clone(),
                    forms: forms.map(|f| (f.record_type, f.id.clone(), f.label.clone())).collect(),
                    services: services(config).cloned().collect(),
                })))
            }
            Look::Devices | Look::Directory => None,
        })
    }
}
