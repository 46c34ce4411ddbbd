//! Which reported mails belong together: looked up when a mail is analysed, in the transaction that keeps what was seen.
//!
//! A few indexed look-ups by the mail's keys: in what binds campaigns, and in tickets of no campaign. Keys that are found in
//! several campaigns, in a crowd of tickets, or among harmful and harmless mails alike, say nothing. The second ticket opens
//! the campaign. What a person decided stays.

use std::collections::{BTreeMap, BTreeSet};

use super::bond::{self, Bond};
use super::{Desk, Error, unit};
use crate::analysis::evidence::Evidence;
use crate::analysis::fingerprint::{self, Fingerprint, Key, Kind};
use crate::analysis::known::Known;
use crate::analysis::signal::defang;
use crate::base::clock::Instant;
use crate::base::ids::{ArrivalId, CampaignId, TicketId, public_id};
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::audit::{self, Actor, Entry};
use crate::record::campaign::{self, Code, LooseHit, Membership, Shared};
use crate::record::evidence::Arrival;
use crate::record::ticket::{self, Ticket, Verdict};

/// A key in more campaigns than this says nothing.
const CAMPAIGNS: usize = 3;
/// A key in more tickets of no campaign than this says nothing: it did not bring them together.
const CROWD: usize = 30;
/// From so many tickets on, a campaign's part of a text counts only where one in [`SHARE`] of its tickets has it.
const LARGE: i64 = 20;
const SHARE: i64 = 20;
/// Most tickets of no campaign that one mail brings in.
const BROUGHT: usize = 50;

/// Where a mail was put.
#[derive(Debug)]
pub(super) struct Placed {
    /// The campaign of its ticket.
    pub campaign: Option<CampaignId>,
    /// The keys of all mails in the arrival.
    pub prints: Vec<Fingerprint>,
}

/// Puts the ticket of an arrival where its mail belongs.
pub(super) fn place(
    conn: &mut Conn,
    desk: &Desk,
    known: &Known,
    ticket: &Ticket,
    row: &Arrival,
    seen: &Evidence,
    now: Instant,
) -> Result<Placed, Error> {
    let id = ticket.row();
    let prints: Vec<Fingerprint> =
        seen.samples.iter().map(|sample| fingerprint::of(sample, &seen.report.from, known)).collect();
    let best = seen.samples.iter().zip(&prints).min_by_key(|(sample, _)| sample.grade);
    let Some((sample, print)) = best else { return Ok(Placed { campaign: None, prints }) };
    let before: BTreeSet<Key> = campaign::fingerprints(conn, id)?.into_iter().collect();
    let home = campaign::membership(conn, id)?;
    campaign::replace_fingerprint(conn, ArrivalId(row.id), id, &print.keys, home.is_none())?;
    let campaign = match home.map(|home| home.campaign_id.map(CampaignId)) {
        Some(Some(campaign)) => {
            let after: BTreeSet<Key> = campaign::fingerprints(conn, id)?.into_iter().collect();
            let mut by: BTreeMap<Key, i32> = after.difference(&before).map(|key| (key.clone(), 1)).collect();
            by.extend(before.difference(&after).map(|key| (key.clone(), -1)));
            campaign::shift(conn, campaign, &by)?;
            Some(campaign)
        }
        Some(None) => None,
        None => find(conn, desk, ticket, &print.keys, i32::from(sample.score), now)?,
    };
    Ok(Placed { campaign, prints })
}

/// Puts the ticket of an arrival where its mail belongs by what it looks like; `likeness` is of the mails in their order.
/// Nothing happens where another arrival tells more about the ticket.
pub(super) fn look(
    conn: &mut Conn,
    desk: &Desk,
    row: &Arrival,
    seen: &Evidence,
    likeness: &[Option<u64>],
    now: Instant,
) -> Result<(), Error> {
    let best = seen.samples.iter().zip(likeness).min_by_key(|(sample, _)| sample.grade);
    let Some((sample, Some(likeness))) = best else { return Ok(()) };
    let arrival = ArrivalId(row.id);
    if !fingerprint::tells(sample, &seen.report.from, *likeness) || !campaign::has_fingerprint(conn, arrival)? {
        return Ok(());
    }
    let ticket = ticket::hold(conn, TicketId(row.ticket_id))?;
    let key = fingerprint::look(*likeness, &campaign::looks(conn, ticket.row())?);
    let mut keys: BTreeSet<Key> = campaign::fingerprints(conn, ticket.row())?.into_iter().collect();
    let home = campaign::membership(conn, ticket.row())?;
    campaign::add_fingerprint(conn, arrival, ticket.row(), &key, home.is_none())?;
    if !keys.insert(key.clone()) {
        return Ok(());
    }
    match home.map(|home| home.campaign_id) {
        Some(Some(campaign)) => campaign::shift(conn, CampaignId(campaign), &BTreeMap::from([(key, 1)]))?,
        Some(None) => {}
        None => drop(find(conn, desk, &ticket, &keys, i32::from(sample.score), now)?),
    }
    Ok(())
}

