//! Drives the real window through `WebKitWebDriver` (Debian package webkit2gtk-driver).
//!
//! The protocol is JSON over HTTP/1.1 on loopback, so a client of its own needs only the standard library and
//! `serde_json`: the known client crates would switch on features of crates that the window shares, and the
//! whole tree would be built twice.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use std::{
    ffi::OsStr,
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// The member that holds an element's id, fixed by the standard.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// How long an answer of the driver may take; a screenshot of a busy page takes longest.
const ANSWER_TIME: Duration = Duration::from_secs(30);
/// How long something on the page may take to appear; key derivation in a debug build included.
const PAGE_TIME: Duration = Duration::from_secs(30);
const POLL_EVERY: Duration = Duration::from_millis(40);

/// Keys without a letter, as `WebDriver` writes them; for [`App::press`].
pub mod keys {
    pub const BACKSPACE: &str = "\u{e003}";
    pub const TAB: &str = "\u{e004}";
    pub const ENTER: &str = "\u{e007}";
    pub const SHIFT: &str = "\u{e008}";
    pub const CONTROL: &str = "\u{e009}";
    pub const ALT: &str = "\u{e00a}";
    pub const ESCAPE: &str = "\u{e00c}";
    pub const PAGE_UP: &str = "\u{e00e}";
    pub const PAGE_DOWN: &str = "\u{e00f}";
    pub const END: &str = "\u{e010}";
    pub const HOME: &str = "\u{e011}";
    pub const LEFT: &str = "\u{e012}";
    pub const UP: &str = "\u{e013}";
    pub const RIGHT: &str = "\u{e014}";
    pub const DOWN: &str = "\u{e015}";
    pub const DELETE: &str = "\u{e017}";
    pub const F2: &str = "\u{e032}";
}

/// A window, opened by a driver of its own; closed on drop.
pub struct App {
    driver: Child,
    port: u16,
    session: String,
}

impl App {
    /// Opens the window of the laptop in `profile`, with `environment` on top of the test's own.
    pub fn start(profile: &Path, environment: &[(&str, &OsStr)]) -> Self {
        let mut all = vec![("DAFTAR_PROFILE", profile.as_os_str())];
        all.extend(environment);
        Self::start_binary(&crate::processes::binary("daftar-desktop"), &[], &all)
    }

    /// Opens any WebKitGTK program that lets itself be driven.
    pub fn start_binary(binary: &Path, arguments: &[&str], environment: &[(&str, &OsStr)]) -> Self {
        let port = free_port();
        // The driver starts the program, so the program inherits this environment.
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver (Debian package webkit2gtk-driver)");
        let mut app = Self { driver, port, session: String::new() };
        app.wait("the driver", || request(port, "GET", "/status", None).ok());
        let browser = json!({ "webkitgtk:browserOptions": { "binary": binary, "args": arguments } });
        let body = json!({ "capabilities": { "alwaysMatch": browser } });
        let session = request(port, "POST", "/session", Some(&body)).expect("a session");
        session["sessionId"].as_str().expect("a session id").clone_into(&mut app.session);
        app
    }

    /// Waits for the element with this `data-testid` and gives its id.
    pub fn find(&self, test_id: &str) -> String {
        self.wait(test_id, || self.look_for(test_id).into_iter().next())
    }

    /// How many elements with this `data-testid` there are now.
    pub fn count(&self, test_id: &str) -> usize {
        self.look_for(test_id).len()
    }

    pub fn is_there(&self, test_id: &str) -> bool {
        self.count(test_id) > 0
    }

    pub fn wait_gone(&self, test_id: &str) {
        self.wait(&format!("{test_id} to go"), || (!self.is_there(test_id)).then_some(()));
    }

    /// Waits until the element can be clicked, and clicks it; a page that redraws may swap it in between.
    pub fn click(&self, test_id: &str) {
        self.do_with(test_id, "click", &json!({}));
    }

    /// Types at the end of what stands in the field.
    pub fn type_into(&self, test_id: &str, text: &str) {
        self.do_with(test_id, "value", &json!({ "text": text }));
    }

    /// Empties the field and types.
    pub fn fill(&self, test_id: &str, text: &str) {
        self.do_with(test_id, "clear", &json!({}));
        // The driver refuses to type nothing.
        if !text.is_empty() {
            self.type_into(test_id, text);
        }
    }

    /// Presses these keys together at whatever has the focus: `press(&[keys::CONTROL, "s"])`.
    pub fn press(&self, together: &[&str]) {
        let down = together.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = together.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<Value> = down.chain(up).collect();
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.post("/actions", &body).expect("keys pressed");
    }

    /// Draws a line with the mouse through these points, counted in pixels from the middle of the element.
    pub fn draw(&self, test_id: &str, points: &[(i32, i32)]) {
        let element = json!({ ELEMENT: self.find(test_id) });
        let to = |(x, y): &(i32, i32)| json!({ "type": "pointerMove", "duration": 20, "origin": element, "x": x, "y": y });
        let mut actions: Vec<Value> = points.iter().map(to).collect();
        actions.insert(1, json!({ "type": "pointerDown", "button": 0 }));
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        let mouse = json!({
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions
        });
        self.post("/actions", &json!({ "actions": [mouse] })).expect("a line drawn");
    }

    /// Types letter by letter at whatever has the focus.
    pub fn type_keys(&self, text: &str) {
        let letters = text.chars().flat_map(|letter| ["keyDown", "keyUp"].map(|deed| (deed, letter)));
        let actions: Vec<Value> =
            letters.map(|(deed, letter)| json!({ "type": deed, "value": letter })).collect();
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.post("/actions", &body).expect("text typed");
    }

