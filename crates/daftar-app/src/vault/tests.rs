//! Stories of people, laptops and thieves around one profile folder.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{collections::BTreeSet, sync::Mutex};

use serde_json::Value;
use tempfile::TempDir;

use super::*;
use crate::secrets::{MemorySecrets, NoSecretStore, SecretError};

const PASSWORD: &str = "quiet-river-stone";
const NOW: u64 = 1_760_000_000_000;

/// A laptop with one profile, its keyring, and a generator with which tests repeat.
struct Laptop {
    dir: TempDir,
    secrets: Box<dyn SecretStore>,
    state: Mutex<u64>,
}

impl Laptop {
    fn with(secrets: impl SecretStore + 'static) -> Self {
        Self { dir: tempfile::tempdir().unwrap(), secrets: Box::new(secrets), state: Mutex::new(1) }
    }

    fn new() -> Self {
        Self::with(MemorySecrets::default())
    }

    fn profile(&self) -> &Path {
        self.dir.path()
    }

    fn random(&self) -> impl FnMut(&mut [u8]) + '_ {
        |bytes| {
            let mut state = self.state.lock().unwrap();
            for byte in bytes {
                *state =
                    state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = (*state >> 56) as u8;
            }
        }
    }

    fn create(&self, user_name: &str, password: &str) -> Result<(Vault, VaultKey), VaultError> {
        let seal = |key: &VaultKey| Some(key.bytes().iter().map(|byte| byte ^ 0x5A).collect());
        let who =
            NewVault { user_name, display_name: Some("Amina A."), programme: "camp", recovery: Some(&seal) };
        let params = Params::for_tests();
        create(self.profile(), &who, &typed(password), &*self.secrets, &mut self.random(), params)
    }

    fn amina(&self) -> (PathBuf, VaultKey) {
        let (vault, key) = self.create("amina", PASSWORD).unwrap();
        (vault.folder, key)
    }

    fn unlock(&self, folder: &Path, password: &str) -> Result<VaultKey, VaultError> {
        self.unlock_at(folder, password, NOW)
    }

    fn unlock_at(&self, folder: &Path, password: &str, now_ms: u64) -> Result<VaultKey, VaultError> {
        unlock(folder, &typed(password), &*self.secrets, now_ms)
    }

    fn change(&self, folder: &Path, old: &str, new: &str) -> Result<(), VaultError> {
        let (old, new) = (typed(old), typed(new));
        change_password(folder, &old, &new, &*self.secrets, NOW, &mut self.random(), Params::for_tests())
    }

    fn recover(&self, folder: &Path, key: &VaultKey, new: &str) -> Result<Vault, VaultError> {
        let params = Params::for_tests();
        recover(folder, key, &typed(new), &*self.secrets, &mut self.random(), params)
    }

    /// Every file below the profile.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let (mut folders, mut files) = (vec![self.profile().to_owned()], Vec::new());
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push((path.clone(), fs::read(path).unwrap()));
                }
            }
        }
        files
    }
}

fn typed(password: &str) -> Password {
    Password::new(password.to_owned())
}

fn header_bytes(folder: &Path) -> Vec<u8> {
    fs::read(folder.join(header::FILE)).unwrap()
}

fn header_json(folder: &Path) -> Value {
    serde_json::from_slice(&header_bytes(folder)).unwrap()
}

/// What a person with the file and this source can do: change the header and make its checksum right.
fn forge(folder: &Path, change: impl FnOnce(&mut Header)) {
    let mut header = Header::read(folder).unwrap();
    change(&mut header);
    header.write(folder).unwrap();
}

fn code(result: Result<VaultKey, VaultError>) -> &'static str {
    result.map_or_else(|error| error.code(), |_| "open")
}

#[test]
fn the_right_password_brings_back_the_key() {
    let laptop = Laptop::new();
    let (folder, key) = laptop.amina();
    assert_eq!(laptop.unlock(&folder, PASSWORD).unwrap().bytes(), key.bytes());
    for wrong in ["quiet-river-stonE", "quiet-river-stone ", "", "quiet-river-ston"] {
        assert_eq!(code(laptop.unlock(&folder, wrong)), "wrong_password", "{wrong:?}");
        assert_eq!(code(laptop.unlock(&folder, PASSWORD)), "open");
    }
}

