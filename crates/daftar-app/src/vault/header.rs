//! `vault.json`: what a vault says about itself before it is open.
//!
//! The last member is a checksum of every byte before it, so that a damaged header is called damaged and
//! never turns a right password into a wrong one. Every version of the format ends in this way. The checksum
//! is no protection against a person; that is the wrap, which binds the [`Terms`].

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::Path,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use sha2::{Digest, Sha256};

use super::{
    VaultError,
    wrap::{NONCE_BYTES, Params, SALT_BYTES},
};

pub(super) const FORMAT: u32 = 1;
pub(super) const FILE: &str = "vault.json";
const NEW_FILE: &str = "vault.json.new";
/// A header takes about a kilobyte; whatever is much larger is not one.
const BYTES_MAX: u64 = 64 * 1024;
const CHECK_BEFORE: &str = ",\n  \"check\": \"";
const CHECK_AFTER: &str = "\"\n}\n";
const CHECK_BYTES: usize = CHECK_BEFORE.len() + 64 + CHECK_AFTER.len();

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub format: u32,
    pub terms: Terms,
    pub wrap: Wrap,
    pub attempts: Attempts,
}

/// Everything the wrap binds: change a letter and the key does not come out.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Terms {
    pub user_name: String,
    pub display_name: Option<String>,
    pub programme: String,
    pub kdf: Params,
    pub salt: Bytes<SALT_BYTES>,
    /// The name of the device secret in the keyring; `None` on a laptop without one.
    pub keyring_entry: Option<String>,
    pub key_check: Bytes<16>,
    /// The key, sealed to the programme's recovery key.
    pub recovery: Option<Blob>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wrap {
    pub nonce: Bytes<NONCE_BYTES>,
    pub key: Blob,
}

/// Not among the terms, as it changes while nobody knows the password.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attempts {
    pub failed: u32,
    pub last_failed_at_ms: u64,
}

impl Attempts {
    const FREE: u32 = 5;
    const DELAY_MS_MAX: u64 = 15 * 60 * 1000;

    /// 1 s after the fifth failure, doubling with each, up to a quarter of an hour.
    fn delay_ms(self) -> u64 {
        self.failed.checked_sub(Self::FREE).map_or(0, |doublings| {
            1000_u64.checked_shl(doublings.min(32)).unwrap_or(u64::MAX).min(Self::DELAY_MS_MAX)
        })
    }

    /// When the next password is tried. A clock before the last failure was set back.
    pub fn next_at_ms(self) -> u64 {
        self.last_failed_at_ms.saturating_add(self.delay_ms())
    }

    /// The same count, waiting from now.
    pub fn anchored(self, now_ms: u64) -> Self {
        Self { last_failed_at_ms: now_ms, ..self }
    }

    pub fn after_failure(self, now_ms: u64) -> Self {
        Self { failed: self.failed.saturating_add(1), last_failed_at_ms: now_ms }
    }
}

/// What may be shown of a header, whole or not.
#[derive(Default)]
pub(super) struct Label {
    pub user_name: String,
    pub display_name: Option<String>,
    pub programme: String,
}

impl Header {
    /// The bytes that the wrap binds; postcard's format is fixed, JSON's spacing and escapes are not.
    pub fn bound(&self) -> Result<Vec<u8>, VaultError> {
        postcard::to_stdvec(&(self.format, &self.terms)).map_err(|_| VaultError::Damaged)
    }

    pub fn read(folder: &Path) -> Result<Self, VaultError> {
        Self::parse(&read_bytes(folder)?)
    }

    fn parse(bytes: &[u8]) -> Result<Self, VaultError> {
        #[derive(Deserialize)]
        struct OfAnyVersion {
            format: u32,
        }
        let body = checked(bytes).ok_or(VaultError::Damaged)?;
        let OfAnyVersion { format } = serde_json::from_slice(&body).map_err(|_| VaultError::Damaged)?;
        if format > FORMAT {
            return Err(VaultError::NewerVersion);
        }
        serde_json::from_slice(&body).map_err(|_| VaultError::Damaged)
    }

