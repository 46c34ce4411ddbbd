//! Reads the figures of a period and of the one before on one snapshot, in a fixed number of queries.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::count::{self, Counts, minutes};
use super::period::Period;
use crate::base::clock::Instant;
use crate::desk::{Desk, Error, unit};
use crate::infra::db::Conn;
use crate::record::exposure::What;
use crate::record::figures::{self, Row};
use crate::record::ticket::Verdict;

/// Finding codes that say what a lure pretends or asks for.
pub const LURES: &[&str] = &[
    "QUOTA_AND_LINK",
    "THREAT_AND_LINK",
    "VERIFY_AND_LINK",
    "HELD_MAIL",
    "CREDENTIAL_FORM",
    "AUTHORITY_LURE",
    "DOCUMENT_LURE",
    "PAYMENT_LURE",
    "FEE_DEMAND",
    "PARCEL_LURE",
    "PRIZE_LURE",
    "CRYPTO_LURE",
    "ADVANCE_FEE",
    "BEC_REQUEST",
    "EXTORTION",
    "JOB_LURE",
    "INDECENT_OFFER",
    "QR_LINK",
    "DANGEROUS_ATTACHMENT",
];
/// Most campaigns of a table.
const CAMPAIGNS: usize = 50;
/// Most hosts of a table.
const HOSTS: i64 = 15;

/// A campaign of the period. Its title is foreign text.
#[derive(Clone, Debug)]
pub struct Wave {
    /// Public id.
    pub uuid: String,
    /// Title.
    pub title: String,
    /// Tickets in the period.
    pub tickets: i64,
    /// When its first report came, also before the period.
    pub first: Option<Instant>,
    /// Minutes from there to the decision.
    pub verdict: Option<i64>,
    /// Minutes from there to the first issued advisory.
    pub warning: Option<i64>,
    /// Minutes from there to the last exposed mailbox secured, once all are.
    pub secured: Option<i64>,
    /// Exposed mailboxes not secured.
    pub open: i64,
}

/// What a unit reported.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its name; empty where unknown.
    pub name: String,
    /// Tickets.
    pub tickets: i64,
    /// Those found to be phishing or malware.
    pub bad: i64,
    /// People who reported.
    pub reporters: i64,
    /// Exposed mailboxes.
    pub exposed: i64,
}

/// The figures of a period.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// The period.
    pub period: Period,
    /// Its counts.
    pub now: Counts,
    /// Those of the period before.
    pub before: Counts,
    /// From which day, tickets, those found to be phishing or malware.
    pub days: Vec<(chrono::NaiveDate, i64, i64)>,
    /// By unit, most tickets first.
    pub units: Vec<Unit>,
    /// By campaign, most tickets first.
    pub waves: Vec<Wave>,
    /// By finding code, most tickets first.
    pub lures: Vec<(&'static str, i64)>,
    /// Hosts in mails found to be phishing or malware, with their tickets, most first.
    pub hosts: Vec<(String, i64)>,
    /// All units of the period, for choosing one.
    pub known: Vec<String>,
    /// Whether there are more tickets than are counted.
    pub cut: bool,
}

struct Material {
    rows: Vec<Row>,
    boxes: Vec<figures::Mailbox>,
    told: Vec<figures::Told>,
    unit_of: HashMap<String, String>,
}

impl Material {
    fn read(conn: &mut Conn, desk: &Desk, period: &Period) -> Result<Self, Error> {
        let (from, until) = period.span(desk.zone);
        let rows = figures::tickets(conn, from, until)?;
        let boxes = figures::mailboxes(conn, from, until)?;
        let told = figures::advisories(conn, period.from, period.to)?;
        let people = rows.iter().filter_map(|row| row.address.clone());
        let people: BTreeSet<String> = people.chain(boxes.iter().map(|one| one.mailbox.clone())).collect();
        let wanted: Vec<_> = people.into_iter().map(|address| (address, period.to)).collect();
        let names = unit::of_addresses(conn, &desk.config.reporter.domains.0, &wanted)?;
        let unit_of = wanted.into_iter().map(|(address, _)| address).zip(names).collect();
        Ok(Self { rows, boxes, told, unit_of })
    }

    fn unit(&self, address: Option<&str>) -> &str {
        address.and_then(|address| self.unit_of.get(address)).map_or("", String::as_str)
    }

    fn rows(&self, of: Option<&str>) -> Vec<&Row> {
        self.rows.iter().filter(|row| of.is_none_or(|unit| self.unit(row.address.as_deref()) == unit)).collect()
    }

    fn counts(&self, of: Option<&str>, now: Instant) -> Counts {
        let boxes: Vec<_> =
            self.boxes.iter().filter(|one| of.is_none_or(|unit| self.unit(Some(&one.mailbox)) == unit)).collect();
        let told: Vec<_> =
            self.told.iter().filter(|one| of.is_none_or(|unit| one.agency.as_deref() == Some(unit))).collect();
        let without_steps = |what: &str| What::of(what).is_none_or(|what| what.steps().is_empty());
        count::counts(&self.rows(of), &boxes, &told, without_steps, now)
    }
}

