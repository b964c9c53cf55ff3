//! What is on the disk, and what happens when it is not what it was.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{fs, path::Path};

use daftar_sqlite::{DbKey, OpenError, migrate, open, open_memory, open_read};
use refinery::{Migration, Runner};
use rusqlite::Connection;

const CANARY: &str = "canary-name-of-a-child";
const KEY: [u8; 32] = *b"0123456789abcdef-KEY-MATERIAL-!!";

fn key() -> DbKey {
    DbKey::from_bytes(&KEY)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// A closed file of some thirty pages.
fn filled(path: &Path) {
    let conn = open(path, &key()).unwrap();
    fill(&conn);
}

fn fill(conn: &Connection) {
    conn.execute_batch("CREATE TABLE canary_table (note TEXT) STRICT").unwrap();
    for row in 0..300 {
        let note = format!("{CANARY} {row} {}", "words ".repeat(60));
        conn.execute("INSERT INTO canary_table (note) VALUES (?1)", [note]).unwrap();
    }
}

/// Opens and reads every page.
fn read_all(path: &Path) -> Result<i64, OpenError> {
    let conn = open(path, &key())?;
    Ok(conn.query_row("SELECT sum(length(note)) FROM canary_table", [], |row| row.get(0))?)
}

#[test]
fn neither_the_file_nor_its_log_shows_a_name_or_a_header() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.db");
    let conn = open(&path, &key()).unwrap();
    fill(&conn);
    conn.execute_batch("CREATE TEMP TABLE scratch AS SELECT * FROM canary_table").unwrap();

    let mut seen = Vec::new();
    for entry in fs::read_dir(dir.path()).unwrap() {
        let entry = entry.unwrap();
        let bytes = fs::read(entry.path()).unwrap();
        for needle in [CANARY.as_bytes(), b"canary_table", b"SQLite format 3", &KEY, hex(&KEY).as_bytes()] {
            assert!(!contains(&bytes, needle), "{:?} shows {}", entry.file_name(), needle.escape_ascii());
        }
        seen.push((entry.file_name().into_string().unwrap(), bytes.len() > 32 * 1024));
    }
    seen.sort();
    // The log was large when it was looked at; otherwise this test would have seen nothing.
    assert!(seen.contains(&("store.db-wal".to_owned(), true)), "{seen:?}");
}

#[test]
fn every_setting_is_what_was_promised() {
    let dir = tempfile::tempdir().unwrap();
    let conn = open(&dir.path().join("store.db"), &key()).unwrap();
    let setting = |name: &str| -> String {
        conn.query_row(&format!("PRAGMA {name}"), [], |row| {
            row.get::<_, i64>(0).map(|number| number.to_string()).or_else(|_| row.get::<_, String>(0))
        })
        .unwrap_or_else(|_| "-".to_owned())
    };
    let table: Vec<String> = [
        "journal_mode",
        "synchronous",
        "foreign_keys",
        "temp_store",
        "cache_size",
        "secure_delete",
        "busy_timeout",
        "fullfsync",
        "mmap_size",
        "cipher_log_level",
    ]
    .iter()
    .map(|name| format!("{name} {}", setting(name)))
    .collect();
    assert_eq!(
        table,
        [
            "journal_mode wal",
            "synchronous 2",
            "foreign_keys 1",
            "temp_store 2",
            "cache_size -32768",
            "secure_delete 1",
            "busy_timeout 5000",
            "fullfsync 1",
            "mmap_size 0",
            "cipher_log_level NONE",
        ]
    );
}

#[test]
fn a_wrong_key_is_refused_and_the_error_holds_no_key() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.db");
    filled(&path);
    let wrong = *b"another-key-another-key-another-";
    for refused in [open(&path, &DbKey::from_bytes(&wrong)), open_read(&path, &DbKey::from_bytes(&wrong))] {
        let error = refused.unwrap_err();
        assert!(matches!(error, OpenError::NotADatabase), "{error:?}");
        assert_eq!(error.code(), "vault_damaged");
        let text = format!("{error} {error:?}");
        for needle in [hex(&wrong), "another-key".to_owned(), format!("{wrong:?}")] {
            assert!(!text.contains(&needle));
        }
    }
    assert!(read_all(&path).is_ok(), "a refused key leaves the file as it was");
}

#[test]
fn a_key_does_not_show_itself() {
    assert_eq!(format!("{:?}", key()), "DbKey(…)");
}

#[test]
fn a_plain_sqlite_file_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("plain.db");
    fill(&Connection::open(&path).unwrap());
    assert!(matches!(open(&path, &key()), Err(OpenError::NotADatabase)));
}

