//! Who may see and write which compartment of a case, now and since when.
//!
//! Access is kept in factors: which people are associated with a case and how, what each person's role, agency and
//! groups are, and which compartments a role opens. All paths that lead to a case are united:
//!
//! | path | rights |
//! |---|---|
//! | the viewer owns the case, or their scope reaches its owner | the viewer's own role |
//! | the viewer's scope reaches only somebody the case was referred to | own role ∩ lent role |
//! | the case was referred to the viewer | the lent role alone; a referral without a type: own role |
//! | the case was offered to the viewer by transfer, unanswered | own role, read only |
//! | the viewer's scope reaches such a recipient, and they may answer for them (`accept_or_reject_transfer`) | own role, read only |
//! | the viewer has emergency access | own role, read only |
//! | it is the viewer's own case, and their role's scope is `identified` | own role |
//!
//! Where the role may `add_note`, the form of notes is writable on every path that is not read only by nature, if it
//! opens it at all, even without `write`; its entries once saved stay as they are.
//!
//! On every path the viewer's own role says what may be done with records at all: without its action `read` nothing is
//! readable, without `write` everything is read only, whatever forms are lent or listed as `rw`.
//!
//! Facts carry the log position from and to which they held, so that the same function answers for now and for
//! any earlier moment, and a path that ends while another still grants changes nothing.

use crate::{
    config::{Configuration, Mode, RecordType, Role, Scope},
    id::{AgencyId, CompartmentId, FormId, GroupId, RoleId, UserName},
    publish::Published,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A person as the relay's records have them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub user: UserName,
    pub role: RoleId,
    pub agency: AgencyId,
    pub groups: BTreeSet<GroupId>,
    /// Code of the place where they work.
    pub location: Option<String>,
    /// Option ids of the services they offer.
    pub services: BTreeSet<String>,
    pub disabled: bool,
}

impl Person {
    /// Somebody who may work, of whom no place and no services are known.
    #[must_use]
    pub fn new(user: UserName, role: RoleId, agency: AgencyId, groups: BTreeSet<GroupId>) -> Self {
        Self { user, role, agency, groups, location: None, services: BTreeSet::new(), disabled: false }
    }
}

/// How somebody is associated with a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    Owner,
    /// By a referral offered or accepted; `lends` is its type, none a blank one.
    Referral {
        lends: Option<RoleId>,
    },
    /// By a transfer that is not answered yet.
    TransferOffer,
    /// By emergency access.
    Glass,
    /// By being the child of the case.
    Attributed,
}

/// Something that held from one position of the relay's log on, and to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span<T> {
    /// The log position that made it hold.
    pub from: u64,
    /// The log position that ended it; none while it holds.
    pub to: Option<u64>,
    pub what: T,
}

impl<T> Span<T> {
    /// Whether it holds once everything up to `seq` has happened.
    #[must_use]
    pub fn holds_at(&self, seq: u64) -> bool {
        self.from <= seq && self.to.is_none_or(|to| to > seq)
    }
}

/// All that decides about one viewer and one case, over time.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    pub published: &'a Published,
    /// What kind of record the case is.
    pub record: RecordType,
    /// The viewer and everybody ever associated with the case, each with all their versions.
    pub people: &'a [Span<Person>],
    /// Everybody ever associated with the case.
    pub associations: &'a [Span<(UserName, How)>],
}

/// Compartments with what may be done with them.
pub type Modes = BTreeMap<CompartmentId, Mode>;

