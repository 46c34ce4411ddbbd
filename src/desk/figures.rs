//! Figures for those who watch over the program.

use diesel::prelude::*;

use super::Error;
use crate::infra::db::Db;
use crate::infra::db::schema::{job, ticket};
use crate::record::outbox;
use crate::record::ticket::Status;

/// How much there is, and how much waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Tickets by state, every state once.
    pub tickets: Vec<(Status, i64)>,
    /// Letters that have not left.
    pub letters_waiting: i64,
    /// Letters that were given up.
    pub letters_failed: i64,
    /// Jobs that are not done.
    pub jobs_waiting: i64,
    /// Jobs that were given up.
    pub jobs_failed: i64,
}

/// Counts everything on one snapshot.
pub async fn figures(db: &Db) -> Result<Figures, Error> {
    db.read(|conn| {
        let counted: Vec<(Status, i64)> =
            ticket::table.group_by(ticket::status).select((ticket::status, diesel::dsl::count_star())).load(conn)?;
        let of = |status| counted.iter().find(|(one, _)| *one == status).map_or(0, |(_, count)| *count);
        let tickets = Status::ALL.iter().map(|status| (*status, of(*status))).collect();
        let (letters_waiting, letters_failed) = outbox::waiting(conn)?;
        let jobs_waiting = job::table.filter(job::failed_at.is_null()).count().get_result(conn)?;
        let jobs_failed = job::table.filter(job::failed_at.is_not_null()).count().get_result(conn)?;
        Ok(Figures { tickets, letters_waiting, letters_failed, jobs_waiting, jobs_failed })
    })
    .await
}
