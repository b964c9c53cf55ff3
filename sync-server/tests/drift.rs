//! Whatever happened, and however often answers were cut: a laptop that was there all along knows what a new one of
//! the same person is told, and no more.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camp;

use camp::{Camp, Laptop, config_with_incidents, person, refer};
use daftar_core::{
    access::Person,
    act::{Act, Consent, Deed, Reopening, Status},
    config::{Mode, RecordType},
    id::{ActId, CaseId, CompartmentId, UserName},
};
use daftar_sync::{laptop::Item, wire::ItemResult};
use std::collections::{BTreeMap, BTreeSet};

/// Small and repeatable.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

const USERS: [&str; 5] = ["worker", "other", "boss", "provider", "clinic-boss"];
const FIELDS: [&str; 4] = ["name", "service", "note", "status"];

/// A case in the plainest words.
struct Truth {
    owner: UserName,
    /// By the offer's id: to whom, whether only services and identity are lent, and until when.
    lent: BTreeMap<ActId, (UserName, bool, Option<i64>)>,
    /// By the offer's id: to whom the case itself is offered.
    offered: BTreeMap<ActId, UserName>,
    closed: bool,
    disabled: bool,
    /// By the flag's id: who raised it, and whether it waits.
    flags: BTreeMap<ActId, (UserName, bool)>,
    /// The case that an incident goes with, and by which act.
    follows: Option<(ActId, CaseId)>,
}

struct Story {
    camp: Camp,
    dice: Dice,
    laptops: Vec<Laptop>,
    cases: Vec<CaseId>,
    referrals: Vec<(CaseId, ActId)>,
    transfers: Vec<(CaseId, ActId)>,
    flags: Vec<(CaseId, ActId)>,
    links: Vec<(CaseId, ActId)>,
    places: Vec<Person>,
    truth: BTreeMap<CaseId, Truth>,
    told: Vec<String>,
    /// What was written in acts.
    texts: BTreeMap<ActId, String>,
}

impl Story {
    fn begin(seed: u64) -> Self {
        let camp = Camp::with(&config_with_incidents());
        // New keys come by the way, one case at a time, or only where they are about to be used.
        camp.relay.renew_by_the_way([32, 1, 0][(seed % 3) as usize]);
        let mut laptops = USERS.map(|user| camp.enrol(user)).to_vec();
        laptops.iter_mut().for_each(|laptop| _ = laptop.sync(&camp));
        let places = camp.relay.people().unwrap();
        let dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        Self {
            camp,
            dice,
            laptops,
            cases: Vec::new(),
            referrals: Vec::new(),
            transfers: Vec::new(),
            flags: Vec::new(),
            links: Vec::new(),
            places,
            truth: BTreeMap::new(),
            told: Vec::new(),
            texts: BTreeMap::new(),
        }
    }

    fn step(&mut self) {
        let (who, what) = (self.dice.roll(USERS.len()), self.dice.roll(13));
        self.told.push(format!("{} {what}", USERS[who]));
        if what == 0 {
            return self.move_person();
        }
        if what <= 3 {
            let cut = self.dice.roll(2) == 0;
            return self.contact(who, cut);
        }
        self.contact(who, false);
        match what {
            4 | 5 if who < 2 && self.laptops[who].knows("name") => {
                let name = format!("child {}", self.cases.len());
                if self.dice.roll(3) == 0 && !self.cases.is_empty() {
                    self.begin_incident(who, &name);
                } else {
                    let case = self.laptops[who].register(&name);
                    self.cases.push(case);
                }
            }
            6..=8 => self.write(who),
            _ => self.act(who),
        }
        let cut = self.dice.roll(3) == 0;
        self.contact(who, cut);
        self.camp.now_ms += 60_000;
    }

    /// An incident of any case, within reach or not.
    fn begin_incident(&mut self, who: usize, what: &str) {
        let to = self.cases[self.dice.roll(self.cases.len())];
        let laptop = &mut self.laptops[who];
        let incident = laptop.begin_record(RecordType::Incident);
        laptop.fill(incident, "what", what);
        let link = laptop.push_act(incident, Deed::LinkAdd { to, entry: None });
        self.cases.push(incident);
        self.links.push((incident, link));
    }

