//! Whom to reach about an exposed mailbox: the contact of its unit, by a letter, once a case; where no contact can be written
//! to, somebody has to be called. Nothing goes to a mailbox that is exposed itself.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::letter::{self, Facts};
use super::{Desk, Error};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, ExposedId, LetterId, TicketId};
use crate::base::locale::{Language, Languages};
use crate::base::secret::{hex, random};
use crate::infra::db::Conn;
use crate::infra::mailer;
use crate::record::agency::{self, Agency, Contact};
use crate::record::exposure::{self, Exposed, Step};
use crate::record::outbox::{self, NewLetter, State};
use crate::record::ticket::{self, MessageKind, NewMessage, Ticket};

/// How the unit of a case is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A letter went to its contact, or is on the way.
    Letter {
        /// Name of the contact, or their address.
        to: String,
    },
    /// Somebody has to be called.
    Call {
        /// Whom: the contact, else the person.
        who: String,
        /// The unit; empty where unknown.
        unit: String,
        /// Telephone; empty where unknown.
        telephone: String,
    },
}

/// Writes to the contact of the unit of a case that has steps and a ticket, once; `by` is who put it on the board.
pub(super) fn tell(
    conn: &mut Conn,
    desk: &Desk,
    id: ExposedId,
    by: Option<AccountId>,
    now: Instant,
) -> Result<(), Error> {
    let case = exposure::by_id(conn, id)?;
    let due = case.outbox_id.is_none() && case.closed_at.is_none() && !case.what.steps().is_empty();
    let Some(ticket) = case.ticket_id.filter(|_| due) else { return Ok(()) };
    let Some((_, contacts)) = contacts(conn, &[&case])?.remove(&case.id) else { return Ok(()) };
    let contacts = reachable(conn, desk, contacts)?;
    let Some(contact) = contacts.first() else { return Ok(()) };
    let ticket = ticket::by_id(conn, TicketId(ticket))?;
    let letter = write(conn, desk, (&case, contact), &ticket, by, now)?;
    Ok(exposure::told_by(conn, id, letter)?)
}

/// Those of these contacts whose mailbox is not exposed, and who are not the desk itself.
fn reachable(conn: &mut Conn, desk: &Desk, contacts: Vec<Contact>) -> Result<Vec<Contact>, Error> {
    let mails: Vec<String> = contacts.iter().map(|contact| contact.mail.clone()).collect();
    let exposed = exposure::exposed_among(conn, &mails)?;
    let ours = desk.config.mail.address.to_lowercase();
    Ok(contacts.into_iter().filter(|contact| !exposed.contains(&contact.mail) && contact.mail != ours).collect())
}

/// The agencies of cases by the rules of the directory on the day they were opened, with their contacts, by case.
fn contacts(conn: &mut Conn, cases: &[&Exposed]) -> Result<BTreeMap<i64, (Agency, Vec<Contact>)>, Error> {
    let wanted: Vec<(String, NaiveDate)> =
        cases.iter().map(|case| (case.mailbox.clone(), case.opened_at.date())).collect();
    let agencies = agency::of_addresses(conn, &wanted)?;
    let ids: BTreeSet<i64> = agencies.iter().flatten().map(|agency| agency.id).collect();
    let all = agency::contacts(conn, &ids.into_iter().collect::<Vec<_>>())?;
    let with = |(case, agency): (&&Exposed, Option<Agency>)| {
        let agency = agency?;
        let own = all.iter().filter(|contact| contact.agency_id == agency.id).cloned().collect();
        Some((case.id, (agency, own)))
    };
    Ok(cases.iter().zip(agencies).filter_map(with).collect())
}

fn write(
    conn: &mut Conn,
    desk: &Desk,
    (case, contact): (&Exposed, &Contact),
    ticket: &Ticket,
    by: Option<AccountId>,
    now: Instant,
) -> Result<LetterId, Error> {
    let language = Language::Vi;
    let facts = Facts {
        number: &ticket.number,
        reporter_name: &contact.person,
        subject: "",
        shown_sender: "",
        received_at: ticket.created_at,
        due_at: ticket.due_at,
        grade_c: false,
        sealed: ticket.is_shut(),
        attachment: None,
        done: &[],
        lookup: false,
        zone: desk.zone,
    };
    let what = Languages::default().words(language).say(&format!("exposed-{}", case.what));
    let words =
        letter::exposed(&letter::Sender::of(&desk.config), &facts, (&case.mailbox, &case.person, &what), language)?;
    let serial = hex(&random::<6>()?);
    let hold = if by.is_some() { desk.config.letter.hold.delta() } else { chrono::TimeDelta::zero() };
    let letter = outbox::queue(
        conn,
        &NewLetter {
            ticket: Some(ticket.row()),
            mailing: None,
            kind: "exposed",
            language: language.tag(),
            recipient_name: &contact.person,
            recipient: &contact.mail,
            subject: &words.subject,
            body: &words.body,
            message_id: &mailer::message_id(&desk.key, &ticket.uuid, &serial, desk.domain()),
            in_reply_to: None,
            refs: "",
            automatic: by.is_none(),
            lookup: None,
            due_at: now + hold,
            by,
            at: now,
        },
    )?;
    let entry = NewMessage {
        ticket: ticket.row(),
        kind: MessageKind::Letter,
        account: by,
        author: "",
        stranger: false,
        body: "",
        arrival: None,
        letter: Some(letter),
        at: now,
    };
    ticket::say(conn, &entry)?;
    ticket::happened(conn, ticket.row(), now, by, "letter", "exposed")?;
    Ok(letter)
}

/// How the units of open cases with steps are reached, by case; nothing where the person was called already.
pub fn reach(conn: &mut Conn, cases: &[&Exposed]) -> Result<BTreeMap<i64, Reach>, Error> {
    let open = |case: &&&Exposed| case.closed_at.is_none() && !case.what.steps().is_empty();
    let open: Vec<&Exposed> = cases.iter().filter(open).copied().collect();
    let taken = exposure::taken(conn, &open.iter().map(|case| case.id).collect::<Vec<_>>())?;
    let letters = outbox::several(conn, &open.iter().filter_map(|case| case.outbox_id).collect::<Vec<_>>())?;
    let mut contacts = contacts(conn, &open)?;
    let mut out = BTreeMap::new();
    for case in open {
        let letter = letters.iter().find(|letter| Some(letter.id) == case.outbox_id);
        let on_its_way = |state| matches!(state, State::Queued | State::Sent);
        if let Some(letter) = letter.filter(|letter| on_its_way(letter.state)) {
            out.insert(case.id, Reach::Letter { to: named(&letter.recipient_name, &letter.recipient) });
        } else if !taken.get(&case.id).is_some_and(|all| all.iter().any(|one| one.step == Step::Called)) {
            out.insert(case.id, call(case, contacts.remove(&case.id)));
        }
    }
    Ok(out)
}

fn call(case: &Exposed, known: Option<(Agency, Vec<Contact>)>) -> Reach {
    let (unit, contact) = match known {
        Some((agency, contacts)) => (agency.name, contacts.into_iter().find(|one| !one.telephone.is_empty())),
        None => (case.unit.clone(), None),
    };
    match contact {
        Some(contact) => Reach::Call { who: named(&contact.person, &contact.mail), unit, telephone: contact.telephone },
        None => Reach::Call { who: named(&case.person, &case.mailbox), unit, telephone: String::new() },
    }
}

fn named(name: &str, address: &str) -> String {
    if name.is_empty() { address.to_owned() } else { name.to_owned() }
}
