//! A hostile laptop, and strangers, ask for more than their share over real lines: the relay stays up, what it holds for
//! them stays small, nothing gets in, and whoever is honest gets through meanwhile.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camp;

use camp::{
    Camp, Laptop, NOW, config_files, enrol_request,
    line::{Line, try_request},
    ok, person, rejected,
};
use daftar_core::{
    act::{Deed, Sealed},
    id::CaseId,
};
use daftar_doc::{FindingKey, keys::DeviceKeys};
use daftar_sync::{
    code::EnrolCode,
    frame::{self, Reader},
    laptop::{Effect, Item, Session},
    wire::{
        CaseCard, Door, Down, EnrolReply, ItemResult, Push, Search, SearchReply, SignedAct, SignedSearch, Up,
    },
};
use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};
use sync_server::{Limits, http};

const HONEST: &str = "127.0.0.1";
/// Contacts after which an honest laptop must have got through.
const TRIES: usize = 3;

/// A relay that serves in this process.
struct Served {
    camp: Camp,
    address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
}

impl Served {
    fn with(limits: Limits) -> Self {
        let camp = Camp::new();
        camp.relay.add_person(&person("far", "manager", "b", "clinic"), NOW).unwrap();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listen = "127.0.0.1:0".parse().unwrap();
        let serving = runtime.block_on(async { http::start(&camp.relay, listen, limits).unwrap() });
        Self { camp, address: serving.address, _runtime: runtime }
    }

    fn as_usual() -> Self {
        Self::with(Limits::default())
    }

    /// A laptop that has been here before.
    fn laptop(&self, user: &str) -> Laptop {
        let mut laptop = self.camp.enrol(user);
        laptop.sync(&self.camp);
        laptop
    }

    fn status(&self, source: &str, method: &str, path: &str, body: &[u8]) -> u16 {
        try_request(source, self.address, method, path, body).map_or(0, |(status, _)| status)
    }

    /// What was refused to a laptop, by reason.
    fn attempts(&self, laptop: &Laptop) -> Vec<(String, u64)> {
        let all = self.camp.relay.attempts().unwrap().into_iter();
        all.filter(|attempt| attempt.device == laptop.device)
            .map(|attempt| (attempt.code, attempt.count))
            .collect()
    }
}

/// One contact over a line; whether it came through.
fn contact(
    source: &str,
    address: SocketAddr,
    laptop: &mut Laptop,
    items: &[Item],
) -> Option<Vec<ItemResult>> {
    if laptop.nonces.is_empty() {
        let path = format!("/nonce?device={}", laptop.device.0);
        let (_, nonce) =
            try_request(source, address, "GET", &path, &[]).filter(|(status, _)| *status == 200)?;
        laptop.nonces.push(nonce.try_into().unwrap());
    }
    let (mut session, body) = Session::open(laptop.hello(), items).unwrap();
    let (status, answer) = try_request(source, address, "POST", "/sync", &body)?;
    let mut results = Vec::new();
    for effect in (status == 200).then(|| session.receive(&answer))?.ok()? {
        match effect {
            Effect::Welcome(welcome) => laptop.nonces.extend(welcome.nonces),
            Effect::Result { result, .. } => results.push(result),
            Effect::Done { .. } => return Some(results),
            _ => {}
        }
    }
    None
}

/// The honest laptop gets through, and so does what it hands in.
fn gets_through(address: SocketAddr, laptop: &mut Laptop) {
    let items = std::mem::take(&mut laptop.queue);
    let results = (0..TRIES).find_map(|_| contact(HONEST, address, laptop, &items)).expect("a contact");
    let taken = |result: &ItemResult| matches!(result, ItemResult::Ok { .. } | ItemResult::Duplicate);
    assert!(results.len() == items.len() && results.iter().all(taken), "{results:?}");
}

fn search(laptop: &Laptop, nonce: [u8; 16]) -> Vec<u8> {
    let key = FindingKey::from_bytes(laptop.config.as_ref().unwrap().finding.expect("the secret"));
    let search = Search { nonce, tokens: vec![key.token("amn")] };
    frame::encode(&SignedSearch::sign(search, laptop.device, laptop.relay, &laptop.keys)).unwrap()
}

