//! Vaults: one per person per laptop, each a folder with a header and an encrypted store.
//!
//! `<profile>/people/<random>/vault.json` is the header, `store.db` beside it the store. Folder names are
//! random, so that a list of files names nobody, and fit every file system's rules.
//!
//! What always holds:
//! - the store's key is random; the header holds it only wrapped under the password together with a secret
//!   in the laptop's keyring, or, on a laptop without one, under a longer password alone;
//! - changing the password wraps the same key anew and touches nothing else;
//! - a wrong password is counted on the disk before it is answered, and nothing is ever destroyed for it.
//!
//! Absent on purpose: the store itself (a [`VaultKey`] opens it), the clock and randomness (passed in).

mod error;
mod header;
#[cfg(test)]
mod tests;
mod wrap;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use self::{
    header::{Attempts, Blob, Bytes, FORMAT, Header, Terms, Wrap, hex, sync_folder},
    wrap::{Around, FAST_ALLOWED, NONCE_BYTES, SALT_BYTES, SECRET_BYTES},
};
use crate::secrets::SecretStore;

pub use self::{
    error::VaultError,
    wrap::{Params, Password, VaultKey},
};

/// Fills bytes with randomness fit for keys.
pub type Random<'a> = &'a mut dyn FnMut(&mut [u8]);

/// Seals a vault's key to the programme's recovery key; `None` when that failed.
pub type SealRecovery<'a> = &'a dyn Fn(&VaultKey) -> Option<Vec<u8>>;

const PEOPLE: &str = "people";
const STORE: &str = "store.db";
const PASSWORD_MIN: usize = 8;
/// The password alone guards the key here, and the disk can be copied and guessed at elsewhere.
const PASSWORD_MIN_WITHOUT_KEYRING: usize = 12;

/// Whose vault is to be made.
pub struct NewVault<'a> {
    pub user_name: &'a str,
    pub display_name: Option<&'a str>,
    pub programme: &'a str,
    /// `None` for a programme without a recovery key: a forgotten password then loses the vault.
    pub recovery: Option<SealRecovery<'a>>,
}

/// A vault that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vault {
    pub folder: PathBuf,
    /// False: the password alone opens it, and the person is to be told.
    pub has_keyring: bool,
}

/// A line of the list from which a person chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultChoice {
    /// Of a damaged header what could be read, perhaps nothing.
    pub user_name: String,
    pub display_name: Option<String>,
    pub programme: String,
    pub folder: PathBuf,
    pub damaged: bool,
}

/// Where a vault's store is.
#[must_use]
pub fn store_path(folder: &Path) -> PathBuf {
    folder.join(STORE)
}

/// How many characters a new vault's password needs on this laptop. Found out by keeping a word in the keyring
/// and taking it back: a locked one answers questions and keeps nothing.
#[must_use]
pub fn password_min(secrets: &dyn SecretStore) -> usize {
    const PROBE: (&str, &[u8]) = ("probe", b"kept");
    let kept = secrets.set(PROBE.0, PROBE.1).and_then(|()| secrets.get(PROBE.0));
    let _ = secrets.remove(PROBE.0);
    match kept {
        Ok(Some(word)) if word.as_slice() == PROBE.1 => PASSWORD_MIN,
        _ => PASSWORD_MIN_WITHOUT_KEYRING,
    }
}

