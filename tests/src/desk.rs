//! One person's window: what they press and see, and pictures of it.

use crate::{
    processes::PASSWORD,
    rooms::root,
    webdriver::{App, keys},
};
use std::path::Path;

/// The smallest window, and the one that pictures in documents have.
pub const SIZES: [(u32, u32); 2] = [(1024, 700), (1440, 900)];

/// One window and the language it speaks.
pub struct Desk {
    pub app: App,
    language: std::cell::Cell<&'static str>,
}

impl Desk {
    /// Starts the window on a profile that nobody is enrolled on.
    pub fn open(profile: &Path, language: &'static str) -> Self {
        let desk = Self::start(profile, "enrol-code");
        if language != "en" {
            desk.speak(language);
        }
        desk
    }

    /// Whether it is set to this language.
    pub fn speaks(&self, language: &str) -> bool {
        self.language.get() == language
    }

    /// The window with its first page, from then on noting down what goes wrong.
    fn start(profile: &Path, first: &str) -> Self {
        let desk = Self { app: App::start(profile, &[]), language: std::cell::Cell::new("en") };
        desk.app.find(first);
        desk.app.run_js(
            "window.wentWrong = [];
             const note = (text) => window.wentWrong.push(String(text));
             addEventListener('error', (event) => note(event.message));
             addEventListener('unhandledrejection', (event) => note(event.reason));
             addEventListener('securitypolicyviolation', (event) => \
                 note(event.violatedDirective + ' ' + event.blockedURI));",
        );
        desk
    }

    /// Opens the window on a profile that one person is enrolled on, and signs in.
    pub fn sign_in(profile: &Path, user: &str) -> Self {
        let desk = Self::sign_in_to(profile, user, "nav-cases");
        desk.app.click("nav-cases");
        desk
    }

    /// The same for somebody whose rail has something else.
    pub fn sign_in_to(profile: &Path, user: &str, place: &str) -> Self {
        let desk = Self::start(profile, &format!("signin-person-{user}"));
        desk.app.type_into("signin-password", PASSWORD);
        desk.app.press(&[keys::ENTER]);
        desk.app.find(place);
        desk
    }

    /// Switches the language.
    pub fn speak(&self, language: &'static str) {
        self.app.click(&format!("language-{language}"));
        let direction = if language == "ar" { "rtl" } else { "ltr" };
        self.app
            .wait("the direction", || (self.app.run_js("return document.dir") == direction).then_some(()));
        self.language.set(language);
    }

    /// Pictures at both sizes; in Arabic, no word of the window may be left in English.
    pub fn shoot(&self, name: &str) {
        self.shoot_at(name, &SIZES);
    }

    /// The same at these sizes only.
    pub fn shoot_at(&self, name: &str, sizes: &[(u32, u32)]) {
        self.all_is_drawn();
        for (width, height) in sizes.iter().copied() {
            let name = if self.speaks("en") { name.to_owned() } else { format!("{name}.ar") };
            self.app.screenshot(&name, width, height);
            let cut = self.app.run_js("return document.documentElement.scrollWidth - window.innerWidth");
            assert!(cut.as_i64() <= Some(0), "{name} is {cut} too wide at {width}");
        }
        if self.speaks("ar") {
            let left = self.app.run_js(LATIN_WORDS);
            assert_eq!(left, serde_json::json!([]), "English words in {name}");
        }
    }

    /// Waits for what is drawn piece by piece.
    fn all_is_drawn(&self) {
        let left = "return document.querySelectorAll('[data-rest]').length";
        self.app.wait("all to be drawn", || (self.app.run_js(left) == 0).then_some(()));
    }