fn ask_for(laptop: &mut Laptop, case: CaseId) -> Vec<u8> {
    frame::encode(&laptop.act(case, Deed::RequestTransfer { note: None })).unwrap()
}

fn read<T: serde::de::DeserializeOwned>(answer: &[u8]) -> T {
    let mut reader = Reader::default();
    reader.feed(answer);
    reader.message().unwrap().expect("a message")
}

// ------------------------------------------------------------------------------------------------- the doors

#[test]
fn a_stranger_at_every_door_locks_out_nobody_at_another_address() {
    let served = Served::as_usual();
    let (mut worker, far) = (served.laptop("worker"), served.laptop("far"));
    let tries = Limits::default().tries_per_address_max;
    let guess = frame::encode(&enrol_request([7; 16], &DeviceKeys::make().unwrap())).unwrap();
    // As the hostile laptop would sign, if it knew the other's key.
    let forged = frame::encode(&SignedSearch {
        device: far.device,
        ..SignedSearch::sign(
            Search { nonce: [0; 16], tokens: Vec::new() },
            worker.device,
            worker.relay,
            &worker.keys,
        )
    })
    .unwrap();
    let doors =
        [("GET", "/nonce?device=1", &[][..]), ("POST", "/enrol", &guess), ("POST", "/search", &forged)];
    let mut heard = 0;
    for (method, path, body) in doors.iter().cycle().take(tries as usize + 30) {
        match served.status("127.0.0.2", method, path, body) {
            200 => heard += 1,
            status => assert_eq!(status, 429, "{path}"),
        }
    }
    assert_eq!(heard, tries);
    assert_eq!(served.status(HONEST, "GET", "/nonce?device=1", &[]), 200);
    let case = worker.register("Amina");
    gets_through(served.address, &mut worker);
    // Whoever signs is no stranger, not even there where the stranger is.
    let (_, nonce) =
        try_request(HONEST, served.address, "GET", &format!("/nonce?device={}", far.device.0), &[]).unwrap();
    let asked = search(&far, nonce.try_into().unwrap());
    let answer = try_request("127.0.0.2", served.address, "POST", "/search", &asked).unwrap();
    assert!(matches!(read(&answer.1), SearchReply::Found(_)), "{}", answer.0);
    assert!(contact("127.0.0.2", served.address, &mut worker, &[]).is_some());
    assert_eq!(served.attempts(&far), [], "what others tried in its name is not its own");
    assert_eq!(served.camp.relay.devices().unwrap().len(), 2, "nobody was enrolled");
    assert_eq!(worker.reads(case, "name").as_deref(), Some("Amina"));
}

#[test]
fn strangers_from_everywhere_exhaust_the_strangers_share_and_no_laptops() {
    let limits = Limits { tries_max: 40, tries_per_address_max: 10, ..Limits::default() };
    let served = Served::with(limits);
    let (mut worker, far) = (served.laptop("worker"), served.laptop("far"));
    let status = |at: usize| served.status(&format!("127.0.1.{}", at % 20), "GET", "/nonce?device=1", &[]);
    let heard = (1..=100).filter(|at| status(*at) == 200).count();
    assert_eq!(heard, 40);
    worker.register("Amina");
    gets_through(served.address, &mut worker);
    let asked = search(&far, far.nonces[0]);
    assert_eq!(served.status(HONEST, "POST", "/search", &asked), 200);
}

