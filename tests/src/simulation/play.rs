//! Playing a step: what the person does at the laptop, and whether anything came of it.

use super::{
    Backup, CANARIES, CASES_MAX, INCIDENTS_MAX, Known, Simulation, Word, at_home, canary,
    oracle::{EVENT, Person, Role, Verdict},
    steps::{Step, Verb, person_of},
};
use crate::camp::{Dice, Laptop};
use daftar_app::{FieldEdit, Lending, Offer, Target, view::Standing};
use daftar_core::{
    act::{Act, Consent, Deed, RULES, Sealed},
    config::RecordType,
    id::{ActId, CaseId, EntryId, FieldId, UserName},
};
use serde_json::Value as Json;

const CONSENT_OPEN: [(&str, &str); 2] = [("consent_for_services", "true"), ("disclosure_other_orgs", "true")];

/// Less than it takes to forget what a search showed, and no part of a day, so that nothing ends amid a contact.
const WAIT_MINUTES: i64 = 17 * 60;
/// Of emergency access.
const GLASS_HOURS: u32 = 20;
/// Letters of a long note.
const NOISE_CHARS: usize = 30_000;

impl Simulation {
    /// Plays a step; false if it made no sense and nothing was done.
    pub(super) fn play(&mut self, step: Step) -> bool {
        let Step { laptop, verb, n, .. } = step;
        match verb {
            Verb::Register => self.register(laptop, n),
            Verb::Incident => self.begin_incident(step).is_some(),
            Verb::Look => self.look_beyond(step),
            Verb::AskFor | Verb::Break => self.act_on_any(step),
            Verb::Wait => {
                self.camp.time.pass(WAIT_MINUTES);
                self.story.oracle.pass(self.camp.time.now_ms());
                true
            }
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
        let cases = self.story.cases.iter().filter(|known| known.entry.is_some()).count();
        let laptop = self.at(name);
        let [identity, note, concern, service] = CANARIES.map(|form| canary(at, form));
        let edits = |fields: &[(&str, &str)]| -> Option<Vec<FieldEdit>> {
            fields
                .iter()
                .map(|(field, typed)| edit(laptop, Target::Field(FieldId::from(*field)), typed))
                .collect()
        };
        let Some(first) = edits(&[("name", &identity), ("concern_details", &concern)]) else { return false };
        if cases == CASES_MAX {
            return false;
        }
        let Ok(registered) = laptop.book.register(&first) else { return false };
        let id = registered.case;
        laptop.fill(id, &CONSENT_OPEN);
        let entry = laptop.add(id, "services_section", &[("service_referral_notes", &service)]);
        // More than one frame of the feed takes, so that something can happen between two.
        let long = if n == 1 { noise(at, NOISE_CHARS) } else { String::new() };
        laptop.add(id, "notes_section", &[("note_text", &format!("{note} {long}"))]);
        self.story.cases.push(Known { id, entry: Some(entry) });
        true
    }

    fn begin_incident(&mut self, step: Step) -> Option<()> {
        let at = self.story.cases.len();
        let incidents = self.story.cases.iter().filter(|known| known.entry.is_none()).count();
        let case = self.a_record(step, |known| known.entry.is_some())?.0;
        if incidents == INCIDENTS_MAX {
            return None;
        }
        let laptop = self.at(step.laptop);
        let told = edit_of(laptop, RecordType::Incident, Target::Field("what".into()), &canary(at, EVENT))?;
        let id = laptop.book.register_incident(self.story.cases[case].id, &[told]).ok()?.case;
        self.story.cases.push(Known { id, entry: None });
        Some(())
    }

    /// A search by the name of a case, whoever has it.
    fn look_beyond(&mut self, step: Step) -> bool {
        let at = pick(step.case, self.story.cases.len().max(1));
        let person = person_of(step.laptop);
        let Ok(found) = self.at(step.laptop).book.search_beyond(&canary(at, CANARIES[0])) else {
            return false;
        };
        let now_ms = self.camp.time.now_ms();
        for hit in found.hits {
            let me = &self.story.oracle.people[person];
            let searches = !me.disabled && matches!(me.role, Role::Worker | Role::Manager);
            assert!(searches, "{person} finds a case");
            let case: CaseId = hit.case_id.parse().expect("an id");
            assert_eq!(self.story.oracle.owner(case), Some(hit.owner.as_str()), "whose a found case is");
            self.story.oracle.shown.insert((person.to_owned(), case), now_ms);
        }
        true
    }

    /// Asks for a case or takes emergency access to it, whether or not it is on this laptop; the relay decides at once.
    fn act_on_any(&mut self, step: Step) -> bool {
        let Some(known) = self.story.cases.get(pick(step.case, self.story.cases.len().max(1))) else {
            return false;
        };
        let (case, book) = (known.id, &self.at(step.laptop).book);
        if step.verb == Verb::AskFor && self.at(step.laptop).sees(case).is_some() {
            return book.request_transfer(case, Some("let me have it")).is_ok();
        }
        let now_ms = self.camp.time.now_ms();
        let (asked, deed) = match step.verb {
            Verb::AskFor => (book.ask_for_found(case, None), Deed::RequestTransfer { note: None }),
            _ => {
                let until_ms = now_ms + i64::from(GLASS_HOURS) * 60 * 60 * 1000;
                let why = Sealed { key: Vec::new(), text: Vec::new() };
                (
                    book.break_glass(case, "somebody is in danger", GLASS_HOURS),
                    Deed::GlassBreak { why, until_ms },
                )
            }
        };
        let id = asked.as_ref().map_or(ActId([0; 16]), |pending| pending.act);
        let act = Act { id, case, at_ms: now_ms, rules: RULES, deed };
        self.story.oracle.pass(now_ms);
        let verdict = self.story.oracle.decide(person_of(step.laptop), &act);
        let code = asked.as_ref().err().map(|error| error.code);
        let kind = act.deed.kind();
        assert_eq!(
            verdict == Verdict::Accepted,
            code.is_none(),
            "{kind} of {case} at {}: {code:?}",
            step.laptop
        );
        code.is_none()
    }

    /// The chosen one of the cases and incidents on this laptop.
    fn a_case(&self, step: Step) -> Option<(usize, Json)> {
        self.a_record(step, |_| true)
    }

    fn a_record(&self, step: Step, fits: impl Fn(&Known) -> bool) -> Option<(usize, Json)> {
        let seen = self.story.cases.iter().enumerate().filter(|(_, known)| fits(known));
        let mut seen: Vec<_> =
            seen.filter_map(|(at, known)| Some((at, self.at(step.laptop).sees(known.id)?))).collect();
        (!seen.is_empty()).then(|| seen.swap_remove(pick(step.case, seen.len())))
    }

    fn write(&mut self, step: Step, mid_sync: bool) -> bool {
        // Two of three words go into a case.
        let in_incident = step.n.is_multiple_of(3);
        let chosen = self.a_record(step, |known| known.entry.is_none() == in_incident);
        let Some((at, seen)) = chosen.or_else(|| self.a_case(step)) else { return false };
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
        let fields =
            vec!["name_nickname", "national_id_no", "concern_details", "service_referral_notes", "what"];
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
        let waits = |line: &Json| line["status"] == "in_progress";
        let request_for_it = || one(&seen["requests"], "request_id", step.n, &waits);
        let glass = || one(&seen["emergency_access"], "glass_id", step.n, &|line| line["active"] == true);
        let consent = if step.n % 5 == 4 { Consent::Overridden } else { Consent::Given };
        let outside = || Offer { to: None, consent, note: Some("the hospital in the next town".to_owned()) };
        let services = || Lending::by("role-referral-services");
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
                book.refer(case, &Offer::to(to, consent), services()).ok()
            }
            Verb::ReferUntil => {
                let to = others(&["provider", "provider", "worker-2", "worker-1"])?;
                let today = self.at(step.laptop).book.today_text();
                book.refer(case, &Offer::to(to, consent), Lending { until: Some(today), ..services() }).ok()
            }
            Verb::ReferOut => book.refer(case, &outside(), services()).ok(),
            Verb::HandOut => book.transfer(case, &outside()).ok(),
            Verb::Tie => {
                let (incident, _) = self.a_record(step, |known| known.entry.is_none())?;
                let (case, _) =
                    self.a_record(Step { case: step.n, ..step }, |known| known.entry.is_some())?;
                book.link(self.story.cases[incident].id, self.story.cases[case].id, None).ok()
            }
            Verb::Untie => {
                let (incident, _) = self.a_record(step, |known| known.entry.is_none())?;
                let links = book.case_view(self.story.cases[incident].id).ok()?.links.links;
                book.unlink(links.first()?.link_id.parse().ok()?).ok()
            }
            Verb::Attribute => {
                let child = (!step.n.is_multiple_of(3)).then(|| UserName::from("child"));
                book.attribute(case, child).ok()
            }
            Verb::Refuse => {
                let request = request_for_it()?;
                book.answer(request, |request| Deed::RequestReject { request, why: None }).ok()
            }
            Verb::EndBreak => book.end_glass(glass()?).ok(),
            Verb::Accept | Verb::Reject => answer(referral(&["in_progress"], &to)),
            Verb::Done => answer(referral(&["accepted"], &to)),
            Verb::Revoke => answer(referral(&["in_progress", "accepted"], &anybody)),
            Verb::Offer => {
                let to = others(&["worker-1", "worker-2", "worker-2", "head"])?;
                book.transfer(case, &Offer::to(to, consent)).ok()
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
                    Role::Provider => Role::Child,
                    Role::Child => Role::Worker,
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
    edit_of(laptop, RecordType::Case, target, typed)
}

fn edit_of(laptop: &Laptop, record: RecordType, target: Target, typed: &str) -> Option<FieldEdit> {
    let value = laptop.book.read_value(record, &target, typed).ok()?;
    Some(FieldEdit { target, value })
}

/// Writing `word` at a place: the fields that it goes over, and the edits. None where this laptop has no such place.
fn edits(
    laptop: &Laptop,
    (case, entry): (CaseId, Option<EntryId>),
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
    let Some(entry) = entry else {
        let what = edit_of(laptop, RecordType::Incident, Target::Field("what".into()), word)?;
        return Some((vec!["what"], vec![what]));
    };
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
