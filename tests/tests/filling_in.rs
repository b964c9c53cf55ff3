//! What a person types, on its way into a record: dates as people write them, places among twenty thousand, texts that
//! are too long or turn themselves round, and a child who is here already.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_app::view::{EditRequest, OptionsRequest, SavedView};
use daftar_core::{config::RecordType, id::CaseId};
use daftar_tests::{
    camp::{Camp, Laptop},
    standard,
};
use serde_json::{Value as Json, json};

fn camp() -> Camp {
    Camp::of(8, &standard::files(), &standard::people())
}

fn request(field: &str, value: Json) -> EditRequest {
    serde_json::from_value(
        json!({ "fieldId": field, "value": value, "subformId": null, "entryId": null, "removed": false }),
    )
    .unwrap()
}

fn requests(fields: &[(&str, &str)]) -> Vec<EditRequest> {
    fields.iter().map(|(field, value)| request(field, json!(value))).collect()
}

fn save(laptop: &Laptop, case: Option<CaseId>, edits: &[EditRequest], ruled_out: &[CaseId]) -> SavedView {
    laptop.book.save_view(case, RecordType::Case, edits, ruled_out, None).unwrap()
}

#[test]
fn a_date_is_kept_as_it_was_meant_and_said_back_while_it_is_typed() {
    let camp = camp();
    let office = camp.at("office");
    let case = office.register(&[("name_first", "Amal")]);
    // The laptop's clock stands in March 2026.
    for (typed, kept, about) in [
        ("about 11 years", "2014", true),
        ("3/5/14", "2014-05-03", false),
        ("حزيران ٢٠١٤", "2014-06", false),
        ("2014-05-03", "2014-05-03", false),
    ] {
        let edits = requests(&[("date_of_birth", typed)]);
        office.book.case_view(case).unwrap();
        let understood = office.book.consequences(Some(case), &edits).unwrap().understood;
        let said: Vec<_> = understood.iter().map(|one| (&*one.spot, &*one.date, one.about)).collect();
        let expected: &[(&str, &str, bool)] = &[("//date_of_birth", kept, about)];
        assert_eq!(said, if typed == kept { &[] } else { expected }, "{typed}");
        assert!(save(office, Some(case), &edits, &[]).errors.is_empty(), "{typed}");
        assert_eq!(office.value(case, "basic_identity", "date_of_birth"), Some(json!(kept)), "{typed}");
    }
    let page = office.book.case_view(case).unwrap();
    assert!(page.who.unwrap().contains("11"));
    let wrong = requests(&[("date_of_birth", "sometime"), ("nationality", "")]);
    let refused = save(office, Some(case), &wrong, &[]);
    let codes: Vec<_> = refused.errors.iter().map(|error| (&*error.field_id, &*error.code)).collect();
    assert_eq!(codes, [("date_of_birth", "invalid_date")]);
    assert_eq!(office.book.consequences(Some(case), &wrong).unwrap().understood.len(), 0);
}

#[test]
fn text_that_turns_itself_round_is_kept_straight_and_text_without_end_is_refused() {
    let camp = camp();
    let office = camp.at("office");
    let case = office.register(&[("name_first", "\u{202e}lamA\u{2066}")]);
    assert_eq!(office.value(case, "basic_identity", "name_first"), Some(json!("lamA")));
    // What spelling needs stays: a Persian name has a joiner in it.
    let edits = requests(&[("name_last", "علی\u{200c}زاده")]);
    assert!(save(office, Some(case), &edits, &[]).errors.is_empty());
    assert_eq!(office.value(case, "basic_identity", "name_last"), Some(json!("علی\u{200c}زاده")));
    let pasted = requests(&[("name_first", &"a".repeat(1 << 20)), ("name_last", "kept only together")]);
    office.book.case_view(case).unwrap();
    office.book.consequences(Some(case), &pasted).unwrap();
    office.book.keep_draft(Some(case), RecordType::Case, None, &pasted).unwrap();
    let refused = save(office, Some(case), &pasted, &[]);
    assert_eq!((refused.errors.len(), &*refused.errors[0].code), (1, "text_too_long"));
    assert_eq!(office.value(case, "basic_identity", "name_first"), Some(json!("lamA")));
    let draft = office.book.case_view(case).unwrap().draft.unwrap();
    assert!(draft.edits == pasted, "every letter is still in the draft");
}

