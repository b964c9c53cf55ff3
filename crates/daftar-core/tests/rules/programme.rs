//! A small programme: its configuration, its people, and one case with all that happened to it.

use daftar_core::{
    access::{Facts, How, Person, Span},
    act::{
        Act, ActFacts, CaseState, Consent, Deed, Denial, Effect, Heads, RULES, Reach, Reopening, Sealed,
        fold, target_of, validate,
    },
    config::{self, Configuration, Mode, RecordType},
    id::{ActId, Actor, CaseId, CompartmentId, EntryId, FormId, UserName},
    publish::{Published, publish},
};
use std::collections::BTreeMap;

pub const SETTINGS: &str = r#"
programme = "Small"
languages = ["en", "ar"]
idle_lock_minutes = 5
referral_consent = ["consent_for_services", "disclosure_other_orgs"]
transfer_consent = ["disclosure_other_orgs"]
reopened_by = ["notes_section"]
note_form = "notes"
approvals = { concern = "concern", notes = "notes" }
"#;

pub const ORGANISATIONS: &str = r#"
agencies = [
    { id = "red", label = { en = "Red", ar = "أحمر" } },
    { id = "blue", label = { en = "Blue", ar = "أزرق" } },
]
groups = [
    { id = "north", label = { en = "North", ar = "شمال" } },
    { id = "south", label = { en = "South", ar = "جنوب" } },
]
"#;

pub const LOCATIONS: &str = "code,parent,en,ar\nJO,,Jordan,الأردن\nJO-AM,JO,Amman,عمّان\n";

/// Unix milliseconds.
pub const NOW: i64 = 1_000;

pub const ROLES: &str = r#"
[[roles]]
id = "worker"
label = { en = "Caseworker", ar = "أخصائي" }
scope = "self"
actions.case = ["read", "create", "write", "referral", "receive_referral", "transfer", "receive_transfer", "flag", "request_approval_concern", "enable_disable_record", "incident_from_case", "link_family_record", "add_registry_record"]
actions.tracing_request = ["read", "write", "create"]
forms = { basic = "rw", consent = "rw", concern = "rw", notes = "rw" }

[[roles]]
id = "supervisor"
label = { en = "Supervisor", ar = "مشرف" }
scope = "group"
actions.case = ["read", "write", "assign", "referral", "consent_override", "accept_or_reject_transfer", "close", "reopen", "flag", "flag_update", "resolve_any_flag", "approve_concern"]
forms = { basic = "rw", consent = "rw", concern = "r", notes = "rw", health = "r" }

[[roles]]
id = "agency-lead"
label = { en = "Agency lead", ar = "مسؤول" }
scope = "agency"
actions.case = ["read", "assign_within_user_group", "enable_disable_record", "approve_concern", "request_transfer", "receive_transfer", "referral_from_service", "break_the_glass", "attribute"]
forms = { basic = "rw", concern = "r" }

[[roles]]
id = "auditor"
label = { en = "Auditor", ar = "مدقق" }
scope = "all"
actions.case = ["read"]
forms = { consent = "r" }

[[roles]]
id = "administrator"
label = { en = "Administrator", ar = "مدير" }
scope = "admin_only"
actions.case = ["read"]
forms = { basic = "r" }

[[roles]]
id = "provider"
label = { en = "Provider", ar = "مقدم" }
scope = "self"
actions.case = ["read", "write", "receive_referral", "flag", "close"]

[[roles]]
id = "nurse"
label = { en = "Nurse", ar = "ممرضة" }
scope = "self"
actions.case = ["read", "write", "receive_referral"]
forms = { health = "rw" }

[[roles]]
id = "reader"
label = { en = "Reads only", ar = "قارئ" }
scope = "group"
actions.case = ["read", "create", "receive_referral"]
forms = { basic = "rw", notes = "rw" }

[[roles]]
id = "listener"
label = { en = "Takes notes", ar = "يدون" }
scope = "group"
actions.case = ["read", "add_note", "receive_referral", "accept_or_reject_transfer"]
forms = { basic = "rw", notes = "r" }

[[roles]]
id = "child"
label = { en = "Child", ar = "طفل" }
scope = "identified"
actions.case = ["read", "write"]
forms = { basic = "rw", consent = "r" }

[[roles]]
id = "blind"
label = { en = "Without read", ar = "بلا قراءة" }
scope = "all"
actions.case = ["write", "create", "referral", "receive_referral", "receive_transfer", "assign"]
forms = { basic = "rw", notes = "rw" }

[[roles]]
id = "lends-services"
label = { en = "Services", ar = "خدمات" }
scope = "self"
referral_authorization = true
actions.case = ["read", "write"]
forms = { basic = "r", notes = "rw" }

