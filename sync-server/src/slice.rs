//! What one laptop may know of the configuration and of other people.

use crate::{
    desk::Desk,
    error::RelayError,
    search::is_searched,
    store::{cases, devices::Device, people},
};
use daftar_core::{
    access::{Person, is_in_scope},
    config::{Configuration, Role},
    id::{FormId, UserName},
    publish::Published,
};
use daftar_sync::wire::Config;
use std::collections::BTreeSet;

/// A configuration as it travels, and the hash laptops name it by.
pub(crate) type Packed = (Vec<u8>, [u8; 8]);

/// The configuration as it travels, with the hash laptops name it by. None for somebody without a record.
pub(crate) fn make(desk: &mut Desk<'_>, device: &Device) -> Result<Option<Packed>, RelayError> {
    let Some(me) = people::now(desk.conn, &device.user)? else { return Ok(None) };
    let published = desk.configs.now(desk.conn)?;
    let forms = readable_forms(desk, &published, &me)?;
    let slice = published.slice(&me.role, &forms);
    let people = addressees(desk, &published.config, &me)?;
    let readers = readers(desk, &published.config, &me)?;
    let finds = published.config.role(&me.role).is_some_and(|role| {
        !me.disabled && (role.may("case", "create") || role.may("case", "search_owned_by_others"))
    });
    let finding = (finds && is_searched(&published.config)).then(|| *desk.secrets.finding);
    let config = Config { slice, me, people, readers, finding };
    let packed = config.pack().map_err(|_| RelayError::Damaged("a configuration"))?;
    let mark = Config::mark(&packed);
    Ok(Some((packed, mark)))
}

/// The own role's forms and those that active referrals lend.
fn readable_forms(
    desk: &Desk<'_>,
    published: &Published,
    me: &Person,
) -> Result<BTreeSet<FormId>, RelayError> {
    if me.disabled {
        return Ok(BTreeSet::new());
    }
    let mut forms: BTreeSet<FormId> = published.config.rights(&me.role).into_keys().collect();
    for lends in cases::lent_to(desk.conn, &me.user)?.into_iter().flatten() {
        forms.extend(published.config.rights(&lends).into_keys());
    }
    Ok(forms)
}

/// Whom the person may refer, transfer or assign to; nobody for a role that may do none of it.
fn addressees(desk: &Desk<'_>, config: &Configuration, me: &Person) -> Result<Vec<Person>, RelayError> {
    let Some(role) = config.role(&me.role).filter(|_| !me.disabled) else { return Ok(Vec::new()) };
    let (refers, transfers) = (role.may("case", "referral"), role.may("case", "transfer"));
    let assigns = may_assign(role);
    let takes = |other: &Person| {
        let theirs = config.role(&other.role);
        let may = |action| theirs.is_some_and(|role| role.may("case", action));
        refers && may("receive_referral") || transfers && may("receive_transfer") || assigns && may("read")
    };
    let mut all = people::all(desk.conn)?;
    all.retain(|other| !other.disabled && other.user != me.user && takes(other));
    Ok(all)
}

/// Whose scope reaches the person's own cases; nobody for a role that owns none.
fn readers(desk: &Desk<'_>, config: &Configuration, me: &Person) -> Result<Vec<UserName>, RelayError> {
    let owns = config.role(&me.role).is_some_and(|role| !me.disabled && role.may("case", "create"));
    if !owns {
        return Ok(Vec::new());
    }
    let reads = |other: &Person| {
        let theirs = config.role(&other.role).filter(|role| role.may("case", "read"));
        theirs.is_some_and(|role| !other.disabled && other.user != me.user && is_in_scope(other, role, me))
    };
    Ok(people::all(desk.conn)?.into_iter().filter(reads).map(|other| other.user).collect())
}

fn may_assign(role: &Role) -> bool {
    ["assign", "assign_within_agency", "assign_within_user_group"]
        .iter()
        .any(|action| role.may("case", action))
}
