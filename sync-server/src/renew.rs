//! New keys for the cases of somebody from whom something was taken: noted in one row, opened in portions.
//!
//! A case is *due* from the change until its next epoch has begun. Invariants: no laptop is given the keys of a case that
//! is due; nothing is taken under an older key that a laptop wrote after it had called since the change. See
//! `docs/decisions/0017-keys-renewed-in-portions.md`.

use crate::{
    console::ConsoleDeed,
    desk::Desk,
    error::RelayError,
    store::{cases, renewals},
};
use daftar_core::id::CaseId;

impl Desk<'_> {
    /// The position of the first change since which a case waits for new keys; none if it does not.
    pub fn due_since(&mut self, case: CaseId) -> Result<Option<u64>, RelayError> {
        let renewals = self.known.renewals(self.conn)?;
        if renewals.is_empty() {
            return Ok(None);
        }
        let Some(row) = self.known.case(self.conn, case)? else { return Ok(None) };
        // The last epoch there is stays.
        let Some(present) = cases::epoch(self.conn, case, row.epoch)?.filter(|_| row.epoch < u16::MAX) else {
            return Ok(None);
        };
        for renewal in renewals.iter().filter(|renewal| renewal.seq > present.from) {
            if renewals::concerns(self.conn, renewal, case)? {
                return Ok(Some(renewal.seq));
            }
        }
        Ok(None)
    }

    /// Opens the next epoch of those of these cases that are due. True if there were any: the log has grown.
    pub fn renew_due(&mut self, cases: impl IntoIterator<Item = CaseId>) -> Result<bool, RelayError> {
        let mut due = Vec::new();
        for case in cases {
            if self.due_since(case)?.is_some() {
                due.push(case);
            }
        }
        if due.is_empty() {
            return Ok(false);
        }
        let seq = self.record(ConsoleDeed::Renew { cases: due.clone() })?;
        for case in due {
            self.rotate(case, seq)?;
        }
        Ok(true)
    }

    /// Opens the next epoch of some cases that are due.
    pub fn renew_some(&mut self) -> Result<(), RelayError> {
        let renewals = self.known.renewals(self.conn)?;
        let (Some(renewal), 1..) = (renewals.first(), self.portion) else { return Ok(()) };
        let next = renewals::next_cases(self.conn, renewal, self.portion)?;
        self.renew_due(next.iter().copied())?;
        match next.last() {
            Some(last) if next.len() == self.portion => renewals::go_on(self.conn, renewal, *last),
            _ => renewals::end(self.conn, renewal),
        }
    }
}
