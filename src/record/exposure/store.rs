//! Rows of exposed mailboxes and of the steps taken.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::{Step, What};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, ExposedId, LetterId, TicketId};
use crate::infra::db::schema::{account, exposed, exposed_step, ticket};
use crate::infra::db::{Backend, Conn};

/// An exposed mailbox as its row holds it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = exposed)]
pub struct Exposed {
    /// Row id.
    pub id: i64,
    /// Its address, lower case.
    pub mailbox: String,
    /// Whose it is; may be empty.
    pub person: String,
    /// Their unit; may be empty.
    pub unit: String,
    /// What happened.
    pub what: What,
    /// When it happened, in a person's words; may be empty.
    pub happened: String,
    /// Row of the ticket that told of it.
    pub ticket_id: Option<i64>,
    /// When it was put on the board.
    pub opened_at: Instant,
    /// Who put it there; nobody where a reporter told it.
    pub opened_by: Option<i64>,
    /// When the last step was taken.
    pub closed_at: Option<Instant>,
    /// Row of the letter that told its unit.
    pub outbox_id: Option<i64>,
}

/// An exposed mailbox to be added.
#[derive(Clone, Debug)]
pub struct NewExposed {
    /// Its address, lower case.
    pub mailbox: String,
    /// Whose it is.
    pub person: String,
    /// Their unit.
    pub unit: String,
    /// What happened.
    pub what: What,
    /// When it happened, in a person's words.
    pub happened: String,
    /// The ticket that told of it.
    pub ticket: Option<TicketId>,
}

/// A step that was taken: which, whether it was found needless, by whom, when.
#[derive(Clone, Debug, Queryable)]
pub struct Taken {
    /// Row of the mailbox.
    pub exposed_id: i64,
    /// Which step.
    pub step: Step,
    /// Whether it was found not to be needed.
    pub needless: bool,
    /// Name of who took it.
    pub by: Option<String>,
    /// When.
    pub at: Instant,
}

fn columns() -> <Exposed as Selectable<Backend>>::SelectExpression {
    <Exposed as Selectable<Backend>>::construct_selection()
}

/// Adds a mailbox; a case without steps is closed at once.
pub fn add(conn: &mut Conn, new: &NewExposed, by: Option<AccountId>, at: Instant) -> QueryResult<ExposedId> {
    diesel::insert_into(exposed::table)
        .values((
            exposed::mailbox.eq(&new.mailbox),
            exposed::person.eq(&new.person),
            exposed::unit.eq(&new.unit),
            exposed::what.eq(new.what),
            exposed::happened.eq(&new.happened),
            exposed::ticket_id.eq(new.ticket.map(|id| id.0)),
            exposed::opened_at.eq(at),
            exposed::opened_by.eq(by.map(|id| id.0)),
            exposed::closed_at.eq(new.what.steps().is_empty().then_some(at)),
        ))
        .returning(exposed::id)
        .get_result(conn)
        .map(ExposedId)
}

/// The mailbox of a row.
pub fn by_id(conn: &mut Conn, id: ExposedId) -> QueryResult<Exposed> {
    exposed::table.find(id.0).select(columns()).first(conn)
}

/// The open case of a mailbox.
pub fn open_of(conn: &mut Conn, mailbox: &str) -> QueryResult<Option<Exposed>> {
    let open = exposed::table.filter(exposed::mailbox.eq(mailbox)).filter(exposed::closed_at.is_null());
    open.select(columns()).first(conn).optional()
}

/// The mailboxes of which a ticket told, the newest first, at most 50.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<Exposed>> {
    let all = exposed::table.filter(exposed::ticket_id.eq(ticket.0));
    all.order(exposed::id.desc()).limit(50).select(columns()).load(conn)
}

/// Whether a ticket told of a mailbox that is not secured yet.
pub fn open_at(conn: &mut Conn, ticket: TicketId) -> QueryResult<bool> {
    let open = exposed::table.filter(exposed::ticket_id.eq(ticket.0)).filter(exposed::closed_at.is_null());
    diesel::select(diesel::dsl::exists(open)).get_result(conn)
}

/// Those of these tickets that told of a mailbox which is not secured yet.
pub fn open_among(conn: &mut Conn, tickets: &[i64]) -> QueryResult<BTreeSet<i64>> {
    let open = exposed::table.filter(exposed::ticket_id.eq_any(tickets)).filter(exposed::closed_at.is_null());
    let found: Vec<Option<i64>> = open.select(exposed::ticket_id).load(conn)?;
    Ok(found.into_iter().flatten().collect())
}