/// `format-1.json` was written once and is kept: whatever changes, vaults of the field must go on opening.
#[test]
fn a_vault_of_the_first_format_opens_for_good() {
    let folder = tempfile::tempdir().unwrap();
    // Git on Windows may have given the file other line ends.
    let header = include_str!("format-1.json").replace('\r', "");
    fs::write(folder.path().join(header::FILE), header).unwrap();
    let secrets = MemorySecrets::default();
    secrets.set("vault-f47e7f9c1ad46862a3e37ad4a1b4d0ff", &[7; SECRET_BYTES]).unwrap();
    let key = unlock(folder.path(), &typed("كلمة-السر-1"), &secrets, NOW).unwrap();
    assert_eq!(key.bytes(), &[42; 32]);
}

#[test]
fn the_laptop_asks_for_a_longer_password_when_it_has_no_keyring() {
    // Four letters of two bytes each count as four characters.
    let table = [
        ("keyring", "1234567", "min 8"),
        ("keyring", "سلام سل", "min 8"),
        ("keyring", "سلام سلا", "made, keyring"),
        ("keyring", "12345678", "made, keyring"),
        ("none", "1234567", "min 8"),
        ("none", "12345678", "min 12"),
        ("none", "12345678901", "min 12"),
        ("none", "123456789012", "made, no keyring"),
        ("forgetful", "12345678901", "min 12"),
        ("forgetful", "123456789012", "made, no keyring"),
    ];
    for (keyring, password, expected) in table {
        let laptop = match keyring {
            "keyring" => Laptop::new(),
            "none" => Laptop::with(NoSecretStore),
            _ => Laptop::with(Forgetful),
        };
        let found = match laptop.create("amina", password) {
            Ok((vault, key)) => {
                assert_eq!(laptop.unlock(&vault.folder, password).unwrap().bytes(), key.bytes());
                if vault.has_keyring { "made, keyring".to_owned() } else { "made, no keyring".to_owned() }
            }
            Err(VaultError::PasswordTooShort { min }) => {
                assert!(laptop.files().is_empty(), "nothing is left behind");
                format!("min {min}")
            }
            Err(error) => panic!("{error:?}"),
        };
        assert_eq!(found, expected, "{keyring}, {password}");
    }
}

#[test]
fn the_length_asked_for_is_known_before_a_vault_is_made() {
    let keyring = Counting::default();
    assert_eq!(password_min(&keyring), 8);
    assert_eq!(*keyring.balance.lock().unwrap(), (1, 0), "the probe is taken back");
    assert_eq!(password_min(&NoSecretStore), 12);
    assert_eq!(password_min(&Forgetful), 12);
}

/// Takes every secret and keeps none.
struct Forgetful;

impl SecretStore for Forgetful {
    fn get(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        Ok(None)
    }
    fn set(&self, _: &str, _: &[u8]) -> Result<(), SecretError> {
        Ok(())
    }
    fn remove(&self, _: &str) -> Result<(), SecretError> {
        Ok(())
    }
}

#[test]
fn a_change_of_password_rewrites_only_the_wrap() {
    let laptop = Laptop::new();
    let (folder, key) = laptop.amina();
    fs::write(store_path(&folder), b"the store's bytes").unwrap();
    let before = header_json(&folder);

    laptop.change(&folder, PASSWORD, "another-river").unwrap();

    assert_eq!(fs::read(store_path(&folder)).unwrap(), b"the store's bytes");
    assert_eq!(code(laptop.unlock(&folder, PASSWORD)), "wrong_password");
    assert_eq!(laptop.unlock(&folder, "another-river").unwrap().bytes(), key.bytes());
    assert_eq!(
        differences("", &before, &header_json(&folder)),
        ["/check", "/terms/salt", "/wrap/key", "/wrap/nonce"].map(str::to_owned).into()
    );
    let names: BTreeSet<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names, ["store.db", "vault.json"].map(str::to_owned).into());
}

