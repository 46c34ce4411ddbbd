//! Tags: the list that the desk keeps, and putting them on tickets. Putting one on or taking it off makes no form stale.

use super::Error;
use super::change::Change;
use crate::base::clock::Instant;
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::audit::{self, Actor, Entry};
use crate::record::ticket::Ticket;
use crate::record::ticket::tag::{self, Tag};

/// Longest name, in characters.
pub const NAME: usize = 40;
/// Most tags, the retired ones among them.
const MOST: i64 = 200;
/// Most tags on a ticket.
const ON_TICKET: usize = 10;

/// All tags by name, each with the number of tickets that have it.
pub fn list(conn: &mut Conn) -> Result<Vec<(Tag, i64)>, Error> {
    let uses = tag::uses(conn)?;
    let count = |id: i64| uses.iter().find(|(tag, _)| *tag == id).map_or(0, |(_, count)| *count);
    Ok(tag::all(conn)?.into_iter().map(|tag| (count(tag.id), tag)).map(|(count, tag)| (tag, count)).collect())
}

/// Adds a tag to the list.
pub fn add(conn: &mut Conn, actor: &Actor, now: Instant, name: &str) -> Result<(), Error> {
    if tag::count(conn)? >= MOST {
        return Err(Error::Invalid { field: "name", message: "tag-too-many" });
    }
    let name = checked(conn, name, None)?;
    let id = tag::add(conn, &name)?;
    note(conn, actor, now, ("tag.add", id), &name)
}

/// Gives a tag another name, everywhere, or retires it (`kept` false), or offers it again.
pub fn change(conn: &mut Conn, actor: &Actor, now: Instant, id: i64, name: &str, kept: bool) -> Result<(), Error> {
    let mut tag = tag::by_id(conn, id)?.ok_or(Error::NotFound)?;
    tag.name = checked(conn, name, Some(id))?;
    tag.retired_at = if kept { None } else { tag.retired_at.or(Some(now)) };
    tag::change(conn, &tag)?;
    note(conn, actor, now, (if kept { "tag.change" } else { "tag.retire" }, id), &tag.name)
}

fn checked(conn: &mut Conn, name: &str, own: Option<i64>) -> Result<String, Error> {
    let name = one_line(name, NAME);
    if tag::folded(&name).is_empty() {
        return Err(Error::Invalid { field: "name", message: "tag-nameless" });
    }
    match tag::named(conn, &name)? {
        Some(other) if Some(other) != own => Err(Error::Invalid { field: "name", message: "tag-there" }),
        _ => Ok(name),
    }
}

fn note(conn: &mut Conn, actor: &Actor, now: Instant, (action, id): (&str, i64), detail: &str) -> Result<(), Error> {
    let object = format!("tag:{id}");
    Ok(audit::append(conn, now, actor, &[Entry { action, object: &object, detail }])?)
}

/// Puts a tag on a ticket. Errors beside the field `tag`: none such, on it already, ten are on it.
pub fn put(conn: &mut Conn, change: &Change, id: i64) -> Result<(), Error> {
    let ticket = change.beside(conn)?;
    let wrong = |message| Err(Error::Invalid { field: "tag", message });
    let Some(tag) = tag::by_id(conn, id)?.filter(|tag| tag.retired_at.is_none()) else { return wrong("tag-gone") };
    let on = tag::of_ticket(conn, ticket.row())?;
    if on.iter().any(|one| one.id == id) {
        return wrong("tag-on");
    }
    if on.len() >= ON_TICKET {
        return wrong("tag-enough");
    }
    tag::put(conn, ticket.row(), id)?;
    change.put_down(conn, &ticket, ("ticket.tag", "tagged"), &tag.name)
}

/// Takes a tag off a ticket.
pub fn take_off(conn: &mut Conn, change: &Change, id: i64) -> Result<(), Error> {
    let ticket = change.beside(conn)?;
    off(conn, change, &ticket, id)
}

/// Takes a tag off a ticket that a transaction holds; nothing happens where it is not on it.
pub(super) fn off(conn: &mut Conn, change: &Change, ticket: &Ticket, id: i64) -> Result<(), Error> {
    let tag = tag::by_id(conn, id)?.ok_or(Error::NotFound)?;
    if tag::take_off(conn, ticket.row(), id)? {
        change.put_down(conn, ticket, ("ticket.untag", "untagged"), &tag.name)?;
    }
    Ok(())
}
