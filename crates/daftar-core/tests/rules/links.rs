//! Ties between records: which, by whom, and what an incident leaves to the case that it follows.

use crate::programme::*;
use daftar_core::{
    access::{Facts, How, Span},
    act::{
        Act, ActFacts, Audience, CaseState, Consent, Deed, Denial, Effect, RULES, Reach, ReferralStatus,
        Reopening, audience, fold, linked_of, validate,
    },
    config::{Mode, RecordType},
    id::{ActId, CaseId, DeviceNo, EntryId, FormId},
};
use std::collections::BTreeMap;

const TRACE: EntryId = EntryId([1; 16]);
const OTHER_TRACE: EntryId = EntryId([2; 16]);

fn record(kind: RecordType, number: u8) -> CaseId {
    CaseId::derive(0, DeviceNo(1), kind, [number; 8])
}

fn tie(to: CaseId, entry: Option<EntryId>) -> Deed {
    Deed::LinkAdd { to, entry }
}

fn untie(link: u8) -> Deed {
    Deed::LinkEnd { link: ActId([link; 16]) }
}

/// One record of `owner` and somebody who asks something about it.
struct Question {
    world: World,
    record: CaseId,
    state: CaseState,
    /// The other record, if it is within reach.
    other: Option<CaseState>,
    /// What whoever asks may do with a form of the record.
    rights: Mode,
}

impl Question {
    fn about(kind: RecordType) -> Self {
        let mut people = vec![
            person("owner", "worker", "red", &["north"]),
            person("colleague", "worker", "red", &["north"]),
            person("lead", "supervisor", "red", &["north"]),
            person("reader", "reader", "red", &["north"]),
            person("child", "child", "red", &[]),
            person("other-child", "child", "blue", &[]),
            person("red-lead", "agency-lead", "red", &["south"]),
            person("gone-child", "child", "red", &[]),
        ];
        people.iter_mut().filter(|p| p.user.as_str() == "gone-child").for_each(|p| p.disabled = true);
        let state = CaseState::of(user("owner"));
        let other = Some(CaseState::of(user("colleague")));
        Self { world: World::of(&people), record: record(kind, 1), state, other, rights: Mode::Write }
    }

    fn act(&self, id: u8, deed: Deed) -> Act {
        Act { id: ActId([id; 16]), case: self.record, at_ms: 5, rules: RULES, deed }
    }

    fn asks(&self, author: &str, id: u8, deed: Deed, is_bound: bool) -> Result<Vec<Effect>, Denial> {
        let target = match &deed {
            Deed::CaseAttribute { to: Some(to) } => self.world.person(to.as_str()),
            Deed::CaseAssign { to, .. } => self.world.person(to.as_str()),
            _ => None,
        };
        let rights = BTreeMap::from([(FormId::from("basic"), self.rights)]);
        let act = self.act(id, deed);
        let facts = ActFacts {
            config: &self.world.published.config,
            author: self.world.person(author).unwrap(),
            reach: Reach::Now,
            rights: &rights,
            case: Some(&self.state),
            target,
            owner: self.world.person("owner"),
            late_edit_open: false,
            heads: None,
            linked: linked_of(&act.deed).and(self.other.as_ref()),
            is_bound,
            now_ms: NOW,
        };
        validate(&facts, &act)
    }

    fn says(&self, author: &str, deed: Deed) -> &'static str {
        self.asks(author, 90, deed, false).map_or_else(Denial::code, |_| "ok")
    }

    fn does(&mut self, id: u8, deed: Deed) -> Vec<Effect> {
        let effects = self.asks("owner", id, deed.clone(), false).unwrap();
        self.state = fold(Some(self.state.clone()), &self.act(id, deed), &user("owner")).unwrap();
        effects
    }
}

#[test]
fn four_kinds_of_records_are_tied_and_no_others() {
    let mut tied = Vec::new();
    for from in RecordType::ALL {
        for to in RecordType::ALL {
            for entry in [None, Some(TRACE)] {
                match Question::about(from).says("owner", tie(record(to, 2), entry)) {
                    "ok" => tied.push((from.as_str(), to.as_str(), entry.is_some())),
                    refused => assert!(["bad_link", "not_permitted"].contains(&refused), "{from:?} {to:?}"),
                }
            }
        }
    }
    let expected = [
        ("case", "family", false),
        ("case", "family", true),
        ("case", "registry_record", false),
        ("incident", "case", false),
        ("tracing_request", "case", true),
    ];
    assert_eq!(tied, expected);
}

