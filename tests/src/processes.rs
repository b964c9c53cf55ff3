//! A programme of real processes: one relay and several laptops, each a profile folder driven by `daftar`.
//!
//! The binaries are those in `DAFTAR_BIN_DIR`, which `./test` builds first. A laptop is offline as long as nobody
//! calls [`Laptop::sync`]. Everything lies in the folder given, temporary files too; passwords lie beside the
//! profiles and never in them.

use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead as _, BufReader, Read, Write as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread::{self, JoinHandle},
    time::Duration,
};

/// How long a relay may take until it listens, and a command until it has answered.
const START_TIME: Duration = Duration::from_secs(60);

/// Long enough for a laptop without a keyring.
pub const PASSWORD: &str = "training-password-1";

/// The configuration that tests run on, in the repository.
pub const CONFIGURATION: &str = "config/training";

/// A person of the story and where they stand.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    pub name: &'static str,
    pub role: &'static str,
    pub agency: &'static str,
    pub group: &'static str,
}

/// The four people of the story.
pub const PEOPLE: &[Person] = &[
    Person { name: "worker-1", role: "role-cp-case-worker", agency: "agency-a", group: "camp-1" },
    Person { name: "worker-2", role: "role-cp-case-worker", agency: "agency-a", group: "camp-1" },
    Person { name: "supervisor", role: "role-cp-manager", agency: "agency-a", group: "camp-1" },
    Person { name: "provider", role: "role-cp-service-provider", agency: "agency-b", group: "clinic" },
];

/// The path of `daftar`, `daftar-relay` or `daftar-desktop`.
pub fn binary(name: &str) -> PathBuf {
    let folder =
        std::env::var_os("DAFTAR_BIN_DIR").expect("DAFTAR_BIN_DIR: run ./test, or set it to target/debug");
    let path = crate::rooms::root().join(folder).join(name);
    assert!(path.is_file(), "{} is not built: cargo build --workspace --bins", path.display());
    path
}

/// What a command answered.
#[derive(Debug)]
pub struct Output {
    pub status: ExitStatus,
    /// 0 done, 2 usage, 3 refused, 4 no relay, 1 failure; -1 when it was killed.
    pub code: i32,
    /// Standard output as JSON; null when empty or no JSON.
    pub json: Value,
    /// Standard error as JSON: its last line that is an object; null when there is none.
    pub error: Value,
    pub stdout: String,
    pub stderr: String,
}

impl Output {
    fn of(status: ExitStatus, stdout: &[u8], stderr: &[u8]) -> Self {
        let stdout = String::from_utf8_lossy(stdout).into_owned();
        let stderr = String::from_utf8_lossy(stderr).into_owned();
        let error =
            stderr.lines().rev().find_map(|line| serde_json::from_str(line).ok().filter(Value::is_object));
        Self {
            status,
            code: status.code().unwrap_or(-1),
            json: serde_json::from_str(&stdout).unwrap_or_default(),
            error: error.unwrap_or_default(),
            stdout,
            stderr,
        }
    }

    /// The answer of a command that must have worked.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.status.success(), "exit code {}: {}{}", self.code, self.stdout, self.stderr);
        self.json
    }

    /// The stable code of a command that must have failed; empty without one.
    #[track_caller]
    pub fn refused(&self) -> &str {
        assert!(!self.status.success(), "worked, but should not have: {}", self.stdout);
        self.error["code"].as_str().unwrap_or_default()
    }
}

/// A command that runs.
pub struct Running {
    child: Option<Child>,
    stdout: JoinHandle<Vec<u8>>,
    stderr: JoinHandle<Vec<u8>>,
    ended: mpsc::Receiver<()>,
}

impl Running {
    /// Starts a command with nothing to read from.
    pub fn spawn(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a binary that starts");
        let (end, ended) = mpsc::channel();
        let stdout = drain(child.stdout.take().expect("piped"), Some(end));
        let stderr = drain(child.stderr.take().expect("piped"), None);
        Self { child: Some(child), stdout, stderr, ended }
    }

    /// Waits for the end.
    pub fn finish(mut self) -> Output {
        let status = self.child.take().expect("not taken before").wait().expect("the end of a process");
        self.output(status)
    }