/// Looks for those that a mail belongs to, and puts it there.
fn find(
    conn: &mut Conn,
    desk: &Desk,
    ticket: &Ticket,
    keys: &BTreeSet<Key>,
    score: i32,
    now: Instant,
) -> Result<Option<CampaignId>, Error> {
    let values: Vec<&str> =
        keys.iter().filter(|(kind, _)| *kind != Kind::Rest).map(|(_, value)| value.as_str()).collect();
    let mut shared = campaign::sharing(conn, &values)?;
    let mut loose = campaign::loose_sharing(conn, &values, ticket.row())?;
    shared.retain(|one| keys.contains(&one.key));
    loose.retain(|one| keys.contains(&one.key));
    let everybodys = everybodys(&shared, &loose);
    shared.retain(|one| !everybodys.contains(&one.key));
    loose.retain(|one| !everybodys.contains(&one.key));
    let home = nearest(conn, keys, &shared, score)?;
    let others = alike(keys, &loose, score);
    let found: Vec<i64> = others.iter().map(|(id, _)| *id).collect();
    let tickets = ticket::several(conn, &found.into_iter().map(TicketId).collect::<Vec<_>>())?;
    let (campaign, bond) = match (home, others.first()) {
        (Some(home), _) => home,
        (None, Some((_, bond))) => {
            let first = tickets.iter().map(|one| one.created_at).min().unwrap_or(ticket.created_at);
            (open(conn, ticket, first.min(ticket.created_at), now)?, bond.clone())
        }
        (None, None) => return Ok(None),
    };
    let mut come: Vec<(&Ticket, Bond)> = vec![(ticket, bond)];
    for one in &tickets {
        come.extend(others.iter().find(|(id, _)| *id == one.id).map(|(_, bond)| (one, bond.clone())));
    }
    enter(conn, desk, campaign, &come, now)?;
    Ok(Some(campaign))
}

/// Keys that say nothing.
fn everybodys(shared: &[Shared], loose: &[LooseHit]) -> BTreeSet<Key> {
    #[derive(Default)]
    struct Uses {
        campaigns: BTreeSet<i64>,
        crowd: usize,
        harmful: usize,
        harmless: usize,
    }
    let mut uses: BTreeMap<&Key, Uses> = BTreeMap::new();
    for one in shared {
        let uses = uses.entry(&one.key).or_default();
        uses.campaigns.insert(one.campaign);
        note(one.verdict.as_deref(), one.tickets as usize, &mut uses.harmful, &mut uses.harmless);
    }
    for one in loose {
        let uses = uses.entry(&one.key).or_default();
        uses.crowd += 1;
        note(one.verdict.as_deref(), 1, &mut uses.harmful, &mut uses.harmless);
    }
    let says_nothing = |key: &Key, uses: &Uses| {
        uses.campaigns.len() > CAMPAIGNS
            || uses.crowd > CROWD && key.0 != Kind::Band
            || uses.harmful.min(uses.harmless) >= 2
    };
    uses.into_iter().filter(|(key, uses)| says_nothing(key, uses)).map(|(key, _)| key.clone()).collect()
}

fn note(verdict: Option<&str>, tickets: usize, harmful: &mut usize, harmless: &mut usize) {
    match verdict.and_then(Verdict::of) {
        Some(Verdict::Phishing | Verdict::Malware) => *harmful += tickets,
        Some(Verdict::Legitimate | Verdict::Spam) => *harmless += tickets,
        Some(Verdict::Undetermined) | None => {}
    }
}

/// The campaign with which a mail has most in common, if that is enough.
fn nearest(
    conn: &mut Conn,
    keys: &BTreeSet<Key>,
    shared: &[Shared],
    score: i32,
) -> Result<Option<(CampaignId, Bond)>, Error> {
    let ids: BTreeSet<i64> = shared.iter().map(|one| one.campaign).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let sizes = campaign::counts(conn, &ids)?;
    let mut best: Option<(CampaignId, Bond)> = None;
    for (id, size) in sizes {
        let counts = |one: &&Shared| {
            let rare = size >= LARGE && i64::from(one.tickets) * SHARE < size;
            one.campaign == id && !(rare && one.key.0 == Kind::Band)
        };
        let common: BTreeSet<Key> = shared.iter().filter(counts).map(|one| one.key.clone()).collect();
        let bond = bond::weigh(keys, &common, score);
        if bond.strength >= bond::enough(score) && best.as_ref().is_none_or(|(_, known)| bond.strength > known.strength)
        {
            best = Some((CampaignId(id), bond));
        }
    }
    Ok(best)
}

