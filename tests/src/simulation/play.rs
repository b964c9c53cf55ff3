//! Playing a step: what the person does at the laptop, and whether anything came of it.

use super::{
    Backup, CANARIES, CASES_MAX, Known, Simulation, Word, at_home, canary,
    oracle::{Person, Role},
    steps::{Step, Verb, person_of},
};
use crate::camp::{Dice, Laptop};
use daftar_app::{FieldEdit, Lending, Offer, Target, view::Standing};
use daftar_core::{
    act::{Consent, Deed},
    config::RecordType,
    id::{ActId, CaseId, EntryId, FieldId, UserName},
};
use serde_json::Value as Json;

const CONSENT_OPEN: [(&str, &str); 2] = [("consent_for_services", "true"), ("disclosure_other_orgs", "true")];

/// Letters of a long note.
const NOISE_CHARS: usize = 30_000;

impl Simulation {
    /// Plays a step; false if it made no sense and nothing was done.
    pub(super) fn play(&mut self, step: Step) -> bool {
        let Step { laptop, verb, n, .. } = step;
        match verb {
            Verb::Register => self.register(laptop, n),
            Verb::Write => self.write(step, false),
            Verb::WriteMidSync => self.write(step, true),
            Verb::Adopt | Verb::Discard => self.settle_late(step),
            Verb::Sync => self.contact_and_check(laptop, &step.links(), None),
            Verb::SyncCut => self.contact_in_vain(laptop, &step.links()),
            Verb::Move => {
                let moved = self.moved(laptop, n);
                self.move_person(person_of(laptop), moved);
                true
            }
            Verb::MoveMidSync => {
                let moved = self.moved(laptop, n);
                let frames = usize::try_from(n % 3).expect("small");
                self.contact_and_check(laptop, &[], Some((frames, moved)));
                true
            }
            Verb::Restart => {
                self.camp.restart(laptop, None);
                true
            }
            Verb::RestartRelay => {
                self.camp.restart_relay();
                true
            }
            Verb::Copy => {
                let backup = Backup { disk: self.camp.copy(laptop), words: self.story.words.len() };
                self.story.backups.insert(laptop, backup);
                true
            }
            Verb::Restore => self.restore(laptop),
            _ => self.act(step).is_some(),
        }
    }

    fn register(&mut self, name: &'static str, n: u64) -> bool {
        let at = self.story.cases.len();
        let laptop = self.at(name);
        let [identity, note, concern, service] = CANARIES.map(|form| canary(at, form));
        let edits = |fields: &[(&str, &str)]| -> Option<Vec<FieldEdit>> {
            fields
                .iter()
                .map(|(field, typed)| edit(laptop, Target::Field(FieldId::from(*field)), typed))
                .collect()
        };
        let Some(first) = edits(&[("name", &identity), ("concern_details", &concern)]) else { return false };
        if at == CASES_MAX {
            return false;
        }
        let Ok(registered) = laptop.book.register(&first) else { return false };
        let id = registered.case;
        laptop.fill(id, &CONSENT_OPEN);
        let entry = laptop.add(id, "services_section", &[("service_referral_notes", &service)]);
        // More than one frame of the feed takes, so that something can happen between two.
        let long = if n == 1 { noise(at, NOISE_CHARS) } else { String::new() };
        laptop.add(id, "notes_section", &[("note_text", &format!("{note} {long}"))]);
        self.story.cases.push(Known { id, entry });
        true
    }

    /// The chosen one of the cases on this laptop.
    fn a_case(&self, step: Step) -> Option<(usize, Json)> {
        let seen = self.story.cases.iter().enumerate();
        let mut seen: Vec<_> =
            seen.filter_map(|(at, known)| Some((at, self.at(step.laptop).sees(known.id)?))).collect();
        (!seen.is_empty()).then(|| seen.swap_remove(pick(step.case, seen.len())))
    }

    fn write(&mut self, step: Step, mid_sync: bool) -> bool {
        let Some((at, seen)) = self.a_case(step) else { return false };
        let word = format!("w{}q", self.story.words.len());
        let (case, entry) = (self.story.cases[at].id, self.story.cases[at].entry);
        let laptop = self.at(step.laptop);
        let make = |place| edits(laptop, (case, entry), &seen, place, &word);
        // Who may not write there writes in a service.
        let mut places = [step.n % 7, 5 + step.n % 2].into_iter().filter_map(make);
        let save = |edits: &[FieldEdit]| laptop.book.save(case, edits).is_ok();
        let mut saved = None;
        if mid_sync {
            laptop.expect_links(&[]);
            let outcome = laptop.during_sync(|| saved = places.find(|(_, edits)| save(edits)));
            outcome.unwrap_or_else(|error| panic!("{error} {:?}", error.cause));
            self.take_exchanges(step.laptop, None);
            self.note_sent(step.laptop);
        } else {
            saved = places.find(|(_, edits)| save(edits));
        }
        let Some((fields, _)) = saved else { return mid_sync };
        let (sent, lost) = (false, false);
        self.story.words.push(Word { case: at, laptop: step.laptop, fields, word, sent, lost });
        true
    }

