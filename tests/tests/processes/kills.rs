//! `kill -9` of laptop or relay at any moment: what was acknowledged stays, nothing stands twice, all agree in the end.

use crate::{column, list, text};
use daftar_tests::{
    camp::Dice,
    processes::{Ended, Laptop, Output, PEOPLE, Programme, files_holding},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// In all; each lane is a programme of its own.
const KILLS: u32 = 210;
const LANES: u32 = 2;
/// After so many kills everybody syncs and compares.
const CHECK_EVERY: u32 = 25;

#[test]
#[ignore = "needs ./test"]
fn nothing_acknowledged_is_lost_by_kill_9() {
    let kills: u32 = thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES).map(|seed| scope.spawn(move || lane(seed))).collect();
        lanes.into_iter().map(|lane| lane.join().expect("a lane that holds")).sum()
    });
    assert!(kills >= 200, "{kills} kills");
}

fn lane(seed: u32) -> u32 {
    let folder = tempfile::tempdir().expect("a folder");
    let mut lane = Lane::begin(folder.path(), seed);
    let mut kills = 0;
    while kills < KILLS / LANES {
        let killed = match lane.dice.below(10) {
            0..3 => lane.kill_registering(),
            3..6 => lane.kill_editing(),
            6..8 => lane.kill_syncing(),
            _ => lane.kill_the_relay(),
        };
        kills += u32::from(killed);
        if killed && kills % CHECK_EVERY == 0 {
            lane.agree(folder.path());
        }
    }
    lane.agree(folder.path());
    kills
}

/// One programme and what must be true of it.
struct Lane {
    seed: u32,
    dice: Dice,
    programme: Programme,
    /// The case that is edited.
    case: String,
    next: u32,
    /// Names of cases, by whether they were acknowledged.
    cases: BTreeMap<String, bool>,
    /// Subjects of the worker's notes on the one case, the same.
    notes: BTreeMap<String, bool>,
    /// The supervisor's, all of them acknowledged.
    of_supervisor: BTreeMap<String, bool>,
    times: [Duration; 3],
}

impl Lane {
    fn begin(folder: &Path, seed: u32) -> Self {
        let people = [PEOPLE[0], PEOPLE[2]];
        let programme = Programme::with_people(folder, &people, &["supervisor"]);
        let worker = programme.laptop("worker-1");
        let timed = |words: &[&str]| {
            let begun = Instant::now();
            let answer = worker.ok(words);
            (answer, begun.elapsed())
        };
        let (answer, new) = timed(&["case", "new", "--set", "name=canary-first"]);
        let case = text(&answer["case_id"]);
        let (_, edit) = timed(&["case", "edit", &case, "--set", "age=9"]);
        let (_, sync) = timed(&["sync"]);
        programme.laptop("supervisor").sync();
        Self {
            seed,
            dice: Dice::new(u64::from(seed)),
            programme,
            case,
            next: 0,
            cases: BTreeMap::from([("canary-first".to_owned(), true)]),
            notes: BTreeMap::new(),
            of_supervisor: BTreeMap::new(),
            times: [new, edit, sync],
        }
    }

    fn worker(&self) -> &Laptop {
        self.programme.laptop("worker-1")
    }

    /// A moment of something that takes about so long, its end included.
    fn moment(&self, of: Duration) -> Duration {
        let micros = u64::try_from(of.as_micros()).expect("short");
        Duration::from_micros(self.dice.below(micros * 9 / 8))
    }

    fn fresh(&mut self, what: &str) -> String {
        self.next += 1;
        format!("canary-{what}-{:04}", self.next)
    }

    fn kill_registering(&mut self) -> bool {
        let name = self.fresh("case");
        let running = self.worker().spawn(&["case", "new", "--set", &format!("name={name}")]);
        let (output, ended) = running.kill_after(self.moment(self.times[0]));
        self.cases.insert(name, acknowledged(&output, ended));
        self.worker_has_its_cases();
        ended == Ended::Killed
    }

    fn kill_editing(&mut self) -> bool {
        let subject = self.fresh("note");
        let case = self.case.clone();
        // Two compartments: both or neither.
        let (nickname, note) =
            (format!("name_nickname={subject}"), format!("notes_section:note_subject={subject}"));
        let running = self.worker().spawn(&["case", "edit", &case, "--set", &nickname, "--add", &note]);
        let (output, ended) = running.kill_after(self.moment(self.times[1]));
        self.notes.insert(subject, acknowledged(&output, ended));
        self.worker_has_its_notes();
        ended == Ended::Killed
    }

    fn kill_syncing(&mut self) -> bool {
        let (output, ended) = self.worker().spawn(&["sync"]).kill_after(self.moment(self.times[2]));
        if ended == Ended::ByItself {
            assert_eq!(output.code, 0, "{}", output.stderr);
        }
        self.worker_has_its_notes();
        ended == Ended::Killed
    }