fn differences(at: &str, one: &Value, other: &Value) -> BTreeSet<String> {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
            names
                .into_iter()
                .flat_map(|name| {
                    let part = |object: &serde_json::Map<String, Value>| object.get(name).cloned();
                    differences(&format!("{at}/{name}"), &part(one).into(), &part(other).into())
                })
                .collect()
        }
        _ if one == other => BTreeSet::new(),
        _ => [at.to_owned()].into(),
    }
}

#[test]
fn a_password_is_changed_only_by_who_knows_it_and_only_to_a_long_enough_one() {
    let laptop = Laptop::new();
    let (folder, _) = laptop.amina();
    assert!(matches!(
        laptop.change(&folder, "guessed-guessed", "new-password"),
        Err(VaultError::WrongPassword)
    ));
    assert_eq!(Header::read(&folder).unwrap().attempts.failed, 1, "such a guess counts like any other");
    assert!(matches!(
        laptop.change(&folder, PASSWORD, "1234567"),
        Err(VaultError::PasswordTooShort { min: 8 })
    ));
    assert_eq!(code(laptop.unlock(&folder, PASSWORD)), "open");

    let bare = Laptop::with(NoSecretStore);
    let (folder, _) = bare.amina();
    let short = bare.change(&folder, PASSWORD, "12345678901");
    assert!(matches!(short, Err(VaultError::PasswordTooShort { min: 12 })));
    assert_eq!(code(bare.unlock(&folder, PASSWORD)), "open");
}

#[test]
fn parameters_outside_the_range_are_refused() {
    let params = |m_kib, t, p| Params { m_kib, t, p };
    let table = [
        ("default", Params::default(), true, true),
        ("floor", params(19 * 1024, 2, 1), true, true),
        ("less memory", params(19 * 1024 - 1, 2, 1), false, false),
        ("fewer passes", params(64 * 1024, 1, 1), false, false),
        ("no lane", params(64 * 1024, 3, 0), false, false),
        ("nothing", params(0, 0, 0), false, false),
        ("more memory than a laptop has", params(u32::MAX, 3, 1), false, false),
        ("passes for a week", params(64 * 1024, u32::MAX, 1), false, false),
        ("lanes", params(64 * 1024, 3, 9), false, false),
        ("for tests", Params::for_tests(), false, true),
        ("nearly for tests", params(9, 1, 1), false, false),
    ];
    for (name, params, in_release, in_tests) in table {
        assert_eq!(params.accepted(false).is_ok(), in_release, "{name}");
        assert_eq!(params.accepted(true).is_ok(), in_tests, "{name}");
    }
}

/// Slow: the parameters of the field.
#[test]
fn the_parameters_of_the_field_work() {
    let laptop = Laptop::new();
    let who = NewVault { user_name: "amina", display_name: None, programme: "camp", recovery: None };
    let (vault, key) = create(
        laptop.profile(),
        &who,
        &typed(PASSWORD),
        &*laptop.secrets,
        &mut laptop.random(),
        Params::default(),
    )
    .unwrap();
    assert_eq!(laptop.unlock(&vault.folder, PASSWORD).unwrap().bytes(), key.bytes());
    forge(&vault.folder, |header| header.terms.kdf = Params { m_kib: 19 * 1024, t: 2, p: 1 });
    assert_eq!(code(laptop.unlock(&vault.folder, PASSWORD)), "wrong_password");
}

