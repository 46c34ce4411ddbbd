//! The directory of reporters: who they are, how they are reached; filled and changed from a table after a look at what would
//! change. Nobody is taken away.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::reporter_record::{self, Record};
use super::{Error, unit};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, ReporterId};
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::paper::table;
use crate::record::agency::{self, Agency, Contact};
use crate::record::audit::{self, Actor, Entry};
use crate::record::people::{self, Person};
use crate::record::ticket::list::{self, Cursor, Filter, Row, Sort};

/// Longest telephone, in characters.
pub const TELEPHONE: usize = 40;
/// Names of the columns of the table, in the order in which they are written.
const COLUMNS: [&str; 3] = ["address", "name", "telephone"];
/// Most lines of a table, and most reporters that are written into one.
const LINES: usize = 20_000;
/// Most people of an agency that are shown.
const PEOPLE: usize = 200;
/// Most people whose addresses fit its rules that are looked at: a finer rule of another agency may claim many.
const LOOKED: i64 = 5_000;

/// A reporter in a list: the person, their unit, and how many tickets they have.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The person.
    pub person: Person,
    /// Their unit; empty where it is not known.
    pub unit: String,
    /// Tickets.
    pub tickets: i64,
}

/// A page of reporters; `ours` are our domains, in which an address may tell the unit.
pub fn page(
    conn: &mut Conn,
    ours: &[String],
    (search, after): (&str, Option<(Instant, i64)>),
    (limit, today): (usize, NaiveDate),
) -> Result<Vec<Listed>, Error> {
    let people = people::reporters(conn, search, after, limit)?;
    listed(conn, ours, people, today)
}

fn listed(conn: &mut Conn, ours: &[String], people: Vec<Person>, today: NaiveDate) -> Result<Vec<Listed>, Error> {
    let counts = people::tickets_of(conn, &people.iter().map(|one| one.id).collect::<Vec<_>>())?;
    let count = |id: i64| counts.iter().find(|(who, _)| *who == id).map_or(0, |(_, count)| *count);
    let wanted: Vec<_> = people.iter().map(|one| (one.address.clone(), today)).collect();
    let units = unit::of_addresses(conn, ours, &wanted)?;
    let with = |(person, unit): (Person, String)| Listed { tickets: count(person.id), person, unit };
    Ok(people.into_iter().zip(units).map(with).collect())
}

/// A reporter with their history.
#[derive(Clone, Debug)]
pub struct File {
    /// The person.
    pub person: Person,
    /// The agency that the directory finds for their address today, with its contacts.
    pub unit: Option<(Agency, Vec<Contact>)>,
    /// What is known of their reports.
    pub record: Record,
    /// Their tickets, the newest first.
    pub tickets: Vec<Row>,
}

/// The file of a reporter, with `limit` tickets behind the row `after`.
pub fn file(
    conn: &mut Conn,
    (id, me): (i64, AccountId),
    (after, limit): (Option<i64>, i64),
    now: Instant,
    today: NaiveDate,
) -> Result<File, Error> {
    let id = ReporterId(id);
    let person = people::person(conn, id)?.ok_or(Error::NotFound)?;
    let after = after.map(|id| Cursor { value: 0, id, exact: false });
    let all = Filter { reporter: Some(id), sort: Sort::Newest, after, limit, ..Filter::read("view=all", me, now) };
    Ok(File {
        unit: reached(conn, &person.address, today)?,
        record: reporter_record::of(conn, id)?,
        tickets: list::page(conn, &all)?,
        person,
    })
}

/// The agency of an address on a day, with its contacts.
pub(super) fn reached(
    conn: &mut Conn,
    address: &str,
    today: NaiveDate,
) -> Result<Option<(Agency, Vec<Contact>)>, Error> {
    let Some(agency) = agency::of_address(conn, address, today)? else { return Ok(None) };
    let contacts = agency::contacts(conn, &[agency.id])?;
    Ok(Some((agency, contacts)))
}

/// An agency with everything that is known of it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The agency under this name.
    pub agency: Agency,
    /// Its other names, the oldest first.
    pub names: Vec<Agency>,
    /// Whom to reach.
    pub contacts: Vec<Contact>,
    /// Rules that say which addresses are theirs.
    pub rules: Vec<String>,
    /// Its reporters by address, at most 200: those for whom no better rule names another agency.
    pub people: Vec<Listed>,
}

/// The agency of a row.
pub fn of_agency(conn: &mut Conn, ours: &[String], id: i64, today: NaiveDate) -> Result<Unit, Error> {
    let agency = agency::by_id(conn, id)?.ok_or(Error::NotFound)?;
    let rules = agency::rules(conn, id)?;
    let found = people::with_endings(conn, &rules, LOOKED)?;
    // On a day on which the name was in force, so that an agency of the past shows its people too.
    let day = agency.valid_until.map_or(today, |until| until.min(today)).max(agency.valid_from);
    let wanted: Vec<_> = found.iter().map(|one| (one.address.clone(), day)).collect();
    let best = agency::of_addresses(conn, &wanted)?;
    let own = found.into_iter().zip(best).filter(|(_, best)| best.as_ref().is_some_and(|best| best.id == id));
    let own = own.map(|(person, _)| person).take(PEOPLE).collect();
    Ok(Unit {
        names: agency::names(conn, &agency.slug)?.into_iter().filter(|other| other.id != id).collect(),
        contacts: agency::contacts(conn, &[id])?,
        people: listed(conn, ours, own, day)?,
        agency,
        rules,
    })
}

