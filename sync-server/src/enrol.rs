//! Enrolment: a one-time code turns a laptop's keys into a device.

use crate::{
    desk::Desk,
    error::RelayError,
    random::draw,
    relay::Relay,
    store::{
        devices::{self, Device},
        people,
    },
};
use daftar_core::id::UserName;
use daftar_sync::{
    code::{CODE_MS_MAX, secret_hash},
    wire::{EnrolReply, EnrolRequest},
};

/// Device numbers have three bytes in a case's id.
const DEVICES_MAX: u32 = (1 << 24) - 1;
const NONCES: usize = 4;

impl Relay {
    /// Enrols the laptop that shows a code's secret. The same laptop asking again, because the answer was lost, gets
    /// the same answer with new nonces.
    ///
    /// # Errors
    /// The relay failed. A code that does not work is no error but an answer.
    pub fn enrol(&self, request: &EnrolRequest, now_ms: i64) -> Result<EnrolReply, RelayError> {
        self.with(now_ms, |desk| desk.enrol(request))
    }
}

impl Desk<'_> {
    fn enrol(&mut self, request: &EnrolRequest) -> Result<EnrolReply, RelayError> {
        let refused = |code: &str| Ok(EnrolReply::Refused { code: code.to_owned() });
        let hash = secret_hash(&request.secret);
        let Some((user, made_at_ms, used_at_ms)) = devices::code(self.conn, &hash)? else {
            return refused("unknown_code");
        };
        if used_at_ms.is_some() {
            return match devices::by_code(self.conn, &hash)?.filter(|known| is_same(known, request)) {
                Some(device) if device.revoked.is_none() => self.welcome(&device),
                _ => refused("code_used"),
            };
        }
        if self.now_ms.saturating_sub(made_at_ms) > CODE_MS_MAX {
            return refused("code_expired");
        }
        let person = people::now(self.conn, &user)?;
        let number = devices::next_number(self.conn)?;
        if person.is_none_or(|person| person.disabled) || number.0 > DEVICES_MAX {
            return refused("unknown_code");
        }
        let device = self.make_device(user, number, request);
        self.enrol_device(&device, &hash)?;
        devices::use_code(self.conn, &hash, self.now_ms)?;
        self.welcome(&device)
    }

    fn make_device(
        &self,
        user: UserName,
        number: daftar_core::id::DeviceNo,
        request: &EnrolRequest,
    ) -> Device {
        Device {
            number,
            user,
            machine: request.machine,
            sign: request.sign,
            seal: request.seal,
            revoked: None,
            enrolled_at_ms: self.now_ms,
            contact_at_ms: None,
        }
    }

    fn welcome(&mut self, device: &Device) -> Result<EnrolReply, RelayError> {
        let mut nonces = Vec::new();
        for _ in 0..NONCES {
            let nonce = draw(self.random)?;
            devices::put_nonce(self.conn, device.number, &nonce)?;
            nonces.push(nonce);
        }
        let programme = self.configs.now(self.conn)?.config.settings.programme.clone();
        Ok(EnrolReply::Enrolled {
            relay: self.secrets.relay,
            device: device.number,
            user: device.user.clone(),
            programme,
            custody: self.secrets.pairs.seal_public(),
            recovery: self.secrets.recovery,
            relay_sign: self.secrets.pairs.sign_public(),
            nonces,
        })
    }
}

fn is_same(known: &Device, request: &EnrolRequest) -> bool {
    known.sign == request.sign && known.seal == request.seal && known.machine == request.machine
}
