//! Rows of jobs.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::JobId;
use crate::infra::db::schema::job;
use crate::infra::db::{Backend, Conn};
use crate::text_enum;

text_enum! {
    /// What a job does; its subject is the row it works on.
    JobKind {
        /// Analyse an arrival.
        Analyse = "analyse",
        /// Acknowledge a ticket that was not analysed in time.
        Acknowledge = "acknowledge",
        /// Draw the reported mails of an arrival.
        Draw = "draw",
        /// Read a mail that answers an advisory.
        ReadReply = "read-reply",
        /// Gather what is found of a ticket by searching.
        Index = "index",
        /// The same for many tickets, from a row back.
        Reindex = "reindex",
        /// Reckon what is due of open tickets anew, from a row back.
        Reckon = "reckon",
    }
}

/// A job as it is leased.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = job)]
pub struct Job {
    /// Row id.
    pub id: i64,
    /// What it does.
    pub kind: JobKind,
    /// The row it works on.
    pub subject: i64,
    /// How often it was begun, this time included.
    pub attempts: i32,
    /// Why it failed last.
    pub error: Option<String>,
    /// When it was given up.
    pub failed_at: Option<Instant>,
    /// When it was pushed.
    pub created_at: Instant,
}

fn columns() -> <Job as Selectable<Backend>>::SelectExpression {
    <Job as Selectable<Backend>>::construct_selection()
}

/// Pushes a job that may run from `run_at`.
pub fn push(conn: &mut Conn, kind: JobKind, subject: i64, run_at: Instant, at: Instant) -> QueryResult<()> {
    diesel::insert_into(job::table)
        .values((
            job::kind.eq(kind),
            job::subject.eq(subject),
            job::run_at.eq(run_at),
            job::attempts.eq(0),
            job::created_at.eq(at),
        ))
        .execute(conn)
        .map(drop)
}

/// Takes up to `count` due jobs for `who` until `until`; a job whose holder died comes free when its lease ends.
pub fn lease(conn: &mut Conn, who: &str, now: Instant, until: Instant, count: i64) -> QueryResult<Vec<Job>> {
    let free = job::leased_until.is_null().or(job::leased_until.lt(now));
    let due: Vec<i64> = job::table
        .filter(job::failed_at.is_null())
        .filter(job::run_at.le(now))
        .filter(free)
        .order((job::run_at.asc(), job::id.asc()))
        .limit(count)
        .select(job::id)
        .load(conn)?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    diesel::update(
        job::table.filter(job::id.eq_any(due)).filter(job::leased_until.is_null().or(job::leased_until.lt(now))),
    )
    .set((job::leased_until.eq(until), job::leased_by.eq(who), job::attempts.eq(job::attempts + 1)))
    .returning(columns())
    .get_results(conn)
}

/// Removes a job that is done.
pub fn done(conn: &mut Conn, id: JobId) -> QueryResult<()> {
    diesel::delete(job::table.find(id.0)).execute(conn).map(drop)
}

/// Puts a job back, to run again from `run_at`.
pub fn later(conn: &mut Conn, id: JobId, run_at: Instant, why: &str) -> QueryResult<()> {
    diesel::update(job::table.find(id.0))
        .set((
            job::run_at.eq(run_at),
            job::error.eq(why),
            job::leased_until.eq(None::<Instant>),
            job::leased_by.eq(None::<String>),
        ))
        .execute(conn)
        .map(drop)
}

/// Gives a job up; it stays visible until a person tries it again.
pub fn give_up(conn: &mut Conn, id: JobId, at: Instant, why: &str) -> QueryResult<()> {
    diesel::update(job::table.find(id.0))
        .set((job::failed_at.eq(at), job::error.eq(why), job::leased_until.eq(None::<Instant>)))
        .execute(conn)
        .map(drop)
}

/// Jobs that were given up, the newest first, at most 200.
pub fn failed(conn: &mut Conn) -> QueryResult<Vec<Job>> {
    job::table.filter(job::failed_at.is_not_null()).order(job::id.desc()).limit(200).select(columns()).load(conn)
}

/// Lets a job that was given up run again; says whether there was one.
pub fn retry(conn: &mut Conn, id: JobId, now: Instant) -> QueryResult<bool> {
    let rows = diesel::update(job::table.find(id.0).filter(job::failed_at.is_not_null()))
        .set((job::failed_at.eq(None::<Instant>), job::run_at.eq(now), job::attempts.eq(0)))
        .execute(conn)?;
    Ok(rows == 1)
}