/// Writes the telephone of a reporter.
pub fn call_at(conn: &mut Conn, actor: &Actor, now: Instant, id: i64, telephone: &str) -> Result<(), Error> {
    let person = people::person(conn, ReporterId(id))?.ok_or(Error::NotFound)?;
    let telephone =
        telephone_of(telephone).ok_or(Error::Invalid { field: "telephone", message: "reporter-telephone" })?;
    people::set_person(conn, ReporterId(id), &person.name, &telephone)?;
    note(conn, actor, now, ("reporter.change", id))
}

/// A telephone as people write it: digits and signs between them; absent for anything else.
fn telephone_of(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '+' | '(' | ')' | '/' | ',');
    let enough = text.is_empty() || text.chars().filter(char::is_ascii_digit).count() >= 3;
    (text.chars().all(fits) && text.chars().count() <= TELEPHONE && enough).then(|| one_line(text, TELEPHONE))
}

fn note(conn: &mut Conn, actor: &Actor, now: Instant, (action, id): (&str, i64)) -> Result<(), Error> {
    let object = format!("reporter:{id}");
    Ok(audit::append(conn, now, actor, &[Entry { action, object: &object, detail: "" }])?)
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Addresses that are new.
    pub added: Vec<String>,
    /// Addresses of which name or telephone changed.
    pub changed: Vec<String>,
    /// How many lines changed nothing.
    pub same: usize,
    /// Lines that cannot be used: number (the heading is 1) and column.
    pub bad: Vec<(usize, &'static str)>,
}

/// What the import of a table would do; with `write` it is done. An empty cell leaves what is there.
pub fn import(conn: &mut Conn, text: &str, write: Option<(&Actor, Instant)>) -> Result<Plan, Error> {
    let mut rows = table::read(text).into_iter();
    let heading = rows.next().unwrap_or_default();
    let places = COLUMNS.map(|column| heading.iter().position(|name| name.eq_ignore_ascii_case(column)));
    let (mut plan, mut seen) = (Plan::default(), BTreeSet::new());
    for (at, row) in rows.take(LINES).enumerate() {
        let cells = places.map(|place| place.and_then(|at| row.get(at)).map_or("", String::as_str));
        match line(cells) {
            // The first line of an address counts.
            Ok([address, ..]) if !seen.insert(address.clone()) => plan.same += 1,
            Ok(line) => put(conn, &line, write, &mut plan)?,
            Err(column) => plan.bad.push((at + 2, column)),
        }
    }
    Ok(plan)
}

fn line([address, name, telephone]: [&str; 3]) -> Result<[String; 3], &'static str> {
    let address = address.to_lowercase();
    let domain = address.split_once('@').filter(|(local, _)| !local.is_empty()).map_or("", |(_, domain)| domain);
    if !domain.contains('.') || domain.contains('@') || address.contains(char::is_whitespace) || address.len() > 254 {
        return Err("address");
    }
    Ok([address, one_line(name, 120), telephone_of(telephone).ok_or("telephone")?])
}

fn put(
    conn: &mut Conn,
    [address, name, telephone]: &[String; 3],
    write: Option<(&Actor, Instant)>,
    plan: &mut Plan,
) -> Result<(), Error> {
    let known = people::person_at(conn, address)?;
    let or = |new: &String, old: &str| if new.is_empty() { old.to_owned() } else { new.clone() };
    let (name, telephone) = known
        .as_ref()
        .map_or_else(|| (name.clone(), telephone.clone()), |one| (or(name, &one.name), or(telephone, &one.telephone)));
    if known.as_ref().is_some_and(|one| one.name == name && one.telephone == telephone) {
        plan.same += 1;
        return Ok(());
    }
    let (list, action) = match known {
        Some(_) => (&mut plan.changed, "reporter.change"),
        None => (&mut plan.added, "reporter.add"),
    };
    list.push(address.clone());
    let Some((actor, now)) = write else { return Ok(()) };
    let id = match known {
        Some(one) => ReporterId(one.id),
        None => people::upsert(conn, now, address, &name)?,
    };
    people::set_person(conn, id, &name, &telephone)?;
    note(conn, actor, now, (action, id.0))
}

/// The directory as a table, at most 20,000 people, whoever was heard of last first; it can be imported again.
pub fn export(conn: &mut Conn) -> Result<String, Error> {
    let people = people::reporters(conn, "", None, LINES)?;
    let rows = people.iter().map(|one| vec![one.address.as_str(), one.name.as_str(), one.telephone.as_str()]);
    Ok(table::write(std::iter::once(COLUMNS.to_vec()).chain(rows)))
}
