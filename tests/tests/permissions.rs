//! Who may do what under the standard configuration: every role asks for every deed, from every relation to a record.
//!
//! The table is `tests/tables/permissions.txt`; `UPDATE_TABLES=1` writes it anew, to be reviewed like code. Each deed is
//! asked for at a moment at which nothing but role and relation could forbid it.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_core::{
    access::{Facts, How, Person, Span},
    act::{
        Act, ActFacts, Approval, ApprovalStatus, CaseState, Consent, Deed, Denial, Effect, Flag, Glass,
        Heads, Link, RULES, Reach, Referral, ReferralStatus, Reopening, Request, Sealed, Status, Transfer,
        linked_of, target_of, validate,
    },
    config::{Mode, RecordType, Scope},
    id::{ActId, ApprovalId, CaseId, DeviceNo, EntryId, FormId, QuarantineId, RoleId, UserName},
    publish::{Published, publish},
};
use daftar_tests::{rooms::root, standard};
use std::collections::{BTreeMap, BTreeSet};

/// The role of the owner, where that is somebody else, and of everybody else who is there to make a deed possible.
const WORKER: &str = "role-cp-case-worker-families";
const EVERYTHING: &str = "role-superuser";
/// The type of referral that stands for all of them.
const SERVICE: &str = "role-referral";

const REFERRAL: ActId = ActId([1; 16]);
const TRANSFER: ActId = ActId([2; 16]);
const FLAG: ActId = ActId([3; 16]);
const OWN_FLAG: ActId = ActId([4; 16]);
const REQUEST: ActId = ActId([5; 16]);
const OWN_REQUEST: ActId = ActId([6; 16]);
const GLASS: ActId = ActId([7; 16]);
const OWN_GLASS: ActId = ActId([8; 16]);

const CREATE: Deed = Deed::CaseCreate { sealed_key: Vec::new() };

/// How the one who asks stands to the record. Only the first three share anything with its owner.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Owner,
    SameGroup,
    SameAgency,
    /// Accepted, with a blank type: the own role is lent.
    Referred,
    /// Accepted, with the type [`SERVICE`].
    ReferredByType,
    /// A transfer that is not answered.
    Offered,
    Stranger,
}
use Stands::*;

const COLUMNS: [(Stands, &str); 7] = [
    (Owner, "owner"),
    (SameGroup, "same group"),
    (SameAgency, "same agency"),
    (Referred, "referred"),
    (ReferredByType, "any service"),
    (Offered, "offered"),
    (Stranger, "stranger"),
];

const HEAD: &str = "\
What each role may do under the standard configuration. docs/permissions.md tells how to read it.

A chapter per type of record, a block per role (roles that may do the same share one), a row per deed, and a column for how
the person stands to the record: owner; in a group, or the agency, of the owner; referred to, accepted, with a blank type (the
own role) or with the type \"Any service\" (role-referral); offered by transfer, not answered yet; none of these.

ok             the role may; any other word is the code of the refusal
-              the rules let nobody of this role come to stand so
reads, writes  how many forms of the record can be read, and written; writes closed: while the record is closed
never          deeds that this role may do from no column; of other records than cases, all that have no row
nothing        reads no form, and may do no deed

Ways of one deed (types of referral, approvals, consent missing) that all have the same answers share one row.
";

fn user(name: &str) -> UserName {
    UserName::from(name)
}

fn said() -> Sealed {
    Sealed { key: Vec::new(), text: vec![0; 17] }
}

/// The tie of the record under question to another of this type.
fn link_to(other: RecordType) -> ActId {
    let at = RecordType::ALL.iter().position(|record| *record == other).unwrap();
    ActId([20 + u8::try_from(at).unwrap(); 16])
}

/// The type of record that [`link_to`] ties to.
fn kind_of(link: ActId) -> RecordType {
    RecordType::ALL.into_iter().find(|record| link_to(*record) == link).unwrap()
}

/// What every form looks like, whenever it is asked.
fn heads() -> Heads {
    Heads::of(Vec::new())
}

/// One record, and the people around it; `me` is who asks.
struct World<'a> {
    published: &'a Published,
    record: RecordType,
    stands: Stands,
    people: Vec<Span<Person>>,
}

