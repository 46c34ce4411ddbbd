//! Rows of agencies, their contacts and rules.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::directory::candidates;
use super::line::{Kind, Line};
use crate::base::ids::AgencyId;
use crate::infra::db::schema::{agency, agency_contact, agency_rule};
use crate::infra::db::{Backend, Conn};

/// Most rules that are asked for at a time.
const PATTERNS: usize = 5_000;

/// An agency as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = agency)]
pub struct Agency {
    /// Row id.
    pub id: i64,
    /// Short name, the same under every name of the agency.
    pub slug: String,
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Group in which it is addressed.
    pub band: String,
    /// First day of the name.
    pub valid_from: NaiveDate,
    /// Last day of the name.
    pub valid_until: Option<NaiveDate>,
}

impl Agency {
    /// Whether the name is in force on a day.
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        self.valid_from <= on && self.valid_until.is_none_or(|until| until >= on)
    }
}

/// Whom to reach at an agency.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = agency_contact)]
pub struct Contact {
    /// Row id.
    pub id: i64,
    /// Row of the agency.
    pub agency_id: i64,
    /// Mail address, lower case.
    pub mail: String,
    /// Name, may be empty.
    pub person: String,
    /// Post, may be empty.
    pub post: String,
    /// Telephone, may be empty.
    pub telephone: String,
}

/// What putting a line did, or would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The agency is new.
    Added,
    /// Something of it changed.
    Changed,
    /// Everything was there.
    Same,
}

/// The agencies whose name is in force on a day, by group and name; at most 2,000.
pub fn in_force(conn: &mut Conn, on: NaiveDate) -> QueryResult<Vec<Agency>> {
    agency::table
        .filter(agency::valid_from.le(on))
        .filter(agency::valid_until.is_null().or(agency::valid_until.ge(on)))
        .order((agency::band.asc(), agency::name.asc(), agency::id.asc()))
        .limit(2_000)
        .select(<Agency as Selectable<Backend>>::construct_selection())
        .load(conn)
}

