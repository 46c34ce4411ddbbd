//! Rows of measures.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::{Kind, Stage};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, CampaignId, MeasureId, TicketId};
use crate::infra::db::schema::{account, campaign, measure, membership, ticket};
use crate::infra::db::{Backend, Conn};

/// Most measures that are shown at once.
const MOST: i64 = 300;

/// A measure as its row holds it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = measure)]
pub struct Measure {
    /// Row id.
    pub id: i64,
    /// Row of its campaign; else it is a ticket's.
    pub campaign_id: Option<i64>,
    /// Row of its ticket.
    pub ticket_id: Option<i64>,
    /// What is to be done.
    pub kind: Kind,
    /// What it is aimed at, as it is typed into a firewall, not defanged; may be empty; foreign text.
    pub target: String,
    /// Where it is carried out, in words; may be empty.
    pub system: String,
    /// When it was asked for.
    pub requested_at: Instant,
    /// By whom.
    pub requested_by: Option<i64>,
    /// When it was carried out.
    pub done_at: Option<Instant>,
    /// Who said so.
    pub done_by: Option<i64>,
    /// When it was taken off again.
    pub lifted_at: Option<Instant>,
    /// Who said so.
    pub lifted_by: Option<i64>,
}

impl Measure {
    /// How far it is.
    pub fn stage(&self) -> Stage {
        match (self.done_at, self.lifted_at) {
            (_, Some(_)) => Stage::Lifted,
            (Some(_), None) => Stage::Done,
            (None, None) => Stage::Requested,
        }
    }
}

/// What a measure belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// A campaign.
    Campaign(CampaignId),
    /// A ticket.
    Ticket(TicketId),
}

/// A measure to be added.
#[derive(Clone, Debug)]
pub struct NewMeasure {
    /// What is to be done.
    pub kind: Kind,
    /// What it is aimed at; may be empty.
    pub target: String,
    /// Where; may be empty.
    pub system: String,
}

/// A measure that is in force, as letters speak of it: what, and at what it is aimed.
pub type Done = (Kind, String);

/// A measure with the names of who asked for it, who carried it out and who took it off, each empty where nobody is known.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The measure.
    pub measure: Measure,
    /// Who asked for it.
    pub requested_by: String,
    /// Who carried it out.
    pub done_by: String,
    /// Who took it off.
    pub lifted_by: String,
    /// Number of its ticket.
    pub number: Option<String>,
    /// Public id and title of its campaign.
    pub campaign: Option<(String, String)>,
}

fn columns() -> <Measure as Selectable<Backend>>::SelectExpression {
    <Measure as Selectable<Backend>>::construct_selection()
}

/// The same measure, asked for or in force.
pub fn find(conn: &mut Conn, home: Home, new: &NewMeasure) -> QueryResult<Option<MeasureId>> {
    let same = measure::table
        .filter(measure::kind.eq(new.kind))
        .filter(measure::target.eq(&new.target))
        .filter(measure::system.eq(&new.system))
        .filter(measure::lifted_at.is_null())
        .select(measure::id)
        .into_boxed::<Backend>();
    let same = match home {
        Home::Campaign(id) => same.filter(measure::campaign_id.eq(id.0)),
        Home::Ticket(id) => same.filter(measure::ticket_id.eq(id.0)),
    };
    Ok(same.first(conn).optional()?.map(MeasureId))
}

/// Adds a measure.
pub fn add(conn: &mut Conn, home: Home, new: &NewMeasure, by: AccountId, at: Instant) -> QueryResult<MeasureId> {
    let (campaign, ticket) = match home {
        Home::Campaign(id) => (Some(id.0), None),
        Home::Ticket(id) => (None, Some(id.0)),
    };
    diesel::insert_into(measure::table)
        .values((
            measure::campaign_id.eq(campaign),
            measure::ticket_id.eq(ticket),
            measure::kind.eq(new.kind),
            measure::target.eq(&new.target),
            measure::system.eq(&new.system),
            measure::requested_at.eq(at),
            measure::requested_by.eq(by.0),
        ))
        .returning(measure::id)
        .get_result(conn)
        .map(MeasureId)
}

/// The measure of a row.
pub fn by_id(conn: &mut Conn, id: MeasureId) -> QueryResult<Measure> {
    measure::table.find(id.0).select(columns()).first(conn)
}

/// Puts down that a measure was carried out; says whether it was asked for and nothing more.
pub fn set_done(conn: &mut Conn, id: MeasureId, by: AccountId, at: Instant) -> QueryResult<bool> {
    let waits = measure::table.find(id.0).filter(measure::done_at.is_null()).filter(measure::lifted_at.is_null());
    let rows = diesel::update(waits).set((measure::done_at.eq(at), measure::done_by.eq(by.0))).execute(conn)?;
    Ok(rows == 1)
}

/// Puts down that a measure was taken off, or is not wanted any more; says whether it was not so before.
pub fn set_lifted(conn: &mut Conn, id: MeasureId, by: AccountId, at: Instant) -> QueryResult<bool> {
    let stands = measure::table.find(id.0).filter(measure::lifted_at.is_null());
    let rows = diesel::update(stands).set((measure::lifted_at.eq(at), measure::lifted_by.eq(by.0))).execute(conn)?;
    Ok(rows == 1)
}

