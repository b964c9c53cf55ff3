//! Attachments from the file that somebody chose to the other end, and everything that may be wrong with one.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_app::{
    AppError, FieldEdit, Target,
    view::{AttachRequest, AttachedView, EditRequest, EntryView, FileRequest, RecordTypeView},
};
use daftar_core::{
    act::Deed,
    config::RecordType,
    id::{CaseId, FieldId},
    value::Value,
};
use daftar_store::Store;
use daftar_tests::{
    camp::{Camp, Laptop, PASSWORD},
    standard,
};
use serde_json::json;
use std::{fs, io::Cursor};

const CANARY: &[u8] = b"%PDF-1.7 canary-on-the-page";

fn camp() -> Camp {
    Camp::of(5, &standard::files(), &standard::people())
}

fn photo(width: u32, height: u32) -> Vec<u8> {
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([u8::try_from(x % 256).unwrap(), u8::try_from(y % 256).unwrap(), 90])
    });
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, image::ImageFormat::Jpeg).unwrap();
    out.into_inner()
}

/// The head of a zip in which an office program keeps `folder` first.
fn office(folder: &str) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.resize(0x1E, 0);
    bytes.extend(folder.as_bytes());
    bytes.resize(200, 7);
    bytes
}

fn attach(laptop: &Laptop, field: &str, name: &str, bytes: &[u8]) -> Result<AttachedView, AppError> {
    let request = AttachRequest {
        record: RecordTypeView(RecordType::Case),
        field_id: field.to_owned(),
        outer: None,
        name: name.to_owned(),
    };
    laptop.book.attach(&request, bytes)
}

/// Attaches and saves; the entry's id.
fn save(laptop: &Laptop, case: CaseId, attached: &AttachedView) -> Result<String, AppError> {
    let edits = laptop.book.edits_of(RecordType::Case, &attached.edits)?;
    laptop.book.save(case, &edits)?;
    Ok(attached.entry_id.clone())
}

fn bytes(
    laptop: &Laptop,
    case: CaseId,
    field: &str,
    entry: &str,
    small: bool,
) -> Result<Vec<u8>, &'static str> {
    let request = FileRequest {
        case_id: Some(case.to_string()),
        field_id: field.to_owned(),
        entry_id: entry.to_owned(),
        drafted: None,
        small,
    };
    laptop.book.file_bytes(&request).map(|bytes| bytes.to_vec()).map_err(|error| error.code)
}

fn entries(laptop: &Laptop, case: CaseId, field: &str) -> Vec<EntryView> {
    let page = laptop.book.case_view(case).unwrap();
    let mut fields = page.forms.into_iter().flat_map(|form| form.fields);
    fields.find(|one| one.field_id == field).unwrap().entries
}

fn key_of(laptop: &Laptop, case: CaseId) -> String {
    let compartments = open(laptop).read().compartments(case).unwrap();
    let all = compartments.iter().filter_map(|row| row.contents.clone()).flatten().collect::<Vec<u8>>();
    let text = String::from_utf8_lossy(&all);
    let (_, key) = text.split_once("\"key\":\"").unwrap();
    key.split('"').next().unwrap().to_owned()
}

/// A second hand on the vault's file.
fn open(laptop: &Laptop) -> Store {
    let path = laptop.vault();
    let key = daftar_app::vault::unlock(
        &path,
        &daftar_app::vault::Password::new(PASSWORD.to_owned()),
        &daftar_app::secrets::NoSecretStore,
        u64::MAX / 2,
    );
    Store::open(&daftar_app::vault::store_path(&path), *key.unwrap().bytes()).unwrap()
}

