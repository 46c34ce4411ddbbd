//! Rows of letters.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{AccountId, LetterId, MailingId, TicketId};
use crate::infra::db::schema::outbox;
use crate::infra::db::{Backend, Conn};
use crate::text_enum;

text_enum! {
    /// Where a letter is.
    State {
        /// Not handed over yet.
        Queued = "queued",
        /// Handed over.
        Sent = "sent",
        /// Given up.
        Failed = "failed",
        /// Taken back before it left.
        Cancelled = "cancelled",
    }
}

/// A letter to be queued.
#[derive(Clone, Debug)]
pub struct NewLetter<'a> {
    /// Its ticket; else it is a mailing's.
    pub ticket: Option<TicketId>,
    /// Its mailing.
    pub mailing: Option<MailingId>,
    /// Which letter: `acknowledgement`, `request`, `reply`, `verdict-phishing`…
    pub kind: &'a str,
    /// Tag of its language.
    pub language: &'a str,
    /// Name of the recipient, may be empty.
    pub recipient_name: &'a str,
    /// Address of the recipient, lower case.
    pub recipient: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Body; the lookup code is a placeholder in it.
    pub body: &'a str,
    /// Our Message-ID, without brackets.
    pub message_id: &'a str,
    /// Message-ID of the mail it answers.
    pub in_reply_to: Option<&'a str>,
    /// Message-IDs it refers to, separated by blanks.
    pub refs: &'a str,
    /// Whether a machine writes it.
    pub automatic: bool,
    /// Row of the lookup code to fill in.
    pub lookup: Option<i64>,
    /// When it may leave.
    pub due_at: Instant,
    /// Who caused it.
    pub by: Option<AccountId>,
    /// When it is queued.
    pub at: Instant,
}

/// A letter as its row holds it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub struct Letter {
    /// Row id.
    pub id: i64,
    /// Row of its ticket; else it is a mailing's.
    pub ticket_id: Option<i64>,
    /// Row of its mailing.
    pub mailing_id: Option<i64>,
    /// Which letter.
    pub kind: String,
    /// Tag of its language.
    pub language: String,
    /// Name of the recipient.
    pub recipient_name: String,
    /// Address of the recipient.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Body with the placeholder.
    pub body: String,
    /// Our Message-ID.
    pub message_id: String,
    /// Message-ID of the mail it answers.
    pub in_reply_to: Option<String>,
    /// Message-IDs it refers to.
    pub refs: String,
    /// Whether a machine writes it.
    pub automatic: bool,
    /// Row of the lookup code.
    pub lookup_id: Option<i64>,
    /// Where it is.
    pub state: State,
    /// When it may leave.
    pub due_at: Instant,
    /// How often delivery was begun.
    pub attempts: i32,
    /// Why it was not delivered.
    pub error: Option<String>,
    /// When it was queued.
    pub created_at: Instant,
    /// When it was handed over.
    pub sent_at: Option<Instant>,
    /// Who gets a copy: addresses, separated by blanks.
    pub copies: String,
}

pub(super) fn columns() -> <Letter as Selectable<Backend>>::SelectExpression {
    <Letter as Selectable<Backend>>::construct_selection()
}

/// Queues a letter.
pub fn queue(conn: &mut Conn, new: &NewLetter<'_>) -> QueryResult<LetterId> {
    diesel::insert_into(outbox::table)
        .values((
            (
                outbox::ticket_id.eq(new.ticket.map(|id| id.0)),
                outbox::kind.eq(new.kind),
                outbox::language.eq(new.language),
                outbox::recipient_name.eq(new.recipient_name),
                outbox::recipient.eq(new.recipient),
                outbox::subject.eq(new.subject),
                outbox::body.eq(new.body),
                outbox::message_id.eq(new.message_id),
                outbox::in_reply_to.eq(new.in_reply_to),
            ),
            (
                outbox::refs.eq(new.refs),
                outbox::automatic.eq(new.automatic),
                outbox::lookup_id.eq(new.lookup),
                outbox::state.eq(State::Queued),
                outbox::due_at.eq(new.due_at),
                outbox::attempts.eq(0),
                outbox::created_by.eq(new.by.map(|id| id.0)),
                outbox::created_at.eq(new.at),
                outbox::mailing_id.eq(new.mailing.map(|id| id.0)),
            ),
        ))
        .returning(outbox::id)
        .get_result(conn)
        .map(LetterId)
}

