//! The board of exposed mailboxes: who was caught, what happened, and the steps that secure the account. Nothing is ever
//! written to an exposed mailbox about it, since the attacker reads there: the person is called.

use super::{Desk, Error, due, unit_contact};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, ExposedId};
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::audit::{self, Actor, Entry};
use crate::record::exposure::{self, Exposed, NewExposed, Step, What};
use crate::record::people;
use crate::record::ticket::due::Harm;
use crate::record::ticket::{self, Exposure, Ticket};

/// What a step makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It was taken.
    Done,
    /// It is not needed.
    Needless,
    /// It was not taken after all.
    Undone,
}

/// Puts a mailbox on the board; where it stands there already, the graver of both counts. Errors beside `mailbox`: no
/// address.
pub fn put(
    conn: &mut Conn,
    desk: &Desk,
    actor: &Actor,
    by: Option<AccountId>,
    new: NewExposed,
    now: Instant,
) -> Result<ExposedId, Error> {
    let mailbox = new.mailbox.trim().to_lowercase();
    if !is_address(&mailbox) {
        return Err(Error::Invalid { field: "mailbox", message: "exposed-mailbox-unfit" });
    }
    let new = NewExposed {
        mailbox,
        person: one_line(&new.person, 120),
        unit: one_line(&new.unit, 200),
        happened: one_line(&new.happened, 100),
        ..new
    };
    let known = exposure::open_of(conn, &new.mailbox)?;
    let id = match &known {
        Some(known) => {
            let id = ExposedId(known.id);
            if new.what.rank() > known.what.rank() {
                exposure::raise(conn, id, new.what, &new.happened)?;
            }
            if let (None, Some(ticket)) = (known.ticket_id, new.ticket) {
                exposure::link(conn, id, ticket)?;
            }
            id
        }
        None => exposure::add(conn, &new, by, now)?,
    };
    if let Some(ticket) = new.ticket {
        let mut ticket = ticket::hold(conn, ticket)?;
        hurry(&mut ticket, new.what, now);
        due::reckon(conn, &mut ticket, now)?;
        ticket::refresh(conn, &ticket, now)?;
    }
    unit_contact::tell(conn, desk, id, by, now)?;
    let action = if known.is_some() { "exposed.again" } else { "exposed.open" };
    let entry = Entry { action, object: &object(id), detail: new.what.word() };
    audit::append(conn, now, actor, &[entry])?;
    Ok(id)
}

/// What the reporter of a ticket said of themselves goes on the board under their own address.
pub(super) fn told(
    conn: &mut Conn,
    desk: &Desk,
    ticket: &mut Ticket,
    said: Exposure,
    now: Instant,
) -> Result<(), Error> {
    let what = match said {
        Exposure::Nothing => return Ok(()),
        Exposure::Clicked => What::Clicked,
        Exposure::Opened => What::Opened,
        Exposure::App => What::App,
        Exposure::Password => What::Password,
        Exposure::Otp => What::Otp,
        Exposure::Money => What::Money,
    };
    hurry(ticket, what, now);
    let Some(reporter) = ticket.reporter_id.filter(|_| !ticket.outside) else { return Ok(()) };
    let person = people::get(conn, crate::base::ids::ReporterId(reporter))?;
    let mut told = exposure::of_ticket(conn, ticket.row())?;
    told.retain(|one| one.mailbox == person.address);
    if told.iter().any(|one| one.what.rank() >= what.rank()) {
        return Ok(());
    }
    let id = if let Some(known) = exposure::open_of(conn, &person.address)? {
        let id = ExposedId(known.id);
        if what.rank() > known.what.rank() {
            exposure::raise(conn, id, what, "")?;
        }
        // A case that the desk opened by telephone has no ticket until its owner reports.
        if known.ticket_id.is_none() {
            exposure::link(conn, id, ticket.row())?;
        }
        id
    } else {
        let new = NewExposed {
            mailbox: person.address,
            person: person.name,
            unit: String::new(),
            what,
            happened: String::new(),
            ticket: Some(ticket.row()),
        };
        let id = exposure::add(conn, &new, None, now)?;
        let entry = Entry { action: "exposed.open", object: &object(id), detail: what.word() };
        audit::append(conn, now, &Actor::System, &[entry])?;
        id
    };
    unit_contact::tell(conn, desk, id, None, now)
}

/// Marks a step. The case closes with its last one, and opens again when one is taken back.
pub fn mark(
    conn: &mut Conn,
    actor: &Actor,
    by: AccountId,
    (id, step): (ExposedId, Step),
    mark: Mark,
    now: Instant,
) -> Result<(), Error> {
    let case = exposure::by_id(conn, id)?;
    if !case.what.steps().contains(&step) {
        return Err(Error::NotFound);
    }
    match mark {
        Mark::Undone => exposure::undo(conn, id, step)?,
        Mark::Done | Mark::Needless => exposure::take(conn, id, step, mark == Mark::Needless, by, now)?,
    }
    let left = left(conn, &case)?;
    if left == 0 {
        exposure::set_closed(conn, id, Some(now))?;
    } else if case.closed_at.is_some() {
        if exposure::open_of(conn, &case.mailbox)?.is_some() {
            return Err(Error::Invalid { field: "step", message: "exposed-open-elsewhere" });
        }
        exposure::set_closed(conn, id, None)?;
    }
    let detail = format!("{step} {}", format!("{mark:?}").to_lowercase());
    audit::append(conn, now, actor, &[Entry { action: "exposed.step", object: &object(id), detail: &detail }])?;
    Ok(())
}

/// How many steps are left.
fn left(conn: &mut Conn, case: &Exposed) -> Result<usize, Error> {
    let taken = exposure::taken(conn, &[case.id])?.remove(&case.id).unwrap_or_default();
    Ok(case.what.steps().iter().filter(|step| !taken.iter().any(|one| one.step == **step)).count())
}

/// What happened brings the promised answer nearer.
fn hurry(ticket: &mut Ticket, what: What, now: Instant) {
    let harm = match what {
        What::Money => Harm::Money,
        What::Password | What::Otp | What::App | What::Sending => Harm::Lost,
        What::Opened | What::Clicked => Harm::Touched,
    };
    due::harmed(ticket, harm, now);
}

fn object(id: ExposedId) -> String {
    format!("exposed:{id}")
}

/// Whether it is a plain address: such a one may stand in a command line of the mail server.
fn is_address(text: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'))
    };
    text.len() <= 254
        && !text.starts_with('-')
        && text.split_once('@').is_some_and(|(local, host)| plain(local) && plain(host) && host.contains('.'))
}