    /// Role, group or being disabled: whatever changes, the person's reach does.
    fn move_person(&mut self) {
        let at = self.dice.roll(self.places.len());
        let mut moved = self.places[at].clone();
        match self.dice.roll(3) {
            0 => moved.disabled = !moved.disabled,
            1 => moved.groups = [["camp", "clinic"][self.dice.roll(2)].into()].into(),
            _ => {
                moved =
                    person(&moved.user.0, ["worker", "manager", "provider"][self.dice.roll(3)], "a", "camp");
            }
        }
        self.camp.relay.change_person(&moved, self.camp.now_ms).unwrap();
        self.places[at] = moved;
    }

    /// A contact, cut somewhere if so told. What was not answered stays queued and goes with the next one.
    fn contact(&mut self, who: usize, cut: bool) {
        let laptop = &mut self.laptops[who];
        if laptop.nonces.is_empty() {
            laptop.nonces.push(self.camp.relay.nonce(laptop.device, self.camp.now_ms).unwrap());
        }
        let budget = if self.dice.roll(3) == 0 { 1 } else { usize::MAX };
        let frames = if cut { self.dice.roll(4) } else { usize::MAX };
        let items = laptop.queue.clone();
        let results = laptop.sync_cut(&self.camp, frames, budget);
        assert_eq!(laptop.refused, None);
        for (item, result) in laptop.decided.clone() {
            if let (Item::Act(act), ItemResult::Ok { .. }) = (item, result) {
                let author = laptop.user.clone();
                happen(&mut self.truth, act.act, author);
            }
        }
        let laptop = &mut self.laptops[who];
        let mut taken = items.iter().zip(&results);
        if taken.any(|(item, result)| is_written(item) && is_refused(result)) {
            laptop.forget();
        }
    }

    fn write(&mut self, who: usize) {
        let laptop = &mut self.laptops[who];
        let cases: Vec<_> = laptop.cases.keys().copied().collect();
        if cases.is_empty() {
            return;
        }
        let case = cases[self.dice.roll(cases.len())];
        let field = match case.record_type() {
            RecordType::Incident => "what",
            _ => FIELDS[self.dice.roll(FIELDS.len())],
        };
        let slice = &laptop.config.as_ref().unwrap().slice;
        let known = slice.home(case.record_type(), &field.into()).map(|home| home.id);
        let writes = known.is_some_and(|id| laptop.cases[&case].modes.get(&id) == Some(&Mode::Write));
        if writes {
            laptop.fill(case, field, &format!("{} wrote {}", laptop.user, self.told.len()));
        }
    }

    fn act(&mut self, who: usize) {
        if self.cases.is_empty() {
            return;
        }
        let case = self.cases[self.dice.roll(self.cases.len())];
        let to = USERS[self.dice.roll(USERS.len())];
        let referral =
            (!self.referrals.is_empty()).then(|| self.referrals[self.dice.roll(self.referrals.len())]);
        match self.dice.roll(4) {
            0 => return self.transfer(who, case, to),
            1 => return self.stand(who, case),
            _ => {}
        }
        if self.dice.roll(8) == 0 && !self.links.is_empty() {
            let (incident, link) = self.links[self.dice.roll(self.links.len())];
            self.laptops[who].push_act(incident, Deed::LinkEnd { link });
            return;
        }
        match (self.dice.roll(6), referral) {
            (0, _) => {
                let from = USERS[self.dice.roll(2)].into();
                self.laptops[who].push_act(case, Deed::CaseAssign { from, to: to.into(), note: None });
            }
            (1, Some((case, referral))) => {
                self.laptops[who].push_act(case, Deed::ReferralAccept { referral });
            }
            (2, Some((case, referral))) => {
                self.laptops[who].push_act(case, Deed::ReferralDone { referral, note: None });
            }
            (3, Some((case, referral))) => {
                self.laptops[who].push_act(case, Deed::ReferralRevoke { referral });
            }
            (lent, _) => {
                let lends = (lent != 4).then(|| "lend-services".into());
                let mut offer = refer(to, lends);
                if let Deed::ReferralOffer { until_ms, .. } = &mut offer
                    && self.dice.roll(2) == 0
                {
                    *until_ms = Some(self.camp.now_ms + 60_000 * self.dice.roll(20) as i64);
                }
                let id = self.laptops[who].push_act(case, offer);
                self.referrals.push((case, id));
            }
        }
    }