    fn settle_late(&mut self, step: Step) -> bool {
        let book = &self.at(step.laptop).book;
        let Ok(late) = book.late_edits() else { return false };
        if late.is_empty() {
            return false;
        }
        let late = &late[pick(step.n, late.len())];
        let at = self.story.cases.iter().position(|known| known.id == late.case).expect("a known case");
        let (late, author) = (late.quarantine, late.author.0.clone());
        if step.verb == Verb::Discard {
            if book.discard(late).is_err() {
                return false;
            }
            // What its author wrote there was looked at, and left out.
            let theirs = |word: &&mut Word| word.case == at && word.sent && person_of(word.laptop) == author;
            self.story.words.iter_mut().filter(theirs).for_each(|word| word.lost = true);
            return true;
        }
        if book.adopt(late).is_err() {
            return false;
        }
        // Adopting writes over what the same person wrote there before.
        let fields = vec!["name_nickname", "national_id_no", "concern_details", "service_referral_notes"];
        let (word, sent, lost) = (String::new(), false, true);
        self.story.words.push(Word { case: at, laptop: step.laptop, fields, word, sent, lost });
        true
    }

    /// What is asked of the relay, by whoever the laptop lets.
    fn act(&mut self, step: Step) -> Option<()> {
        let (at, seen) = self.a_case(step)?;
        let case = self.story.cases[at].id;
        let person = person_of(step.laptop);
        let book = &self.at(step.laptop).book;
        let (to, by) = (|line: &Json| line["to"] == person, |line: &Json| line["by"] == person);
        let anybody = |_: &Json| true;
        let referral = |status: &[&str], fits: &dyn Fn(&Json) -> bool| {
            one(&seen["referrals"], "referral_id", step.n, &|line| {
                status.contains(&line["status"].as_str().unwrap_or_default()) && fits(line)
            })
        };
        let transfer = |fits: &dyn Fn(&Json) -> bool| {
            one(&seen["transfers"], "transfer_id", step.n, &|line| {
                line["status"] == "in_progress" && fits(line)
            })
        };
        let flag = || one(&seen["flags"], "flag_id", step.n, &|line| line["resolved_by"].is_null());
        let request = || one(&seen["approvals"], "request_id", step.n, &|line| line["status"] == "pending");
        let others = |among: &[&'static str]| -> Option<UserName> {
            let is_other = |other: &&&str| seen["owner"] != **other && **other != person;
            let known = |other: &&&str| self.story.oracle.people.contains_key(**other);
            let others: Vec<_> = among.iter().filter(is_other).filter(known).collect();
            (!others.is_empty()).then(|| UserName::from(*others[pick(step.n, others.len())]))
        };
        let answer = |offer: Option<ActId>| book.answer(offer?, |offer| answer(step.verb, offer)).ok();
        match step.verb {
            Verb::Close => book.set_standing(case, Standing::Close).ok(),
            Verb::Reopen => book.set_standing(case, Standing::Reopen).ok(),
            Verb::Disable => book.set_standing(case, Standing::Disable).ok(),
            Verb::Enable => book.set_standing(case, Standing::Enable).ok(),
            Verb::Flag => book.flag(case, "look here").ok(),
            Verb::Reword => book.edit_flag(flag()?, "look there").ok(),
            Verb::Resolve => book.resolve_flag(flag()?, "dealt with").ok(),
            Verb::Refer => {
                let to = others(&["provider", "provider", "worker-2", "worker-1"])?;
                book.refer(case, &Offer::to(to, Consent::Given), Lending::by("role-referral-services")).ok()
            }
            Verb::Accept | Verb::Reject => answer(referral(&["in_progress"], &to)),
            Verb::Done => answer(referral(&["accepted"], &to)),
            Verb::Revoke => answer(referral(&["in_progress", "accepted"], &anybody)),
            Verb::Offer => {
                let to = others(&["worker-1", "worker-2", "worker-2", "head"])?;
                book.transfer(case, &Offer::to(to, Consent::Given)).ok()
            }
            Verb::Take | Verb::Decline => answer(transfer(&|line| to(line) || !by(line))),
            Verb::Withdraw => answer(transfer(&anybody)),
            Verb::Assign => book.assign(case, &others(&["worker-1", "worker-2"])?, None).ok(),
            Verb::Ask => book.request_approval(case, &"assessment".into()).ok(),
            Verb::Approve => book.approve(request()?, None, None).ok(),
            Verb::SendBack => book.reject_approval(request()?, Some("not yet")).ok(),
            _ => None,
        }?;
        Some(())
    }

