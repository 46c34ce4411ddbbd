//! A mail that answers the letter of an advisory: kept as it came, to be read in a cell before it is decided whether it becomes a
//! ticket (`desk::mailing::read`).

use super::incoming::Incoming;
use super::{Desk, Error};
use crate::analysis::mime::{Automatic, Envelope};
use crate::base::ids::{AdvisoryId, MailingId};
use crate::infra::db::Conn;
use crate::infra::mailer;
use crate::record::advisory::{self, Advisory};
use crate::record::mailing::{self, NewReply};
use crate::record::queue::{self, JobKind};

/// Keeps a reply, whose raw mail is stored already: gives the advisory, and whether the same mail was here before. Nothing for a
/// mail that answers none, and for one from outside that is not its recipient's: that is a ticket like any other.
pub(super) fn keep(
    conn: &mut Conn,
    desk: &Desk,
    incoming: &Incoming,
    envelope: &Envelope,
    (hash, sender): (&str, &str),
) -> Result<Option<(Advisory, bool)>, Error> {
    let Some(mailing) = answered(conn, desk, envelope)? else { return Ok(None) };
    let to = mailing::by_id(conn, mailing)?;
    let null_sender = incoming.sender.as_deref() == Some("");
    // People who answer through a group address are marked as a list by its server.
    let machine = envelope.automatic.is_some_and(|kind| kind != Automatic::List);
    let automatic = null_sender || machine || sender == desk.config.mail.address.to_lowercase();
    if !automatic && sender != to.recipient && !desk.answers(sender) {
        return Ok(None);
    }
    let new = NewReply {
        mailing,
        hash,
        sender,
        channel: incoming.channel.word(),
        envelope_sender: incoming.sender.as_deref(),
        envelope_recipients: &incoming.recipients.join(" "),
        trusted: incoming.trusted,
        automatic,
        at: incoming.at,
    };
    let added = mailing::add_reply(conn, &new)?;
    if let Some(id) = added {
        queue::push(conn, JobKind::ReadReply, id.0, incoming.at, incoming.at)?;
    }
    Ok(Some((advisory::by_id(conn, AdvisoryId(to.advisory_id))?, added.is_none())))
}

/// The mailing whose letter a mail refers to first.
fn answered(conn: &mut Conn, desk: &Desk, envelope: &Envelope) -> Result<Option<MailingId>, Error> {
    for id in envelope.in_reply_to.iter().chain(envelope.references.iter().rev()).take(50) {
        let Some(own) = mailer::verify(&desk.key, id) else { continue };
        return Ok(match of_serial(&own.serial) {
            Some(mailing) => mailing::find(conn, mailing)?.map(|found| found.row()),
            None => None,
        });
    }
    Ok(None)
}

/// The mailing of a serial `m17-0f…`; nothing for a ticket's letter.
pub(super) fn of_serial(serial: &str) -> Option<MailingId> {
    serial.strip_prefix('m')?.split('-').next()?.parse().ok().map(MailingId)
}
