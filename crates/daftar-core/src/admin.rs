//! Administration: people, enrolment codes, devices, roles, groups, agencies and the configuration, changed at once by
//! whoever's role allows it.
//!
//! The relay asks [`validate`] before it takes a deed; a laptop asks it to say beforehand what it would answer.
//!
//! Invariants: nobody gives, or edits into being, a role that administers more or reaches further than their own
//! ([`Facts`] compares actions, scope and lists). Nobody changes their own role, groups or agency, disables themselves, or
//! revokes the laptop they ask from. While anybody administers everybody, somebody does afterwards. To administer opens
//! no case: nothing here is asked where a record is read or written.

use crate::{
    access::Person,
    act::Denial,
    config::{Agency, Configuration, Group, LookupOption, OptionSource, RecordType, Role, Scope},
    id::{ActId, AgencyId, DeviceNo, GroupId, RoleId, UserName},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Version of the rules in this module, carried by every deed.
pub const RULES: u16 = 1;
const USER_NAME_CHARS_MAX: usize = 64;
/// Resources whose actions administer. What a role may only look at is no administration.
const RESOURCES: [&str; 7] =
    ["user", "role", "user_group", "agency", "system", "metadata", "primero_configuration"];
const LOOKS: [&str; 2] = ["read", "agency_read"];

/// What is to be done. The order of variants is the wire format: append only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Adds a person, or replaces the version of them that holds since `base`.
    PersonPut {
        person: Person,
        base: Option<u64>,
    },
    /// Lets a laptop enrol for somebody with the secret of which this is the hash; the relay never sees it before.
    CodeMake {
        user: UserName,
        hash: [u8; 32],
    },
    /// Lets a laptop in no more. `lost`: not even to hand in what it has unsent.
    DeviceRevoke {
        device: DeviceNo,
        lost: bool,
    },
    /// Publishes version `base` again with this role in it, as are the next two.
    RolePut {
        role: Role,
        base: u32,
    },
    GroupPut {
        group: Group,
        base: u32,
    },
    AgencyPut {
        agency: Agency,
        base: u32,
    },
    /// Publishes a whole configuration in the place of version `base`; how its files are packed is the wire's.
    ConfigurationPublish {
        packed: Vec<u8>,
        base: u32,
    },
}

impl Deed {
    /// The stable id of the deed's type.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::PersonPut { .. } => "person.put",
            Self::CodeMake { .. } => "code.make",
            Self::DeviceRevoke { .. } => "device.revoke",
            Self::RolePut { .. } => "role.put",
            Self::GroupPut { .. } => "group.put",
            Self::AgencyPut { .. } => "agency.put",
            Self::ConfigurationPublish { .. } => "configuration.publish",
        }
    }

    /// The configuration that is in force afterwards; none for deeds that publish nothing. `read` is what a whole
    /// configuration was unpacked to.
    #[must_use]
    pub fn next(&self, now: &Configuration, read: Option<Configuration>) -> Option<Configuration> {
        let mut next = now.clone();
        match self {
            Self::RolePut { role, .. } => _ = next.roles.insert(role.id.clone(), role.clone()),
            Self::GroupPut { group, .. } => put(&mut next.groups, group, |known| known.id == group.id),
            Self::AgencyPut { agency, .. } => put(&mut next.agencies, agency, |known| known.id == agency.id),
            Self::ConfigurationPublish { .. } => return read,
            Self::PersonPut { .. } | Self::CodeMake { .. } | Self::DeviceRevoke { .. } => return None,
        }
        Some(next)
    }
}

fn put<T: Clone>(all: &mut Vec<T>, one: &T, is_it: impl Fn(&T) -> bool) {
    match all.iter_mut().find(|known| is_it(known)) {
        Some(known) => known.clone_from(one),
        None => all.push(one.clone()),
    }
}

/// One deed as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    pub id: ActId,
    /// The author's clock, Unix milliseconds; shown, never decisive.
    pub at_ms: i64,
    /// [`RULES`] of the author's program.
    pub rules: u16,
    pub deed: Deed,
}

/// Somebody as they are now, and the log position since which they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub person: Person,
    pub since: u64,
}

/// What decides about a deed.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// In force now, with its version.
    pub config: &'a Configuration,
    pub version: u32,
    pub author: &'a Person,
    /// The laptop that asks.
    pub device: DeviceNo,
    /// Everybody; on a laptop, whoever it was shown.
    pub people: &'a [Known],
    /// Of the device that a deed is about: whose it is, and whether it is revoked, and then whether as lost.
    pub about: Option<(&'a UserName, Option<bool>)>,
    /// The whole configuration that a deed publishes.
    pub next: Option<&'a Configuration>,
}

