//! Who may do what: the whole grid, and the stories behind its corners.

use crate::{golden, programme::*};
use daftar_core::{
    access::{Person, Span},
    act::{
        Act, ActFacts, Consent, Deed, Denial, Effect, GLASS_MS_MAX, Heads, Reach, ReferralStatus, Reopening,
        Sealed, approval_of, fold, target_of, validate,
    },
    config::{Mode, RecordType},
    id::{ActId, Actor, CaseId, CompartmentId, DeviceNo, EntryId, QuarantineId},
};

/// The grid's columns: who asks, with the story that made them so.
const ACTORS: &[(&str, &str)] = &[
    ("owner", "owner"),
    ("colleague", "same group"),
    ("north-lead", "supervisor"),
    ("south-lead", "other superv."),
    ("red-lead", "agency lead"),
    ("pending", "referred to"),
    ("accepted", "accepted"),
    ("ended", "ended"),
    ("lender", "once owner, referred to"),
    ("taker", "offered to"),
    ("auditor", "auditor"),
    ("south-worker", "stranger"),
    ("blind", "role w/o read"),
    ("off", "disabled"),
];

fn people() -> Vec<Person> {
    let mut people = vec![
        person("lender", "worker", "blue", &["north"]),
        person("owner", "worker", "red", &["north"]),
        person("colleague", "worker", "red", &["north"]),
        person("blue-colleague", "worker", "blue", &["north"]),
        person("north-lead", "supervisor", "red", &["north"]),
        person("south-lead", "supervisor", "red", &["south"]),
        person("red-lead", "agency-lead", "red", &["south"]),
        person("pending", "provider", "blue", &["south"]),
        person("accepted", "provider", "blue", &["south"]),
        person("ended", "provider", "blue", &["south"]),
        person("provider", "provider", "blue", &[]),
        person("taker", "worker", "blue", &["south"]),
        person("south-worker", "worker", "blue", &["south"]),
        person("nurse", "nurse", "blue", &[]),
        person("guest", "provider", "blue", &[]),
        person("auditor", "auditor", "blue", &[]),
        person("blind", "blind", "red", &["north"]),
        person("off", "worker", "red", &["north"]),
        person("child", "child", "red", &[]),
    ];
    people.iter_mut().filter(|p| p.user.as_str() == "off").for_each(|p| p.disabled = true);
    people
}

pub const PENDING: ActId = ActId([2; 16]);
const ACCEPTED: ActId = ActId([3; 16]);
const ENDED: ActId = ActId([4; 16]);
const BACK: ActId = ActId([5; 16]);
pub const OFFERED: ActId = ActId([6; 16]);
const DECLINED: ActId = ActId([8; 16]);
pub const FLAGGED: ActId = ActId([10; 16]);
const FLAGGED_BY_RECIPIENT: ActId = ActId([11; 16]);
const RESOLVED: ActId = ActId([12; 16]);
const ASKED: ActId = ActId([14; 16]);
pub const OUTSIDE: ActId = ActId([15; 16]);
pub const WISHED: ActId = ActId([16; 16]);
const OVER: ActId = ActId([17; 16]);
pub const BROKEN: ActId = ActId([18; 16]);
const SERVICE: EntryId = EntryId([1; 16]);

/// A case with a past: created and lent out by `lender`, assigned to `owner`, lent back to `lender`, offered to `taker`.
pub fn case_with_a_past() -> World {
    let mut world = World::of(&people());
    world.does("lender", 1, create());
    world.does("lender", 2, offer("pending", Some("lends-services"), Consent::Given));
    world.does("lender", 3, offer("accepted", Some("lends-services"), Consent::Given));
    world.does("accepted", 30, accept(ACCEPTED));
    world.does("lender", 4, offer("ended", Some("lends-services"), Consent::Given));
    world.does("ended", 40, accept(ENDED));
    world.does("ended", 41, done(ENDED));
    world.does("north-lead", 42, assign("lender", "owner"));
    world.does("owner", 5, offer("lender", Some("lends-concern"), Consent::Given));
    world.does("lender", 50, accept(BACK));
    world.does("owner", 8, give("taker", Consent::Given));
    world.does("taker", 80, decline(DECLINED));
    world.does("owner", 6, give("taker", Consent::Given));
    world.does("owner", 10, flag());
    world.does("accepted", 11, flag());
    world.does("owner", 12, flag());
    world.does("north-lead", 13, resolve(RESOLVED));
    world.does("owner", 15, offer_outside(None, Some(said())));
    world.does("red-lead", 16, ask_for_it());
    world.does("owner", 17, offer_for("guest", Some("lends-services"), Consent::Given, None, Some(NOW + 1)));
    world.does("red-lead", 18, break_glass(NOW + 1));
    world.heads = heads(0);
    world.does("owner", 14, request("concern", 0));
    world.heads = heads(1);
    world
}

