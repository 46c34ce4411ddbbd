//! The directory of agencies: filled from a table, after a look at what would change.

use chrono::NaiveDate;

use super::Error;
use crate::base::clock::Instant;
use crate::infra::db::{Conn, Db};
use crate::record::agency::{self, Agency, Bad, Contact, Line, Outcome, SEED};
use crate::record::audit::{self, Actor, Entry};

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Names of agencies that are new.
    pub added: Vec<String>,
    /// Names of agencies of which something changed.
    pub changed: Vec<String>,
    /// How many lines changed nothing.
    pub same: usize,
    /// Lines that cannot be used.
    pub bad: Vec<Bad>,
}

/// The agencies that come with the program and whose names were in force in a year: 2021 or 2026.
pub fn seed(year: i32) -> Option<String> {
    let day = match year {
        2021 => NaiveDate::from_ymd_opt(2021, 3, 11)?,
        2026 => NaiveDate::from_ymd_opt(2026, 1, 1)?,
        _ => return None,
    };
    let (lines, _) = agency::lines(SEED);
    let fits = |line: &Line| line.from <= day && line.until.is_none_or(|until| until >= day);
    Some(agency::text(&lines.into_iter().filter(fits).collect::<Vec<_>>()))
}

/// What the import of a table would do.
pub async fn preview(db: &Db, table: &str) -> Result<Plan, Error> {
    let (lines, bad) = agency::lines(table);
    db.read(move |conn| plan(conn, &lines, bad, None)).await
}

/// Imports a table. Lines that cannot be used are left out and named; nothing is taken away.
pub async fn import(db: &Db, now: Instant, actor: Actor, table: &str) -> Result<Plan, Error> {
    let (lines, bad) = agency::lines(table);
    db.write(move |conn| plan(conn, &lines, bad.clone(), Some((now, &actor)))).await
}

fn plan(conn: &mut Conn, lines: &[Line], bad: Vec<Bad>, write: Option<(Instant, &Actor)>) -> Result<Plan, Error> {
    let mut plan = Plan { bad, ..Plan::default() };
    for line in lines {
        let (outcome, id) = agency::put(conn, line, write.is_some())?;
        let action = match outcome {
            Outcome::Added => {
                // A second line of a new agency is another contact of it.
                if !plan.added.contains(&line.name) {
                    plan.added.push(line.name.clone());
                }
                "agency.add"
            }
            Outcome::Changed => {
                plan.changed.push(line.name.clone());
                "agency.change"
            }
            Outcome::Same => {
                plan.same += 1;
                continue;
            }
        };
        if let (Some((now, actor)), Some(id)) = (write, id) {
            let object = format!("agency:{id}");
            audit::append(conn, now, actor, &[Entry { action, object: &object, detail: &line.slug }])?;
        }
    }
    Ok(plan)
}

/// The agencies whose names are in force on a day, with their contacts.
pub async fn list(db: &Db, on: NaiveDate) -> Result<Vec<(Agency, Vec<Contact>)>, Error> {
    db.read(move |conn| {
        let agencies = agency::in_force(conn, on)?;
        let ids: Vec<i64> = agencies.iter().map(|agency| agency.id).collect();
        let contacts = agency::contacts(conn, &ids)?;
        let of = |id: i64| contacts.iter().filter(|contact| contact.agency_id == id).cloned().collect();
        Ok(agencies.into_iter().map(|agency| (agency.clone(), of(agency.id))).collect())
    })
    .await
}

/// The whole directory as a table, names no longer in force too; it can be imported again.
pub async fn export(db: &Db) -> Result<String, Error> {
    db.read(|conn| Ok(agency::text(&agency::all(conn)?))).await
}
