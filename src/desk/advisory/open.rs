//! Opening a draft: the one that there is, or a new one from what a campaign or a ticket shows; and the draft that will
//! replace what was issued.

use super::super::{Desk, Error, seal};
use super::change::Act;
use super::content::Content;
use super::facts::{self, Ground};
use super::figure;
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, AdvisoryId, CampaignId, TicketId, public_id};
use crate::infra::cell::CellPool;
use crate::infra::db::{Conn, Db};
use crate::paper::dispatch::{counted_anew, draft, replacing, short_text};
use crate::record::advisory::{self, Advisory, Figure, New, Step, Version};
use crate::record::audit::{self, Actor, Entry};
use crate::record::campaign::{self, Campaign, State};
use crate::record::evidence;
use crate::record::ticket::{self, Ticket};

/// From what an advisory is opened.
#[derive(Clone, Debug)]
pub enum Origin {
    /// Number of a ticket; where that belongs to a campaign, the campaign warns.
    Ticket(String),
    /// Public id of a campaign.
    Campaign(String),
}

/// What an origin turned out to be.
enum Source {
    Ticket(Box<Ticket>),
    Campaign(Box<Campaign>),
}

/// The newest advisory of a campaign or ticket, or a new draft: its public id, and whether it is new. An error where no
/// mail is in it.
pub async fn open(
    (db, desk, painters): (&Db, &Desk, &CellPool),
    origin: Origin,
    (actor, by): (Actor, AccountId),
    now: Instant,
) -> Result<(String, bool), Error> {
    let (asked, own) = (origin.clone(), desk.clone());
    let found = db
        .read(move |conn| {
            let source = source(conn, &asked)?;
            if let Some(known) = newest(conn, &source)? {
                return Ok(Err(known.uuid));
            }
            let ground = match &source {
                Source::Ticket(ticket) => facts::of_ticket(conn, &own, ticket, now)?,
                Source::Campaign(campaign) => facts::of_campaign(conn, &own, campaign, now)?,
            };
            let raw = evidence::raw(conn, ground.lure.arrival)?;
            Ok::<_, Error>(Ok((ground, raw)))
        })
        .await?;
    let (ground, raw) = match found {
        Ok(found) => found,
        Err(uuid) => return Ok((uuid, false)),
    };
    let figure = figure::draw(desk, painters, &raw, &ground.lure, &ground.facts).await?;
    let own = desk.clone();
    db.write(move |conn| {
        let source = source(conn, &origin)?;
        // Meanwhile its content may have been sealed.
        seal::is_open(&ticket::by_id(conn, ground.lure.ticket)?)?;
        // Meanwhile somebody else may have opened it.
        if let Some(known) = newest(conn, &source)? {
            return Ok((known.uuid, false));
        }
        let campaign = match &source {
            Source::Ticket(_) => None,
            Source::Campaign(campaign) => Some(campaign.row()),
        };
        let content = content(&own, &ground, figure.is_some());
        let figures = ground.facts.counts.columns();
        let new = New { campaign, ticket: Some(ground.lure.ticket), figures, ..New::default() };
        let uuid = keep(conn, new, &content, figure.as_ref(), (&actor, by), now)?.uuid;
        Ok((uuid, true))
    })
    .await
}

fn source(conn: &mut Conn, origin: &Origin) -> Result<Source, Error> {
    let campaign = match origin {
        Origin::Ticket(number) => {
            let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?;
            match campaign::of_ticket(conn, ticket.row())? {
                Some(campaign) => campaign,
                None => return Ok(Source::Ticket(Box::new(ticket))),
            }
        }
        Origin::Campaign(uuid) => campaign::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?,
    };
    match (campaign.state, campaign.merged_into) {
        (State::Merged, Some(other)) => Ok(Source::Campaign(Box::new(campaign::by_id(conn, CampaignId(other))?))),
        _ => Ok(Source::Campaign(Box::new(campaign))),
    }
}

fn newest(conn: &mut Conn, source: &Source) -> Result<Option<Advisory>, Error> {
    let all = match source {
        Source::Ticket(ticket) => advisory::of_ticket(conn, ticket.row())?,
        Source::Campaign(campaign) => advisory::of_campaign(conn, campaign.row())?,
    };
    Ok(all.into_iter().next())
}

fn content(desk: &Desk, ground: &Ground, figure: bool) -> Content {
    let issuer = facts::issuer(desk);
    Content { dispatch: draft(&ground.facts, &issuer), short: short_text(&ground.facts, &issuer), figure }
}

/// Stores a new draft with its first version.
fn keep(
    conn: &mut Conn,
    new: New,
    content: &Content,
    figure: Option<&Figure>,
    (actor, by): (&Actor, AccountId),
    now: Instant,
) -> Result<Advisory, Error> {
    let new = New { subject: content.subject(), ..new };
    let id = advisory::add(conn, &public_id(), &new, by, now)?;
    let first = Version { version: 1, step: Step::Opened, content: &content.to_json()?, comment: "" };
    advisory::add_version(conn, id, &first, by, now)?;
    if let Some(figure) = figure {
        advisory::set_figure(conn, id, figure)?;
    }
    let opened = advisory::by_id(conn, id)?;
    audit::append(conn, now, actor, &[Entry { action: "advisory.open", object: &opened.object(), detail: "" }])?;
    Ok(opened)
}

/// Opens the draft that takes the place of an issued advisory once it is issued itself: its words, with figures of now. Where
/// there is one already, that one. Gives its public id.
pub fn replace(conn: &mut Conn, desk: &Desk, act: &Act) -> Result<String, Error> {
    let (old, mut content) = act.begin(conn)?;
    if let Some(newer) = old.replaced_by {
        return Ok(advisory::by_id(conn, AdvisoryId(newer))?.uuid);
    }
    if old.state != advisory::State::Issued {
        return Err(Error::Invalid { field: "state", message: "advisory-step-illegal" });
    }
    let counts = facts::counts(conn, old.campaign_id.map(CampaignId))?;
    let before = content.dispatch.clone();
    content.dispatch = replacing(&before, desk.zone.local(act.now).date());
    counted_anew(&mut content.dispatch.body, counts, desk.zone.local(act.now));
    let new = New {
        campaign: old.campaign_id.map(CampaignId),
        ticket: old.ticket_id.map(TicketId),
        figures: counts.columns(),
        ..New::default()
    };
    let figure = advisory::figure(conn, old.row())?;
    let newer = keep(conn, new, &content, figure.as_ref(), (&act.actor, act.account), act.now)?;
    advisory::set_replaced_by(conn, old.row(), newer.row())?;
    Ok(newer.uuid)
}