/// Whose records a role administers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Nobody,
    /// Whoever shares a group with its holder.
    Groups,
    /// Whoever is of the holder's agency.
    Agency,
    Everybody,
}

fn reach(role: &Role) -> Reach {
    match role.scope {
        Scope::All | Scope::AdminOnly => Reach::Everybody,
        Scope::Agency => Reach::Agency,
        Scope::Own | Scope::Group if role.may("user", "agency_read") => Reach::Agency,
        Scope::Group => Reach::Groups,
        Scope::Own | Scope::Identified => Reach::Nobody,
    }
}

/// Whether a role may change anything here.
#[must_use]
pub fn administers(role: &Role) -> bool {
    let any = |resource: &str, actions: &[&str]| actions.iter().any(|action| role.may(resource, action));
    let within_reach = any("user", &["create", "write", "disable_multiple"])
        || any("role", &["create", "write"])
        || any("user_group", &["create", "write"])
        || any("agency", &["create", "write"]);
    publishes(role) || within_reach && reach(role) != Reach::Nobody
}

/// Whether a role may publish a whole configuration; asked before one is unpacked.
#[must_use]
pub fn publishes(role: &Role) -> bool {
    ["primero_configuration", "metadata", "system"].iter().any(|resource| role.may(resource, "manage"))
}

/// Whether a role administers everybody: without somebody who holds such a one, only the relay's console is left.
fn administers_everybody(role: &Role) -> bool {
    reach(role) == Reach::Everybody
        && role.may("user", "write")
        && role.may("role", "assign")
        && role.administers_roles.is_empty()
        && role.administers_agencies.is_empty()
}

/// The author's role; none for somebody who may do nothing.
fn role_of<'a>(config: &'a Configuration, author: &Person) -> Option<&'a Role> {
    config.role(&author.role).filter(|_| !author.disabled)
}

/// Whether `author` may look at people and their laptops at all.
#[must_use]
pub fn sees_people(config: &Configuration, author: &Person) -> bool {
    let looks = |role: &Role| LOOKS.iter().any(|action| role.may("user", action));
    role_of(config, author).is_some_and(|role| looks(role) && reach(role) != Reach::Nobody)
}

/// Whether `author` may look at this person and their laptops; everybody who sees people sees themselves.
#[must_use]
pub fn sees(config: &Configuration, author: &Person, other: &Person) -> bool {
    let is_reached = || role_of(config, author).is_some_and(|role| is_within(role, author, other));
    sees_people(config, author) && (other.user == author.user || is_reached())
}

/// Whether `author` may look at roles with all that they open.
#[must_use]
pub fn sees_roles(config: &Configuration, author: &Person) -> bool {
    role_of(config, author).is_some_and(|role| role.may("role", "read") && reach(role) != Reach::Nobody)
}

fn is_within(role: &Role, author: &Person, other: &Person) -> bool {
    let is_reached = match reach(role) {
        Reach::Everybody => true,
        Reach::Agency => author.agency == other.agency,
        Reach::Groups => !author.groups.is_disjoint(&other.groups),
        Reach::Nobody => false,
    };
    is_reached && is_listed(&role.administers_agencies, &other.agency)
}

/// An empty list restricts nothing.
fn is_listed<T: Ord>(list: &BTreeSet<T>, id: &T) -> bool {
    list.is_empty() || list.contains(id)
}

/// The services that people of a programme may offer: the options of the questions by which one refers for a service.
pub fn services(config: &Configuration) -> impl Iterator<Item = &LookupOption> {
    let asked = config.settings.referred_from.iter().filter_map(|(subform, question)| {
        config.field(RecordType::Case, subform)?.inner(question)?.options.as_ref()
    });
    asked.flat_map(|options| match options {
        OptionSource::Lookup(id) => config.lookups.get(id).map_or(&[][..], |lookup| &lookup.options),
        _ => &[],
    })
}

/// Whether a record of a person can stand at all, whoever writes it: a plain name, and a role, an agency and groups that
/// exist.
///
/// # Errors
/// What is wrong with it.
pub fn fits(config: &Configuration, person: &Person) -> Result<(), Denial> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let name = &person.user.0;
    if !(1..=USER_NAME_CHARS_MAX).contains(&name.len()) || !name.chars().all(is_plain) {
        return Err(Denial::BadUserName);
    }
    config.role(&person.role).ok_or(Denial::UnknownRole)?;
    if !config.agencies.iter().any(|agency| agency.id == person.agency) {
        return Err(Denial::UnknownAgency);
    }
    let known = |id: &GroupId| config.groups.iter().any(|group| group.id == *id);
    person.groups.iter().all(known).then_some(()).ok_or(Denial::UnknownGroup)
}