    /// Closing and its like, and flags.
    fn stand(&mut self, who: usize, case: CaseId) {
        let flag = (!self.flags.is_empty()).then(|| self.flags[self.dice.roll(self.flags.len())]);
        let laptop = &mut self.laptops[who];
        let deed = match (self.dice.roll(8), flag) {
            (0, _) => Deed::CaseClose,
            (1, _) => Deed::CaseReopen { because: Reopening::Asked },
            (2, _) => Deed::CaseReopen { because: Reopening::Added },
            (3, _) => Deed::CaseDisable,
            (4, _) => Deed::CaseEnable,
            (5, Some((case, flag))) => {
                let id = laptop.say(case, "dealt with", |how| Deed::FlagResolve { flag, how });
                self.texts.insert(id, "dealt with".to_owned());
                return;
            }
            _ => {
                let about = format!("{} saw {}", laptop.user, self.told.len());
                let id = laptop.flag(case, &about);
                self.texts.insert(id, about);
                self.flags.push((case, id));
                return;
            }
        };
        laptop.push_act(case, deed);
    }

    fn transfer(&mut self, who: usize, case: CaseId, to: &str) {
        let known =
            (!self.transfers.is_empty()).then(|| self.transfers[self.dice.roll(self.transfers.len())]);
        let (case, deed) = match (self.dice.roll(4), known) {
            (0, Some((case, transfer))) => (case, Deed::TransferAccept { transfer }),
            (1, Some((case, transfer))) => (case, Deed::TransferReject { transfer, why: None }),
            (2, Some((case, transfer))) => (case, Deed::TransferRevoke { transfer }),
            _ => (case, Deed::TransferOffer { to: Some(to.into()), consent: Consent::Given, note: None }),
        };
        let offers = matches!(deed, Deed::TransferOffer { .. });
        let id = self.laptops[who].push_act(case, deed);
        if offers {
            self.transfers.push((case, id));
        }
    }

    /// What the person may read, told without any of the relay's rules: forms by case, as compartments.
    fn should_read(&self, laptop: &Laptop) -> BTreeMap<CaseId, BTreeSet<CompartmentId>> {
        let me = self.places.iter().find(|place| place.user == laptop.user).unwrap();
        let mut readable = BTreeMap::new();
        for (case, truth) in &self.truth {
            let mut forms = BTreeSet::new();
            let incident = case.record_type() == RecordType::Incident;
            let truth = truth.follows.map_or(truth, |(_, case)| &self.truth[&case]);
            let own: &[&str] = match (me.role.as_str(), incident) {
                ("provider", _) => &[],
                (_, true) => &["event"],
                (_, false) => &["identity", "services", "notes"],
            };
            let services: &[&str] = if incident { &["event"] } else { &["identity", "services"] };
            let reaches = |user: &UserName| {
                let them = self.places.iter().find(|place| place.user == *user).unwrap();
                let over_groups = ["manager", "provider-boss"].contains(&me.role.as_str());
                over_groups && them.groups == me.groups
            };
            if truth.owner == me.user || reaches(&truth.owner) {
                forms.extend(own);
            }
            let lasts = |until: Option<i64>| until.is_none_or(|until| until > self.camp.now_ms);
            for (to, services_only, _) in truth.lent.values().filter(|(_, _, until)| lasts(*until)) {
                match (*to == me.user, services_only) {
                    (true, true) => forms.extend(services),
                    (true, false) => forms.extend(own),
                    (false, false) if reaches(to) => forms.extend(own),
                    (false, true) if reaches(to) => {
                        forms.extend(own.iter().filter(|form| services.contains(form)));
                    }
                    _ => {}
                }
            }
            for to in truth.offered.values() {
                if *to == me.user || me.role.as_str() == "manager" && reaches(to) {
                    forms.extend(own);
                }
            }
            if !me.disabled && !forms.is_empty() {
                readable.insert(*case, compartments(&forms));
            }
        }
        readable
    }

