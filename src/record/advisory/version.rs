//! Rows of what was done with an advisory, and what it said from then on.

use diesel::prelude::*;

use super::Step;
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, AdvisoryId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{account, advisory_version};

/// A change to be put down.
#[derive(Clone, Debug)]
pub struct Version<'a> {
    /// The version that it made.
    pub version: i32,
    /// What it was.
    pub step: Step,
    /// What the advisory says from then on, JSON.
    pub content: &'a str,
    /// What was remarked; may be empty.
    pub comment: &'a str,
}

/// A line of the history.
#[derive(Clone, Debug, Queryable)]
pub struct Line {
    /// The version that it made.
    pub version: i32,
    /// What it was.
    pub step: Step,
    /// What was remarked.
    pub comment: String,
    /// Name of who did it.
    pub by: Option<String>,
    /// When.
    pub at: Instant,
}

/// Puts down a change.
pub fn add_version(conn: &mut Conn, of: AdvisoryId, new: &Version<'_>, by: AccountId, at: Instant) -> QueryResult<()> {
    diesel::insert_into(advisory_version::table)
        .values((
            advisory_version::advisory_id.eq(of.0),
            advisory_version::version.eq(new.version),
            advisory_version::step.eq(new.step),
            advisory_version::content.eq(new.content),
            advisory_version::comment.eq(new.comment),
            advisory_version::account_id.eq(by.0),
            advisory_version::at.eq(at),
        ))
        .execute(conn)
        .map(drop)
}

/// What an advisory said in a version, JSON.
pub fn content(conn: &mut Conn, of: AdvisoryId, version: i32) -> QueryResult<Option<String>> {
    advisory_version::table.find((of.0, version)).select(advisory_version::content).first(conn).optional()
}

/// What was done with an advisory, the newest first, at most 200 changes.
pub fn history(conn: &mut Conn, of: AdvisoryId) -> QueryResult<Vec<Line>> {
    advisory_version::table
        .left_join(account::table)
        .filter(advisory_version::advisory_id.eq(of.0))
        .order(advisory_version::version.desc())
        .limit(200)
        .select((
            advisory_version::version,
            advisory_version::step,
            advisory_version::comment,
            account::name.nullable(),
            advisory_version::at,
        ))
        .load(conn)
}
