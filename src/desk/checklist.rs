//! Checklists that the desk keeps: what is to be done in a case, one thing a line.

use super::Error;
use crate::base::clock::Instant;
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::audit::{self, Actor, Entry};
use crate::record::ticket::Verdict;
use crate::record::ticket::task::{self, Checklist};

/// Longest name, in characters.
pub const NAME: usize = 80;
/// Longest item, in characters, and most items.
pub const ITEM: usize = 200;
const ITEMS: usize = 30;
/// Most checklists, the retired ones among them.
const MOST: usize = 100;

/// A checklist as a form gives it.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Its name.
    pub name: String,
    /// The conclusion that it is for; none: every one.
    pub verdict: Option<Verdict>,
    /// What is to be done, one thing a line.
    pub items: String,
    /// Whether it is offered.
    pub kept: bool,
}

/// What is to be done by a checklist, one thing each.
pub fn items(text: &str) -> Vec<String> {
    text.lines().map(|line| one_line(line, ITEM)).filter(|line| !line.is_empty()).take(ITEMS).collect()
}

/// Adds a checklist.
pub fn add(conn: &mut Conn, actor: &Actor, now: Instant, wish: &Wish) -> Result<(), Error> {
    if task::checklists(conn)?.len() >= MOST {
        return Err(Error::Invalid { field: "name", message: "checklist-too-many" });
    }
    let new = checked(wish, 0, None, now)?;
    let id = task::add_checklist(conn, &new)?;
    note(conn, actor, now, ("checklist.add", id), &new.name)
}

/// Changes a checklist; what tickets took from it before stays as it is.
pub fn change(conn: &mut Conn, actor: &Actor, now: Instant, id: i64, wish: &Wish) -> Result<(), Error> {
    let old = task::checklist(conn, id)?.ok_or(Error::NotFound)?;
    let new = checked(wish, id, old.retired_at, now)?;
    task::change_checklist(conn, &new)?;
    note(conn, actor, now, (if wish.kept { "checklist.change" } else { "checklist.retire" }, id), &new.name)
}

fn checked(wish: &Wish, id: i64, retired: Option<Instant>, now: Instant) -> Result<Checklist, Error> {
    let wrong = |field, message| Err(Error::Invalid { field, message });
    let name = one_line(&wish.name, NAME);
    if name.is_empty() {
        return wrong("name", "checklist-nameless");
    }
    let lines = wish.items.lines().filter(|line| !line.trim().is_empty());
    if lines.clone().count() > ITEMS || lines.clone().any(|line| line.trim().chars().count() > ITEM) {
        return wrong("items", "checklist-items-long");
    }
    let items = items(&wish.items);
    if items.is_empty() {
        return wrong("items", "checklist-items-none");
    }
    let retired_at = if wish.kept { None } else { retired.or(Some(now)) };
    Ok(Checklist { id, name, verdict: wish.verdict, items: items.join("\n"), retired_at })
}

fn note(conn: &mut Conn, actor: &Actor, now: Instant, (action, id): (&str, i64), detail: &str) -> Result<(), Error> {
    let object = format!("checklist:{id}");
    Ok(audit::append(conn, now, actor, &[Entry { action, object: &object, detail }])?)
}