impl<'a> World<'a> {
    fn of(published: &'a Published, record: RecordType, role: &RoleId, stands: Stands) -> Self {
        let agency = if matches!(stands, Owner | SameAgency) { "agency-a" } else { "agency-b" };
        let team = if matches!(stands, Owner | SameGroup) { "team-1" } else { "team-2" };
        let person = |name: &str, role: &str, agency: &str, teams: &[&str]| {
            let groups = teams.iter().map(|team| (*team).into()).collect();
            let (user, role, agency) = (user(name), role.into(), agency.into());
            Span { from: 0, to: None, what: Person::new(user, role, agency, groups) }
        };
        let people = vec![
            person("me", role.as_str(), agency, &[team]),
            person("owner", WORKER, "agency-a", &["team-1"]),
            person("colleague", EVERYTHING, "agency-a", &["team-1"]),
            person("recipient", EVERYTHING, "agency-a", &["team-1"]),
            // Comes within any limit that a role's right to assign may have.
            person("heir", EVERYTHING, agency, &["team-1", "team-2"]),
        ];
        Self { published, record, stands, people }
    }

    fn owner(&self) -> UserName {
        user(if self.stands == Owner { "me" } else { "owner" })
    }

    /// What the programme approves, each with the id of its request.
    fn approvals(&self) -> impl Iterator<Item = (&ApprovalId, ActId)> {
        self.published.config.settings.approvals.keys().zip((10..).map(|n| ActId([n; 16])))
    }

    /// The label of each row, and its deed.
    fn deeds(&self) -> Vec<(String, Deed)> {
        let row = |which: &str, deed: Deed| (format!("{} {which}", deed.kind()).trim_end().to_owned(), deed);
        let refer = |lends: Option<&str>, consent, service| Deed::ReferralOffer {
            to: Some(user("heir")),
            lends: lends.map(Into::into),
            consent,
            service,
            until_ms: None,
            note: None,
        };
        let refer_outside = Deed::ReferralOffer {
            to: None,
            lends: None,
            consent: Consent::Given,
            service: None,
            until_ms: None,
            note: Some(said()),
        };
        let give = |consent| Deed::TransferOffer { to: Some(user("heir")), consent, note: None };
        let give_outside = Deed::TransferOffer { to: None, consent: Consent::Given, note: Some(said()) };
        let mut rows = vec![
            row("", CREATE),
            row("", Deed::CaseAssign { from: self.owner(), to: user("heir"), note: None }),
            row("(blank type)", refer(None, Consent::Given, None)),
            row("(any service)", refer(Some(SERVICE), Consent::Given, None)),
            row("(without consent)", refer(None, Consent::Overridden, None)),
            row("(from a service)", refer(Some(SERVICE), Consent::Given, Some(EntryId([0; 16])))),
            row("(outside)", refer_outside),
            row("", Deed::ReferralAccept { referral: REFERRAL }),
            row("", Deed::ReferralReject { referral: REFERRAL, why: None }),
            row("", Deed::ReferralDone { referral: REFERRAL, note: None }),
            row("", Deed::ReferralRevoke { referral: REFERRAL }),
            row("", give(Consent::Given)),
            row("(without consent)", give(Consent::Overridden)),
            row("(outside)", give_outside),
            row("", Deed::TransferAccept { transfer: TRANSFER }),
            row("", Deed::TransferReject { transfer: TRANSFER, why: None }),
            row("", Deed::TransferRevoke { transfer: TRANSFER }),
            row("", Deed::QuarantineSettle { quarantine: QuarantineId([0; 16]), adopted: true }),
            row("", Deed::CaseClose),
            row("", Deed::CaseReopen { because: Reopening::Asked }),
            row("(by adding)", Deed::CaseReopen { because: Reopening::Added }),
            row("", Deed::CaseDisable),
            row("", Deed::CaseEnable),
            row("", Deed::FlagAdd { about: said() }),
            row("", Deed::FlagEdit { flag: FLAG, about: said() }),
            row("", Deed::FlagResolve { flag: FLAG, how: said() }),
            row("(own)", Deed::FlagResolve { flag: OWN_FLAG, how: said() }),
            row("", Deed::RequestTransfer { note: None }),
            row("", Deed::RequestReject { request: REQUEST, why: None }),
            row("(own)", Deed::RequestReject { request: OWN_REQUEST, why: None }),
            row("", Deed::GlassBreak { why: said(), until_ms: 1 }),
            row("", Deed::GlassEnd { glass: GLASS }),
            row("(own)", Deed::GlassEnd { glass: OWN_GLASS }),
            row("(nobody any more)", Deed::CaseAttribute { to: None }),
        ];
        let links: &[(&str, RecordType, Option<EntryId>)] = match self.record {
            RecordType::Case => &[
                ("(family)", RecordType::Family, None),
                ("(registry record)", RecordType::RegistryRecord, None),
            ],
            RecordType::Incident => &[("(its case)", RecordType::Case, None)],
            RecordType::TracingRequest => &[("(a match)", RecordType::Case, Some(EntryId([0; 16])))],
            RecordType::Family | RecordType::RegistryRecord => &[],
        };
        rows.extend(links.iter().map(|(which, other, entry)| {
            let to = CaseId::derive(0, DeviceNo(2), *other, [0; 8]);
            row(which, Deed::LinkAdd { to, entry: *entry })
        }));
        rows.extend(
            links.iter().map(|(which, other, _)| row(which, Deed::LinkEnd { link: link_to(*other) })),
        );
        let heads = heads();
        let approvals = |deed: &dyn Fn(&ApprovalId, ActId) -> Deed| {
            self.approvals().map(|(id, request)| row(id.as_str(), deed(id, request))).collect::<Vec<_>>()
        };
        rows.extend(approvals(&|id, _| Deed::ApprovalRequest { approval: id.clone(), heads }));
        rows.extend(approvals(&|_, request| Deed::ApprovalApprove { request, heads, comment: None }));
        rows.extend(approvals(&|_, request| Deed::ApprovalReject { request, comment: None }));
        rows
    }