fn settle(edit: u8) -> Deed {
    Deed::QuarantineSettle { quarantine: QuarantineId([edit; 16]), adopted: false }
}

type Row = (&'static str, Box<dyn Fn(&str) -> Deed>);

fn rows() -> Vec<Row> {
    let row = |name: &'static str, deed: Deed| -> Row { (name, Box::new(move |_| deed.clone())) };
    let services = Some("lends-services");
    let given = Consent::Given;
    vec![
        row("create it again", create()),
        row("assign to a worker of the group", assign("owner", "colleague")),
        row("assign to a worker of another group", assign("owner", "south-worker")),
        row("assign to a disabled person", assign("owner", "off")),
        row("assign to a role without read", assign("owner", "blind")),
        row("assign to its owner", assign("owner", "owner")),
        row("assign to its referral's recipient", assign("owner", "accepted")),
        row("assign to nobody known", assign("owner", "nobody")),
        row("assign, not knowing the new owner", assign("lender", "colleague")),
        row("refer to a provider", offer("provider", services, given)),
        row("refer, overriding consent", offer("provider", services, Consent::Overridden)),
        row("refer without consent", offer("provider", services, Consent::Missing)),
        row("refer more than one may write", offer("provider", Some("lends-concern"), given)),
        row("refer more than one may read", offer("provider", Some("lends-health"), given)),
        row("refer by a role that is no type", offer("provider", Some("worker"), given)),
        row("refer by no such type", offer("provider", Some("lends-nothing"), given)),
        row("refer without type to a worker", offer("colleague", None, given)),
        row("refer without type: no forms", offer("provider", None, given)),
        row("refer without type: a nurse", offer("nurse", None, given)),
        row("refer the same again", offer("accepted", services, given)),
        row("refer otherwise again", offer("accepted", Some("lends-concern"), given)),
        row("refer again after the end", offer("ended", services, given)),
        ("refer to oneself", Box::new(move |me| offer(me, services, Consent::Given))),
        row("refer to the owner", offer("owner", services, given)),
        row("refer to a disabled person", offer("off", services, given)),
        row("refer to one who may not receive", offer("auditor", services, given)),
        row("refer to nobody known", offer("nobody", services, given)),
        row("refer for a service", offer_for("provider", services, given, Some(SERVICE), None)),
        row("refer the same for a service", offer_for("accepted", services, given, Some(SERVICE), None)),
        row("refer until yesterday", offer_for("provider", services, given, None, Some(NOW))),
        row("refer until tomorrow", offer_for("provider", services, given, None, Some(NOW + 1))),
        row("refer outside", offer_outside(None, Some(said()))),
        row("refer outside, to nobody", offer_outside(None, None)),
        row("refer outside, lending", offer_outside(services, Some(said()))),
        row("accept: pending", accept(PENDING)),
        row("accept: accepted", accept(ACCEPTED)),
        row("accept: ended", accept(ENDED)),
        row("reject: pending", reject(PENDING)),
        row("reject: accepted", reject(ACCEPTED)),
        row("reject: ended", reject(ENDED)),
        row("done: pending", done(PENDING)),
        row("done: accepted", done(ACCEPTED)),
        row("done: ended", done(ENDED)),
        row("revoke: pending", revoke(PENDING)),
        row("revoke: accepted", revoke(ACCEPTED)),
        row("revoke: ended", revoke(ENDED)),
        row("revoke: what was lent back", revoke(BACK)),
        row("done: what was lent back", done(BACK)),
        row("done: outside", done(OUTSIDE)),
        row("revoke: outside", revoke(OUTSIDE)),
        row("revoke: no such referral", revoke(ActId([99; 16]))),
        row("transfer to a worker", give("south-worker", given)),
        row("transfer, overriding consent", give("south-worker", Consent::Overridden)),
        row("transfer without consent", give("south-worker", Consent::Missing)),
        row("transfer the same again", give("taker", given)),
        ("transfer to oneself", Box::new(move |me| give(me, Consent::Given))),
        row("transfer to the owner", give("owner", given)),
        row("transfer to a disabled person", give("off", given)),
        row("transfer to one who may not receive", give("provider", given)),
        row("transfer to a role without read", give("blind", given)),
        row("transfer to nobody known", give("nobody", given)),
        row("transfer outside", give_away(Some(said()))),
        row("transfer outside, to nobody", give_away(None)),
        row("ask for it", ask_for_it()),
        row("take emergency access", break_glass(NOW + 1)),
        row("end emergency access", Deed::GlassEnd { glass: BROKEN }),
        row("refuse a request", say_no(WISHED)),
        row("refuse a request: no such", say_no(ActId([99; 16]))),
        row("take: offered", take(OFFERED)),
        row("take: declined", take(DECLINED)),
        row("decline: offered", decline(OFFERED)),
        row("decline: declined", decline(DECLINED)),
        row("withdraw: offered", withdraw(OFFERED)),
        row("withdraw: declined", withdraw(DECLINED)),
        row("withdraw: no such transfer", withdraw(ActId([99; 16]))),
        row("close", Deed::CaseClose),
        row("reopen: open", reopen(Reopening::Asked)),
        row("reopen by adding: open", reopen(Reopening::Added)),
        row("disable", Deed::CaseDisable),
        row("enable: in use", Deed::CaseEnable),
        row("flag", flag()),
        row("reword a flag", reword(FLAGGED)),
        row("resolve a flag", resolve(FLAGGED)),
        row("resolve a flag: of a recipient", resolve(FLAGGED_BY_RECIPIENT)),
        row("resolve a flag: resolved", resolve(RESOLVED)),
        row("resolve a flag: no such", resolve(ActId([99; 16]))),
        row("flag without a word", Deed::FlagAdd { about: Sealed { key: Vec::new(), text: vec![7; 16] } }),
        row(
            "flag at great length",
            Deed::FlagAdd { about: Sealed { key: Vec::new(), text: vec![7; 16_385] } },
        ),
        row("ask for an approval", request("concern", 1)),
        row("ask for an approval: seen earlier", request("concern", 0)),
        row("ask for an approval: not of this role", request("notes", 1)),
        row("ask for an approval: no such", request("nothing", 1)),
        row("approve", approve(ASKED, 1)),
        row("approve: seen earlier", approve(ASKED, 0)),
        row("send back", send_back(ASKED)),
        row("send back: no such request", send_back(ActId([99; 16]))),
        row("settle an open late edit", settle(1)),
        row("settle a settled late edit", settle(2)),
        row("say whose case it is", Deed::CaseAttribute { to: Some(user("child")) }),
        row("say so of a worker", Deed::CaseAttribute { to: Some(user("colleague")) }),
        row("say so of nobody known", Deed::CaseAttribute { to: Some(user("nobody")) }),
        row("say so of nobody", Deed::CaseAttribute { to: None }),
    ]
}

fn word(answer: Result<Vec<Effect>, Denial>) -> String {
    answer.map_or_else(|denial| denial.code().to_owned(), |_| "ok".to_owned())
}

#[test]
fn the_grid_of_acts_is_the_reviewed_one() {
    let world = case_with_a_past();
    let answers = |deed: &dyn Fn(&str) -> Deed| {
        ACTORS.iter().map(|(actor, _)| word(world.ask(actor, &World::act(90, deed(actor))))).collect()
    };
    let mut table: Vec<(String, Vec<String>)> =
        rows().iter().map(|(name, deed)| ((*name).to_owned(), answers(deed))).collect();
    let unregistered = World::of(&people());
    let fresh =
        ACTORS.iter().map(|(actor, _)| word(unregistered.ask(actor, &World::act(90, create())))).collect();
    table.insert(0, ("create a case".to_owned(), fresh));
    let head: Vec<String> = ACTORS.iter().map(|(_, column)| (*column).to_owned()).collect();
    golden::compare("acts.txt", &head, &table);
}

/// The same once the case is closed, or out of use, or both.
#[test]
fn the_grid_of_acts_on_a_case_at_rest_is_the_reviewed_one() {
    let mut closed = case_with_a_past();
    closed.does("north-lead", 60, Deed::CaseClose);
    let mut disabled = case_with_a_past();
    disabled.does("owner", 60, Deed::CaseDisable);
    let mut table = Vec::new();
    for (how, world) in [("closed", closed), ("disabled", disabled)] {
        for (name, deed) in rows() {
            let answers = ACTORS
                .iter()
                .map(|(actor, _)| word(world.ask(actor, &World::act(90, deed(actor)))))
                .collect();
            table.push((format!("{how}: {name}"), answers));
        }
    }
    let head: Vec<String> = ACTORS.iter().map(|(_, column)| (*column).to_owned()).collect();
    golden::compare("acts-at-rest.txt", &head, &table);
}

#[test]
fn whoever_may_close_a_case_may_write_in_a_closed_one_and_nobody_in_one_out_of_use() {
    let mut world = case_with_a_past();
    let locked = |world: &World, name: &str| {
        let role = world.published.config.role(&world.person(name).unwrap().role).unwrap();
        world.state.as_ref().unwrap().locked_to(role, "case").map(Denial::code)
    };
    let both = |world: &World| [locked(world, "owner"), locked(world, "north-lead")];
    assert_eq!(both(&world), [None, None]);
    world.does("north-lead", 60, Deed::CaseClose);
    assert_eq!(both(&world), [Some("case_closed"), None]);
    world.does("owner", 61, reopen(Reopening::Added));
    assert_eq!(both(&world), [None, None]);
    world.does("north-lead", 62, Deed::CaseClose);
    world.does("owner", 63, Deed::CaseDisable);
    assert_eq!(both(&world), [Some("case_disabled"), Some("case_disabled")]);
    world.does("owner", 64, Deed::CaseEnable);
    assert_eq!(world.state.as_ref().unwrap().standing(), "closed", "enabling does not reopen");
}

#[test]
fn what_is_about_cases_is_of_no_other_record() {
    let mut world = case_with_a_past();
    world.published.config.settings.close_after = Some("concern".into());
    let other = |deed: Deed| {
        let case = CaseId::derive(0, DeviceNo(1), RecordType::Family, [0; 8]);
        Act { case, ..World::act(90, deed) }
    };
    let role = world.published.config.roles.get_mut(&"supervisor".into()).unwrap();
    let held = role.actions["case"].clone();
    role.actions.insert("family".to_owned(), held);
    assert!(world.ask("north-lead", &other(Deed::CaseClose)).is_ok(), "no approval stands in the way");
    world.does("north-lead", 60, approve(ASKED, 1));
    world.does("north-lead", 61, Deed::CaseClose);
    assert_eq!(world.ask("north-lead", &other(reopen(Reopening::Added))), Err(Denial::NotPermitted));
    assert_eq!(world.ask("north-lead", &other(request("concern", 1))), Err(Denial::UnknownApproval));
}

#[test]
fn a_case_is_opened_by_adding_only_to_a_form_that_opens_it() {
    let mut world = case_with_a_past();
    world.does("north-lead", 60, Deed::CaseClose);
    // `lender` was lent the form of concerns to write on, and not the notes.
    assert_eq!(world.ask("lender", &World::act(90, reopen(Reopening::Added))), Err(Denial::NotPermitted));
    assert!(world.ask("accepted", &World::act(90, reopen(Reopening::Added))).is_ok());
}

#[test]
fn an_approval_is_of_what_was_seen_and_later_edits_supersede_it() {
    let mut world = case_with_a_past();
    assert_eq!(world.ask("north-lead", &World::act(90, approve(ASKED, 0))), Err(Denial::Superseded));
    world.does("north-lead", 60, approve(ASKED, 1));
    let held = |world: &World| world.state.as_ref().unwrap().approvals[&"concern".into()].clone();
    assert!(held(&world).holds_for(Some(heads(1))));
    assert!(!held(&world).holds_for(Some(heads(2))), "edited since");
    assert!(!held(&world).holds_for(None), "not readable here");
    // Asked again after the edit: the old answer does not count for the new request.
    world.heads = heads(2);
    let again = world.does("owner", 61, request("concern", 2));
    assert!(!held(&world).holds_for(Some(heads(2))));
    assert_eq!(world.ask("north-lead", &World::act(90, approve(ASKED, 2))), Err(Denial::NotFound));
    world.does("north-lead", 62, send_back(again));
    assert_eq!(world.ask("north-lead", &World::act(90, approve(again, 2))), Err(Denial::AlreadyAnswered));
}

#[test]
fn heads_are_told_by_every_change_in_any_order_and_survive_being_written_down() {
    let change = |compartment, seq| (CompartmentId(compartment), Actor([1; 8]), seq);
    let both = Heads::of(vec![change(1, 3), change(2, 5)]);
    assert_eq!(both, Heads::of(vec![change(2, 5), change(1, 3)]));
    for other in [vec![change(1, 3)], vec![change(1, 3), change(2, 6)], vec![change(1, 5), change(2, 3)]] {
        assert_ne!(both, Heads::of(other));
    }
    assert_eq!(Heads::from_hex(&both.to_hex()), Some(both));
    for text in ["", "00", "zz", &both.to_hex()[1..], &format!("{}0", both.to_hex())] {
        assert_eq!(Heads::from_hex(text), None, "{text}");
    }
}

#[test]
fn nobody_approves_their_own_work_unless_the_role_says_so() {
    let mut world = case_with_a_past();
    world.change("owner", |p| p.role = "supervisor".into());
    assert_eq!(world.ask("owner", &World::act(90, approve(ASKED, 1))), Err(Denial::NotPermitted));
    // Nor does whoever the case comes to.
    world.change("south-lead", |p| p.groups = ["north".into(), "south".into()].into());
    world.does("north-lead", 60, assign("owner", "south-lead"));
    assert_eq!(world.ask("south-lead", &World::act(90, approve(ASKED, 1))), Err(Denial::NotPermitted));
    let role = world.published.config.roles.get_mut(&"supervisor".into()).unwrap();
    role.actions.get_mut("case").unwrap().insert("self_approve".to_owned());
    assert!(world.ask("south-lead", &World::act(90, approve(ASKED, 1))).is_ok());
}

#[test]
fn an_approval_is_asked_for_once_until_it_is_answered_or_the_form_changes() {
    let mut world = case_with_a_past();
    let again =
        |world: &World, changes| word(world.ask("owner", &World::act(90, request("concern", changes))));
    let asked = world.does("owner", 60, request("concern", 1));
    assert_eq!(again(&world, 1), "already_answered");
    world.does("north-lead", 61, send_back(asked));
    assert_eq!(again(&world, 1), "ok", "sent back, it may be asked for again");
    world.does("owner", 62, request("concern", 1));
    assert_eq!(again(&world, 1), "already_answered");
    world.heads = heads(2);
    assert_eq!(again(&world, 2), "ok");
}

#[test]
fn where_the_programme_says_so_no_case_is_closed_before_its_approval() {
    let mut world = case_with_a_past();
    world.published.config.settings.close_after = Some("concern".into());
    assert_eq!(world.ask("north-lead", &World::act(90, Deed::CaseClose)), Err(Denial::ApprovalMissing));
    world.does("north-lead", 60, approve(ASKED, 1));
    assert!(world.ask("north-lead", &World::act(90, Deed::CaseClose)).is_ok());
    world.heads = heads(2);
    assert_eq!(world.ask("north-lead", &World::act(90, Deed::CaseClose)), Err(Denial::ApprovalMissing));
}

#[test]
fn the_relay_asks_for_the_heads_of_the_approval_that_an_act_is_about() {
    let world = case_with_a_past();
    let mut config = world.published.config.clone();
    let state = world.state.as_ref().unwrap();
    let asked = |config: &_, deed: &Deed| approval_of(config, deed, state).map(|id| id.0.clone());
    assert_eq!(asked(&config, &request("notes", 1)), Some("notes".to_owned()));
    assert_eq!(asked(&config, &approve(ASKED, 1)), Some("concern".to_owned()));
    assert_eq!(asked(&config, &approve(PENDING, 1)), None);
    assert_eq!(asked(&config, &Deed::CaseClose), None);
    config.settings.close_after = Some("concern".into());
    assert_eq!(asked(&config, &Deed::CaseClose), Some("concern".to_owned()));
}

#[test]
fn to_a_stranger_the_case_does_not_exist_whatever_they_try() {
    let world = case_with_a_past();
    let empty = World::of(&people());
    for (name, deed) in rows() {
        let act = World::act(90, deed("south-worker"));
        if !matches!(act.deed, Deed::CaseCreate { .. }) {
            assert_eq!(world.ask("south-worker", &act), Err(Denial::NotFound), "{name}");
            assert_eq!(empty.ask("south-worker", &act), Err(Denial::NotFound), "{name}, unregistered");
        }
    }
}

#[test]
fn whoever_was_disabled_may_do_nothing_not_even_create() {
    let mut world = case_with_a_past();
    world.change("owner", |p| p.disabled = true);
    for (name, deed) in rows() {
        let act = World::act(90, deed("owner"));
        assert_eq!(world.ask("owner", &act), Err(Denial::NotPermitted), "{name}");
    }
    let act = World::act(90, create());
    assert_eq!(World::of(&people()).ask("off", &act), Err(Denial::NotPermitted));
}

#[test]
fn a_disabled_owners_case_can_be_handed_on() {
    let mut world = case_with_a_past();
    world.change("owner", |p| p.disabled = true);
    world.does("north-lead", 60, assign("owner", "colleague"));
    assert_eq!(world.state.unwrap().owner, user("colleague"));
}

#[test]
fn after_an_assignment_only_the_new_side_may_revoke() {
    let mut world = case_with_a_past();
    // `lender` wrote the referral, and still sees the case, because it was lent back.
    assert_eq!(world.ask("lender", &World::act(90, revoke(PENDING))), Err(Denial::NotPermitted));
    world.does("owner", 60, revoke(PENDING));
    assert_eq!(world.state.unwrap().referrals[&PENDING].status, ReferralStatus::Revoked);
}

#[test]
fn two_supervisors_assign_and_the_second_learns_that_the_owner_changed() {
    let mut world = case_with_a_past();
    world.does("north-lead", 60, assign("owner", "colleague"));
    let late = World::act(61, assign("owner", "lender"));
    assert_eq!(world.ask("north-lead", &late), Err(Denial::StaleOwner));
}

#[test]
fn assign_rights_reach_as_far_as_they_say() {
    let mut world = case_with_a_past();
    world.change("red-lead", |p| p.groups = ["north".into()].into());
    assert!(world.ask("red-lead", &World::act(90, assign("owner", "blue-colleague"))).is_ok());
    assert_eq!(
        world.ask("red-lead", &World::act(90, assign("owner", "south-worker"))),
        Err(Denial::TargetNotAllowed)
    );
    let actions =
        world.published.config.roles.get_mut(&"agency-lead".into()).unwrap().actions.get_mut("case");
    let actions = actions.unwrap();
    actions.remove("assign_within_user_group");
    actions.insert("assign_within_agency".to_owned());
    let to = |to: &str| word(world.ask("red-lead", &World::act(90, assign("owner", to))));
    assert_eq!(["colleague", "blue-colleague"].map(to), ["ok", "target_not_allowed"]);
}

#[test]
fn who_says_no_to_a_referral_reads_the_case_no_longer() {
    let world = case_with_a_past();
    let no = world.ask("pending", &World::act(90, reject(PENDING)));
    assert_eq!(no, Ok(vec![Effect::EndOffer { offer: PENDING }]));
    assert_eq!(world.ask("pending", &World::act(90, accept(PENDING))), Ok(Vec::new()));
}

#[test]
fn an_act_id_that_made_a_referral_makes_no_other() {
    let mut world = case_with_a_past();
    world.does("owner", 60, revoke(PENDING));
    let again = World::act(2, offer("provider", Some("lends-services"), Consent::Given));
    assert_eq!(world.ask("owner", &again), Err(Denial::AlreadyAnswered));
}

#[test]
fn lending_in_circles_ends_with_every_referral_settled_once() {
    let mut world = World::of(&people());
    world.does("owner", 1, create());
    let first = world.does("owner", 2, offer("colleague", None, Consent::Given));
    world.does("colleague", 3, accept(first));
    let onward = World::act(4, offer("lender", None, Consent::Given));
    assert_eq!(world.ask("colleague", &onward), Err(Denial::NotPermitted), "what was lent is not lent on");
    world.does("north-lead", 5, assign("owner", "colleague"));
    let second = world.does("colleague", 6, offer("owner", None, Consent::Given));
    world.does("owner", 7, accept(second));
    assert_eq!(world.ask("owner", &World::act(8, revoke(first))), Err(Denial::NotPermitted));
    world.does("colleague", 9, done(first));
    world.does("owner", 10, done(second));
    assert_eq!(world.ask("owner", &World::act(11, done(second))), Err(Denial::NoLongerYours));
}

#[test]
fn a_supervisor_of_somebody_else_is_nobodys_supervisor_here() {
    let world = case_with_a_past();
    let rights = world.facts().rights_at(&user("north-lead"), world.seq);
    let answer = |owner: &str| {
        let facts = ActFacts {
            config: &world.published.config,
            author: world.person("north-lead").unwrap(),
            reach: Reach::Now,
            rights: &rights,
            case: world.state.as_ref(),
            target: None,
            // A caller that hands in the wrong record must not widen anything.
            owner: world.person(owner),
            late_edit_open: true,
            linked: None,
            is_bound: false,
            heads: None,
            now_ms: NOW,
        };
        word(validate(&facts, &World::act(90, settle(1))))
    };
    assert_eq!(["owner", "colleague", "nobody"].map(answer), ["ok", "not_permitted", "not_permitted"]);
}

#[test]
fn a_referral_whose_day_is_over_can_be_given_again_and_not_answered() {
    let mut world = case_with_a_past();
    let answer = |world: &World, now_ms: i64, author: &str, deed: Deed| {
        let rights = world.facts().rights_at(&user(author), world.seq);
        let case = world.state.as_ref().unwrap();
        let facts = ActFacts {
            config: &world.published.config,
            author: world.person(author).unwrap(),
            reach: Reach::Now,
            rights: &rights,
            case: Some(case),
            target: target_of(&deed, case).and_then(|to| world.person(to.as_str())),
            owner: world.person("owner"),
            late_edit_open: false,
            linked: None,
            is_bound: false,
            heads: None,
            now_ms,
        };
        word(validate(&facts, &World::act(90, deed)))
    };
    let again = || offer("guest", Some("lends-services"), Consent::Given);
    assert_eq!(answer(&world, NOW, "guest", accept(OVER)), "ok");
    assert_eq!(answer(&world, NOW, "owner", again()), "already_answered");
    for (author, deed) in [("guest", accept(OVER)), ("guest", reject(OVER)), ("owner", revoke(OVER))] {
        assert_eq!(answer(&world, NOW + 1, author, deed), "already_ended");
    }
    assert_eq!(answer(&world, NOW + 1, "owner", again()), "ok");
    world.does("guest", 90, accept(OVER));
    assert_eq!(answer(&world, NOW + 1, "guest", done(OVER)), "already_ended");
    let known = &world.state.unwrap().referrals[&OVER];
    assert_eq!([NOW, NOW + 1].map(|now| known.status_at(now).as_str()), ["accepted", "expired"]);
}

#[test]
fn what_a_search_showed_can_be_asked_for_or_read_in_an_emergency_and_nothing_else() {
    let mut world = case_with_a_past();
    world.change("south-worker", |person| {
        (person.role, person.agency) = ("agency-lead".into(), "green".into());
    });
    let act = |deed: Deed| World::act(90, deed);
    let shown = |deed: Deed| word(world.ask_having_found_it("south-worker", &act(deed), true));
    assert_eq!(shown(ask_for_it()), "ok");
    assert_eq!(shown(break_glass(NOW + 1)), "ok");
    assert_eq!(shown(break_glass(NOW)), "already_over");
    assert_eq!(shown(break_glass(NOW + GLASS_MS_MAX)), "ok");
    assert_eq!(shown(break_glass(NOW + GLASS_MS_MAX + 1)), "too_long");
    for (name, deed) in rows() {
        let deed = deed("south-worker");
        if !matches!(deed, Deed::RequestTransfer { .. } | Deed::GlassBreak { .. } | Deed::CaseCreate { .. }) {
            assert_eq!(shown(deed), "not_found", "{name}");
        }
    }
    assert_eq!(word(world.ask("south-worker", &act(break_glass(NOW + 1)))), "not_found", "nothing was shown");

    let broken = act(break_glass(NOW + 1));
    for effect in world.ask_having_found_it("south-worker", &broken, true).unwrap() {
        let Effect::Associate { user, how, offer, until_ms } = effect else { panic!("{effect:?}") };
        assert_eq!((offer, until_ms), (Some(broken.id), Some(NOW + 1)));
        world.seq += 1;
        world.associations.push(Span { from: world.seq, to: None, what: (user, how) });
    }
    let modes = world.facts().rights_at(&user("south-worker"), world.seq);
    assert!(
        !modes.is_empty() && modes.values().all(|mode| *mode == Mode::Read),
        "by their own role, read only"
    );
    let lead = |seq| world.facts().rights_at(&user("south-lead"), seq);
    assert_eq!(lead(world.seq), lead(world.seq - 1), "nobody's scope reaches through it");
}

#[test]
fn a_request_is_answered_by_the_offer_or_by_whatever_makes_its_author_the_owner() {
    let asked = |deed: Deed| {
        let mut world = case_with_a_past();
        let author = if matches!(deed, Deed::CaseAssign { .. }) { "north-lead" } else { "owner" };
        world.state = fold(world.state.take(), &World::act(90, deed), &user(author));
        world.state.unwrap().requests[&WISHED].status
    };
    assert_eq!(asked(give("red-lead", Consent::Given)), ReferralStatus::Accepted);
    assert_eq!(asked(assign("owner", "red-lead")), ReferralStatus::Accepted);
    assert_eq!(asked(give("taker", Consent::Given)), ReferralStatus::InProgress);
    assert_eq!(asked(assign("owner", "colleague")), ReferralStatus::InProgress);
    assert_eq!(asked(say_no(WISHED)), ReferralStatus::Rejected);
    let mut world = case_with_a_past();
    world.does("red-lead", 90, say_no(WISHED));
    assert_eq!(world.state.as_ref().unwrap().requests[&WISHED].status, ReferralStatus::Revoked);
    assert_eq!(world.ask("owner", &World::act(91, say_no(WISHED))), Err(Denial::AlreadyAnswered));
    world.does("red-lead", 92, ask_for_it());
}

#[test]
fn what_goes_to_another_programme_is_out_of_work_until_it_is_reopened() {
    let mut world = case_with_a_past();
    world.does("owner", 90, give_away(Some(said())));
    let state = world.state.clone().unwrap();
    assert_eq!((state.status.as_str(), state.owner), ("transferred", user("owner")));
    assert_eq!(state.transfers[&OFFERED].status, ReferralStatus::Revoked);
    assert!(world.facts().modes_at(&user("taker"), world.seq).is_empty(), "the offer before it is void");
    assert_eq!(world.ask("owner", &World::act(91, give_away(Some(said())))), Err(Denial::CaseClosed));
    let worker = world.published.config.role(&"worker".into()).unwrap();
    assert_eq!(world.state.as_ref().unwrap().locked_to(worker, "case"), Some(Denial::CaseClosed));
    world.does("north-lead", 92, reopen(Reopening::Asked));
    assert_eq!(world.state.unwrap().status.as_str(), "open");
}

#[test]
fn whoever_takes_a_case_owns_it_and_every_other_offer_is_void() {
    let mut world = case_with_a_past();
    let other = world.does("owner", 60, give("south-worker", Consent::Given));
    assert!(!world.facts().modes_at(&user("south-worker"), world.seq).is_empty());
    world.does("taker", 61, take(OFFERED));
    let state = world.state.clone().unwrap();
    assert_eq!(state.owner, user("taker"));
    assert_eq!(state.status(OFFERED), Some(ReferralStatus::Accepted));
    assert_eq!(state.status(other), Some(ReferralStatus::Revoked));
    for gone in ["owner", "south-worker"] {
        assert!(world.facts().modes_at(&user(gone), world.seq).is_empty(), "{gone}");
    }
    assert_eq!(world.ask("south-worker", &World::act(90, take(other))), Err(Denial::NoLongerYours));
    assert_eq!(world.ask("taker", &World::act(90, take(OFFERED))), Err(Denial::AlreadyAnswered));
}

#[test]
fn an_assignment_takes_back_what_the_former_owner_offered() {
    let mut world = case_with_a_past();
    world.does("north-lead", 60, assign("owner", "colleague"));
    assert_eq!(world.state.as_ref().unwrap().status(OFFERED), Some(ReferralStatus::Revoked));
    assert_eq!(world.ask("taker", &World::act(90, take(OFFERED))), Err(Denial::NoLongerYours));
}

#[test]
fn a_supervisor_answers_for_the_recipient_but_never_an_own_offer() {
    let mut world = case_with_a_past();
    world.change("owner", |p| p.role = "supervisor".into());
    world.change("owner", |p| p.groups = ["south".into()].into());
    assert_eq!(world.ask("owner", &World::act(90, take(OFFERED))), Err(Denial::NotPermitted));
    world.does("south-lead", 60, take(OFFERED));
    assert_eq!(world.state.unwrap().owner, user("taker"));
}

#[test]
fn nobody_takes_a_case_whose_role_may_not_receive_it_any_more() {
    let mut world = case_with_a_past();
    world.change("taker", |p| p.role = "reader".into());
    assert_eq!(world.ask("taker", &World::act(90, take(OFFERED))), Err(Denial::TargetNotAllowed));
}
