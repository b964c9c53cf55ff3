//! `daftar-relay` as people run it: init, people, code, serve, and a laptop over TLS.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camp;

use camp::{Laptop, config_files, enrol_request, line::request};
use daftar_doc::keys::DeviceKeys;
use daftar_sync::{
    code::EnrolCode,
    frame::{self, Reader},
    laptop::{Effect, Session},
    wire::EnrolReply,
};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

fn relay(dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daftar-relay"));
    command.args(arguments).arg("--dir").arg(dir).output().unwrap()
}

/// The process ends with the test.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(dir: &Path) -> (Served, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daftar-relay"));
    command.arg("--dir").arg(dir).args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on ").unwrap().to_owned();
    (Served(child), address)
}

fn write_config(folder: &Path) {
    for (name, text) in config_files() {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn from_init_to_a_first_contact_over_tls() {
    let place = tempfile::tempdir().unwrap();
    let (dir, config) = (place.path().join("relay"), place.path().join("config"));
    write_config(&config);
    let config = config.to_str().unwrap();
    assert!(relay(&dir, &["config", "check", config]).status.success());
    assert!(relay(&dir, &["init", "--config", config]).status.success());
    let again = relay(&dir, &["init", "--config", config]);
    assert_eq!(again.status.code(), Some(3));
    let refusal: serde_json::Value = serde_json::from_slice(&again.stderr).unwrap();
    assert!(refusal["code"] == "target_exists" || refusal["code"] == "relay_exists", "{refusal}");
    let add = ["user", "add", "worker", "--role", "worker", "--agency", "a", "--group", "camp"];
    assert!(relay(&dir, &add).status.success());
    assert_eq!(relay(&dir, &["enrol-code", "worker"]).status.code(), Some(3), "no address yet");

    let (_served, address) = serve(&dir);
    // The console works beside the server, which sees what it did.
    let printed = relay(&dir, &["enrol-code", "worker"]);
    let printed: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    let code = EnrolCode::from_text(printed["code"].as_str().unwrap()).unwrap();
    assert_eq!(code.address, address);

    let keys = DeviceKeys::make().unwrap();
    let asked = frame::encode(&enrol_request(code.secret, &keys)).unwrap();
    let (status, body) = request(&address, "POST", "/enrol", &asked);
    assert_eq!(status, 200);
    let mut reader = Reader::default();
    reader.feed(&body);
    let mut laptop = Laptop::of(reader.message::<EnrolReply>().unwrap().unwrap(), keys);

    let (mut session, body) = Session::open(laptop.hello(), &[]).unwrap();
    let (status, answer) = request(&address, "POST", "/sync", &body);
    assert_eq!(status, 200);
    let effects = session.receive(&answer).unwrap();
    assert!(matches!(effects.first(), Some(Effect::Welcome(_))));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Config(_))));
    assert_eq!(effects.last(), Some(&Effect::Done { more: false }));

    let (status, nonce) = request(&address, "GET", &format!("/nonce?device={}", laptop.device.0), &[]);
    assert_eq!((status, nonce.len()), (200, 16));
    assert_eq!(request(&address, "GET", "/nonce?device=x", &[]).0, 400);
    assert_eq!(request(&address, "POST", "/enrol", &vec![0; 40_000]).0, 413);
    assert_eq!(request(&address, "GET", "/", &[]).0, 404);

    assert!(relay(&dir, &["device", "revoke", "1", "--lost"]).status.success());
    laptop.nonces.push([0; 16]);
    let (mut session, body) = Session::open(laptop.hello(), &[]).unwrap();
    let (_, answer) = request(&address, "POST", "/sync", &body);
    assert_eq!(session.receive(&answer).unwrap(), [Effect::Refused { code: "device_lost".to_owned() }]);

    let verified = relay(&dir, &["log", "verify"]);
    let report: serde_json::Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(report["head"], 4);
}

#[test]
fn wrong_usage_and_refusals_have_their_own_exit_codes() {
    let place = tempfile::tempdir().unwrap();
    let code = |arguments: &[&str]| relay(place.path(), arguments).status.code();
    assert_eq!(code(&["user", "list"]), Some(3));
    assert_eq!(code(&["nonsense"]), Some(2));
    assert_eq!(code(&["config", "check", "/nowhere"]), Some(1));
    let bare = Command::new(env!("CARGO_BIN_EXE_daftar-relay")).args(["user", "list"]).output().unwrap();
    assert_eq!(bare.status.code(), Some(2));
}
