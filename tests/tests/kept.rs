//! What the screen calls kept is kept: saves and drafts of one process that is killed between any two of them.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_app::{
    App, Casebook,
    ports::{SystemClock, SystemRandom},
    secrets::NoSecretStore,
    transport::Https,
    vault::Password,
    view::{AttachRequest, EditRequest, FileRequest, RecordTypeView},
};
use daftar_core::{
    config::RecordType,
    id::{CaseId, UserName},
    value::Value,
};
use daftar_tests::camp::{Camp, Dice, PASSWORD};
use serde_json::json;
use std::{
    collections::BTreeSet,
    env,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

/// Saves in all, whatever the number of lives they take.
const SAVES: usize = 1000;
/// Most words that a writer may say before its last moment; two to a save.
const WORDS: u64 = 200;
/// Longest last moment, in microseconds: longer than one save takes.
const MOMENT_US: u64 = 20_000;

/// How long the writer may take to its first word.
const PATIENCE: Duration = Duration::from_secs(60);

const PROFILE: &str = "DAFTAR_TEST_PROFILE";
const CASE: &str = "DAFTAR_TEST_CASE";
const FROM: &str = "DAFTAR_TEST_FROM";

fn open(profile: &Path) -> Casebook {
    let app = App::new(
        profile.to_owned(),
        Box::new(NoSecretStore),
        Box::new(SystemClock),
        Box::new(SystemRandom),
        Box::new(Https::new().unwrap()),
    );
    app.sign_in(&UserName::from("office"), &Password::new(PASSWORD.to_owned())).unwrap()
}

fn say(word: &str, number: usize) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{word} {number}").unwrap();
    out.flush().unwrap();
}

fn entry(subform: &str, entry: &str, field: &str, value: &str) -> EditRequest {
    serde_json::from_value(json!({
        "fieldId": field, "value": value, "subformId": subform, "entryId": entry, "removed": false
    }))
    .unwrap()
}

/// Not a test of its own: the process that [`nothing_kept_is_lost_when_the_program_is_killed_between_any_two_saves`]
/// starts and kills. Does what the window's commands do, and says of each what the window would show.
#[test]
#[ignore = "the writer of another test"]
fn writer() {
    let Some(profile) = env::var_os(PROFILE) else { return };
    let book = open(Path::new(&profile));
    let case: CaseId = env::var(CASE).unwrap().parse().unwrap();
    let from: usize = env::var(FROM).unwrap().parse().unwrap();
    for number in from..from + SAVES {
        let note = book.make_entry_id().to_string();
        let mut edits = vec![entry("notes_section", &note, "note_subject", &format!("word-{number}"))];
        if number % 10 == 0 {
            let request = AttachRequest {
                record: RecordTypeView(RecordType::Case),
                field_id: "other_documents".to_owned(),
                outer: None,
                name: format!("word-{number}.txt"),
            };
            edits.extend(book.attach(&request, format!("page {number}").as_bytes()).unwrap().edits);
        }
        book.keep_draft(Some(case), RecordType::Case, None, &edits).unwrap();
        say("kept", number);
        let saved = book.save_view(Some(case), RecordType::Case, &edits, &[], None).unwrap();
        assert!(saved.errors.is_empty());
        say("saved", number);
    }
}

fn subjects(book: &Casebook, case: CaseId) -> Vec<String> {
    let shown = book.case_json(case).unwrap();
    let all = shown["forms"].as_object().unwrap().values();
    let notes = all.filter_map(|form| form.get("notes_section")?.as_array()).next();
    let subject = |note: &serde_json::Value| note["note_subject"].as_str().unwrap().to_owned();
    notes.map(|notes| notes.iter().map(subject).collect()).unwrap_or_default()
}

