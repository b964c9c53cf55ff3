//! A disk that takes nothing more in the middle of a save.

use crate::{list, text};
use daftar_tests::processes::{PEOPLE, Programme, Running, binary};
use std::process::Command;

/// Every file of the laptop may have so many blocks of 512 bytes: fewer than one page of the store.
const BLOCKS: &str = "7";

#[cfg(unix)]
#[test]
#[ignore = "needs ./test"]
fn on_a_full_disk_nothing_is_half_written_and_the_same_can_be_saved_once_there_is_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let programme = Programme::with_people(folder.path(), &PEOPLE[..1], &[]);
    let laptop = programme.laptop("worker-1");
    let case = text(&laptop.ok(&["case", "new", "--set", "name=canary-before"])["case_id"]);
    let before = laptop.show(&case);
    // Two compartments: both or neither.
    let edit = [
        "case",
        "edit",
        &case,
        "--set",
        "name_nickname=canary-after",
        "--add",
        "notes_section:note_subject=n",
    ];
    let new = ["case", "new", "--set", "name=canary-second"];
    for words in [edit.as_slice(), new.as_slice()] {
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
        let refused = output.refused().to_owned();
        assert!(["store_failed", "disk_full"].contains(&refused.as_str()), "{words:?}: {refused}");
        assert_eq!(laptop.show(&case), before, "{words:?}");
        assert_eq!(list(&laptop.ok(&["case", "list"])).len(), 1, "{words:?}");
    }
    laptop.ok(&edit);
    laptop.ok(&new);
    let after = laptop.show(&case);
    assert_eq!(after["forms"]["basic_identity"]["name_nickname"], "canary-after");
    assert_eq!(after["forms"]["notes"]["notes_section"][0]["note_subject"], "n");
    laptop.sync();
}