/// The board: cases that are open, or with `closed` those that are not, the newest first, at most 200, with their tickets'
/// numbers.
pub fn board(conn: &mut Conn, closed: bool) -> QueryResult<Vec<(Exposed, Option<String>)>> {
    let mut query = exposed::table.left_join(ticket::table).into_boxed::<Backend>();
    query = if closed {
        query.filter(exposed::closed_at.is_not_null())
    } else {
        query.filter(exposed::closed_at.is_null())
    };
    query.order(exposed::id.desc()).limit(200).select((columns(), ticket::number.nullable())).load(conn)
}

/// Puts down something graver about a mailbox.
pub fn raise(conn: &mut Conn, id: ExposedId, what: What, happened: &str) -> QueryResult<()> {
    diesel::update(exposed::table.find(id.0))
        .set((exposed::what.eq(what), exposed::happened.eq(happened)))
        .execute(conn)
        .map(drop)
}

/// Puts down which letter told the unit.
pub fn told_by(conn: &mut Conn, id: ExposedId, letter: LetterId) -> QueryResult<()> {
    diesel::update(exposed::table.find(id.0)).set(exposed::outbox_id.eq(letter.0)).execute(conn).map(drop)
}

/// Those of these mailboxes (lower case) that have an open case.
pub fn exposed_among(conn: &mut Conn, mailboxes: &[String]) -> QueryResult<BTreeSet<String>> {
    let open = exposed::table.filter(exposed::mailbox.eq_any(mailboxes)).filter(exposed::closed_at.is_null());
    let found: Vec<String> = open.select(exposed::mailbox).load(conn)?;
    Ok(found.into_iter().collect())
}

/// Ties a case to the ticket that tells of it.
pub fn link(conn: &mut Conn, id: ExposedId, ticket: TicketId) -> QueryResult<()> {
    diesel::update(exposed::table.find(id.0)).set(exposed::ticket_id.eq(ticket.0)).execute(conn).map(drop)
}

/// Closes a case, or with nothing opens it again.
pub fn set_closed(conn: &mut Conn, id: ExposedId, at: Option<Instant>) -> QueryResult<()> {
    diesel::update(exposed::table.find(id.0)).set(exposed::closed_at.eq(at)).execute(conn).map(drop)
}

/// Puts down that a step was taken, or found needless.
pub fn take(conn: &mut Conn, id: ExposedId, step: Step, needless: bool, by: AccountId, at: Instant) -> QueryResult<()> {
    undo(conn, id, step)?;
    diesel::insert_into(exposed_step::table)
        .values((
            exposed_step::exposed_id.eq(id.0),
            exposed_step::step.eq(step),
            exposed_step::needless.eq(needless),
            exposed_step::account_id.eq(by.0),
            exposed_step::at.eq(at),
        ))
        .execute(conn)
        .map(drop)
}

/// Takes a step back.
pub fn undo(conn: &mut Conn, id: ExposedId, step: Step) -> QueryResult<()> {
    diesel::delete(exposed_step::table.find((id.0, step))).execute(conn).map(drop)
}

/// The steps taken for these mailboxes, by mailbox.
pub fn taken(conn: &mut Conn, ids: &[i64]) -> QueryResult<BTreeMap<i64, Vec<Taken>>> {
    let all: Vec<Taken> = exposed_step::table
        .left_join(account::table)
        .filter(exposed_step::exposed_id.eq_any(ids))
        .order((exposed_step::exposed_id, exposed_step::at))
        .select((
            exposed_step::exposed_id,
            exposed_step::step,
            exposed_step::needless,
            account::name.nullable(),
            exposed_step::at,
        ))
        .load(conn)?;
    let mut by_mailbox: BTreeMap<i64, Vec<Taken>> = BTreeMap::new();
    for one in all {
        by_mailbox.entry(one.exposed_id).or_default().push(one);
    }
    Ok(by_mailbox)
}

/// Rows of the cases of a ticket.
pub fn rows_of(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<i64>> {
    exposed::table.filter(exposed::ticket_id.eq(ticket.0)).order(exposed::id.asc()).select(exposed::id).load(conn)
}

/// Moves those of these cases (rows) that are at the ticket `from` to another one.
pub fn transfer(conn: &mut Conn, rows: &[i64], from: TicketId, to: TicketId) -> QueryResult<()> {
    diesel::update(exposed::table.filter(exposed::id.eq_any(rows)).filter(exposed::ticket_id.eq(from.0)))
        .set(exposed::ticket_id.eq(to.0))
        .execute(conn)
        .map(drop)
}
