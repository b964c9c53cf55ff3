//! Administration: looking at people, laptops and roles as the relay shows them, and changing them at once.
//!
//! Nothing of what is shown is kept here, and nothing waits in the queue: without the relay nothing is changed.

use crate::{
    AppError, Casebook,
    casebook::Known as _,
    view::{
        ActionsView, AdminDeviceView, AdminPeopleView, AdminPersonView, CheckedView, EnrolCodeView, ModeView,
        OptionView, OrganisationView, PersonRequest, RecordTypeView, RoleFormView, RoleRequest, RoleView,
        ScopeView, UnitRequest, UnitView,
    },
};
use daftar_core::{
    access::Person,
    act::Denial,
    admin::{Act, Deed, Facts, Known, RULES, publishes, validate},
    config::{self, Agency, Configuration, Group, LookupOption, Problem, Role, Scope, Words},
    id::{AgencyId, DeviceNo, FormId, GroupId, RoleId, UserName},
};
use daftar_sync::{
    code::{CODE_MS_MAX, EnrolCode, secret_hash},
    wire::{AdminReply, Ask, DeviceSeen, Directory, Door, Look, Seen, SignedAdmin, What, pack_files},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Deeper folders than these hold no configuration.
const FOLDERS_MAX: usize = 3;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// A name that nobody has, to ask whether somebody could be added.
const NOBODY: &str = "-.-";
/// Refusals that have sentences of their own.
const KNOWN: [&str; 21] = [
    "not_permitted",
    "unknown_person",
    "already_so",
    "stale_version",
    "person_exists",
    "bad_user_name",
    "unknown_role",
    "unknown_agency",
    "unknown_group",
    "unknown_place",
    "unknown_service",
    "unknown_device",
    "already_revoked",
    "not_yourself",
    "role_above_own",
    "last_administrator",
    "still_in_use",
    "bad_config",
    "newer_rules",
    "too_often",
    "upgrade_required",
];

/// What the relay showed, with which it can be said beforehand what it would answer.
pub struct Administration {
    me: Person,
    device: DeviceNo,
    config: Configuration,
    seen: Directory,
}

impl Casebook {
    /// Looks at people, roles, groups and agencies.
    ///
    /// # Errors
    /// `relay_unreachable`, `not_permitted`.
    pub fn administration(&self) -> Result<Administration, AppError> {
        let config = self.config()?;
        let Seen::Directory(seen) = self.look(Look::Directory)? else {
            return Err(AppError::new("relay_failed"));
        };
        let mut whole = config.forms().clone();
        whole.roles = seen.roles.iter().map(|role| (role.id.clone(), role.clone())).collect();
        whole.agencies.clone_from(&seen.agencies);
        whole.groups.clone_from(&seen.groups);
        let own = seen.people.iter().find(|known| known.person.user == self.me.user);
        let me = own.map_or_else(|| config.me.clone(), |known| known.person.clone());
        Ok(Administration { me, device: self.me.device, config: whole, seen: *seen })
    }

    /// Laptops of people within reach.
    ///
    /// # Errors
    /// As [`Casebook::administration`].
    pub fn devices(&self) -> Result<Vec<DeviceSeen>, AppError> {
        match self.look(Look::Devices)? {
            Seen::Devices(devices) => Ok(devices),
            _ => Err(AppError::new("relay_failed")),
        }
    }

    /// Does what is asked, or nothing. An answer that was lost is asked for once more.
    ///
    /// # Errors
    /// `relay_unreachable`, or why it is refused.
    pub fn administer(&self, deed: Deed) -> Result<(), AppError> {
        let at_ms = self.now_ms();
        let act = Act { id: self.make_act_id(at_ms), at_ms, rules: RULES, deed };
        let what = What::Do(act);
        let answer = match self.ask_administration(what.clone()) {
            Err(error) if error.code == "relay_unreachable" => self.ask_administration(what)?,
            answer => answer?,
        };
        match answer {
            AdminReply::Done { .. } | AdminReply::Duplicate => Ok(()),
            AdminReply::Refused { code } => Err(refusal(&code)),
            AdminReply::Seen(_) => Err(AppError::new("relay_failed")),
        }
    }

    /// Makes a one-time code for somebody. The relay hears only its hash; whoever has the code enrols as that person.
    ///
    /// # Errors
    /// As [`Casebook::administer`].
    pub fn make_code(&self, user: &UserName) -> Result<EnrolCodeView, AppError> {
        let secret = self.outside.bytes::<16>();
        self.administer(Deed::CodeMake { user: user.clone(), hash: secret_hash(&secret) })?;
        let address = self.me.address.address.clone();
        let code = EnrolCode { secret, relay_key: self.me.address.key, address };
        let valid_days = u32::try_from(CODE_MS_MAX / DAY_MS).unwrap_or(0);
        Ok(EnrolCodeView { user_name: user.0.clone(), code: code.to_text(), valid_days })
    }

    /// Publishes a configuration given as files (path and text) in the place of the one in force, and gives its version.
    ///
    /// # Errors
    /// As [`Casebook::administer`], and `bad_config` for files that are too large.
    pub fn publish_configuration(&self, files: &[(String, String)]) -> Result<u32, AppError> {
        let base = self.administration()?.version();
        let packed = pack_files(files).map_err(|_| AppError::new("bad_config"))?;
        self.administer(Deed::ConfigurationPublish { packed, base })?;
        Ok(base + 1)
    }

    fn look(&self, look: Look) -> Result<Seen, AppError> {
        match self.ask_administration(What::Look(look))? {
            AdminReply::Seen(seen) => Ok(seen),
            AdminReply::Refused { code } => Err(refusal(&code)),
            _ => Err(AppError::new("relay_failed")),
        }
    }

    fn ask_administration(&self, what: What) -> Result<AdminReply, AppError> {
        // Never one that is kept: by those a contact learns that the vault is a copy brought back.
        let nonce = self.outside.transport.nonce(&self.me.address, self.me.device)?;
        let signed = SignedAdmin::sign(Ask { nonce, what }, self.me.device, self.me.relay, &self.me.keys);
        self.ask(Door::Admin, &signed)
    }

    /// People as the window shows them.
    ///
    /// # Errors
    /// As [`Casebook::administration`].
    pub fn people_view(&self) -> Result<AdminPeopleView, AppError> {
        let shown = self.administration()?;
        let words =
            Wording { config: &shown.config, services: &shown.seen.services, language: self.language() };
        let (roles, agencies, groups) = shown.can_be_given();
        let person = |known: &Known| self.person_view(&shown, &words, known);
        Ok(AdminPeopleView {
            people: shown.seen.people.iter().map(person).collect(),
            may_add: !roles.is_empty(),
            roles: roles.into_iter().map(|id| words.role(id)).collect(),
            agencies: agencies.into_iter().map(|id| words.agency(id)).collect(),
            groups: groups.into_iter().map(|id| words.group(id)).collect(),
            services: shown
                .seen
                .services
                .iter()
                .filter(|one| !one.disabled)
                .map(|one| words.service(&one.id))
                .collect(),
        })
    }

    fn person_view(&self, shown: &Administration, words: &Wording<'_>, known: &Known) -> AdminPersonView {
        let Known { person, since } = known;
        let put = |person: Person| shown.answer(&Deed::PersonPut { person, base: Some(*since) });
        let turned = Person { disabled: !person.disabled, ..person.clone() };
        let code = Deed::CodeMake { user: person.user.clone(), hash: [0; 32] };
        AdminPersonView {
            user_name: person.user.0.clone(),
            role: words.role(&person.role),
            agency: words.agency(&person.agency),
            groups: person.groups.iter().map(|id| words.group(id)).collect(),
            location: person.location.as_ref().map(|code| words.place(code)),
            services: person.services.iter().map(|id| words.service(id)).collect(),
            disabled: person.disabled,
            base: *since,
            // Nothing else is wrong with what is so already.
            may_change: put(person.clone()) == Err(Denial::AlreadySo),
            may_turn: put(turned).is_ok(),
            may_make_code: shown.answer(&code).is_ok(),
            is_me: person.user == self.me.user,
        }
    }

    /// Adds or changes a person as the window asks for it.
    ///
    /// # Errors
    /// As [`Casebook::administer`].
    pub fn put_person(&self, asked: PersonRequest) -> Result<(), AppError> {
        let person = Person {
            user: UserName(asked.user_name),
            role: RoleId(asked.role),
            agency: AgencyId(asked.agency),
            groups: asked.groups.into_iter().map(GroupId).collect(),
            location: asked.location,
            services: asked.services,
            disabled: asked.disabled,
        };
        self.administer(Deed::PersonPut { person, base: asked.base })
    }

    /// Laptops as the window shows them, the latest contact first.
    ///
    /// # Errors
    /// As [`Casebook::administration`].
    pub fn devices_view(&self) -> Result<Vec<AdminDeviceView>, AppError> {
        let shown = self.administration()?;
        let mut devices = self.devices()?;
        devices.sort_by_key(|device| std::cmp::Reverse(device.contact_at_ms));
        let view = |device: DeviceSeen| AdminDeviceView {
            may_retire: shown.would_revoke(&device, false),
            may_report_lost: shown.would_revoke(&device, true),
            device: device.device.0,
            user_name: device.user.0,
            enrolled_at_ms: device.enrolled_at_ms,
            contact_at_ms: device.contact_at_ms,
            revoked: device.revoked.map(|lost| if lost { "lost" } else { "retired" }),
            holds: device.holds,
            is_this: device.device == self.me.device,
        };
        Ok(devices.into_iter().map(view).collect())
    }

    /// Roles, groups and agencies as the window shows them.
    ///
    /// # Errors
    /// As [`Casebook::administration`].
    pub fn organisation_view(&self) -> Result<OrganisationView, AppError> {
        let shown = self.administration()?;
        let language = self.language();
        let unit = |id: &str, label: &Words, may_change| UnitView {
            id: id.to_owned(),
            label: label.get(&language).to_owned(),
            labels: label.0.clone(),
            may_change,
        };
        let (groups, agencies) = (&shown.seen.groups, &shown.seen.agencies);
        Ok(OrganisationView {
            version: shown.version(),
            languages: shown.config.settings.languages.clone(),
            roles: shown.seen.roles.iter().map(|role| shown.role_view(role, &language)).collect(),
            groups: groups
                .iter()
                .map(|one| unit(one.id.as_str(), &one.label, shown.would_put_group(one.clone())))
                .collect(),
            agencies: agencies
                .iter()
                .map(|one| unit(one.id.as_str(), &one.label, shown.would_put_agency(one.clone())))
                .collect(),
            may_add_group: shown.would_put_group(Group { id: NOBODY.into(), label: Words::default() }),
            may_add_agency: shown.would_put_agency(Agency { id: NOBODY.into(), label: Words::default() }),
            may_add_role: shown.may_add_role(),
            may_publish: shown.own_role().is_some_and(publishes),
            forms: u32::try_from(shown.seen.forms.len()).unwrap_or(u32::MAX),
        })
    }

    /// Changes a role's words, scope and forms; or adds a role that may do what another may.
    ///
    /// # Errors
    /// As [`Casebook::administer`], `unknown_role`, and `role_exists` for a new one.
    pub fn change_role(&self, asked: RoleRequest) -> Result<(), AppError> {
        let shown = self.administration()?;
        if shown.version() != asked.base {
            return Err(Denial::StaleVersion.into());
        }
        let id = RoleId(asked.id);
        let like = match asked.like {
            Some(_) if shown.config.role(&id).is_some() => return Err(AppError::new("role_exists")),
            Some(like) => RoleId(like),
            None => id.clone(),
        };
        let known = shown.config.role(&like).ok_or(Denial::UnknownRole)?;
        let role = Role {
            id,
            label: Words(asked.labels),
            scope: asked.scope.0,
            forms: asked.forms.into_iter().map(|(form, mode)| (FormId(form), mode.0)).collect(),
            ..known.clone()
        };
        self.administer(Deed::RolePut { role, base: asked.base })
    }

    /// Reads a configuration's folder and says what is in it, or what is wrong with it. Asks nobody.
    ///
    /// # Errors
    /// `folder_unreadable`.
    pub fn check_configuration(&self, folder: &Path) -> Result<CheckedView, AppError> {
        let files = read_folder(folder)?;
        let told = |problem: &Problem| problem.to_string();
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        Ok(match config::read(&files) {
            Ok(read) => CheckedView {
                forms: count(read.forms.len()),
                lookups: count(read.lookups.len()),
                places: count(read.locations.len()),
                roles: count(read.roles.len()),
                problems: Vec::new(),
                warnings: config::warnings(&read).iter().map(told).collect(),
            },
            Err(problems) => {
                CheckedView { problems: problems.iter().map(told).collect(), ..CheckedView::default() }
            }
        })
    }

    /// Publishes the configuration in a folder in the place of the one in force, and gives its version.
    ///
    /// # Errors
    /// As [`Casebook::publish_configuration`], and `folder_unreadable`.
    pub fn publish_folder(&self, folder: &Path) -> Result<u32, AppError> {
        self.publish_configuration(&read_folder(folder)?)
    }

    /// Adds or renames a group or an agency.
    ///
    /// # Errors
    /// As [`Casebook::administer`].
    pub fn put_unit(&self, asked: UnitRequest) -> Result<(), AppError> {
        let UnitRequest { is_agency, id, labels, base } = asked;
        let label = Words(labels);
        self.administer(match is_agency {
            true => Deed::AgencyPut { agency: Agency { id: AgencyId(id), label }, base },
            false => Deed::GroupPut { group: Group { id: GroupId(id), label }, base },
        })
    }
}

impl Administration {
    /// Of the configuration in force.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.seen.version
    }

    /// Whoever was shown; nobody for somebody who may not look at people.
    #[must_use]
    pub fn people(&self) -> &[Known] {
        &self.seen.people
    }

    /// Roles with what they open, as far as may be seen.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.seen.roles
    }

    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.seen.groups
    }

    #[must_use]
    pub fn agencies(&self) -> &[Agency] {
        &self.seen.agencies
    }

    /// Somebody who was shown.
    ///
    /// # Errors
    /// `unknown_person`.
    pub fn person(&self, user: &UserName) -> Result<&Known, AppError> {
        let known = self.seen.people.iter().find(|known| known.person.user == *user);
        known.ok_or_else(|| Denial::UnknownPerson.into())
    }

    fn own_role(&self) -> Option<&Role> {
        self.config.role(&self.me.role).filter(|_| !self.me.disabled)
    }

    fn facts(&self) -> Facts<'_> {
        Facts {
            config: &self.config,
            version: self.seen.version,
            author: &self.me,
            device: self.device,
            people: &self.seen.people,
            about: None,
            next: None,
        }
    }

    /// What the relay would answer, as far as this laptop was shown what decides.
    fn answer(&self, deed: &Deed) -> Result<(), Denial> {
        validate(&self.facts(), deed)
    }

    fn would_revoke(&self, device: &DeviceSeen, lost: bool) -> bool {
        let about = Some((&device.user, device.revoked));
        let facts = Facts { about, ..self.facts() };
        validate(&facts, &Deed::DeviceRevoke { device: device.device, lost }).is_ok()
    }

    /// Nothing else is wrong with putting what is so already.
    fn would_put_group(&self, group: Group) -> bool {
        matches!(
            self.answer(&Deed::GroupPut { group, base: self.version() }),
            Ok(()) | Err(Denial::AlreadySo)
        )
    }

    fn would_put_agency(&self, agency: Agency) -> bool {
        matches!(
            self.answer(&Deed::AgencyPut { agency, base: self.version() }),
            Ok(()) | Err(Denial::AlreadySo)
        )
    }

    /// What somebody new can be given: roles, agencies, groups.
    fn can_be_given(&self) -> (Vec<&RoleId>, Vec<&AgencyId>, Vec<&GroupId>) {
        let would = |role: &RoleId, agency: &AgencyId, groups: BTreeSet<GroupId>| {
            let person = Person::new(UserName::from(NOBODY), role.clone(), agency.clone(), groups);
            self.answer(&Deed::PersonPut { person, base: None }).is_ok()
        };
        let own = || self.me.groups.clone();
        // Somebody may hold a type of referral; nobody is given one by choosing from a list.
        let held = self.seen.roles.iter().filter(|role| !role.referral_authorization);
        let roles = held.map(|role| &role.id);
        let agencies = || self.seen.agencies.iter().map(|agency| &agency.id);
        let roles: Vec<_> =
            roles.filter(|role| agencies().any(|agency| would(role, agency, own()))).collect();
        let agencies: Vec<_> =
            agencies().filter(|agency| roles.iter().any(|role| would(role, agency, own()))).collect();
        let with = |group: &GroupId| own().into_iter().chain([group.clone()]).collect::<BTreeSet<_>>();
        let could = |group: &GroupId| match (roles.first(), agencies.first()) {
            (Some(role), Some(agency)) => would(role, agency, with(group)),
            _ => false,
        };
        let groups = self.seen.groups.iter().map(|group| &group.id).filter(|id| could(id)).collect();
        (roles, agencies, groups)
    }

    /// Whether a role could be added that may do nothing.
    fn may_add_role(&self) -> bool {
        let words = self.config.settings.languages.iter().map(|one| (one.clone(), one.clone()));
        let role = Role {
            id: NOBODY.into(),
            label: Words(words.collect()),
            scope: Scope::Own,
            manager: false,
            referral_authorization: false,
            names_withheld: false,
            administers_roles: BTreeSet::new(),
            administers_agencies: BTreeSet::new(),
            actions: BTreeMap::new(),
            forms: BTreeMap::new(),
        };
        let answer = self.answer(&Deed::RolePut { role, base: self.version() });
        answer.is_ok() && !self.seen.forms.is_empty()
    }

    fn role_view(&self, role: &Role, language: &str) -> RoleView {
        let answer = self.answer(&Deed::RolePut { role: role.clone(), base: self.version() });
        let why_not = answer.err().filter(|denial| *denial != Denial::AlreadySo);
        let actions = role.actions.iter().filter(|(_, actions)| !actions.is_empty());
        let forms = self.seen.forms.iter().map(|(record, id, label)| RoleFormView {
            form_id: id.0.clone(),
            record: RecordTypeView(*record),
            label: label.get(language).to_owned(),
            mode: role.forms.get(id).copied().map(ModeView),
        });
        RoleView {
            id: role.id.0.clone(),
            label: role.label.get(language).to_owned(),
            labels: role.label.0.clone(),
            scope: ScopeView(role.scope),
            is_type_of_referral: role.referral_authorization,
            actions: actions
                .map(|(resource, actions)| ActionsView {
                    resource: resource.clone(),
                    actions: actions.iter().cloned().collect(),
                })
                .collect(),
            forms: forms.collect(),
            may_change: why_not.is_none() && !self.seen.forms.is_empty(),
            why_not: why_not.map(|denial| denial.code().to_owned()),
        }
    }
}