/// Says who gets a copy of a letter: addresses, separated by blanks.
pub fn set_copies(conn: &mut Conn, id: LetterId, copies: &str) -> QueryResult<()> {
    diesel::update(outbox::table.find(id.0)).set(outbox::copies.eq(copies)).execute(conn).map(drop)
}

/// Marks a letter as handed over.
pub fn sent(conn: &mut Conn, id: LetterId, at: Instant) -> QueryResult<()> {
    diesel::update(outbox::table.find(id.0))
        .set((
            outbox::state.eq(State::Sent),
            outbox::sent_at.eq(at),
            outbox::error.eq(None::<String>),
            outbox::leased_until.eq(None::<Instant>),
        ))
        .execute(conn)
        .map(drop)
}

/// Puts a letter back, to be tried again from `due_at`.
pub fn later(conn: &mut Conn, id: LetterId, due_at: Instant, why: &str) -> QueryResult<()> {
    diesel::update(outbox::table.find(id.0))
        .set((outbox::due_at.eq(due_at), outbox::error.eq(why), outbox::leased_until.eq(None::<Instant>)))
        .execute(conn)
        .map(drop)
}

/// Gives a letter up.
pub fn fail(conn: &mut Conn, id: LetterId, why: &str) -> QueryResult<()> {
    diesel::update(outbox::table.find(id.0))
        .set((outbox::state.eq(State::Failed), outbox::error.eq(why), outbox::leased_until.eq(None::<Instant>)))
        .execute(conn)
        .map(drop)
}

/// Takes a letter of these tickets (rows) back if it has not begun to leave; says whether it was in time.
pub fn cancel(conn: &mut Conn, tickets: &[i64], id: LetterId) -> QueryResult<bool> {
    let rows = diesel::update(
        outbox::table
            .find(id.0)
            .filter(outbox::ticket_id.eq_any(tickets))
            .filter(outbox::state.eq(State::Queued))
            .filter(outbox::attempts.eq(0)),
    )
    .set(outbox::state.eq(State::Cancelled))
    .execute(conn)?;
    Ok(rows == 1)
}

/// A letter that its writer can still take back.
#[derive(Clone, Debug, Queryable)]
pub struct Held {
    /// Row id.
    pub id: i64,
    /// Which letter.
    pub kind: String,
    /// Number of its ticket.
    pub number: String,
    /// When it leaves.
    pub due_at: Instant,
}

/// Letters of an account that have not begun to leave, the newest first, at most 5; those of a decision over a whole campaign
/// are taken back there.
pub fn held(conn: &mut Conn, by: AccountId, now: Instant) -> QueryResult<Vec<Held>> {
    use crate::infra::db::schema::{campaign_answer, ticket};
    let whole = campaign_answer::table.filter(campaign_answer::outbox_id.eq(outbox::id.nullable()));
    outbox::table
        .inner_join(ticket::table)
        .filter(diesel::dsl::not(diesel::dsl::exists(whole)))
        .filter(outbox::created_by.eq(by.0))
        .filter(outbox::state.eq(State::Queued))
        .filter(outbox::attempts.eq(0))
        .filter(outbox::due_at.gt(now))
        .order(outbox::id.desc())
        .limit(5)
        .select((outbox::id, outbox::kind, ticket::number, outbox::due_at))
        .load(conn)
}

/// Lets a letter that was given up leave again; says whether there was one.
pub fn retry(conn: &mut Conn, id: LetterId, now: Instant) -> QueryResult<bool> {
    let rows = diesel::update(outbox::table.find(id.0).filter(outbox::state.eq(State::Failed)))
        .set((outbox::state.eq(State::Queued), outbox::due_at.eq(now), outbox::attempts.eq(0)))
        .execute(conn)?;
    Ok(rows == 1)
}

/// The letter of a row.
pub fn by_id(conn: &mut Conn, id: LetterId) -> QueryResult<Letter> {
    outbox::table.find(id.0).select(columns()).first(conn)
}

