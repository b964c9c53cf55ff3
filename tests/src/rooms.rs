//! The rooms of the house and the only arrows between them, compared with what Cargo and the sources say.
//!
//! Invariant: every package of the workspace has a row in [`MAY_USE`]; a new room is a decision, not an accident.

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Room, then the only rooms of ours it may use.
pub const MAY_USE: &[(&str, &[&str])] = &[
    ("daftar-core", &[]),
    ("daftar-sqlite", &[]),
    ("daftar-doc", &["daftar-core"]),
    ("daftar-exchange", &["daftar-core"]),
    ("daftar-sync", &["daftar-core", "daftar-doc"]),
    ("daftar-store", &["daftar-core", "daftar-doc", "daftar-sqlite"]),
    ("daftar-app", &["daftar-core", "daftar-doc", "daftar-store", "daftar-sync"]),
    ("daftar-keyring", &["daftar-app"]),
    ("daftar-training", &["daftar-core"]),
    ("daftar-cli", &["daftar-app", "daftar-keyring", "daftar-training"]),
    ("daftar-desktop", &["daftar-app", "daftar-keyring"]),
    ("sync-server", &["daftar-core", "daftar-doc", "daftar-exchange", "daftar-sqlite", "daftar-sync"]),
    // The tests may look everywhere but into the window, which they see as a person does.
    (
        "daftar-tests",
        &[
            "daftar-app",
            "daftar-cli",
            "daftar-core",
            "daftar-doc",
            "daftar-keyring",
            "daftar-sqlite",
            "daftar-store",
            "daftar-sync",
            "daftar-training",
            "sync-server",
        ],
    ),
];

/// Room, then crates of others that it must never depend on itself: what would let it do what it is not for.
pub const NEVER_USES: &[(&str, &[&str])] = &[
    (
        "daftar-core",
        &[
            "automerge",
            "axum",
            "getrandom",
            "jiff",
            "keyring",
            "rand",
            "reqwest",
            "rusqlite",
            "tauri",
            "tokio",
        ],
    ),
    ("daftar-exchange", &["automerge", "axum", "jiff", "keyring", "reqwest", "rusqlite", "tauri", "tokio"]),
    ("daftar-doc", &["axum", "jiff", "keyring", "reqwest", "rusqlite", "tauri", "tokio"]),
    ("daftar-sync", &["axum", "jiff", "keyring", "reqwest", "rusqlite", "tauri", "tokio"]),
    ("daftar-store", &["axum", "keyring", "reqwest", "tauri"]),
    ("daftar-app", &["axum", "keyring", "rusqlite", "tauri"]),
    ("daftar-cli", &["automerge", "axum", "keyring", "reqwest", "rusqlite", "tauri"]),
    ("daftar-desktop", &["automerge", "axum", "keyring", "reqwest", "rusqlite"]),
    ("sync-server", &["keyring", "reqwest", "tauri"]),
];

/// Folder of sources, their endings, then words that must not stand in them.
pub const NEVER_SAYS: &[(&str, &[&str], &[&str])] = &[
    (
        "crates/daftar-core/src",
        &["rs"],
        &["HashMap", "HashSet", "SystemTime", "Instant::now", "std::fs", "std::net", "std::env", "async fn"],
    ),
    ("ui/src", &["ts", "svelte"], &["fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon"]),
];

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the workspace").to_owned()
}

/// What Cargo knows about the workspace's packages.
pub fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo metadata");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("metadata in JSON")
}

