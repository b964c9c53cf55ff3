//! Publishing again and again, and what a laptop learns of it.

use crate::programme::*;
use daftar_core::{
    config::{self, Configuration, Mode, RecordType},
    id::{CompartmentId, FieldId, FormId, RoleId},
    publish::{Compartment, Published, publish},
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn read(files: &[(String, String)]) -> Configuration {
    config::read(files).unwrap()
}

fn forms(ids: &[&str]) -> BTreeSet<FormId> {
    ids.iter().map(|id| (*id).into()).collect()
}

/// The number of the compartment that holds `field` now.
fn home(published: &Published, field: &str) -> u16 {
    let holds = |c: &&Compartment| c.fields.contains(&FieldId::from(field));
    published.compartments.iter().find(holds).unwrap().id.0
}

fn compartment(published: &Published, id: u16) -> &Compartment {
    published.compartment(CompartmentId(id)).unwrap()
}

fn readable(published: &Published, form: &str) -> BTreeSet<u16> {
    published
        .modes(RecordType::Case, &[(form.into(), Mode::Read)].into())
        .into_keys()
        .map(|id| id.0)
        .collect()
}

const A_FIELD: &str = "[[fields]]\nid = \"story\"";
const STORY: &str =
    "[[fields]]\nid = \"story\"\ntype = \"textarea\"\nlabel = { en = \"Story\", ar = \"القصة\" }\n";

/// `form` with one more textarea at its end.
fn with_textarea(files: &[(String, String)], form: &str, id: &str) -> Vec<(String, String)> {
    let mut files = files.to_vec();
    let (_, text) = files.iter_mut().find(|(path, _)| *path == format!("case/{form}.toml")).unwrap();
    let field = STORY.replace("story", id);
    // A field of the form must come before those of a subform.
    *text = text.replacen("[[fields]]", &format!("{field}[[fields]]"), 1);
    files
}

#[test]
fn fields_on_the_same_forms_share_a_compartment() {
    let published = publish(None, configuration());
    assert_eq!(published.version, 1);
    assert_eq!(home(&published, "name"), home(&published, "story"));
    assert_ne!(home(&published, "name"), home(&published, "risk"));
    assert_eq!(compartment(&published, home(&published, "risk")).forms, forms(&["basic", "concern"]));
    let all: Vec<&FieldId> = published.compartments.iter().flat_map(|c| &c.fields).collect();
    assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len(), "each field has one home");
    let identity: Vec<u16> = published.compartments.iter().filter(|c| c.identity).map(|c| c.id.0).collect();
    assert_eq!(identity, [home(&published, "name")]);
}

#[test]
fn publishing_the_same_again_changes_only_the_version() {
    let first = publish(None, configuration());
    let second = publish(Some(&first), configuration());
    assert_eq!((second.version, second.compartments), (2, first.compartments));
}

#[test]
fn a_new_field_joins_the_compartment_of_its_form() {
    let first = publish(None, configuration());
    let field = STORY.replace("story", "nickname").replace("textarea", "text_field");
    let second =
        publish(Some(&first), read(&files_with("case/basic.toml", A_FIELD, &format!("{field}{A_FIELD}"))));
    assert_eq!(home(&second, "nickname"), home(&first, "name"));
    let texts = |p: &Published| compartment(p, home(p, "name")).texts.clone();
    assert_eq!(texts(&second), texts(&first));
}

#[test]
fn a_field_shown_on_one_more_form_moves_and_its_old_compartment_opens_to_nobody_new() {
    let first = publish(None, configuration());
    let mut files = files();
    let (_, health) = files.iter_mut().find(|(path, _)| path == "case/health.toml").unwrap();
    health.push_str(STORY);
    let second = publish(Some(&first), read(&files));
    let (old, new) = (home(&first, "story"), home(&second, "story"));
    assert!(first.compartments.iter().all(|c| c.id.0 != new), "a number of its own");
    assert_eq!(compartment(&second, new).forms, forms(&["basic", "health"]));
    assert_eq!(compartment(&second, new).texts, [[FieldId::from("story")]]);
    assert_eq!(compartment(&second, old).forms, forms(&["basic"]));
    assert_eq!(home(&second, "name"), old);
    assert!(!readable(&second, "health").contains(&old));
}

