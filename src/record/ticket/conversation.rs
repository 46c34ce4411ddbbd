//! The conversation of a ticket: mails in, letters out, calls, answers on the status page, and notes that stay inside.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{AccountId, ArrivalId, LetterId, MessageId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{message, outbox};
use crate::text_enum;

text_enum! {
    /// What an entry of the conversation is.
    MessageKind {
        /// The mail that opened the ticket.
        Report = "report",
        /// A later mail of a participant, or of a stranger.
        Followup = "followup",
        /// A person's letter to the reporter.
        Reply = "reply",
        /// A note that stays inside.
        Note = "note",
        /// An automatic letter or a conclusion.
        Letter = "letter",
        /// A telephone call that was logged.
        Call = "call",
        /// Something the reporter said on the status page.
        Answer = "answer",
    }
}

/// An entry to be added.
#[derive(Clone, Debug)]
pub struct NewMessage<'a> {
    /// The ticket.
    pub ticket: TicketId,
    /// What it is.
    pub kind: MessageKind,
    /// The account that wrote it.
    pub account: Option<AccountId>,
    /// The name shown as author: foreign text for mails.
    pub author: &'a str,
    /// Whether it came with a valid reference from somebody who is not on the ticket.
    pub stranger: bool,
    /// Its words; may be empty until the mail is analysed.
    pub body: &'a str,
    /// The mail it came in.
    pub arrival: Option<ArrivalId>,
    /// The letter it went out in.
    pub letter: Option<LetterId>,
    /// When.
    pub at: Instant,
}

/// An entry as it is shown, with the state of its letter.
#[derive(Clone, Debug, Queryable)]
pub struct Message {
    /// Row id.
    pub id: i64,
    /// What it is.
    pub kind: MessageKind,
    /// Author as shown.
    pub author: String,
    /// Whether a stranger wrote it.
    pub stranger: bool,
    /// Words.
    pub body: String,
    /// Row of the mail it came in.
    pub arrival_id: Option<i64>,
    /// Row of the letter it went out in.
    pub outbox_id: Option<i64>,
    /// When.
    pub created_at: Instant,
    /// Kind of the letter (`acknowledgement`, `verdict`…).
    pub letter_kind: Option<String>,
    /// Subject of the letter.
    pub letter_subject: Option<String>,
    /// Body of the letter, word for word, the lookup code masked.
    pub letter_body: Option<String>,
    /// Delivery state: queued, sent, failed, cancelled.
    pub letter_state: Option<String>,
    /// When the letter leaves or left.
    pub letter_due_at: Option<Instant>,
    /// Why it was not delivered.
    pub letter_error: Option<String>,
    /// Who gets a copy of the letter: addresses, separated by blanks.
    pub letter_copies: Option<String>,
}

/// Adds an entry.
pub fn say(conn: &mut Conn, new: &NewMessage<'_>) -> QueryResult<MessageId> {
    diesel::insert_into(message::table)
        .values((
            message::ticket_id.eq(new.ticket.0),
            message::kind.eq(new.kind),
            message::account_id.eq(new.account.map(|id| id.0)),
            message::author.eq(new.author),
            message::stranger.eq(new.stranger),
            message::body.eq(new.body),
            message::arrival_id.eq(new.arrival.map(|id| id.0)),
            message::outbox_id.eq(new.letter.map(|id| id.0)),
            message::created_at.eq(new.at),
        ))
        .returning(message::id)
        .get_result(conn)
        .map(MessageId)
}

/// Fills in the words of a mail once it is analysed.
pub fn set_body(conn: &mut Conn, arrival: ArrivalId, words: &str) -> QueryResult<()> {
    diesel::update(message::table.filter(message::arrival_id.eq(arrival.0)))
        .set(message::body.eq(words))
        .execute(conn)
        .map(drop)
}

/// How often something was said on the status page of a ticket since `since`.
pub fn answers_since(conn: &mut Conn, ticket: TicketId, since: Instant) -> QueryResult<i64> {
    message::table
        .filter(message::ticket_id.eq(ticket.0))
        .filter(message::kind.eq(MessageKind::Answer))
        .filter(message::created_at.gt(since))
        .count()
        .get_result(conn)
}

/// The words of the mail of an arrival, where it has an entry.
pub fn words_of_arrival(conn: &mut Conn, arrival: ArrivalId) -> QueryResult<Option<String>> {
    message::table.filter(message::arrival_id.eq(arrival.0)).select(message::body).first(conn).optional()
}

/// The words of the newest entry of an account at a ticket.
pub fn last_words(conn: &mut Conn, ticket: TicketId, by: AccountId) -> QueryResult<Option<String>> {
    message::table
        .filter(message::ticket_id.eq(ticket.0))
        .filter(message::account_id.eq(by.0))
        .order(message::id.desc())
        .select(message::body)
        .first(conn)
        .optional()
}

/// Binds an entry to its letter.
pub fn bind_letter(conn: &mut Conn, entry: MessageId, letter: LetterId) -> QueryResult<()> {
    diesel::update(message::table.find(entry.0)).set(message::outbox_id.eq(letter.0)).execute(conn).map(drop)
}

/// The whole conversation, the oldest first, at most 500 entries.
pub fn conversation(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<Message>> {
    message::table
        .left_join(outbox::table)
        .filter(message::ticket_id.eq(ticket.0))
        .order(message::id.asc())
        .limit(500)
        .select((
            message::id,
            message::kind,
            message::author,
            message::stranger,
            message::body,
            message::arrival_id,
            message::outbox_id,
            message::created_at,
            outbox::kind.nullable(),
            outbox::subject.nullable(),
            outbox::body.nullable(),
            outbox::state.nullable(),
            outbox::due_at.nullable(),
            outbox::error.nullable(),
            outbox::copies.nullable(),
        ))
        .load(conn)
}

/// Rows of the entries of a ticket, the oldest first.
pub fn entries(conn: &mut Conn, of: TicketId) -> QueryResult<Vec<i64>> {
    message::table.filter(message::ticket_id.eq(of.0)).order(message::id.asc()).select(message::id).load(conn)
}

/// Moves those of these entries (rows) that are at the ticket `from` to another one.
pub fn move_entries(conn: &mut Conn, rows: &[i64], from: TicketId, to: TicketId) -> QueryResult<()> {
    for some in rows.chunks(500) {
        diesel::update(message::table.filter(message::id.eq_any(some)).filter(message::ticket_id.eq(from.0)))
            .set(message::ticket_id.eq(to.0))
            .execute(conn)?;
    }
    Ok(())
}

/// Moves the entry of an arrival to a ticket, where its writer is a stranger or not.
pub fn adopt_arrival(conn: &mut Conn, arrival: ArrivalId, to: TicketId, stranger: bool) -> QueryResult<()> {
    diesel::update(message::table.filter(message::arrival_id.eq(arrival.0)))
        .set((message::ticket_id.eq(to.0), message::stranger.eq(stranger)))
        .execute(conn)
        .map(drop)
}
