//! What people did with a campaign, and which tickets each step moved: the history from which it can be taken back.

use diesel::prelude::*;

use super::Membership;
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, CampaignId, StepId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{account, campaign_move, campaign_step};
use crate::text_enum;

text_enum! {
    /// What was done.
    Code {
        /// The program opened it.
        Opened = "opened",
        /// Tickets were put in.
        Joined = "joined",
        /// Tickets were taken out.
        Split = "split",
        /// Another campaign was put in whole.
        Merged = "merged",
        /// It was given another title.
        Renamed = "renamed",
        /// It was decided what it is.
        Verdict = "verdict",
        /// A decision waits for a second person.
        Proposed = "proposed",
        /// A step was taken back.
        Undone = "undone",
    }
}

/// A step as its row holds it.
#[derive(Clone, Debug, Queryable)]
pub struct Step {
    /// Row id.
    pub id: i64,
    /// Row of the campaign.
    pub campaign_id: i64,
    /// When.
    pub at: Instant,
    /// Row of the account that did it.
    pub account_id: Option<i64>,
    /// What was done.
    pub code: Code,
    /// A word, a title, or the decision as JSON.
    pub detail: String,
    /// When it was taken back.
    pub undone_at: Option<Instant>,
}

/// Puts down a step.
pub fn add_step(
    conn: &mut Conn,
    of: CampaignId,
    at: Instant,
    by: Option<AccountId>,
    code: Code,
    detail: &str,
) -> QueryResult<StepId> {
    diesel::insert_into(campaign_step::table)
        .values((
            campaign_step::campaign_id.eq(of.0),
            campaign_step::at.eq(at),
            campaign_step::account_id.eq(by.map(|id| id.0)),
            campaign_step::code.eq(code),
            campaign_step::detail.eq(detail),
        ))
        .returning(campaign_step::id)
        .get_result(conn)
        .map(StepId)
}

/// A step of a campaign.
pub fn step(conn: &mut Conn, of: CampaignId, id: StepId) -> QueryResult<Option<Step>> {
    campaign_step::table.find(id.0).filter(campaign_step::campaign_id.eq(of.0)).first(conn).optional()
}

/// The decision in force about a campaign.
pub fn last_decision(conn: &mut Conn, of: CampaignId) -> QueryResult<Option<StepId>> {
    let found: Option<i64> = campaign_step::table
        .filter(campaign_step::campaign_id.eq(of.0))
        .filter(campaign_step::code.eq(Code::Verdict))
        .filter(campaign_step::undone_at.is_null())
        .order(campaign_step::id.desc())
        .select(campaign_step::id)
        .first(conn)
        .optional()?;
    Ok(found.map(StepId))
}

/// A step and the name of who did it.
pub type StepLine = (Step, Option<String>);

/// The steps of a campaign with who did them, the newest first, at most 100.
pub fn steps(conn: &mut Conn, of: CampaignId) -> QueryResult<Vec<StepLine>> {
    campaign_step::table
        .left_join(account::table)
        .filter(campaign_step::campaign_id.eq(of.0))
        .order(campaign_step::id.desc())
        .limit(100)
        .select((campaign_step::all_columns, account::name.nullable()))
        .load(conn)
}

/// Marks a step as taken back.
pub fn mark_undone(conn: &mut Conn, id: StepId, at: Instant) -> QueryResult<()> {
    diesel::update(campaign_step::table.find(id.0)).set(campaign_step::undone_at.eq(at)).execute(conn).map(drop)
}

/// A ticket that a step moved.
#[derive(Clone, Debug)]
pub struct Move {
    /// Row of the ticket.
    pub ticket: i64,
    /// Row of the campaign it went to; none: out.
    pub to: Option<i64>,
    /// Its membership until then.
    pub before: Option<Membership>,
}

/// Puts down where a step moved a ticket, and from where.
pub fn add_move(
    conn: &mut Conn,
    step: StepId,
    ticket: TicketId,
    to: Option<CampaignId>,
    before: Option<&Membership>,
) -> QueryResult<()> {
    let before = before.map(serde_json::to_string).transpose();
    let before = before.map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))?;
    diesel::insert_into(campaign_move::table)
        .values((
            campaign_move::step_id.eq(step.0),
            campaign_move::ticket_id.eq(ticket.0),
            campaign_move::to_id.eq(to.map(|id| id.0)),
            campaign_move::before.eq(before.unwrap_or_default()),
        ))
        .execute(conn)
        .map(drop)
}

/// The tickets that a step moved.
pub fn moves(conn: &mut Conn, step: StepId) -> QueryResult<Vec<Move>> {
    let rows: Vec<(i64, Option<i64>, String)> = campaign_move::table
        .filter(campaign_move::step_id.eq(step.0))
        .order(campaign_move::ticket_id.asc())
        .select((campaign_move::ticket_id, campaign_move::to_id, campaign_move::before))
        .load(conn)?;
    let read = rows.into_iter().map(|(ticket, to, before)| {
        let before = if before.is_empty() { None } else { Some(serde_json::from_str(&before)?) };
        Ok(Move { ticket, to, before })
    });
    read.collect::<Result<_, serde_json::Error>>()
        .map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))
}
