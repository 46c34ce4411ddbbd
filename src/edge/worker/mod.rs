//! The worker: leases jobs and letters, does them, puts down what became of them. A job survives a crash at any point:
//! its lease ends and another worker takes it.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch::Receiver;

use crate::base::clock::Clock;
use crate::base::ids::{ArrivalId, JobId, ReplyId, TicketId};
use crate::base::secret::{hex, random};
use crate::desk::{Desk, Error, analyse, deliver, draw, due, find, mailing, notify, watch};
use crate::infra::bell::Bell;
use crate::infra::cell::CellPool;
use crate::infra::db::Db;
use crate::infra::dns::Resolver;
use crate::infra::mailer::Transport;
use crate::record::queue::{self, Job, JobKind, wait};
use crate::record::ticket;

/// How long a job may take, besides its turns in a cell, before another worker takes it: what was in hand at a crash waits
/// that long.
const LEASE: TimeDelta = TimeDelta::seconds(20);
/// A job that failed so often is given up and shown to an administrator.
const TRIES: i32 = 10;
/// The longest sleep: work of other processes, and what became due meanwhile, is found then.
const LOOK: Duration = Duration::from_secs(1);
/// How often promises and notices are looked at.
const WATCH: Duration = Duration::from_secs(15);

/// What the worker works with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Worker {
    /// The database.
    pub db: Db,
    /// What use-cases need to know.
    pub desk: Desk,
    /// The time.
    pub clock: Clock,
    /// Where mail is parsed.
    pub cells: Arc<CellPool>,
    /// Who answers questions about reported mail.
    pub dns: Resolver,
    /// Where mail is drawn.
    pub painters: Arc<CellPool>,
    /// How letters leave.
    pub transport: Arc<Transport>,
    /// What wakes it.
    pub bell: Bell,
}

impl Worker {
    /// Works until `stop` turns true; what was begun is finished.
    pub async fn run(self, stop: Receiver<bool>) {
        let name = random::<6>().map_or_else(|_| "worker".into(), |bytes| hex(&bytes));
        tokio::join!(self.jobs(&name, stop.clone()), self.letters(&name, stop.clone()), self.watch(stop));
    }

    /// Does everything that is due now, jobs and letters, and says how much that was. For tests and the demo.
    pub async fn drain(&self) -> Result<usize, Error> {
        let mut done = 0;
        loop {
            let round = self.some_jobs("drain").await?
                + watch::round(&self.db, &self.desk, self.clock.now()).await?
                + deliver::deliver(&self.db, &self.desk, &self.clock, &self.transport, "drain").await?;
            if round == 0 {
                return Ok(done);
            }
            done += round;
        }
    }

    async fn jobs(&self, name: &str, mut stop: Receiver<bool>) {
        while !*stop.borrow() {
            let idle = match self.some_jobs(name).await {
                Ok(count) => count == 0,
                Err(error) => {
                    tracing::warn!(%error, "no jobs could be taken");
                    true
                }
            };
            if idle {
                tokio::select! {
                    () = self.bell.heard() => {}
                    () = tokio::time::sleep(LOOK) => {}
                    _ = stop.changed() => {}
                }
            }
        }
    }

    async fn letters(&self, name: &str, mut stop: Receiver<bool>) {
        while !*stop.borrow() {
            let idle = match deliver::deliver(&self.db, &self.desk, &self.clock, &self.transport, name).await {
                Ok(count) => count == 0,
                Err(error) => {
                    tracing::warn!(%error, "no letters could be taken");
                    true
                }
            };
            if idle {
                tokio::select! {
                    () = tokio::time::sleep(LOOK) => {}
                    _ = stop.changed() => {}
                }
            }
        }
    }

    async fn watch(&self, mut stop: Receiver<bool>) {
        while !*stop.borrow() {
            match watch::round(&self.db, &self.desk, self.clock.now()).await {
                Ok(0) => {}
                Ok(_) => self.bell.tell(),
                Err(error) => tracing::warn!(%error, "nothing could be watched"),
            }
            tokio::select! {
                () = tokio::time::sleep(WATCH) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Takes as many jobs as may run at the same time, and does them.
    async fn some_jobs(&self, name: &str) -> Result<usize, Error> {
        let (now, who) = (self.clock.now(), name.to_owned());
        let count = i64::try_from(self.desk.config.worker.jobs).unwrap_or(1).max(1);
        // A mail that puts down a used cell is read once more in a fresh one.
        let cell = &self.desk.config.cell;
        let until = now + LEASE + (cell.deadline.delta() + cell.picture_deadline.delta()) * 2;
        let jobs: Vec<Job> =
            self.db.write(move |conn| Ok::<_, Error>(queue::lease(conn, &who, now, until, count)?)).await?;
        let taken = jobs.len();
        let results = futures_util::future::join_all(jobs.iter().map(|job| self.work(job))).await;
        for (job, result) in jobs.into_iter().zip(results) {
            self.finish(job, result).await?;
        }
        if taken > 0 {
            self.bell.tell();
        }
        Ok(taken)
    }

    async fn work(&self, job: &Job) -> Result<(), Error> {
        match job.kind {
            JobKind::Analyse => {
                let help = (&*self.cells, &self.dns);
                analyse::analyse(&self.db, &self.desk, &self.clock, help, ArrivalId(job.subject)).await
            }
            JobKind::Draw => {
                draw::draw(&self.db, &self.desk, &self.clock, &self.painters, ArrivalId(job.subject)).await
            }
            JobKind::ReadReply => {
                mailing::read(&self.db, &self.desk, &self.clock, &self.cells, ReplyId(job.subject)).await
            }
            JobKind::Index => find::one(&self.db, TicketId(job.subject)).await,
            JobKind::Reindex => find::round(&self.db, job.subject, self.clock.now()).await,
            JobKind::Reckon => due::round(&self.db, job.subject, self.clock.now()).await,
            JobKind::Acknowledge => {
                let (desk, id, now) = (self.desk.clone(), TicketId(job.subject), self.clock.now());
                self.db
                    .write(move |conn| {
                        let mut found = ticket::hold(conn, id)?;
                        if found.acknowledged_at.is_none() {
                            notify::acknowledge(conn, &desk, &mut found, now)?;
                            ticket::refresh(conn, &found, now)?;
                        }
                        Ok(())
                    })
                    .await
            }
        }
    }

    async fn finish(&self, job: Job, result: Result<(), Error>) -> Result<(), Error> {
        let (id, now) = (JobId(job.id), self.clock.now());
        let dice = random::<4>().map(u32::from_le_bytes).unwrap_or_default();
        self.db
            .write(move |conn| match result {
                Ok(()) => Ok(queue::done(conn, id)?),
                Err(error) if job.attempts >= TRIES => {
                    tracing::error!(job = id.0, %error, "a job was given up");
                    Ok(queue::give_up(conn, id, now, &error.to_string())?)
                }
                Err(error) => {
                    tracing::warn!(job = id.0, attempts = job.attempts, %error, "a job failed for now");
                    Ok(queue::later(conn, id, now + wait(job.attempts, dice), &error.to_string())?)
                }
            })
            .await
    }
}