/// Every vault in the profile, by name. A damaged one is listed: its store may still be recovered.
///
/// # Errors
/// When the profile cannot be read. One that does not exist yet has no vaults.
pub fn list(profile: &Path) -> Result<Vec<VaultChoice>, VaultError> {
    let entries = match fs::read_dir(profile.join(PEOPLE)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut choices = Vec::new();
    for entry in entries {
        choices.extend(choice(entry?.path()));
    }
    choices.sort_by(|one, other| (&one.user_name, &one.folder).cmp(&(&other.user_name, &other.folder)));
    Ok(choices)
}

/// `None` for what never was a vault: another file, or a folder from a creation that was cut short.
fn choice(folder: PathBuf) -> Option<VaultChoice> {
    let damaged = match Header::read(&folder) {
        Ok(_) | Err(VaultError::NewerVersion) => false,
        Err(VaultError::NotFound) if !store_path(&folder).exists() => return None,
        Err(VaultError::Io(_)) if !folder.is_dir() => return None,
        Err(_) => true,
    };
    let label = Header::label(&folder);
    Some(VaultChoice {
        user_name: label.user_name,
        display_name: label.display_name,
        programme: label.programme,
        folder,
        damaged,
    })
}

/// Makes a vault with a new random key. A laptop whose keyring cannot keep a secret gets a vault without
/// one, for which the password must be longer.
///
/// # Errors
/// [`VaultError::PasswordTooShort`] with the length that this laptop asks for, [`VaultError::Exists`].
/// Nothing is left behind, in the profile or in the keyring.
pub fn create(
    profile: &Path,
    who: &NewVault<'_>,
    password: &Password,
    secrets: &dyn SecretStore,
    random: Random<'_>,
    params: Params,
) -> Result<(Vault, VaultKey), VaultError> {
    at_least(PASSWORD_MIN, password)?;
    params.accepted(FAST_ALLOWED)?;
    // A damaged vault does not keep its person from working on in another.
    let taken = |choice: &VaultChoice| {
        !choice.damaged && (&*choice.user_name, &*choice.programme) == (who.user_name, who.programme)
    };
    if list(profile)?.iter().any(taken) {
        return Err(VaultError::Exists);
    }

    let mut bytes = Zeroizing::new([0; 32]);
    random(bytes.as_mut_slice());
    let key = VaultKey::from_bytes(&bytes);
    let recovery = match who.recovery {
        Some(seal) => Some(Blob(seal(&key).ok_or(VaultError::RecoveryFailed)?)),
        None => None,
    };
    let device = DeviceSecret::make(secrets, random);
    let terms = Terms {
        user_name: who.user_name.to_owned(),
        display_name: who.display_name.map(str::to_owned),
        programme: who.programme.to_owned(),
        kdf: params,
        salt: Bytes([0; SALT_BYTES]),
        keyring_entry: device.as_ref().map(|device| device.entry.clone()),
        key_check: Bytes(key.check()),
        recovery,
    };
    let secret = device.as_ref().map(|device| &*device.secret);
    let folder = profile.join(PEOPLE).join(random_name(random));
    let made = wrapped(terms, &key, password, secret, random).and_then(|header| settle(&folder, &header));
    match made {
        Ok(()) => Ok((Vault { folder, has_keyring: device.is_some() }, key)),
        Err(error) => {
            if let Some(device) = device {
                let _ = secrets.remove(&device.entry);
            }
            Err(error)
        }
    }
}

/// The key of a vault, for the right password.
///
/// # Errors
/// [`VaultError::WrongPassword`], counted before it is returned; [`VaultError::Delayed`] without a try.
/// [`VaultError::KeyringMissing`] even for the right password, when the laptop's part of the key is gone.
pub fn unlock(
    folder: &Path,
    password: &Password,
    secrets: &dyn SecretStore,
    now_ms: u64,
) -> Result<VaultKey, VaultError> {
    unlock_with(folder, password, secrets, now_ms).map(|(key, _)| key)
}

/// Wraps the key under another password, with `params` from now on; the store is not touched.
///
/// # Errors
/// As [`unlock`] for the old password, as [`create`] for the new one.
pub fn change_password(
    folder: &Path,
    old: &Password,
    new: &Password,
    secrets: &dyn SecretStore,
    now_ms: u64,
    random: Random<'_>,
    params: Params,
) -> Result<(), VaultError> {
    params.accepted(FAST_ALLOWED)?;
    let (key, secret) = unlock_with(folder, old, secrets, now_ms)?;
    at_least(if secret.is_some() { PASSWORD_MIN } else { PASSWORD_MIN_WITHOUT_KEYRING }, new)?;
    let terms = Terms { kdf: params, ..Header::read(folder)?.terms };
    wrapped(terms, &key, new, secret.as_deref(), random)?.write(folder)
}

/// The vault's key as sealed to the programme's recovery key, to be opened where that key is.
///
/// # Errors
/// When the header cannot be read.
pub fn recovery_blob(folder: &Path) -> Result<Option<Vec<u8>>, VaultError> {
    Ok(Header::read(folder)?.terms.recovery.map(|Blob(sealed)| sealed))
}

/// Sets a new password with the key that recovery brought, and a new secret in the keyring if there is one:
/// the end of a recovery after a forgotten password or a lost keyring. Clears the count of failures.
///
/// # Errors
/// [`VaultError::WrongKey`] for another vault's key, which would lock this one for good.
pub fn recover(
    folder: &Path,
    key: &VaultKey,
    new: &Password,
    secrets: &dyn SecretStore,
    random: Random<'_>,
    params: Params,
) -> Result<Vault, VaultError> {
    at_least(PASSWORD_MIN, new)?;
    params.accepted(FAST_ALLOWED)?;
    let old = Header::read(folder)?.terms;
    if !bool::from(key.check().ct_eq(&old.key_check.0)) {
        return Err(VaultError::WrongKey);
    }
    let forgotten = old.keyring_entry.clone();
    // Under a new name: until the header is written the old pair must stay whole.
    let device = DeviceSecret::make(secrets, random);
    let keyring_entry = device.as_ref().map(|device| device.entry.clone());
    let terms = Terms { kdf: params, keyring_entry, ..old };
    let secret = device.as_ref().map(|device| &*device.secret);
    let written = wrapped(terms, key, new, secret, random).and_then(|header| header.write(folder));
    let stale = if written.is_ok() { forgotten } else { device.as_ref().map(|device| device.entry.clone()) };
    if let Some(entry) = stale {
        // A secret that no header names opens nothing; leaving it is untidy, not unsafe.
        let _ = secrets.remove(&entry);
    }
    written?;
    Ok(Vault { folder: folder.to_owned(), has_keyring: device.is_some() })
}

type Secret = Zeroizing<[u8; SECRET_BYTES]>;

/// The laptop's part of the key, kept in the keyring.
struct DeviceSecret {
    entry: String,
    secret: Secret,
}

impl DeviceSecret {
    /// `None` where no keyring keeps it. It is read back, as some keyrings accept and forget.
    fn make(secrets: &dyn SecretStore, random: Random<'_>) -> Option<Self> {
        let mut secret = Zeroizing::new([0; SECRET_BYTES]);
        random(secret.as_mut_slice());
        let entry = format!("vault-{}", random_name(random));
        secrets.set(&entry, secret.as_slice()).ok()?;
        match secrets.get(&entry) {
            Ok(Some(kept)) if kept.as_slice() == secret.as_slice() => Some(Self { entry, secret }),
            _ => {
                let _ = secrets.remove(&entry);
                None
            }
        }
    }

    fn find(secrets: &dyn SecretStore, entry: &str) -> Result<Secret, VaultError> {
        let kept = secrets.get(entry).map_err(|_| VaultError::KeyringUnavailable)?;
        let kept = kept.ok_or(VaultError::KeyringMissing)?;
        let secret: &[u8; SECRET_BYTES] =
            kept.as_slice().try_into().map_err(|_| VaultError::KeyringMissing)?;
        Ok(Zeroizing::new(*secret))
    }
}

fn unlock_with(
    folder: &Path,
    password: &Password,
    secrets: &dyn SecretStore,
    now_ms: u64,
) -> Result<(VaultKey, Option<Secret>), VaultError> {
    let mut header = Header::read(folder)?;
    header.terms.kdf.accepted(FAST_ALLOWED)?;
    wait_served(folder, &mut header, now_ms)?;
    let secret = match &header.terms.keyring_entry {
        Some(entry) => Some(DeviceSecret::find(secrets, entry)?),
        None => None,
    };
    let around = Around {
        params: header.terms.kdf,
        salt: &header.terms.salt.0,
        device_secret: secret.as_deref(),
        terms: &header.bound()?,
    };
    match around.open(&header.wrap.key.0, password, &header.wrap.nonce.0) {
        Ok(key) => {
            if header.attempts.failed > 0 {
                header.attempts = Attempts::default();
                // A full disk must not keep the right password out; the next failure just counts on.
                let _ = header.write(folder);
            }
            Ok((key, secret))
        }
        Err(VaultError::WrongPassword) => {
            // Before the answer, and instead of it when that fails: a guess that isn't counted isn't answered.
            header.attempts = header.attempts.after_failure(now_ms);
            header.write(folder)?;
            Err(VaultError::WrongPassword)
        }
        Err(error) => Err(error),
    }
}

/// A clock that stands before the last failure was set back, or has lost its battery: no time counts as
/// passed, and the wait starts anew by the present clock, or it would last until the old time came again.
fn wait_served(folder: &Path, header: &mut Header, now_ms: u64) -> Result<(), VaultError> {
    if now_ms < header.attempts.last_failed_at_ms {
        header.attempts = header.attempts.anchored(now_ms);
        // When the disk is full the wait starts anew with the next try: longer, never shorter.
        let _ = header.write(folder);
    }
    let until_ms = header.attempts.next_at_ms();
    if now_ms < until_ms { Err(VaultError::Delayed { until_ms }) } else { Ok(()) }
}

/// A header that holds `key` under a new salt and nonce, with no failures counted.
fn wrapped(
    terms: Terms,
    key: &VaultKey,
    password: &Password,
    secret: Option<&[u8; SECRET_BYTES]>,
    random: Random<'_>,
) -> Result<Header, VaultError> {
    if secret.is_none() {
        at_least(PASSWORD_MIN_WITHOUT_KEYRING, password)?;
    }
    let (mut salt, mut nonce) = ([0; SALT_BYTES], [0; NONCE_BYTES]);
    random(&mut salt);
    random(&mut nonce);
    let mut header = Header {
        format: FORMAT,
        terms: Terms { salt: Bytes(salt), ..terms },
        wrap: Wrap { nonce: Bytes(nonce), key: Blob(Vec::new()) },
        attempts: Attempts::default(),
    };
    let bound = header.bound()?;
    let around = Around { params: header.terms.kdf, salt: &salt, device_secret: secret, terms: &bound };
    header.wrap.key = Blob(around.seal(key, password, &nonce)?);
    Ok(header)
}

/// Makes the folder with its header, or leaves none.
fn settle(folder: &Path, header: &Header) -> Result<(), VaultError> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    if let Some(people) = folder.parent() {
        builder.recursive(true).create(people)?;
    }
    // Not recursive: a folder that is there already is somebody's vault.
    builder.recursive(false).create(folder)?;
    let written = header.write(folder);
    match (written, folder.parent()) {
        (Ok(()), Some(people)) => Ok(sync_folder(people)?),
        (Ok(()), None) => Ok(()),
        (Err(error), _) => {
            let _ = fs::remove_dir_all(folder);
            Err(error)
        }
    }
}

fn at_least(min: usize, password: &Password) -> Result<(), VaultError> {
    if password.characters() < min { Err(VaultError::PasswordTooShort { min }) } else { Ok(()) }
}

fn random_name(random: Random<'_>) -> String {
    let mut bytes = [0; 16];
    random(&mut bytes);
    hex(&bytes)
}
