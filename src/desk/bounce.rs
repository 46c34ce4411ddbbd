//! A letter of ours came back: the outbox and the ticket say so, and nobody is answered. Delays and vacations are not
//! this; they stay in the conversation.

use super::{Desk, Error};
use crate::analysis::evidence::{Bounce, Undelivered};
use crate::analysis::signal;
use crate::base::clock::Instant;
use crate::base::ids::LetterId;
use crate::infra::db::Conn;
use crate::infra::mailer;
use crate::record::audit::{self, Actor, Entry};
use crate::record::evidence::{Arrival, Role};
use crate::record::outbox::{self, Letter, State};
use crate::record::ticket::{self, Status, Ticket};

/// Longest reason in the outbox, in characters.
const REASON: usize = 200;

/// Marks the letter that a mail server returned as failed, if it is ours, went to that recipient and was handed over
/// before. `here` is the ticket at which the report arrived; if the report opened it, the letter's ticket stands for it.
pub(super) fn take(
    conn: &mut Conn,
    desk: &Desk,
    row: &Arrival,
    told: &Bounce,
    here: &mut Ticket,
    now: Instant,
) -> Result<(), Error> {
    let nobody = row.envelope_sender.as_ref().map_or(told.from_nobody, String::is_empty);
    if let Some(why) = of_mailing(conn, desk, told, (nobody, row.at), now)? {
        if row.role == Role::First && here.status == Status::New {
            here.status = Status::Closed;
            here.resolved_at = Some(now);
            here.closed_at = Some(now);
            ticket::happened(conn, here.row(), now, None, "status", here.status.word())?;
        }
        return Ok(ticket::happened(conn, here.row(), now, None, "bounced", &why)?);
    }
    let Some(own) = mailer::verify(&desk.key, &told.message_id).filter(|_| nobody) else { return Ok(()) };
    let Some(of) = ticket::by_uuid(conn, &own.ticket_uuid)? else { return Ok(()) };
    let Some(letter) = outbox::by_message(conn, of.row(), &told.message_id.to_lowercase())? else { return Ok(()) };
    let Some(failed) = told.failed.iter().find(|one| one.addresses.contains(&letter.recipient)) else { return Ok(()) };
    if !is_out(&letter, row.at) {
        return Ok(());
    }
    let id = LetterId(letter.id);
    let why = reason(failed);
    outbox::fail(conn, id, &format!("bounced: {why}").chars().take(REASON).collect::<String>())?;
    ticket::happened(conn, of.row(), now, None, "bounced", &why)?;
    if row.role == Role::First && here.status == Status::New && here.id != of.id {
        here.status = Status::Duplicate;
        here.duplicate_of = Some(of.id);
        here.closed_at = Some(now);
        ticket::happened(conn, here.row(), now, None, "status", here.status.word())?;
    }
    tracing::warn!(letter = id.0, status = failed.status, "a letter came back");
    let entry = Entry { action: "letter.bounced", object: &format!("letter:{}", id.0), detail: &of.number };
    Ok(audit::append(conn, now, &Actor::System, &[entry])?)
}

/// Marks the letter of an advisory that a mail server returned as failed and gives the reason, if it is ours, went to that
/// recipient and was handed over before `at`; `nobody` says that the report has no sender.
pub(super) fn of_mailing(
    conn: &mut Conn,
    desk: &Desk,
    told: &Bounce,
    (nobody, at): (bool, Instant),
    now: Instant,
) -> Result<Option<String>, Error> {
    if !nobody || mailer::verify(&desk.key, &told.message_id).is_none() {
        return Ok(None);
    }
    let Some(letter) = outbox::of_mailing(conn, &told.message_id.to_lowercase())? else { return Ok(None) };
    let failed = told.failed.iter().find(|one| one.addresses.contains(&letter.recipient));
    let Some(failed) = failed.filter(|_| is_out(&letter, at)) else { return Ok(None) };
    let (id, why) = (LetterId(letter.id), reason(failed));
    outbox::fail(conn, id, &format!("bounced: {why}").chars().take(REASON).collect::<String>())?;
    tracing::warn!(letter = id.0, status = failed.status, "a letter of an advisory came back");
    let entry = Entry { action: "letter.bounced", object: &format!("letter:{}", id.0), detail: "advisory" };
    audit::append(conn, now, &Actor::System, &[entry])?;
    Ok(Some(why))
}

/// Whether the letter had left when its return came in. One that was sent again since is on its way.
fn is_out(letter: &Letter, at: Instant) -> bool {
    letter.state == State::Sent && letter.sent_at.is_some_and(|sent| sent <= at)
}

/// What the server said, on one line, harmless to read and copy.
fn reason(failed: &Undelivered) -> String {
    let said = if failed.diagnostic.is_empty() { &failed.status } else { &failed.diagnostic };
    signal::quote(said, REASON).chars().take(REASON - "bounced: ".len()).collect()
}