/// The figures of a period, of one unit where it is named.
pub fn read(conn: &mut Conn, desk: &Desk, period: Period, of: Option<&str>, now: Instant) -> Result<Statistics, Error> {
    let material = Material::read(conn, desk, &period)?;
    let before = Material::read(conn, desk, &period.before())?.counts(of, now);
    let rows = material.rows(of);
    let known: BTreeSet<&String> = material.unit_of.values().filter(|name| !name.is_empty()).collect();
    let bad: Vec<i64> = rows.iter().filter(|row| is_bad(row)).map(|row| row.id).collect();
    Ok(Statistics {
        now: material.counts(of, now),
        before,
        days: count::days(&rows, &period, desk.zone),
        units: units(&material, of),
        waves: waves(conn, &rows)?,
        lures: lures(conn, &rows)?,
        hosts: figures::hosts(conn, &bad, HOSTS)?,
        known: known.into_iter().cloned().collect(),
        cut: material.rows.len() as i64 >= figures::MOST,
        period,
    })
}

fn is_bad(row: &Row) -> bool {
    matches!(row.verdict.as_deref().and_then(Verdict::of), Some(Verdict::Phishing | Verdict::Malware))
}

fn units(material: &Material, of: Option<&str>) -> Vec<Unit> {
    let mut found: BTreeMap<&str, (i64, i64, BTreeSet<&str>, i64)> = BTreeMap::new();
    for row in material.rows(of) {
        let one = found.entry(material.unit(row.address.as_deref())).or_default();
        one.0 += 1;
        one.1 += i64::from(is_bad(row));
        one.2.extend(row.address.as_deref());
    }
    for one in &material.boxes {
        let unit = material.unit(Some(&one.mailbox));
        if of.is_none_or(|of| of == unit) {
            found.entry(unit).or_default().3 += 1;
        }
    }
    let unit = |(name, (tickets, bad, people, exposed)): (&str, (i64, i64, BTreeSet<&str>, i64))| Unit {
        name: name.to_owned(),
        tickets,
        bad,
        reporters: people.len() as i64,
        exposed,
    };
    let mut units: Vec<Unit> = found.into_iter().map(unit).collect();
    units.sort_by_key(|one| std::cmp::Reverse((one.tickets, one.exposed)));
    units
}

fn waves(conn: &mut Conn, rows: &[&Row]) -> Result<Vec<Wave>, Error> {
    let mut counted: BTreeMap<i64, i64> = BTreeMap::new();
    for id in rows.iter().filter_map(|row| row.campaign) {
        *counted.entry(id).or_default() += 1;
    }
    let mut most: Vec<(i64, i64)> = counted.into_iter().collect();
    most.sort_by_key(|(id, count)| std::cmp::Reverse((*count, *id)));
    most.truncate(CAMPAIGNS);
    let ids: Vec<i64> = most.iter().map(|(id, _)| *id).collect();
    let at = |found: Vec<(i64, Option<Instant>)>| -> BTreeMap<i64, Instant> {
        found.into_iter().filter_map(|(id, at)| Some((id, at?))).collect()
    };
    let first = at(figures::begun(conn, &ids)?);
    // The first word about it, whether it was said of the campaign or of one of its tickets.
    let mut verdict = at(figures::decided(conn, &ids)?);
    for (id, said) in at(figures::concluded(conn, &ids)?) {
        let known = verdict.entry(id).or_insert(said);
        *known = said.min(*known);
    }
    let (warning, secured) = (at(figures::warned(conn, &ids)?), figures::secured(conn, &ids)?);
    let mut names: BTreeMap<i64, (String, String)> =
        figures::campaigns(conn, &ids)?.into_iter().map(|(id, uuid, title)| (id, (uuid, title))).collect();
    let wave = |(id, tickets): (i64, i64)| {
        let (uuid, title) = names.remove(&id)?;
        let begun = first.get(&id).copied();
        let since = |end: Option<&Instant>| begun.zip(end).map(|(from, to)| minutes(from, *to));
        let boxes = || secured.iter().filter(|(of, _)| *of == id);
        let open = boxes().filter(|(_, at)| at.is_none()).count() as i64;
        let last = boxes().filter_map(|(_, at)| at.as_ref()).max().filter(|_| open == 0);
        let (verdict, warning) = (since(verdict.get(&id)), since(warning.get(&id)));
        Some(Wave { uuid, title, tickets, first: begun, verdict, warning, secured: since(last), open })
    };
    Ok(most.into_iter().filter_map(wave).collect())
}

fn lures(conn: &mut Conn, rows: &[&Row]) -> Result<Vec<(&'static str, i64)>, Error> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut found: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for (ticket, codes) in figures::findings(conn, &ids)? {
        for code in LURES.iter().filter(|code| codes.split(' ').any(|one| one == **code)) {
            found.entry(code).or_default().insert(ticket);
        }
    }
    let mut lures: Vec<_> = found.into_iter().map(|(code, tickets)| (code, tickets.len() as i64)).collect();
    lures.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(lures)
}