#[test]
fn a_laptop_that_floods_the_questions_is_told_to_wait_and_no_other_is() {
    let served = Served::as_usual();
    let (mut hostile, mut far) = (served.laptop("other"), served.laptop("far"));
    let share = Limits::default().questions_per_device_max;
    let unheard = CaseId([9; 16]);
    let answers: Vec<_> = (0..share + 40)
        .map(|_| {
            let question = ask_for(&mut hostile, unheard);
            try_request("127.0.0.2", served.address, "POST", Door::Act.path(), &question).unwrap()
        })
        .collect();
    let (heard, told): (Vec<_>, Vec<_>) = answers.iter().partition(|(status, _)| *status == 200);
    assert_eq!((heard.len(), told.len()), (share as usize, 40));
    assert!(heard.iter().all(|(_, answer)| read::<ItemResult>(answer) == rejected("not_found")));
    assert!(told.iter().all(|(status, _)| *status == 429));
    let question = ask_for(&mut far, unheard);
    let (status, answer) =
        try_request("127.0.0.2", served.address, "POST", Door::Act.path(), &question).unwrap();
    assert_eq!((status, read::<ItemResult>(&answer)), (200, rejected("not_found")));
    assert_eq!(served.attempts(&hostile), [("not_found".to_owned(), u64::from(share))]);
    assert_eq!(served.attempts(&far), [("not_found".to_owned(), 1)]);
}

#[test]
fn searches_beyond_the_hours_share_show_nothing_and_are_counted() {
    let served = Served::with(Limits { tries_per_address_max: 1_000, ..Limits::default() });
    let (hostile, far) = (served.laptop("boss"), served.laptop("far"));
    let asked = |laptop: &Laptop| -> SearchReply {
        let nonce = served.camp.relay.nonce(laptop.device, NOW).unwrap();
        read(&try_request(HONEST, served.address, "POST", "/search", &search(laptop, nonce)).unwrap().1)
    };
    let replies: Vec<_> = (0..40).map(|_| asked(&hostile)).collect();
    let too_often = SearchReply::Refused { code: "too_often".to_owned() };
    assert_eq!(replies.iter().filter(|reply| **reply == too_often).count(), 10);
    assert!(matches!(asked(&far), SearchReply::Found(_)));
    assert_eq!(served.attempts(&hostile), [("too_often".to_owned(), 10)]);
}

#[test]
fn nonces_asked_for_by_the_hundred_push_out_none_that_a_laptop_has() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    let ask = || camp.relay.nonce(worker.device, NOW).unwrap();
    let asked = ask();
    let others: Vec<_> = (0..500).map(|_| ask()).collect();
    let kept = worker.nonces.clone();
    worker.nonces = vec![asked];
    assert!(ok(&worker.sync(&camp)) && worker.refused.is_none(), "the one it asked for is good");
    // A contact with a later one has overtaken all these; those that came with it are as good as ever.
    let fresh = std::mem::take(&mut worker.nonces);
    for stale in [asked, others[0], others[499], kept[3]] {
        worker.nonces = vec![stale];
        worker.sync(&camp);
        assert_eq!(worker.refused.take().as_deref(), Some("bad_nonce"));
    }
    (0..500).for_each(|_| _ = camp.relay.nonce(worker.device, NOW).unwrap());
    for nonce in fresh {
        worker.nonces = vec![nonce];
        worker.sync(&camp);
        assert_eq!(worker.refused, None);
    }
    let (foreign, unknown) =
        (camp.enrol("other"), camp.relay.nonce(daftar_core::id::DeviceNo(99), NOW).unwrap());
    for stray in [camp.relay.nonce(foreign.device, NOW).unwrap(), unknown] {
        worker.nonces = vec![stray];
        worker.sync(&camp);
        assert_eq!(worker.refused.take().as_deref(), Some("bad_nonce"), "one asked for in another's name");
    }
}

// ------------------------------------------------------------------------------------------------- lines

/// A line on which the beginning of a request has been said.
fn half_said(source: &str, address: SocketAddr) -> Option<Line> {
    let mut line = Line::from(source, address).ok()?;
    line.send(b"POST /sync HTTP/1.1\r\nhost: relay\r\nx-").ok()?;
    Some(line)
}

#[test]
fn lines_that_say_little_make_room_for_whoever_comes_anew() {
    let limits = Limits { lines_max: 20, lines_per_address_max: 12, ..Limits::default() };
    let served = Served::with(limits);
    let mut worker = served.laptop("worker");
    worker.register("Amina");
    let held: Vec<_> =
        (0..60).map(|at| half_said(&format!("127.0.0.{}", 2 + at % 4), served.address)).collect();
    gets_through(served.address, &mut worker);
    // As many from where the honest laptop is.
    let here: Vec<_> = (0..40).map(|_| half_said(HONEST, served.address)).collect();
    worker.fill(*worker.cases.keys().next().unwrap(), "note", "seen today");
    gets_through(served.address, &mut worker);
    drop((held, here));
}

