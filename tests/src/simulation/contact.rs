//! A contact as the relay saw it: every answer is held against the oracle as of the moment at which it was made.

use super::{
    Simulation,
    oracle::{EVENT, FORMS, Person, Verdict},
    record,
    steps::person_of,
};
use crate::camp::{Exchange, Link, messages_of};
use daftar_core::{
    act::{Act, Deed},
    config::Mode,
    id::{CaseId, CompartmentId},
};
use daftar_doc::segment::{RelayId, Segment};
use daftar_sync::{
    laptop::Item,
    relay::{Event, Session},
    wire::{CaseHead, Down, Entry, Feed, ItemResult, WireSegment},
};
use std::{collections::BTreeMap, sync::Arc};

/// Refusals for a reason that the oracle knows of.
const OF_ACCESS: [&str; 4] = ["access_ended", "case_closed", "case_disabled", "not_found"];

impl Simulation {
    /// Contacts until one comes through. The person's record changes once so many frames of the feed are made, if that is
    /// asked for. Tells whether either side had anything to say.
    pub(super) fn contact(
        &mut self,
        laptop: &'static str,
        links: &[Link],
        moved: Option<(usize, Person)>,
    ) -> bool {
        if let Some((frames, person)) = &moved {
            let (relay, now) = (Arc::clone(&self.camp.relay), self.camp.time.now_ms());
            let record = record(person_of(laptop), person);
            self.at(laptop).between_frames(*frames, move || {
                relay.lock().expect("the relay").change_person(&record, now).expect("changed");
            });
        }
        self.at(laptop).expect_links(links);
        let said = self.until_through(laptop, moved.as_ref().map(|(_, person)| person));
        if let Some((_, person)) = moved {
            if self.at(laptop).stop_waiting() {
                self.move_person(person_of(laptop), person);
            }
            self.until_through(laptop, None);
        }
        self.note_sent(laptop);
        said
    }

    fn until_through(&mut self, laptop: &'static str, moved: Option<&Person>) -> bool {
        let mut said = false;
        for _ in 0..20 {
            self.camp.time.pass(1);
            let outcome = self.at(laptop).try_sync();
            said |= self.take_exchanges(laptop, moved);
            match outcome {
                Ok(_) => return said,
                Err(error) if error.is_unreachable() => {}
                Err(error) => panic!("{laptop} syncs: {} {:?}", error.code, error.cause),
            }
        }
        panic!("{laptop}: twenty contacts in vain");
    }

    /// One contact over a link that breaks it. Tells whether anything was said, heard or not.
    pub(super) fn contact_in_vain(&mut self, laptop: &'static str, links: &[Link]) -> bool {
        self.at(laptop).expect_links(links);
        self.camp.time.pass(1);
        let outcome = self.at(laptop).try_sync();
        let said = self.take_exchanges(laptop, None);
        let error = outcome.expect_err("a broken link");
        assert!(error.is_unreachable(), "{laptop} syncs: {} {:?}", error.code, error.cause);
        said
    }

    /// What was written on this laptop before its contact is the relay's to keep from now on.
    pub(super) fn note_sent(&mut self, laptop: &str) {
        self.story.words.iter_mut().filter(|word| word.laptop == laptop).for_each(|word| word.sent = true);
    }

    /// Follows everything that went over this laptop's line; false if there was nothing but greetings.
    pub(super) fn take_exchanges(&mut self, laptop: &'static str, moved: Option<&Person>) -> bool {
        let exchanges = self.at(laptop).exchanges();
        exchanges.iter().filter(|exchange| self.take_exchange(laptop, exchange, moved)).count() > 0
    }

    fn take_exchange(&mut self, laptop: &'static str, exchange: &Exchange, moved: Option<&Person>) -> bool {
        let (before, after) =
            exchange.answer.split_at(exchange.interrupted_at.unwrap_or(exchange.answer.len()));
        let (before, after) = (messages_of(before), messages_of(after));
        let mut said = false;
        self.story.oracle.pass(exchange.at_ms);
        if matches!(before.first(), Some(Down::Welcome(_))) {
            let mut results = before.iter().flat_map(|message| match message {
                Down::Results(results) => results.as_slice(),
                _ => &[],
            });
            for event in Session::open(self.relay()).receive(&exchange.request).unwrap_or_default() {
                match event {
                    Event::Item(item) => self.take_item(laptop, &item, results.next(), exchange.late),
                    Event::Malformed => panic!("{laptop} sent what cannot be read"),
                    Event::Hello(_) | Event::End => continue,
                }
                said = true;
            }
        }
        before.iter().for_each(|message| self.check_told(laptop, message));
        if let (Some(_), Some(person)) = (exchange.interrupted_at, moved) {
            self.story.oracle.people.insert(person_of(laptop).to_owned(), person.clone());
        }
        after.iter().for_each(|message| self.check_told(laptop, message));
        let tells = |message: &Down| match message {
            Down::Feed(feed) => !feed.entries.is_empty(),
            Down::Config(_) => true,
            _ => false,
        };
        said || before.iter().chain(&after).any(tells)
    }