    /// Replaces the file in one step: after a power cut there is the old header or the new one, whole.
    pub fn write(&self, folder: &Path) -> Result<(), VaultError> {
        let body = serde_json::to_string_pretty(self).map_err(io::Error::from)?;
        let before = folder.join(NEW_FILE);
        let mut file = create_private(&before)?;
        file.write_all(with_check(&body).as_bytes())?;
        // The content before the name, or a cut could leave the name on an empty file.
        file.sync_all()?;
        drop(file);
        fs::rename(&before, folder.join(FILE))?;
        sync_folder(folder)?;
        Ok(())
    }

    /// A best effort, from a damaged or newer header too, so that the person sees whose it was.
    pub fn label(folder: &Path) -> Label {
        let Ok(bytes) = read_bytes(folder) else { return Label::default() };
        let Ok(header) = serde_json::from_slice::<serde_json::Value>(&bytes) else { return Label::default() };
        let text = |name: &str| header["terms"][name].as_str().map(str::to_owned);
        Label {
            user_name: text("user_name").unwrap_or_default(),
            display_name: text("display_name"),
            programme: text("programme").unwrap_or_default(),
        }
    }
}

fn read_bytes(folder: &Path) -> Result<Vec<u8>, VaultError> {
    let file = match File::open(folder.join(FILE)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(VaultError::NotFound),
        Err(error) => return Err(error.into()),
    };
    let mut bytes = Vec::new();
    file.take(BYTES_MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn with_check(body: &str) -> String {
    let open = body.trim_end().trim_end_matches('}').trim_end();
    format!("{open}{CHECK_BEFORE}{}{CHECK_AFTER}", check(open.as_bytes()))
}

/// The JSON without its checksum, if that is right.
fn checked(bytes: &[u8]) -> Option<Vec<u8>> {
    let (open, ending) = bytes.split_at_checked(bytes.len().checked_sub(CHECK_BYTES)?)?;
    if ending != format!("{CHECK_BEFORE}{}{CHECK_AFTER}", check(open)).as_bytes() {
        return None;
    }
    Some([open, b"}"].concat())
}

fn check(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Readable by this person alone, where the system has such a thing per file; elsewhere the folder decides.
fn create_private(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a rename last. Windows has no such call and journals its folders itself.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Bytes of a fixed number, base64 in the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Bytes<const N: usize>(pub [u8; N]);

/// Bytes of any number, base64 in the file.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Blob(pub Vec<u8>);

impl<const N: usize> Serialize for Bytes<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Bytes<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Blob(bytes) = Blob::deserialize(deserializer)?;
        bytes.try_into().map(Self).map_err(|_| D::Error::custom("wrong length"))
    }
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Self).map_err(|_| D::Error::custom("not base64"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_from_the_fifth_failure_up_to_a_quarter_of_an_hour() {
        let table: Vec<(u32, u64)> = [0, 1, 4, 5, 6, 7, 10, 14, 15, 40, u32::MAX]
            .map(|failed| (failed, Attempts { failed, last_failed_at_ms: 0 }.next_at_ms() / 1000))
            .into();
        assert_eq!(
            table,
            [
                (0, 0),
                (1, 0),
                (4, 0),
                (5, 1),
                (6, 2),
                (7, 4),
                (10, 32),
                (14, 512),
                (15, 900),
                (40, 900),
                (u32::MAX, 900),
            ]
        );
    }

    #[test]
    fn the_checksum_covers_every_byte_before_it() {
        let whole = with_check("{\n  \"format\": 1\n}");
        assert_eq!(checked(whole.as_bytes()).unwrap(), b"{\n  \"format\": 1}");
        for at in 0..whole.len() {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] ^= 1;
            assert_eq!(checked(&bytes), None, "byte {at}");
        }
    }

    #[test]
    fn a_newer_header_is_called_newer_not_damaged() {
        let newer = with_check("{\n  \"format\": 2,\n  \"unknown\": []\n}");
        assert!(matches!(Header::parse(newer.as_bytes()), Err(VaultError::NewerVersion)));
    }
}
