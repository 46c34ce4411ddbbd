//! Rows of the audit log.

use diesel::prelude::*;

use super::digest;
use crate::base::clock::Instant;
use crate::base::ids::AccountId;
use crate::infra::db::schema::audit;
use crate::infra::db::{Backend, Conn, lock_audit};

/// Who did something, and from which network address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The program itself: intake, analysis, delivery.
    System,
    /// Somebody at the command line of the server.
    Console,
    /// A person who signed in, at a network address.
    Account(AccountId, String),
    /// A program with a token: its row, its network address.
    Token(i64, String),
    /// A person without an account: a reporter on the status page, somebody at the sign-in page; a network address.
    Visitor(String),
}

impl Actor {
    /// The account, where a person signed in.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Account(id, _) => Some(*id),
            _ => None,
        }
    }

    fn word(&self) -> String {
        match self {
            Self::System => "system".into(),
            Self::Console => "console".into(),
            Self::Account(id, _) => format!("account:{id}"),
            Self::Token(id, _) => format!("token:{id}"),
            Self::Visitor(_) => "visitor".into(),
        }
    }

    fn address(&self) -> &str {
        match self {
            Self::System | Self::Console => "",
            Self::Account(_, address) | Self::Token(_, address) | Self::Visitor(address) => address,
        }
    }
}

/// What is put down. Words for programs; no subject, body, address of a reporter or secret goes into `detail`.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// What was done: `ticket.verdict`, `session.open`.
    pub action: &'a str,
    /// To which record: `ticket:HOTRO-2026-000123`, `account:7`.
    pub object: &'a str,
    /// From what to what: `new>triage`.
    pub detail: &'a str,
}

/// A row as it is read.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = audit)]
pub struct Line {
    /// Row id, rising with time.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// Who: `account:7`, `token:2`, `system`, `console`, `visitor`.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To which record.
    pub object: String,
    /// From what to what.
    pub detail: String,
    /// Network address of the actor, empty for the program itself.
    pub address: String,
    /// Digest of the row before; empty for the first.
    pub previous: String,
    /// Digest of this row.
    pub hash: String,
}

/// Adds rows behind the last one. Call it last in a transaction: on PostgreSQL it makes other writers wait.
pub fn append(conn: &mut Conn, at: Instant, actor: &Actor, entries: &[Entry<'_>]) -> QueryResult<()> {
    if entries.is_empty() {
        return Ok(());
    }
    lock_audit(conn)?;
    let last: Option<String> = audit::table.select(audit::hash).order(audit::id.desc()).first(conn).optional()?;
    let mut previous = last.unwrap_or_default();
    let (actor, address) = (actor.word(), actor.address());
    for entry in entries {
        let hash = digest(&previous, at, [&actor, entry.action, entry.object, entry.detail, address]);
        diesel::insert_into(audit::table)
            .values((
                audit::at.eq(at),
                audit::actor.eq(&actor),
                audit::action.eq(entry.action),
                audit::object.eq(entry.object),
                audit::detail.eq(entry.detail),
                audit::address.eq(address),
                audit::previous.eq(&previous),
                audit::hash.eq(&hash),
            ))
            .execute(conn)?;
        previous = hash;
    }
    Ok(())
}

/// Whether somebody did `action` to a record at or after `since`; looks only at the record's newest 200 rows.
pub fn has_since(conn: &mut Conn, actor: &Actor, action: &str, object: &str, since: Instant) -> QueryResult<bool> {
    let rows: Vec<(Instant, String, String)> = audit::table
        .filter(audit::object.eq(object))
        .order(audit::id.desc())
        .limit(200)
        .select((audit::at, audit::actor, audit::action))
        .load(conn)?;
    let who = actor.word();
    Ok(rows.iter().any(|(at, by, what)| *at >= since && *by == who && what == action))
}

/// What is looked for in the log; empty fields and absent times ask for nothing.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// To which record.
    pub object: String,
    /// Who did it, as [`Line::actor`].
    pub actor: String,
    /// What was done, the whole word.
    pub action: String,
    /// Not before this instant.
    pub from: Option<Instant>,
    /// Before this instant.
    pub until: Option<Instant>,
}

/// The newest rows older than row `before` (all when absent), at most `limit`, optionally of one record.
pub fn page(conn: &mut Conn, before: Option<i64>, object: Option<&str>, limit: i64) -> QueryResult<Vec<Line>> {
    let sought = Sought { object: object.unwrap_or_default().to_owned(), ..Sought::default() };
    find(conn, before, &sought, limit)
}

/// The newest rows older than row `before` (all when absent) that are looked for, at most `limit`.
pub fn find(conn: &mut Conn, before: Option<i64>, sought: &Sought, limit: i64) -> QueryResult<Vec<Line>> {
    let mut query = audit::table.into_boxed::<Backend>();
    if let Some(before) = before {
        query = query.filter(audit::id.lt(before));
    }
    // Rows rise with time: a time is the row at which it begins.
    if let Some(from) = sought.from {
        let Some(first) = begins(conn, from)? else { return Ok(Vec::new()) };
        query = query.filter(audit::id.ge(first));
    }
    if let Some(first) = sought.until.map(|until| begins(conn, until)).transpose()?.flatten() {
        query = query.filter(audit::id.lt(first));
    }
    if !sought.object.is_empty() {
        query = query.filter(audit::object.eq(&sought.object));
    }
    if !sought.actor.is_empty() {
        query = query.filter(audit::actor.eq(&sought.actor));
    }
    if !sought.action.is_empty() {
        query = query.filter(audit::action.eq(&sought.action));
    }
    query.select(<Line as Selectable<Backend>>::construct_selection()).order(audit::id.desc()).limit(limit).load(conn)
}

/// The first row at or after an instant.
fn begins(conn: &mut Conn, at: Instant) -> QueryResult<Option<i64>> {
    audit::table
        .filter(audit::at.ge(at))
        .order((audit::at.asc(), audit::id.asc()))
        .select(audit::id)
        .first(conn)
        .optional()
}

/// The first row whose digest does not follow from the row before it; `None` when the chain is whole.
/// Reads all rows in pages of 1,000; for `hotro check`.
pub fn broken_at(conn: &mut Conn) -> QueryResult<Option<i64>> {
    let (mut after, mut previous) = (0, String::new());
    loop {
        let rows: Vec<Line> = audit::table
            .filter(audit::id.gt(after))
            .select(<Line as Selectable<Backend>>::construct_selection())
            .order(audit::id.asc())
            .limit(1000)
            .load(conn)?;
        let Some(last) = rows.last() else { return Ok(None) };
        after = last.id;
        for row in rows {
            let expected = digest(&previous, row.at, [&row.actor, &row.action, &row.object, &row.detail, &row.address]);
            if row.previous != previous || row.hash != expected {
                return Ok(Some(row.id));
            }
            previous = row.hash;
        }
    }
}
