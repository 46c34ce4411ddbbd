//! The calendar of work and the rules of what is due, as an administrator keeps them. Every change has the open tickets
//! reckoned anew by the worker.

use chrono::NaiveDate;

use super::{Error, due as reckoning};
use crate::base::clock::Instant;
use crate::base::hours::Stretches;
use crate::base::text::one_line;
use crate::infra::db::{Conn, Db};
use crate::record::agency;
use crate::record::audit::{self, Actor, Entry};
use crate::record::people::Role;
use crate::record::ticket::due;
pub use crate::record::ticket::due::{Day, Harm, Plan, Rule};

/// Most rules.
pub const RULES: usize = 50;
/// The longest promise, in minutes: half a year.
const LONGEST: i32 = 60 * 24 * 183;
/// The roles whose people can be told of what is late.
pub const TOLD: [Role; 3] = [Role::Analyst, Role::Officer, Role::Viewer];

/// The calendar as its page shows it.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// For forms.
    pub version: i32,
    /// Hours of each weekday, Monday first.
    pub week: [Stretches; 7],
    /// The days of the year that differ.
    pub days: Vec<Day>,
    /// The years that have any.
    pub years: Vec<i32>,
}

/// Who changes what was at a version, and when.
#[derive(Clone, Debug)]
pub struct By {
    /// For the audit log.
    pub actor: Actor,
    /// The version that the form was made from.
    pub version: i32,
    /// The present.
    pub now: Instant,
}

impl By {
    /// Notes the change, if nobody else made one since the form was made ([`Error::Conflict`] without a name).
    fn change(&self, conn: &mut Conn, action: &str, detail: &str) -> Result<(), Error> {
        if !due::raise(conn, self.version)? {
            return Err(Error::Conflict { by: String::new() });
        }
        reckoning::all_anew(conn, self.now)?;
        Ok(audit::append(conn, self.now, &self.actor, &[Entry { action, object: "calendar", detail }])?)
    }
}

/// The calendar, with the days of a year.
pub async fn calendar(db: &Db, year: i32) -> Result<Calendar, Error> {
    db.read(move |conn| {
        let (days, years) = due::days(conn, year)?;
        Ok(Calendar { version: due::plan(conn)?.version, week: due::hours(conn)?.week, days, years })
    })
    .await
}

/// Writes the hours of the week as they were typed, Monday first. Errors beside `hours-1` … `hours-7`, and beside `hours`
/// where nobody would ever work.
pub async fn set_week(db: &Db, by: By, typed: [String; 7]) -> Result<(), Error> {
    const FIELDS: [&str; 7] = ["hours-1", "hours-2", "hours-3", "hours-4", "hours-5", "hours-6", "hours-7"];
    let mut week: [Stretches; 7] = <_>::default();
    for ((place, text), field) in week.iter_mut().zip(&typed).zip(FIELDS) {
        *place = Stretches::read(text).ok_or(Error::Invalid { field, message: "calendar-hours-bad" })?;
    }
    if week.iter().all(Stretches::is_empty) {
        return Err(Error::Invalid { field: "hours-1", message: "calendar-no-work" });
    }
    db.write(move |conn| {
        let detail = week.each_ref().map(ToString::to_string).join(" | ");
        by.change(conn, "calendar.hours", &detail)?;
        Ok(due::set_week(conn, &week)?)
    })
    .await
}

/// Writes a day that differs. Errors beside `day` and `name`.
pub async fn put_day(db: &Db, by: By, day: Day) -> Result<(), Error> {
    let day = Day { name: one_line(&day.name, 120), ..day };
    let year = chrono::Datelike::year(&day.day);
    if !(2000..=2100).contains(&year) {
        return Err(Error::Invalid { field: "day", message: "calendar-day-bad" });
    }
    if day.name.is_empty() {
        return Err(Error::Invalid { field: "name", message: "field-empty" });
    }
    db.write(move |conn| {
        let what = if day.works { "works" } else { "off" };
        by.change(conn, "calendar.day", &format!("{} {what} {}", day.day, day.name))?;
        Ok(due::put_day(conn, &day)?)
    })
    .await
}