/// A configuration's files: path relative to the folder with `/`, and text.
///
/// # Errors
/// `folder_unreadable`: there is no such folder, or a file in it is no text.
pub fn read_folder(folder: &Path) -> Result<Vec<(String, String)>, AppError> {
    gather(folder).map_err(|_| AppError::new("folder_unreadable"))
}

fn gather(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let mut open = vec![(folder.to_path_buf(), String::new(), 0)];
    while let Some((path, prefix, depth)) = open.pop() {
        let entries = fs::read_dir(&path)?.map(|entry| entry.map(|entry| entry.path()));
        let mut entries: Vec<PathBuf> = entries.collect::<Result<_, _>>()?;
        entries.sort_unstable();
        for entry in entries {
            let Some(name) = entry.file_name().and_then(|name| name.to_str()) else { continue };
            let name = format!("{prefix}{name}");
            if entry.is_dir() && depth < FOLDERS_MAX {
                open.push((entry, format!("{name}/"), depth + 1));
            } else if entry.extension().is_some_and(|ending| ending == "toml" || ending == "csv") {
                files.push((name, fs::read_to_string(&entry)?));
            }
        }
    }
    Ok(files)
}

/// Ids in the words of a language; what the programme does not know any more stands for itself.
struct Wording<'a> {
    config: &'a Configuration,
    services: &'a [LookupOption],
    language: String,
}

