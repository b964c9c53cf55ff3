//! Every form of the standard configuration in the real window: read and written, in English and Arabic.
#![allow(clippy::expect_used)]

use daftar_core::config::RecordType;
use daftar_tests::{
    desk::{Desk, SIZES},
    fullest::register_fullest,
    processes::{OFFICE, office},
    standard,
    webdriver::keys,
};

/// Where the lists of the types of records are, and their forms.
const PLACES: [(RecordType, &str); 5] = [
    (RecordType::Case, "nav-cases"),
    (RecordType::Incident, "nav-incidents"),
    (RecordType::TracingRequest, "nav-tracing"),
    (RecordType::Family, "nav-families"),
    (RecordType::RegistryRecord, "nav-registry"),
];

#[test]
#[ignore = "needs ./test"]
fn every_form_of_the_standard_configuration_is_read_and_written_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_relay, laptop) = office(folder.path());
    RecordType::ALL.into_iter().for_each(|record| register_fullest(&laptop, record));
    laptop.sync();

    let config = standard::configuration();
    let desk = Desk::sign_in(laptop.profile(), OFFICE.name);
    for language in ["en", "ar"] {
        if language != "en" {
            desk.speak(language);
        }
        for (record, place) in PLACES {
            let app = &desk.app;
            app.click(place);
            app.wait("one record", || (app.count("case-row") == 1).then_some(()));
            app.press(&["/"]);
            desk.wait_focus("cases-search");
            app.press(&[keys::ENTER]);
            app.find("case-id");
            let mut seen = 0;
            for form in config.forms_of(record) {
                // A form whose condition does not hold is not offered.
                if !app.is_there(&format!("form-{}", form.id)) {
                    assert!(form.show_if.is_some(), "{} is missing", form.id);
                    continue;
                }
                // The list of forms is longer than the window.
                app.run_js(&format!(
                    "document.querySelector('[data-testid=form-{}]').scrollIntoView()",
                    form.id
                ));
                app.click(&format!("form-{}", form.id));
                let title = "return document.querySelector('[data-testid=form-title]')?.textContent";
                let label = form.label.get(language);
                app.wait(&format!("the form {label}"), || (app.run_js(title) == label).then_some(()));
                desk.shoot_at(&format!("form-{}", form.id), &SIZES[1..]);
                desk.is_accessible(&format!("{}, read in {language}", form.id));
                app.press(&["e"]);
                app.find("save");
                desk.shoot_at(&format!("form-{}-edit", form.id), &SIZES[..1]);
                desk.is_accessible(&format!("{}, written in {language}", form.id));
                app.press(&[keys::ESCAPE]);
                app.wait_gone("save");
                seen += 1;
            }
            assert!(seen > 0 && seen * 2 > config.forms_of(record).count(), "{seen} forms of {place}");
        }
    }
    desk.nothing_went_wrong();
}