/// Takes a day that differs away: it is like its weekday then.
pub async fn remove_day(db: &Db, by: By, day: NaiveDate) -> Result<(), Error> {
    db.write(move |conn| {
        if !due::remove_day(conn, day)? {
            return Err(Error::NotFound);
        }
        by.change(conn, "calendar.day", &format!("{day} usual"))
    })
    .await
}

/// A rule with the name of its agency, as people type it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The rule; the row of its agency counts only where it is read.
    pub rule: Rule,
    /// Name of the agency; empty for all.
    pub agency: String,
}

/// The rules as their page shows them.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Version, warning, escalation.
    pub plan: Plan,
    /// In their order.
    pub rules: Vec<Named>,
    /// Names of agencies that a rule can be for.
    pub agencies: Vec<String>,
}

/// The rules, with the agencies in force on a day.
pub async fn rules(db: &Db, on: NaiveDate) -> Result<Rules, Error> {
    db.read(move |conn| {
        let agencies = agency::in_force(conn, on)?;
        let rules = due::rules(conn)?;
        let ids: Vec<i64> = rules.iter().filter_map(|rule| rule.agency_id).collect();
        let named = agency::named(conn, &ids)?;
        let name = |rule: &Rule| {
            let row = named.iter().find(|(id, _)| Some(*id) == rule.agency_id);
            row.map(|(_, name)| name.clone()).unwrap_or_default()
        };
        let rules = rules.into_iter().map(|rule| Named { agency: name(&rule), rule }).collect();
        Ok(Rules { plan: due::plan(conn)?, rules, agencies: agencies.into_iter().map(|one| one.name).collect() })
    })
    .await
}

/// Writes the rules in place of all, in the order of their places. Errors beside `agency`, `time`, `score`, `rules`, `warn`.
pub async fn set_rules(
    db: &Db,
    by: By,
    mut rules: Vec<Named>,
    (warn_minutes, escalate_to): (i32, Option<Role>),
    on: NaiveDate,
) -> Result<(), Error> {
    let wrong = |field, message| Err(Error::Invalid { field, message });
    rules.sort_by_key(|one| one.rule.place);
    // Behind a rule for all no other is ever reached; without one some tickets would have no promise.
    let plain = |one: &Named| one.rule.is_for_all() && one.agency.is_empty();
    if rules.is_empty() || rules.len() > RULES || rules.iter().position(plain) != rules.len().checked_sub(1) {
        return wrong("rules", "due-rules-last");
    }
    for Named { rule, .. } in &rules {
        let fits = |minutes: i32| (1..=LONGEST).contains(&minutes);
        if !fits(rule.answer_minutes) || !fits(rule.verdict_minutes) {
            return wrong("rules", "due-time-bad");
        }
        if rule.score.is_some_and(|score| !(0..=100).contains(&score)) {
            return wrong("rules", "due-score-bad");
        }
    }
    if !(0..=7 * 24 * 60).contains(&warn_minutes) || escalate_to.is_some_and(|role| !TOLD.contains(&role)) {
        return wrong("warn", "due-warn-bad");
    }
    db.write(move |conn| {
        let known = agency::in_force(conn, on)?;
        let before: Vec<i64> = due::rules(conn)?.iter().filter_map(|one| one.agency_id).collect();
        let kept = agency::named(conn, &before)?;
        let mut out = Vec::new();
        for (place, Named { rule, agency }) in (1..).zip(rules) {
            let row = known.iter().map(|one| (one.id, &one.name)).chain(kept.iter().map(|(id, name)| (*id, name)));
            let id = row.into_iter().find(|(_, name)| **name == agency).map(|(id, _)| id);
            if id.is_none() && !agency.is_empty() {
                return Err(Error::Invalid { field: "rules", message: "due-agency-unknown" });
            }
            out.push(Rule { place, agency_id: id, ..rule });
        }
        by.change(conn, "due.rules", &format!("{} rules, warn {warn_minutes}", out.len()))?;
        due::set_rules(conn, &out)?;
        Ok(due::set_plan(conn, warn_minutes, escalate_to.map(Role::word))?)
    })
    .await
}
