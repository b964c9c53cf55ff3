//! Closing and its like, flags and approvals, as this laptop asks for them.

use crate::{AppError, Casebook, PendingAct, view::Standing};
use daftar_core::{
    act::{Deed, Denial, Heads, Reopening},
    id::{ActId, ApprovalId, CaseId},
};

impl Casebook {
    /// Closes, reopens, disables or enables a case.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`, `already_so`, `approval_missing`, `case_disabled`.
    pub fn set_standing(&self, case: CaseId, standing: Standing) -> Result<PendingAct, AppError> {
        let deed = match standing {
            Standing::Close => Deed::CaseClose,
            Standing::Reopen => Deed::CaseReopen { because: Reopening::Asked },
            Standing::Disable => Deed::CaseDisable,
            Standing::Enable => Deed::CaseEnable,
        };
        self.queue(case, deed)
    }

    /// Flags a case for somebody's attention.
    ///
    /// # Errors
    /// `bad_sentence`, `not_permitted`, `not_found`, `case_disabled`.
    pub fn flag(&self, case: CaseId, about: &str) -> Result<PendingAct, AppError> {
        self.queue_saying(case, about, |about| Deed::FlagAdd { about })
    }

    /// Words a flag anew.
    ///
    /// # Errors
    /// As [`Casebook::flag`], and `already_ended`.
    pub fn edit_flag(&self, flag: ActId, about: &str) -> Result<PendingAct, AppError> {
        let case = self.case_of(flag)?;
        self.queue_saying(case, about, |about| Deed::FlagEdit { flag, about })
    }

    /// Resolves a flag, with what was done about it.
    ///
    /// # Errors
    /// As [`Casebook::edit_flag`].
    pub fn resolve_flag(&self, flag: ActId, how: &str) -> Result<PendingAct, AppError> {
        let case = self.case_of(flag)?;
        self.queue_saying(case, how, |how| Deed::FlagResolve { flag, how })
    }

    /// Asks to approve what a form says now.
    ///
    /// # Errors
    /// `unknown_approval`, `not_permitted`, `already_answered` (asked already), `case_disabled`, `not_found`.
    pub fn request_approval(&self, case: CaseId, approval: &ApprovalId) -> Result<PendingAct, AppError> {
        let config = self.config()?;
        let file = self.case_file(case)?;
        let heads = file.heads_of(&config, approval).ok_or(AppError::new("unknown_approval"))?;
        self.queue(case, Deed::ApprovalRequest { approval: approval.clone(), heads })
    }

    /// Approves what was asked for. `seen` is the form as the person had it before them ([`Heads::to_hex`]); none: as it is
    /// now.
    ///
    /// # Errors
    /// `superseded` (it has changed since), `bad_sentence`, `not_permitted`, `already_answered`, `not_found`.
    pub fn approve(
        &self,
        request: ActId,
        seen: Option<&str>,
        comment: Option<&str>,
    ) -> Result<PendingAct, AppError> {
        let config = self.config()?;
        let case = self.case_of(request)?;
        let file = self.case_file(case)?;
        let mut asked = file.row.state.approvals.iter().filter(|(_, known)| known.request == request);
        let (approval, _) = asked.next().ok_or(AppError::new("not_found"))?;
        // What was before them is what they approve; whether it still stands is the rule's to say.
        let heads = match seen {
            Some(seen) => Heads::from_hex(seen),
            None => file.heads_of(&config, approval),
        };
        let heads = heads.ok_or(Denial::Superseded)?;
        let deed = |comment| Deed::ApprovalApprove { request, heads, comment };
        self.queue_perhaps_saying(case, comment, deed)
    }

    /// Sends back what was to be approved.
    ///
    /// # Errors
    /// `bad_sentence`, `not_permitted`, `already_answered`, `not_found`.
    pub fn reject_approval(&self, request: ActId, comment: Option<&str>) -> Result<PendingAct, AppError> {
        let case = self.case_of(request)?;
        self.queue_perhaps_saying(case, comment, |comment| Deed::ApprovalReject { request, comment })
    }
}