    fn should_see_flags(&self, laptop: &Laptop, truth: &Truth) -> BTreeMap<ActId, bool> {
        let me = self.places.iter().find(|place| place.user == laptop.user).unwrap();
        let owner = truth.follows.map_or(truth, |(_, case)| &self.truth[&case]).owner.clone();
        let owner = self.places.iter().find(|place| place.user == owner).unwrap();
        let over_groups = ["manager", "provider-boss"].contains(&me.role.as_str());
        let owners_side = owner.user == me.user && me.role.as_str() != "provider"
            || over_groups && owner.groups == me.groups;
        let seen = truth.flags.iter().filter(|(_, (by, _))| owners_side || *by == me.user);
        seen.map(|(id, (_, waits))| (*id, *waits)).collect()
    }

    /// Everybody calls until nothing is left, then each is compared with a new laptop of the same person.
    fn end(mut self, seed: u64) {
        for _ in 0..2 {
            for who in 0..USERS.len() {
                self.contact(who, false);
                while self.laptops[who].more {
                    self.contact(who, false);
                }
            }
        }
        for laptop in &self.laptops {
            let readable: BTreeMap<_, BTreeSet<_>> = laptop
                .cases
                .iter()
                .map(|(case, held)| (*case, held.modes.keys().copied().collect()))
                .collect();
            assert_eq!(readable, self.should_read(laptop), "seed {seed}, {}: {:#?}", laptop.user, self.told);
            let place = self.places.iter().find(|place| place.user == laptop.user).unwrap();
            if place.disabled {
                assert!(laptop.cases.is_empty(), "seed {seed}: {:#?}", self.told);
                continue;
            }
            let mut fresh = self.camp.enrol(&laptop.user.0);
            fresh.sync_all(&self.camp);
            // Acts that were told stay known, even to somebody who would not be told them now.
            let plain = |laptop: &Laptop| laptop.view().into_iter().map(|view| (view.0, view.1, view.2));
            assert!(plain(laptop).eq(plain(&fresh)), "seed {seed}, {}: {:#?}", laptop.user, self.told);
            for (case, held) in &fresh.cases {
                let known = &laptop.cases[case].acts;
                assert!(held.acts.iter().all(|act| known.contains(act)), "seed {seed}: {:#?}", self.told);
                let truth = &self.truth[case];
                for (state, whose) in [(fresh.state(*case), "new"), (laptop.state(*case), "old")] {
                    assert_eq!(
                        (state.status == Status::Closed, state.disabled),
                        (truth.closed, truth.disabled),
                        "seed {seed}, {whose} laptop of {}: {:#?}",
                        laptop.user,
                        self.told
                    );
                }
                for (act, said) in laptop.cases[case].said.iter().chain(&held.said) {
                    assert_eq!(*said, self.texts[act], "seed {seed}");
                }
                let flags: BTreeMap<_, _> = fresh
                    .state(*case)
                    .flags
                    .into_iter()
                    .map(|(id, flag)| (id, flag.resolved.is_none()))
                    .collect();
                assert_eq!(
                    flags,
                    self.should_see_flags(laptop, truth),
                    "seed {seed}, {}: {:#?}",
                    laptop.user,
                    self.told
                );
            }
            assert_eq!(laptop.config_hash, fresh.config_hash, "seed {seed}");
        }
        self.camp.relay.verify_log().unwrap();
    }
}

/// Field by field where each stands, and the number its compartment got: in the order of their sets of forms.
fn compartments(forms: &BTreeSet<&str>) -> BTreeSet<CompartmentId> {
    let sets: [&[&str]; 5] = [&["identity"], &["identity", "notes"], &["notes"], &["services"], &["event"]];
    let read = (1..).zip(sets).filter(|(_, set)| set.iter().any(|form| forms.contains(form)));
    read.map(|(number, _)| CompartmentId(number)).collect()
}