    /// What axe-core finds seriously wrong for people who cannot see the window or point at it; `what` is on it now.
    pub fn is_accessible(&self, what: &str) {
        self.all_is_drawn();
        if self.app.run_js("return typeof axe") == "undefined" {
            let axe = root().join("ui/node_modules/axe-core/axe.min.js");
            self.app.run_js(&std::fs::read_to_string(axe).expect("axe-core among the window's packages"));
        }
        let found = self.app.run_js_until_done(
            "axe.run(document, { resultTypes: ['violations'] }).then((result) => done(result.violations
               .filter((one) => one.impact === 'serious' || one.impact === 'critical')
               .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target).join(' | ')}`)),
             (error) => done(String(error)))",
        );
        assert_eq!(found, serde_json::json!([]), "on {what}");
    }

    /// No error was thrown, nothing was blocked, and the fonts are there.
    pub fn nothing_went_wrong(&self) {
        assert_eq!(self.app.run_js("return window.wentWrong"), serde_json::json!([]));
        for face in ["400 15px 'Noto Sans'", "600 15px 'Noto Sans'"] {
            let loaded = self.app.run_js(&format!(
                "return [...document.fonts].some((face) => face.status === 'loaded' && \
                 \"{face}\".includes(face.family.replaceAll('\"', '')) && \"{face}\".includes(face.weight))"
            ));
            assert_eq!(loaded, true, "{face}");
        }
    }

    /// Enrols with a code, by keyboard.
    pub fn enrol(&self, code: &str) {
        self.wait_focus("enrol-code");
        self.app.type_keys(code);
        self.tab(1, "enrol-password");
        self.app.type_keys(PASSWORD);
        self.tab(1, "enrol-password-again");
        self.app.type_keys(PASSWORD);
        self.app.press(&[keys::ENTER]);
        self.app.click("nav-cases");
    }

    /// Waits until the focus is there.
    pub fn wait_focus(&self, test_id: &str) {
        self.app.wait(&format!("the focus on {test_id}, not on {}", self.app.focused()), || {
            (self.app.focused() == test_id).then_some(())
        });
    }

    /// Goes on by so many fields.
    pub fn tab(&self, times: usize, to: &str) {
        (0..times).for_each(|_| self.app.press(&[keys::TAB]));
        self.wait_focus(to);
    }

    /// Goes to the next form while writing.
    pub fn next_form(&self, first: &str) {
        self.app.press(&[keys::ALT, keys::DOWN]);
        self.wait_focus(first);
    }

    /// From the first step of a new case past the second, with nothing said there.
    pub fn go_on_to_the_forms(&self) {
        self.next_form("input-consent_for_services");
        self.next_form("input-name");
    }

    /// Opens a blank case.
    pub fn begin_case(&self) {
        self.app.click("nav-cases");
        self.app.find("cases-new");
        self.app.press(&["n"]);
        self.wait_focus("input-name");
    }

    /// Finds a case by its name and opens it.
    pub fn open_case(&self, name: &str) {
        self.app.click("nav-cases");
        self.app.find("cases-search");
        self.app.press(&["/"]);
        self.wait_focus("cases-search");
        self.app.press(&[keys::CONTROL, "a"]);
        self.app.type_keys(name);
        let only = serde_json::json!([name]);
        self.app.wait(&format!("only {name} in the list"), || {
            let rows = self.app.run_js(
                "return [...document.querySelectorAll('[data-testid=case-row-name]')].map((one) => one.textContent)",
            );
            (rows == only).then_some(())
        });
        self.app.press(&[keys::ENTER]);
        self.app.wait_text("case-name", name);
        self.app.find("case-id");
    }

    /// Waits until the list has so many rows.
    pub fn wait_rows(&self, least: usize) {
        self.app.find("cases-search");
        self.app.press(&["/"]);
        self.wait_focus("cases-search");
        self.app.press(&[keys::CONTROL, "a"]);
        self.app.press(&[keys::BACKSPACE]);
        self.app.wait("the list", || (self.app.count("case-row-name") >= least).then_some(()));
    }

    /// Opens a form for writing.
    pub fn edit(&self, form: &str) {
        self.app.click(&format!("form-{form}"));
        self.app.find("edit");
        self.app.press(&["e"]);
        self.app.find("save");
    }

    /// Saves what was typed.
    pub fn save(&self) {
        self.app.press(&[keys::CONTROL, "s"]);
        self.app.wait_gone("save");
        assert_eq!(self.app.count("problem"), 0);
    }

    /// Goes to the page of contacts.
    pub fn sync_page(&self) {
        self.app.click("nav-sync");
        self.app.find("sync-line");
    }

    /// One contact.
    pub fn sync(&self) {
        self.sync_page();
        self.app.press(&["s"]);
        self.app.wait("the end of the sync", || {
            self.app.attribute("sync-now", "disabled").is_none().then_some(())
        });
        assert_eq!(self.app.count("sync-problem"), 0, "{}", self.app.text("sync-line"));
        self.app.find("sync-report");
    }
}

/// Words in Latin letters that are neither keys, nor ids, nor what people are called.
const LATIN_WORDS: &str = "
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim();
        const home = walker.currentNode.parentElement;
        if (home.closest('kbd, bdi, .code, [lang=en], [lang=fr], [lang=es], input, textarea, script, style')) continue;
        if (/[a-z]{2,}/i.test(text.replaceAll(/\\u2068[^\\u2069]*\\u2069|Daftar|JPEG|PNG|WebP|HEIC|MP3|M4A|OGG|WAV|PDF|Word|Excel|CSV/g, ''))) found.push(text);
    }
    return found;";
