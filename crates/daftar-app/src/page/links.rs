//! What a record is tied to, told from either end.

use super::{parts::Pages, unregistered};
use crate::{AppError, casebook::Known, file::CaseFile, view::*};
use daftar_core::{
    act::{Act, Deed, Link},
    config::{FieldKind, RecordType},
    id::{ActId, CaseId, EntryId},
    shown::headline,
};
use daftar_store::Db;
use std::collections::BTreeSet;

impl Pages<'_> {
    pub fn links(&self) -> Result<LinksView, AppError> {
        Ok(LinksView {
            links: self.ties()?,
            offers: self.offers()?,
            may_add_incident: self.may_add_incident()?,
        })
    }

    fn ties(&self) -> Result<Vec<LinkView>, AppError> {
        let case = self.file.case();
        let mut ties = Vec::new();
        {
            let store = self.book.reading()?;
            let db = store.read();
            let ending: BTreeSet<ActId> = db.queued_acts("link.end")?.iter().filter_map(ended_by).collect();
            let state = |id| if ending.contains(&id) { LinkState::Ending } else { LinkState::Stands };
            for (id, link) in self.file.row.state.open_links() {
                ties.push(self.tie(db, (id, link), link.to, state(id))?);
            }
            for record in db.linked_to(case)? {
                let Some(row) = db.case(record)? else { continue };
                for (id, link) in row.state.open_links().filter(|(_, link)| link.to == case) {
                    ties.push(self.tie(db, (id, link), record, state(id))?);
                }
            }
            for row in db.queued_acts("link.add")? {
                let act: Act = postcard::from_bytes(&row.bytes)?;
                let Deed::LinkAdd { to, entry } = act.deed else { continue };
                let other = match (act.case == case, to == case) {
                    (true, _) => to,
                    (_, true) => act.case,
                    _ => continue,
                };
                let link = Link { to, entry, by: row.author, at_ms: act.at_ms, ended: false };
                ties.push(self.tie(db, (act.id, &link), other, LinkState::Pending)?);
            }
        }
        for tie in &mut ties {
            let link = tie.link_id.parse().ok().filter(|_| tie.state == LinkState::Stands);
            tie.may_end = match link.filter(|link| self.file.row.state.links.contains_key(link)) {
                Some(link) => self.refused(Deed::LinkEnd { link })?.is_none(),
                None => false,
            };
        }
        ties.sort_by_key(|tie| (tie.record.0, tie.at_ms));
        Ok(ties)
    }

    fn tie(
        &self,
        db: Db<'_>,
        (id, link): (ActId, &Link),
        other: CaseId,
        state: LinkState,
    ) -> Result<LinkView, AppError> {
        Ok(LinkView {
            link_id: id.to_string(),
            record: RecordTypeView(other.record_type()),
            case_id: other.to_string(),
            case_id_display: other.display_id(),
            name: db.listed_name(other)?,
            is_here: db.case(other)?.is_some(),
            entry: link
                .entry
                .and_then(|entry| self.lines().find(|(id, _)| *id == entry))
                .map(|(_, label)| label),
            by: link.by.0.clone(),
            at_ms: link.at_ms,
            state,
            may_end: false,
        })
    }

    /// Records of which this person could tie one to this one now.
    fn offers(&self) -> Result<Vec<LinkOfferView>, AppError> {
        let entries = || {
            self.lines()
                .map(|(id, label)| LinkEntryView { entry_id: id.to_string(), label })
                .collect::<Vec<_>>()
        };
        let traces = self.file.case().record_type() == RecordType::TracingRequest;
        let entries = if traces { entries() } else { Vec::new() };
        let mut offers = Vec::new();
        for record in RecordType::ALL {
            let free = |entry: &LinkEntryView| self.may_tie(record, entry.entry_id.parse().ok());
            let mut fit = Vec::new();
            for entry in &entries {
                if free(entry)? {
                    fit.push(entry.clone());
                }
            }
            if if traces { !fit.is_empty() } else { self.may_tie(record, None)? } {
                offers.push(LinkOfferView { record: RecordTypeView(record), entries: fit });
            }
        }
        Ok(offers)
    }

    fn may_tie(&self, record: RecordType, entry: Option<EntryId>) -> Result<bool, AppError> {
        let to = unregistered(record, None);
        Ok(self.refused(Deed::LinkAdd { to, entry })?.is_none())
    }

    /// Incidents are begun for a case by whoever may register them and reads the case.
    fn may_add_incident(&self) -> Result<bool, AppError> {
        let (role, state) = (self.config.role()?, &self.file.row.state);
        let may = role.may("incident", "create") && role.may("case", "incident_from_case");
        Ok(may && self.file.case().record_type() == RecordType::Case && !state.disabled)
    }

    /// Entries that a tie may name, each in one line.
    fn lines(&self) -> impl Iterator<Item = (EntryId, String)> {
        let record = self.file.case().record_type();
        let subforms = self.config.forms().forms_of(record).flat_map(|form| &form.fields);
        subforms.filter(|field| field.kind == FieldKind::Subform).flat_map(|subform| {
            self.file.entries(&subform.id).map(|(id, entry)| {
                let known = CaseFile::answers_of(subform, entry);
                (id, headline(self.config.forms(), subform, &known, self.language))
            })
        })
    }
}

fn ended_by(row: &daftar_store::ActRow) -> Option<ActId> {
    match postcard::from_bytes::<Act>(&row.bytes).ok()?.deed {
        Deed::LinkEnd { link } => Some(link),
        _ => None,
    }
}