[[roles]]
id = "lends-concern"
label = { en = "Concerns", ar = "مخاوف" }
scope = "self"
referral_authorization = true
actions.case = ["read", "write"]
forms = { concern = "rw" }

[[roles]]
id = "lends-health"
label = { en = "Health", ar = "صحة" }
scope = "self"
referral_authorization = true
actions.case = ["read", "write"]
forms = { basic = "r", health = "rw" }
"#;

const BASIC: &str = r#"
id = "basic"
group = "who"
order = 1
label = { en = "Basic", ar = "أساسي" }
[[fields]]
id = "name"
type = "text_field"
required = true
label = { en = "Name", ar = "الاسم" }
[[fields]]
id = "story"
type = "textarea"
label = { en = "Story", ar = "القصة" }
[[fields]]
id = "age"
type = "numeric_field"
label = { en = "Age", ar = "العمر" }
[[fields]]
id = "date_of_birth"
type = "date_field"
label = { en = "Born", ar = "الميلاد" }
[[fields]]
id = "place"
type = "select_box"
options = "location"
label = { en = "Place", ar = "المكان" }
[[fields]]
id = "agency"
type = "radio_button"
options = "agency"
label = { en = "Agency", ar = "الجهة" }
[[fields]]
id = "risk"
type = "select_box"
options = { lookup = "lookup-risk" }
safety_order = ["high", "low"]
label = { en = "Risk", ar = "الخطر" }
"#;

const CONSENT: &str = r#"
id = "consent"
group = "who"
order = 2
label = { en = "Consent", ar = "الموافقة" }
[[fields]]
id = "consent_for_services"
type = "tick_box"
label = { en = "Agrees", ar = "يوافق" }
[[fields]]
id = "disclosure_other_orgs"
type = "tick_box"
label = { en = "May be told", ar = "يجوز الإخبار" }
"#;

const CONCERN: &str = r#"
id = "concern"
group = "what"
order = 3
label = { en = "Concern", ar = "المخاوف" }
[[fields]]
id = "risk"
type = "select_box"
options = { lookup = "lookup-risk" }
safety_order = ["high", "low"]
label = { en = "Risk", ar = "الخطر" }
[[fields]]
id = "concerns"
type = "select_box"
multi_select = true
options = { lookup = "lookup-concerns" }
label = { en = "Concerns", ar = "المخاوف" }
"#;

const NOTES: &str = r#"
id = "notes"
group = "what"
order = 4
label = { en = "Notes", ar = "ملاحظات" }
[[fields]]
id = "notes_section"
type = "subform"
append_only = true
label = { en = "Notes", ar = "ملاحظات" }
headline = ["note_date", "note_kind"]
[[fields.fields]]
id = "note_text"
type = "textarea"
label = { en = "Note", ar = "الملاحظة" }
[[fields.fields]]
id = "note_date"
type = "date_field"
label = { en = "Date", ar = "التاريخ" }
[[fields.fields]]
id = "note_kind"
type = "select_box"
options = { lookup = "lookup-concerns" }
label = { en = "About", ar = "عن" }
"#;

/// What most people of the programme must not know of.
const HEALTH: &str = r#"
id = "health"
group = "canary_group"
order = 5
label = { en = "Canary health", ar = "كناري" }
[[fields]]
id = "canary_illness"
type = "select_box"
options = { lookup = "lookup-canary" }
label = { en = "Canary illness", ar = "كناري" }
[[fields]]
id = "canary_tick"
type = "tick_box"
label = { en = "Canary tick", ar = "كناري" }
"#;

