//! A campaign as its page shows it, and the list of all, read on one snapshot. Reads only.

use std::collections::BTreeMap;

use super::Error;
use crate::analysis::fingerprint::Key;
use crate::base::clock::Instant;
use crate::base::ids::{CampaignId, StepId};
use crate::infra::db::Conn;
use crate::record::advisory::{self, Advisory};
use crate::record::campaign::list::{self, Figures};
use crate::record::campaign::{self, Campaign, Member, Progress, State, StepLine};
use crate::text_enum;

/// Most campaigns that are put in order.
const LISTED: i64 = 200;
/// Most tickets on a page.
pub const MEMBERS: i64 = 100;
/// Most things that bind a campaign on its page.
const BONDS: i64 = 12;

text_enum! {
    /// The order of the list of campaigns.
    Order {
        /// Score, harm done, people reached, and what waits longest, together.
        Risk = "risk",
        /// The highest score first.
        Score = "score",
        /// Most people who did something with the mail.
        Exposure = "exposure",
        /// Most people who reported it.
        Reach = "reach",
        /// Whose oldest ticket waits longest.
        Waiting = "waiting",
        /// The last report first.
        Newest = "newest",
    }
}

/// A campaign in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The campaign.
    pub campaign: Campaign,
    /// Its figures.
    pub figures: Figures,
    /// When its reports came, the oldest first.
    pub times: Vec<Instant>,
}

impl Listed {
    /// How urgent it is: the score, 40 for each loss (password, code, money, program), 15 for each file opened, 10 for each link followed (both at
    /// most five times), 2 for each person (at most 50), and one for each hour that its oldest open ticket waits (at most 72).
    /// Nothing is urgent where no work is left.
    pub fn risk(&self, now: Instant) -> i64 {
        let f = &self.figures;
        if f.open == 0 {
            return 0;
        }
        let waits = f.oldest_open.map_or(0, |at| (now - at).num_hours().clamp(0, 72));
        let harm = f.lost().min(5) * 40 + f.opened.min(5) * 15 + f.clicked.min(5) * 10;
        i64::from(f.score) + harm + f.reporters.min(50) * 2 + waits
    }
}

/// The campaigns seen last, in order.
pub fn all(conn: &mut Conn, state: Option<State>, order: Order, now: Instant) -> Result<Vec<Listed>, Error> {
    let found = list::newest(conn, state, LISTED)?;
    let mut rows = with_figures(conn, found)?;
    rows.sort_by_key(|row| {
        let f = &row.figures;
        let harmed = f.clicked + f.opened + f.lost();
        let oldest = f.oldest_open.map_or(i64::MIN, |at| -at.and_utc().timestamp());
        std::cmp::Reverse(match order {
            Order::Risk => row.risk(now),
            Order::Score => i64::from(f.score),
            Order::Exposure => f.lost() * 1_000_000 + harmed,
            Order::Reach => f.reporters,
            Order::Waiting => oldest,
            Order::Newest => row.campaign.last_seen_at.and_utc().timestamp(),
        })
    });
    Ok(rows)
}

/// Campaigns with their figures and times; those without tickets are left out.
pub fn with_figures(conn: &mut Conn, found: Vec<Campaign>) -> Result<Vec<Listed>, Error> {
    let ids: Vec<i64> = found.iter().map(|one| one.id).collect();
    let mut figures: BTreeMap<i64, Figures> =
        list::figures(conn, &ids)?.into_iter().map(|one| (one.campaign, one)).collect();
    let mut times: BTreeMap<i64, Vec<Instant>> = BTreeMap::new();
    for (id, at) in campaign::times(conn, &ids)? {
        times.entry(id).or_default().push(at);
    }
    let listed = found.into_iter().filter_map(|campaign| {
        let figures = figures.remove(&campaign.id)?;
        Some(Listed { times: times.remove(&campaign.id).unwrap_or_default(), campaign, figures })
    });
    Ok(listed.collect())
}

/// Everything about a campaign.
#[derive(Clone, Debug)]
pub struct CampaignFile {
    /// The campaign.
    pub campaign: Campaign,
    /// The campaign that stands for it.
    pub stands_for: Option<Campaign>,
    /// Its figures; none where every ticket was taken out.
    pub listed: Option<Listed>,
    /// Its tickets, the oldest first, at most [`MEMBERS`] behind the asked one.
    pub members: Vec<Member>,
    /// What binds it, with the number of tickets that carry it.
    pub bonds: Vec<(Key, i32)>,
    /// What people did, the newest first.
    pub steps: Vec<StepLine>,
    /// The decision in force, and how far its letters are.
    pub decision: Option<(StepId, Progress)>,
    /// Units that reported, with their number of tickets, most first.
    pub units: Vec<(String, usize)>,
    /// Other campaigns that have something in common with it.
    pub near: Vec<Campaign>,
    /// The advisories that warn of it, the newest first.
    pub advisories: Vec<Advisory>,
}

/// The file of a campaign, with its tickets behind row `after`.
pub fn open(conn: &mut Conn, uuid: &str, after: i64) -> Result<CampaignFile, Error> {
    let found = campaign::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?;
    let id = found.row();
    let stands_for = found.merged_into.map(|other| campaign::by_id(conn, CampaignId(other))).transpose()?;
    let decision = match campaign::last_decision(conn, id)? {
        Some(step) => Some((step, campaign::progress(conn, step)?)),
        None => None,
    };
    let near = campaign::near(conn, id)?;
    Ok(CampaignFile {
        stands_for,
        listed: with_figures(conn, vec![found.clone()])?.pop(),
        members: campaign::members(conn, id, after, MEMBERS)?,
        bonds: campaign::keys_of(conn, id, BONDS)?,
        steps: campaign::steps(conn, id)?,
        decision,
        units: list::units(conn, id)?,
        near: campaign::several(conn, &near)?,
        advisories: advisory::of_campaign(conn, id)?,
        campaign: found,
    })
}