    /// `kill -9` after this long, unless it ended by itself before; tells which.
    pub fn kill_after(mut self, delay: Duration) -> (Output, Ended) {
        let mut child = self.child.take().expect("not taken before");
        // Its standard output closes when it ends; waiting for that needs no clock of our own.
        let by_itself = self.ended.recv_timeout(delay) != Err(mpsc::RecvTimeoutError::Timeout);
        if !by_itself {
            let _ = child.kill();
        }
        let status = child.wait().expect("the end of a process");
        let ended = if status.code().is_some() { Ended::ByItself } else { Ended::Killed };
        (self.output(status), ended)
    }

    fn output(self, status: ExitStatus) -> Output {
        let stdout = self.stdout.join().expect("standard output");
        let stderr = self.stderr.join().expect("standard error");
        Output::of(status, &stdout, &stderr)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    ByItself,
    Killed,
}

/// Reads a pipe to its end in a thread, so that a full pipe never stops its writer.
fn drain(mut pipe: impl Read + Send + 'static, end: Option<mpsc::Sender<()>>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        drop(end);
        bytes
    })
}

/// One relay's folder, and `daftar-relay serve` on it as long as it runs; killed on drop.
pub struct RelayProcess {
    dir: PathBuf,
    address: SocketAddr,
    child: Child,
}

impl RelayProcess {
    /// Makes the relay's folder from a configuration of the repository.
    pub fn init(dir: &Path, configuration: &str) -> Value {
        let configuration = crate::rooms::root().join(configuration);
        let mut command = relay_command(dir);
        command.arg("init").arg("--config").arg(configuration).arg("--json");
        Running::spawn(&mut command).finish().ok()
    }

    /// Serves on a port that the system chooses, and returns once it listens.
    pub fn start(dir: &Path) -> Self {
        Self::serve(dir, "127.0.0.1:0", &[])
    }

    /// The same with an address and further environment, such as a virtual clock or a fault to inject.
    pub fn serve(dir: &Path, address: &str, environment: &[(&str, &str)]) -> Self {
        let (child, address) = serve(dir, address, environment);
        Self { dir: dir.to_owned(), address, child }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Kills it if it still runs, and serves on the same port again.
    pub fn restart(&mut self) {
        self.kill();
        (self.child, self.address) = serve(&self.dir, &self.address.to_string(), &[]);
    }

    /// Administration, which works whether or not the relay serves: `admin(&["device", "list"])`.
    pub fn admin(&self, arguments: &[&str]) -> Output {
        let mut command = relay_command(&self.dir);
        command.arg("--json").args(arguments);
        Running::spawn(&mut command).finish()
    }

    pub fn add(&self, person: &Person) {
        let Person { name, role, agency, group } = person;
        self.admin(&["user", "add", name, "--role", role, "--agency", agency, "--group", group]).ok();
    }

    /// A one-time code that enrols one laptop of this person.
    pub fn enrol_code(&self, user: &str) -> String {
        let address = self.address.to_string();
        let answer = self.admin(&["enrol-code", user, "--address", &address]).ok();
        answer["code"].as_str().expect("a code").to_owned()
    }
}

impl Drop for RelayProcess {
    fn drop(&mut self) {
        self.kill();
    }
}

/// `daftar-relay` on this folder.
fn relay_command(dir: &Path) -> Command {
    let mut command = Command::new(binary("daftar-relay"));
    command.env("TMPDIR", temporary(dir)).arg("--dir").arg(dir);
    command
}

/// A folder beside a profile's or the relay's own, for what its processes leave in temporary files.
fn temporary(dir: &Path) -> PathBuf {
    let folder = beside(dir, ".tmp");
    fs::create_dir_all(&folder).expect("a folder for temporary files");
    folder
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut beside = path.as_os_str().to_owned();
    beside.push(ending);
    beside.into()
}

fn serve(dir: &Path, address: &str, environment: &[(&str, &str)]) -> (Child, SocketAddr) {
    let mut child = relay_command(dir)
        .args(["serve", "--listen", address])
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("daftar-relay starts");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let (send, listening) = mpsc::channel();
    thread::spawn(move || {
        // Goes on reading after the line that matters, so that the relay never writes to a closed pipe.
        while let Some(Ok(line)) = lines.next() {
            if let Some((_, address)) = line.split_once("listening on ") {
                let _ = send.send(address.trim().to_owned());
            }
        }
    });
    let Ok(address) = listening.recv_timeout(START_TIME) else {
        let _ = child.kill();
        let status = child.wait().expect("the end of a process");
        panic!("daftar-relay never said `listening on`: {status}");
    };
    (child, address.parse().expect("an address and a port"))
}

/// One laptop: a profile folder and the person who works on it.
#[derive(Debug, Clone)]
pub struct Laptop {
    profile: PathBuf,
    password_file: PathBuf,
    user: Option<&'static str>,
    has_keyring: bool,
}

impl Laptop {
    /// `profile` need not exist yet. The password goes into a file beside it.
    pub fn new(profile: &Path, password: &str) -> Self {
        let password_file = beside(profile, ".password");
        let laptop = Self { profile: profile.to_owned(), password_file, user: None, has_keyring: true };
        laptop.set_password(password);
        laptop
    }

