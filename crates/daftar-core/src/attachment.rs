//! Attachments: photos, recordings, documents and signatures that belong to a record.
//!
//! An attachment is an entry of its field, as an entry of a subform is: one question of it, [`FILE`], says where the
//! file's bytes are and how they open; the others are what people write about it. The bytes stand outside the documents.
//!
//! Invariant: what a file is, its bytes say. A name is only a label, and is rewritten to agree with them.

use crate::{
    config::{Field, FieldKind},
    id::FieldId,
    text::is_invisible,
    value::Value,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The question of an attachment that holds the [`FileRef`].
pub const FILE: &str = "attachment_file";

/// Longest file name that is kept, in characters.
const NAME_LETTERS_MAX: usize = 120;

/// What kept files can be. Stored by its media type (IANA).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MediaType {
    #[serde(rename = "image/jpeg")]
    Jpeg,
    #[serde(rename = "image/png")]
    Png,
    #[serde(rename = "image/webp")]
    Webp,
    #[serde(rename = "audio/mpeg")]
    Mp3,
    #[serde(rename = "audio/mp4")]
    M4a,
    #[serde(rename = "audio/ogg")]
    Ogg,
    #[serde(rename = "audio/wav")]
    Wav,
    #[serde(rename = "application/pdf")]
    Pdf,
    #[serde(rename = "text/plain")]
    Text,
    #[serde(rename = "text/csv")]
    Csv,
    #[serde(rename = "application/msword")]
    Doc,
    #[serde(rename = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Docx,
    #[serde(rename = "application/vnd.ms-excel")]
    Xls,
    #[serde(rename = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    Xlsx,
}

impl MediaType {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Mp3,
        Self::M4a,
        Self::Ogg,
        Self::Wav,
        Self::Pdf,
        Self::Text,
        Self::Csv,
        Self::Doc,
        Self::Docx,
        Self::Xls,
        Self::Xlsx,
    ];

    /// The media type as it is stored and shown to a player.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Ogg => "audio/ogg",
            Self::Wav => "audio/wav",
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
            Self::Doc => "application/msword",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xls => "application/vnd.ms-excel",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The ending its file names have, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Ogg => "ogg",
            Self::Wav => "wav",
            Self::Pdf => "pdf",
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Doc => "doc",
            Self::Docx => "docx",
            Self::Xls => "xls",
            Self::Xlsx => "xlsx",
        }
    }

    /// Whether it is a picture that is decoded, turned and shrunk before it is kept.
    #[must_use]
    pub fn is_image(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }

    /// Whether it is heard.
    #[must_use]
    pub fn is_audio(self) -> bool {
        matches!(self, Self::Mp3 | Self::M4a | Self::Ogg | Self::Wav)
    }
}

/// Why a file is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the file is empty")]
    Empty,
    /// Neither JPEG, PNG nor WebP.
    #[error("not a picture that can be kept")]
    NotAPhoto,
    /// A photo as telephones of one make write it; it has to be saved as JPEG first.
    #[error("an HEIC photo")]
    Heic,
    #[error("not a recording that can be kept")]
    NotAudio,
    #[error("not a document that can be kept")]
    NotADocument,
}

impl Refused {
    /// The stable code shown to people through the message `error-…`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::NotAPhoto => "photo_type_refused",
            Self::Heic => "photo_heic",
            Self::NotAudio => "audio_type_refused",
            Self::NotADocument => "document_type_refused",
        }
    }
}

/// What a file offered to a field of this kind is, by its bytes; `name` only tells plain text from a table of values.
///
/// # Errors
/// It is nothing that such a field keeps.
pub fn admit(kind: FieldKind, name: &str, bytes: &[u8]) -> Result<MediaType, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    let is_picture_field = matches!(kind, FieldKind::PhotoUploadBox | FieldKind::Signature);
    let found = sniff(name, bytes);
    let takes = |media: &MediaType| match kind {
        FieldKind::PhotoUploadBox | FieldKind::Signature => media.is_image(),
        FieldKind::AudioUploadBox => media.is_audio(),
        FieldKind::DocumentUploadBox => !media.is_audio(),
        _ => false,
    };
    match found.filter(takes) {
        Some(media) => Ok(media),
        None if is_heic(bytes) && kind != FieldKind::AudioUploadBox => Err(Refused::Heic),
        None if is_picture_field => Err(Refused::NotAPhoto),
        None if kind == FieldKind::AudioUploadBox => Err(Refused::NotAudio),
        None => Err(Refused::NotADocument),
    }
}

fn is_heic(bytes: &[u8]) -> bool {
    infer::get(bytes)
        .is_some_and(|found| matches!(found.mime_type(), "image/heif" | "image/heic" | "image/avif"))
}