/// Decides about one deed.
///
/// # Errors
/// Why it is refused. Somebody out of reach is answered like nobody.
pub fn validate(facts: &Facts<'_>, deed: &Deed) -> Result<(), Denial> {
    let own = role_of(facts.config, facts.author).ok_or(Denial::NotPermitted)?;
    let office = Office { facts, own };
    match deed {
        Deed::PersonPut { person, base } => office.put_person(person, *base),
        Deed::CodeMake { user, .. } => office.make_code(user),
        Deed::DeviceRevoke { device, lost } => office.revoke(*device, *lost),
        Deed::RolePut { role, base } => {
            office.put_role(facts.config.role(&role.id), Some(role))?;
            office.is_news(*base, facts.config.role(&role.id) == Some(role))?;
            office.leaves_an_administrator(
                |id| Some(role).filter(|r| r.id == *id).or_else(|| facts.config.role(id)),
                None,
            )
        }
        Deed::GroupPut { group, base } => {
            let known = facts.config.groups.iter().find(|known| known.id == group.id);
            office.put_group(&group.id, known.is_none())?;
            office.is_news(*base, known == Some(group))
        }
        Deed::AgencyPut { agency, base } => {
            let known = facts.config.agencies.iter().find(|known| known.id == agency.id);
            office.put_agency(&agency.id, known.is_none())?;
            office.is_news(*base, known == Some(agency))
        }
        Deed::ConfigurationPublish { base, .. } => office.publish(*base),
    }
}

/// Somebody who asks, with the role by which they may.
struct Office<'a> {
    facts: &'a Facts<'a>,
    own: &'a Role,
}