impl Wording<'_> {
    fn option(&self, id: &str, label: Option<&Words>) -> OptionView {
        let label = label.map_or(id, |label| label.get(&self.language));
        OptionView { id: id.to_owned(), label: label.to_owned(), detail: None }
    }

    fn role(&self, id: &RoleId) -> OptionView {
        self.option(id.as_str(), self.config.role(id).map(|role| &role.label))
    }

    fn agency(&self, id: &AgencyId) -> OptionView {
        let found = self.config.agencies.iter().find(|agency| agency.id == *id);
        self.option(id.as_str(), found.map(|agency| &agency.label))
    }

    fn group(&self, id: &GroupId) -> OptionView {
        let found = self.config.groups.iter().find(|group| group.id == *id);
        self.option(id.as_str(), found.map(|group| &group.label))
    }

    fn place(&self, code: &str) -> OptionView {
        let found = self.config.locations.iter().find(|place| place.code == code);
        self.option(code, found.map(|place| &place.label))
    }

    fn service(&self, id: &str) -> OptionView {
        let found = self.services.iter().find(|service| service.id == id);
        self.option(id, found.map(|service| &service.label))
    }
}

fn refusal(code: &str) -> AppError {
    AppError::new(KNOWN.into_iter().find(|known| *known == code).unwrap_or("relay_failed"))
}
