//! Rows of tickets.

use diesel::prelude::*;

use super::due::Harm;
use super::{Exposure, Kind, Seal, Status, Verdict};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, TicketId};
use crate::infra::db::schema::ticket;
use crate::infra::db::{Backend, Conn, lock_ticket};

/// A ticket as its row holds it. Words from mail (subject, sender, words) are foreign text, to be shown escaped.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = ticket, treat_none_as_null = true)]
pub struct Ticket {
    /// Row id.
    pub id: i64,
    /// Public id.
    pub uuid: String,
    /// Number people say.
    pub number: String,
    /// What the arriving mail is.
    pub kind: Kind,
    /// Where it stands.
    pub status: Status,
    /// What the reported mail turned out to be.
    pub verdict: Option<Verdict>,
    /// By which way it came.
    pub channel: String,
    /// Who reported it; absent where nobody is known.
    pub reporter_id: Option<i64>,
    /// Whether the reporter is not one of ours.
    pub outside: bool,
    /// Whether nobody is answered unasked.
    pub silent: bool,
    /// Subject of the reported mail, or of the request; one line.
    pub subject: String,
    /// The reporter's own words.
    pub words: String,
    /// A ticket number that a stranger claimed in the subject.
    pub claimed_number: Option<String>,
    /// Message-ID of the reporter's mail, without brackets.
    pub message_id: Option<String>,
    /// Display name of the reported mail's sender.
    pub sender_name: String,
    /// Address of the reported mail's sender.
    pub sender_address: String,
    /// Grade of the evidence: A, B or C.
    pub grade: Option<String>,
    /// 0 to 100.
    pub score: Option<i32>,
    /// What the score suggests.
    pub suggested: Option<Verdict>,
    /// How many links the reported mail has.
    pub links: i32,
    /// How many attachments it has.
    pub attachments: i32,
    /// How often this same mail arrived.
    pub arrivals: i32,
    /// What the reporter did with it.
    pub exposure: Option<Exposure>,
    /// Who works on it.
    pub assignee_id: Option<i64>,
    /// The ticket that stands for it.
    pub duplicate_of: Option<i64>,
    /// Raised with every change by a person; a form carries the one it was made from.
    pub version: i32,
    /// Who changed it last.
    pub updated_by: Option<i64>,
    /// When it was opened.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
    /// Until when the first answer is promised.
    pub due_at: Instant,
    /// When it was first analysed.
    pub analysed_at: Option<Instant>,
    /// When the acknowledgement was queued (or found not to be due).
    pub acknowledged_at: Option<Instant>,
    /// When a person first answered.
    pub answered_at: Option<Instant>,
    /// When the conclusion was reached.
    pub resolved_at: Option<Instant>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// What a stamp of state secrecy did to it.
    pub seal: Option<Seal>,
    /// Reference of the official document that a person found behind it.
    pub official: Option<String>,
    /// Until when the conclusion is promised.
    pub verdict_due_at: Instant,
    /// The nearest promise that is not kept; in the year 9999 where there is none.
    pub next_due_at: Instant,
    /// The gravest that happened to anybody of it.
    pub harm: Option<Harm>,
    /// Since when that is known.
    pub harmed_at: Option<Instant>,
    /// 1 where it was warned of the nearest promise, 2 where that was told to be late.
    pub alarm: i32,
}

impl Ticket {
    /// Row id, typed.
    pub fn row(&self) -> TicketId {
        TicketId(self.id)
    }

    /// The record's name in the audit log.
    pub fn object(&self) -> String {
        format!("ticket:{}", self.number)
    }

    /// Whether nobody may see what it holds: under seal, or erased.
    pub fn is_shut(&self) -> bool {
        matches!(self.seal, Some(Seal::Stamped | Seal::Erased))
    }

    /// Whether what is promised next is late at `now`.
    pub fn is_late(&self, now: Instant) -> bool {
        self.next_due_at < now
    }
}

fn columns() -> <Ticket as Selectable<Backend>>::SelectExpression {
    <Ticket as Selectable<Backend>>::construct_selection()
}

/// Adds a ticket; its `id` is taken from the database, whatever it holds.
pub fn insert(conn: &mut Conn, new: &Ticket) -> QueryResult<TicketId> {
    use ticket::dsl;
    diesel::insert_into(ticket::table)
        .values((
            (
                dsl::uuid.eq(&new.uuid),
                dsl::number.eq(&new.number),
                dsl::kind.eq(new.kind),
                dsl::status.eq(new.status),
                dsl::channel.eq(&new.channel),
                dsl::reporter_id.eq(new.reporter_id),
                dsl::outside.eq(new.outside),
                dsl::silent.eq(new.silent),
                dsl::subject.eq(&new.subject),
                dsl::words.eq(&new.words),
                dsl::claimed_number.eq(&new.claimed_number),
                dsl::message_id.eq(&new.message_id),
            ),
            (
                dsl::sender_name.eq(&new.sender_name),
                dsl::sender_address.eq(&new.sender_address),
                dsl::links.eq(new.links),
                dsl::attachments.eq(new.attachments),
                dsl::arrivals.eq(new.arrivals),
                dsl::version.eq(new.version),
                dsl::created_at.eq(new.created_at),
                dsl::updated_at.eq(new.updated_at),
                dsl::due_at.eq(new.due_at),
                dsl::verdict_due_at.eq(new.verdict_due_at),
                dsl::next_due_at.eq(new.next_due_at),
            ),
        ))
        .returning(ticket::id)
        .get_result(conn)
        .map(TicketId)
}