#[test]
fn no_term_can_be_changed_under_the_wrap() {
    type Change = fn(&mut Header);
    let table: [(&str, Change, &str); 12] = [
        ("nothing", |_| {}, "open"),
        ("weaker kdf", |header| header.terms.kdf.m_kib = 9, "vault_params_refused"),
        ("other kdf", |header| header.terms.kdf = Params { m_kib: 19 * 1024, t: 2, p: 1 }, "wrong_password"),
        ("user", |header| header.terms.user_name = "bilal".into(), "wrong_password"),
        ("display name", |header| header.terms.display_name = None, "wrong_password"),
        ("programme", |header| header.terms.programme.push('x'), "wrong_password"),
        ("salt", |header| header.terms.salt.0[0] ^= 1, "wrong_password"),
        ("no keyring", |header| header.terms.keyring_entry = None, "wrong_password"),
        ("key check", |header| header.terms.key_check.0[0] ^= 1, "wrong_password"),
        ("recovery", |header| header.terms.recovery = None, "wrong_password"),
        ("nonce", |header| header.wrap.nonce.0[0] ^= 1, "wrong_password"),
        ("key", |header| header.wrap.key.0.clear(), "wrong_password"),
    ];
    for (name, change, expected) in table {
        let laptop = Laptop::new();
        let (folder, _) = laptop.amina();
        forge(&folder, change);
        assert_eq!(code(laptop.unlock(&folder, PASSWORD)), expected, "{name}");
    }
}

#[test]
fn any_flipped_bit_or_cut_of_the_header_is_called_damage() {
    let laptop = Laptop::new();
    let (folder, _) = laptop.amina();
    let whole = header_bytes(&folder);
    let try_with = |bytes: &[u8]| {
        fs::write(folder.join(header::FILE), bytes).unwrap();
        code(laptop.unlock(&folder, PASSWORD))
    };
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            assert_eq!(try_with(&bytes), "vault_damaged", "bit {bit} of byte {at}");
        }
        assert_eq!(try_with(&whole[..at]), "vault_damaged", "{at} bytes left");
    }
    assert_eq!(try_with(&[whole.clone(), b"\n".to_vec()].concat()), "vault_damaged");
    assert_eq!(try_with(&vec![b' '; 1 << 20]), "vault_damaged");
    assert_eq!(try_with(&whole), "open");
}

#[test]
fn any_forged_byte_behind_a_right_checksum_opens_nothing_and_panics_nowhere() {
    let laptop = Laptop::new();
    let (folder, key) = laptop.amina();
    let whole = String::from_utf8(header_bytes(&folder)).unwrap();
    let (body, _) = whole.rsplit_once(",\n  \"check\"").unwrap();
    let attempts = body.find("\"attempts\"").unwrap();
    for at in 0..body.len() {
        for with in *b"0129aZ/\"\\{}[],: -" {
            let mut bytes = body.as_bytes().to_vec();
            if bytes[at] == with {
                continue;
            }
            bytes[at] = with;
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let digest = hex(&<sha2::Sha256 as sha2::Digest>::digest(text.as_bytes()));
            fs::write(folder.join(header::FILE), format!("{text},\n  \"check\": \"{digest}\"\n}}\n"))
                .unwrap();
            match laptop.unlock(&folder, PASSWORD) {
                // Space for space, or the count of failures, which whoever has the disk may change.
                Ok(opened) => {
                    assert_eq!(opened.bytes(), key.bytes());
                    assert!(
                        at > attempts || body.as_bytes()[at].is_ascii_whitespace(),
                        "byte {at} as {with}"
                    );
                }
                Err(error) => assert!(
                    matches!(
                        error.code(),
                        "vault_damaged"
                            | "wrong_password"
                            | "newer_version"
                            | "vault_params_refused"
                            | "keyring_missing"
                            | "password_delayed"
                    ),
                    "byte {at}: {error:?}"
                ),
            }
        }
    }
}