#[test]
fn a_strangers_line_is_over_when_its_time_is_however_slowly_it_goes_on() {
    let limits = Limits { stranger_time: Duration::from_millis(400), ..Limits::default() };
    let served = Served::with(limits);
    let silent = Line::from("127.0.0.2", served.address).map(|mut line| line.answer());
    assert_eq!(silent.unwrap(), None, "not even a handshake");
    for path in ["/sync", "/enrol", "/act"] {
        let mut line = Line::from("127.0.0.2", served.address).unwrap();
        line.begin("POST", path, 1_000_000).unwrap();
        assert!(line.drips(&[0x01]), "{path}");
    }
    let mut head = half_said("127.0.0.2", served.address).unwrap();
    assert!(head.drips(b"x"));
    // A laptop that has proved who it is may take longer than that.
    let mut worker = served.laptop("worker");
    let (_, body) = Session::open(worker.hello(), &[]).unwrap();
    let mut line = Line::from(HONEST, served.address).unwrap();
    line.begin("POST", "/sync", body.len()).unwrap();
    let (hello, rest) = body.split_at(body.len() - 12);
    line.send(hello).unwrap();
    for byte in rest {
        assert!(line.waits(Duration::from_millis(60)), "still open");
        line.send(&[*byte]).unwrap();
    }
    assert_eq!(line.answer().map(|(status, _)| status), Some(200));
}

#[test]
fn a_stranger_sends_no_more_than_a_hello() {
    let served = Served::as_usual();
    let mut line = Line::from("127.0.0.2", served.address).unwrap();
    line.begin("POST", "/sync", usize::MAX / 2).unwrap();
    // A message of the longest kind, of which most never comes.
    line.send(&[&1_000_000u32.to_le_bytes()[..], &[0; 4]].concat()).unwrap();
    line.send(&[0; 8 * 1024]).unwrap();
    let (status, answer) = line.answer().expect("an answer though the request goes on");
    assert_eq!((status, read::<Down>(&answer)), (200, Down::Refused { code: "malformed".to_owned() }));
}

// ------------------------------------------------------------------------------------------------- contacts

#[test]
fn ten_thousand_tiny_items_are_answered_each_and_hold_nobody_up() {
    let served = Served::as_usual();
    let (mut hostile, mut worker) = (served.laptop("other"), served.laptop("worker"));
    let case = hostile.register("Amina");
    (0..200).for_each(|n| hostile.fill(case, "status", &n.to_string()));
    let own = std::mem::take(&mut hostile.queue);
    let items: Vec<_> = own.iter().cycle().take(10_000).cloned().collect();
    worker.register("Yusuf");
    let results = std::thread::scope(|scope| {
        let flood = scope.spawn(|| contact("127.0.0.2", served.address, &mut hostile, &items));
        while !flood.is_finished() {
            gets_through(served.address, &mut worker);
            worker.queue = worker.cases.keys().next().map(|_| Vec::new()).unwrap_or_default();
        }
        flood.join().unwrap().expect("answered")
    });
    assert_eq!(results.len(), 10_000);
    assert!(ok(&results[..own.len()]));
    assert!(results[own.len()..].iter().all(|result| *result == ItemResult::Duplicate));
}

#[test]
fn a_contact_of_more_items_than_any_laptop_has_ends_without_an_answer_to_them() {
    let served = Served::as_usual();
    let (mut hostile, mut worker) = (served.laptop("other"), served.laptop("worker"));
    let card = || Item::Card(CaseCard { case: CaseId([9; 16]), sealed: Vec::new(), tokens: Vec::new() });
    let items: Vec<_> = (0..25_000).map(|_| card()).collect();
    assert_eq!(contact("127.0.0.2", served.address, &mut hostile, &items), None);
    let attempts = served.attempts(&hostile);
    assert!(attempts.contains(&("too_many".to_owned(), 1)), "{attempts:?}");
    let not_found = attempts.iter().find(|(code, _)| code == "not_found").expect("counted").1;
    assert!((1..=20_000).contains(&not_found), "{not_found}");
    worker.register("Yusuf");
    gets_through(served.address, &mut worker);
}

