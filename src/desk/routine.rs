//! Routines, kept by the administrator: steps at a ticket under a name. What they do is `routine_run`.

use super::by::By;
use super::{Error, assign};
use crate::base::ids::AccountId;
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::audit::{self, Entry};
use crate::record::canned;
use crate::record::routine;
pub use crate::record::routine::Routine;
use crate::record::ticket::{Status, Verdict};
use crate::text_enum;

/// Most routines, those that nobody is offered included.
pub const MOST: i64 = 50;
/// Longest name, in characters.
const NAME: usize = 60;

text_enum! {
    /// A step of a routine, in the order in which they are done.
    Step {
        /// The ticket is given to somebody, or to nobody.
        Give = "give",
        /// A canned reply is sent: by itself, or within the letter of the verdict.
        Reply = "reply",
        /// The verdict is set.
        Verdict = "verdict",
        /// The ticket is moved.
        Status = "status",
    }
}

/// To whom a routine gives the ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Give {
    /// To whoever runs it.
    Me,
    /// To nobody.
    Nobody,
    /// To a person.
    Person(AccountId),
}

/// A routine as somebody wants it.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What it is called.
    pub name: String,
    /// To whom the ticket is given.
    pub give: Option<Give>,
    /// Row of the canned reply that is sent.
    pub canned: Option<i64>,
    /// The verdict.
    pub verdict: Option<Verdict>,
    /// Whether the verdict's letter is sent.
    pub letter: bool,
    /// The state; with a verdict only resolved or closed.
    pub status: Option<Status>,
    /// Whether the next ticket of the list opens.
    pub onward: bool,
}

/// To whom a stored routine gives the ticket.
pub fn give(one: &Routine) -> Option<Give> {
    match one.give.as_deref()? {
        "me" => Some(Give::Me),
        "nobody" => Some(Give::Nobody),
        _ => Some(Give::Person(AccountId(one.assignee_id.unwrap_or_default()))),
    }
}

/// All of them, those that nobody is offered last.
pub fn list(conn: &mut Conn) -> Result<Vec<Routine>, Error> {
    Ok(routine::all(conn, MOST)?)
}

/// Those that are offered.
pub fn offered(conn: &mut Conn) -> Result<Vec<Routine>, Error> {
    Ok(routine::offered(conn, MOST)?)
}

/// Adds one; gives its row. Errors: no name, no step, steps that do not go together, too many.
pub fn add(conn: &mut Conn, by: &By, wish: &Wish) -> Result<i64, Error> {
    let row = checked(conn, by, wish, (0, 1))?;
    if routine::count(conn)? >= MOST {
        return Err(Error::Invalid { field: "name", message: "routine-too-many" });
    }
    let id = routine::add(conn, &row)?;
    put_down(conn, by, "routine.add", id)?;
    Ok(id)
}

/// Changes the one of a row, if nobody did since `version`; errors as [`add`].
pub fn change(conn: &mut Conn, by: &By, (id, version): (i64, i32), wish: &Wish) -> Result<(), Error> {
    let before = routine::get(conn, id)?;
    let row = checked(conn, by, wish, (id, version.saturating_add(1)))?;
    if !routine::change(conn, &Routine { disabled_at: before.disabled_at, ..row })? {
        return Err(Error::Conflict { by: routine::changed_by(conn, id)?.unwrap_or_default() });
    }
    put_down(conn, by, "routine.change", id)
}

/// Takes one out of what is offered, or puts it back.
pub fn disable(conn: &mut Conn, by: &By, id: i64, out: bool) -> Result<(), Error> {
    if !routine::disable(conn, id, out.then_some(by.now), by.account, by.now)? {
        return Err(Error::NotFound);
    }
    put_down(conn, by, if out { "routine.disable" } else { "routine.enable" }, id)
}

fn checked(conn: &mut Conn, by: &By, wish: &Wish, (id, version): (i64, i32)) -> Result<Routine, Error> {
    let wrong = |field, message| Error::Invalid { field, message };
    let name = one_line(&wish.name, NAME);
    if name.is_empty() {
        return Err(wrong("name", "routine-nameless"));
    }
    if wish.give.is_none() && wish.canned.is_none() && wish.verdict.is_none() && wish.status.is_none() {
        return Err(wrong("name", "routine-stepless"));
    }
    let movable = |status| match wish.verdict {
        Some(_) => matches!(status, Status::Resolved | Status::Closed),
        None => !matches!(status, Status::New | Status::Duplicate),
    };
    if !wish.status.is_none_or(movable) {
        return Err(wrong("status", "routine-status-verdict"));
    }
    if let Some(id) = wish.canned
        && canned::get(conn, id)?.disabled_at.is_some()
    {
        return Err(wrong("canned", "routine-canned-unfit"));
    }
    let assignee = match wish.give {
        Some(Give::Person(who)) => {
            assign::fit(conn, who)?;
            Some(who.0)
        }
        _ => None,
    };
    let give = wish.give.map(|give| match give {
        Give::Me => "me",
        Give::Nobody => "nobody",
        Give::Person(_) => "person",
    });
    Ok(Routine {
        id,
        name,
        give: give.map(str::to_owned),
        assignee_id: assignee,
        canned_id: wish.canned,
        verdict: wish.verdict.map(|verdict| verdict.word().to_owned()),
        letter: wish.letter && wish.verdict.is_some(),
        status: wish.status.map(|status| status.word().to_owned()),
        onward: wish.onward,
        version,
        updated_at: by.now,
        updated_by: Some(by.account.0),
        disabled_at: None,
    })
}

fn put_down(conn: &mut Conn, by: &By, action: &str, id: i64) -> Result<(), Error> {
    let object = format!("macro:{id}");
    Ok(audit::append(conn, by.now, &by.actor, &[Entry { action, object: &object, detail: "" }])?)
}