/// What the bytes are, if it is anything that is kept.
fn sniff(name: &str, bytes: &[u8]) -> Option<MediaType> {
    let extension = extension_of(name);
    let Some(found) = infer::get(bytes) else { return text(&extension, bytes) };
    Some(match found.mime_type() {
        "image/jpeg" => MediaType::Jpeg,
        "image/png" => MediaType::Png,
        "image/webp" => MediaType::Webp,
        "audio/mpeg" => MediaType::Mp3,
        "audio/m4a" => MediaType::M4a,
        "audio/ogg" => MediaType::Ogg,
        "audio/x-wav" => MediaType::Wav,
        "application/pdf" => MediaType::Pdf,
        "application/msword" => MediaType::Doc,
        "application/vnd.ms-excel" => MediaType::Xls,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => MediaType::Docx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => MediaType::Xlsx,
        // A telephone's recorder may write its sound into a container that films have as well.
        "video/mp4" if extension == "m4a" => MediaType::M4a,
        mime if mime.starts_with("text/") => return text(&extension, bytes),
        _ => return None,
    })
}

/// Plain text has no mark of its own: it is what is named so and has no control characters.
fn text(extension: &str, bytes: &[u8]) -> Option<MediaType> {
    let media = match extension {
        "txt" => MediaType::Text,
        "csv" => MediaType::Csv,
        _ => return None,
    };
    let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let is_plain = |byte: &u8| *byte >= 0x20 && *byte != 0x7F || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    (is_wide || bytes.iter().all(is_plain)).then_some(media)
}

fn extension_of(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}

/// A name that is safe to show and to give a file on any system: no folders, nothing invisible, none of the signs that
/// Windows forbids, and the ending that its content asks for.
#[must_use]
pub fn clean_name(name: &str, media: MediaType) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = match base.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().all(char::is_alphanumeric) => stem,
        _ => base,
    };
    let is_kept = |c: &char| !c.is_control() && !is_invisible(*c) && !"<>:\"/\\|?*".contains(*c);
    let stem: String = stem.chars().filter(is_kept).take(NAME_LETTERS_MAX).collect();
    let stem = stem.trim_matches([' ', '.']);
    // Names of devices on Windows, whatever follows their dot.
    let device = stem.split('.').next().unwrap_or_default().to_uppercase();
    let numbered = ["COM", "LPT"].iter().any(|port| {
        device
            .strip_prefix(port)
            .is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(char::is_numeric))
    });
    let is_reserved = numbered || matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL");
    match (stem.is_empty(), is_reserved) {
        (true, _) => format!("file.{}", media.extension()),
        (false, true) => format!("file {stem}.{}", media.extension()),
        (false, false) => format!("{stem}.{}", media.extension()),
    }
}

/// Where a file's bytes are and how they open; stands in the record's document as JSON text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// SHA-256 of the sealed bytes, base64url without padding.
    pub id: String,
    /// The key that opens them, base64url without padding. Drawn for this file alone.
    pub key: String,
    /// Bytes before sealing.
    pub size: u64,
    #[serde(rename = "type")]
    pub media: MediaType,
    /// As [`clean_name`] made it.
    pub name: String,
    /// Id of the sealed small picture (JPEG, at most 8 KiB) under the same key; of images only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub small: Option<String>,
}

/// Neither the key nor a name reaches a log.
impl fmt::Debug for FileRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileRef")
            .field("media", &self.media)
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl FileRef {
    /// The reference in a value of [`FILE`]; none for what no program of ours wrote.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let Value::Text(text) = value else { return None };
        let read: Self = serde_json::from_str(text).ok()?;
        // Whoever wrote it may have been somebody else's program: the name becomes a file's on this laptop.
        Some(Self { name: clean_name(&read.name, read.media), ..read })
    }

    /// The value that [`FileRef::read`] reads.
    #[must_use]
    pub fn value(&self) -> Value {
        Value::Text(serde_json::to_string(self).unwrap_or_default())
    }
}