    /// The same as if nobody had unlocked a keyring: the password alone opens its vaults, in tests too.
    #[must_use]
    pub fn without_keyring(self) -> Self {
        Self { has_keyring: false, ..self }
    }

    /// The same laptop with somebody else at it, whose vault lies in the same profile.
    #[must_use]
    pub fn as_user(&self, user: &'static str) -> Self {
        Self { user: Some(user), ..self.clone() }
    }

    pub fn profile(&self) -> &Path {
        &self.profile
    }

    /// The password that the next commands give; the vault's own is changed by `daftar` alone.
    pub fn set_password(&self, password: &str) {
        if let Some(folder) = self.password_file.parent() {
            fs::create_dir_all(folder).expect("a folder for the profile");
        }
        let mut file = fs::File::create(&self.password_file).expect("a password file");
        writeln!(file, "{password}").expect("the password written");
    }

    /// `daftar` with the profile, the password and `--json`.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare();
        command.arg("--profile").arg(&self.profile);
        command.arg("--password-file").arg(&self.password_file);
        if let Some(user) = self.user {
            command.args(["--user", user]);
        }
        command.arg("--json").args(arguments);
        command
    }

    /// `daftar` without a word, in this laptop's surroundings.
    pub fn bare(&self) -> Command {
        let mut command = Command::new(binary("daftar"));
        command.env("TMPDIR", temporary(&self.profile)).env_remove("DAFTAR_PROFILE");
        if !self.has_keyring {
            command.env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
        }
        command
    }

    pub fn password_file(&self) -> &Path {
        &self.password_file
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.spawn(arguments).finish()
    }

    /// Starts a command without waiting for it, for tests that kill.
    pub fn spawn(&self, arguments: &[&str]) -> Running {
        Running::spawn(&mut self.command(arguments))
    }

    /// Runs a command that must work.
    #[track_caller]
    pub fn ok(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "daftar {arguments:?}: exit code {}: {}",
            output.code,
            output.stderr
        );
        output.json
    }

    #[track_caller]
    pub fn enrol(&self, code: &str) -> Value {
        self.ok(&["enrol", "--code", code])
    }

    /// Goes online, once.
    #[track_caller]
    pub fn sync(&self) -> Value {
        self.ok(&["sync"])
    }

    #[track_caller]
    pub fn show(&self, case_id: &str) -> Value {
        self.ok(&["case", "show", case_id])
    }

    /// Whether the case is in this laptop's list.
    #[track_caller]
    pub fn holds(&self, case_id: &str) -> bool {
        let listed = self.ok(&["case", "list"]);
        listed.as_array().into_iter().flatten().any(|row| row["case_id"] == json!(case_id))
    }
}

/// Somebody who may do everything of the standard configuration.
pub const OFFICE: Person =
    Person { name: "office", role: "role-superuser", agency: "agency-a", group: "team-1" };