/// The letters of several rows.
pub fn several(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Letter>> {
    outbox::table.filter(outbox::id.eq_any(ids)).select(columns()).load(conn)
}

/// The letter of a ticket with this Message-ID of ours.
pub fn by_message(conn: &mut Conn, ticket: TicketId, message_id: &str) -> QueryResult<Option<Letter>> {
    outbox::table
        .filter(outbox::ticket_id.eq(ticket.0))
        .filter(outbox::message_id.eq(message_id))
        .select(columns())
        .first(conn)
        .optional()
}

/// The letter of a mailing with this Message-ID of ours.
pub fn of_mailing(conn: &mut Conn, message_id: &str) -> QueryResult<Option<Letter>> {
    outbox::table
        .filter(outbox::message_id.eq(message_id))
        .filter(outbox::mailing_id.is_not_null())
        .select(columns())
        .first(conn)
        .optional()
}

/// The first letter of a mailing.
pub fn first_of_mailing(conn: &mut Conn, mailing: MailingId) -> QueryResult<Option<Letter>> {
    outbox::table
        .filter(outbox::mailing_id.eq(mailing.0))
        .order(outbox::id.asc())
        .select(columns())
        .first(conn)
        .optional()
}

/// The letters of these tickets (rows) to one address (lower case) that were not taken back, the oldest first, at most 100.
pub fn to_person(conn: &mut Conn, tickets: &[i64], recipient: &str) -> QueryResult<Vec<Letter>> {
    outbox::table
        .filter(outbox::ticket_id.eq_any(tickets))
        .filter(outbox::kind.ne("notices"))
        .filter(outbox::recipient.eq(recipient))
        .filter(outbox::state.ne(State::Cancelled))
        .order(outbox::id.asc())
        .limit(100)
        .select(columns())
        .load(conn)
}

/// A letter that told a conclusion.
#[derive(Clone, Debug, Queryable)]
pub struct Told {
    /// Row of its ticket.
    pub ticket: i64,
    /// Row id.
    pub id: i64,
    /// Which letter: `verdict-phishing`…
    pub kind: String,
    /// Where it is.
    pub state: State,
    /// How often delivery was begun.
    pub attempts: i32,
}

/// The letters that told conclusions about these tickets (rows), or are about to, the oldest first.
pub fn told(conn: &mut Conn, tickets: &[i64]) -> QueryResult<Vec<Told>> {
    outbox::table
        .filter(outbox::ticket_id.eq_any(tickets))
        .filter(outbox::kind.like("verdict-%"))
        .filter(outbox::state.eq_any([State::Queued, State::Sent]))
        .order(outbox::id.asc())
        .select((outbox::ticket_id.assume_not_null(), outbox::id, outbox::kind, outbox::state, outbox::attempts))
        .load(conn)
}

/// Takes back those of these letters (rows) that have not begun to leave; gives them.
pub fn cancel_all(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<i64>> {
    diesel::update(
        outbox::table
            .filter(outbox::id.eq_any(ids))
            .filter(outbox::state.eq(State::Queued))
            .filter(outbox::attempts.eq(0)),
    )
    .set(outbox::state.eq(State::Cancelled))
    .returning(outbox::id)
    .get_results(conn)
}

/// Automatic letters queued to an address since `since`.
pub fn recent_automatic(conn: &mut Conn, recipient: &str, since: Instant) -> QueryResult<i64> {
    outbox::table
        .filter(outbox::recipient.eq(recipient))
        .filter(outbox::created_at.gt(since))
        .filter(outbox::automatic.eq(true))
        // What people of the desk are told is no answer to a mail of theirs.
        .filter(outbox::kind.ne("notices"))
        .filter(outbox::state.ne(State::Cancelled))
        .count()
        .get_result(conn)
}

/// Letters waiting to leave, and letters given up.
pub fn waiting(conn: &mut Conn) -> QueryResult<(i64, i64)> {
    let count = |state| outbox::table.filter(outbox::state.eq(state)).count();
    Ok((count(State::Queued).get_result(conn)?, count(State::Failed).get_result(conn)?))
}

/// A letter, the number of its ticket or the public id of its advisory.
pub type Listed = (Letter, Option<String>, Option<String>);

/// Letters with the numbers of their tickets or the public ids of their advisories, the newest first, older than row
/// `before`, optionally in one state.
pub fn page(conn: &mut Conn, state: Option<State>, before: Option<i64>, limit: i64) -> QueryResult<Vec<Listed>> {
    use crate::infra::db::schema::{advisory, mailing, ticket};
    let with_advisory = mailing::table.inner_join(advisory::table);
    let mut query = outbox::table.left_join(ticket::table).left_join(with_advisory).into_boxed::<Backend>();
    if let Some(state) = state {
        query = query.filter(outbox::state.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(outbox::id.lt(before));
    }
    query
        .order(outbox::id.desc())
        .limit(limit)
        .select((columns(), ticket::number.nullable(), advisory::uuid.nullable()))
        .load(conn)
}