#[test]
fn whoever_may_not_see_the_other_record_learns_nothing_by_tying() {
    for (kind, to) in [(RecordType::Incident, RecordType::Case), (RecordType::Case, RecordType::Family)] {
        let mut question = Question::about(kind);
        question.other = None;
        assert_eq!(question.says("owner", tie(record(to, 2), None)), "not_found");
    }
}

#[test]
fn a_record_is_tied_by_its_own_side_as_far_as_the_role_says() {
    let family = || tie(record(RecordType::Family, 2), None);
    let question = Question::about(RecordType::Case);
    // The supervisor's role may not; a colleague's may, but it is not their case; who reads only may nothing.
    let said = ["owner", "colleague", "lead", "reader"].map(|who| question.says(who, family()));
    assert_eq!(said, ["ok", "not_permitted", "not_permitted", "not_permitted"]);
    let mut out_of_use = Question::about(RecordType::Case);
    out_of_use.state.disabled = true;
    assert_eq!(out_of_use.says("owner", family()), "case_disabled");
    let mut other = Question::about(RecordType::Case);
    other.other.as_mut().unwrap().disabled = true;
    assert_eq!(other.says("owner", family()), "case_disabled");
}

#[test]
fn a_case_has_one_family_and_a_trace_one_match_until_they_are_untied() {
    let family = |number| tie(record(RecordType::Family, number), None);
    let mut case = Question::about(RecordType::Case);
    assert!(case.does(1, family(2)).is_empty());
    assert_eq!(case.says("owner", family(3)), "already_so");
    assert_eq!(case.says("owner", tie(record(RecordType::RegistryRecord, 2), None)), "ok");
    case.does(2, untie(1));
    assert_eq!(case.says("owner", untie(1)), "already_ended");
    assert_eq!(case.says("owner", untie(7)), "not_found");
    assert_eq!(case.says("owner", family(3)), "ok");
    assert_eq!(case.asks("owner", 1, family(3), false), Err(Denial::AlreadySo), "an act makes one tie");

    let matched = |entry| tie(record(RecordType::Case, 2), Some(entry));
    let mut request = Question::about(RecordType::TracingRequest);
    request.does(1, matched(TRACE));
    assert_eq!(request.says("owner", matched(TRACE)), "already_so");
    assert_eq!(request.says("owner", matched(OTHER_TRACE)), "ok");
}

#[test]
fn an_incident_follows_its_case_and_is_handed_on_by_itself_only_when_untied() {
    let by_itself = || {
        let (to, consent) = (Some(user("colleague")), Consent::Given);
        let (from, until_ms) = (user("owner"), Some(NOW + 1));
        [
            Deed::CaseAssign { from, to: user("colleague"), note: None },
            offer("colleague", None, consent),
            Deed::TransferOffer { to, consent, note: None },
            Deed::RequestTransfer { note: None },
            break_glass(until_ms.unwrap()),
        ]
    };
    let mut incident = Question::about(RecordType::Incident);
    let case = record(RecordType::Case, 2);
    let apart = by_itself().map(|deed| incident.says("owner", deed));
    assert!(!apart.contains(&"follows_its_case"));
    assert_eq!(incident.state.follows(incident.record), None);

    assert_eq!(incident.does(1, tie(case, None)), [Effect::Follow { case }]);
    assert_eq!(incident.state.follows(incident.record), Some(case));
    assert_eq!(by_itself().map(|deed| incident.says("owner", deed)), ["follows_its_case"; 5]);
    assert_eq!(incident.says("owner", tie(record(RecordType::Case, 3), None)), "already_so");

    assert_eq!(incident.does(2, untie(1)), [Effect::Unfollow]);
    assert_eq!(incident.state.follows(incident.record), None);
    assert_eq!(by_itself().map(|deed| incident.says("owner", deed)), apart);
}

#[test]
fn what_was_lent_or_offered_of_an_incident_ends_when_it_follows_its_case() {
    let mut incident = Question::about(RecordType::Incident);
    let past = [
        (1, "owner", offer("colleague", None, Consent::Given)),
        (2, "owner", give("colleague", Consent::Given)),
        (3, "lead", ask_for_it()),
        (4, "lead", break_glass(NOW + 1)),
        (5, "owner", offer("colleague", None, Consent::Given)),
        (6, "colleague", accept(ActId([5; 16]))),
        (7, "colleague", done(ActId([5; 16]))),
    ];
    for (id, author, deed) in past {
        let act = incident.act(id, deed);
        incident.state = fold(Some(incident.state.clone()), &act, &user(author)).unwrap();
    }
    incident.does(8, tie(record(RecordType::Case, 2), None));
    let state = &incident.state;
    assert_eq!(state.status(ActId([1; 16])), Some(ReferralStatus::Revoked));
    assert_eq!(state.status(ActId([2; 16])), Some(ReferralStatus::Revoked));
    assert_eq!(state.requests[&ActId([3; 16])].status, ReferralStatus::Rejected);
    assert!(state.glasses[&ActId([4; 16])].ended);
    assert_eq!(state.status(ActId([5; 16])), Some(ReferralStatus::Done), "what had ended stays as it was");
}

