//! Who else got the mail of a campaign: a list from the log of the mail server, kept with the campaign. Reporters leave it by
//! themselves. Nobody on it is written to from here: their mailboxes may be in other hands; their units are asked.

use super::ask_list::{self, Read};
use super::{Desk, Error};
use crate::base::clock::Instant;
use crate::base::ids::{AgencyId, CampaignId};
use crate::base::text::list_time;
use crate::infra::db::Conn;
use crate::paper::table;
use crate::record::advisory::{self, Advisory, State};
use crate::record::agency;
use crate::record::audit::{self, Actor, Entry};
use crate::record::campaign::asked::{self, Asked};
use crate::record::campaign::{self, Campaign};

/// The list of a campaign as its page shows it.
#[derive(Clone, Debug)]
pub struct AskFile {
    /// The campaign.
    pub campaign: Campaign,
    /// How many are on the list, reporters among them.
    pub listed: i64,
    /// Those who have not reported, by unit and address.
    pub silent: Vec<Asked>,
    /// Their units with the number of people, most first; the unknown unit is empty.
    pub units: Vec<(String, usize)>,
    /// What they can be warned with: the newest issued advisory of the campaign, else the newest that is being written.
    pub warning: Option<Advisory>,
}

/// Reads a table; people of ours are those whom the desk answers, but not the desk itself.
pub fn read(desk: &Desk, text: &str) -> Read {
    let own = desk.config.mail.address.to_lowercase();
    ask_list::read(text, desk.zone, |address| address != own && desk.answers(address))
}

/// What was read as a table that is read the same again.
pub fn again(read: &Read) -> String {
    let time = |at: &Option<Instant>| at.map(|at| at.and_utc().to_rfc3339()).unwrap_or_default();
    let rows: Vec<(&str, String)> = read.people.iter().map(|(address, at)| (address.as_str(), time(at))).collect();
    table::write(rows.iter().map(|(address, at)| vec![*address, at.as_str()]))
}

/// The list of a campaign.
pub fn open(conn: &mut Conn, uuid: &str) -> Result<AskFile, Error> {
    let campaign = campaign::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?;
    let silent = asked::silent(conn, campaign.row())?;
    let mut units: Vec<(String, usize)> = Vec::new();
    // They come by unit, so equal ones are neighbours.
    for one in &silent {
        let name = one.unit.as_deref().unwrap_or_default();
        match units.last_mut().filter(|(last, _)| last == name) {
            Some((_, count)) => *count += 1,
            None => units.push((name.to_owned(), 1)),
        }
    }
    units.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut warnings = advisory::of_campaign(conn, campaign.row())?;
    warnings.retain(|one| one.state != State::Replaced);
    // They come newest first, and the order of equal ones stays.
    warnings.sort_by_key(|one| one.state != State::Issued);
    let listed = asked::listed(conn, campaign.row())?;
    Ok(AskFile { listed, silent, units, warning: warnings.into_iter().next(), campaign })
}

/// Puts the people of a table on the list, each with the agency of the day of delivery; gives how many are new.
pub fn put(
    conn: &mut Conn,
    desk: &Desk,
    actor: &Actor,
    (uuid, text): (&str, &str),
    now: Instant,
) -> Result<usize, Error> {
    let campaign = campaign::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?;
    let people = read(desk, text).people;
    if people.is_empty() {
        return Err(Error::Invalid { field: "table", message: "asked-nobody" });
    }
    let wanted: Vec<_> = people.iter().map(|(address, at)| (address.clone(), at.unwrap_or(now).date())).collect();
    let agencies = agency::of_addresses(conn, &wanted)?;
    let rows: Vec<_> =
        people.into_iter().zip(agencies).map(|((address, at), found)| (address, found.map(|one| one.id), at)).collect();
    let new = asked::put(conn, campaign.row(), &rows)?;
    let object = format!("campaign:{uuid}");
    audit::append(conn, now, actor, &[Entry { action: "campaign.asked", object: &object, detail: &new.to_string() }])?;
    Ok(new)
}

/// Empties the list of a campaign.
pub fn clear(conn: &mut Conn, actor: &Actor, uuid: &str, now: Instant) -> Result<(), Error> {
    let campaign = campaign::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?;
    let count = asked::clear(conn, campaign.row())?;
    let (object, detail) = (format!("campaign:{uuid}"), count.to_string());
    audit::append(conn, now, actor, &[Entry { action: "campaign.asked-clear", object: &object, detail: &detail }])?;
    Ok(())
}

/// Those who have not reported, as a table for a spreadsheet: unit, address, time of delivery.
pub fn export(desk: &Desk, file: &AskFile, heading: [&str; 3]) -> String {
    let rows: Vec<[String; 3]> = file
        .silent
        .iter()
        .map(|one| {
            let at = one.delivered_at.map(|at| list_time(at, desk.zone)).unwrap_or_default();
            [one.unit.clone().unwrap_or_default(), one.address.clone(), at]
        })
        .collect();
    let rows = rows.iter().map(|row| row.iter().map(String::as_str).collect());
    table::write(std::iter::once(heading.to_vec()).chain(rows))
}

/// The agencies of those who have not reported, each once: whom a warning is for.
pub fn silent_agencies(conn: &mut Conn, campaign: CampaignId) -> Result<Vec<AgencyId>, Error> {
    Ok(asked::silent_agencies(conn, campaign)?)
}

/// The agencies of those who have not reported, for an advisory by its public id: whom it should warn; none without a campaign.
pub fn to_warn(conn: &mut Conn, advisory: &str) -> Result<Vec<AgencyId>, Error> {
    let found = advisory::by_uuid(conn, advisory)?.ok_or(Error::NotFound)?;
    found.campaign_id.map_or(Ok(Vec::new()), |campaign| silent_agencies(conn, CampaignId(campaign)))
}