/// The measures of a ticket or campaign, those of campaigns that it stands for among them, the newest first, at most 300.
pub fn of_home(conn: &mut Conn, home: Home) -> QueryResult<Vec<Listed>> {
    let query = measure::table.into_boxed::<Backend>();
    let query = match home {
        Home::Campaign(id) => {
            let family: Vec<i64> = families(conn, &[id.0])?.into_keys().collect();
            query.filter(measure::campaign_id.eq_any(family))
        }
        Home::Ticket(id) => query.filter(measure::ticket_id.eq(id.0)),
    };
    let found = query.order(measure::id.desc()).limit(MOST).select(columns()).load(conn)?;
    listed(conn, found)
}

/// All measures of a stage: what waits with the oldest first, the others with the newest first, at most 300.
pub fn board(conn: &mut Conn, stage: Stage) -> QueryResult<Vec<Listed>> {
    let query = measure::table.select(columns()).limit(MOST).into_boxed::<Backend>();
    let query = match stage {
        Stage::Requested => {
            query.filter(measure::done_at.is_null()).filter(measure::lifted_at.is_null()).order(measure::id.asc())
        }
        Stage::Done => {
            query.filter(measure::done_at.is_not_null()).filter(measure::lifted_at.is_null()).order(measure::id.desc())
        }
        Stage::Lifted => query.filter(measure::lifted_at.is_not_null()).order(measure::id.desc()),
    };
    let found = query.load(conn)?;
    listed(conn, found)
}

/// The measures with the names of people, tickets and campaigns.
fn listed(conn: &mut Conn, found: Vec<Measure>) -> QueryResult<Vec<Listed>> {
    let people = found.iter().flat_map(|one| [one.requested_by, one.done_by, one.lifted_by]).flatten();
    let people: Vec<i64> = people.collect();
    let tickets: Vec<i64> = found.iter().filter_map(|one| one.ticket_id).collect();
    let homes: Vec<i64> = found.iter().filter_map(|one| one.campaign_id).collect();
    let people: BTreeMap<i64, String> = account::table
        .filter(account::id.eq_any(people))
        .select((account::id, account::name))
        .load::<(i64, String)>(conn)?
        .into_iter()
        .collect();
    let tickets: BTreeMap<i64, String> = ticket::table
        .filter(ticket::id.eq_any(tickets))
        .select((ticket::id, ticket::number))
        .load::<(i64, String)>(conn)?
        .into_iter()
        .collect();
    let homes: BTreeMap<i64, (String, String)> = campaign::table
        .filter(campaign::id.eq_any(homes))
        .select((campaign::id, (campaign::uuid, campaign::title)))
        .load::<(i64, (String, String))>(conn)?
        .into_iter()
        .collect();
    let name = |id: Option<i64>| id.and_then(|id| people.get(&id).cloned()).unwrap_or_default();
    let full = found.into_iter().map(|measure| Listed {
        requested_by: name(measure.requested_by),
        done_by: name(measure.done_by),
        lifted_by: name(measure.lifted_by),
        number: measure.ticket_id.and_then(|id| tickets.get(&id).cloned()),
        campaign: measure.campaign_id.and_then(|id| homes.get(&id).cloned()),
        measure,
    });
    Ok(full.collect())
}

/// What was carried out and is still in force for each of these tickets (rows), their campaigns' measures among it, the
/// oldest first, each once.
pub fn done_of(conn: &mut Conn, tickets: &[i64]) -> QueryResult<BTreeMap<i64, Vec<Done>>> {
    let homes: Vec<(i64, Option<i64>)> = membership::table
        .filter(membership::ticket_id.eq_any(tickets))
        .select((membership::ticket_id, membership::campaign_id))
        .load(conn)?;
    let roots: Vec<i64> = homes.iter().filter_map(|(_, home)| *home).collect();
    let root_of = families(conn, &roots)?;
    let found: Vec<Measure> = measure::table
        .filter(measure::done_at.is_not_null())
        .filter(measure::lifted_at.is_null())
        .filter(
            measure::ticket_id
                .eq_any(tickets)
                .or(measure::campaign_id.eq_any(root_of.keys().copied().collect::<Vec<_>>())),
        )
        .order(measure::id.asc())
        .limit(MOST)
        .select(columns())
        .load(conn)?;
    let mut out: BTreeMap<i64, Vec<Done>> = BTreeMap::new();
    for one in found {
        let root = one.campaign_id.and_then(|id| root_of.get(&id).copied());
        let within = homes.iter().filter(|(_, home)| root.is_some() && *home == root).map(|(ticket, _)| *ticket);
        for ticket in within.chain(one.ticket_id) {
            let known = out.entry(ticket).or_default();
            let done = (one.kind, one.target.clone());
            if !known.contains(&done) {
                known.push(done);
            }
        }
    }
    Ok(out)
}

/// These campaigns and those that were merged into them, each with the one that stands for it.
fn families(conn: &mut Conn, roots: &[i64]) -> QueryResult<BTreeMap<i64, i64>> {
    let mut root_of: BTreeMap<i64, i64> = roots.iter().map(|id| (*id, *id)).collect();
    let mut last: Vec<i64> = root_of.keys().copied().collect();
    // Merges of merges are rare; a chain is followed this far.
    for _ in 0..8 {
        if last.is_empty() {
            break;
        }
        let next: Vec<(i64, Option<i64>)> = campaign::table
            .filter(campaign::merged_into.eq_any(&last))
            .select((campaign::id, campaign::merged_into))
            .load(conn)?;
        last.clear();
        for (id, into) in next {
            if let (Some(root), false) = (into.and_then(|into| root_of.get(&into).copied()), root_of.contains_key(&id))
            {
                root_of.insert(id, root);
                last.push(id);
            }
        }
    }
    Ok(root_of)
}
