//! Measures against an attack: asked for, carried out, taken off again. The program carries none out itself; it keeps who said
//! what, and letters speak only of what was done.

use super::Error;
use super::by::By;
use crate::base::ids::{CampaignId, MeasureId, TicketId};
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::audit::{self, Entry};
use crate::record::measure::{self, Home, Kind, Listed, Measure, NewMeasure, Stage};
use crate::record::{campaign, evidence, ticket};

/// What could be done: row of the indicator that says so, what, and at what it is aimed.
pub type Proposed = (i64, Kind, String);

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Rows of the indicators that were ticked.
    pub picked: Vec<i64>,
    /// What was typed besides.
    pub typed: Option<(Kind, String)>,
    /// Where it is carried out; may be empty.
    pub system: String,
    /// Whether it is carried out already.
    pub done: bool,
}

/// Most measures that one form asks for.
const MOST: usize = 50;
/// Longest target and name of a system, in characters.
const LONGEST: usize = 500;
/// Most targets that are proposed.
const PROPOSED: i64 = 12;

/// What a measure is asked for on: a ticket's number or a campaign's public id.
#[derive(Clone, Debug)]
pub enum Place {
    /// Number of a ticket.
    Ticket(String),
    /// Public id of a campaign.
    Campaign(String),
}

impl Place {
    fn home(&self, conn: &mut Conn) -> Result<(Home, String), Error> {
        match self {
            Self::Ticket(number) => {
                let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?;
                Ok((Home::Ticket(ticket.row()), ticket.object()))
            }
            Self::Campaign(uuid) => {
                let found = campaign::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?;
                if found.merged_into.is_some() {
                    return Err(Error::Invalid { field: "campaign", message: "campaign-is-merged" });
                }
                Ok((Home::Campaign(found.row()), found.object()))
            }
        }
    }
}

/// Asks for measures, or puts them down as carried out. What is asked for or in force already stays as it is, but is carried
/// out where that is said. Gives how many are new or newly done. Errors beside `target`: nothing named,
/// or nothing that can be blocked.
pub fn ask(conn: &mut Conn, by: &By, place: &Place, asked: &Asked) -> Result<usize, Error> {
    let picked = evidence::indicator::several(conn, &asked.picked)?;
    let picked = picked.into_iter().map(|row| (kind_against(&row.kind), row.value));
    let wanted: Vec<(Kind, String)> = picked.chain(asked.typed.clone()).collect();
    if wanted.is_empty() || wanted.len() > MOST {
        return Err(Error::Invalid { field: "target", message: "measure-nothing" });
    }
    let (home, object) = place.home(conn)?;
    let mut count = 0;
    for (kind, target) in wanted {
        let target = fit(kind, &target)?;
        let new = NewMeasure { kind, target, system: one_line(&asked.system, 100) };
        let known = measure::find(conn, home, &new)?;
        let id = if let Some(id) = known {
            id
        } else {
            put_down(conn, by, (home, &object), Stage::Requested, (new.kind, &new.target))?;
            measure::add(conn, home, &new, by.account, by.now)?
        };
        let carried_out = asked.done && measure::set_done(conn, id, by.account, by.now)?;
        if carried_out {
            put_down(conn, by, (home, &object), Stage::Done, (new.kind, &new.target))?;
        }
        count += usize::from(known.is_none() || carried_out);
    }
    if count == 0 {
        return Err(Error::Invalid { field: "target", message: "measure-known" });
    }
    Ok(count)
}

/// Puts down that a measure was carried out or taken off, and gives where it belongs; `Invalid` where somebody said so before.
pub fn mark(conn: &mut Conn, by: &By, id: MeasureId, stage: Stage) -> Result<Place, Error> {
    let found = measure::by_id(conn, id)?;
    let (home, object, place) = home_of(conn, &found)?;
    let changed = match stage {
        Stage::Requested => false,
        Stage::Done => measure::set_done(conn, id, by.account, by.now)?,
        Stage::Lifted => measure::set_lifted(conn, id, by.account, by.now)?,
    };
    if !changed {
        return Err(Error::Invalid { field: "stage", message: "measure-moved-on" });
    }
    put_down(conn, by, (home, &object), stage, (found.kind, &found.target))?;
    Ok(place)
}