#[test]
fn a_copied_profile_does_not_open_even_with_the_right_password() {
    let laptop = Laptop::new();
    let (folder, _) = laptop.amina();
    let thief = |secrets: &dyn SecretStore| code(unlock(&folder, &typed(PASSWORD), secrets, NOW));

    assert_eq!(thief(&MemorySecrets::default()), "keyring_missing");
    assert_eq!(thief(&NoSecretStore), "keyring_unavailable");

    let entry = Header::read(&folder).unwrap().terms.keyring_entry.unwrap();
    let guessed = MemorySecrets::default();
    for guess in 0..=u8::MAX {
        guessed.set(&entry, &[guess; SECRET_BYTES]).unwrap();
        forge(&folder, |header| header.attempts = Attempts::default());
        assert_eq!(thief(&guessed), "wrong_password");
    }
    guessed.set(&entry, b"short").unwrap();
    forge(&folder, |header| header.attempts = Attempts::default());
    assert_eq!(thief(&guessed), "keyring_missing");

    forge(&folder, |header| header.terms.keyring_entry = None);
    assert_eq!(thief(&NoSecretStore), "wrong_password");
}

#[test]
fn a_keyring_that_does_not_answer_is_not_held_against_the_person() {
    let laptop = Laptop::new();
    let (folder, _) = laptop.amina();
    for _ in 0..20 {
        let result = unlock(&folder, &typed("anything"), &NoSecretStore, NOW);
        assert!(matches!(result, Err(VaultError::KeyringUnavailable)));
    }
    assert_eq!(code(laptop.unlock(&folder, PASSWORD)), "open");
}

#[test]
fn no_file_and_no_entry_holds_the_key_or_the_password() {
    let laptop = Laptop::new();
    let (folder, key) = laptop.amina();
    let _ = laptop.unlock(&folder, "wrong-wrong-wrong");
    laptop.change(&folder, PASSWORD, "another-river-bed").unwrap();
    let entry = Header::read(&folder).unwrap().terms.keyring_entry.unwrap();
    let secret = laptop.secrets.get(&entry).unwrap().unwrap();
    assert_ne!(secret.as_slice(), key.bytes());

    let encoded = |bytes: &[u8]| {
        use base64::{Engine, engine::general_purpose::STANDARD};
        [bytes.to_vec(), hex(bytes).into_bytes(), STANDARD.encode(bytes).into_bytes()]
    };
    let mut needles = [encoded(key.bytes()), encoded(&secret)].concat();
    for text in [PASSWORD, "another-river-bed", "wrong-wrong-wrong"] {
        needles.extend(encoded(text.as_bytes()));
    }
    let files = laptop.files();
    assert_eq!(files.len(), 1);
    for (path, bytes) in files {
        for needle in &needles {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle), "{path:?}");
        }
        assert!(!path.to_string_lossy().contains("amina"), "a folder's name names nobody");
    }
}

#[test]
fn two_people_in_one_profile_cannot_open_each_others_vault() {
    let laptop = Laptop::new();
    let (amina, amina_key) = laptop.amina();
    let (bilal, bilal_key) = laptop.create("bilal", "bilals-password").map(|(v, k)| (v.folder, k)).unwrap();
    assert_ne!(amina_key.bytes(), bilal_key.bytes());
    assert_eq!(code(laptop.unlock(&amina, "bilals-password")), "wrong_password");
    assert_eq!(code(laptop.unlock(&bilal, PASSWORD)), "wrong_password");

    // Bilal puts his wrap, then his whole way to the key, into Amina's header.
    let own = Header::read(&bilal).unwrap();
    let before = header_bytes(&amina);
    forge(&amina, |header| header.wrap = own.wrap.clone());
    assert_eq!(code(laptop.unlock(&amina, "bilals-password")), "wrong_password");
    forge(&amina, |header| {
        header.wrap = own.wrap.clone();
        header.terms.salt = own.terms.salt;
        header.terms.keyring_entry = own.terms.keyring_entry.clone();
    });
    assert_eq!(code(laptop.unlock(&amina, "bilals-password")), "wrong_password");
    fs::write(amina.join(header::FILE), before).unwrap();
    assert_eq!(code(laptop.unlock(&amina, PASSWORD)), "open");
}