#[test]
fn a_field_taken_off_a_form_leaves_its_readers_with_nothing_of_it() {
    let first = publish(None, configuration());
    let without =
        files_with("case/basic.toml", "[[fields]]\nid = \"risk\"", "[[fields]]\nid = \"unrelated\"");
    let second = publish(Some(&first), read(&without));
    let (old, new) = (home(&first, "risk"), home(&second, "risk"));
    assert_eq!(new, home(&first, "concerns"), "it stands where the form's other fields stand");
    assert!(readable(&first, "basic").contains(&old));
    assert!(!readable(&second, "basic").contains(&old), "history included");
    assert!(
        readable(&second, "concern").is_superset(&[old, new].into()),
        "who may still read it keeps its history"
    );
}

#[test]
fn a_removed_forms_number_is_never_used_again_and_nobody_reads_it() {
    let first = publish(None, configuration());
    let gone = home(&first, "canary_tick");
    let mut without: Vec<_> = files().into_iter().filter(|(path, _)| path != "case/health.toml").collect();
    let (_, roles) = without.iter_mut().find(|(path, _)| path == "roles.toml").unwrap();
    *roles =
        roles.replace(", health = \"r\"", "").replace(", health = \"rw\"", "").replace("health = \"rw\"", "");
    let second = publish(Some(&first), read(&without));
    assert!(compartment(&second, gone).fields.is_empty());
    assert!(second.config.forms.iter().all(|form| !readable(&second, form.id.as_str()).contains(&gone)));
    let third = publish(Some(&second), configuration());
    let again = home(&third, "canary_tick");
    let taken: Vec<u16> = second.compartments.iter().map(|c| c.id.0).collect();
    assert!(!taken.contains(&again), "what comes back is new: {again} of {taken:?}");
}

#[test]
fn textareas_added_later_are_a_genesis_change_of_their_own() {
    let first = publish(None, configuration());
    let more = with_textarea(&files(), "basic", "wishes");
    let second = publish(Some(&first), read(&more));
    let more = with_textarea(&with_textarea(&more, "basic", "fears"), "basic", "dreams");
    let third = publish(Some(&second), read(&more));
    let fewer = publish(Some(&third), configuration());
    let back = publish(Some(&fewer), read(&more));
    let ids = |ids: &[&str]| ids.iter().map(|id| FieldId::from(*id)).collect::<Vec<_>>();
    let wanted = [ids(&["story"]), ids(&["wishes"]), ids(&["dreams", "fears"])];
    for (published, publishes) in [(&first, 1), (&second, 2), (&third, 3), (&fewer, 3), (&back, 3)] {
        assert_eq!(compartment(published, home(published, "name")).texts, wanted[..publishes]);
    }
    let notes = compartment(&third, home(&third, "notes_section"));
    assert!(notes.texts.is_empty(), "a textarea of an entry is plain text");
}

/// Random programmes of four forms and six fields: each field stands on the forms of its bits.
fn programme_of(standing: &[u8; 6]) -> Configuration {
    let mut config = configuration();
    let template = config.field(RecordType::Case, &"story".into()).unwrap().clone();
    let roots = ["a", "b", "c", "d"];
    let mut form = config.forms[0].clone();
    config.settings.referral_consent.clear();
    config.forms = (0..4usize)
        .map(|at| {
            form.id = roots[at].into();
            let stands = |field: &usize| standing[*field] & (1 << at) != 0;
            let fields = (0..6usize).filter(stands);
            form.fields = fields
                .map(|field| {
                    let mut template = template.clone();
                    template.id = FieldId(format!("field_{field}"));
                    template
                })
                .collect();
            form.clone()
        })
        .collect();
    config
}

