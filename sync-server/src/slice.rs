//! What one laptop may know of the configuration and of other people.

use crate::{
    desk::Desk,
    error::RelayError,
    store::{cases, devices::Device, people},
};
use daftar_core::{
    access::{Person, is_in_scope, may_find},
    config::{Configuration, Role},
    id::{FormId, RoleId, UserName},
    publish::Published,
};
use daftar_sync::wire::Config;
use rusqlite::Connection;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A configuration as it travels, and the hash laptops name it by.
pub(crate) type Packed = (Vec<u8>, [u8; 8]);

/// What was worked out for slices, with what it rests on; whatever rests on something else is worked out anew.
#[derive(Debug, Default)]
pub(crate) struct Slices {
    /// Everybody, as of the position at which anybody's record last changed.
    people: (u64, Arc<Vec<Person>>),
    marks: BTreeMap<UserName, (Basis, [u8; 8])>,
}

/// What decides about a slice: the configuration's version, the last change of anybody's record, what is lent.
type Basis = (u32, u64, BTreeSet<Option<RoleId>>);

impl Slices {
    fn people(&mut self, conn: &Connection, changed: u64) -> Result<Arc<Vec<Person>>, RelayError> {
        if self.people.0 != changed {
            self.people = (changed, Arc::new(people::all(conn)?));
        }
        Ok(Arc::clone(&self.people.1))
    }
}

/// The configuration as it travels, with the hash laptops name it by, unless that is the one `known`. None for
/// somebody without a record.
pub(crate) fn news(
    desk: &mut Desk<'_>,
    device: &Device,
    known: [u8; 8],
) -> Result<Option<Packed>, RelayError> {
    let published = desk.configs.now(desk.conn)?;
    let changed = people::changed_last(desk.conn)?;
    let lent = cases::lent_to(desk.conn, &device.user)?;
    let basis = (published.version, changed, lent);
    if desk.slices.marks.get(&device.user).is_some_and(|(of, mark)| *of == basis && *mark == known) {
        return Ok(None);
    }
    let Some(me) = people::now(desk.conn, &device.user)? else { return Ok(None) };
    let forms = readable_forms(&basis.2, &published, &me);
    let slice = published.slice(&me.role, &forms);
    let all = desk.slices.people(desk.conn, changed)?;
    let people = acquaintances(&all, &published.config, &me);
    let readers = readers(&all, &published.config, &me);
    let finding = may_find(&published.config, &me).then(|| *desk.secrets.finding);
    let config = Config { slice, me, people, readers, finding };
    let packed = config.pack().map_err(|_| RelayError::Damaged("a configuration"))?;
    let mark = Config::mark(&packed);
    desk.slices.marks.insert(device.user.clone(), (basis, mark));
    Ok((mark != known).then_some((packed, mark)))
}

/// The own role's forms and those that active referrals lend.
fn readable_forms(lent: &BTreeSet<Option<RoleId>>, published: &Published, me: &Person) -> BTreeSet<FormId> {
    if me.disabled {
        return BTreeSet::new();
    }
    let mut forms: BTreeSet<FormId> = published.config.rights(&me.role).into_keys().collect();
    for lends in lent.iter().flatten() {
        forms.extend(published.config.rights(lends).into_keys());
    }
    forms
}

/// Whom the person may give records to, and who was among them before being disabled: what these left counts where they worked.
/// Nobody for a role that may give nothing.
fn acquaintances(all: &[Person], config: &Configuration, me: &Person) -> Vec<Person> {
    let Some(role) = config.role(&me.role).filter(|_| !me.disabled) else { return Vec::new() };
    let takers = roles(config, |other| other.may_be_given(role));
    let others = all.iter().filter(|other| other.user != me.user);
    others.filter(|other| takers.contains_key(&other.role)).cloned().collect()
}

/// Whose scope reaches the person's own cases; nobody for a role that owns none.
fn readers(all: &[Person], config: &Configuration, me: &Person) -> Vec<UserName> {
    let owns = config.role(&me.role).is_some_and(|role| !me.disabled && role.may("case", "create"));
    if !owns {
        return Vec::new();
    }
    let reading = roles(config, |role| role.may("case", "read"));
    let reads = |other: &&Person| {
        let theirs = reading.get(&other.role);
        theirs.is_some_and(|role| !other.disabled && other.user != me.user && is_in_scope(other, role, me))
    };
    all.iter().filter(reads).map(|other| other.user.clone()).collect()
}

/// The roles of which something holds, so that it is asked once for all who have them.
fn roles(config: &Configuration, holds: impl Fn(&Role) -> bool) -> BTreeMap<&RoleId, &Role> {
    config.roles.iter().filter(|(_, role)| holds(role)).collect()
}