/// Tickets of no campaign with which a mail has enough in common, those of most first.
fn alike(keys: &BTreeSet<Key>, loose: &[LooseHit], score: i32) -> Vec<(i64, Bond)> {
    let mut common: BTreeMap<i64, BTreeSet<Key>> = BTreeMap::new();
    for one in loose {
        common.entry(one.ticket).or_default().insert(one.key.clone());
    }
    let weighed = common.into_iter().map(|(id, common)| (id, bond::weigh(keys, &common, score)));
    let mut enough: Vec<(i64, Bond)> = weighed.filter(|(_, bond)| bond.strength >= bond::enough(score)).collect();
    enough.sort_by_key(|(id, bond)| (std::cmp::Reverse(bond.strength), *id));
    enough.truncate(BROUGHT);
    enough
}

fn open(conn: &mut Conn, ticket: &Ticket, first: Instant, now: Instant) -> Result<CampaignId, Error> {
    let uuid = public_id();
    let id = campaign::insert(conn, &uuid, &title(ticket), (first, ticket.created_at.max(first)), now)?;
    campaign::add_step(conn, id, now, None, Code::Opened, "")?;
    let object = format!("campaign:{uuid}");
    audit::append(
        conn,
        now,
        &Actor::System,
        &[Entry { action: "campaign.open", object: &object, detail: &ticket.number }],
    )?;
    Ok(id)
}

/// What people call a campaign until they find something better: subject and sender's domain of the mail that opened it.
fn title(ticket: &Ticket) -> String {
    let domain = ticket.sender_address.rsplit_once('@').map(|(_, domain)| defang(domain)).unwrap_or_default();
    let parts = [ticket.subject.as_str(), domain.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    one_line(&parts.join(" · "), 160)
}

/// Puts tickets of no campaign into one, as the program found them.
fn enter(conn: &mut Conn, desk: &Desk, into: CampaignId, come: &[(&Ticket, Bond)], now: Instant) -> Result<(), Error> {
    let mut home = campaign::by_id(conn, into)?;
    let ids: Vec<i64> = come.iter().map(|(one, _)| one.id).collect();
    let mut by: BTreeMap<Key, i32> = BTreeMap::new();
    for (_, key) in campaign::of_tickets(conn, &ids)? {
        *by.entry(key).or_default() += 1;
    }
    campaign::shift(conn, into, &by)?;
    campaign::set_loose(conn, &ids, false)?;
    let tickets: Vec<&Ticket> = come.iter().map(|(one, _)| *one).collect();
    let units = unit::of_tickets(conn, desk, &tickets)?;
    for ((one, bond), unit) in come.iter().zip(units) {
        let new = Membership {
            ticket_id: one.id,
            campaign_id: Some(into.0),
            person: false,
            strength: bond.strength,
            why: bond.why(),
            unit,
            since: now,
            reported_at: one.created_at,
        };
        campaign::put(conn, &new)?;
        home.first_seen_at = home.first_seen_at.min(one.created_at);
        home.last_seen_at = home.last_seen_at.max(one.created_at);
        ticket::happened(conn, one.row(), now, None, "joined", &home.title)?;
    }
    campaign::refresh(conn, &home)?;
    let objects: Vec<String> = come.iter().map(|(one, _)| one.object()).collect();
    let lines: Vec<Entry<'_>> =
        objects.iter().map(|object| Entry { action: "campaign.join", object, detail: &home.uuid }).collect();
    Ok(audit::append(conn, now, &Actor::System, &lines)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_everybody_has_says_nothing() {
        let key = |name: &str| (Kind::Url, name.to_owned());
        let at = chrono::DateTime::UNIX_EPOCH.naive_utc();
        let shared = |campaign, name: &str, verdict: Option<&str>| Shared {
            campaign,
            key: key(name),
            tickets: 2,
            verdict: verdict.map(str::to_owned),
        };
        let loose = |ticket, name: &str, verdict: Option<&str>| LooseHit {
            ticket,
            key: key(name),
            verdict: verdict.map(str::to_owned),
            at,
        };
        let mut campaigns: Vec<Shared> = (1..=4).map(|id| shared(id, "in many campaigns", None)).collect();
        campaigns.push(shared(1, "one lure's", Some("phishing")));
        campaigns.push(shared(1, "good and bad", Some("phishing")));
        let mut tickets: Vec<LooseHit> = (1..=31).map(|id| loose(id, "in a crowd", None)).collect();
        tickets.extend((41..=42).map(|id| loose(id, "good and bad", Some("legitimate"))));
        tickets.push(loose(51, "one lure's", Some("legitimate")));
        let found = everybodys(&campaigns, &tickets);
        let expected: BTreeSet<Key> = ["in many campaigns", "in a crowd", "good and bad"].map(key).into();
        assert_eq!(found, expected, "one mistake about a lure does not free it");
    }
}