impl Office<'_> {
    fn needs(&self, resource: &str, actions: &[&str]) -> Result<(), Denial> {
        let may = actions.iter().any(|action| self.own.may(resource, action));
        (may && reach(self.own) != Reach::Nobody).then_some(()).ok_or(Denial::NotPermitted)
    }

    /// Somebody within reach who holds no role above one's own; or oneself.
    fn known(&self, user: &UserName) -> Result<&Known, Denial> {
        let known = self.facts.people.iter().find(|known| known.person.user == *user);
        let known = known.ok_or(Denial::UnknownPerson)?;
        if known.person.user == self.facts.author.user {
            return Ok(known);
        }
        if !is_within(self.own, self.facts.author, &known.person) {
            return Err(Denial::UnknownPerson);
        }
        match self.facts.config.role(&known.person.role) {
            Some(role) => self.is_not_above(role).map(|()| known),
            None => Ok(known),
        }
    }

    fn put_person(&self, person: &Person, base: Option<u64>) -> Result<(), Denial> {
        let before = match base {
            None => {
                self.needs("user", &["create"])?;
                if self.facts.people.iter().any(|known| known.person.user == person.user) {
                    return Err(Denial::PersonExists);
                }
                None
            }
            Some(base) => {
                self.needs("user", &["write", "disable_multiple"])?;
                let known = self.known(&person.user)?;
                if known.since != base {
                    return Err(Denial::StaleVersion);
                }
                Some(&known.person)
            }
        };
        if let Some(before) = before {
            let turned = Person { disabled: !before.disabled, ..before.clone() };
            if *person != turned {
                self.needs("user", &["write"])?;
            }
            if before == person {
                return Err(Denial::AlreadySo);
            }
            let is_own = person.user == self.facts.author.user;
            let deciding = |p: &Person| (p.role.clone(), p.agency.clone(), p.groups.clone(), p.disabled);
            if is_own && deciding(before) != deciding(person) {
                return Err(Denial::NotYourself);
            }
        }
        fits(self.facts.config, person)?;
        self.gives_role(before, &person.role)?;
        self.gives_agency(before, &person.agency)?;
        self.gives_groups(before, &person.groups)?;
        self.gives_place(before, person)?;
        if person.user != self.facts.author.user && !is_within(self.own, self.facts.author, person) {
            return Err(Denial::NotPermitted);
        }
        self.leaves_an_administrator(|id| self.facts.config.role(id), Some(person))
    }

    fn gives_role(&self, before: Option<&Person>, id: &RoleId) -> Result<(), Denial> {
        if before.is_some_and(|before| before.role == *id) {
            return Ok(());
        }
        self.needs("role", &["assign"])?;
        self.is_not_above(self.facts.config.role(id).ok_or(Denial::UnknownRole)?)
    }

    fn gives_agency(&self, before: Option<&Person>, id: &AgencyId) -> Result<(), Denial> {
        let same = before.is_some_and(|before| before.agency == *id);
        let list = &self.own.administers_agencies;
        let may = match list.is_empty() {
            true => reach(self.own) == Reach::Everybody || *id == self.facts.author.agency,
            false => list.contains(id),
        };
        (same || may).then_some(()).ok_or(Denial::NotPermitted)
    }

    fn gives_groups(&self, before: Option<&Person>, groups: &BTreeSet<GroupId>) -> Result<(), Denial> {
        let none = BTreeSet::new();
        let before = before.map_or(&none, |before| &before.groups);
        let mut changed = before.symmetric_difference(groups).peekable();
        if changed.peek().is_some() {
            self.needs("user_group", &["assign"])?;
        }
        let may = |id: &GroupId| reach(self.own) == Reach::Everybody || self.facts.author.groups.contains(id);
        changed.all(may).then_some(()).ok_or(Denial::NotPermitted)
    }

    /// What the configuration does not know stays where it was, and is not written anew.
    fn gives_place(&self, before: Option<&Person>, person: &Person) -> Result<(), Denial> {
        let config = self.facts.config;
        let is_place = |code: &String| config.locations.iter().any(|place| place.code == *code);
        let had = before.and_then(|before| before.location.as_ref());
        if person.location.as_ref().is_some_and(|code| Some(code) != had && !is_place(code)) {
            return Err(Denial::UnknownPlace);
        }
        let is_service = |id: &String| {
            before.is_some_and(|before| before.services.contains(id))
                || services(config).any(|known| known.id == *id)
        };
        person.services.iter().all(is_service).then_some(()).ok_or(Denial::UnknownService)
    }

    fn make_code(&self, user: &UserName) -> Result<(), Denial> {
        self.needs("user", &["create", "write"])?;
        let is_disabled = self.known(user)?.person.disabled;
        (!is_disabled).then_some(()).ok_or(Denial::UnknownPerson)
    }

    fn revoke(&self, device: DeviceNo, lost: bool) -> Result<(), Denial> {
        self.needs("user", &["write", "disable_multiple"])?;
        let (user, revoked) = self.facts.about.ok_or(Denial::UnknownDevice)?;
        self.known(user).map_err(|denial| match denial {
            Denial::UnknownPerson => Denial::UnknownDevice,
            denial => denial,
        })?;
        if device == self.facts.device {
            return Err(Denial::NotYourself);
        }
        match (revoked, lost) {
            // A retired laptop may turn out to be lost, not the other way round.
            (None, _) | (Some(false), true) => Ok(()),
            _ => Err(Denial::AlreadyRevoked),
        }
    }

    fn is_news(&self, base: u32, same: bool) -> Result<(), Denial> {
        match base == self.facts.version {
            false => Err(Denial::StaleVersion),
            true if same => Err(Denial::AlreadySo),
            true => Ok(()),
        }
    }

    /// None to none never happens; a role that goes is changed like one that becomes another.
    fn put_role(&self, before: Option<&Role>, after: Option<&Role>) -> Result<(), Denial> {
        match before {
            Some(_) => self.needs("role", &["write"])?,
            None => self.needs("role", &["create"])?,
        }
        for role in [before, after].into_iter().flatten() {
            if role.id == self.own.id && self.own.scope != Scope::All {
                return Err(Denial::NotYourself);
            }
            self.is_not_above(role)?;
        }
        Ok(())
    }

    fn put_group(&self, id: &GroupId, is_new: bool) -> Result<(), Denial> {
        self.needs("user_group", &[if is_new { "create" } else { "write" }])?;
        let may = is_new || reach(self.own) == Reach::Everybody || self.facts.author.groups.contains(id);
        may.then_some(()).ok_or(Denial::NotPermitted)
    }

    fn put_agency(&self, id: &AgencyId, is_new: bool) -> Result<(), Denial> {
        self.needs("agency", &[if is_new { "create" } else { "write" }])?;
        let list = &self.own.administers_agencies;
        let may = match list.is_empty() {
            true => is_new || reach(self.own) == Reach::Everybody || *id == self.facts.author.agency,
            false => list.contains(id),
        };
        may.then_some(()).ok_or(Denial::NotPermitted)
    }

    /// Whatever a whole configuration changes of roles, groups and agencies needs what changing them one by one needs.
    fn publish(&self, base: u32) -> Result<(), Denial> {
        let (now, Some(next)) = (self.facts.config, self.facts.next) else { return Err(Denial::BadConfig) };
        if !publishes(self.own) {
            return Err(Denial::NotPermitted);
        }
        let roles: BTreeSet<_> = now.roles.keys().chain(next.roles.keys()).collect();
        for id in roles.into_iter().filter(|id| now.role(id) != next.role(id)) {
            self.put_role(now.role(id), next.role(id))?;
        }
        let group =
            |config: &Configuration, id: &GroupId| config.groups.iter().find(|g| g.id == *id).cloned();
        let groups: BTreeSet<_> = now.groups.iter().chain(&next.groups).map(|group| &group.id).collect();
        for id in groups.into_iter().filter(|id| group(now, id) != group(next, id)) {
            self.put_group(id, group(now, id).is_none())?;
        }
        let agency =
            |config: &Configuration, id: &AgencyId| config.agencies.iter().find(|a| a.id == *id).cloned();
        let agencies: BTreeSet<_> =
            now.agencies.iter().chain(&next.agencies).map(|agency| &agency.id).collect();
        for id in agencies.into_iter().filter(|id| agency(now, id) != agency(next, id)) {
            self.put_agency(id, agency(now, id).is_none())?;
        }
        self.is_news(base, now == next)?;
        let holds = |known: &Known| fits(now, &known.person).is_ok() && fits(next, &known.person).is_err();
        if self.facts.people.iter().any(|known| !known.person.disabled && holds(known)) {
            return Err(Denial::StillInUse);
        }
        self.leaves_an_administrator(|id| next.role(id), None)
    }

    /// Whether a role is one that the author may give and change: on the own role's list, if it has one; with no scope
    /// beyond what the author administers; and with no right to administer that the author lacks.
    fn is_not_above(&self, role: &Role) -> Result<(), Denial> {
        if !is_listed(&self.own.administers_roles, &role.id) {
            return Err(Denial::RoleAboveOwn);
        }
        let own = reach(self.own);
        let is_no_wider = match role.scope {
            Scope::Own | Scope::Identified => true,
            // Groups are given one by one, and each must be the author's.
            Scope::Group => own != Reach::Nobody,
            Scope::Agency => matches!(own, Reach::Agency | Reach::Everybody),
            Scope::All | Scope::AdminOnly => own == Reach::Everybody,
        };
        let held = |resource: &str| role.actions.get(resource).into_iter().flatten();
        let administering = || {
            let each = RESOURCES.into_iter().flat_map(|of| held(of).map(move |action| (of, action)));
            each.filter(|(_, action)| !LOOKS.contains(&action.as_str()))
        };
        let is_held = |(of, action): (&str, &String)| self.own.may(of, action);
        let is_no_freer = administering().next().is_none()
            || is_no_longer(&self.own.administers_roles, &role.administers_roles)
                && is_no_longer(&self.own.administers_agencies, &role.administers_agencies);
        let reads_agency =
            reach(role) == Reach::Agency && own == Reach::Groups && administering().next().is_some();
        let fine = is_no_wider && is_no_freer && !reads_agency && administering().all(is_held);
        fine.then_some(()).ok_or(Denial::RoleAboveOwn)
    }

    /// `role`: a role by its id afterwards. `changed`: the one person who is another then.
    fn leaves_an_administrator<'r>(
        &self,
        role: impl Fn(&RoleId) -> Option<&'r Role>,
        changed: Option<&Person>,
    ) -> Result<(), Denial> {
        let counts = |person: &Person, role: Option<&Role>| {
            !person.disabled && role.is_some_and(administers_everybody)
        };
        let before = |known: &Known| counts(&known.person, self.facts.config.role(&known.person.role));
        let after = |known: &Known| {
            let person = changed.filter(|changed| changed.user == known.person.user).unwrap_or(&known.person);
            counts(person, role(&person.role))
        };
        let people = self.facts.people;
        (!people.iter().any(before) || people.iter().any(after))
            .then_some(())
            .ok_or(Denial::LastAdministrator)
    }
}

/// Whether a list lets through no more than one's own; an empty one lets everything through.
fn is_no_longer<T: Ord>(own: &BTreeSet<T>, other: &BTreeSet<T>) -> bool {
    own.is_empty() || !other.is_empty() && other.is_subset(own)
}