impl Facts<'_> {
    /// What `viewer` may do with each compartment of the case at log position `seq`.
    #[must_use]
    pub fn modes_at(&self, viewer: &UserName, seq: u64) -> Modes {
        let rights = self.rights_at(viewer, seq);
        if rights.is_empty() { Modes::new() } else { self.published.modes(self.record, &rights) }
    }

    /// The forms `viewer` may read or write at `seq`, all paths united.
    #[must_use]
    pub fn rights_at(&self, viewer: &UserName, seq: u64) -> BTreeMap<FormId, Mode> {
        let mut rights: BTreeMap<FormId, Mode> = BTreeMap::new();
        self.each_right(viewer, seq, &mut |form, mode| match rights.get_mut(form) {
            Some(best) => *best = mode.max(*best),
            None => _ = rights.insert(form.clone(), mode),
        });
        rights
    }

    /// What `viewer` may do with one compartment at `seq`, as [`Self::modes_at`] has it.
    #[must_use]
    pub fn mode_at(&self, viewer: &UserName, compartment: CompartmentId, seq: u64) -> Option<Mode> {
        let known = self.published.compartment(compartment)?;
        let mut best = None;
        if known.record_type == self.record {
            self.each_right(viewer, seq, &mut |form, mode| {
                if best < Some(mode) && known.forms.contains(form) {
                    best = Some(mode);
                }
            });
        }
        best
    }

    /// Whether `viewer` may read any form at `seq`.
    #[must_use]
    pub fn reads_at(&self, viewer: &UserName, seq: u64) -> bool {
        let mut reads = false;
        self.each_right(viewer, seq, &mut |_, _| reads = true);
        reads
    }

    /// Tells each form of each path with what it grants.
    fn each_right(&self, viewer: &UserName, seq: u64, each: &mut dyn FnMut(&FormId, Mode)) {
        let resource = self.record.as_str();
        let Some(viewer) = self.person_at(viewer, seq).filter(|person| !person.disabled) else { return };
        let role = self.published.config.role(&viewer.role).filter(|role| role.may(resource, "read"));
        let Some(role) = role else { return };
        let most = if role.may(resource, "write") { Mode::Write } else { Mode::Read };
        let notes =
            self.published.config.settings.note_form.as_ref().filter(|_| role.may(resource, "add_note"));
        for span in self.associations.iter().filter(|span| span.holds_at(seq)) {
            let (user, how) = &span.what;
            let works = matches!(how, How::Owner | How::Referral { .. });
            self.path(viewer, role, (user, how), seq, &mut |form, mode| {
                let noted = works && notes == Some(form);
                each(form, if noted { Mode::Write } else { mode.min(most) });
            });
        }
    }

    /// Present modes, each with the log position since which the compartment has been readable without a break.
    /// A change from read to write or back does not move that position.
    #[must_use]
    pub fn modes_since(&self, viewer: &UserName, now: u64) -> BTreeMap<CompartmentId, (Mode, u64)> {
        let mut rights = self.rights_at(viewer, now);
        let present = self.published.modes(self.record, &rights);
        let mut since: BTreeMap<_, _> = present.iter().map(|(id, mode)| (*id, (*mode, now))).collect();
        let mut open: BTreeSet<CompartmentId> = present.into_keys().collect();
        for turn in self.turns(now).into_iter().rev() {
            // Most turns change nothing for the viewer.
            let then = self.rights_at(viewer, turn);
            if then != rights {
                let modes = self.published.modes(self.record, &then);
                open.retain(|id| modes.contains_key(id));
                rights = then;
            }
            for id in &open {
                if let Some((_, from)) = since.get_mut(id) {
                    *from = turn;
                }
            }
            if open.is_empty() {
                break;
            }
        }
        since
    }

    /// Whether `viewer` had at least `mode` on `compartment` at any position up to `now`.
    #[must_use]
    pub fn ever(&self, viewer: &UserName, compartment: CompartmentId, mode: Mode, now: u64) -> bool {
        let held = |seq: u64| self.mode_at(viewer, compartment, seq).is_some_and(|m| m >= mode);
        held(now) || self.turns(now).into_iter().any(held)
    }

    /// Whether anything of the case was readable for `viewer` at any position up to `now`.
    #[must_use]
    pub fn ever_any(&self, viewer: &UserName, now: u64) -> bool {
        let held = |seq: u64| self.reads_at(viewer, seq);
        held(now) || self.turns(now).into_iter().any(held)
    }

    /// Positions at which any fact changed, ascending, none beyond `now`.
    fn turns(&self, now: u64) -> BTreeSet<u64> {
        let people = self.people.iter().flat_map(|s| [Some(s.from), s.to]);
        let associations = self.associations.iter().flat_map(|s| [Some(s.from), s.to]);
        people.chain(associations).flatten().filter(|turn| *turn <= now).collect()
    }

    fn person_at(&self, user: &UserName, seq: u64) -> Option<&Person> {
        self.people.iter().find(|span| span.what.user == *user && span.holds_at(seq)).map(|span| &span.what)
    }

    fn path(
        &self,
        viewer: &Person,
        role: &Role,
        (user, how): (&UserName, &How),
        seq: u64,
        each: &mut dyn FnMut(&FormId, Mode),
    ) {
        let reached = || self.person_at(user, seq).is_some_and(|other| is_in_scope(viewer, role, other));
        let is_own = *user == viewer.user;
        if !is_own && !reached() {
            return;
        }
        let answers = || role.may(self.record.as_str(), "accept_or_reject_transfer");
        match how {
            How::Owner | How::Referral { lends: None } => {
                role.forms.iter().for_each(|(form, mode)| each(form, *mode));
            }
            How::TransferOffer if is_own || answers() => {
                role.forms.keys().for_each(|form| each(form, Mode::Read));
            }
            How::Glass if is_own => role.forms.keys().for_each(|form| each(form, Mode::Read)),
            How::Attributed if is_own && role.scope == Scope::Identified => {
                role.forms.iter().for_each(|(form, mode)| each(form, *mode));
            }
            How::TransferOffer | How::Glass | How::Attributed => {}
            How::Referral { lends: Some(lends) } => {
                for (form, lent) in self.published.config.role(lends).iter().flat_map(|lent| &lent.forms) {
                    if is_own {
                        each(form, *lent);
                    } else if let Some(own) = role.forms.get(form) {
                        each(form, *own.min(lent));
                    }
                }
            }
        }
    }
}

/// Whether a person's next record may take anything from anybody: from themself, or from those whose scope reaches
/// them. Otherwise everybody reads afterwards what they read before, whatever cases there are and whatever the roles say.
#[must_use]
pub fn may_take_away(before: &Person, after: &Person) -> bool {
    let from_others = before.agency != after.agency || !before.groups.is_subset(&after.groups);
    let from_themself = !before.disabled && (after.disabled || before.role != after.role);
    from_others || from_themself
}

/// Whether somebody may search for cases beyond their reach.
#[must_use]
pub fn may_search(config: &Configuration, person: &Person) -> bool {
    !person.disabled && config.role(&person.role).is_some_and(searches)
}

/// Whether somebody's laptop is given the secret by which cases are found: whoever searches or registers cases, in a
/// programme in which anybody searches.
#[must_use]
pub fn may_find(config: &Configuration, person: &Person) -> bool {
    let hands_in = || config.role(&person.role).is_some_and(|role| role.may("case", "create"));
    !person.disabled && config.roles.values().any(searches) && (may_search(config, person) || hands_in())
}

fn searches(role: &Role) -> bool {
    role.may("case", "search_owned_by_others")
}

/// Whether `other`'s records come within the scope of `viewer`'s role. Own scope reaches nobody else.
#[must_use]
pub fn is_in_scope(viewer: &Person, role: &Role, other: &Person) -> bool {
    match role.scope {
        Scope::All => true,
        Scope::Group => !viewer.groups.is_disjoint(&other.groups),
        Scope::Agency => viewer.agency == other.agency,
        Scope::Own | Scope::AdminOnly | Scope::Identified => false,
    }
}
