//! The guided first day: what a person has done of it, kept in their vault.

use crate::{AppError, Casebook, view::FirstDayView};

const FACT: &str = "first_day";
/// Steps that are kept, and letters of one.
const STEPS_MAX: usize = 20;
const LETTERS_MAX: usize = 20;

impl Casebook {
    /// What this person has done of their first day on this laptop.
    ///
    /// # Errors
    /// The store failed.
    pub fn first_day(&self) -> Result<FirstDayView, AppError> {
        let kept = self.reading()?.read().text_fact(FACT)?;
        // What an older program kept and this one does not read is not worth a failure.
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    /// Keeps it; what stood there before is gone.
    ///
    /// # Errors
    /// `failed`: it names what can be no steps; the store failed.
    pub fn keep_first_day(&self, day: &FirstDayView) -> Result<(), AppError> {
        let fits = day.done.len() <= STEPS_MAX && day.done.iter().all(|step| step.len() <= LETTERS_MAX);
        let kept = serde_json::to_vec(day).ok().filter(|_| fits).ok_or(AppError::new("failed"))?;
        self.store().transact(|db| Ok(db.set_fact(FACT, &kept)?))
    }
}