    /// The record at a moment at which `deed` can be done; none: it is not registered. What is offered is offered to whoever
    /// asks, if they stand so, else to somebody on the owner's side; all approvals are asked for by the owner.
    fn moment(&self, deed: &Deed) -> Option<CaseState> {
        let to = |is_me: bool| user(if is_me { "me" } else { "recipient" });
        let mut case = CaseState::of(self.owner());
        let mut referred = ReferralStatus::Accepted;
        let mut asked = Some(ApprovalStatus::Pending);
        match deed {
            Deed::CaseCreate { .. } => return None,
            Deed::ReferralAccept { .. } | Deed::ReferralReject { .. } => {
                referred = ReferralStatus::InProgress;
            }
            // Where the programme closes no case without an approval, it is there.
            Deed::CaseClose => asked = Some(ApprovalStatus::Approved),
            Deed::ApprovalRequest { .. } => asked = None,
            Deed::CaseReopen { .. } => case.status = Status::Closed,
            Deed::CaseEnable => case.disabled = true,
            _ => {}
        }
        let lends = (self.stands != Referred).then(|| SERVICE.into());
        let to_me = matches!(self.stands, Referred | ReferredByType);
        let (by, consent) = (self.owner(), Consent::Given);
        let referral = Referral {
            to: Some(to(to_me)),
            by,
            lends,
            consent,
            service: None,
            until_ms: None,
            status: referred,
            at_ms: 0,
            answer: None,
        };
        case.referrals.insert(REFERRAL, referral);
        let (to, by, status) =
            (Some(to(self.stands == Offered)), user("colleague"), ReferralStatus::InProgress);
        if !matches!(deed, Deed::RequestTransfer { .. }) {
            case.transfers.insert(TRANSFER, Transfer { to, by, consent, status, at_ms: 0, answer: None });
            for (request, by) in [(REQUEST, "colleague"), (OWN_REQUEST, "me")] {
                case.requests.insert(request, Request { by: user(by), at_ms: 0, status, answer: None });
            }
        }
        for (said, by) in [(FLAG, "colleague"), (OWN_FLAG, "me")] {
            case.flags.insert(said, Flag { by: user(by), at_ms: 0, said, resolved: None });
        }
        if !matches!(deed, Deed::GlassBreak { .. }) {
            for (glass, by) in [(GLASS, "colleague"), (OWN_GLASS, "me")] {
                let glass_of = Glass { by: user(by), at_ms: 0, until_ms: 1, ended: false };
                case.glasses.insert(glass, glass_of);
            }
        }
        if let Deed::LinkEnd { link } = deed {
            let (to, by) = (CaseId::derive(0, DeviceNo(2), kind_of(*link), [0; 8]), user("colleague"));
            case.links.insert(*link, Link { to, entry: None, by, at_ms: 0, ended: false });
        }
        case.attributed = Some(user("child"));
        case.approvals.extend(self.approvals().filter_map(|(id, request)| {
            let (status, by, heads) = (asked?, self.owner(), heads());
            Some((id.clone(), Approval { request, by, at_ms: 0, status, heads, answer: None }))
        }));
        Some(case)
    }

