//! The calendar of work: hours of each weekday, and the days that differ.

use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;

use crate::base::hours::{Hours, Stretches};
use crate::base::text::Zone;
use crate::infra::db::schema::{calendar_day, work_hours};
use crate::infra::db::{Backend, Conn};

/// Most days of a year that are listed, and most of all years that count.
const YEAR: i64 = 366;
const ALL: i64 = 2_000;

/// A day that differs from its weekday.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = calendar_day)]
pub struct Day {
    /// Which.
    pub day: NaiveDate,
    /// Whether it is worked: in exchange for another.
    pub works: bool,
    /// Why, in the words of the office.
    pub name: String,
    /// Whether the government has yet to announce it.
    pub estimate: bool,
}

/// The whole calendar. Hours that cannot be read are none.
pub fn hours(conn: &mut Conn) -> QueryResult<Hours> {
    let mut week: [Stretches; 7] = <_>::default();
    let rows: Vec<(i64, String)> = work_hours::table.order(work_hours::weekday).limit(7).load(conn)?;
    for (weekday, text) in rows {
        let place = usize::try_from(weekday - 1).ok().and_then(|place| week.get_mut(place));
        if let Some(place) = place {
            *place = Stretches::read(&text).unwrap_or_default();
        }
    }
    let days: Vec<(NaiveDate, bool)> = calendar_day::table
        .order(calendar_day::day.desc())
        .limit(ALL)
        .select((calendar_day::day, calendar_day::works))
        .load(conn)?;
    Ok(Hours { zone: Zone::default(), week, days: days.into_iter().collect() })
}

/// The days of a year that differ, in order; and the years that have any.
pub fn days(conn: &mut Conn, year: i32) -> QueryResult<(Vec<Day>, Vec<i32>)> {
    let ends = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31));
    let (from, until) = (ends.0.unwrap_or_default(), ends.1.unwrap_or_default());
    let found = calendar_day::table
        .filter(calendar_day::day.between(from, until))
        .order(calendar_day::day.asc())
        .limit(YEAR)
        .select(<Day as Selectable<Backend>>::construct_selection())
        .load(conn)?;
    let all: Vec<NaiveDate> =
        calendar_day::table.order(calendar_day::day.desc()).limit(ALL).select(calendar_day::day).load(conn)?;
    let mut years: Vec<i32> = all.into_iter().map(|day| day.year()).collect();
    years.dedup();
    years.reverse();
    Ok((found, years))
}

/// Writes the hours of the week, Monday first.
pub fn set_week(conn: &mut Conn, week: &[Stretches; 7]) -> QueryResult<()> {
    for (weekday, stretches) in (1_i64..).zip(week) {
        diesel::update(work_hours::table.find(weekday))
            .set(work_hours::hours.eq(stretches.to_string()))
            .execute(conn)?;
    }
    Ok(())
}

/// Writes a day down, in place of what was known of it.
pub fn put_day(conn: &mut Conn, day: &Day) -> QueryResult<()> {
    diesel::delete(calendar_day::table.find(day.day)).execute(conn)?;
    diesel::insert_into(calendar_day::table).values(day).execute(conn).map(drop)
}

/// Takes a day away; says whether there was one.
pub fn remove_day(conn: &mut Conn, day: NaiveDate) -> QueryResult<bool> {
    Ok(diesel::delete(calendar_day::table.find(day)).execute(conn)? == 1)
}