proptest! {
    #[test]
    fn over_any_publishes_numbers_are_kept_and_readers_never_widen(
        // Few sets of forms, so that publishes which retire the newest number without allotting another are common.
        history in prop::collection::vec(
            prop_oneof![
                prop::array::uniform6(prop::sample::select(vec![0u8, 0, 0, 0, 1, 2, 3])),
                prop::array::uniform6(0u8..16),
            ],
            1..8,
        ),
    ) {
        let mut previous: Option<Published> = None;
        for standing in history {
            let published = publish(previous.as_ref(), programme_of(&standing));
            let ids: BTreeSet<CompartmentId> = published.compartments.iter().map(|c| c.id).collect();
            prop_assert_eq!(ids.len(), published.compartments.len(), "numbers are distinct");
            for (field, bits) in standing.iter().enumerate() {
                let id = FieldId(format!("field_{field}"));
                let homes: Vec<_> = published.compartments.iter().filter(|c| c.fields.contains(&id)).collect();
                prop_assert_eq!(homes.len(), usize::from(*bits != 0), "one home for a field that stands somewhere");
                for home in homes {
                    let stands: BTreeSet<FormId> =
                        (0..4usize).filter(|at| bits & (1 << at) != 0).map(|at| ["a", "b", "c", "d"][at].into()).collect();
                    prop_assert_eq!(&home.forms, &stands);
                    prop_assert_eq!(home.texts.iter().flatten().filter(|text| **text == id).count(), 1);
                }
            }
            for old in previous.iter().flat_map(|p| &p.compartments) {
                let now = published.compartment(old.id).unwrap();
                prop_assert!(now.forms.is_subset(&old.forms), "readers never widen");
                prop_assert!(now.texts.starts_with(&old.texts), "a genesis chain only grows");
                if old.fields.is_empty() {
                    prop_assert!(now.fields.is_empty(), "a retired number stays retired");
                }
            }
            previous = Some(published);
        }
    }
}

/// Everything that must not be found on the laptop of somebody who may not read the form `health`.
fn assert_silent(published: &Published, role: &str, readable: &[&str]) -> String {
    let slice = published.slice(&RoleId::from(role), &forms(readable));
    let json = serde_json::to_string(&slice).unwrap();
    for word in ["canary", "Canary", "كناري", "\"health\""] {
        assert!(!json.contains(word), "{role} reads {readable:?} and finds {word}: {json}");
    }
    json
}

#[test]
fn a_slice_says_nothing_of_what_is_withheld() {
    let mut config = configuration();
    config.settings.registration.look_by = vec!["name".into(), "canary_illness".into()];
    config.settings.registration.ask_first = vec!["canary_illness".into()];
    let published = publish(None, config);
    for (role, readable) in [
        ("worker", &["basic", "consent", "concern", "notes"][..]),
        ("provider", &["basic", "notes"]),
        ("provider", &[]),
        ("gone", &["basic"]),
    ] {
        let json = assert_silent(&published, role, readable);
        for form in ["basic", "consent", "concern", "notes"].iter().filter(|form| !readable.contains(form)) {
            assert!(
                !json.contains(&format!("\"{form}\"")),
                "{role} reads {readable:?} and finds {form}: {json}"
            );
        }
    }
    let told = serde_json::to_string(&published.slice(&"nurse".into(), &forms(&["health"]))).unwrap();
    assert!(
        told.contains("canary_illness") && told.contains("lookup-canary") && told.contains("canary_group")
    );
}

#[test]
fn a_slice_says_nothing_of_what_was_withheld_by_a_later_publish() {
    // `canary_text` stood on the worker's form, and now stands on the withheld one alone.
    let both = with_textarea(&with_textarea(&files(), "basic", "canary_text"), "health", "canary_text");
    let first = publish(None, read(&both));
    let second = publish(Some(&first), read(&with_textarea(&files(), "health", "canary_text")));
    assert_silent(&second, "worker", &["basic", "consent", "concern", "notes"]);
}

#[test]
fn a_role_that_may_know_of_withheld_forms_is_told_their_ids_and_labels_only() {
    let named = files_with("roles.toml", "scope = \"self\"", "scope = \"self\"\nnames_withheld = true");
    let published = publish(None, read(&named));
    let mut slice = published.slice(&"worker".into(), &forms(&["basic", "consent", "concern", "notes"]));
    let withheld: Vec<_> = slice.withheld.iter().map(|(id, label)| (id.as_str(), label.get("en"))).collect();
    assert_eq!(withheld, [("health", "Canary health")]);
    slice.withheld.clear();
    let json = serde_json::to_string(&slice).unwrap();
    assert!(!json.to_lowercase().contains("canary"), "{json}");
}

#[test]
fn consent_that_stands_partly_on_withheld_forms_cannot_be_given_on_that_laptop() {
    let partly = files_with("settings.toml", "\"disclosure_other_orgs\"", "\"canary_tick\"");
    let published = publish(None, read(&partly));
    let slice = published.slice(&"worker".into(), &forms(&["basic", "consent", "concern", "notes"]));
    let consent = daftar_core::act::consent_of(&slice.config.settings.referral_consent, |_| true);
    assert_eq!(consent, daftar_core::act::Consent::Missing);
    assert_silent(&published, "worker", &["basic", "consent", "concern", "notes"]);
}