#[test]
fn one_person_gets_one_vault_per_programme() {
    let laptop = Laptop::new();
    let (folder, _) = laptop.amina();
    assert!(matches!(laptop.create("amina", "another-password"), Err(VaultError::Exists)));
    assert_eq!(laptop.files().len(), 1);
    laptop.create("bilal", "another-password").unwrap();
    // A damaged vault must not keep its person from working on.
    fs::write(folder.join(header::FILE), b"{}").unwrap();
    laptop.create("amina", "another-password").unwrap();
}

#[test]
fn after_five_failures_each_try_waits_longer_whatever_is_restarted() {
    let laptop = Laptop::new();
    let (folder, _) = laptop.amina();
    let mut now = NOW;
    let mut waits = Vec::new();
    for _ in 0..17 {
        // Nothing is kept in memory between two calls: each of them is a restart.
        let until = match laptop.unlock_at(&folder, "wrong-wrong", now) {
            Err(VaultError::Delayed { until_ms }) => until_ms,
            Err(VaultError::WrongPassword) => continue,
            other => panic!("{other:?}"),
        };
        waits.push((until - now) / 1000);
        // Not even the right password is tried a moment too early, and asking does not count.
        assert_eq!(code(laptop.unlock_at(&folder, PASSWORD, until - 1)), "password_delayed");
        now = until;
        assert_eq!(code(laptop.unlock_at(&folder, "wrong-wrong", now)), "wrong_password");
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    let until = now + 900_000;
    assert_eq!(code(laptop.unlock_at(&folder, PASSWORD, until)), "open");
    assert_eq!(Header::read(&folder).unwrap().attempts, Attempts::default(), "the right password clears it");
}

#[test]
fn setting_the_clock_back_neither_shortens_the_wait_nor_makes_it_endless() {
    let laptop = Laptop::new();
    let (folder, _) = laptop.amina();
    for _ in 0..5 {
        assert_eq!(code(laptop.unlock(&folder, "wrong-wrong")), "wrong_password");
    }
    // A year back, as with a dead battery: the wait of one second starts there.
    let back = NOW - 365 * 24 * 3600 * 1000;
    let wait = laptop.unlock_at(&folder, PASSWORD, back);
    assert!(matches!(wait, Err(VaultError::Delayed { until_ms }) if until_ms == back + 1000), "{wait:?}");
    // And again back: no time has passed at all.
    let wait = laptop.unlock_at(&folder, PASSWORD, back - 5000);
    assert!(matches!(wait, Err(VaultError::Delayed { until_ms }) if until_ms == back - 4000), "{wait:?}");
    assert_eq!(Header::read(&folder).unwrap().attempts.failed, 5, "the count does not depend on the clock");
    assert_eq!(code(laptop.unlock_at(&folder, PASSWORD, back - 4000)), "open");
}

#[cfg(unix)]
#[test]
fn a_guess_that_cannot_be_counted_is_not_answered() {
    let laptop = Laptop::new();
    let (folder, _) = laptop.amina();
    // The temporary file's name is taken by a folder: no header can be written, whoever runs the test.
    fs::create_dir(folder.join("vault.json.new")).unwrap();
    assert!(matches!(laptop.unlock(&folder, "wrong-wrong"), Err(VaultError::Io(_))));
    assert_eq!(code(laptop.unlock(&folder, PASSWORD)), "open", "the right password needs no counting");
}

#[test]
fn a_lost_keyring_is_healed_by_recovery_alone() {
    let laptop = Laptop::new();
    let (folder, key) = laptop.amina();
    fs::write(store_path(&folder), b"the store's bytes").unwrap();
    let entry = Header::read(&folder).unwrap().terms.keyring_entry.unwrap();
    laptop.secrets.remove(&entry).unwrap();
    assert_eq!(code(laptop.unlock(&folder, PASSWORD)), "keyring_missing");

    // The holders of the recovery key open the blob.
    let sealed = recovery_blob(&folder).unwrap().unwrap();
    let opened: Vec<u8> = sealed.iter().map(|byte| byte ^ 0x5A).collect();
    let recovered = VaultKey::from_bytes(opened.as_slice().try_into().unwrap());
    let vault = laptop.recover(&folder, &recovered, "new-after-recovery").unwrap();

    assert!(vault.has_keyring);
    assert_eq!(laptop.unlock(&folder, "new-after-recovery").unwrap().bytes(), key.bytes());
    assert_eq!(code(laptop.unlock(&folder, PASSWORD)), "wrong_password");
    assert_eq!(fs::read(store_path(&folder)).unwrap(), b"the store's bytes");
    assert_eq!(recovery_blob(&folder).unwrap().unwrap(), sealed, "and it can be done again");
}

#[test]
fn recovery_forgets_the_old_secret_and_the_failures_and_refuses_another_vaults_key() {
    let laptop = Laptop::new();
    let (folder, key) = laptop.amina();
    let (_, other) = laptop.create("bilal", "bilals-password").unwrap();
    let before = Header::read(&folder).unwrap().terms.keyring_entry.unwrap();
    for _ in 0..5 {
        assert_eq!(code(laptop.unlock(&folder, "wrong-wrong")), "wrong_password");
    }
    assert!(matches!(laptop.recover(&folder, &other, "new-password"), Err(VaultError::WrongKey)));
    assert!(matches!(laptop.recover(&folder, &key, "short"), Err(VaultError::PasswordTooShort { min: 8 })));
    assert!(laptop.secrets.get(&before).unwrap().is_some());

    laptop.recover(&folder, &key, "new-password").unwrap();
    assert_eq!(laptop.secrets.get(&before).unwrap(), None);
    assert_eq!(code(laptop.unlock(&folder, "new-password")), "open");

    // On a laptop without a keyring the longer password is asked for here too.
    let bare = |new: &str| {
        let params = Params::for_tests();
        recover(&folder, &key, &typed(new), &NoSecretStore, &mut laptop.random(), params)
    };
    assert!(matches!(bare("12345678901"), Err(VaultError::PasswordTooShort { min: 12 })));
    assert_eq!(code(laptop.unlock(&folder, "new-password")), "open");
    assert!(!bare("123456789012").unwrap().has_keyring);
    assert_eq!(code(unlock(&folder, &typed("123456789012"), &NoSecretStore, NOW)), "open");
}

#[test]
fn a_failed_creation_leaves_nothing_in_the_profile_or_the_keyring() {
    let laptop = Laptop::new();
    let fails = |_: &VaultKey| None;
    let who = NewVault { user_name: "amina", display_name: None, programme: "camp", recovery: Some(&fails) };
    let password = typed(PASSWORD);
    let made = create(
        laptop.profile(),
        &who,
        &password,
        &*laptop.secrets,
        &mut laptop.random(),
        Params::for_tests(),
    );
    assert!(matches!(made, Err(VaultError::RecoveryFailed)));
    assert!(laptop.files().is_empty());

    // The generator is stuck: the folder it names is already somebody's.
    let who = NewVault { recovery: None, ..who };
    let taken = laptop.profile().join(PEOPLE).join("07".repeat(16));
    fs::create_dir_all(&taken).unwrap();
    fs::write(taken.join("vault.json"), b"somebody's").unwrap();
    let (counting, password) = (Counting::default(), typed(PASSWORD));
    let mut stuck = |bytes: &mut [u8]| bytes.fill(7);
    let made = create(laptop.profile(), &who, &password, &counting, &mut stuck, Params::for_tests());
    assert!(matches!(made, Err(VaultError::Io(_))));
    assert_eq!(*counting.balance.lock().unwrap(), (1, 0), "one secret was made, none is left");
    assert_eq!(fs::read(taken.join("vault.json")).unwrap(), b"somebody's");
}

/// A keyring that knows how many secrets it was given and how many it holds.
#[derive(Default)]
struct Counting {
    inner: MemorySecrets,
    balance: Mutex<(i32, i32)>,
}

impl SecretStore for Counting {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        self.inner.get(name)
    }
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        let mut balance = self.balance.lock().unwrap();
        *balance = (balance.0 + 1, balance.1 + 1);
        self.inner.set(name, secret)
    }
    fn remove(&self, name: &str) -> Result<(), SecretError> {
        self.balance.lock().unwrap().1 -= 1;
        self.inner.remove(name)
    }
}