    fn rights(&self, name: &str) -> BTreeMap<FormId, Mode> {
        let me = match self.stands {
            Referred => Some(How::Referral { lends: None }),
            ReferredByType => Some(How::Referral { lends: Some(SERVICE.into()) }),
            Offered => Some(How::TransferOffer),
            Owner | SameGroup | SameAgency | Stranger => None,
        };
        let held = |what| Span { from: 0, to: None, what };
        let mut associations = vec![held((self.owner(), How::Owner))];
        associations.extend(me.map(|how| held((user("me"), how))));
        let (published, record, people) = (self.published, self.record, self.people.as_slice());
        Facts { published, record, people, associations: &associations }.rights_at(&user(name), 0)
    }

    fn ask(&self, author: &str, deed: &Deed) -> Result<Vec<Effect>, Denial> {
        let (rights, case) = (self.rights(author), self.moment(deed));
        let person = |name: &UserName| self.people.iter().map(|span| &span.what).find(|p| p.user == *name);
        let other = CaseState::of(user("colleague"));
        let facts = ActFacts {
            config: &self.published.config,
            author: person(&user(author)).unwrap(),
            reach: if rights.is_empty() { Reach::Never } else { Reach::Now },
            rights: &rights,
            case: case.as_ref(),
            target: case.as_ref().and_then(|case| target_of(deed, case)).and_then(person),
            owner: case.as_ref().and_then(|case| person(&case.owner)),
            late_edit_open: true,
            linked: linked_of(deed).and(Some(&other)),
            is_bound: false,
            heads: Some(heads()),
            now_ms: 0,
        };
        let case = CaseId::derive(0, DeviceNo(1), self.record, [0; 8]);
        validate(&facts, &Act { id: ActId([99; 16]), case, at_ms: 0, rules: RULES, deed: deed.clone() })
    }

    /// Whether the rules let somebody who was a stranger come to stand so.
    fn can_be(&self) -> bool {
        let (to, consent) = (user("me"), Consent::Given);
        let lend = |to, lends| Deed::ReferralOffer {
            to: Some(to),
            lends,
            consent,
            service: None,
            until_ms: None,
            note: None,
        };
        let way = match self.stands {
            SameGroup | SameAgency | Stranger => return true,
            Owner => Deed::CaseAssign { from: user("owner"), to, note: None },
            Referred => lend(to, None),
            ReferredByType => lend(to, Some(SERVICE.into())),
            Offered => Deed::TransferOffer { to: Some(to), consent, note: None },
        };
        let before = World::of(self.published, self.record, &self.people[0].what.role, Stranger);
        let creates = self.stands == Owner && before.ask("me", &CREATE).is_ok();
        creates || before.ask("colleague", &way).is_ok()
    }

    /// How many forms can be read, and how many of them written.
    fn forms(&self) -> (usize, usize) {
        let config = &self.published.config;
        let mut rights = self.rights("me");
        rights.retain(|form, _| config.form(form).is_some_and(|form| form.record_type == self.record));
        (rights.len(), rights.values().filter(|mode| **mode == Mode::Write).count())
    }

    /// One column of the table: labels and cells, the deeds last.
    fn column(&self) -> Vec<(String, String)> {
        let (reads, writes) = self.forms();
        let closed = CaseState { status: Status::Closed, ..CaseState::of(self.owner()) };
        let role = self.published.config.role(&self.people[0].what.role).unwrap();
        let has_the_key = closed.locked_to(role, self.record.as_str()).is_none();
        let closed = if has_the_key { writes } else { 0 };
        let counts = [("reads", reads), ("writes", writes), ("writes closed", closed)];
        let counts = counts.map(|(label, count)| (label.to_owned(), count.to_string()));
        let word = |deed| self.ask("me", &deed).map_or_else(Denial::code, |_| "ok").to_owned();
        let deeds = self.deeds().into_iter().map(|(label, deed)| (label, word(deed)));
        let mut cells: Vec<(String, String)> = counts.into_iter().chain(deeds).collect();
        if !self.can_be() {
            cells.iter_mut().for_each(|(_, cell)| *cell = "-".to_owned());
        }
        cells
    }
}

