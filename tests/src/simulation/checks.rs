//! What must be so: on a laptop after each of its contacts, and everywhere once everybody has called.

use super::{
    Simulation, at_home, canary,
    oracle::{Person, Role},
    steps::person_of,
};
use crate::camp::Link;
use daftar_core::config::RecordType;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// After so many rounds of contacts everything has been said.
const ROUNDS_MAX: usize = 4;

impl Simulation {
    /// A contact that comes through, after which the laptop must hold what its person may read and nothing else. Tells
    /// whether either side had anything to say.
    pub(super) fn contact_and_check(
        &mut self,
        laptop: &'static str,
        links: &[Link],
        moved: Option<(usize, Person)>,
    ) -> bool {
        let said = self.contact(laptop, links, moved);
        self.check_laptop(laptop);
        said
    }

    fn check_laptop(&self, laptop: &'static str) {
        for at in 0..self.story.cases.len() {
            self.check_held(laptop, at);
            self.check_acts(laptop, at);
        }
    }

    fn check_held(&self, laptop: &'static str, at: usize) {
        let (book, id) = (&self.at(laptop).book, self.story.cases[at].id);
        let forms = self.story.oracle.forms_of(person_of(laptop), id);
        let seen = book.case_json(id).is_ok();
        let is_decided = self.story.oracle.cases.contains_key(&id);
        if !is_decided && seen {
            // It was registered here, and may not have been: then it stays where it was written.
            return;
        }
        assert_eq!(seen, !forms.is_empty(), "{laptop} sees case {at}");
        for form in self.story.cases[at].forms() {
            let held = book.holds_text(&canary(at, form)).expect("read");
            assert_eq!(held, forms.contains_key(form), "{laptop} holds {form} of case {at}");
        }
    }

    fn check_acts(&self, laptop: &'static str, at: usize) {
        let (id, person) = (self.story.cases[at].id, person_of(laptop));
        let oracle = &self.story.oracle;
        let (Some(seen), Some(case)) = (self.at(laptop).sees(id), oracle.cases.get(&id)) else {
            return;
        };
        let about = format!("case {at} on {laptop}");
        assert_eq!(seen["pending"], json!([]), "{about}");
        assert_eq!(seen["owner"], json!(oracle.owner(id)), "{about}");
        assert_eq!(seen["status"], json!(case.standing()), "{about}");
        let shown = ids(&seen["refused"], "act_id", |_| true);
        for (told, of, act) in &self.story.refused {
            let is_shown = (*told, *of) != (laptop, id) || shown.contains(&act.to_string());
            assert!(is_shown, "{about} does not show that {act} was refused");
        }
        let view = self.at(laptop).book.case_view(id).expect("it is there");
        if id.record_type() == RecordType::Incident {
            let follows = view.links.links.first().map(|link| link.case_id.clone());
            assert_eq!(follows, case.follows.map(|(_, case)| case.to_string()), "what {about} follows");
        }
        let outside = |line: &&Json| line["to"].is_null() && line["by"] != json!(person);
        let hears = |line: &Json| !line["note"].is_null();
        let heard = seen["transfers"].as_array().into_iter().flatten().filter(outside).any(hears);
        assert!(!heard || oracle.reads_as_owner(person, id), "{about} tells where the case went");
        if oracle.reads_as_owner(person, id) {
            let active = |line: &Json| line["status"] == "in_progress" || line["status"] == "accepted";
            let lent = case.lent.keys().chain(&case.outside).map(ToString::to_string).collect();
            assert_eq!(ids(&seen["referrals"], "referral_id", active), lent, "referrals of {about}");
            let offered = case.offered.keys().map(ToString::to_string).collect();
            let open = |line: &Json| line["status"] == "in_progress";
            assert_eq!(ids(&seen["transfers"], "transfer_id", open), offered, "transfers of {about}");
            let asked = case.requests.keys().map(ToString::to_string).collect();
            assert_eq!(ids(&seen["requests"], "request_id", open), asked, "requests of {about}");
            let glasses = case.glasses.keys().map(ToString::to_string).collect();
            let holds = |line: &Json| line["active"] == true;
            let shown = ids(&seen["emergency_access"], "glass_id", holds);
            assert_eq!(shown, glasses, "emergency access of {about}");
            let waiting = case.flags.iter().filter(|(_, (_, waits))| *waits);
            let waiting = waiting.map(|(flag, _)| flag.to_string()).collect();
            let open = |line: &Json| line["resolved_by"].is_null();
            assert_eq!(ids(&seen["flags"], "flag_id", open), waiting, "flags of {about}");
        }
    }

