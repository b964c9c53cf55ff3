//! The first files that a program opens, several at once.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    env, hint,
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use daftar_sqlite::{DbKey, open};

/// So often it is tried in a program of its own: without care, about one in a hundred fails.
const PROGRAMS: usize = 400;
const THREADS: usize = 3;

#[test]
fn the_first_files_of_a_program_may_be_opened_at_once() {
    let program = env::current_exe().unwrap();
    let refused = (0..PROGRAMS)
        .filter(|_| {
            let output = Command::new(&program).args(["--exact", "openers"]).output().unwrap();
            !output.status.success()
        })
        .count();
    assert_eq!(refused, 0, "of {PROGRAMS}");
}

/// What each of those programs does.
#[test]
fn openers() {
    let folder = tempfile::tempdir().unwrap();
    let begun = AtomicUsize::new(0);
    let open_one = |nth: usize| {
        begun.fetch_add(1, Ordering::SeqCst);
        while begun.load(Ordering::SeqCst) < THREADS {
            hint::spin_loop();
        }
        // Not quite at once: each comes at another moment of the first one's work.
        (0..nth * 2_000).for_each(|_| hint::spin_loop());
        open(&folder.path().join(nth.to_string()), &DbKey::from_bytes(&[7; 32])).map(drop)
    };
    let open_one = &open_one;
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|nth| scope.spawn(move || open_one(nth))).collect();
        for thread in threads {
            thread.join().unwrap().unwrap();
        }
    });
}
