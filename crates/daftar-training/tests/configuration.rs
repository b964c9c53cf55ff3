//! The training configuration: embedded as in the folder, accepted, and cut into the compartments we mean.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_core::{
    config::{Configuration, FieldKind, OptionSource, RecordType, Words, read},
    id::{AgencyId, FieldId, FormId, GroupId, RoleId},
    publish::publish,
};
use daftar_training::{configuration, people};
use std::{collections::BTreeSet, fs, path::Path};

fn config() -> Configuration {
    read(&configuration()).unwrap()
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            walk(&entry.path(), &format!("{path}/"), found);
        } else {
            found.push((path, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

#[test]
fn the_embedded_files_are_those_of_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/training");
    let mut found = Vec::new();
    walk(&folder, "", &mut found);
    found.retain(|(path, _)| !path.starts_with("data/"));
    found.sort();
    let paths = |files: &[(String, String)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&configuration()), paths(&found));
    assert!(configuration() == found, "a file was changed since the last build");
}

#[test]
fn the_configuration_has_no_problems() {
    let problems = read(&configuration()).err().unwrap_or_default();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn the_compartments_are_those_we_mean() {
    let mut table = String::new();
    for compartment in publish(None, config()).compartments {
        let join = |words: Vec<&str>| words.join(" ");
        let forms = join(compartment.forms.iter().map(FormId::as_str).collect());
        let fields = join(compartment.fields.iter().map(FieldId::as_str).collect());
        let texts = join(compartment.texts.iter().flatten().map(FieldId::as_str).collect());
        let identity = if compartment.identity { "identity" } else { "-" };
        table += &format!("{} | {forms} | {fields} | {texts} | {identity}\n", compartment.id.0);
    }
    // Number | forms | fields | texts that merge | served first. Reading any of the forms reads the compartment.
    let reviewed = "\
1 | basic_identity | age date_of_birth location_current name name_nickname national_id_no sex |  | identity
2 | basic_identity protection_concern | protection_status |  | -
3 | consent | consent_for_services consent_for_tracing disclosure_other_orgs |  | -
4 | notes | notes_section |  | -
5 | protection_concern | concern_details protection_concerns risk_level | concern_details | -
6 | services | services_section |  | -
";
    assert_eq!(table, reviewed, "\n{table}");
}

#[test]
fn roles_reach_the_compartments_we_mean() {
    let published = publish(None, config());
    let mut table = String::new();
    for (id, role) in &published.config.roles {
        let modes = published.modes(RecordType::Case, &role.forms);
        let mode = |number| match modes.get(&daftar_core::id::CompartmentId(number)) {
            Some(daftar_core::config::Mode::Write) => "rw",
            Some(daftar_core::config::Mode::Read) => "r",
            None => "-",
        };
        let modes: Vec<&str> = (1..=6).map(mode).collect();
        table += &format!("{id} | {}\n", modes.join(" "));
    }
    // Compartments as above: 1 identity, 2 protection status, 3 consent, 4 notes, 5 concern, 6 services.
    let reviewed = "\
role-cp-administrator | - - - - - -
role-cp-case-worker | rw rw rw rw rw rw
role-cp-manager | rw rw rw rw rw rw
role-cp-service-provider | - - - - - -
role-referral-services | r r - - - rw
";
    assert_eq!(table, reviewed, "\n{table}");
}

#[test]
fn everything_shown_is_worded_in_every_language() {
    let config = config();
    let check = |what: &str, words: &Words| {
        for language in &config.settings.languages {
            assert!(
                words.0.get(language).is_some_and(|words| !words.trim().is_empty()),
                "{what} in {language}"
            );
        }
    };
    for form in &config.forms {
        check(form.id.as_str(), &form.label);
        for field in form.fields.iter().chain(form.fields.iter().flat_map(|field| &field.fields)) {
            check(field.id.as_str(), &field.label);
            for words in [&field.help, &field.tick_box_label] {
                assert!(
                    words.0.is_empty() || words.0.len() == config.settings.languages.len(),
                    "{}",
                    field.id
                );
            }
        }
    }
    for lookup in config.lookups.values() {
        lookup.options.iter().for_each(|option| check(&option.id, &option.label));
    }
    config.roles.values().for_each(|role| check(role.id.as_str(), &role.label));
    config.agencies.iter().for_each(|agency| check(agency.id.as_str(), &agency.label));
    config.groups.iter().for_each(|group| check(group.id.as_str(), &group.label));
}

#[test]
fn every_reference_leads_somewhere() {
    let config = config();
    let groups: BTreeSet<&str> =
        config.lookups["lookup-form-group-cp-case"].options.iter().map(|o| o.id.as_str()).collect();
    let used: BTreeSet<&str> = config.forms.iter().map(|form| form.group.as_str()).collect();
    assert_eq!(groups, used);
    let codes: BTreeSet<&str> = config.locations.iter().map(|place| place.code.as_str()).collect();
    assert_eq!(codes.len(), config.locations.len(), "a code stands twice");
    assert!(
        config.locations.iter().all(|place| place.parent.as_ref().is_none_or(|p| codes.contains(p.as_str())))
    );
    assert!(config.locations.iter().all(|place| !place.label.get("en").is_empty()));
    for field in config.forms.iter().flat_map(|form| &form.fields) {
        if let Some(OptionSource::Lookup(lookup)) = &field.options {
            let options = &config.lookups[lookup].options;
            assert!(field.safety_order.iter().all(|id| options.iter().any(|option| option.id == *id)));
        }
        let inner: BTreeSet<_> = field.fields.iter().map(|inner| &inner.id).collect();
        assert!(field.headline.iter().all(|id| inner.contains(id)));
        assert_eq!(field.kind == FieldKind::Subform, !field.headline.is_empty());
    }
}

#[test]
fn a_question_asked_on_two_forms_reads_the_same_on_both() {
    let config = config();
    let all: Vec<_> = config.forms.iter().flat_map(|form| &form.fields).collect();
    assert!(all.iter().all(|one| all.iter().all(|other| one.id != other.id || one == other)));
}

#[test]
fn people_hold_roles_agencies_and_groups_that_exist() {
    let config = config();
    let agencies: BTreeSet<&AgencyId> = config.agencies.iter().map(|agency| &agency.id).collect();
    let groups: BTreeSet<&GroupId> = config.groups.iter().map(|group| &group.id).collect();
    for person in people() {
        let role = config.role(&person.role).unwrap();
        assert!(!role.referral_authorization, "a referral's role is nobody's own");
        assert!(agencies.contains(&person.agency) && groups.contains(&person.group));
    }
    let may = |role: &str, action: &str| config.role(&RoleId::from(role)).unwrap().may("case", action);
    assert!(may("role-cp-case-worker", "referral") && !may("role-cp-case-worker", "assign"));
    assert!(may("role-cp-manager", "assign") && may("role-cp-manager", "write"));
    assert!(
        may("role-cp-service-provider", "receive_referral") && !may("role-cp-service-provider", "create")
    );
}
