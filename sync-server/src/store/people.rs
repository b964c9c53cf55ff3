//! People and their versions over time.

use super::{int, uint};
use crate::error::RelayError;
use daftar_core::{
    access::{Person, Span},
    admin::Known,
    id::{AgencyId, GroupId, RoleId, UserName},
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet};

/// All versions of one person, oldest first.
pub(crate) fn spans(conn: &Connection, user: &UserName) -> Result<Vec<Span<Person>>, RelayError> {
    let sql =
        "SELECT span, from_seq, to_seq, user, role, agency, location, disabled FROM people WHERE user = ?1";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([user.as_str()], read)?;
    let mut versions: BTreeMap<i64, Span<Person>> = rows.collect::<Result<_, _>>()?;
    let groups = "SELECT span, group_id FROM people JOIN person_groups USING (span) WHERE user = ?1";
    let services = "SELECT span, service FROM people JOIN person_services USING (span) WHERE user = ?1";
    for (sql, is_group) in [(groups, true), (services, false)] {
        let mut query = conn.prepare_cached(sql)?;
        for row in query.query_map([user.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (span, id): (i64, String) = row?;
            let Some(version) = versions.get_mut(&span) else { continue };
            let _ = if is_group {
                version.what.groups.insert(GroupId(id))
            } else {
                version.what.services.insert(id)
            };
        }
    }
    Ok(versions.into_values().collect())
}

/// The person as they are now.
pub(crate) fn now(conn: &Connection, user: &UserName) -> Result<Option<Person>, RelayError> {
    let sql = "SELECT span, from_seq, to_seq, user, role, agency, location, disabled FROM people \
               WHERE user = ?1 AND to_seq IS NULL";
    let mut query = conn.prepare_cached(sql)?;
    let found = query.query_row([user.as_str()], read).optional()?;
    found.map(|row| Ok(with_lists(conn, row)?.what)).transpose()
}

/// Everybody as they are now, by name.
pub(crate) fn all(conn: &Connection) -> Result<Vec<Person>, RelayError> {
    Ok(known(conn)?.into_iter().map(|known| known.person).collect())
}

/// The same with the position since which they are.
pub(crate) fn known(conn: &Connection) -> Result<Vec<Known>, RelayError> {
    let sql = "SELECT span, from_seq, to_seq, user, role, agency, location, disabled FROM people \
               WHERE to_seq IS NULL ORDER BY user";
    let mut query = conn.prepare_cached(sql)?;
    let rows: Vec<_> = query.query_map([], read)?.collect::<Result<_, _>>()?;
    let known = |row| with_lists(conn, row).map(|span| Known { person: span.what, since: span.from });
    rows.into_iter().map(known).collect()
}

/// Ends the present version, if there is one, and begins this one.
pub(crate) fn put(conn: &Connection, person: &Person, seq: u64) -> Result<(), RelayError> {
    let user = person.user.as_str();
    conn.execute(
        "UPDATE people SET to_seq = ?2 WHERE user = ?1 AND to_seq IS NULL",
        params![user, int(seq)],
    )?;
    let sql = "INSERT INTO people (user, role, agency, location, disabled, from_seq) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let Person { role, agency, location, disabled, .. } = person;
    conn.execute(sql, params![user, role.as_str(), agency.as_str(), location, disabled, int(seq)])?;
    let span = conn.last_insert_rowid();
    for group in &person.groups {
        conn.execute(
            "INSERT INTO person_groups (span, group_id) VALUES (?1, ?2)",
            params![span, group.as_str()],
        )?;
    }
    for service in &person.services {
        conn.execute("INSERT INTO person_services (span, service) VALUES (?1, ?2)", params![span, service])?;
    }
    Ok(())
}

/// Whose record changed in (`from`, `to`].
pub(crate) fn changed(conn: &Connection, from: u64, to: u64) -> Result<BTreeSet<UserName>, RelayError> {
    let sql = "SELECT user FROM people WHERE from_seq > ?1 AND from_seq <= ?2 \
               UNION SELECT user FROM people WHERE to_seq > ?1 AND to_seq <= ?2";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([int(from), int(to)], |row| Ok(UserName(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The position at which anybody's record last changed.
pub(crate) fn changed_last(conn: &Connection) -> Result<u64, RelayError> {
    let mut query = conn.prepare_cached("SELECT coalesce(max(from_seq), 0) FROM people")?;
    Ok(uint(query.query_row([], |row| row.get(0))?))
}

fn read(row: &Row<'_>) -> rusqlite::Result<(i64, Span<Person>)> {
    let what = Person {
        user: UserName(row.get("user")?),
        role: RoleId(row.get("role")?),
        agency: AgencyId(row.get("agency")?),
        groups: BTreeSet::new(),
        location: row.get("location")?,
        services: BTreeSet::new(),
        disabled: row.get("disabled")?,
    };
    let to: Option<i64> = row.get("to_seq")?;
    Ok((row.get("span")?, Span { from: uint(row.get("from_seq")?), to: to.map(uint), what }))
}

fn with_lists(conn: &Connection, (id, mut span): (i64, Span<Person>)) -> Result<Span<Person>, RelayError> {
    let mut query = conn.prepare_cached("SELECT group_id FROM person_groups WHERE span = ?1")?;
    let groups = query.query_map([id], |row| Ok(GroupId(row.get(0)?)))?;
    span.what.groups = groups.collect::<Result<_, _>>()?;
    let mut query = conn.prepare_cached("SELECT service FROM person_services WHERE span = ?1")?;
    let services = query.query_map([id], |row| row.get(0))?;
    span.what.services = services.collect::<Result<_, _>>()?;
    Ok(span)
}