type Row = (String, Vec<String>);

/// How many rows tell of forms; those of deeds come after.
const COUNTS: usize = 3;

/// What a role reads and writes, and what it may do.
fn rows(published: &Published, record: RecordType, role: &RoleId) -> Vec<Row> {
    let columns = COLUMNS.map(|(stands, _)| World::of(published, record, role, stands).column());
    let cells = |at: usize| columns.iter().map(|column| column[at].1.clone()).collect();
    columns[0].iter().enumerate().map(|(at, (label, _))| (label.clone(), cells(at))).collect()
}

/// All ways of one deed in one row where the answers are the same.
fn merge(rows: &[Row]) -> Vec<Row> {
    let kind = |row: &Row| row.0.split(' ').next().unwrap().to_owned();
    let merged = |ways: &[Row]| match ways.iter().all(|(_, cells)| *cells == ways[0].1) {
        true => vec![(kind(&ways[0]), ways[0].1.clone())],
        false => ways.to_vec(),
    };
    rows.chunk_by(|one, next| kind(one) == kind(next)).flat_map(merged).collect()
}

/// A role's block, without its name.
fn print(record: RecordType, mut rows: Vec<Row>) -> String {
    let deeds = merge(&rows.split_off(COUNTS));
    let (done, never): (Vec<Row>, Vec<Row>) =
        deeds.into_iter().partition(|(_, cells)| cells.iter().any(|cell| cell == "ok"));
    if done.is_empty() && rows[0].1.iter().all(|reads| reads == "0" || reads == "-") {
        return "  nothing\n".to_owned();
    }
    rows.insert(0, (String::new(), COLUMNS.map(|(_, name)| name.to_owned()).into()));
    rows.extend(done);
    let mut text = String::new();
    for (label, cells) in rows {
        let cells: String = cells.iter().map(|cell| format!("{cell:<15}")).collect();
        text += format!("  {label:<34}{cells}").trim_end();
        text.push('\n');
    }
    if record == RecordType::Case && !never.is_empty() {
        let labels: Vec<&str> = never.iter().map(|(label, _)| label.as_str()).collect();
        let lines: Vec<String> = labels.chunks(6).map(|labels| labels.join(", ")).collect();
        text += &format!("  never: {}\n", lines.join(",\n         "));
    }
    text
}

fn table(published: &Published) -> String {
    let mut text = HEAD.to_owned();
    for record in RecordType::ALL {
        let mut blocks: Vec<(String, String)> = Vec::new();
        for (id, role) in &published.config.roles {
            let scope = serde_json::to_string(&role.scope).unwrap().replace('"', "");
            let name = format!("{}: {}, scope {scope}\n", id.as_str(), role.label.get("en"));
            let block = print(record, rows(published, record, id));
            match blocks.iter_mut().find(|(_, known)| *known == block) {
                Some((names, _)) => names.push_str(&name),
                None => blocks.push((name, block)),
            }
        }
        text += &format!("\n\n=== {} ===\n", record.as_str());
        text.extend(blocks.into_iter().map(|(names, block)| format!("\n{names}{block}")));
    }
    text
}

fn published() -> Published {
    publish(None, standard::configuration())
}

#[test]
fn the_table_in_the_tree_is_what_the_rules_say() {
    let path = root().join("tests/tables/permissions.txt");
    let table = table(&published());
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    for (at, (now, then)) in table.lines().zip(written.lines()).enumerate() {
        assert_eq!(now, then, "line {}; UPDATE_TABLES=1 writes it anew", at + 1);
    }
    assert!(table == written, "lines came or went; UPDATE_TABLES=1 writes the table anew");
    let guide = std::fs::read_to_string(root().join("docs/permissions.md")).unwrap().replace("\r\n", "\n");
    let example = guide.split("```\n").nth(1).unwrap();
    assert!(table.contains(example), "the example in docs/permissions.md is old");
}

fn world<'a>(published: &'a Published, role: &str, stands: Stands) -> World<'a> {
    World::of(published, RecordType::Case, &role.into(), stands)
}