/// A laptop asks the same function as the relay, so its slice must be enough to decide.
#[test]
fn a_laptop_answers_as_the_relay_does() {
    use daftar_core::act::Consent;
    let people = [
        person("owner", "worker", "red", &["north"]),
        person("colleague", "worker", "red", &["north"]),
        person("lead", "supervisor", "red", &["north"]),
        person("provider", "provider", "blue", &[]),
        person("nurse", "nurse", "blue", &[]),
        person("auditor", "auditor", "blue", &[]),
        person("blind", "blind", "blue", &[]),
    ];
    let mut relay = World::of(&people);
    relay.does("owner", 1, create());
    for (author, role) in [("owner", "worker"), ("lead", "supervisor")] {
        let readable: BTreeSet<FormId> = relay.published.config.rights(&role.into()).into_keys().collect();
        let slice = relay.published.slice(&role.into(), &readable);
        let mut laptop = World::of(&people);
        laptop.does("owner", 1, create());
        laptop.published =
            Published { version: slice.version, config: slice.config, compartments: slice.compartments };
        for to in ["colleague", "provider", "nurse", "auditor", "blind"] {
            let mut deeds = vec![assign("owner", to)];
            for lends in
                [None, Some("lends-services"), Some("lends-concern"), Some("lends-health"), Some("worker")]
            {
                deeds.push(offer(to, lends, Consent::Given));
            }
            for deed in deeds {
                let act = World::act(9, deed);
                assert_eq!(laptop.ask(author, &act), relay.ask(author, &act), "{author}: {:?}", act.deed);
            }
        }
    }
}

#[test]
fn modes_are_the_best_of_a_compartments_forms() {
    let published = publish(None, configuration());
    let risk = CompartmentId(home(&published, "risk"));
    let rights: BTreeMap<FormId, Mode> =
        [("basic".into(), Mode::Read), ("concern".into(), Mode::Write)].into();
    assert_eq!(published.modes(RecordType::Case, &rights).get(&risk), Some(&Mode::Write));
    assert_eq!(
        published.modes(RecordType::Case, &[("basic".into(), Mode::Read)].into()).get(&risk),
        Some(&Mode::Read)
    );
    assert_eq!(published.modes(RecordType::Case, &[("notes".into(), Mode::Write)].into()).get(&risk), None);
}

#[test]
fn a_slice_names_no_field_that_its_laptop_may_not_read() {
    let form = |id: &str, order: u32, fields: &str| {
        let head = format!(
            "id = \"{id}\"\ngroup = \"all\"\norder = {order}\nlabel = {{ en = \"x\", ar = \"س\" }}\n"
        );
        (format!("family/{id}.toml"), head + fields)
    };
    let field = |id: &str, keys: &str| {
        format!("[[fields]]\nid = \"{id}\"\nlabel = {{ en = \"x\", ar = \"س\" }}\n{keys}\n")
    };
    let mut files = files();
    let settings = files.iter_mut().find(|(path, _)| path == "settings.toml").unwrap();
    settings.1 += "identifiers = { case = [\"name\"], family = [\"canary\", \"asked\"] }\n";
    files.push(form("secret", 1, &field("canary", "type = \"text_field\"")));
    let open = [
        field("asked", "type = \"text_field\"\nshow_if = { canary = \"x\" }"),
        field("other", "type = \"text_field\"\nshow_if = { asked = \"x\" }"),
        field("joined", "type = \"calculated\"\ncalculation = { join = [\"asked\", \"canary\"] }"),
        field("way", "type = \"link_to_form\"\nlink = \"secret\""),
    ];
    files.push(form("open", 2, &open.concat()));
    let published = publish(None, read(&files));
    let slice = published.slice(&"nobody".into(), &[FormId::from("open")].into());
    let said = serde_json::to_string(&slice.config.forms).unwrap();
    assert!(!said.contains("canary") && !said.contains("secret"), "{said}");
    let identifiers = &slice.config.settings.identifiers;
    assert_eq!(*identifiers, [(RecordType::Family, vec!["asked".into()])].into());
    let of = |id: &str| slice.config.field(RecordType::Family, &id.into());
    assert!(of("asked").unwrap().show_if.is_none(), "asked always rather than never");
    assert!(of("other").unwrap().show_if.is_some());
    assert!(of("joined").is_none() && of("way").is_none());
}
