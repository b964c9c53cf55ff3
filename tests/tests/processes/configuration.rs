//! Configurations by command: checked, told what is wrong, given to another system and taken back.

use daftar_tests::{
    processes::{Output, Running, binary},
    rooms::root,
};
use serde_json::{Value, json};
use std::{fs, path::Path, process::Command};

fn config(arguments: &[&str]) -> Output {
    let mut command = Command::new(binary("daftar-relay"));
    command.arg("--json").arg("config").args(arguments).current_dir(root());
    Running::spawn(&mut command).finish()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

#[test]
#[ignore = "needs ./test"]
fn the_standard_configuration_is_good_and_a_mistake_is_named_with_its_file() {
    let report = config(&["check", "config/standard"]).ok();
    assert_eq!(report["warnings"], json!([]));
    let forms = |record: &str| {
        let rows = report["records"].as_array().into_iter().flatten();
        rows.filter(|row| row["record"] == record).map(|row| row["forms"].as_u64().unwrap_or(0)).sum::<u64>()
    };
    assert!(forms("case") > 25 && forms("family") > 5 && forms("registry_record") == 1, "{report}");

    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("mine");
    copy_folder(&root().join("config/standard"), &copy);
    let form = copy.join("case/basic_identity.toml");
    let spoilt = fs::read_to_string(&form).expect("text").replacen("required = true", "requird = true", 1);
    fs::write(&form, spoilt).expect("written");
    let refused = config(&["check", text(&copy)]);
    assert_eq!(refused.refused(), "bad_config");
    let message = refused.error["message"].as_str().unwrap_or_default();
    assert!(message.contains("case/basic_identity.toml") && message.contains("requird"), "{message}");
    fs::write(&form, [0xff, 0xfe, b'x']).expect("written");
    assert_eq!(config(&["check", text(&copy)]).refused(), "bad_config");
}

#[test]
#[ignore = "needs ./test"]
fn what_is_given_to_another_system_comes_back_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let [given, back, again] = ["given", "back", "again"].map(path);
    let files = config(&["export-primero", "config/standard", "--out", text(&given)]).ok();
    assert!(files["files"].as_array().is_some_and(|files| files.len() >= 6), "{files}");
    let taken = config(&["import-primero", text(&given), "--out", text(&back)]).ok();
    assert_eq!(taken["not_mapped"], json!([]));
    config(&["check", text(&back)]).ok();
    config(&["export-primero", text(&back), "--out", text(&again)]).ok();
    for file in files["files"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        assert!(
            fs::read(given.join(file)).expect("a file") == fs::read(again.join(file)).expect("a file"),
            "{file}"
        );
    }
    // Nobody's work is written over.
    assert_eq!(config(&["import-primero", text(&given), "--out", text(&back)]).refused(), "target_exists");
    fs::write(given.join("forms.json"), "{\"data\": 5}").expect("written");
    assert_eq!(
        config(&["import-primero", text(&given), "--out", text(&path("none"))]).refused(),
        "bad_config"
    );
    assert!(!path("none").exists());
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy_folder(&entry, &target);
        } else {
            fs::copy(&entry, &target).expect("copied");
        }
    }
}
