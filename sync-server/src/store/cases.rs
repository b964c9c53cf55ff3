//! Cases, their key epochs and associations, and their acts.

use super::{int, pack, uint, unpack};
use crate::error::RelayError;
use daftar_core::{
    access::{How, Span},
    act::CaseState,
    config::Scope,
    id::{ActId, Actor, CaseId, DeviceNo, RoleId, UserName},
};
use daftar_sync::wire::SignedAct;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeSet;

/// A registered case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CaseRow {
    pub created_at_ms: i64,
    pub epoch: u16,
    pub state: CaseState,
}

/// One association with the act that made it, for referrals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Association {
    pub span: Span<(UserName, How)>,
    pub referral: Option<ActId>,
}

/// An accepted act in its place.
#[derive(Debug, Clone)]
pub(crate) struct ActRow {
    pub seq: u64,
    pub incarnation: [u8; 4],
    pub received_at_ms: i64,
    pub act: SignedAct,
}

pub(crate) fn find(conn: &Connection, case: CaseId) -> Result<Option<CaseRow>, RelayError> {
    let mut query =
        conn.prepare_cached("SELECT created_at_ms, epoch, state FROM cases WHERE case_id = ?1")?;
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get::<_, Vec<u8>>(2)?));
    let Some((created_at_ms, epoch, state)) = query.query_row([case.0], read).optional()? else {
        return Ok(None);
    };
    Ok(Some(CaseRow { created_at_ms, epoch, state: unpack(&state, "a case's state")? }))
}

/// Registers a case in its first epoch.
pub(crate) fn create(conn: &Connection, case: CaseId, seq: u64, row: &CaseRow) -> Result<(), RelayError> {
    let sql =
        "INSERT INTO cases (case_id, created_seq, created_at_ms, epoch, state) VALUES (?1, ?2, ?3, ?4, ?5)";
    conn.execute(sql, params![case.0, int(seq), row.created_at_ms, row.epoch, pack(&row.state)?])?;
    begin_epoch(conn, case, row.epoch, Epoch { from: seq, due: seq })
}

pub(crate) fn put_state(conn: &Connection, case: CaseId, state: &CaseState) -> Result<(), RelayError> {
    conn.execute("UPDATE cases SET state = ?2 WHERE case_id = ?1", params![case.0, pack(state)?])?;
    Ok(())
}

/// When a case's key epoch began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Epoch {
    /// The position since which it is, or was, the present one.
    pub from: u64,
    /// The position of the change since which it was due, never after `from`.
    pub due: u64,
}

/// Makes `epoch` the present one.
pub(crate) fn begin_epoch(
    conn: &Connection,
    case: CaseId,
    epoch: u16,
    since: Epoch,
) -> Result<(), RelayError> {
    conn.prepare_cached("UPDATE cases SET epoch = ?2 WHERE case_id = ?1")?.execute(params![case.0, epoch])?;
    let sql = "INSERT INTO epochs (case_id, epoch, from_seq, due_seq) VALUES (?1, ?2, ?3, ?4)";
    conn.prepare_cached(sql)?.execute(params![case.0, epoch, int(since.from), int(since.due)])?;
    Ok(())
}

/// When an epoch began, if it did.
pub(crate) fn epoch(conn: &Connection, case: CaseId, epoch: u16) -> Result<Option<Epoch>, RelayError> {
    let sql = "SELECT from_seq, due_seq FROM epochs WHERE case_id = ?1 AND epoch = ?2";
    let mut query = conn.prepare_cached(sql)?;
    let read = |row: &Row<'_>| Ok(Epoch { from: uint(row.get(0)?), due: uint(row.get(1)?) });
    Ok(query.query_row(params![case.0, epoch], read).optional()?)
}

