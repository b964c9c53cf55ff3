//! Damaged vault files: said to be damaged, never opened wrongly, never written to.

use crate::{is_refused, list, text};
use daftar_tests::{
    camp::Dice,
    processes::{Laptop, Output, PASSWORD, PEOPLE, Programme, files_below},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

const PAGE_BYTES: usize = 4096;

struct Copies {
    folder: PathBuf,
    whole: PathBuf,
    count: usize,
}

impl Copies {
    /// A copy of the profile with one of its files changed.
    fn spoiled(&mut self, file: &str, spoil: impl Fn(&mut Vec<u8>)) -> Laptop {
        self.count += 1;
        let profile = self.folder.join(format!("copy-{}", self.count));
        for from in files_below(&self.whole) {
            let to = profile.join(from.strip_prefix(&self.whole).expect("below"));
            fs::create_dir_all(to.parent().expect("a folder")).expect("made");
            let mut bytes = fs::read(&from).expect("read");
            if from.ends_with(file) {
                spoil(&mut bytes);
                assert_ne!(bytes, fs::read(&from).expect("read"), "{file} is as it was");
                fs::write(&to, bytes).expect("written");
            } else {
                fs::copy(&from, &to).expect("copied");
            }
        }
        Laptop::new(&profile, PASSWORD)
    }
}

#[test]
#[ignore = "needs ./test"]
fn damaged_vault_files_are_named_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let programme = Programme::with_people(folder.path(), &PEOPLE[..1], &[]);
    let laptop = programme.laptop("worker-1");
    laptop.ok(&["training", "fill", "--count", "12"]);
    laptop.sync();
    let cases = laptop.ok(&["case", "list"]);
    let case = text(&list(&cases)[0]["case_id"]);
    let shown = laptop.show(&case);
    let mut copies =
        Copies { folder: folder.path().join("copies"), whole: laptop.profile().to_owned(), count: 0 };
    let dice = Dice::new(7);

    // A copy as it is opens: what follows is the damage's doing.
    let same = copies.spoiled("machine", |bytes| bytes[0] ^= 1);
    assert_eq!(same.show(&case), shown);

    let header = fs::read(find(laptop.profile(), "vault.json")).expect("read");
    let mut spots: Vec<usize> = (0..10).map(|_| place(&dice, header.len())).collect();
    // Whose vault it is, the very first and the very last byte.
    let name = header.windows(8).position(|window| window == b"worker-1").expect("a name");
    spots.extend([0, name, header.len() - 2]);
    for at in spots {
        let bit = 1 << dice.below(8);
        damaged(&copies.spoiled("vault.json", |bytes| bytes[at] ^= bit), "vault.json", &case);
    }
    for keep in [0, 1, header.len() / 2, header.len() - 1] {
        damaged(&copies.spoiled("vault.json", |bytes| bytes.truncate(keep)), "vault.json", &case);
    }
    let without = copies.spoiled("machine", |bytes| bytes[0] ^= 1);
    fs::remove_file(find(without.profile(), "vault.json")).expect("removed");
    damaged(&without, "store.db", &case);
    let without = copies.spoiled("machine", |bytes| bytes[0] ^= 1);
    fs::remove_file(find(without.profile(), "store.db")).expect("removed");
    damaged(&without, "vault.json", &case);

    // The store: the salt, the first page, every page but the first, and cut short.
    let pages = fs::read(find(laptop.profile(), "store.db")).expect("read").len() / PAGE_BYTES;
    assert!(pages > 10);
    for at in [0, 15, 16, 100, place(&dice, PAGE_BYTES), PAGE_BYTES - 1] {
        damaged(&copies.spoiled("store.db", |bytes| bytes[at] ^= 0x20), "store.db", &case);
    }
    let every = copies.spoiled("store.db", |bytes| {
        for page in 1..pages {
            bytes[page * PAGE_BYTES + place(&dice, PAGE_BYTES)] ^= 1;
        }
    });
    damaged(&every, "store.db", &case);
    for keep in [0, 1, 1000, PAGE_BYTES, pages / 2 * PAGE_BYTES, (pages - 1) * PAGE_BYTES] {
        damaged(&copies.spoiled("store.db", |bytes| bytes.truncate(keep)), "store.db", &case);
    }
    // A single page may not matter to a question; if it does, nothing is made up.
    let mut met = 0;
    for turn in 0..16 {
        let page = 1 + place(&dice, pages - 1);
        let copy = copies.spoiled("store.db", |bytes| match turn {
            // SQLite rounds the number of pages up.
            0 => bytes.truncate(bytes.len() - 1),
            _ => bytes[page * PAGE_BYTES + place(&dice, PAGE_BYTES)] ^= 8,
        });
        for (words, whole) in [(&["case", "show", &*case][..], &shown), (&["case", "list"], &cases)] {
            let output = copy.run(words);
            if output.code == 0 {
                assert_eq!(output.json, *whole, "page {page}");
            } else {
                is_refused(&output, "vault_damaged", 1);
                met += 1;
            }
        }
    }
    assert!(met > 0, "no damage was met");
}

/// Every command says so, and the damaged file stays as it is.
#[track_caller]
fn damaged(laptop: &Laptop, file: &str, case: &str) {
    let path = find(laptop.profile(), file);
    let before = fs::read(&path).expect("read");
    let answers: [Output; 3] = [
        laptop.run(&["case", "show", case]),
        laptop.run(&["--user", "worker-1", "case", "list"]),
        laptop.run(&["case", "new", "--set", "name=Nobody"]),
    ];
    for answer in &answers {
        is_refused(answer, "vault_damaged", 1);
    }
    assert!(fs::read(&path).expect("read") == before, "{file} was written to");
}

#[track_caller]
fn find(profile: &Path, file: &str) -> PathBuf {
    files_below(profile).into_iter().find(|path| path.ends_with(file)).expect("in the profile")
}

fn place(dice: &Dice, end: usize) -> usize {
    usize::try_from(dice.below(end as u64)).expect("small")
}
