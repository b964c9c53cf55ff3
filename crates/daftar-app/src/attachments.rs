//! Attachments: files taken over, kept sealed beside the documents, and shown again.
//!
//! A file is sealed as soon as it is chosen and waits under its draft; saving the draft gives it to the document, which
//! from then on holds the only key to it. Nothing is ever written unsealed, but for a copy that a person asks for.

use crate::{
    AppError, Casebook, FieldEdit, Target,
    casebook::Known,
    file::CaseFile,
    picture,
    view::{AttachRequest, AttachedView, EditRequest, FileRequest, FileView, ValueView},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use daftar_core::{
    attachment::{FILE, FileRef, admit, clean_name},
    config::{AttachmentLimits, Field as Question, FieldKind},
    form::default_value,
    id::{CaseId, CompartmentId, EntryId, FieldId, IN_ENTRY},
    value::Value,
};
use daftar_doc::{FileKey, Part, file_id, open_file, seal_file};
use daftar_store::Db;
use daftar_sync::wire::Config;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, OpenOptions},
    io::{ErrorKind, Write as _},
    path::Path,
};
use zeroize::Zeroizing;

/// Names tried for a copy before giving up.
const COPIES_MAX: u32 = 1000;
/// How long a file waits for a draft to name it.
const LOOSE_MS: i64 = 60 * 60 * 1000;

impl Casebook {
    /// Takes a file over for a field: looks at what it is, shrinks pictures, seals it, and keeps it for the draft. The
    /// edits that come back attach it once they are saved.
    ///
    /// # Errors
    /// `unknown_field`, `file_too_large`, and in what way the file is nothing that the field keeps: `file_empty`,
    /// `photo_type_refused`, `photo_heic`, `photo_damaged`, `photo_too_large`, `audio_type_refused`,
    /// `document_type_refused`. Nothing is kept then.
    pub fn attach(&self, request: &AttachRequest, bytes: &[u8]) -> Result<AttachedView, AppError> {
        let config = self.config()?;
        let unknown = || AppError::new("unknown_field").with("field", &request.field_id);
        let field = FieldId::from(request.field_id.as_str());
        let question = config.forms().field(request.record.0, &field).filter(|q| q.kind.is_attachment());
        let question = question.ok_or_else(unknown)?;
        let most = u64::from(config.forms().settings.attachments.file_mb_max);
        if bytes.len() as u64 > most * 1_000_000 {
            return Err(AppError::new("file_too_large").with("max", most));
        }
        let media =
            admit(question.kind, &request.name, bytes).map_err(|refused| AppError::new(refused.code()))?;
        let picture = match question.kind {
            FieldKind::Signature => Some(picture::signature(bytes, media)?),
            FieldKind::PhotoUploadBox => Some(picture::photo(bytes, media, picture::PHOTO_SIDE)?),
            _ if media.is_image() => Some(picture::photo(bytes, media, picture::PAGE_SIDE)?),
            _ => None,
        };
        let (whole, media) = picture.as_ref().map_or((bytes, media), |kept| (&kept.bytes, kept.media));
        let key = FileKey::make()?;
        let sealed = seal_file(&key, Part::Whole, whole)?;
        let small = picture.as_ref().map(|kept| seal_file(&key, Part::Small, &kept.small)).transpose()?;
        let id = file_id(&sealed);
        let reference = FileRef {
            id: BASE64.encode(id),
            key: BASE64.encode(key.as_bytes()),
            size: whole.len() as u64,
            media,
            name: clean_name(&request.name, media),
            small: small.as_ref().map(|small| BASE64.encode(file_id(small))),
        };
        let Value::Text(packed) = reference.value() else { return Err(AppError::new("failed")) };
        let now = self.now_ms();
        self.store().transact(|db| {
            db.put_file(&id, &sealed, packed.as_bytes(), now)?;
            match &small {
                Some(small) => db.put_file(&file_id(small), small, packed.as_bytes(), now),
                None => Ok(()),
            }
        })?;
        let entry = self.make_entry_id();
        Ok(AttachedView {
            entry_id: entry.to_string(),
            edits: self.attaching(question, entry, &reference, request.outer.as_deref()),
            file: file_view(&reference, true, true),
        })
    }

    /// The edits that make the entry of a file, with what else it begins with.
    fn attaching(
        &self,
        question: &Question,
        entry: EntryId,
        reference: &FileRef,
        outer: Option<&str>,
    ) -> Vec<EditRequest> {
        let edit = |field: &str, value: Value| EditRequest {
            field_id: Some(field.to_owned()),
            value: Some(ValueView(value)),
            subform_id: Some(question.id.0.clone()),
            entry_id: Some(entry.to_string()),
            removed: false,
        };
        let begins = question.fields.iter().filter_map(|inner| {
            let value = default_value(inner, &self.today(), &self.now_text())?;
            Some(edit(inner.id.as_str(), value))
        });
        let outer = outer.map(|outer| edit(IN_ENTRY, Value::Text(outer.to_owned())));
        // The draft names the file and never holds its key.
        let file = edit(FILE, Value::Text(reference.id.clone()));
        std::iter::once(file).chain(outer).chain(begins).collect()
    }