/// A relay that serves the standard configuration, below `dir`.
pub fn standard_relay(dir: &Path) -> RelayProcess {
    let folder = dir.join("relay");
    RelayProcess::init(&folder, "config/standard");
    RelayProcess::start(&folder)
}

/// The office's laptop, whose password alone opens it, enrolled at such a relay.
pub fn office(dir: &Path) -> (RelayProcess, Laptop) {
    let relay = standard_relay(dir);
    relay.add(&OFFICE);
    let laptop = Laptop::new(&dir.join("office"), PASSWORD).without_keyring();
    laptop.enrol(&relay.enrol_code(OFFICE.name));
    (relay, laptop)
}

/// A relay that serves, and an enrolled laptop for everyone.
pub struct Programme {
    pub relay: RelayProcess,
    laptops: Vec<(&'static str, Laptop)>,
}

impl Programme {
    /// The training configuration with the four people of the story, below `dir`.
    pub fn start(dir: &Path) -> Self {
        Self::with_people(dir, PEOPLE, &[])
    }

    /// The same with other people, some of them on laptops whose keyring nobody unlocked.
    pub fn with_people(dir: &Path, people: &[Person], without_keyring: &[&str]) -> Self {
        let folder = dir.join("relay");
        fs::create_dir_all(dir).expect("a folder for the programme");
        RelayProcess::init(&folder, CONFIGURATION);
        let relay = RelayProcess::start(&folder);
        let mut laptops = Vec::new();
        for person in people {
            relay.add(person);
            let mut laptop = Laptop::new(&dir.join("laptops").join(person.name), PASSWORD);
            if without_keyring.contains(&person.name) {
                laptop = laptop.without_keyring();
            }
            laptop.enrol(&relay.enrol_code(person.name));
            laptops.push((person.name, laptop));
        }
        Self { relay, laptops }
    }

    #[track_caller]
    pub fn laptop(&self, user: &str) -> &Laptop {
        let found = self.laptops.iter().find(|(name, _)| *name == user);
        &found.expect("a laptop of this person").1
    }

    /// Syncs these people's laptops, in this order.
    #[track_caller]
    pub fn sync(&self, users: &[&str]) {
        for user in users {
            self.laptop(user).sync();
        }
    }
}

/// Every file below `dir` that holds one of `words` as it is, with the word. Passwords lie in files of their own,
/// which are left out.
pub fn files_holding(dir: &Path, words: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for file in files_below(dir) {
        if file.extension().is_some_and(|ending| ending == "password") {
            continue;
        }
        // A file that went away meanwhile holds nothing any more.
        let bytes = fs::read(&file).unwrap_or_default();
        for word in words {
            if bytes.windows(word.len()).any(|window| window == word.as_bytes()) {
                found.push((file.clone(), (*word).to_owned()));
            }
        }
    }
    found
}

/// Every file below `dir`, in no particular order.
pub fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::{Ended, Output, Running};
    use serde_json::json;
    use std::{process::Command, time::Duration};

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn an_answer_is_read_from_both_ends_with_its_exit_code() {
        let script = r#"echo '{"case_id":"1"}'; echo warning >&2; echo '{"code":"no_consent"}' >&2; exit 3"#;
        let output: Output = Running::spawn(&mut shell(script)).finish();
        assert_eq!((output.code, &output.json), (3, &json!({ "case_id": "1" })));
        assert_eq!(output.refused(), "no_consent");
    }

    #[test]
    fn a_large_answer_does_not_stop_its_writer() {
        let output = Running::spawn(&mut shell("head -c 1000000 /dev/zero | tr '\\0' x")).finish();
        assert_eq!(output.stdout.len(), 1_000_000);
    }

    #[test]
    fn a_command_is_killed_when_its_time_is_up_and_left_alone_when_it_ends_before() {
        let (output, ended) =
            Running::spawn(&mut shell("echo begun; exec sleep 600")).kill_after(Duration::from_millis(100));
        assert_eq!((ended, output.code), (Ended::Killed, -1));
        let (output, ended) = Running::spawn(&mut shell("echo '{}'")).kill_after(Duration::from_secs(60));
        assert_eq!((ended, output.code), (Ended::ByItself, 0));
    }
}