fn home_of(conn: &mut Conn, of: &Measure) -> Result<(Home, String, Place), Error> {
    match (of.ticket_id, of.campaign_id) {
        (Some(id), _) => {
            let ticket = ticket::by_id(conn, TicketId(id))?;
            Ok((Home::Ticket(ticket.row()), ticket.object(), Place::Ticket(ticket.number)))
        }
        (None, Some(id)) => {
            let found = campaign::by_id(conn, CampaignId(id))?;
            Ok((Home::Campaign(found.row()), found.object(), Place::Campaign(found.uuid)))
        }
        (None, None) => Err(Error::NotFound),
    }
}

/// The line of the audit log, and of the timeline where it is a ticket's.
fn put_down(
    conn: &mut Conn,
    by: &By,
    (home, object): (Home, &str),
    stage: Stage,
    (kind, target): (Kind, &str),
) -> Result<(), Error> {
    let detail = format!("{kind} {target}");
    if let Home::Ticket(id) = home {
        ticket::happened(conn, id, by.now, Some(by.account), &format!("measure-{stage}"), &detail)?;
    }
    let action = format!("measure.{stage}");
    Ok(audit::append(conn, by.now, &by.actor, &[Entry { action: &action, object, detail: &detail }])?)
}

/// What a measure is aimed at, as a firewall takes it: what was defanged is written out again, letters are lower case where
/// they do not count.
fn fit(kind: Kind, typed: &str) -> Result<String, Error> {
    let unfit = Error::Invalid { field: "target", message: "measure-target-unfit" };
    let text = one_line(typed, LONGEST);
    if !kind.needs_target() {
        return Ok(text);
    }
    let text = text.replace("[.]", ".").replace("[@]", "@").replace("[:]", ":");
    let plain = match text.get(..4) {
        Some(head) if head.eq_ignore_ascii_case("hxxp") => format!("http{}", text.get(4..).unwrap_or_default()),
        _ => text,
    };
    let host = |host: &str| host.contains('.') && url::Host::parse(host).is_ok();
    let fits = match kind {
        Kind::BlockDomain => host(&plain),
        Kind::BlockUrl => url::Url::parse(&plain).is_ok_and(|url| matches!(url.scheme(), "http" | "https")),
        // A whole domain may be refused as a sender, too.
        Kind::BlockSender => plain.rsplit_once('@').map_or_else(|| host(&plain), |(_, domain)| host(domain)),
        _ => plain.rsplit_once('@').is_some_and(|(local, domain)| !local.is_empty() && host(domain)),
    };
    let spaced = plain.chars().any(char::is_whitespace);
    match (fits && !spaced, kind) {
        (false, _) => Err(unfit),
        (true, Kind::BlockUrl) => Ok(plain),
        (true, _) => Ok(plain.to_lowercase()),
    }
}

/// What an indicator of this kind is stopped by.
fn kind_against(indicator: &str) -> Kind {
    match indicator {
        "address" => Kind::BlockSender,
        "url" => Kind::BlockUrl,
        _ => Kind::BlockDomain,
    }
}

/// What could be blocked, from the indicators of the mails, those of most tickets first; what was asked for already is left
/// out.
fn proposed(conn: &mut Conn, home: Home) -> Result<Vec<Proposed>, Error> {
    let tickets = match home {
        Home::Ticket(id) => vec![id.0],
        Home::Campaign(id) => campaign::member_ids(conn, id)?,
    };
    let found = evidence::indicator::of_tickets(conn, &tickets, PROPOSED)?;
    let known = measure::of_home(conn, home)?;
    let stands = |kind: Kind, target: &str| {
        known
            .iter()
            .any(|one| one.measure.kind == kind && one.measure.target == target && one.measure.lifted_at.is_none())
    };
    let mut out: Vec<Proposed> = Vec::new();
    for row in found {
        let kind = kind_against(&row.kind);
        let Ok(target) = fit(kind, &row.value) else { continue };
        if !stands(kind, &target) && !out.iter().any(|(_, other, named)| *other == kind && *named == target) {
            out.push((row.id, kind, target));
        }
    }
    out.sort_by_key(|(_, kind, _)| Kind::ALL.iter().position(|one| one == kind));
    Ok(out)
}

/// The measures of a place, the newest first, and what else could be blocked; nothing for a campaign that was merged.
pub fn open(conn: &mut Conn, place: &Place) -> Result<(Vec<Listed>, Vec<Proposed>), Error> {
    let home = match place.home(conn) {
        Ok((home, _)) => home,
        Err(Error::Invalid { .. }) => return Ok((Vec::new(), Vec::new())),
        Err(error) => return Err(error),
    };
    Ok((measure::of_home(conn, home)?, proposed(conn, home)?))
}