    /// The visible text of the element.
    pub fn text(&self, test_id: &str) -> String {
        self.wait(test_id, || self.ask_about(test_id, "text"))
    }

    /// What stands in the field.
    pub fn value(&self, test_id: &str) -> String {
        self.wait(test_id, || self.ask_about(test_id, "property/value"))
    }

    /// `None` when the element lacks the attribute.
    pub fn attribute(&self, test_id: &str, name: &str) -> Option<String> {
        let element = self.find(test_id);
        let found = self.get(&format!("/element/{element}/attribute/{name}")).expect("an attribute");
        found.as_str().map(str::to_owned)
    }

    /// Waits until the element's text holds `part`, and gives all of it.
    pub fn wait_text(&self, test_id: &str, part: &str) -> String {
        self.wait(&format!("{part:?} in {test_id}"), || {
            self.ask_about(test_id, "text").filter(|text| text.contains(part))
        })
    }

    /// The `data-testid` of what has the focus, or nothing.
    pub fn focused(&self) -> String {
        let found = self.run_js("return document.activeElement?.dataset.testid ?? ''");
        found.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script and gives what it returns.
    pub fn run_js(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] })).expect("a script that runs")
    }

    /// Runs a script that calls `done` with what it gives.
    pub fn run_js_until_done(&self, script: &str) -> Value {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        self.post("/execute/async", &json!({ "script": script, "args": [] })).expect("a script that ends")
    }

    /// Makes the window this large, and waits until the page has taken the width.
    pub fn resize(&self, width: u32, height: u32) {
        let body = json!({ "x": 0, "y": 0, "width": width, "height": height });
        self.post("/window/rect", &body).expect("a window of another size");
        self.wait(&format!("a page {width} wide"), || {
            (self.run_js("return window.innerWidth") == width).then_some(())
        });
    }

    /// Writes `test-output/screenshots/<name>-<width>.png` of the window at that width.
    pub fn screenshot(&self, name: &str, width: u32, height: u32) -> PathBuf {
        self.resize(width, height);
        // Two frames: one that lays out, one that is drawn with the fonts in place.
        self.run_js_until_done(
            "document.fonts.ready.then(() => \
             requestAnimationFrame(() => requestAnimationFrame(() => done(true))))",
        );
        self.picture(&format!("{name}-{width}"))
    }

    fn picture(&self, name: &str) -> PathBuf {
        let folder = crate::rooms::root().join("test-output/screenshots");
        fs::create_dir_all(&folder).expect("a folder for screenshots");
        let picture = self.get("/screenshot").expect("a screenshot");
        let picture =
            BASE64_STANDARD.decode(picture.as_str().unwrap_or_default()).expect("a picture in base64");
        let path = folder.join(format!("{name}.png"));
        fs::write(&path, picture).expect("the picture written");
        path
    }

    /// Asks again and again until there is an answer.
    pub fn wait<T>(&self, what: &str, mut poll: impl FnMut() -> Option<T>) -> T {
        self.insist(what, || poll().ok_or_else(|| "not there".to_owned()))
    }

    /// Tries again and again until it works; the only place that waits by the clock.
    fn insist<T>(&self, what: &str, mut attempt: impl FnMut() -> Result<T, String>) -> T {
        let until = Instant::now() + PAGE_TIME;
        loop {
            match attempt() {
                Ok(found) => return found,
                Err(error) if Instant::now() >= until => {
                    let picture = self.picture("failed");
                    panic!("waited in vain for {what}: {error}; see {}", picture.display());
                }
                Err(_) => {}
            }
            thread::sleep(POLL_EVERY);
        }
    }

    fn look_for(&self, test_id: &str) -> Vec<String> {
        let query = json!({ "using": "css selector", "value": format!("[data-testid=\"{test_id}\"]") });
        let found = self.post("/elements", &query).unwrap_or_default();
        let ids = found.as_array().into_iter().flatten().filter_map(|one| one[ELEMENT].as_str());
        ids.map(str::to_owned).collect()
    }

    fn ask_about(&self, test_id: &str, question: &str) -> Option<String> {
        let element = self.look_for(test_id).into_iter().next()?;
        let answer = self.get(&format!("/element/{element}/{question}")).ok()?;
        answer.as_str().map(str::to_owned)
    }

    fn do_with(&self, test_id: &str, deed: &str, body: &Value) {
        self.insist(&format!("{deed} on {test_id}"), || {
            let element = self.look_for(test_id).into_iter().next().ok_or("not there")?;
            self.post(&format!("/element/{element}/{deed}"), body)
        });
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        request(self.port, "POST", &format!("/session/{}{path}", self.session), Some(body))
    }

    fn get(&self, path: &str) -> Result<Value, String> {
        request(self.port, "GET", &format!("/session/{}{path}", self.session), None)
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = request(self.port, "DELETE", &format!("/session/{}", self.session), None);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr()).expect("a free port").port()
}

/// One request, one connection; gives the `value` member of the answer.
fn request(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
    let body = body.map_or_else(String::new, Value::to_string);
    let answer = exchange(port, method, path, &body).map_err(|error| error.to_string())?;
    let answer: Value = serde_json::from_slice(&answer).map_err(|error| error.to_string())?;
    let value = answer.get("value").cloned().unwrap_or_default();
    match value.get("error").and_then(Value::as_str) {
        Some(error) => Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default())),
        None => Ok(value),
    }
}

fn exchange(port: u16, method: &str, path: &str, body: &str) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(ANSWER_TIME))?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )?;
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut answer = vec![0; length];
    reader.read_exact(&mut answer)?;
    Ok(answer)
}