#[test]
fn thousands_of_frames_without_a_word_are_no_more_than_one() {
    let served = Served::as_usual();
    let mut hostile = served.laptop("other");
    let (_, body) = Session::open(hostile.hello(), &[]).unwrap();
    let (nothing, end) =
        (frame::encode(&Up::Push(Push::default())).unwrap(), frame::encode(&Up::End).unwrap());
    let hello = &body[..body.len() - end.len()];
    let body = [hello, &nothing.repeat(100_000), &end].concat();
    let (status, answer) = try_request("127.0.0.2", served.address, "POST", "/sync", &body).unwrap();
    let frames = camp::frames_in(&answer);
    assert!(matches!(
        (status, frames.first(), frames.last()),
        (200, Some(Down::Welcome(_)), Some(Down::Bye { .. }))
    ));
}

#[test]
fn huge_acts_and_sentences_get_no_further_than_the_gate() {
    let served = Served::as_usual();
    let mut hostile = served.laptop("worker");
    let case = hostile.register("Amina");
    let owned = std::mem::take(&mut hostile.queue);
    assert!(ok(&contact(HONEST, served.address, &mut hostile, &owned).unwrap()));
    let said = |bytes| Sealed { key: vec![0; 48], text: vec![7; bytes] };
    let before = served.camp.relay.verify_log().unwrap();
    let flags: Vec<_> = [16 * 1024 + 1, 500_000]
        .map(|bytes| Item::Act(hostile.act(case, Deed::FlagAdd { about: said(bytes) })))
        .into();
    let results = contact(HONEST, served.address, &mut hostile, &flags).unwrap();
    assert_eq!(results, [(); 2].map(|()| rejected("bad_sentence")));
    let huge = Item::Act(hostile.act(case, Deed::FlagAdd { about: said(2_000_000) }));
    assert_eq!(contact(HONEST, served.address, &mut hostile, &[huge]), None, "longer than a message may be");
    let long: SignedAct = hostile.act(case, Deed::RequestTransfer { note: Some(said(40_000)) });
    assert_eq!(served.status(HONEST, "POST", "/act", &frame::encode(&long).unwrap()), 413);
    assert_eq!(served.camp.relay.verify_log().unwrap(), before, "nothing came in");
    assert_eq!(served.attempts(&hostile), [("bad_sentence".to_owned(), 2)]);
    gets_through(served.address, &mut hostile);
}

#[test]
fn whatever_is_refused_to_a_known_laptop_is_counted_by_day_for_three_months() {
    let mut served = Served::as_usual();
    let mut hostile = served.laptop("other");
    let mut stale = hostile.clone();
    stale.nonces = vec![[9; 16]];
    stale.sync(&served.camp);
    for days in [0, 0, 1, 90, 91] {
        served.camp.now_ms = NOW + days * 24 * 60 * 60 * 1000;
        hostile.queue = vec![Item::Act(hostile.act(CaseId([9; 16]), Deed::CaseClose))];
        hostile.sync(&served.camp);
    }
    let attempts = served.camp.relay.attempts().unwrap();
    let counts: Vec<_> =
        attempts.iter().map(|a| (a.day - NOW / 86_400_000, a.code.as_str(), a.count)).collect();
    assert_eq!(counts, [(91, "not_found", 1), (90, "not_found", 1), (1, "not_found", 1)]);
}

// ------------------------------------------------------------------------------------------------- memory

/// The process ends with the test.
struct Process(Child, SocketAddr);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn relay(dir: &Path, arguments: &[&str]) -> serde_json::Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daftar-relay"));
    let output = command.arg("--json").arg("--dir").arg(dir).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

