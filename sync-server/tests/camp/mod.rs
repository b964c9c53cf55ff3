//! A relay in memory's reach and hand-made laptops: documents and keys as a laptop would keep them, no store.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

use daftar_core::{
    access::Person,
    act::{Consent, Deed},
    id::{RoleId, UserName},
};
use daftar_doc::keys::DeviceKeys;
use daftar_sync::{
    frame::Reader,
    wire::{Down, EnrolRequest, ItemResult},
};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use sync_server::{Random, Relay, RelayError};

mod laptop;
pub mod line;

pub use laptop::Laptop;

pub const NOW: i64 = 1_795_000_000_000;

/// Repeatable bytes; a test that fails fails again.
pub struct Counter(pub u64);

impl Random for Counter {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RelayError> {
        for chunk in bytes.chunks_mut(32) {
            self.0 += 1;
            let digest = Sha256::digest(self.0.to_be_bytes());
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
        Ok(())
    }
}

const WORKER: &str = r#""read", "create", "write", "referral", "receive_referral", "transfer", "receive_transfer", "flag", "enable_disable_record", "request_approval_services""#;
const MANAGER: &str = r#""read", "write", "assign", "referral", "consent_override", "transfer", "accept_or_reject_transfer", "close", "reopen", "flag_update", "resolve_any_flag", "approve_services", "search_owned_by_others", "request_transfer", "receive_transfer", "break_the_glass""#;

/// A small programme: `status` stands on two forms and so has a compartment of its own.
pub fn config_files() -> Vec<(String, String)> {
    let field = |id: &str, kind: &str| {
        format!("[[fields]]\nid = \"{id}\"\ntype = \"{kind}\"\nlabel = {{ en = \"{id}\" }}\n")
    };
    let form = |id: &str, order: u32, fields: &[String]| {
        let head = format!("id = \"{id}\"\ngroup = \"g\"\norder = {order}\nlabel = {{ en = \"{id}\" }}\n");
        (format!("case/{id}.toml"), head + &fields.concat())
    };
    let all = r#"{ identity = "rw", services = "rw", notes = "rw" }"#;
    let role = |id: &str, scope: &str, actions: &str, forms: &str| {
        format!(
            "[[roles]]\nid = \"{id}\"\nlabel = {{ en = \"{id}\" }}\nscope = \"{scope}\"\nactions.case = [{actions}]\nforms = {forms}\n"
        )
    };
    let roles = [
        role("worker", "self", WORKER, all),
        role("manager", "group", MANAGER, all),
        role("provider", "self", r#""read", "write", "receive_referral", "flag""#, "{}"),
        role("provider-boss", "group", r#""read""#, all),
        role("lend-services", "self", r#""read", "write""#, r#"{ identity = "r", services = "rw" }"#)
            .replace("actions", "referral_authorization = true\nactions"),
    ];
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    vec![
        file(
            "settings.toml",
            "programme = \"Test\"\nlanguages = [\"en\"]\nidle_lock_minutes = 5\nreferral_consent = []\napprovals = { services = \"services\" }\n",
        ),
        file("roles.toml", &roles.concat()),
        file(
            "organisations.toml",
            "agencies = [{ id = \"a\", label = { en = \"A\" } }, { id = \"b\", label = { en = \"B\" } }]\n\
             groups = [{ id = \"camp\", label = { en = \"Camp\" } }, { id = \"clinic\", label = { en = \"Clinic\" } }]\n",
        ),
        form("identity", 1, &[field("name", "text_field"), field("status", "text_field")]),
        form("services", 2, &[field("service", "text_field"), field("service_notes", "textarea")]),
        form("notes", 3, &[field("note", "textarea"), field("status", "text_field")]),
    ]
}

/// The small programme with incidents, and with children who read their own case.
pub fn config_with_incidents() -> Vec<(String, String)> {
    let mut files = config_files();
    let (_, roles) = files.iter_mut().find(|(path, _)| path == "roles.toml").unwrap();
    *roles = roles.replace("notes = \"rw\" }", "notes = \"rw\", event = \"rw\" }");
    *roles = roles.replace("services = \"rw\" }", "services = \"rw\", event = \"r\" }");
    // Everybody's role knows incidents; what may be done with them follows from the rest.
    *roles = roles.replace(
        "actions.case",
        "actions.incident = [\"read\", \"write\", \"create\", \"assign\", \"referral\", \"receive_referral\", \"link_incident_to_case\"]\nactions.case",
    );
    *roles = roles.replace("\"break_the_glass\"", "\"break_the_glass\", \"attribute\"");
    roles.push_str(
        "[[roles]]\nid = \"child\"\nlabel = { en = \"Child\" }\nscope = \"identified\"\n\
         actions.case = [\"read\"]\nforms = { identity = \"r\" }\n",
    );
    files.push((
        "incident/event.toml".to_owned(),
        "id = \"event\"\ngroup = \"g\"\norder = 1\nlabel = { en = \"Event\" }\n\
         [[fields]]\nid = \"what\"\ntype = \"text_field\"\nlabel = { en = \"What\" }\n"
            .to_owned(),
    ));
    files
}

pub struct Camp {
    pub dir: tempfile::TempDir,
    pub relay: Relay,
    pub now_ms: i64,
}

impl Camp {
    pub fn new() -> Self {
        Self::with(&config_files())
    }

    /// The same under another configuration.
    pub fn with(files: &[(String, String)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        Relay::init(dir.path(), None, files, Box::new(Counter(0)), NOW).unwrap();
        let relay = Relay::open(dir.path(), None, Box::new(Counter(1_000))).unwrap();
        let camp = Self { dir, relay, now_ms: NOW };
        for (user, role, agency, group) in [
            ("worker", "worker", "a", "camp"),
            ("other", "worker", "a", "camp"),
            ("boss", "manager", "a", "camp"),
            ("provider", "provider", "b", "clinic"),
            ("clinic-boss", "provider-boss", "b", "clinic"),
        ] {
            camp.relay.add_person(&person(user, role, agency, group), NOW).unwrap();
        }
        camp
    }

    /// Another handle, as after a restart.
    pub fn restart(&mut self) {
        let random = Box::new(Counter(500_000));
        self.relay = Relay::open(self.dir.path(), None, random).unwrap();
    }

    pub fn enrol(&self, user: &str) -> Laptop {
        let code = self.relay.enrol_code(&UserName::from(user), Some("127.0.0.1:1"), self.now_ms).unwrap();
        let keys = DeviceKeys::make().unwrap();
        let request = enrol_request(code.secret, &keys);
        Laptop::of(self.relay.enrol(&request, self.now_ms).unwrap(), keys)
    }
}

pub fn person(user: &str, role: &str, agency: &str, group: &str) -> Person {
    let groups = BTreeSet::from([group.into()]);
    Person::new(user.into(), role.into(), agency.into(), groups)
}

pub fn enrol_request(secret: [u8; 16], keys: &DeviceKeys) -> EnrolRequest {
    EnrolRequest { secret, sign: keys.sign_public(), seal: keys.seal_public(), machine: [1; 16] }
}

/// Lends services and identity, or the recipient's own forms.
pub fn refer(to: &str, lends: Option<RoleId>) -> Deed {
    let (to, consent) = (Some(to.into()), Consent::Given);
    Deed::ReferralOffer { to, lends, consent, service: None, until_ms: None, note: None }
}

pub fn ok(results: &[ItemResult]) -> bool {
    results.iter().all(|result| matches!(result, ItemResult::Ok { .. }))
}

pub fn rejected(code: &str) -> ItemResult {
    ItemResult::Rejected { code: code.to_owned() }
}

pub fn quarantined(code: &str) -> ItemResult {
    ItemResult::Quarantined { code: code.to_owned() }
}

/// Where the `count`-th frame ends.
fn end_of(answer: &[u8], count: usize) -> usize {
    let mut at = 0;
    for _ in 0..count {
        let Some(head) = answer.get(at..at + 4) else { break };
        at += 8 + u32::from_le_bytes(head.try_into().unwrap()) as usize;
    }
    at
}

pub fn frames_in(answer: &[u8]) -> Vec<Down> {
    let mut reader = Reader::default();
    reader.feed(answer);
    std::iter::from_fn(|| reader.message().unwrap()).collect()
}
