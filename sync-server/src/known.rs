//! What the relay keeps in memory of people, configurations and recent cases, so that a decision asks the store for
//! little.
//!
//! Invariant: nothing here is older than what the transaction sees. What this process writes to a table that decides
//! says so by a trigger, whoever wrote it; once another process has committed anything, and after a transaction that
//! came to nothing, all of it is forgotten.

use crate::{
    error::RelayError,
    gate::facts::{CaseFacts, People},
    slice::Slices,
    store::{
        cases::{self, CaseRow},
        configs::Configs,
        renewals::{self, Renewal},
    },
};
use daftar_core::{
    access::{Person, Span},
    id::{CaseId, UserName},
    publish::Published,
};
use rusqlite::{Connection, functions::FunctionFlags};
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Cases that are known at a time, once for each person who asked about one. Beyond it all are forgotten.
const CASES_MAX: usize = 4_096;
/// People whose versions are known at a time.
const PEOPLE_MAX: usize = 20_000;

/// The tables that decide about all cases, and those that decide about some.
const OF_ALL: [&str; 4] = ["people", "person_groups", "person_services", "configs"];
const OF_SOME: [&str; 4] = ["cases", "epochs", "associations", "renewals"];

/// What this process has written since it was last asked.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    all: AtomicBool,
    cases: AtomicBool,
}

impl Watch {
    /// Watches what is written by this connection.
    pub fn over(conn: &Connection) -> Result<Arc<Self>, RelayError> {
        let watch = Arc::new(Self::default());
        for (name, is_all) in [("forget_all", true), ("forget_cases", false)] {
            let watch = Arc::clone(&watch);
            conn.create_scalar_function(name, 0, FunctionFlags::SQLITE_UTF8, move |_| {
                let changed = if is_all { &watch.all } else { &watch.cases };
                changed.store(true, Ordering::Relaxed);
                Ok(None::<bool>)
            })?;
        }
        let of_all = OF_ALL.map(|table| (table, "forget_all"));
        let of_some = OF_SOME.map(|table| (table, "forget_cases"));
        for (table, forget) in of_all.into_iter().chain(of_some) {
            for change in ["INSERT", "UPDATE", "DELETE"] {
                conn.execute_batch(&format!(
                    "CREATE TEMP TRIGGER {table}_{change} AFTER {change} ON main.{table} \
                     BEGIN SELECT {forget}(); END;"
                ))?;
            }
        }
        Ok(watch)
    }
}

/// What is kept between transactions.
pub(crate) struct Kept {
    /// How often other connections had committed when it was read, in a counting of the store's own.
    version: i64,
    pub configs: Configs,
    pub slices: Slices,
    pub known: Known,
}

impl Kept {
    /// What was kept, if nobody else has written since; else nothing yet. Only within a transaction that writes, which
    /// keeps others from writing until its end.
    pub fn or_forgotten(
        kept: Option<Self>,
        conn: &Connection,
        watch: &Arc<Watch>,
    ) -> Result<Self, RelayError> {
        let version = conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        Ok(kept.filter(|kept| kept.version == version).unwrap_or_else(|| Self {
            version,
            configs: Configs::default(),
            slices: Slices::default(),
            known: Known::of(watch),
        }))
    }
}

/// Facts for decisions, read once. See the invariant above.
pub(crate) struct Known {
    watch: Arc<Watch>,
    people: People,
    versions: Option<Versions>,
    renewals: Option<Arc<[Renewal]>>,
    cases: BTreeMap<CaseId, KnownCase>,
    count: usize,
}

/// All published configurations, oldest first.
pub(crate) type Versions = Arc<[Arc<Published>]>;

#[derive(Default)]
struct KnownCase {
    /// None inside: there is no such case.
    row: Option<Option<Arc<CaseRow>>>,
    facts: BTreeMap<UserName, Arc<CaseFacts>>,
}

impl Known {
    fn of(watch: &Arc<Watch>) -> Self {
        Self {
            watch: Arc::clone(watch),
            people: People::default(),
            versions: None,
            renewals: None,
            cases: BTreeMap::new(),
            count: 0,
        }
    }

    /// The facts about one viewer and one case.
    pub fn facts(
        &mut self,
        conn: &Connection,
        case: CaseId,
        viewer: &UserName,
    ) -> Result<Arc<CaseFacts>, RelayError> {
        self.forget();
        if let Some(known) = self.cases.get(&case).and_then(|case| case.facts.get(viewer)) {
            return Ok(Arc::clone(known));
        }
        let facts = Arc::new(CaseFacts::load(conn, &mut self.people, case, viewer)?);
        self.place(case).facts.insert(viewer.clone(), Arc::clone(&facts));
        Ok(facts)
    }

    /// The case, if it is registered.
    pub fn case(&mut self, conn: &Connection, case: CaseId) -> Result<Option<Arc<CaseRow>>, RelayError> {
        self.forget();
        if let Some(known) = self.cases.get(&case).and_then(|case| case.row.as_ref()) {
            return Ok(known.clone());
        }
        let row = cases::find(conn, case)?.map(Arc::new);
        self.place(case).row = Some(row.clone());
        Ok(row)
    }

