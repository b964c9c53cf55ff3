//! Records filled at random, for any configuration: every question that takes an answer may get one that fits.

use crate::camp::Dice;
use daftar_app::{Casebook, FieldEdit, Target};
use daftar_core::{
    config::{Configuration, Field, FieldKind, OptionSource, RecordType},
    form::{bounds, fit, offered},
    id::{EntryId, FieldId, IN_ENTRY},
    value::Value,
};
use daftar_training::{Fields, SyntheticCase};

/// A synthetic case as it is typed in.
pub fn of_case(book: &Casebook, case: &SyntheticCase) -> Vec<FieldEdit> {
    let mut edits = of_record(&case.fields);
    for (subform, fields) in &case.entries {
        edits.extend(of_entry(subform, book.make_entry_id(), fields));
    }
    edits
}

/// These answers of a record.
pub fn of_record(fields: &Fields) -> Vec<FieldEdit> {
    let edit = |(field, value): (&FieldId, &Value)| FieldEdit {
        target: Target::Field(field.clone()),
        value: value.clone(),
    };
    fields.iter().map(edit).collect()
}

/// These answers of an entry.
pub fn of_entry(subform: &FieldId, entry: EntryId, fields: &Fields) -> Vec<FieldEdit> {
    let edit = |(field, value): (&FieldId, &Value)| FieldEdit {
        target: Target::EntryField { subform: subform.clone(), entry, field: field.clone() },
        value: value.clone(),
    };
    fields.iter().map(edit).collect()
}

/// Answers to about `share` of 100 questions of a record; entries in every subform, nested ones in each of these.
pub fn filling(
    config: &Configuration,
    record: RecordType,
    share: u64,
    dice: &Dice,
    make_entry: &dyn Fn() -> EntryId,
) -> Vec<FieldEdit> {
    let mut edits: Vec<FieldEdit> = Vec::new();
    for question in config.forms_of(record).flat_map(|form| &form.fields) {
        if edits.iter().any(|edit| edit.target == Target::Field(question.id.clone())) {
            continue;
        }
        if question.kind == FieldKind::Subform {
            for _ in 0..dice.below(3) {
                fill_entry(config, question, None, share, dice, make_entry, &mut edits);
            }
        } else if dice.below(100) < share
            && let Some(value) = answer(config, question, dice)
        {
            edits.push(FieldEdit { target: Target::Field(question.id.clone()), value });
        }
    }
    edits
}

fn fill_entry(
    config: &Configuration,
    subform: &Field,
    within: Option<EntryId>,
    share: u64,
    dice: &Dice,
    make_entry: &dyn Fn() -> EntryId,
    edits: &mut Vec<FieldEdit>,
) {
    let entry = make_entry();
    let before = edits.len();
    let mut put = |field: FieldId, value: Value| {
        edits.push(FieldEdit {
            target: Target::EntryField { subform: subform.id.clone(), entry, field },
            value,
        });
    };
    for inner in subform.fields.iter().filter(|inner| inner.kind != FieldKind::Subform) {
        if dice.below(100) < share
            && let Some(value) = answer(config, inner, dice)
        {
            put(inner.id.clone(), value);
        }
    }
    if let Some(outer) = within {
        put(FieldId::from(IN_ENTRY), Value::Text(outer.to_string()));
    }
    // An entry is there from its first answer on; what lies in it needs it to be there.
    if edits.len() > before {
        for nested in subform.nested() {
            for _ in 0..dice.below(3) {
                fill_entry(config, nested, Some(entry), share, dice, make_entry, edits);
            }
        }
    }
}