#[test]
fn the_list_shows_every_vault_damaged_ones_too() {
    let laptop = Laptop::new();
    assert_eq!(list(&laptop.profile().join("not made yet")).unwrap(), []);
    let bilal = laptop.create("bilal", PASSWORD).unwrap().0.folder;
    let amina = laptop.create("amina", PASSWORD).unwrap().0.folder;
    let chloe = laptop.create("chloe", PASSWORD).unwrap().0.folder;
    let david = laptop.create("david", PASSWORD).unwrap().0.folder;
    let empty = laptop.create("empty", PASSWORD).unwrap().0.folder;
    let people = amina.parent().unwrap().to_owned();

    // A letter of a name turned, a header cut short, a header gone with the store there and without it.
    let text = String::from_utf8(header_bytes(&bilal)).unwrap().replace("bilal", "bilam");
    fs::write(bilal.join(header::FILE), text).unwrap();
    fs::write(chloe.join(header::FILE), b"{\"format\"").unwrap();
    fs::remove_file(david.join(header::FILE)).unwrap();
    fs::write(store_path(&david), b"the store's bytes").unwrap();
    fs::remove_file(empty.join(header::FILE)).unwrap();
    fs::write(people.join("desktop.ini"), b"").unwrap();
    // A write cut short beside a whole header.
    fs::write(amina.join("vault.json.new"), b"{\"form").unwrap();

    let shown: Vec<_> = list(laptop.profile())
        .unwrap()
        .into_iter()
        .map(|choice| {
            (choice.user_name, choice.display_name, choice.programme, choice.damaged, choice.folder)
        })
        .collect();
    let display = Some("Amina A.".to_owned());
    let mut nameless = [chloe, david];
    nameless.sort();
    let [first, second] = nameless;
    assert_eq!(
        shown,
        [
            (String::new(), None, String::new(), true, first),
            (String::new(), None, String::new(), true, second),
            ("amina".to_owned(), display.clone(), "camp".to_owned(), false, amina),
            ("bilam".to_owned(), display, "camp".to_owned(), true, bilal),
        ]
    );
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_laptop_may_read_a_header() {
    use std::os::unix::fs::PermissionsExt;
    let laptop = Laptop::new();
    let (folder, _) = laptop.amina();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder.join(header::FILE)), 0o600);
    assert_eq!(mode(&folder), 0o700);
}