#[test]
fn a_case_tied_to_its_family_keeps_what_is_lent_of_it() {
    let mut case = Question::about(RecordType::Case);
    let offered = case.act(1, offer("colleague", None, Consent::Given));
    case.state = fold(Some(case.state.clone()), &offered, &user("owner")).unwrap();
    case.does(2, tie(record(RecordType::Family, 2), None));
    assert_eq!(case.state.status(offered.id), Some(ReferralStatus::InProgress));
    assert_eq!(case.state.follows(case.record), None);
}

#[test]
fn readers_of_an_incident_know_whose_it_is_and_only_the_owners_side_of_other_ties() {
    for kind in RecordType::ALL {
        let question = Question::about(kind);
        let wanted = if kind == RecordType::Incident { Audience::Readers } else { Audience::OwnerSide };
        assert_eq!(audience(&question.act(1, tie(record(RecordType::Case, 2), None))), wanted);
        assert_eq!(audience(&question.act(1, untie(1))), wanted);
    }
}

#[test]
fn a_new_incident_opens_a_closed_case_where_the_programme_says_so() {
    let mut case = Question::about(RecordType::Case);
    case.state.status = daftar_core::act::Status::Closed;
    let reopen = || Deed::CaseReopen { because: Reopening::Added };
    assert_eq!(case.says("owner", reopen()), "not_permitted", "on no form of theirs, here");
    case.world.published.config.settings.reopened_by_incidents = true;
    assert_eq!(case.says("owner", reopen()), "ok");
    assert_eq!(case.says("reader", reopen()), "not_permitted");
    case.rights = Mode::Read;
    assert_eq!(case.says("owner", reopen()), "not_permitted", "who only reads it adds nothing");
}

#[test]
fn a_child_who_uses_the_programme_reads_one_case_and_it_is_their_own() {
    let mut case = Question::about(RecordType::Case);
    let whose = |to: &str| Deed::CaseAttribute { to: Some(user(to)) };
    let nobodys = || Deed::CaseAttribute { to: None };
    assert_eq!(case.says("red-lead", whose("child")), "ok");
    assert_eq!(case.says("owner", whose("child")), "not_permitted");
    assert_eq!(case.says("red-lead", whose("owner")), "target_not_allowed");
    assert_eq!(case.says("red-lead", whose("gone-child")), "target_not_allowed");
    assert_eq!(case.says("red-lead", whose("stranger")), "unknown_person");
    assert_eq!(case.says("red-lead", nobodys()), "already_so");
    assert_eq!(
        case.asks("red-lead", 90, whose("child"), true),
        Err(Denial::TargetNotAllowed),
        "another is theirs"
    );
    assert_eq!(Question::about(RecordType::Incident).says("red-lead", whose("child")), "not_permitted");

    let act = case.act(1, whose("child"));
    case.state = fold(Some(case.state.clone()), &act, &user("red-lead")).unwrap();
    assert_eq!(case.state.attributed, Some(user("child")));
    assert_eq!(case.says("red-lead", whose("child")), "already_so");
    let effects = case.asks("red-lead", 90, whose("other-child"), false).unwrap();
    let now =
        Effect::Associate { user: user("other-child"), how: How::Attributed, offer: None, until_ms: None };
    assert_eq!(effects, [Effect::EndAttributed, now]);
    assert_eq!(case.asks("red-lead", 90, nobodys(), false), Ok(vec![Effect::EndAttributed]));

    let associations = [Span { from: 0, to: None, what: (user("child"), How::Attributed) }];
    let facts = |record| Facts {
        published: &case.world.published,
        record,
        people: &case.world.people,
        associations: &associations,
    };
    let rights = facts(RecordType::Case).rights_at(&user("child"), 0);
    let own =
        [("basic", Mode::Write), ("consent", Mode::Read)].map(|(form, mode)| (FormId::from(form), mode));
    assert_eq!(rights, BTreeMap::from(own));
    assert!(
        facts(RecordType::Case).rights_at(&user("red-lead"), 0).is_empty(),
        "it brings nobody else to the case"
    );
}