#[test]
fn a_child_who_is_here_already_is_shown_before_a_second_case_is_made() {
    let camp = camp();
    let office = camp.at("office");
    let known = office.register(&[
        ("name_first", "Mohammed"),
        ("name_last", "Al-Hassan"),
        ("sex", "male"),
        ("date_of_birth", "2015-03-01"),
        ("national_id_no", "A-12345-77"),
    ]);
    office.register(&[("name_first", "Yusuf"), ("name_last", "Omar"), ("sex", "male"), ("age", "11")]);
    let typed = [
        ("name_first", "محمد"),
        ("name_last", "الحسن"),
        ("sex", "male"),
        ("date_of_birth", "about 10 years"),
    ];
    let found = office.book.likely(&requests(&typed), &[]).unwrap();
    let told: Vec<_> = found.iter().map(|one| (one.row.case_id.clone(), one.same.join(" "))).collect();
    assert_eq!(told, [(known.to_string(), "sound age sex".to_owned())]);
    let numbered = requests(&[("name_first", "Nobody"), ("national_id_no", "a-12345-77")]);
    let by_number = office.book.likely(&numbered, &[]).unwrap();
    assert_eq!((by_number.len(), by_number[0].same.join(" ")), (1, "id".to_owned()));

    let before = office.count();
    let asked = save(office, None, &requests(&typed), &[]);
    assert_eq!((asked.likely.len(), &*asked.case_id, office.count()), (1, "", before));
    let made = save(office, None, &requests(&typed), &[known]);
    assert_eq!((made.likely.len(), made.errors.len(), office.count()), (0, 0, before + 1));
    // A case that is there is saved as ever, and other children are nobody's double.
    assert_eq!(save(office, Some(known), &requests(&[("age", "11")]), &[]).likely.len(), 0);
    let other = requests(&[("name_first", "Zaynab"), ("name_last", "Idris"), ("sex", "female")]);
    assert_eq!(save(office, None, &other, &[]).likely.len(), 0);
}

#[test]
fn a_new_case_says_what_comes_first_and_only_what_its_person_may_answer() {
    let camp = camp();
    let page = camp.at("office").book.new_case_view(RecordType::Case, None).unwrap();
    let first = page.registration.unwrap();
    assert!(first.look_by.contains(&"name_first".to_owned()) && first.may_skip);
    assert!(first.ask_first.contains(&"legitimate_basis".to_owned()));
    let asked =
        |id: &String| page.forms.iter().any(|form| form.fields.iter().any(|field| field.field_id == *id));
    assert!(first.look_by.iter().chain(&first.ask_first).all(asked), "each stands on a form of the page");
    let case = camp.at("office").register(&[("name_first", "Amal")]);
    assert!(camp.at("office").book.case_view(case).unwrap().registration.is_none());
    let incident = camp.at("office").book.new_case_view(RecordType::Incident, None).unwrap();
    assert!(incident.registration.is_none());
}