#[test]
fn nothing_secret_shows_in_debug_output() {
    let laptop = Laptop::new();
    let (folder, key) = laptop.amina();
    assert_eq!(format!("{key:?}"), "VaultKey(…)");
    assert_eq!(format!("{:?}", typed(PASSWORD)), "Password(…)");
    let error = laptop.unlock(&folder, "wrong-wrong").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("wrong-wrong"));
}

#[test]
fn codes_never_change() {
    let io = |kind| VaultError::Io(io::Error::from(kind));
    let table = [
        (VaultError::WrongPassword, "wrong_password"),
        (VaultError::PasswordTooShort { min: 8 }, "password_too_short"),
        (VaultError::Delayed { until_ms: 1 }, "password_delayed"),
        (VaultError::KeyringMissing, "keyring_missing"),
        (VaultError::KeyringUnavailable, "keyring_unavailable"),
        (VaultError::Damaged, "vault_damaged"),
        (VaultError::NewerVersion, "newer_version"),
        (VaultError::ParamsRefused, "vault_params_refused"),
        (VaultError::Exists, "vault_exists"),
        (VaultError::NotFound, "vault_not_found"),
        (VaultError::RecoveryFailed, "recovery_failed"),
        (VaultError::WrongKey, "vault_wrong_key"),
        (io(io::ErrorKind::StorageFull), "disk_full"),
        (io(io::ErrorKind::PermissionDenied), "store_failed"),
    ];
    for (error, code) in table {
        assert_eq!(error.code(), code);
    }
}