#[test]
fn a_flipped_bit_anywhere_is_damage_never_other_text() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.db");
    filled(&path);
    let whole = fs::read(&path).unwrap();
    let sum = read_all(&path).unwrap();
    // A prime step visits every part of a page: salt, body, nonce, authentication code.
    for (turn, at) in (0..whole.len()).step_by(397).enumerate() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (turn % 8);
        fs::write(&path, &bytes).unwrap();
        match read_all(&path) {
            Err(OpenError::NotADatabase | OpenError::Damaged) => {}
            Err(error) => panic!("byte {at}: {error:?}"),
            // A page that the query did not need.
            Ok(read) => assert_eq!(read, sum, "byte {at}"),
        }
    }
}

#[test]
fn a_file_cut_short_is_damage_never_an_empty_casebook() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.db");
    filled(&path);
    let whole = fs::read(&path).unwrap();
    for length in [0, 1, 15, 16, 100, 511, 512, 4095, 4096, 5000, 8192, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = read_all(&path).expect_err(&format!("{length} bytes"));
        assert!(matches!(error, OpenError::NotADatabase | OpenError::Damaged), "{length} bytes: {error:?}");
    }
}

#[test]
fn a_log_without_its_file_is_kept_not_deleted() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.db");
    let log = dir.path().join("store.db-wal");
    fs::write(&log, [7; 9000]).unwrap();
    assert!(matches!(open(&path, &key()), Err(OpenError::Damaged)));
    fs::write(&path, []).unwrap();
    assert!(matches!(open(&path, &key()), Err(OpenError::Damaged)));
    assert_eq!(fs::read(&log).unwrap().len(), 9000);
}

#[test]
fn a_reader_reads_beside_a_writer_and_cannot_write() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.db");
    let writer = open(&path, &key()).unwrap();
    fill(&writer);
    let reader = open_read(&path, &key()).unwrap();
    let rows: i64 = reader.query_row("SELECT count(*) FROM canary_table", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 300);
    assert!(reader.execute("DELETE FROM canary_table", []).is_err());
    assert!(open_read(&dir.path().join("none.db"), &key()).is_err());
    assert!(!dir.path().join("none.db").exists());
}

fn step(name: &str, sql: &str) -> Migration {
    Migration::unapplied(name, sql).unwrap()
}

fn one() -> Migration {
    step("V1__first", "CREATE TABLE first (a TEXT) STRICT")
}

fn two() -> Migration {
    step("V2__second", "CREATE TABLE second (a TEXT) STRICT")
}

fn tables(conn: &Connection) -> String {
    conn.query_row(
        "SELECT coalesce(group_concat(name, ' '), '') FROM (SELECT name FROM sqlite_master WHERE type = 'table'
         AND name IN ('first', 'second', 'third') ORDER BY name)",
        [],
        |row| row.get(0),
    )
    .unwrap()
}

#[test]
fn missing_steps_are_applied_once() {
    let mut conn = open_memory().unwrap();
    migrate(&mut conn, Runner::new(&[one()])).unwrap();
    assert_eq!(tables(&conn), "first");
    migrate(&mut conn, Runner::new(&[one(), two()])).unwrap();
    migrate(&mut conn, Runner::new(&[one(), two()])).unwrap();
    assert_eq!(tables(&conn), "first second");
}

#[test]
fn a_file_of_a_newer_version_is_refused_untouched() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.db");
    let mut conn = open(&path, &key()).unwrap();
    migrate(&mut conn, Runner::new(&[one(), two()])).unwrap();
    let error = migrate(&mut conn, Runner::new(&[one()])).unwrap_err();
    assert!(matches!(error, OpenError::NewerVersion { found: 2, known: 1 }), "{error:?}");
    assert_eq!(error.code(), "newer_version");
    assert_eq!(tables(&conn), "first second");
}

#[test]
fn a_failing_step_takes_the_earlier_ones_back_with_it() {
    let mut conn = open_memory().unwrap();
    migrate(&mut conn, Runner::new(&[one()])).unwrap();
    let broken = step("V3__third", "CREATE TABLE third (a TEXT) STRICT; CREATE TABLE first (a TEXT) STRICT");
    let error = migrate(&mut conn, Runner::new(&[one(), two(), broken])).unwrap_err();
    assert!(matches!(error, OpenError::Migration(_)), "{error:?}");
    assert_eq!(tables(&conn), "first");
    let mended = step("V3__third", "CREATE TABLE third (a TEXT) STRICT");
    migrate(&mut conn, Runner::new(&[one(), two(), mended])).unwrap();
    assert_eq!(tables(&conn), "first second third");
}

#[test]
fn a_released_step_that_was_edited_is_refused() {
    let mut conn = open_memory().unwrap();
    migrate(&mut conn, Runner::new(&[one()])).unwrap();
    let edited = step("V1__first", "CREATE TABLE first (b TEXT) STRICT");
    assert!(matches!(migrate(&mut conn, Runner::new(&[edited])), Err(OpenError::Migration(_))));
}