    /// In the middle of two sessions at once, or before, or after.
    fn kill_the_relay(&mut self) -> bool {
        let subject = self.fresh("of-supervisor");
        let note = format!("notes_section:note_subject={subject}");
        self.programme.laptop("supervisor").ok(&["case", "edit", &self.case, "--add", &note]);
        self.of_supervisor.insert(subject, true);
        let sessions = ["worker-1", "supervisor"].map(|who| self.programme.laptop(who).spawn(&["sync"]));
        // The stimulus itself: a kill at a random moment.
        thread::sleep(self.moment(self.times[2]));
        self.programme.relay.kill();
        for session in sessions {
            let output = session.finish();
            if output.code != 0 {
                let seen = (output.refused(), output.code);
                assert_eq!(seen, ("relay_unreachable", 4), "seed {}: {}", self.seed, output.stderr);
            }
        }
        self.programme.relay.restart();
        self.worker_has_its_cases();
        true
    }

    /// Every acknowledged case once; the others once or not at all; no other.
    fn worker_has_its_cases(&mut self) {
        let listed = self.worker().ok(&["case", "list"]);
        let names = column(&listed, "name");
        holds_each_once(&self.cases, &names, self.seed);
        settle(&mut self.cases, &names);
    }

    fn worker_has_its_notes(&mut self) {
        let shown = self.worker().show(&self.case);
        // The supervisor's come with a sync, whenever one went through.
        let mut own = subjects(&shown);
        own.retain(|subject| subject.contains("-note-"));
        holds_each_once(&self.notes, &own, self.seed);
        let nickname = shown["forms"]["basic_identity"].get("name_nickname").and_then(Value::as_str);
        assert_eq!(nickname, own.iter().max().copied(), "seed {}: one half of an edit", self.seed);
        settle(&mut self.notes, &own);
    }

    /// Everybody syncs until nothing waits, and sees the same.
    fn agree(&mut self, folder: &Path) {
        // Logs that a kill left behind are still there.
        assert_eq!(files_holding(folder, &["canary-", "name_nickname", "note_subject"]), []);
        for who in ["worker-1", "supervisor", "worker-1", "supervisor"] {
            assert_eq!(self.programme.laptop(who).sync()["refused"], json!([]), "seed {}", self.seed);
        }
        self.worker_has_its_cases();
        self.worker_has_its_notes();
        let (worker, supervisor) = (self.worker(), self.programme.laptop("supervisor"));
        let [ours, theirs] = [worker, supervisor].map(|laptop| {
            assert_eq!(laptop.ok(&["status"])["queued"], 0);
            let mut rows: Vec<Value> = list(&laptop.ok(&["case", "list"])).to_vec();
            rows.sort_by_key(|row| row["case_id"].to_string());
            rows
        });
        assert_eq!(ours, theirs, "seed {}", self.seed);
        let [ours, theirs] = [worker, supervisor].map(|laptop| {
            let mut shown = laptop.show(&self.case);
            assert_eq!(
                (&shown["conflicts"], &shown["pending"], &shown["refused"]),
                (&json!([]), &json!([]), &json!([]))
            );
            shown["forms"].take()
        });
        assert_eq!(ours, theirs, "seed {}", self.seed);
        let shown = json!({ "forms": ours });
        let mut notes = self.notes.clone();
        notes.extend(self.of_supervisor.clone());
        holds_each_once(&notes, &subjects(&shown), self.seed);
        for laptop in [worker, supervisor] {
            let history = laptop.ok(&["history", &self.case]);
            let written = list(&history).iter().filter(|line| line["field"] == "note_subject");
            let written: Vec<_> = written.map(|line| line["after"].as_str().unwrap_or_default()).collect();
            holds_each_once(&notes, &written, self.seed);
        }
        self.programme.relay.admin(&["log", "verify"]).ok();
    }
}

/// Exit code 0, or the whole answer printed before the kill.
#[track_caller]
fn acknowledged(output: &Output, ended: Ended) -> bool {
    if ended == Ended::ByItself {
        assert_eq!(output.code, 0, "{}", output.stderr);
    }
    output.code == 0 || !output.json.is_null()
}

#[track_caller]
fn holds_each_once(expected: &BTreeMap<String, bool>, found: &[&str], seed: u32) {
    for (word, acknowledged) in expected {
        let times = found.iter().filter(|one| *one == word).count();
        assert!(
            times == 1 || (times == 0 && !acknowledged),
            "seed {seed}: {word}, acknowledged: {acknowledged}, stands {times} times"
        );
    }
    for word in found {
        assert!(expected.contains_key(*word), "seed {seed}: {word} comes from nowhere");
    }
}

/// What is there now stays there; what is not will never come.
fn settle(expected: &mut BTreeMap<String, bool>, found: &[&str]) {
    expected.retain(|word, _| found.contains(&&**word));
    expected.values_mut().for_each(|acknowledged| *acknowledged = true);
}

fn subjects(shown: &Value) -> Vec<&str> {
    match shown["forms"]["notes"].get("notes_section") {
        Some(notes) => column(notes, "note_subject"),
        None => Vec::new(),
    }
}