    fn relay(&self) -> RelayId {
        self.camp.relay.lock().expect("the relay").id()
    }

    /// What becomes of an item is what the oracle says; there is no result if the request broke off.
    fn take_item(&mut self, laptop: &'static str, item: &Item, result: Option<&ItemResult>, late: bool) {
        match item {
            Item::Act(act) => self.take_act(laptop, &act.act, result, late),
            Item::Segment(segment) => {
                let Some(result) = result else { return };
                let (case, form) = (segment.header.case, form_of(segment.header.compartment));
                let may = self.story.oracle.may_write(person_of(laptop), case, form);
                match result {
                    ItemResult::Ok { .. } => assert!(may, "{laptop} wrote on {form} of {case}"),
                    ItemResult::Duplicate => {}
                    ItemResult::Quarantined { code } | ItemResult::Rejected { code } => {
                        let wrongly = may && OF_ACCESS.contains(&code.as_str());
                        assert!(!wrongly, "{laptop} may write on {form} of {case}, and was told {code}");
                    }
                }
            }
            Item::Card(card) => {
                let owner = self.story.oracle.owner(card.case);
                let taken = matches!(result, Some(ItemResult::Ok { .. }));
                let may = !taken || owner == Some(person_of(laptop));
                assert!(may, "{laptop} says how {} is found", card.case);
            }
            Item::Receipt(_) => {}
        }
    }

    fn take_act(&mut self, laptop: &'static str, act: &Act, result: Option<&ItemResult>, late: bool) {
        let verdict = self.story.oracle.decide(person_of(laptop), act);
        if matches!(act.deed, Deed::CaseCreate { .. }) && verdict == Verdict::Accepted {
            self.story.handed.insert((laptop, act.case));
        }
        let Some(result) = result else { return };
        let accepted = matches!(result, ItemResult::Ok { .. } | ItemResult::Duplicate);
        let expected = match verdict {
            Verdict::Accepted => true,
            Verdict::Refused => false,
            Verdict::Either => accepted,
        };
        assert_eq!(accepted, expected, "{laptop}, {} of {}: {result:?}", act.deed.kind(), act.case);
        let told = (laptop, act.case, act.id);
        if accepted {
            self.story.refused.remove(&told);
        } else if !late {
            self.story.refused.insert(told);
        }
    }

    /// Nothing is told that the person may not know at this moment.
    fn check_told(&mut self, laptop: &'static str, message: &Down) {
        let Down::Feed(feed) = message else { return };
        for entry in &feed.entries {
            match entry {
                Entry::Case(head) => self.check_head(laptop, head),
                Entry::Segment { segment, .. } => {
                    let (case, form) = self.place(feed, segment);
                    let forms = self.story.oracle.forms_of(person_of(laptop), case);
                    assert!(forms.contains_key(form), "{laptop} is sent {form} of {case}");
                    self.story.handed.insert((laptop, case));
                }
                Entry::Late { segment, .. } => {
                    let (case, form) = self.place(feed, segment);
                    let told = self.story.oracle.reads_as_owner(person_of(laptop), case);
                    assert!(told, "{laptop} is sent a late edit of {form} of {case}");
                }
                Entry::Act { act, .. } => {
                    let told = self.story.oracle.may_hear(person_of(laptop), &act.act);
                    assert!(told, "{laptop} is told {} of {}", act.act.deed.kind(), act.act.case);
                }
                Entry::Close { case, .. } => {
                    let had = self.story.handed.contains(&(laptop, *case));
                    assert!(had, "{laptop} is told the end of {case}, which it never had");
                }
                Entry::OwnAct { .. } | Entry::LateSettled { .. } => {}
            }
        }
    }

    fn check_head(&mut self, laptop: &'static str, head: &CaseHead) {
        let write = |mode: Mode| mode == Mode::Write;
        let modes: BTreeMap<_, _> =
            head.modes.iter().map(|(id, mode)| (form_of(*id), write(*mode))).collect();
        let expected = self.story.oracle.forms_of(person_of(laptop), head.case);
        assert_eq!(modes, expected, "{laptop} is given {}", head.case);
        self.story.handed.insert((laptop, head.case));
    }

    fn place(&self, feed: &Feed, segment: &WireSegment) -> (CaseId, &'static str) {
        let Segment { header, .. } = feed.tables.expand(self.relay(), segment.clone()).expect("whole tables");
        (header.case, form_of(header.compartment))
    }
}

fn form_of(compartment: CompartmentId) -> &'static str {
    FORMS.get(usize::from(compartment.0) - 1).copied().unwrap_or(EVENT)
}
