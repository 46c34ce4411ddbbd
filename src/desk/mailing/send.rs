//! Queuing the letters: one for each contact, once; and the reminder, once a day at most. Row, letter and audit line are one
//! transaction, so that a form sent twice, or a program killed meanwhile, sends nothing twice.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::super::by::By;
use super::super::letter::Rendered;
use super::super::{Desk, Error};
use super::choose::{Choice, choose};
use super::notice;
use super::place::{Where, places};
use crate::base::clock::Instant;
use crate::base::ids::MailingId;
use crate::base::locale::Language;
use crate::base::secret::{hex, random, sha256_hex};
use crate::infra::db::Conn;
use crate::infra::mailer;
use crate::record::advisory::{self, Advisory};
use crate::record::audit::{self, Entry};
use crate::record::mailing::{self, Mailing, NewMailing};
use crate::record::outbox::{self, NewLetter};

/// The least time between two mails to one recipient.
const APART: TimeDelta = TimeDelta::hours(24);

/// Sends an issued advisory to the chosen agencies of today; gives how many letters were queued. Whoever it is on its way to
/// already gets no second one. `Invalid` where nobody is left to be told.
pub fn send(conn: &mut Conn, desk: &Desk, by: &By, uuid: &str, choice: &Choice) -> Result<usize, Error> {
    let advisory = notice::issued(conn, uuid)?;
    let words = notice::words(conn, desk, &advisory, false, by.now)?;
    let today = desk.zone.local(by.now).date();
    let mut count = 0;
    for office in choose(conn, advisory.row(), today)?.into_iter().flat_map(|group| group.offices) {
        if !choice.has(&office.agency) {
            continue;
        }
        for contact in &office.contacts {
            let seed = mailing::new_seed()?;
            let new = NewMailing {
                advisory: advisory.row(),
                agency: office.agency.id,
                name: &office.agency.name,
                band: &office.agency.band,
                person: &contact.person,
                recipient: &contact.mail,
                seed: &seed,
                code_hash: &sha256_hex(mailing::code(&desk.key, &seed).as_bytes()),
            };
            let Some(id) = mailing::add(conn, &new, by.account, by.now)? else { continue };
            let to = mailing::by_id(conn, id)?;
            queue(conn, desk, by, (&advisory, &to), ("advisory", &words), None)?;
            count += 1;
        }
    }
    if count == 0 {
        return Err(Error::Invalid { field: "agency", message: "mailing-nobody" });
    }
    put_down(conn, by, &advisory, "advisory.mail", count)?;
    Ok(count)
}

/// Stops what has not begun to leave; those recipients can be chosen again. Gives how many.
pub fn stop(conn: &mut Conn, by: &By, uuid: &str) -> Result<usize, Error> {
    let advisory = advisory::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?;
    let count = mailing::forget_unsent(conn, advisory.row())?;
    if count == 0 {
        return Err(Error::Invalid { field: "agency", message: "mailing-too-late" });
    }
    put_down(conn, by, &advisory, "advisory.stop", count)?;
    Ok(count)
}

/// Reminds those whose agency has not confirmed it, who got it, and whom nobody wrote to within a day; gives how many.
/// `Invalid` where there is nobody.
pub fn remind(conn: &mut Conn, desk: &Desk, by: &By, uuid: &str) -> Result<usize, Error> {
    let advisory = notice::issued(conn, uuid)?;
    let words = notice::words(conn, desk, &advisory, true, by.now)?;
    let due = due(conn, &advisory, by.now)?;
    let mut count = 0;
    for to in &due {
        // Two who press the button at once remind once.
        if !mailing::set_reminded(conn, to.row(), by.now, by.now - APART)? {
            continue;
        }
        let first = outbox::first_of_mailing(conn, to.row())?.map(|letter| letter.message_id);
        queue(conn, desk, by, (&advisory, to), ("advisory-reminder", &words), first.as_deref())?;
        count += 1;
    }
    if count == 0 {
        return Err(Error::Invalid { field: "agency", message: "mailing-nobody-late" });
    }
    put_down(conn, by, &advisory, "advisory.remind", count)?;
    Ok(count)
}

/// Whom a reminder would reach now.
pub(super) fn due(conn: &mut Conn, advisory: &Advisory, now: Instant) -> Result<Vec<Mailing>, Error> {
    let all = places(conn, advisory.row())?;
    let settled: BTreeSet<i64> =
        all.iter().filter(|(to, ..)| to.received_at.is_some()).filter_map(|(to, ..)| to.agency_id).collect();
    let late = all.into_iter().filter(|(to, place, _)| {
        let last = to.reminded_at.unwrap_or(to.created_at);
        *place == Where::Sent && now - last >= APART && to.agency_id.is_none_or(|agency| !settled.contains(&agency))
    });
    Ok(late.map(|(to, ..)| to).collect())
}

fn queue(
    conn: &mut Conn,
    desk: &Desk,
    by: &By,
    (advisory, to): (&Advisory, &Mailing),
    (kind, words): (&str, &Rendered),
    before: Option<&str>,
) -> Result<(), Error> {
    let serial = serial(to.row())?;
    let new = NewLetter {
        ticket: None,
        mailing: Some(to.row()),
        kind,
        language: Language::Vi.tag(),
        recipient_name: if to.person.is_empty() { &to.agency } else { &to.person },
        recipient: &to.recipient,
        subject: &words.subject,
        body: &words.body,
        message_id: &mailer::message_id(&desk.key, &advisory.uuid, &serial, desk.domain()),
        in_reply_to: before,
        refs: before.unwrap_or_default(),
        automatic: false,
        lookup: None,
        due_at: by.now + desk.config.letter.hold.delta(),
        by: Some(by.account),
        at: by.now,
    };
    outbox::queue(conn, &new)?;
    Ok(())
}

/// `m17-0f…`: no serial of a ticket's letter begins so, and its tag keeps others from making one.
fn serial(of: MailingId) -> Result<String, Error> {
    Ok(format!("m{of}-{}", hex(&random::<6>()?)))
}

fn put_down(conn: &mut Conn, by: &By, advisory: &Advisory, action: &str, count: usize) -> Result<(), Error> {
    let entry = Entry { action, object: &advisory.object(), detail: &count.to_string() };
    Ok(audit::append(conn, by.now, &by.actor, &[entry])?)
}