/// Every room without a row, row without a room, and arrow that is not in the tables, as sentences.
pub fn wrong_edges(metadata: &Value) -> Vec<String> {
    let packages: Vec<(&str, Vec<&str>)> = list(&metadata["packages"]).map(|p| (name(p), uses(p))).collect();
    let rooms: Vec<&str> = packages.iter().map(|(room, _)| *room).collect();
    let mut wrong = Vec::new();
    for (room, uses) in &packages {
        let Some(allowed) = row(MAY_USE, room) else {
            wrong.push(format!("{room} has no row in MAY_USE"));
            continue;
        };
        let forbidden = row(NEVER_USES, room).unwrap_or_default();
        for used in uses {
            if rooms.contains(used) && !allowed.contains(used) {
                wrong.push(format!("{room} may not use {used}"));
            }
            if forbidden.contains(used) {
                wrong.push(format!("{room} must never use {used}"));
            }
        }
    }
    for (room, _) in MAY_USE {
        if !rooms.contains(room) {
            wrong.push(format!("{room} has a row in MAY_USE, but there is no such room"));
        }
    }
    wrong
}

/// Every forbidden word in the sources, as sentences.
pub fn wrong_words(root: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for (folder, endings, words) in NEVER_SAYS {
        for file in files_below(&root.join(folder)) {
            if !file.extension().is_some_and(|ending| endings.iter().any(|one| ending == *one)) {
                continue;
            }
            let text = fs::read_to_string(&file).expect("a source in UTF-8");
            for word in words.iter().filter(|word| says(&text, word)) {
                wrong.push(format!("{} says {word}", file.strip_prefix(root).unwrap_or(&file).display()));
            }
        }
    }
    wrong
}

/// Whether the word stands there as such, not as the end of a longer name or as a private `#name`.
fn says(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(|before: char| before.is_alphanumeric() || "_#".contains(before))
    })
}

fn row<'t>(table: &'t [(&str, &'t [&'t str])], room: &str) -> Option<&'t [&'t str]> {
    table.iter().find(|(name, _)| *name == room).map(|(_, row)| *row)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn name(value: &Value) -> &str {
    value["name"].as_str().unwrap_or_default()
}

/// What a package links or builds with; what only its own tests use is free.
fn uses(package: &Value) -> Vec<&str> {
    list(&package["dependencies"]).filter(|used| used["kind"] != "dev").map(name).collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::{says, wrong_edges};
    use serde_json::{Value, json};

    fn house(room: &str, uses: &[&str], kind: Option<&str>) -> Value {
        let uses: Vec<Value> = uses.iter().map(|name| json!({ "name": name, "kind": kind })).collect();
        json!({ "packages": [{ "name": room, "dependencies": uses }, { "name": "daftar-app", "dependencies": [] }] })
    }

    fn has(wrong: &[String], sentence: &str) -> bool {
        wrong.iter().any(|one| one == sentence)
    }

    #[test]
    fn a_room_without_a_row_is_found() {
        assert!(has(&wrong_edges(&house("daftar-cellar", &[], None)), "daftar-cellar has no row in MAY_USE"));
    }

    #[test]
    fn an_arrow_that_points_up_is_found() {
        let wrong = wrong_edges(&house("daftar-core", &["daftar-app"], None));
        assert!(has(&wrong, "daftar-core may not use daftar-app"));
    }

    #[test]
    fn a_crate_that_would_break_a_rooms_promise_is_found_also_in_its_build_script() {
        for kind in [None, Some("build")] {
            let wrong = wrong_edges(&house("daftar-core", &["rusqlite"], kind));
            assert!(has(&wrong, "daftar-core must never use rusqlite"));
        }
    }

    #[test]
    fn what_only_a_rooms_own_tests_use_is_free() {
        let wrong = wrong_edges(&house("daftar-core", &["daftar-app", "rusqlite"], Some("dev")));
        assert!(!wrong.iter().any(|one| one.starts_with("daftar-core")));
    }

    #[test]
    fn a_word_is_found_as_such_and_not_inside_a_longer_name() {
        for text in ["fetch(page)", "await window.fetch(page)", "prefetch(page); fetch(page)"] {
            assert!(says(text, "fetch("), "{text}");
        }
        for text in ["prefetch(page)", "this.#fetch(page)", "fetched"] {
            assert!(!says(text, "fetch("), "{text}");
        }
    }
}