    /// The bytes of a file, opened.
    ///
    /// # Errors
    /// `not_found`; `file_elsewhere`: its bytes are not on this laptop yet; `file_damaged`.
    pub fn file_bytes(&self, request: &FileRequest) -> Result<Zeroizing<Vec<u8>>, AppError> {
        let reference = self.file_ref(request)?;
        let (part, id) = match (request.small, &reference.small) {
            (true, Some(small)) => (Part::Small, small),
            (true, None) => return Err(AppError::new("not_found")),
            (false, _) => (Part::Whole, &reference.id),
        };
        let id = bytes_of(id).ok_or(AppError::new("file_damaged"))?;
        let key = bytes_of(&reference.key).map(FileKey::from_bytes).ok_or(AppError::new("file_damaged"))?;
        let sealed = self.reading()?.read().file(&id)?.ok_or(AppError::new("file_elsewhere"))?;
        if file_id(&sealed) != id {
            return Err(AppError::new("file_damaged"));
        }
        open_file(&key, part, &sealed).map_err(|_| AppError::new("file_damaged"))
    }

    fn file_ref(&self, request: &FileRequest) -> Result<FileRef, AppError> {
        let missing = || AppError::new("not_found");
        if let Some(drafted) = &request.drafted {
            let id = bytes_of(drafted).ok_or_else(missing)?;
            return drafted_ref(self.reading()?.read(), &id)?.ok_or_else(missing);
        }
        let config = self.config()?;
        let case: CaseId = request.case_id.as_deref().and_then(|id| id.parse().ok()).ok_or_else(missing)?;
        let entry: EntryId = request.entry_id.parse().map_err(|_| missing())?;
        let file = CaseFile::load(self.reading()?.read(), &config, case)?.ok_or_else(missing)?;
        file.attached(&FieldId::from(request.field_id.as_str()), entry).ok_or_else(missing)
    }

    /// Writes a copy of a file into a folder, outside the casebook's protection, under a name that is free there.
    /// Returns the name.
    ///
    /// # Errors
    /// As [`Casebook::file_bytes`], and `copy_failed`; no part of the file is left behind then.
    pub fn save_copy(&self, request: &FileRequest, folder: &Path) -> Result<String, AppError> {
        let name = self.file_ref(request)?.name;
        let bytes = self.file_bytes(request)?;
        let failed = |_| AppError::new("copy_failed");
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, "bin"));
        for nth in 1..COPIES_MAX {
            let name = if nth == 1 { name.clone() } else { format!("{stem} ({nth}).{extension}") };
            match OpenOptions::new().write(true).create_new(true).open(folder.join(&name)) {
                Ok(mut copy) => {
                    let written = copy.write_all(&bytes).and_then(|()| copy.sync_all());
                    if written.is_err() {
                        drop(copy);
                        let _ = fs::remove_file(folder.join(&name));
                    }
                    return written.map(|()| name).map_err(failed);
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(failed(error)),
            }
        }
        Err(AppError::new("copy_failed"))
    }

    /// The files that edits of a draft name.
    pub(crate) fn drafted_files(
        &self,
        edits: &[EditRequest],
    ) -> Result<BTreeMap<String, FileView>, AppError> {
        let mut found = BTreeMap::new();
        let store = self.reading()?;
        for id in edits.iter().filter_map(named_file) {
            if let Some(reference) =
                bytes_of(id).map(|id| drafted_ref(store.read(), &id)).transpose()?.flatten()
            {
                found.insert(id.to_owned(), file_view(&reference, true, true));
            }
        }
        Ok(found)
    }

    /// Deletes files whose draft was thrown away, an hour after they were chosen: until then somebody at another window
    /// may be about to save them.
    ///
    /// Deletes nothing while any draft cannot be read, for it may name them.
    ///
    /// # Errors
    /// The store failed; the next opening tries again.
    pub(crate) fn drop_loose_files(&self) -> Result<(), AppError> {
        let before_ms = self.now_ms() - LOOSE_MS;
        if self.reading()?.read().drafted_files(before_ms)?.is_empty() {
            return Ok(());
        }
        self.store().transact(|db| {
            let mut named = BTreeSet::new();
            let cases = db.drafted_cases()?.into_iter().map(Some);
            for case in cases.chain([None]) {
                let Some((_, draft)) = db.draft(case)? else { continue };
                let Ok(draft) = serde_json::from_slice::<Vec<EditRequest>>(&draft) else { return Ok(()) };
                named.extend(draft.iter().filter_map(named_file).filter_map(bytes_of));
            }
            for id in db.drafted_files(before_ms)? {
                let whole = drafted_ref(db, &id)?.and_then(|reference| bytes_of(&reference.id));
                if whole.is_none_or(|whole| !named.contains(&whole)) {
                    db.delete_file(&id)?;
                }
            }
            Ok(())
        })
    }
}

