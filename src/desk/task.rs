//! What is to be done for a ticket: put there one by one or by a checklist, ticked with who and when.

use super::Error;
use super::change::Change;
use super::checklist;
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::ticket::Ticket;
use crate::record::ticket::task;

/// Most things to be done for a ticket.
const MOST: usize = 100;

/// Adds something to be done.
pub fn add(conn: &mut Conn, change: &Change, words: &str) -> Result<(), Error> {
    let words = one_line(words, checklist::ITEM);
    if words.is_empty() {
        return Err(Error::Invalid { field: "task", message: "task-empty" });
    }
    let ticket = change.beside(conn)?;
    room(conn, &ticket, 1)?;
    task::add(conn, ticket.row(), "", &words)?;
    change.put_down(conn, &ticket, ("ticket.task", "task"), &words)
}

/// Adds everything of a checklist. Errors beside the field `checklist`: none such, there already.
pub fn unfold(conn: &mut Conn, change: &Change, id: i64) -> Result<(), Error> {
    let ticket = change.beside(conn)?;
    let list = task::checklist(conn, id)?.filter(|list| list.retired_at.is_none());
    let Some(list) = list else { return Err(Error::Invalid { field: "checklist", message: "checklist-gone" }) };
    if task::of_ticket(conn, ticket.row())?.iter().any(|task| task.checklist == list.name) {
        return Err(Error::Invalid { field: "checklist", message: "checklist-on" });
    }
    let items = checklist::items(&list.items);
    room(conn, &ticket, items.len())?;
    for words in items {
        task::add(conn, ticket.row(), &list.name, &words)?;
    }
    change.put_down(conn, &ticket, ("ticket.checklist", "checklist"), &list.name)
}

fn room(conn: &mut Conn, ticket: &Ticket, more: usize) -> Result<(), Error> {
    if task::of_ticket(conn, ticket.row())?.len() + more > MOST {
        return Err(Error::Invalid { field: "task", message: "task-too-many" });
    }
    Ok(())
}

/// Ticks something as done, or takes the tick back. Twice the same is once.
pub fn tick(conn: &mut Conn, change: &Change, id: i64, done: bool) -> Result<(), Error> {
    let ticket = change.beside(conn)?;
    let (words, was) = task::find(conn, ticket.row(), id)?.ok_or(Error::NotFound)?;
    if was == done {
        return Ok(());
    }
    task::tick(conn, id, done.then_some((change.account, change.now)))?;
    let what = if done { ("ticket.task-done", "task-done") } else { ("ticket.task-undone", "task-undone") };
    change.put_down(conn, &ticket, what, &words)
}

/// Removes something that is not to be done after all.
pub fn remove(conn: &mut Conn, change: &Change, id: i64) -> Result<(), Error> {
    let ticket = change.beside(conn)?;
    let (words, _) = task::find(conn, ticket.row(), id)?.ok_or(Error::NotFound)?;
    task::remove(conn, id)?;
    change.put_down(conn, &ticket, ("ticket.task-removed", "task-removed"), &words)
}