#[test]
fn every_kind_of_file_is_kept_shown_and_named_for_what_it_is() {
    let camp = camp();
    let office_worker = camp.at("office");
    let case = office_worker.register(&[("name_first", "Amal")]);
    let wav = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0";
    let m4a = b"\0\0\0\x20ftypM4A \0\0\0\0M4A mp42isom\0\0\0\0";
    let table: [(&str, &str, Vec<u8>, &str, &str); 14] = [
        ("photos", "IMG 1.JPG", photo(40, 30), "image/jpeg", "IMG 1.jpg"),
        // A name that lies is put right.
        ("photos", "letter.pdf", photo(40, 30), "image/jpeg", "letter.jpg"),
        ("recorded_audio", "voice.mp3", b"ID3\x03\0\0\0\0\0\0".to_vec(), "audio/mpeg", "voice.mp3"),
        ("recorded_audio", "voice.wav", wav.to_vec(), "audio/wav", "voice.wav"),
        ("recorded_audio", "voice.m4a", m4a.to_vec(), "audio/mp4", "voice.m4a"),
        ("recorded_audio", "voice", b"OggS\0\x02\0\0\0\0".to_vec(), "audio/ogg", "voice.ogg"),
        ("other_documents", "a.pdf", CANARY.to_vec(), "application/pdf", "a.pdf"),
        ("other_documents", "a.pdf.exe", CANARY.to_vec(), "application/pdf", "a.pdf.pdf"),
        ("other_documents", "C:\\x\\..\\è.txt", "naïve".into(), "text/plain", "è.txt"),
        ("other_documents", "list.csv", b"a;b\r\n1;2".to_vec(), "text/csv", "list.csv"),
        (
            "other_documents",
            "x.docx",
            office("word/"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "x.docx",
        ),
        (
            "other_documents",
            "x.zip",
            office("xl/"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "x.xlsx",
        ),
        ("other_documents", "scan.png", photo(30, 40), "image/jpeg", "scan.jpg"),
        ("bid_chair_signature", "signature.png", photo(30, 10), "image/png", "signature.png"),
    ];
    for (field, name, given, media, called) in table {
        let attached = attach(office_worker, field, name, &given).unwrap();
        assert_eq!((&*attached.file.media_type, &*attached.file.name), (media, called), "{name}");
        let entry = save(office_worker, case, &attached).unwrap();
        let shown =
            entries(office_worker, case, field).into_iter().find(|one| one.entry_id == entry).unwrap();
        let file = shown.file.unwrap();
        assert!(file.here && file.unsent, "{name}");
        assert_eq!(shown.headline, called);
        let kept = bytes(office_worker, case, field, &entry, false).unwrap();
        assert_eq!(kept.len() as u64, file.size, "{name}");
        match media.starts_with("image/") {
            true => assert!(bytes(office_worker, case, field, &entry, true).unwrap().len() <= 8 * 1024),
            false => {
                assert_eq!(kept, given, "{name}");
                assert_eq!(bytes(office_worker, case, field, &entry, true), Err("not_found"));
            }
        }
    }
    let ids = |field| entries(office_worker, case, field).len();
    assert_eq!((ids("photos"), ids("recorded_audio"), ids("other_documents")), (2, 4, 7));
}

#[test]
fn what_is_no_file_of_the_field_is_refused_and_nothing_is_kept() {
    let camp = camp();
    let worker = camp.at("office");
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let elf = b"\x7fELF\x02\x01\x01\0".to_vec();
    for (field, name, given, code) in [
        ("photos", "a.jpg", Vec::new(), "file_empty"),
        ("photos", "a.jpg", CANARY.to_vec(), "photo_type_refused"),
        ("photos", "a.jpg", heic.clone(), "photo_heic"),
        ("photos", "a.jpg", photo(50, 50)[..300].to_vec(), "photo_damaged"),
        ("photos", "a.gif", b"GIF89a\x01\0\x01\0".to_vec(), "photo_type_refused"),
        ("photos", "a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "photo_type_refused"),
        ("recorded_audio", "a.mp3", CANARY.to_vec(), "audio_type_refused"),
        ("recorded_audio", "a.mp3", heic.clone(), "audio_type_refused"),
        ("other_documents", "a.pdf", elf.clone(), "document_type_refused"),
        ("other_documents", "a.txt", elf, "document_type_refused"),
        ("other_documents", "a.txt", b"a\0b".to_vec(), "document_type_refused"),
        ("other_documents", "page.html", b"<html><script>".to_vec(), "document_type_refused"),
        ("other_documents", "a.mp3", b"ID3\x03\0\0\0\0\0\0".to_vec(), "document_type_refused"),
        ("other_documents", "a.heic", heic, "photo_heic"),
        ("other_documents", "big.txt", vec![b'a'; 20_000_001], "file_too_large"),
        ("bid_chair_signature", "a.png", CANARY.to_vec(), "photo_type_refused"),
        ("name_first", "a.jpg", photo(9, 9), "unknown_field"),
        ("nothing_of_that_name", "a.jpg", photo(9, 9), "unknown_field"),
    ] {
        let refused = attach(worker, field, name, &given).map(|_| ()).unwrap_err();
        assert_eq!(refused.code, code, "{field} {name}");
    }
    assert_eq!(open(worker).read().drafted_files(i64::MAX).unwrap(), Vec::<[u8; 32]>::new());
}

#[test]
fn a_drafted_file_outlives_the_window_and_goes_with_its_draft() {
    let mut camp = camp();
    let case = camp.at("office").register(&[("name_first", "Amal")]);
    let attached = attach(camp.at("office"), "other_documents", "a.pdf", CANARY).unwrap();
    let loose = attach(camp.at("office"), "photos", "b.jpg", &photo(30, 30)).unwrap();
    drop(loose);
    camp.at("office").book.keep_draft(Some(case), RecordType::Case, None, &attached.edits).unwrap();
    let waiting = |camp: &Camp| open(camp.at("office")).read().drafted_files(i64::MAX).unwrap().len();
    camp.restart("office", None);
    assert_eq!(waiting(&camp), 3, "somebody may be about to save them");
    camp.time.pass(61);
    camp.restart("office", None);
    // Whole and small picture of the photo that no draft names are gone, the document is not.
    assert_eq!(waiting(&camp), 1);
    let office = camp.at("office");
    let page = office.book.case_view(case).unwrap();
    let draft = page.draft.unwrap();
    assert!(draft.edits == attached.edits);
    let Some(Value::Text(id)) = draft.edits[0].value.as_ref().map(|value| value.0.clone()) else { panic!() };
    assert_eq!(page.drafted_files[&id].name, "a.pdf");
    let request = FileRequest {
        case_id: Some(case.to_string()),
        field_id: "other_documents".to_owned(),
        entry_id: attached.entry_id.clone(),
        drafted: Some(id.clone()),
        small: false,
    };
    assert_eq!(office.book.file_bytes(&request).unwrap().as_slice(), CANARY);
    let entry = save(office, case, &attached).unwrap();
    assert_eq!(bytes(office, case, "other_documents", &entry, false).as_deref(), Ok(CANARY));
    // Saved, it is no draft's any more: neither under the draft's name nor for a second entry.
    assert_eq!(office.book.file_bytes(&request).unwrap_err().code, "not_found");
    let again: Vec<EditRequest> = attached
        .edits
        .iter()
        .map(|edit| EditRequest { entry_id: Some(office.book.make_entry_id().to_string()), ..edit.clone() })
        .collect();
    let again = office.book.edits_of(RecordType::Case, &again).unwrap();
    assert_eq!(office.book.save(case, &again).unwrap_err().code, "not_found");
    camp.restart("office", None);
    assert_eq!(bytes(camp.at("office"), case, "other_documents", &entry, false).as_deref(), Ok(CANARY));
}

#[test]
fn a_file_is_never_exchanged_and_comes_back_with_its_entry() {
    let camp = camp();
    let office = camp.at("office");
    let case = office.register(&[("name_first", "Amal")]);
    let entry = save(office, case, &attach(office, "other_documents", "a.pdf", CANARY).unwrap()).unwrap();
    let other = attach(office, "other_documents", "b.txt", b"other").unwrap();
    let swap = |edit: &EditRequest| EditRequest { entry_id: Some(entry.clone()), ..edit.clone() };
    let swapped: Vec<EditRequest> = other.edits[..1].iter().map(swap).collect();
    let swapped = office.book.edits_of(RecordType::Case, &swapped).unwrap();
    assert_eq!(office.book.save(case, &swapped).unwrap_err().code, "entry_fixed");
    // Neither may somebody write a reference that names no file of this laptop.
    for forged in [
        json!("AAAA"),
        json!("{\"id\":\"x\",\"key\":\"y\",\"size\":1,\"type\":\"text/plain\",\"name\":\"n\"}"),
    ] {
        let edit = EditRequest {
            entry_id: Some(office.book.make_entry_id().to_string()),
            value: serde_json::from_value(forged).ok(),
            ..other.edits[0].clone()
        };
        let edits = office.book.edits_of(RecordType::Case, &[edit]).unwrap();
        assert_eq!(office.book.save(case, &edits).unwrap_err().code, "not_found");
    }
    let entry_id = entry.parse().unwrap();
    let keep = |keep| FieldEdit {
        target: Target::Entry { subform: FieldId::from("other_documents"), entry: entry_id, keep },
        value: Value::Null,
    };
    office.book.save(case, &[keep(false)]).unwrap();
    assert_eq!(bytes(office, case, "other_documents", &entry, false), Err("not_found"));
    office.book.save(case, &[keep(true)]).unwrap();
    assert_eq!(bytes(office, case, "other_documents", &entry, false).as_deref(), Ok(CANARY));
}

#[test]
fn a_record_holds_so_many_files_and_no_more() {
    let mut files = standard::files();
    for (_, text) in files.iter_mut().filter(|(path, _)| path == "settings.toml") {
        text.push_str("\n[attachments]\nper_record_max = 2\nfile_mb_max = 1\n");
    }
    let camp = Camp::of(5, &files, &standard::people());
    let office = camp.at("office");
    let case = office.register(&[("name_first", "Amal")]);
    let attached = |name: &str| attach(office, "other_documents", name, b"text").unwrap();
    save(office, case, &attached("1.txt")).unwrap();
    save(office, case, &attached("2.txt")).unwrap();
    let third = save(office, case, &attached("3.txt")).unwrap_err();
    assert_eq!((third.code, third.args["max"].as_str()), ("files_too_many", "2"));
    // In place of another there is room for it.
    let third = attached("3.txt");
    let mut swap = office.book.edits_of(RecordType::Case, &third.edits).unwrap();
    let first = entries(office, case, "other_documents").remove(0).entry_id.parse().unwrap();
    swap.push(FieldEdit {
        target: Target::Entry { subform: FieldId::from("other_documents"), entry: first, keep: false },
        value: Value::Null,
    });
    office.book.save(case, &swap).unwrap();
    assert_eq!(entries(office, case, "other_documents").len(), 2);
    let large = attach(office, "other_documents", "l.txt", &vec![b'a'; 1_000_001]).map(|_| ()).unwrap_err();
    assert_eq!((large.code, large.args["max"].as_str()), ("file_too_large", "1"));
}

#[test]
fn the_key_of_a_file_stays_in_the_documents_and_its_bytes_are_nowhere_in_clear() {
    let camp = camp();
    let office = camp.at("office");
    let case = office.register(&[("name_first", "Amal")]);
    let entry = save(office, case, &attach(office, "other_documents", "a.pdf", CANARY).unwrap()).unwrap();
    let key = key_of(office, case);
    assert_eq!(key.len(), 43);
    let page = serde_json::to_string(&office.book.case_view(case).unwrap()).unwrap();
    let request = json!({ "caseId": case.to_string(), "acts": false, "offset": 0, "limit": 100 });
    let history = office.book.history_view(&serde_json::from_value(request).unwrap()).unwrap();
    let history = serde_json::to_string(&history).unwrap();
    let told = [page, history, office.book.case_json(case).unwrap().to_string()];
    let told =
        told.into_iter().chain([office.book.history_json(case, &Default::default()).unwrap().to_string()]);
    for told in told {
        assert!(!told.contains(&key), "{told}");
        assert!(told.contains("a.pdf"));
    }
    for file in fs::read_dir(office.vault()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(6).any(|window| window == b"canary"));
    }
    // What stands in the store's table is sealed as well.
    assert!(!open(office).read().holds_bytes(b"canary-on-the-page").unwrap());
    assert!(open(office).read().holds_bytes(b"DFF1").unwrap());
    let copy = tempfile::tempdir().unwrap();
    let request = FileRequest {
        case_id: Some(case.to_string()),
        field_id: "other_documents".to_owned(),
        entry_id: entry,
        drafted: None,
        small: false,
    };
    for name in ["a.pdf", "a (2).pdf", "a (3).pdf"] {
        assert_eq!(office.book.save_copy(&request, copy.path()).unwrap(), name);
        assert_eq!(fs::read(copy.path().join(name)).unwrap(), CANARY);
    }
    let nowhere = copy.path().join("nowhere");
    assert_eq!(office.book.save_copy(&request, &nowhere).unwrap_err().code, "copy_failed");
}

#[test]
fn elsewhere_the_reference_arrives_before_the_bytes() {
    let camp = camp();
    let office = camp.at("office");
    let case = office.register(&[("name_first", "Amal")]);
    let entry = save(office, case, &attach(office, "photos", "a.jpg", &photo(60, 60)).unwrap()).unwrap();
    camp.sync_all(2);
    let supervisor = camp.at("supervisor");
    let shown = entries(supervisor, case, "photos").remove(0);
    let file = shown.file.unwrap();
    assert_eq!((&*file.name, file.here, file.unsent), ("a.jpg", false, false));
    for small in [true, false] {
        assert_eq!(bytes(supervisor, case, "photos", &entry, small), Err("file_elsewhere"));
    }
    assert!(entries(office, case, "photos").remove(0).file.unwrap().unsent, "no relay takes files yet");
}

/// The training programme with photos among the services, which a referral lends.
fn lending() -> Camp {
    let mut files = daftar_training::configuration();
    for (_, text) in files.iter_mut().filter(|(path, _)| path == "case/services.toml") {
        text.push_str(
            "\n[[fields]]\nid = \"photos\"\ntype = \"photo_upload_box\"\nlabel = { en = \"Photos\", ar = \"الصور\" }\n",
        );
    }
    Camp::of(6, &files, &daftar_training::people())
}

#[test]
fn what_the_relay_does_not_have_stays_sealed_when_access_ends_and_opens_for_nobody_here() {
    let camp = lending();
    camp.sync_all(1);
    let owner = camp.at("worker-1");
    let case = owner.register(&[
        ("name", "Amal"),
        ("consent_for_services", "true"),
        ("disclosure_other_orgs", "true"),
    ]);
    camp.sync_all(1);
    let referral = owner.refer(case, "provider");
    camp.sync_all(2);
    let provider = camp.at("provider");
    provider.book.answer(referral, |referral| Deed::ReferralAccept { referral }).unwrap();
    camp.sync_all(2);
    let entry = save(provider, case, &attach(provider, "photos", "a.jpg", &photo(60, 60)).unwrap()).unwrap();
    let drafted = attach(provider, "photos", "b.jpg", &photo(50, 60)).unwrap();
    provider.book.keep_draft(Some(case), RecordType::Case, None, &drafted.edits).unwrap();
    let key = key_of(provider, case);
    let before = open(provider).read().files_of(case).unwrap().len();
    assert_eq!(before, 2, "whole and small");
    provider.book.answer(referral, |referral| Deed::ReferralDone { referral, note: None }).unwrap();
    camp.sync_all(3);
    assert!(provider.sees(case).is_none());
    assert_eq!(bytes(provider, case, "photos", &entry, false), Err("not_found"));
    let store = open(provider);
    // Both photos were never sent: sealed they stay, so that a later contact can hand them over.
    assert_eq!(store.read().files_of(case).unwrap().len(), 4);
    assert_eq!(store.read().drafted_files(i64::MAX).unwrap().len(), 0);
    assert!(!store.read().holds_bytes(key.as_bytes()).unwrap(), "the key has left with its document");
}

#[test]
fn a_file_may_lie_in_an_entry() {
    let mut files = daftar_training::configuration();
    for (_, text) in files.iter_mut().filter(|(path, _)| path == "case/notes.toml") {
        text.push_str(
            "\n[[fields.fields]]\nid = \"note_papers\"\ntype = \"document_upload_box\"\n\
             label = { en = \"Papers\", ar = \"أوراق\" }\n",
        );
    }
    let camp = Camp::of(6, &files, &daftar_training::people());
    let worker = camp.at("worker-1");
    let case = worker.register(&[("name", "Amal")]);
    let note = worker.add(case, "notes_section", &[("note_subject", "first")]);
    let request = AttachRequest {
        record: RecordTypeView(RecordType::Case),
        field_id: "note_papers".to_owned(),
        outer: Some(note.to_string()),
        name: "a.pdf".to_owned(),
    };
    let attached = worker.book.attach(&request, CANARY).unwrap();
    let entry = save(worker, case, &attached).unwrap();
    let note = entries(worker, case, "notes_section").remove(0);
    let papers = note.fields.into_iter().find(|field| field.field_id == "note_papers").unwrap();
    assert_eq!(papers.entries[0].entry_id, entry);
    assert_eq!(papers.entries[0].file.as_ref().unwrap().name, "a.pdf");
    assert_eq!(bytes(worker, case, "note_papers", &entry, false).as_deref(), Ok(CANARY));
    camp.sync_all(2);
    assert_eq!(entries(camp.at("supervisor"), case, "notes_section").remove(0).fields.len(), 4);
}