/// The questions of one attachment of a field of this kind, in reading order. Their labels are the interface's.
#[must_use]
pub fn fields(kind: FieldKind) -> Vec<Field> {
    let field = |id: &str, kind| Field::new(FieldId::from(id), kind);
    let date = || Field {
        default: Some(Value::Text("today".to_owned())),
        ..field("attachment_date", FieldKind::DateField)
    };
    let file = Field { hidden: true, ..field(FILE, FieldKind::File) };
    let description = || field("attachment_description", FieldKind::TextField);
    let comments = || field("attachment_comments", FieldKind::Textarea);
    match kind {
        FieldKind::PhotoUploadBox => {
            vec![file, field("attachment_is_current", FieldKind::TickBox), date(), description(), comments()]
        }
        FieldKind::AudioUploadBox | FieldKind::DocumentUploadBox => {
            vec![file, date(), description(), comments()]
        }
        FieldKind::Signature => vec![file, field("signature_provided_by", FieldKind::TextField), date()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_safe_to_show_and_to_give() {
        for (given, media, name) in [
            ("IMG_1.JPG", MediaType::Jpeg, "IMG_1.jpg"),
            ("letter.jpg", MediaType::Pdf, "letter.pdf"),
            ("report", MediaType::Pdf, "report.pdf"),
            ("a.b c", MediaType::Pdf, "a.b c.pdf"),
            ("/etc/passwd", MediaType::Text, "passwd.txt"),
            ("..\\..\\boot.ini", MediaType::Text, "boot.txt"),
            ("..", MediaType::Text, "file.txt"),
            ("", MediaType::Csv, "file.csv"),
            (".hidden", MediaType::Csv, "file.csv"),
            ("a<b>c:d\"e|f?g*.txt", MediaType::Text, "abcdefg.txt"),
            ("con.txt", MediaType::Text, "file con.txt"),
            ("LPT1", MediaType::Text, "file LPT1.txt"),
            ("COM\u{b9}.txt", MediaType::Text, "file COM\u{b9}.txt"),
            ("contact.txt", MediaType::Text, "contact.txt"),
            ("photo\u{202e}gpj.exe", MediaType::Jpeg, "photogpj.jpg"),
            ("صورة أمينة.png", MediaType::Png, "صورة أمينة.png"),
            ("line\nend\0.txt", MediaType::Text, "lineend.txt"),
            ("trailing. . .txt", MediaType::Text, "trailing.txt"),
        ] {
            assert_eq!(clean_name(given, media), name, "{given}");
        }
        let long = clean_name(&"ا".repeat(500), MediaType::Pdf);
        assert_eq!(long.chars().count(), NAME_LETTERS_MAX + 4);
    }

    #[test]
    fn a_reference_reads_as_it_was_written_and_a_foreign_name_is_cleaned() {
        let file = FileRef {
            id: "i".to_owned(),
            key: "secret".to_owned(),
            size: 3,
            media: MediaType::Pdf,
            name: "a.pdf".to_owned(),
            small: None,
        };
        assert_eq!(FileRef::read(&file.value()).as_ref(), Some(&file));
        assert!(!format!("{file:?}").contains("secret") && !format!("{file:?}").contains("a.pdf"));
        let foreign = FileRef { name: "../../up.sh".to_owned(), ..file };
        assert_eq!(FileRef::read(&foreign.value()).map(|read| read.name).as_deref(), Some("up.pdf"));
        for other in [Value::Null, Value::Int(1), Value::Text("{}".to_owned()), Value::Text(String::new())] {
            assert_eq!(FileRef::read(&other), None);
        }
    }

    #[test]
    fn media_types_are_stored_as_they_are_called() {
        for media in MediaType::ALL {
            assert_eq!(serde_json::to_value(media).ok(), Some(media.as_str().into()));
        }
    }

    proptest! {
        #[test]
        fn any_name_becomes_one_that_stays(name in any::<String>(), at in 0..MediaType::ALL.len()) {
            let media = MediaType::ALL[at];
            let clean = clean_name(&name, media);
            prop_assert_eq!(clean_name(&clean, media), clean.clone());
            let is_safe = !clean.contains(['/', '\\', ':', '\0', '\u{202e}']) && !clean.starts_with('.');
            prop_assert!(is_safe);
            prop_assert!(clean.len() > media.extension().len() + 1);
        }

        #[test]
        fn any_bytes_are_answered(
            head in prop::sample::select(vec![
                &b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\0\0\0\x20ftyp", b"RIFF", b"\xFF\xD8\xFF",
                b"%PDF", b"\x89PNG\r\n\x1a\n", b"ID3", b"<?xml",
            ]),
            rest in proptest::collection::vec(any::<u8>(), 0..2000), name in "[a-z]{0,4}(\\.(txt|csv|pdf|m4a))?",
        ) {
            let bytes = [head, &rest].concat();
            for kind in [
                FieldKind::PhotoUploadBox,
                FieldKind::AudioUploadBox,
                FieldKind::DocumentUploadBox,
                FieldKind::Signature,
                FieldKind::TextField,
            ] {
                let admitted = admit(kind, &name, &bytes);
                prop_assert!(kind != FieldKind::TextField || admitted.is_err());
            }
        }
    }
}