    /// Everybody gets a place from which they can work, and calls until nothing is left to say; then all must agree.
    pub(super) fn close(&mut self, laptops: &[&'static str]) {
        let names: BTreeSet<&str> = laptops.iter().map(|laptop| person_of(laptop)).collect();
        for name in names {
            let mut cases = self.story.oracle.cases.keys();
            let owns = cases.any(|case| self.story.oracle.owner(*case) == Some(name));
            let home = at_home(name);
            let may_own = matches!(home.role, Role::Worker | Role::Manager);
            let role = if owns && !may_own { Role::Worker } else { home.role };
            let place = Person { role, ..home };
            if self.story.oracle.people[name] != place {
                self.move_person(name, place);
            }
        }
        let mut round = || laptops.iter().filter(|laptop| self.contact(laptop, &[], None)).count();
        let silent = (0..ROUNDS_MAX).any(|_| round() == 0);
        assert!(silent, "after {ROUNDS_MAX} rounds there is still something to say");
        laptops.iter().for_each(|laptop| self.check_laptop(laptop));
        for at in 0..self.story.cases.len() {
            self.check_that_all_agree(at, laptops);
            self.check_that_no_word_is_lost(at, laptops);
        }
        let missing = self.camp.relay.lock().expect("the relay").missing_receipts().expect("read");
        assert_eq!(missing, [], "what was closed has its receipt");
    }

    /// The owner's laptop, if the case was ever taken.
    fn owners(&self, at: usize, laptops: &[&'static str]) -> Option<&'static str> {
        let owner = self.story.oracle.owner(self.story.cases[at].id)?;
        laptops.iter().copied().find(|laptop| person_of(laptop) == owner)
    }

    fn check_that_all_agree(&self, at: usize, laptops: &[&'static str]) {
        let (id, oracle) = (self.story.cases[at].id, &self.story.oracle);
        let Some(owner) = self.owners(at, laptops) else { return };
        let whole = said(&self.at(owner).sees(id).expect("the owner has it"));
        for laptop in laptops {
            let Some(seen) = self.at(laptop).sees(id) else { continue };
            let seen = said(&seen);
            for form in oracle.forms_of(person_of(laptop), id).into_keys() {
                assert_eq!(seen["forms"][form], whole["forms"][form], "{form} of case {at} on {laptop}");
            }
            if oracle.reads_as_owner(person_of(laptop), id) {
                for what in ["flags", "transfers", "conflicts", "referrals", "approvals", "requests"] {
                    assert_eq!(seen[what], whole[what], "{what} of case {at} on {laptop}");
                }
            }
        }
    }

    /// Every word that was handed in is in the change log, waits as a late edit, or is shown to its author as not
    /// accepted.
    fn check_that_no_word_is_lost(&self, at: usize, laptops: &[&'static str]) {
        let Some(owner) = self.owners(at, laptops) else { return };
        let (case, owner) = (self.story.cases[at].id, &self.at(owner).book);
        let mut kept = owner.history_json(case, &Default::default()).expect("history").to_string();
        kept += &owner.late_edits_json().expect("late edits").to_string();
        // An owner who came later is not sent the settled late edits upon which an open one builds, and so cannot read
        // it; it is safe at the relay. Once the relay sends them, this list is always empty.
        let late = owner.late_edits().expect("late edits").into_iter();
        let unreadable: Vec<String> =
            late.filter(|late| late.changes.is_empty()).map(|late| late.author.0).collect();
        let words: Vec<_> = self.story.words.iter().filter(|word| word.case == at).collect();
        for (n, word) in words.iter().enumerate().filter(|(_, word)| word.sent && !word.lost) {
            let own = self.at(word.laptop).sees(case).map(|seen| seen["not_accepted"].to_string());
            let is_kept = kept.contains(&word.word)
                || own.is_some_and(|own| own.contains(&word.word))
                || unreadable.iter().any(|late| late == person_of(word.laptop));
            // A late edit says what its author wrote in the end.
            let later = words[n + 1..].iter().filter(|later| later.laptop == word.laptop);
            let later: Vec<_> = later.flat_map(|later| &later.fields).collect();
            let is_overwritten =
                !word.fields.is_empty() && word.fields.iter().all(|field| later.contains(&field));
            assert!(is_kept || is_overwritten, "{} wrote {} in case {at}", word.laptop, word.word);
        }
    }
}

fn ids(lines: &Json, key: &str, fits: impl Fn(&Json) -> bool) -> BTreeSet<String> {
    let lines = lines.as_array().into_iter().flatten().filter(|line| fits(line));
    lines.filter_map(|line| Some(line[key].as_str()?.to_owned())).collect()
}

/// What a case says, without when it was said.
fn said(seen: &Json) -> Json {
    let mut seen = seen.clone();
    strip(&mut seen);
    for conflict in seen["conflicts"].as_array_mut().into_iter().flatten() {
        if let Some(values) = conflict["values"].as_array_mut() {
            values.sort_by_key(ToString::to_string);
        }
    }
    seen
}

fn strip(json: &mut Json) {
    match json {
        Json::Object(map) => {
            map.remove("at");
            map.values_mut().for_each(strip);
        }
        Json::Array(all) => all.iter_mut().for_each(strip),
        _ => {}
    }
}