impl CaseFile {
    /// The file of an attachment that is there.
    pub(crate) fn attached(&self, field: &FieldId, entry: EntryId) -> Option<FileRef> {
        let (_, entry) = self.entries(field).find(|(id, _)| *id == entry)?;
        FileRef::read(&entry.fields.get(&FieldId::from(FILE))?.versions.first()?.value)
    }

    /// How many attachments the record has, as far as this person may read them.
    fn attachment_count(&self, config: &Config) -> usize {
        let fields = config.forms().forms_of(self.case().record_type());
        let fields: BTreeSet<&FieldId> = fields
            .flat_map(daftar_core::config::Form::record_fields)
            .filter(|field| field.kind.is_attachment())
            .map(|field| &field.id)
            .collect();
        fields.into_iter().map(|field| self.entries(field).count()).sum()
    }
}

/// Puts the references of drafted files into edits that name them, and the files that are claimed when they are written.
///
/// # Errors
/// `not_found`: no file of this laptop's drafts. `files_too_many`.
pub(crate) fn with_files(
    db: Db<'_>,
    config: &Config,
    file: &CaseFile,
    edits: &[FieldEdit],
) -> Result<(Vec<FieldEdit>, Vec<Claim>), AppError> {
    let mut claims = Vec::new();
    let mut all = Vec::with_capacity(edits.len());
    for edit in edits {
        let Some(id) = named(edit) else {
            all.push(edit.clone());
            continue;
        };
        let missing = || AppError::new("not_found").with("field", FILE);
        let reference =
            bytes_of(id).map(|id| drafted_ref(db, &id)).transpose()?.flatten().ok_or_else(missing)?;
        let Target::EntryField { subform, .. } = &edit.target else { return Err(missing()) };
        for id in [Some(&reference.id), reference.small.as_ref()].into_iter().flatten() {
            claims.push(Claim { id: bytes_of(id).ok_or_else(missing)?, field: subform.clone() });
        }
        all.push(FieldEdit { target: edit.target.clone(), value: reference.value() });
    }
    let AttachmentLimits { per_record_max, .. } = config.forms().settings.attachments;
    let more = edits.iter().filter(|edit| named(edit).is_some()).count();
    // Whoever signs again takes the signature before away in the same breath.
    let fewer = edits.iter().filter(|edit| takes_away(config, file, edit)).count();
    if more > fewer && file.attachment_count(config) + more - fewer > per_record_max as usize {
        return Err(AppError::new("files_too_many").with("max", per_record_max));
    }
    Ok((all, claims))
}

/// Whether an edit removes an attachment that is there.
fn takes_away(config: &Config, file: &CaseFile, edit: &FieldEdit) -> bool {
    let Target::Entry { subform, entry, keep: false } = &edit.target else { return false };
    let field = config.forms().field(file.case().record_type(), subform);
    field.is_some_and(|field| field.kind.is_attachment()) && file.entries(subform).any(|(id, _)| id == *entry)
}

/// A file that goes from a draft to the document of a field.
pub(crate) struct Claim {
    id: [u8; 32],
    field: FieldId,
}

impl Claim {
    /// Gives the file to the document.
    pub fn settle(
        &self,
        db: Db<'_>,
        case: CaseId,
        home: impl Fn(&FieldId) -> Option<CompartmentId>,
    ) -> Result<(), AppError> {
        let home = home(&self.field).ok_or(AppError::new("unknown_field"))?;
        Ok(db.claim_file(&self.id, case, home)?)
    }
}

/// The drafted file that an edit names.
fn named(edit: &FieldEdit) -> Option<&str> {
    match (&edit.target, &edit.value) {
        (Target::EntryField { field, .. }, Value::Text(id)) if field.as_str() == FILE => Some(id),
        _ => None,
    }
}

fn named_file(edit: &EditRequest) -> Option<&str> {
    match (&edit.field_id, &edit.value) {
        (Some(field), Some(ValueView(Value::Text(id)))) if field == FILE => Some(id),
        _ => None,
    }
}

fn drafted_ref(db: Db<'_>, id: &[u8; 32]) -> Result<Option<FileRef>, AppError> {
    Ok(db.drafted_file(id)?.and_then(|packed| serde_json::from_slice(&packed).ok()))
}

fn bytes_of(text: &str) -> Option<[u8; 32]> {
    BASE64.decode(text).ok()?.try_into().ok()
}

/// What the window is told of a file; never its key.
fn file_view(reference: &FileRef, here: bool, unsent: bool) -> FileView {
    FileView {
        name: reference.name.clone(),
        media_type: reference.media.as_str().to_owned(),
        size: reference.size,
        small: reference.small.is_some(),
        here,
        unsent,
    }
}

/// The file of an entry, `files` being those of its case that are here and whether the relay has them.
pub(crate) fn entry_file(value: Option<&Value>, files: &BTreeMap<[u8; 32], bool>) -> Option<FileView> {
    let reference = FileRef::read(value?)?;
    let sent = bytes_of(&reference.id).and_then(|id| files.get(&id));
    Some(file_view(&reference, sent.is_some(), sent.is_some_and(|sent| !sent)))
}