/// An accepted act.
fn happen(truth: &mut BTreeMap<CaseId, Truth>, act: Act, author: UserName) {
    match act.deed {
        Deed::CaseCreate { .. } => {
            let new = Truth {
                owner: author,
                lent: BTreeMap::new(),
                offered: BTreeMap::new(),
                closed: false,
                disabled: false,
                flags: BTreeMap::new(),
                follows: None,
            };
            truth.insert(act.case, new);
        }
        Deed::LinkAdd { to, .. } => {
            let incident = truth.get_mut(&act.case).unwrap();
            (incident.lent, incident.offered) = (BTreeMap::new(), BTreeMap::new());
            incident.follows = Some((act.id, to));
        }
        Deed::LinkEnd { .. } => {
            let followed = truth[&act.case].follows.map(|(_, case)| truth[&case].owner.clone());
            let incident = truth.get_mut(&act.case).unwrap();
            incident.owner = followed.unwrap();
            incident.follows = None;
        }
        Deed::CaseAssign { to, .. } => {
            let truth = truth.get_mut(&act.case).unwrap();
            truth.owner = to;
            truth.offered.clear();
        }
        Deed::TransferOffer { to: Some(to), .. } => {
            truth.get_mut(&act.case).unwrap().offered.insert(act.id, to);
        }
        Deed::TransferAccept { transfer } => {
            let truth = truth.get_mut(&act.case).unwrap();
            truth.owner = truth.offered.remove(&transfer).unwrap();
            truth.offered.clear();
        }
        Deed::TransferReject { transfer, .. } | Deed::TransferRevoke { transfer } => {
            truth.get_mut(&act.case).unwrap().offered.remove(&transfer);
        }
        Deed::ReferralOffer { to: Some(to), lends, until_ms, .. } => {
            let lent = (to, lends.is_some(), until_ms);
            truth.get_mut(&act.case).unwrap().lent.insert(act.id, lent);
        }
        Deed::ReferralReject { referral, .. }
        | Deed::ReferralDone { referral, .. }
        | Deed::ReferralRevoke { referral } => {
            truth.get_mut(&act.case).unwrap().lent.remove(&referral);
        }
        Deed::CaseClose => truth.get_mut(&act.case).unwrap().closed = true,
        Deed::CaseReopen { .. } => truth.get_mut(&act.case).unwrap().closed = false,
        Deed::CaseDisable => truth.get_mut(&act.case).unwrap().disabled = true,
        Deed::CaseEnable => truth.get_mut(&act.case).unwrap().disabled = false,
        Deed::FlagAdd { .. } => {
            truth.get_mut(&act.case).unwrap().flags.insert(act.id, (author, true));
        }
        Deed::FlagResolve { flag, .. } => {
            truth.get_mut(&act.case).unwrap().flags.get_mut(&flag).unwrap().1 = false;
        }
        Deed::ReferralAccept { .. }
        | Deed::QuarantineSettle { .. }
        | Deed::FlagEdit { .. }
        | Deed::ApprovalRequest { .. }
        | Deed::ApprovalApprove { .. }
        | Deed::ApprovalReject { .. }
        | Deed::RequestTransfer { .. }
        | Deed::RequestReject { .. }
        | Deed::GlassBreak { .. }
        | Deed::GlassEnd { .. }
        | Deed::CaseAttribute { .. }
        | Deed::ReferralOffer { to: None, .. }
        | Deed::TransferOffer { to: None, .. } => {}
    }
}

/// What a laptop uses before it is accepted.
fn is_written(item: &Item) -> bool {
    match item {
        Item::Act(act) => matches!(act.act.deed, Deed::CaseCreate { .. }),
        Item::Segment(_) => true,
        Item::Receipt(_) | Item::Card(_) => false,
    }
}

fn is_refused(result: &ItemResult) -> bool {
    matches!(result, ItemResult::Rejected { .. } | ItemResult::Quarantined { .. })
}

#[test]
fn a_laptop_that_was_there_all_along_knows_what_a_new_one_is_told() {
    // `DRIFT_SEEDS=200` tells more stories.
    let seeds = std::env::var("DRIFT_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(10);
    for seed in 1..=seeds {
        let mut story = Story::begin(seed);
        for _ in 0..60 {
            story.step();
        }
        story.end(seed);
    }
}