    /// The person as they are now.
    pub fn person(&mut self, conn: &Connection, user: &UserName) -> Result<Option<Person>, RelayError> {
        self.forget();
        let spans = self.people.spans(conn, user)?;
        Ok(present(&spans).cloned())
    }

    /// All published configurations, at least one.
    pub fn versions(&mut self, conn: &Connection, configs: &mut Configs) -> Result<Versions, RelayError> {
        self.forget();
        if let Some(known) = &self.versions {
            return Ok(Arc::clone(known));
        }
        let versions: Versions = configs.all(conn)?.into();
        self.versions = Some(Arc::clone(&versions));
        Ok(versions)
    }

    /// The changes because of which cases wait for new keys, in their order.
    pub fn renewals(&mut self, conn: &Connection) -> Result<Arc<[Renewal]>, RelayError> {
        self.forget();
        if let Some(known) = &self.renewals {
            return Ok(Arc::clone(known));
        }
        let renewals: Arc<[Renewal]> = renewals::open(conn)?.into();
        self.renewals = Some(Arc::clone(&renewals));
        Ok(renewals)
    }

    fn place(&mut self, case: CaseId) -> &mut KnownCase {
        if self.count >= CASES_MAX {
            self.forget_cases();
        }
        self.count += 1;
        self.cases.entry(case).or_default()
    }

    /// Whatever was written, by whatever path: rather forget too much. An item of one case may follow another's.
    fn forget(&mut self) {
        let all = self.watch.all.swap(false, Ordering::Relaxed) || self.people.count() >= PEOPLE_MAX;
        if all {
            self.people = People::default();
            self.versions = None;
        }
        if self.watch.cases.swap(false, Ordering::Relaxed) || all {
            self.forget_cases();
        }
    }

    fn forget_cases(&mut self) {
        self.cases.clear();
        self.renewals = None;
        self.count = 0;
    }
}

fn present(spans: &[Span<Person>]) -> Option<&Person> {
    spans.iter().find(|span| span.to.is_none()).map(|span| &span.what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        camp::{Camp, Laptop, NOW, ok, person},
        error::Refusal,
        store::log,
    };
    use daftar_sync::laptop::Item;

    fn disabled() -> Person {
        Person { disabled: true, ..person("worker", "worker", "a", "camp") }
    }

    /// A worker whose case the relay has just decided about.
    fn warm() -> (Camp, Laptop, CaseId) {
        let camp = Camp::new();
        let mut worker = camp.enrol("worker");
        worker.sync(&camp);
        let case = worker.register("Amina");
        worker.fill(case, "note", "decided about");
        assert!(ok(&worker.sync(&camp)));
        (camp, worker, case)
    }

    #[test]
    fn what_a_transaction_that_failed_had_read_is_forgotten() {
        let (camp, mut worker, case) = warm();
        let failed = camp.relay.with(NOW, |desk| {
            let seq = log::head(desk.conn)?.0;
            desk.put_person(&disabled(), seq + 1)?;
            let facts = desk.known.facts(desk.conn, case, &"worker".into())?;
            let versions = desk.known.versions(desk.conn, desk.configs)?;
            assert!(!facts.under(&versions[0]).reads_at(&"worker".into(), u64::MAX));
            Err::<(), _>(Refusal::NoAddress.into())
        });
        assert!(failed.is_err());
        worker.fill(case, "note", "nothing has happened");
        assert!(ok(&worker.sync(&camp)));
    }

    #[test]
    fn each_table_that_decides_says_when_it_is_written_to() {
        let (camp, ..) = warm();
        for (statement, is_all) in [
            ("UPDATE people SET disabled = 1", true),
            ("DELETE FROM person_groups", true),
            ("INSERT INTO configs (version, from_seq, published) VALUES (9, 9, x'00')", true),
            ("UPDATE cases SET state = x'00'", false),
            ("UPDATE epochs SET due_seq = 0", false),
            ("UPDATE associations SET to_seq = 1", false),
            ("INSERT INTO renewals (user, seq, done) VALUES ('worker', 1, x'00')", false),
        ] {
            let failed = camp.relay.with(NOW, |desk| {
                desk.known.forget();
                desk.conn.execute(statement, [])?;
                assert_eq!(desk.known.watch.all.load(Ordering::Relaxed), is_all, "{statement}");
                assert_eq!(desk.known.watch.cases.load(Ordering::Relaxed), !is_all, "{statement}");
                Err::<(), _>(Refusal::NoAddress.into())
            });
            assert!(failed.is_err());
        }
    }

    #[test]
    fn it_never_keeps_more_than_its_measure() {
        let (camp, mut worker, case) = warm();
        camp.relay
            .look(|desk| {
                for n in 0..CASES_MAX + 10 {
                    let mut id = case;
                    id.0[8..].copy_from_slice(&(n as u64).to_be_bytes());
                    desk.known.case(desk.conn, id)?;
                }
                assert!(desk.known.cases.len() < CASES_MAX);
                Ok(())
            })
            .unwrap();
        worker.fill(case, "note", "as before");
        let items = std::mem::take(&mut worker.queue);
        assert!(matches!(items[0], Item::Segment(_)));
        assert_eq!(camp.relay.would_take(worker.device, items).unwrap(), [true]);
    }
}