/// The ticket of a row.
pub fn by_id(conn: &mut Conn, id: TicketId) -> QueryResult<Ticket> {
    ticket::table.find(id.0).select(columns()).first(conn)
}

/// The tickets of several rows, the newest first.
pub fn several(conn: &mut Conn, ids: &[TicketId]) -> QueryResult<Vec<Ticket>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    ticket::table.filter(ticket::id.eq_any(ids)).order(ticket::id.desc()).select(columns()).load(conn)
}

/// The ticket of a row, to be changed: other transactions that hold it wait until this one ends, so that nobody writes
/// back a row that is out of date.
pub fn hold(conn: &mut Conn, id: TicketId) -> QueryResult<Ticket> {
    lock_ticket(conn, id.0)?;
    by_id(conn, id)
}

/// The ticket of a number, to be changed as with [`hold`].
pub fn hold_number(conn: &mut Conn, number: &str) -> QueryResult<Option<Ticket>> {
    let Some(found) = by_number(conn, number)? else { return Ok(None) };
    hold(conn, found.row()).map(Some)
}

/// The ticket of a number.
pub fn by_number(conn: &mut Conn, number: &str) -> QueryResult<Option<Ticket>> {
    ticket::table.filter(ticket::number.eq(number)).select(columns()).first(conn).optional()
}

/// The ticket of a public id.
pub fn by_uuid(conn: &mut Conn, uuid: &str) -> QueryResult<Option<Ticket>> {
    ticket::table.filter(ticket::uuid.eq(uuid)).select(columns()).first(conn).optional()
}

/// The ticket of a number, to be changed, if nobody changed it since version `version`; `Err(name)` says who did.
pub fn at_version(conn: &mut Conn, number: &str, version: i32) -> QueryResult<Option<Result<Ticket, String>>> {
    use crate::infra::db::schema::account;
    let Some(found) = hold_number(conn, number)? else { return Ok(None) };
    if found.version == version {
        return Ok(Some(Ok(found)));
    }
    let name: Option<String> = match found.updated_by {
        Some(id) => account::table.find(id).select(account::name).first(conn).optional()?,
        None => None,
    };
    Ok(Some(Err(name.unwrap_or_default())))
}

/// Writes a changed ticket back whole, if its row still has the version that `ticket` was read with; raises the version.
/// `NotFound` when another transaction was faster.
pub fn change(conn: &mut Conn, ticket: &mut Ticket, by: Option<AccountId>, at: Instant) -> QueryResult<()> {
    let read = ticket.version;
    ticket.version += 1;
    ticket.updated_at = at;
    if by.is_some() {
        ticket.updated_by = by.map(|id| id.0);
    }
    let rows =
        diesel::update(ticket::table.find(ticket.id).filter(ticket::version.eq(read))).set(&*ticket).execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(diesel::result::Error::NotFound) }
}

/// Counts one more arrival of the same mail, without raising the version: nobody's form becomes stale by it.
pub fn touch(conn: &mut Conn, id: TicketId, at: Instant) -> QueryResult<()> {
    diesel::update(ticket::table.find(id.0))
        .set((ticket::arrivals.eq(ticket::arrivals + 1), ticket::updated_at.eq(at)))
        .execute(conn)
        .map(drop)
}

/// Writes a ticket back whole without raising its version: for what the program finds out by itself, so that nobody's
/// form becomes stale. `NotFound` when a person changed it meanwhile.
pub fn refresh(conn: &mut Conn, ticket: &Ticket, at: Instant) -> QueryResult<()> {
    let mut row = ticket.clone();
    row.updated_at = at;
    let rows =
        diesel::update(ticket::table.find(row.id).filter(ticket::version.eq(row.version))).set(&row).execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(diesel::result::Error::NotFound) }
}

/// Writes down what is due of a ticket, and nothing else: no form becomes stale, and nobody changed it.
pub fn set_due(conn: &mut Conn, ticket: &Ticket) -> QueryResult<()> {
    use ticket::dsl;
    diesel::update(ticket::table.find(ticket.id))
        .set((
            dsl::due_at.eq(ticket.due_at),
            dsl::verdict_due_at.eq(ticket.verdict_due_at),
            dsl::next_due_at.eq(ticket.next_due_at),
            dsl::alarm.eq(ticket.alarm),
        ))
        .execute(conn)
        .map(drop)
}