/// An answer that fits; none for what takes none yet.
pub fn answer(config: &Configuration, question: &Field, dice: &Dice) -> Option<Value> {
    const WORDS: [&str; 6] = ["amal", "ليلى", "niña", "mañana\nsoir", "two words", "\u{202e}x"];
    let word = || WORDS[usize::try_from(dice.below(6)).expect("small")].to_owned();
    let day = || format!("{}-{:02}-{:02}", 2001 + dice.below(24), 1 + dice.below(12), 1 + dice.below(28));
    let option = || match &question.options {
        Some(OptionSource::User) => Some("worker-1".to_owned()),
        _ => {
            let all = offered(config, question, None);
            let at = usize::try_from(dice.below(all.len() as u64)).expect("small");
            all.get(at).map(|(id, _)| (*id).to_owned())
        }
    };
    let value = match question.kind {
        FieldKind::TextField if question.phone => {
            Value::Text(format!("+962 79{:07}", dice.below(10_000_000)))
        }
        FieldKind::TextField => Value::Text(word().replace('\n', " ")),
        FieldKind::Textarea => Value::Text(word()),
        FieldKind::NumericField => {
            let (least, most) = bounds(question);
            Value::Int(
                least + i64::try_from(dice.below((most - least).min(90).unsigned_abs() + 1)).expect("small"),
            )
        }
        FieldKind::DateField if question.with_time && dice.below(2) == 0 => {
            Value::Text(format!("{}T09:30", day()))
        }
        FieldKind::DateField if !question.exact && dice.below(4) == 0 => Value::Text(day()[..7].to_owned()),
        FieldKind::DateField => Value::Text(day()),
        FieldKind::DateRange => Value::Text(format!("{}/", day())),
        FieldKind::TickBox => Value::Bool(dice.below(2) == 0),
        FieldKind::SelectBox if question.multi_select => {
            Value::Many((0..=dice.below(3)).filter_map(|_| option()).collect())
        }
        FieldKind::SelectBox | FieldKind::RadioButton => Value::Text(option()?),
        FieldKind::TallyField => {
            let rows = question.rows.iter().filter(|_| dice.below(2) == 0);
            let rows = rows.map(|row| (row.id.clone(), i64::try_from(dice.below(9)).expect("small")));
            let rows: std::collections::BTreeMap<_, _> = rows.collect();
            if rows.is_empty() {
                return None;
            }
            Value::Tally(rows)
        }
        _ => return None,
    };
    assert_eq!(fit(config, question, &value), Ok(()), "{}", question.id);
    Some(value)
}

/// A file for every field that holds some: field, name, bytes, and what is said of it.
pub fn answer_files(
    config: &Configuration,
    record: RecordType,
) -> Vec<(String, &'static str, Vec<u8>, String)> {
    let picture = |width: u32, height: u32, format| {
        let shade = |at: u32, of: u32| u8::try_from(at * 200 / of).expect("below 256");
        let image = image::RgbImage::from_fn(width, height, |x, y| {
            let head =
                (i64::from(x) - i64::from(width / 2)).pow(2) + (i64::from(y) - i64::from(height / 2)).pow(2);
            let is_head = head < i64::from(width / 5).pow(2);
            image::Rgb(if is_head { [120, 84, 60] } else { [200, shade(y, height), shade(x, width)] })
        });
        let mut out = std::io::Cursor::new(Vec::new());
        image.write_to(&mut out, format).expect("a picture");
        out.into_inner()
    };
    let jpeg = |width, height| picture(width, height, image::ImageFormat::Jpeg);
    // A second of silence.
    let mut wav =
        b"RIFF\x64\x1f\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x40\x1f\0\0"
            .to_vec();
    wav.resize(wav.len() + 8000, 0x80);
    let said = |text: &str| format!("attachment_description={text}");
    let fields = config.forms_of(record).flat_map(|form| &form.fields);
    let mut files = Vec::new();
    for field in fields {
        let id = || field.id.0.clone();
        match field.kind {
            FieldKind::PhotoUploadBox => {
                files.push((id(), "first.jpg", jpeg(640, 480), said("amal")));
                files.push((id(), "second.jpg", jpeg(480, 640), said("ليلى")));
            }
            FieldKind::AudioUploadBox => files.push((id(), "voice.wav", wav.clone(), said("amal"))),
            FieldKind::DocumentUploadBox => {
                files.push((id(), "list.csv", b"a;b\n1;2\n".to_vec(), said("niña")));
                files.push((id(), "letter.txt", b"amal".to_vec(), said("amal")));
            }
            FieldKind::Signature => {
                let png = picture(300, 100, image::ImageFormat::Png);
                files.push((id(), "signature.png", png, "signature_provided_by=amal".to_owned()));
            }
            _ => {}
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|(field, name, ..)| seen.insert((field.clone(), *name)));
    files
}