/// Everybody ever associated with a case.
pub(crate) fn associations(conn: &Connection, case: CaseId) -> Result<Vec<Association>, RelayError> {
    let sql = "SELECT user, how, lends, referral, from_seq, to_seq FROM associations WHERE case_id = ?1 \
               ORDER BY association";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([case.0], |row| {
        let how: String = row.get(1)?;
        let lends: Option<String> = row.get(2)?;
        let how = match how.as_str() {
            "owner" => How::Owner,
            "referral" => How::Referral { lends: lends.map(RoleId) },
            "glass" => How::Glass,
            "attributed" => How::Attributed,
            _ => How::TransferOffer,
        };
        let to: Option<i64> = row.get(5)?;
        let what = (UserName(row.get(0)?), how);
        let referral: Option<[u8; 16]> = row.get(3)?;
        let span = Span { from: uint(row.get(4)?), to: to.map(uint), what };
        Ok(Association { span, referral: referral.map(ActId) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Everybody associated with a case now.
pub(crate) fn associated(conn: &Connection, case: CaseId) -> Result<Vec<UserName>, RelayError> {
    let sql = "SELECT user FROM associations WHERE case_id = ?1 AND to_seq IS NULL";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([case.0], |row| Ok(UserName(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn associate(
    conn: &Connection,
    case: CaseId,
    (user, how): (&UserName, &How),
    referral: Option<ActId>,
    until_ms: Option<i64>,
    seq: u64,
) -> Result<(), RelayError> {
    let (how, lends) = match how {
        How::Owner => ("owner", None),
        How::Referral { lends } => ("referral", lends.as_ref().map(RoleId::as_str)),
        How::TransferOffer => ("transfer", None),
        How::Glass => ("glass", None),
        How::Attributed => ("attributed", None),
    };
    let sql = "INSERT INTO associations (case_id, user, how, lends, referral, until_ms, from_seq) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let referral = referral.map(|act| act.0);
    conn.execute(sql, params![case.0, user.as_str(), how, lends, referral, until_ms, int(seq)])?;
    Ok(())
}

/// Offers whose time is over and that still lend something.
pub(crate) fn expired(conn: &Connection, now_ms: i64) -> Result<Vec<(CaseId, ActId)>, RelayError> {
    // By what is unended alone it would look at everything there is.
    let sql = "SELECT case_id, referral FROM associations INDEXED BY associations_by_expiry \
               WHERE until_ms <= ?1 AND until_ms IS NOT NULL AND to_seq IS NULL ORDER BY association";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([now_ms], |row| Ok((CaseId(row.get(0)?), ActId(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What ends of a case's associations.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ending {
    Owner,
    /// What this referral, transfer or emergency access made.
    Offer(ActId),
    Attributed,
    AllButOwner,
    All,
}

/// Ends associations.
pub(crate) fn end(conn: &Connection, case: CaseId, ending: Ending, seq: u64) -> Result<(), RelayError> {
    let (which, offer) = match ending {
        Ending::Owner => ("how = 'owner'", None),
        Ending::Offer(offer) => ("referral = ?3", Some(offer.0)),
        Ending::Attributed => ("how = 'attributed'", None),
        Ending::AllButOwner => ("how <> 'owner'", None),
        Ending::All => ("TRUE", None),
    };
    let sql = format!(
        "UPDATE associations SET to_seq = ?2 WHERE case_id = ?1 AND to_seq IS NULL AND {which} AND ?3 IS ?3"
    );
    conn.prepare_cached(&sql)?.execute(params![case.0, int(seq), offer])?;
    Ok(())
}

/// Whether somebody is the child of a case.
pub(crate) fn is_attributed(conn: &Connection, user: &UserName) -> Result<bool, RelayError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM associations WHERE user = ?1 AND to_seq IS NULL AND how = 'attributed')";
    let mut query = conn.prepare_cached(sql)?;
    Ok(query.query_row([user.as_str()], |row| row.get(0))?)
}

/// From `seq` on an incident follows `case`: whoever is associated with the case is so with the incident.
pub(crate) fn follow(conn: &Connection, incident: CaseId, case: CaseId, seq: u64) -> Result<(), RelayError> {
    end(conn, incident, Ending::All, seq)?;
    let sql = "INSERT INTO associations (case_id, user, how, lends, referral, until_ms, from_seq) \
               SELECT ?1, user, how, lends, referral, until_ms, ?3 FROM associations \
               WHERE case_id = ?2 AND to_seq IS NULL ORDER BY association";
    conn.execute(sql, params![incident.0, case.0, int(seq)])?;
    let sql = "INSERT INTO follows (incident, case_id) VALUES (?1, ?2)";
    conn.execute(sql, params![incident.0, case.0])?;
    Ok(())
}

/// The incident follows its case no longer; the owner stays.
pub(crate) fn unfollow(conn: &Connection, incident: CaseId, seq: u64) -> Result<(), RelayError> {
    end(conn, incident, Ending::AllButOwner, seq)?;
    conn.execute("DELETE FROM follows WHERE incident = ?1", [incident.0])?;
    Ok(())
}

/// The incidents that follow a case now.
pub(crate) fn followers(conn: &Connection, case: CaseId) -> Result<Vec<CaseId>, RelayError> {
    let mut query =
        conn.prepare_cached("SELECT incident FROM follows WHERE case_id = ?1 ORDER BY incident")?;
    let rows = query.query_map([case.0], |row| Ok(CaseId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What types of referral are lent to somebody now; none in the list: a blank one.
pub(crate) fn lent_to(conn: &Connection, user: &UserName) -> Result<BTreeSet<Option<RoleId>>, RelayError> {
    let sql =
        "SELECT DISTINCT lends FROM associations WHERE user = ?1 AND to_seq IS NULL AND how = 'referral'";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([user.as_str()], |row| Ok(row.get::<_, Option<String>>(0)?.map(RoleId)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Cases whose associations or keys changed in (`from`, `to`].
pub(crate) fn related_anew(conn: &Connection, from: u64, to: u64) -> Result<BTreeSet<CaseId>, RelayError> {
    let sql = "SELECT case_id FROM associations WHERE from_seq > ?1 AND from_seq <= ?2 \
               UNION SELECT case_id FROM associations WHERE to_seq > ?1 AND to_seq <= ?2 \
               UNION SELECT case_id FROM epochs WHERE from_seq > ?1 AND from_seq <= ?2";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([int(from), int(to)], |row| Ok(CaseId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Cases with which somebody is or was associated.
pub(crate) fn of_user(conn: &Connection, user: &UserName) -> Result<Vec<CaseId>, RelayError> {
    let mut query = conn.prepare_cached("SELECT DISTINCT case_id FROM associations WHERE user = ?1")?;
    let rows = query.query_map([user.as_str()], |row| Ok(CaseId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether anything was pushed or decided about a case in (`from`, `to`].
pub(crate) fn is_touched(conn: &Connection, case: CaseId, from: u64, to: u64) -> Result<bool, RelayError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM log WHERE case_id = ?1 AND compartment IS NOT NULL \
               AND seq > ?2 AND seq <= ?3) \
               OR EXISTS (SELECT 1 FROM acts WHERE case_id = ?1 AND seq > ?2 AND seq <= ?3)";
    let mut query = conn.prepare_cached(sql)?;
    Ok(query.query_row(params![case.0, int(from), int(to)], |row| row.get(0))?)
}

/// Up to `most` of the cases associated now with somebody whom this scope reaches, or with the person; some of them
/// more than once. A superset of the readable.
pub(crate) fn within(
    conn: &Connection,
    user: &UserName,
    scope: Scope,
    most: usize,
) -> Result<Vec<CaseId>, RelayError> {
    let sql = match scope {
        Scope::Own | Scope::AdminOnly | Scope::Identified => {
            "SELECT case_id FROM associations WHERE user = ?1 AND to_seq IS NULL LIMIT ?2"
        }
        Scope::Group => {
            "SELECT case_id FROM associations WHERE user = ?1 AND to_seq IS NULL \
             UNION ALL SELECT a.case_id FROM people me JOIN person_groups mine ON mine.span = me.span \
             JOIN person_groups theirs ON theirs.group_id = mine.group_id \
             JOIN people other ON other.span = theirs.span AND other.to_seq IS NULL \
             JOIN associations a ON a.user = other.user AND a.to_seq IS NULL \
             WHERE me.user = ?1 AND me.to_seq IS NULL LIMIT ?2"
        }
        Scope::Agency => {
            "SELECT case_id FROM associations WHERE user = ?1 AND to_seq IS NULL \
             UNION ALL SELECT a.case_id FROM people me \
             JOIN people other ON other.agency = me.agency AND other.to_seq IS NULL \
             JOIN associations a ON a.user = other.user AND a.to_seq IS NULL \
             WHERE me.user = ?1 AND me.to_seq IS NULL LIMIT ?2"
        }
        Scope::All => "SELECT case_id FROM cases WHERE ?1 IS NOT NULL LIMIT ?2",
    };
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map(params![user.as_str(), int(most as u64)], |row| Ok(CaseId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps an accepted act's place.
pub(crate) fn put_act(
    conn: &Connection,
    act: &SignedAct,
    author: &UserName,
    incarnation: [u8; 4],
    seq: u64,
) -> Result<(), RelayError> {
    let sql = "INSERT INTO acts (act_id, seq, case_id, author, device, incarnation) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let (id, case) = (act.act.id.0, act.act.case.0);
    conn.execute(sql, params![id, int(seq), case, author.as_str(), act.device.0, incarnation])?;
    Ok(())
}

/// Who registered a case, and at which position of the log.
pub(crate) fn creator(conn: &Connection, case: CaseId) -> Result<Option<(Actor, u64)>, RelayError> {
    let sql = "SELECT device, incarnation, seq FROM cases \
               JOIN acts ON acts.case_id = cases.case_id AND acts.seq = cases.created_seq WHERE cases.case_id = ?1";
    let mut query = conn.prepare_cached(sql)?;
    let read = |row: &Row<'_>| Ok((Actor::derive(DeviceNo(row.get(0)?), row.get(1)?), uint(row.get(2)?)));
    Ok(query.query_row([case.0], read).optional()?)
}

/// The device whose act has this id, if it is taken.
pub(crate) fn act_taken(conn: &Connection, act: ActId) -> Result<Option<(DeviceNo, Vec<u8>)>, RelayError> {
    let sql = "SELECT acts.device, log.bytes FROM acts JOIN log USING (seq) WHERE act_id = ?1";
    let mut query = conn.prepare_cached(sql)?;
    Ok(query.query_row([act.0], |row| Ok((DeviceNo(row.get(0)?), row.get(1)?))).optional()?)
}

/// A case's acts in (`from`, `to`], in order.
pub(crate) fn acts(
    conn: &Connection,
    case: CaseId,
    (from, to): (u64, u64),
) -> Result<Vec<ActRow>, RelayError> {
    let sql = "SELECT seq, incarnation, received_at_ms, bytes FROM acts JOIN log USING (seq) \
               WHERE acts.case_id = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map(params![case.0, int(from), int(to)], |row| {
        Ok((uint(row.get(0)?), row.get(1)?, row.get(2)?, row.get::<_, Vec<u8>>(3)?))
    })?;
    rows.map(|row| {
        let (seq, incarnation, received_at_ms, bytes) = row?;
        Ok(ActRow { seq, incarnation, received_at_ms, act: unpack(&bytes, "an act")? })
    })
    .collect()
}
