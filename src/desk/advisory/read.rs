//! An advisory as its page shows it, read on one snapshot. Reads only.

use super::super::Error;
use super::content::Content;
use crate::base::ids::{AdvisoryId, CampaignId, TicketId};
use crate::infra::db::{Conn, Db};
use crate::record::advisory::{self, Advisory, Line};
use crate::record::campaign;
use crate::record::ticket;

/// Everything about an advisory.
#[derive(Clone, Debug)]
pub struct AdvisoryFile {
    /// The advisory.
    pub advisory: Advisory,
    /// The version that is shown.
    pub version: i32,
    /// What it says in that version.
    pub content: Content,
    /// What was done with it, the newest first.
    pub history: Vec<Line>,
    /// Public id and title of its campaign.
    pub campaign: Option<(String, String)>,
    /// Number of its ticket.
    pub ticket: Option<String>,
    /// Those whose place it takes.
    pub replaces: Vec<Advisory>,
    /// The one that takes its place.
    pub replaced_by: Option<Advisory>,
    /// Whether there is a picture of the lure.
    pub has_figure: bool,
}

/// The file of an advisory, with what it said in `version`, or says now.
pub fn read(conn: &mut Conn, uuid: &str, version: Option<i32>) -> Result<AdvisoryFile, Error> {
    let found = advisory::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?;
    let version = version.unwrap_or(found.version);
    let json = advisory::content(conn, found.row(), version)?.ok_or(Error::NotFound)?;
    let campaign = found.campaign_id.map(|id| campaign::by_id(conn, CampaignId(id))).transpose()?;
    let ticket = found.ticket_id.map(|id| ticket::by_id(conn, TicketId(id))).transpose()?;
    Ok(AdvisoryFile {
        version,
        content: Content::of_json(&json)?,
        history: advisory::history(conn, found.row())?,
        campaign: campaign.map(|one| (one.uuid, one.title)),
        ticket: ticket.map(|one| one.number),
        replaces: advisory::replaced_by(conn, found.row())?,
        replaced_by: found.replaced_by.map(|id| advisory::by_id(conn, AdvisoryId(id))).transpose()?,
        has_figure: advisory::has_figure(conn, found.row())?,
        advisory: found,
    })
}

/// The picture of the lure, PNG; `NotFound` where there is none.
pub async fn figure(db: &Db, uuid: &str) -> Result<Vec<u8>, Error> {
    let uuid = uuid.to_owned();
    db.read(move |conn| {
        let found = advisory::by_uuid(conn, &uuid)?.ok_or(Error::NotFound)?;
        Ok(advisory::figure(conn, found.row())?.ok_or(Error::NotFound)?.png)
    })
    .await
}
