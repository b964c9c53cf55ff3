//! A disk that takes nothing more in the middle of a save.

use crate::{list, text};
use daftar_tests::processes::{Running, binary, office};
use std::{fs, process::Command};

/// Every file that is written may have so many blocks of 512 bytes: enough to open a store, whose index of the log has
/// 32 KiB, and too few for what is saved here.
const BLOCKS: &str = "128";

#[cfg(unix)]
#[test]
#[ignore = "needs ./test"]
fn on_a_full_disk_nothing_is_half_written_and_the_same_can_be_saved_once_there_is_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_relay, laptop) = office(folder.path());
    let case = text(&laptop.ok(&["case", "new", "--set", "name_first=canary-before"])["case_id"]);
    let page = folder.path().join("page.txt");
    fs::write(&page, "canary-on-the-page".repeat(10_000)).expect("a file");
    let attached = laptop.ok(&["case", "attach", &case, "other_documents", page.to_str().expect("UTF-8")]);
    let paper = format!("other_documents/{}", text(&attached["entry"]));
    let copies = folder.path().join("copies");
    fs::create_dir(&copies).expect("a folder");
    let before = laptop.show(&case);
    // Two compartments: both or neither.
    let note = format!("notes_section:note_text={}", "canary ".repeat(8_000));
    let edit = ["case", "edit", &case, "--set", "name_nickname=canary-after", "--add", &note];
    let new = ["case", "new", "--set", "name_first=canary-second"];
    let copy = ["case", "copy", &case, &paper, copies.to_str().expect("UTF-8")];
    for (words, code) in [
        (edit.as_slice(), "store_failed"),
        (new.as_slice(), "store_failed"),
        (copy.as_slice(), "copy_failed"),
    ] {
        let daftar = laptop.command(words);
        let mut full = Command::new("sh");
        full.args(["-c", "ulimit -f $0; trap '' XFSZ; exec \"$@\"", BLOCKS])
            .arg(binary("daftar"))
            .args(daftar.get_args());
        for (name, value) in daftar.get_envs() {
            match value {
                Some(value) => _ = full.env(name, value),
                None => _ = full.env_remove(name),
            }
        }
        let output = Running::spawn(&mut full).finish();
        assert_eq!(output.refused(), code, "{}", words[1]);
        assert_eq!(fs::read_dir(&copies).expect("a folder").count(), 0, "no part of a copy stays in clear");
        assert_eq!(laptop.show(&case), before, "{}", words[1]);
        assert_eq!(list(&laptop.ok(&["case", "list"])).len(), 1, "{}", words[1]);
    }
    laptop.ok(&edit);
    laptop.ok(&new);
    assert_eq!(laptop.ok(&copy)["file"], "page.txt");
    let after = laptop.show(&case);
    assert_eq!(after["forms"]["basic_identity"]["name_nickname"], "canary-after");
    assert_eq!(list(&after["forms"]["notes"]["notes_section"]).len(), 1);
    laptop.sync();
}