#[test]
fn where_consent_may_not_be_passed_over_nobody_registers_without_it() {
    let mut files = standard::files();
    for (_, text) in files.iter_mut().filter(|(path, _)| path == "settings.toml") {
        *text = text.replace("may_skip = true", "may_skip = false");
    }
    let camp = Camp::of(8, &files, &standard::people());
    let office = camp.at("office");
    let named = requests(&[("name_first", "Amal")]);
    office.book.new_case_view(RecordType::Case, None).unwrap();
    let refused = |edits: &[EditRequest]| office.book.consequences(None, edits).unwrap().refused;
    assert_eq!(refused(&named).as_deref(), Some("consent_first"));
    let error = office.book.save_view(None, RecordType::Case, &named, &[], None).map(|_| ()).unwrap_err();
    assert_eq!((error.code, office.count()), ("consent_first", 0));
    let unticked = [&named[..], &[request("consent_for_services", json!(false))]].concat();
    assert_eq!(refused(&unticked).as_deref(), Some("consent_first"));
    let agreed = [&named[..], &[request("consent_for_services", json!(true))]].concat();
    assert_eq!(refused(&agreed), None);
    let case = save(office, None, &agreed, &[]).case_id.parse().unwrap();
    // It is asked of new cases only, and of no other record.
    assert!(save(office, Some(case), &requests(&[("age", "11")]), &[]).errors.is_empty());
    office.book.register_record(RecordType::Incident, &[]).unwrap();
}

/// Twenty thousand villages in four languages, a hundred districts around them.
fn places() -> String {
    let mut text = "code,parent,level,en,fr,ar,es\nXX,,0,Country,Pays,بلد,País\n".to_owned();
    for district in 0..100 {
        text.push_str(&format!("XX{district:02},XX,1,District {district},Département {district},محافظة {district},Distrito {district}\n"));
    }
    for village in 0..20_000 {
        let district = village % 100;
        text.push_str(&format!(
            "XX{district:02}{village:05},XX{district:02},2,New Village {village},Village-Neuf {village},القرية {village},Aldea {village}\n"
        ));
    }
    text
}

#[test]
fn a_place_is_found_among_twenty_thousand_by_any_of_its_names_or_its_code() {
    let mut files = standard::files();
    let listed = files.iter_mut().find(|(path, _)| path == "locations.csv").unwrap();
    let header = listed.1.lines().next().unwrap().to_owned();
    listed.1 = places();
    assert_eq!(listed.1.lines().next().unwrap(), header, "the columns of locations.csv");
    let camp = Camp::of(8, &files, &standard::people()[2..]);
    let office = camp.at("office");
    let lists = office.book.option_lists().unwrap();
    assert_eq!(lists.long, ["location"]);
    assert!(lists.lists.contains_key("reporting_location") && !lists.lists.contains_key("location"));
    let find = |search: &str, ids: &[&str]| {
        let request = OptionsRequest {
            list: "location".to_owned(),
            search: search.to_owned(),
            limit: 20,
            ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        };
        let found = office.book.find_options(&request).unwrap();
        found.into_iter().map(|one| (one.id, one.label, one.detail.unwrap_or_default())).collect::<Vec<_>>()
    };
    let village = ("XX2100321".to_owned(), "New Village 321".to_owned(), "District 21, Country".to_owned());
    for typed in
        ["new village 321", "village 321", "Village-Neuf 321", "القرية ٣٢١", "aldea 321", "xx2100321"]
    {
        assert!(find(typed, &[]).contains(&village), "{typed}: {:?}", find(typed, &[]));
    }
    assert_eq!(find("xx2100321", &[]), std::slice::from_ref(&village));
    assert_eq!(find("", &["XX2100321", "nowhere"]), [village]);
    assert_eq!(find("", &[])[0].1, "Country");
    // A district stands before the villages that are called alike.
    assert_eq!(find("district 21", &[])[0].0, "XX21");
    assert_eq!(find("no such place", &[]), []);
    assert_eq!(find("village", &[]).len(), 20);
    let case = office.register(&[("name_first", "Amal"), ("location_current", "XX2100321")]);
    let page = office.book.case_view(case).unwrap();
    let shown =
        page.forms.iter().flat_map(|form| &form.fields).find(|field| field.field_id == "location_current");
    assert_eq!(shown.unwrap().shown, "New Village 321");
}