impl Process {
    fn serve(dir: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daftar-relay"));
        command.arg("--dir").arg(dir).args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        Self(child, said.trim().strip_prefix("listening on ").unwrap().parse().unwrap())
    }

    /// KiB of memory in use at its most.
    fn most_memory(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }

    fn enrol(&self, dir: &Path, user: &str) -> Laptop {
        relay(dir, &["user", "add", user, "--role", "worker", "--agency", "a", "--group", "camp"]);
        let printed = relay(dir, &["enrol-code", user]);
        let code = EnrolCode::from_text(printed["code"].as_str().unwrap()).unwrap();
        let keys = DeviceKeys::make().unwrap();
        let asked = frame::encode(&enrol_request(code.secret, &keys)).unwrap();
        let (_, answer) = try_request(HONEST, self.1, "POST", "/enrol", &asked).unwrap();
        Laptop::of(read::<EnrolReply>(&answer), keys)
    }
}

#[test]
fn what_the_relay_holds_for_strangers_and_for_one_laptop_stays_small() {
    let place = tempfile::tempdir().unwrap();
    let (dir, config) = (place.path().join("relay"), place.path().join("config"));
    for (name, text) in config_files() {
        fs::create_dir_all(config.join(&name).parent().unwrap()).unwrap();
        fs::write(config.join(&name), text).unwrap();
    }
    relay(&dir, &["init", "--config", config.to_str().unwrap()]);
    let process = Process::serve(&dir);
    let (mut hostile, mut worker) = (process.enrol(&dir, "hostile"), process.enrol(&dir, "worker"));
    gets_through(process.1, &mut worker);
    let before = process.most_memory();
    // Each says that a long message follows, and sends as much of it as is taken; as many say nothing more.
    let begun = |line: &mut Line, hello: &[u8]| {
        let sent = line.begin("POST", "/sync", 30_000_000).and_then(|()| line.send(hello));
        let head = [&1_000_000u32.to_le_bytes()[..], &[0; 4]].concat();
        let _ = sent.and_then(|()| line.send(&head)).and_then(|()| line.send(&vec![0; 900_000]));
    };
    let mut lines = Vec::new();
    for at in 0..200 {
        let mut line = Line::from(&format!("127.0.0.{}", 2 + at % 5), process.1).unwrap();
        begun(&mut line, &[]);
        lines.push(line);
        lines.extend(half_said(&format!("127.0.2.{}", 1 + at % 5), process.1));
    }
    gets_through(process.1, &mut worker);
    let strangers = process.most_memory() - before;
    assert!(strangers < 32 * 1024, "{strangers} KiB for 400 strangers");
    // A laptop that is known, over as many lines as it has nonces.
    for at in 0..120 {
        if hostile.nonces.is_empty() {
            let (path, source) =
                (format!("/nonce?device={}", hostile.device.0), format!("127.0.1.{}", 1 + at % 4));
            let (_, nonce) = try_request(&source, process.1, "GET", &path, &[]).unwrap();
            hostile.nonces.push(nonce.try_into().unwrap());
        }
        let (_, body) = Session::open(hostile.hello(), &[]).unwrap();
        let end = frame::encode(&Up::End).unwrap().len();
        let mut line = Line::from("127.0.0.2", process.1).unwrap();
        begun(&mut line, &body[..body.len() - end]);
        lines.push(line);
    }
    gets_through(process.1, &mut worker);
    let all = process.most_memory() - before;
    assert!(all < 48 * 1024, "{all} KiB with 120 lines of a laptop");
    let said = hostile.act(CaseId([9; 16]), Deed::CaseClose);
    let results =
        (0..TRIES).find_map(|_| contact(HONEST, process.1, &mut hostile, &[Item::Act(said.clone())]));
    assert_eq!(results.expect("a contact"), [rejected("not_found")]);
    let attempts = relay(&dir, &["device", "attempts"]);
    let is_that =
        |row: &serde_json::Value| row["device"] == 1 && row["code"] == "not_found" && row["count"] == 1;
    assert!(attempts.as_array().unwrap().iter().any(is_that), "{attempts}");
}