const LOOKUPS: &[(&str, &str)] = &[
    (
        "risk",
        r#"{ id = "low", label = { en = "Low", ar = "منخفض" } }, { id = "high", label = { en = "High", ar = "مرتفع" } }"#,
    ),
    (
        "concerns",
        r#"{ id = "work", label = { en = "Child labour", ar = "عمل الأطفال" } }, { id = "alone", label = { en = "Alone", ar = "وحيد" } }, { id = "a,b", label = { en = "A comma", ar = "فاصلة" } }"#,
    ),
    ("canary", r#"{ id = "canary_option", label = { en = "Canary option", ar = "كناري" } }"#),
    (
        "form-group",
        r#"{ id = "who", label = { en = "Who", ar = "من" } }, { id = "what", label = { en = "What", ar = "ماذا" } }, { id = "canary_group", label = { en = "Canary group", ar = "كناري" } }"#,
    ),
];

/// The configuration's files as a form designer would hand them in.
pub fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = [
        ("settings.toml", SETTINGS),
        ("organisations.toml", ORGANISATIONS),
        ("locations.csv", LOCATIONS),
        ("roles.toml", ROLES),
        ("case/basic.toml", BASIC),
        ("case/consent.toml", CONSENT),
        ("case/concern.toml", CONCERN),
        ("case/notes.toml", NOTES),
        ("case/health.toml", HEALTH),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    files.extend(LOOKUPS.iter().map(|(id, options)| {
        (format!("lookups/lookup-{id}.toml"), format!("id = \"lookup-{id}\"\noptions = [{options}]\n"))
    }));
    files
}

/// The files with one text replaced in one of them; it must be there.
pub fn files_with(path: &str, old: &str, new: &str) -> Vec<(String, String)> {
    let mut files = files();
    let (_, text) = files.iter_mut().find(|(known, _)| known == path).expect("a file of that name");
    assert!(text.contains(old), "{path} has no `{old}`");
    *text = text.replacen(old, new, 1);
    files
}

pub fn configuration() -> Configuration {
    config::read(&files()).unwrap()
}

pub fn user(name: &str) -> UserName {
    UserName::from(name)
}

pub fn person(name: &str, role: &str, agency: &str, groups: &[&str]) -> Person {
    let groups = groups.iter().map(|group| (*group).into()).collect();
    Person::new(user(name), role.into(), agency.into(), groups)
}

/// One case and the people around it, as the relay knows them.
pub struct World {
    pub published: Published,
    pub people: Vec<Span<Person>>,
    pub associations: Vec<Span<(UserName, How)>>,
    /// The referral or transfer behind each association.
    offers: Vec<Option<ActId>>,
    pub state: Option<CaseState>,
    pub seq: u64,
    /// What every form looks like now.
    pub heads: Heads,
}

impl World {
    pub fn of(people: &[Person]) -> Self {
        Self {
            published: publish(None, configuration()),
            people: people.iter().map(|p| Span { from: 0, to: None, what: p.clone() }).collect(),
            associations: Vec::new(),
            offers: Vec::new(),
            state: None,
            seq: 0,
            heads: heads(1),
        }
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts {
            published: &self.published,
            record: RecordType::Case,
            people: &self.people,
            associations: &self.associations,
        }
    }

    pub fn person(&self, name: &str) -> Option<&Person> {
        self.people
            .iter()
            .find(|span| span.to.is_none() && span.what.user.as_str() == name)
            .map(|span| &span.what)
    }

    /// From now on the person is as `change` makes them.
    pub fn change(&mut self, name: &str, change: impl FnOnce(&mut Person)) {
        self.seq += 1;
        let seq = self.seq;
        let span = self.people.iter_mut().find(|s| s.to.is_none() && s.what.user.as_str() == name).unwrap();
        span.to = Some(seq);
        let mut what = span.what.clone();
        change(&mut what);
        self.people.push(Span { from: seq, to: None, what });
    }

    pub fn act(id: u8, deed: Deed) -> Act {
        Act { id: ActId([id; 16]), case: CaseId([7; 16]), at_ms: 0, rules: RULES, deed }
    }

    /// What the relay would answer.
    pub fn ask(&self, author: &str, act: &Act) -> Result<Vec<Effect>, Denial> {
        self.ask_having_found_it(author, act, false)
    }

    /// The same to somebody whom a search has shown the case, if it has.
    pub fn ask_having_found_it(&self, author: &str, act: &Act, shown: bool) -> Result<Vec<Effect>, Denial> {
        let author = self.person(author).unwrap();
        let rights: BTreeMap<FormId, Mode> = self.facts().rights_at(&author.user, self.seq);
        let reach = match (rights.is_empty(), self.facts().ever_any(&author.user, self.seq)) {
            (false, _) => Reach::Now,
            (true, _) if shown => Reach::Shown,
            (true, true) => Reach::Once,
            (true, false) => Reach::Never,
        };
        let target = self.state.as_ref().and_then(|case| target_of(&act.deed, case));
        let target = target.and_then(|target| self.person(target.as_str()));
        let facts = ActFacts {
            config: &self.published.config,
            author,
            reach,
            rights: &rights,
            case: self.state.as_ref(),
            target,
            owner: self.state.as_ref().and_then(|case| self.person(case.owner.as_str())),
            late_edit_open: act_is_about_an_open_edit(&act.deed),
            linked: None,
            is_bound: false,
            heads: Some(self.heads),
            now_ms: NOW,
        };
        validate(&facts, act)
    }

    /// Does what `author` asks; it must be allowed.
    pub fn does(&mut self, author: &str, id: u8, deed: Deed) -> ActId {
        let act = Self::act(id, deed);
        let effects = self.ask(author, &act).unwrap_or_else(|denial| panic!("{author}, act {id}: {denial}"));
        self.seq += 1;
        for effect in effects {
            match effect {
                Effect::Associate { user, how, offer, .. } => {
                    self.associations.push(Span { from: self.seq, to: None, what: (user, how) });
                    self.offers.push(offer);
                }
                Effect::EndOwner => self.end(|how, _| *how == How::Owner),
                Effect::EndOffer { offer } => self.end(|_, known| known == Some(offer)),
                Effect::EndAttributed => self.end(|how, _| *how == How::Attributed),
                Effect::Follow { .. } | Effect::Unfollow | Effect::Settle { .. } => {}
            }
        }
        self.state = fold(self.state.take(), &act, &user(author));
        act.id
    }

    fn end(&mut self, is_meant: impl Fn(&How, Option<ActId>) -> bool) {
        for (span, offer) in self.associations.iter_mut().zip(&self.offers) {
            if span.to.is_none() && is_meant(&span.what.1, *offer) {
                span.to = Some(self.seq);
            }
        }
    }
}

/// In these stories, the late edit with the number 1 waits for an answer.
fn act_is_about_an_open_edit(deed: &Deed) -> bool {
    matches!(deed, Deed::QuarantineSettle { quarantine, .. } if quarantine.0 == [1; 16])
}

/// What a form looks like after so many changes.
pub fn heads(changes: u64) -> Heads {
    Heads::of(vec![(CompartmentId(1), Actor([1; 8]), changes)])
}
/// A sentence; nobody here opens it.
pub fn said() -> Sealed {
    Sealed { key: Vec::new(), text: vec![7; 40] }
}
pub fn reopen(because: Reopening) -> Deed {
    Deed::CaseReopen { because }
}
pub fn flag() -> Deed {
    Deed::FlagAdd { about: said() }
}
pub fn reword(flag: ActId) -> Deed {
    Deed::FlagEdit { flag, about: said() }
}
pub fn resolve(flag: ActId) -> Deed {
    Deed::FlagResolve { flag, how: said() }
}
pub fn request(approval: &str, changes: u64) -> Deed {
    Deed::ApprovalRequest { approval: approval.into(), heads: heads(changes) }
}
pub fn approve(request: ActId, changes: u64) -> Deed {
    Deed::ApprovalApprove { request, heads: heads(changes), comment: Some(said()) }
}
pub fn send_back(request: ActId) -> Deed {
    Deed::ApprovalReject { request, comment: None }
}
pub fn create() -> Deed {
    Deed::CaseCreate { sealed_key: Vec::new() }
}
pub fn assign(from: &str, to: &str) -> Deed {
    Deed::CaseAssign { from: user(from), to: user(to), note: None }
}
pub fn offer(to: &str, lends: Option<&str>, consent: Consent) -> Deed {
    offer_for(to, lends, consent, None, None)
}
/// A referral for a service, which is over at an instant.
pub fn offer_for(
    to: &str,
    lends: Option<&str>,
    consent: Consent,
    service: Option<EntryId>,
    until_ms: Option<i64>,
) -> Deed {
    let (to, lends) = (Some(user(to)), lends.map(Into::into));
    Deed::ReferralOffer { to, lends, consent, service, until_ms, note: None }
}
/// A referral to somebody outside the programme.
pub fn offer_outside(lends: Option<&str>, note: Option<Sealed>) -> Deed {
    let (lends, consent) = (lends.map(Into::into), Consent::Given);
    Deed::ReferralOffer { to: None, lends, consent, service: None, until_ms: None, note }
}
pub fn accept(referral: ActId) -> Deed {
    Deed::ReferralAccept { referral }
}
pub fn reject(referral: ActId) -> Deed {
    Deed::ReferralReject { referral, why: None }
}
pub fn done(referral: ActId) -> Deed {
    Deed::ReferralDone { referral, note: None }
}
pub fn revoke(referral: ActId) -> Deed {
    Deed::ReferralRevoke { referral }
}
pub fn give(to: &str, consent: Consent) -> Deed {
    Deed::TransferOffer { to: Some(user(to)), consent, note: None }
}
pub fn give_away(note: Option<Sealed>) -> Deed {
    Deed::TransferOffer { to: None, consent: Consent::Given, note }
}
pub fn ask_for_it() -> Deed {
    Deed::RequestTransfer { note: Some(said()) }
}
pub fn break_glass(until_ms: i64) -> Deed {
    Deed::GlassBreak { why: said(), until_ms }
}
pub fn say_no(request: ActId) -> Deed {
    Deed::RequestReject { request, why: None }
}
pub fn take(transfer: ActId) -> Deed {
    Deed::TransferAccept { transfer }
}
pub fn decline(transfer: ActId) -> Deed {
    Deed::TransferReject { transfer, why: None }
}
pub fn withdraw(transfer: ActId) -> Deed {
    Deed::TransferRevoke { transfer }
}
