//! Whoever looks at something does not wait for what is being written.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use daftar_app::{
    App, Casebook, FieldEdit, HistoryFilter, Target,
    core::RecordType,
    ports::{Clock, RelayAddress, SystemClock, SystemRandom, Transport, TransportError, Zone},
    secrets::NoSecretStore,
    vault::Password,
    view::CaseListRequest,
};
use daftar_core::{
    id::{CaseId, DeviceNo, UserName},
    value::Value,
};
use daftar_sync::wire::Door;
use daftar_tests::camp::{Camp, PASSWORD};
use std::{
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};

/// Long enough for the slowest machine; only a failure waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

type Somebody = Box<dyn FnMut() + Send>;

/// A clock at which somebody stands who does something whenever it is looked at.
#[derive(Clone, Default)]
struct Watched(Arc<Mutex<Option<Somebody>>>);

impl Clock for Watched {
    fn now_ms(&self) -> i64 {
        // Whoever looks while it is being done only gets the time.
        let mut stands = self.0.lock().unwrap().take();
        if let Some(deed) = &mut stands {
            deed();
            *self.0.lock().unwrap() = stands;
        }
        SystemClock.now_ms()
    }

    fn zone(&self) -> Zone {
        SystemClock.zone()
    }
}

struct NoLine;

impl Transport for NoLine {
    fn ask(&self, _: &RelayAddress, _: Door, _: Vec<u8>) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::Unreachable)
    }
    fn nonce(&self, _: &RelayAddress, _: DeviceNo) -> Result<[u8; 16], TransportError> {
        Err(TransportError::Unreachable)
    }
    fn sync(&self, _: &RelayAddress, _: Vec<u8>, _: &mut dyn FnMut(&[u8])) -> Result<(), TransportError> {
        Err(TransportError::Unreachable)
    }
}

/// Every screen that one looks at; gives what the list says of the case.
fn look(book: &Casebook, case: CaseId) -> Option<String> {
    let page = book.case_view(case).unwrap();
    assert_eq!(page.case_id.as_deref(), Some(case.to_string().as_str()));
    book.today_view().unwrap();
    book.dashboards().unwrap();
    book.history(case, &HistoryFilter::default()).unwrap();
    book.sync_panel().unwrap();
    book.list_choices(RecordType::Case).unwrap();
    book.list_view(&CaseListRequest::all(RecordType::Case)).unwrap().rows.remove(0).name
}

#[test]
fn every_screen_answers_while_a_form_is_being_saved_and_shows_it_afterwards() {
    let camp = Camp::of_training(7);
    let case = camp.at("worker-1").register(&[("name", "Nyandeng Kuol")]);
    let clock = Watched::default();
    let profile = camp.at("worker-1").profile.clone();
    let app = App::new(
        profile,
        Box::new(NoSecretStore),
        Box::new(clock.clone()),
        Box::new(SystemRandom),
        Box::new(NoLine),
    );
    let password = Password::new(PASSWORD.to_owned());
    let book = Arc::new(app.sign_in(&UserName::from("worker-1"), &password).unwrap());
    look(&book, case);

    let (seen, names) = mpsc::channel();
    let reader = Arc::clone(&book);
    let deed = move || {
        let (done, answer) = mpsc::channel();
        let reader = Arc::clone(&reader);
        thread::spawn(move || done.send(look(&reader, case)));
        seen.send(answer.recv_timeout(PATIENCE).ok().flatten()).unwrap();
    };
    *clock.0.lock().unwrap() = Some(Box::new(deed));
    let name = Value::Text("Nyandeng Kuol Deng".to_owned());
    book.save(case, &[FieldEdit { target: Target::Field("name".into()), value: name }]).unwrap();
    *clock.0.lock().unwrap() = None;

    let seen: Vec<_> = names.iter().collect();
    assert!(!seen.is_empty(), "nobody looked while it was being saved");
    assert!(seen.iter().all(|name| name.as_deref() == Some("Nyandeng Kuol")), "{seen:?}");
    assert_eq!(look(&book, case).as_deref(), Some("Nyandeng Kuol Deng"));
}
