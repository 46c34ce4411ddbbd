//! Saved views: a search under a name, for oneself or for everybody of a role, with the number of tickets in it.

use super::Error;
use super::by::By;
use crate::base::clock::Instant;
use crate::base::ids::AccountId;
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::audit::{self, Entry};
use crate::record::people::Role;
use crate::record::ticket::list::{self, Filter};
use crate::record::ticket::saved::{self, Saved};

/// Most views that an account saves.
const OWN: i64 = 30;
/// Most views that are shown, and of those most that are counted.
const SHOWN: i64 = 20;
const COUNTED: usize = 10;
/// Tickets of a view are counted no further.
pub const MOST: i64 = 100;
/// Longest name, in characters.
const NAME: usize = 60;

/// Whom a view may be shared with.
pub const ROLES: [Role; 4] = [Role::Analyst, Role::Officer, Role::Clerk, Role::Viewer];

/// A saved view as the rail shows it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The view.
    pub view: Saved,
    /// Whether it is one's own.
    pub own: bool,
    /// Tickets in it, at most [`MOST`]; only the first ten are counted.
    pub count: Option<i64>,
}

/// What somebody wants to be saved.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Its name.
    pub name: String,
    /// With whom it is shared.
    pub role: Option<Role>,
}

/// The views that an account sees, counted.
pub(super) fn shown(conn: &mut Conn, me: AccountId, roles: &[Role], now: Instant) -> Result<Vec<Shown>, Error> {
    let roles: Vec<&str> = roles.iter().map(|role| role.word()).collect();
    let mut out = Vec::new();
    for view in saved::seen_by(conn, me, &roles, SHOWN)? {
        let count = if out.len() < COUNTED { Some(count(conn, &view, me, now)?) } else { None };
        out.push(Shown { own: view.account_id == me.0, view, count });
    }
    Ok(out)
}

fn count(conn: &mut Conn, view: &Saved, me: AccountId, now: Instant) -> Result<i64, Error> {
    Ok(list::count(conn, &Filter::read(&view.query, me, now), MOST)?)
}

/// Saves a list, as the query of its address, under a name.
pub fn save(conn: &mut Conn, by: &By, wish: &Wish, query: &str) -> Result<Saved, Error> {
    if saved::count_of(conn, by.account)? >= OWN {
        return Err(Error::Invalid { field: "name", message: "view-too-many" });
    }
    let id = saved::add(conn, by.account, &name(wish)?, wish.role.map(Role::word), query, by.now)?;
    note(conn, by, "view.save", id, wish.role.map_or("", Role::word))?;
    saved::own(conn, id, by.account)?.ok_or(Error::NotFound)
}

/// Gives a view of one's own another name, or shares it with others.
pub fn change(conn: &mut Conn, by: &By, id: i64, wish: &Wish) -> Result<Saved, Error> {
    let mut view = saved::own(conn, id, by.account)?.ok_or(Error::NotFound)?;
    view.name = name(wish)?;
    view.role = wish.role.map(|role| role.word().to_owned());
    saved::change(conn, &view)?;
    note(conn, by, "view.change", id, wish.role.map_or("", Role::word))?;
    Ok(view)
}

/// Deletes a view of one's own.
pub fn delete(conn: &mut Conn, by: &By, id: i64) -> Result<(), Error> {
    saved::own(conn, id, by.account)?.ok_or(Error::NotFound)?;
    saved::delete(conn, id)?;
    note(conn, by, "view.delete", id, "")
}

fn name(wish: &Wish) -> Result<String, Error> {
    let name = one_line(&wish.name, NAME);
    if name.is_empty() { Err(Error::Invalid { field: "name", message: "view-nameless" }) } else { Ok(name) }
}

fn note(conn: &mut Conn, by: &By, action: &str, id: i64, detail: &str) -> Result<(), Error> {
    let object = format!("view:{id}");
    Ok(audit::append(conn, by.now, &by.actor, &[Entry { action, object: &object, detail }])?)
}