    /// What the person's record is next.
    fn moved(&self, laptop: &str, n: u64) -> Person {
        let name = person_of(laptop);
        let now = self.story.oracle.people[name].clone();
        match n / 3 % 4 {
            0 => Person { disabled: !now.disabled, ..now },
            1 => Person { group: if now.group == "clinic" { "camp-1" } else { "clinic" }, ..now },
            2 => {
                let role = match now.role {
                    Role::Worker => Role::Manager,
                    Role::Manager => Role::Provider,
                    Role::Provider => Role::Worker,
                };
                Person { role, ..now }
            }
            _ => at_home(name),
        }
    }

    /// What was not handed in before the copy, or is kept on the laptop alone, is gone with the disk.
    fn restore(&mut self, laptop: &'static str) -> bool {
        let Some(backup) = self.story.backups.get(laptop).cloned() else { return false };
        let seen = self.story.cases.iter().filter_map(|known| self.at(laptop).sees(known.id));
        let kept_here: String = seen.map(|seen| seen["not_accepted"].to_string()).collect();
        for (n, word) in self.story.words.iter_mut().enumerate().filter(|(_, word)| word.laptop == laptop) {
            word.lost |= !word.sent && n >= backup.words || kept_here.contains(&word.word);
        }
        self.story.refused.retain(|(told, ..)| *told != laptop);
        self.camp.restart(laptop, Some(&backup.disk));
        true
    }
}

/// Text that does not pack well.
fn noise(seed: usize, chars: usize) -> String {
    let dice = Dice::new(seed as u64);
    let letter = || char::from(b"abcdefghijklmnopqrstuvwxyz012345"[pick(dice.roll(), 32)]);
    std::iter::repeat_with(letter).take(chars).collect()
}

fn pick(n: u64, among: usize) -> usize {
    usize::try_from(n % among as u64).expect("small")
}

/// The id of one of the fitting lines.
fn one(lines: &Json, key: &str, n: u64, fits: &dyn Fn(&Json) -> bool) -> Option<ActId> {
    let fitting: Vec<&Json> = lines.as_array()?.iter().filter(|line| fits(line)).collect();
    (!fitting.is_empty()).then(|| fitting[pick(n, fitting.len())][key].as_str()?.parse().ok())?
}

/// The deed that answers a referral or transfer.
fn answer(verb: Verb, offer: ActId) -> Deed {
    let (referral, transfer) = (offer, offer);
    match verb {
        Verb::Accept => Deed::ReferralAccept { referral },
        Verb::Reject => Deed::ReferralReject { referral, why: None },
        Verb::Done => Deed::ReferralDone { referral, note: None },
        Verb::Revoke => Deed::ReferralRevoke { referral },
        Verb::Take => Deed::TransferAccept { transfer },
        Verb::Decline => Deed::TransferReject { transfer, why: None },
        _ => Deed::TransferRevoke { transfer },
    }
}

fn edit(laptop: &Laptop, target: Target, typed: &str) -> Option<FieldEdit> {
    let value = laptop.book.read_value(RecordType::Case, &target, typed).ok()?;
    Some(FieldEdit { target, value })
}

/// Writing `word` at a place: the fields that it goes over, and the edits. None where this laptop has no such place.
fn edits(
    laptop: &Laptop,
    (case, entry): (CaseId, EntryId),
    seen: &Json,
    place: u64,
    word: &str,
) -> Option<(Vec<&'static str>, Vec<FieldEdit>)> {
    let within = |subform: &str, entry, field: &str| {
        let (subform, field) = (FieldId::from(subform), FieldId::from(field));
        Some(vec![edit(laptop, Target::EntryField { subform, entry, field }, word)?])
    };
    let plain =
        |fields: &'static [&'static str], text: &str| -> Option<(Vec<&'static str>, Vec<FieldEdit>)> {
            let edits = fields.iter().map(|field| edit(laptop, Target::Field(FieldId::from(*field)), text));
            Some((fields.to_vec(), edits.collect::<Option<_>>()?))
        };
    debug_assert!(seen["case_id"] == case.to_string());
    match place {
        0 => plain(&["name_nickname"], word),
        1 => plain(&["national_id_no"], word),
        2 => {
            // The narrative as it stands: more is written before it.
            let told = seen["forms"]["protection_concern"]["concern_details"].as_str().unwrap_or_default();
            plain(&["concern_details"], &format!("{word} {told}"))
        }
        3 => Some((Vec::new(), within("notes_section", laptop.book.make_entry_id(), "note_text")?)),
        4 => plain(&["name_nickname", "national_id_no"], word),
        5 => Some((
            vec!["service_referral_notes"],
            within("services_section", entry, "service_referral_notes")?,
        )),
        _ => {
            let new = laptop.book.make_entry_id();
            Some((Vec::new(), within("services_section", new, "service_referral_notes")?))
        }
    }
}