#[test]
#[ignore = "needs ./test"]
fn nothing_kept_is_lost_when_the_program_is_killed_between_any_two_saves() {
    let camp = Camp::of(2, &daftar_tests::standard::files(), &daftar_tests::standard::people()[2..]);
    let (profile, dice) = (camp.at("office").profile.clone(), Dice::new(11));
    let mut lives: Vec<Life> = Vec::new();
    let saved = |lives: &[Life]| lives.iter().map(|life| life.saved.len()).sum::<usize>();
    let mut next = 0;
    while saved(&lives) < SAVES {
        let case = open(&profile).register(&[]).unwrap().case;
        let moment = Duration::from_micros(dice.below(MOMENT_US));
        let life = live(&profile, case, next, 1 + dice.below(WORDS), moment);
        next = life.kept.last().unwrap() + 1;
        life.is_kept(&open(&profile));
        lives.push(life);
    }
    let book = open(&profile);
    lives.iter().for_each(|life| life.is_kept(&book));
    assert!(lives.len() > 10, "{} kills for {} saves", lives.len(), saved(&lives));
}

/// One run of the writer, and what it called kept and saved before it was killed.
struct Life {
    case: CaseId,
    saved: BTreeSet<usize>,
    kept: BTreeSet<usize>,
}

/// Kills a writer a `moment` after its so many `words`: counted, so that a quick machine kills as often as a slow one.
fn live(profile: &Path, case: CaseId, from: usize, words: u64, moment: Duration) -> Life {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "writer", "--ignored", "--nocapture", "--test-threads=1"])
        .env(PROFILE, profile)
        .env(CASE, case.to_string())
        .env(FROM, from.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let (tell, told) = mpsc::channel();
    thread::spawn(move || lines.map(|line| tell.send(line)).all(|sent| sent.is_ok()));
    let mut life = Life { case, saved: BTreeSet::new(), kept: BTreeSet::new() };
    let (mut heard, mut end) = (0, None);
    loop {
        let left = end.map_or(PATIENCE, |end: Instant| end.saturating_duration_since(Instant::now()));
        match told.recv_timeout(left) {
            Ok(line) => {
                heard += u64::from(life.hears(&line));
                if heard >= words {
                    end.get_or_insert_with(|| Instant::now() + moment);
                }
            }
            Err(error) => {
                assert_eq!(
                    (error, end.is_some()),
                    (RecvTimeoutError::Timeout, true),
                    "it wrote until it was killed"
                );
                break;
            }
        }
    }
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
    told.iter().for_each(|line| _ = life.hears(&line));
    life
}

impl Life {
    fn hears(&mut self, line: &str) -> bool {
        match line.split_once(' ').map(|(word, number)| (word, number.parse())) {
            Some(("kept", Ok(number))) => self.kept.insert(number),
            Some(("saved", Ok(number))) => self.saved.insert(number),
            _ => false,
        }
    }

    /// Everything that was called kept or saved is there.
    fn is_kept(&self, book: &Casebook) {
        let there = subjects(book, self.case);
        let unique: BTreeSet<&String> = there.iter().collect();
        assert_eq!(unique.len(), there.len(), "nothing stands twice");
        for number in &self.saved {
            assert!(unique.contains(&format!("word-{number}")), "word {number} was called saved");
        }
        let page = book.case_view(self.case).unwrap();
        let draft = page.draft.map(|draft| draft.edits).unwrap_or_default();
        // The last word kept is either a draft or, a moment further, saved.
        let last = format!("word-{}", self.kept.last().unwrap());
        let is_it = |edit: &EditRequest| {
            edit.value.as_ref().is_some_and(|value| value.0 == Value::Text(last.clone()))
        };
        assert!(unique.contains(&last) || draft.iter().any(is_it), "{last} was called kept");
        // Whatever file an entry names is here and opens.
        let files = page.forms.iter().flat_map(|form| &form.fields).find(|f| f.field_id == "other_documents");
        for file in &files.unwrap().entries {
            let number = file.headline.trim_start_matches("word-").trim_end_matches(".txt");
            let request = FileRequest {
                case_id: Some(self.case.to_string()),
                field_id: "other_documents".to_owned(),
                entry_id: file.entry_id.clone(),
                drafted: None,
                small: false,
            };
            assert_eq!(book.file_bytes(&request).unwrap().as_slice(), format!("page {number}").as_bytes());
        }
    }
}