/// Who may do a deed, in whatever way, if they stand so.
fn who_may(published: &Published, kind: &str, stands: Stands) -> BTreeSet<String> {
    let may = |role: &&RoleId| {
        let world = world(published, role.as_str(), stands);
        world.deeds().iter().any(|(_, deed)| deed.kind() == kind && world.ask("me", deed).is_ok())
    };
    published.config.roles.keys().filter(may).map(|role| role.as_str().to_owned()).collect()
}

#[test]
fn every_deed_is_asked_for_when_it_is_possible() {
    // Any variant can be read from its number on the wire and zeros.
    let numbered = |n: u8| {
        let mut bytes = [0; 256];
        bytes[0] = n;
        postcard::from_bytes::<Deed>(&bytes).ok()
    };
    let all: BTreeSet<&str> = (0..).map_while(numbered).map(|deed| deed.kind()).collect();
    let published = published();
    let deeds = world(&published, EVERYTHING, Owner).deeds();
    assert_eq!(deeds.iter().map(|(_, deed)| deed.kind()).collect::<BTreeSet<_>>(), all);
    for role in published.config.roles.keys() {
        for (label, cells) in rows(&published, RecordType::Case, role).split_off(COUNTS) {
            let of_role =
                |cell: &String| ["ok", "-", "not_permitted", "not_found", "role_too_wide"].contains(&&**cell);
            assert!(cells.iter().all(of_role), "{role:?}: the moment decides about {label}: {cells:?}");
            assert!(
                role.as_str() != EVERYTHING || cells.iter().any(|cell| cell == "ok"),
                "{label}: {cells:?}"
            );
        }
    }
}

#[test]
fn a_caseworker_learns_nothing_of_a_colleagues_case() {
    let published = published();
    for stands in [SameGroup, SameAgency, Stranger] {
        let world = world(&published, WORKER, stands);
        for (label, deed) in world.deeds().iter().filter(|(label, _)| label != "case.create") {
            assert_eq!(world.ask("me", deed), Err(Denial::NotFound), "{label}");
        }
    }
}

#[test]
fn nobody_whose_scope_is_their_own_records_reads_anybody_elses() {
    let published = published();
    let own = |id: &&RoleId| published.config.roles[*id].scope == Scope::Own;
    let roles: Vec<&RoleId> = published.config.roles.keys().filter(own).collect();
    assert!(roles.len() > 10, "{roles:?}");
    for (role, record) in roles.into_iter().flat_map(|role| RecordType::ALL.map(|record| (role, record))) {
        for stands in [SameGroup, SameAgency, Stranger] {
            assert_eq!(World::of(&published, record, role, stands).forms(), (0, 0), "{role:?}, {record:?}");
        }
    }
}

#[test]
fn a_service_provider_reads_what_is_lent_and_hands_nothing_on() {
    let published = published();
    let provider = "role-cp-service-provider";
    for (stands, column) in COLUMNS {
        // Who the child is, what the concern is; and services, to write in.
        let lent = if stands == ReferredByType { (3, 1) } else { (0, 0) };
        assert_eq!(world(&published, provider, stands).forms(), lent, "{column}");
        for kind in ["case.create", "case.assign", "referral.offer", "transfer.offer"] {
            assert!(!who_may(&published, kind, stands).contains(provider), "{kind}, {column}");
        }
    }
}

#[test]
fn supervisors_approve_the_work_of_their_groups_and_not_their_own() {
    let published = published();
    let set = |roles: &[&str]| roles.iter().map(|role| (*role).to_owned()).collect::<BTreeSet<_>>();
    for kind in ["approval.approve", "approval.reject"] {
        let supervisors = set(&["role-cp-manager", "role-cp-manager-families", EVERYTHING]);
        assert_eq!(who_may(&published, kind, SameGroup), supervisors);
        for stands in [Owner, SameAgency, Stranger] {
            assert_eq!(who_may(&published, kind, stands), set(&[EVERYTHING]));
        }
    }
}

#[test]
fn whoever_is_offered_a_case_reads_all_they_would_own_and_writes_nothing() {
    let published = published();
    for role in [WORKER, "role-cp-manager"] {
        let [own, offered] = [Owner, Offered].map(|stands| world(&published, role, stands).forms());
        assert!(own.1 > 0, "{role}");
        assert_eq!(offered, (own.0, 0), "{role}");
    }
}