/// The contacts of these agencies, the oldest first; at most 5,000.
pub fn contacts(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<Contact>> {
    agency_contact::table
        .filter(agency_contact::agency_id.eq_any(of))
        .order(agency_contact::id.asc())
        .limit(5_000)
        .select(<Contact as Selectable<Backend>>::construct_selection())
        .load(conn)
}

/// The agency whose rule fits an address best on a day; `None` is an unknown unit.
pub fn of_address(conn: &mut Conn, address: &str, on: NaiveDate) -> QueryResult<Option<Agency>> {
    Ok(of_addresses(conn, &[(address.to_owned(), on)])?.pop().flatten())
}

/// The agencies of several addresses, each on its day, in the order of the addresses.
pub fn of_addresses(conn: &mut Conn, wanted: &[(String, NaiveDate)]) -> QueryResult<Vec<Option<Agency>>> {
    let all: BTreeSet<String> = wanted.iter().flat_map(|(address, _)| candidates(address)).collect();
    let all: Vec<String> = all.into_iter().collect();
    let mut rules: HashMap<String, Vec<Agency>> = HashMap::new();
    for some in all.chunks(PATTERNS) {
        let found: Vec<(String, Agency)> = agency_rule::table
            .inner_join(agency::table)
            .filter(agency_rule::pattern.eq_any(some))
            .order(agency_rule::id.asc())
            .select((agency_rule::pattern, <Agency as Selectable<Backend>>::construct_selection()))
            .load(conn)?;
        for (pattern, agency) in found {
            rules.entry(pattern).or_default().push(agency);
        }
    }
    let of = |(address, on): &(String, NaiveDate)| {
        let fitting = candidates(address).into_iter().filter_map(|pattern| rules.get(&pattern));
        fitting.flatten().find(|agency| agency.is_in_force(*on)).cloned()
    };
    Ok(wanted.iter().map(of).collect())
}

/// Puts a line of the table: agency, contact and rules that are not there yet are added, others changed, nothing is taken
/// away. With `write` off it only says what it would do.
pub fn put(conn: &mut Conn, line: &Line, write: bool) -> QueryResult<(Outcome, Option<AgencyId>)> {
    let known: Option<Agency> = agency::table
        .filter(agency::slug.eq(&line.slug))
        .filter(agency::valid_from.eq(line.from))
        .select(<Agency as Selectable<Backend>>::construct_selection())
        .first(conn)
        .optional()?;
    let (mut outcome, id) = match known {
        None => (Outcome::Added, if write { Some(add(conn, line)?) } else { None }),
        Some(row) => {
            let same = row.name == line.name
                && row.kind == line.kind
                && row.band == line.band
                && row.valid_until == line.until;
            if !same && write {
                rename(conn, row.id, line)?;
            }
            (if same { Outcome::Same } else { Outcome::Changed }, Some(row.id))
        }
    };
    if let Some(id) = id {
        let more = put_contact(conn, id, line, write)? | put_rules(conn, id, line, write)?;
        if more && outcome == Outcome::Same {
            outcome = Outcome::Changed;
        }
    }
    Ok((outcome, id.map(AgencyId)))
}

fn add(conn: &mut Conn, line: &Line) -> QueryResult<i64> {
    diesel::insert_into(agency::table)
        .values((
            agency::slug.eq(&line.slug),
            agency::name.eq(&line.name),
            agency::kind.eq(line.kind),
            agency::band.eq(&line.band),
            agency::valid_from.eq(line.from),
            agency::valid_until.eq(line.until),
        ))
        .returning(agency::id)
        .get_result(conn)
}

fn rename(conn: &mut Conn, id: i64, line: &Line) -> QueryResult<()> {
    diesel::update(agency::table.find(id))
        .set((
            agency::name.eq(&line.name),
            agency::kind.eq(line.kind),
            agency::band.eq(&line.band),
            agency::valid_until.eq(line.until),
        ))
        .execute(conn)
        .map(drop)
}

/// Puts the contact of a line; says whether that changes anything.
fn put_contact(conn: &mut Conn, id: i64, line: &Line, write: bool) -> QueryResult<bool> {
    let [person, post, mail, telephone] = &line.contact;
    if mail.is_empty() {
        return Ok(false);
    }
    let known: Option<Contact> = agency_contact::table
        .filter(agency_contact::agency_id.eq(id))
        .filter(agency_contact::mail.eq(mail))
        .select(<Contact as Selectable<Backend>>::construct_selection())
        .first(conn)
        .optional()?;
    let values =
        (agency_contact::person.eq(person), agency_contact::post.eq(post), agency_contact::telephone.eq(telephone));
    match known {
        Some(row) if row.person == *person && row.post == *post && row.telephone == *telephone => return Ok(false),
        Some(row) if write => {
            diesel::update(agency_contact::table.find(row.id)).set(values).execute(conn)?;
        }
        None if write => {
            diesel::insert_into(agency_contact::table)
                .values((agency_contact::agency_id.eq(id), agency_contact::mail.eq(mail), values))
                .execute(conn)?;
        }
        _ => {}
    }
    Ok(true)
}

/// Puts the rules of a line; says whether that changes anything.
fn put_rules(conn: &mut Conn, id: i64, line: &Line, write: bool) -> QueryResult<bool> {
    let known: Vec<String> =
        agency_rule::table.filter(agency_rule::agency_id.eq(id)).select(agency_rule::pattern).load(conn)?;
    let mut changed = false;
    for pattern in line.patterns.iter().filter(|pattern| !known.contains(pattern)) {
        changed = true;
        if write {
            diesel::insert_into(agency_rule::table)
                .values((agency_rule::agency_id.eq(id), agency_rule::pattern.eq(pattern)))
                .execute(conn)?;
        }
    }
    Ok(changed)
}

/// The whole directory as lines of the table: one an agency, one more for each further contact; at most 5,000 agencies.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Line>> {
    let agencies: Vec<Agency> = agency::table
        .order((agency::band.asc(), agency::slug.asc(), agency::valid_from.asc()))
        .limit(5_000)
        .select(<Agency as Selectable<Backend>>::construct_selection())
        .load(conn)?;
    let ids: Vec<i64> = agencies.iter().map(|row| row.id).collect();
    let reached = contacts(conn, &ids)?;
    let rules: Vec<(i64, String)> = agency_rule::table
        .order(agency_rule::id.asc())
        .limit(20_000)
        .select((agency_rule::agency_id, agency_rule::pattern))
        .load(conn)?;
    let mut lines = Vec::new();
    for row in agencies {
        let patterns = rules.iter().filter(|(id, _)| *id == row.id).map(|(_, pattern)| pattern.clone()).collect();
        let mut line = Line {
            slug: row.slug,
            name: row.name,
            kind: row.kind,
            band: row.band,
            from: row.valid_from,
            until: row.valid_until,
            contact: Default::default(),
            patterns,
        };
        let mut own = reached.iter().filter(|contact| contact.agency_id == row.id).peekable();
        if own.peek().is_none() {
            lines.push(line);
            continue;
        }
        for one in own {
            line.contact = [one.person.clone(), one.post.clone(), one.mail.clone(), one.telephone.clone()];
            lines.push(line.clone());
            line.patterns.clear();
        }
    }
    Ok(lines)
}

/// The agency of a row.
pub fn by_id(conn: &mut Conn, id: i64) -> QueryResult<Option<Agency>> {
    agency::table.find(id).select(<Agency as Selectable<Backend>>::construct_selection()).first(conn).optional()
}

/// All names of an agency, the oldest first.
pub fn names(conn: &mut Conn, slug: &str) -> QueryResult<Vec<Agency>> {
    agency::table
        .filter(agency::slug.eq(slug))
        .order(agency::valid_from.asc())
        .limit(50)
        .select(<Agency as Selectable<Backend>>::construct_selection())
        .load(conn)
}

/// The rules of an agency, the oldest first.
pub fn rules(conn: &mut Conn, id: i64) -> QueryResult<Vec<String>> {
    agency_rule::table
        .filter(agency_rule::agency_id.eq(id))
        .order(agency_rule::id.asc())
        .limit(100)
        .select(agency_rule::pattern)
        .load(conn)
}

/// Rows and names of these agencies, whether in force or not.
pub fn named(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<(i64, String)>> {
    agency::table.filter(agency::id.eq_any(of)).select((agency::id, agency::name)).load(conn)
}
