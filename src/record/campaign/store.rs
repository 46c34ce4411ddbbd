//! Rows of campaigns.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{AccountId, CampaignId, TicketId};
use crate::infra::db::schema::{account, campaign, membership};
use crate::infra::db::{Backend, Conn};
use crate::text_enum;

text_enum! {
    /// Where a campaign stands.
    State {
        /// Nothing was decided about it.
        Open = "open",
        /// It was decided what it is.
        Decided = "decided",
        /// Another campaign stands for it.
        Merged = "merged",
    }
}

/// A campaign as its row holds it. The title comes from mail: foreign text.
#[derive(Clone, Debug, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = campaign, treat_none_as_null = true)]
pub struct Campaign {
    /// Row id.
    pub id: i64,
    /// Public id.
    pub uuid: String,
    /// What people call it, one line.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// What it turned out to be: a word of `record::ticket::Verdict`.
    pub verdict: Option<String>,
    /// Reasons for later reporters: a JSON array of sentences.
    pub reasons: String,
    /// A person's words for later reporters; may be empty.
    pub remark: String,
    /// The campaign that stands for it.
    pub merged_into: Option<i64>,
    /// When its first report came.
    pub first_seen_at: Instant,
    /// When its last report came.
    pub last_seen_at: Instant,
    /// From when on the letters of the decision may leave.
    pub answers_from: Option<Instant>,
    /// How many later reports were answered at once.
    pub late: i32,
    /// Raised with every change by a person; a form carries the one it was made from.
    pub version: i32,
    /// Who changed it last.
    pub updated_by: Option<i64>,
    /// When it was opened.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Campaign {
    /// Row id, typed.
    pub fn row(&self) -> CampaignId {
        CampaignId(self.id)
    }

    /// The record's name in the audit log.
    pub fn object(&self) -> String {
        format!("campaign:{}", self.uuid)
    }
}

fn columns() -> <Campaign as Selectable<Backend>>::SelectExpression {
    <Campaign as Selectable<Backend>>::construct_selection()
}

/// Opens a campaign at `at`.
pub fn insert(
    conn: &mut Conn,
    uuid: &str,
    title: &str,
    seen: (Instant, Instant),
    at: Instant,
) -> QueryResult<CampaignId> {
    diesel::insert_into(campaign::table)
        .values((
            campaign::uuid.eq(uuid),
            campaign::title.eq(title),
            campaign::state.eq(State::Open),
            campaign::reasons.eq("[]"),
            campaign::remark.eq(""),
            campaign::first_seen_at.eq(seen.0),
            campaign::last_seen_at.eq(seen.1),
            campaign::late.eq(0),
            campaign::version.eq(1),
            campaign::created_at.eq(at),
            campaign::updated_at.eq(at),
        ))
        .returning(campaign::id)
        .get_result(conn)
        .map(CampaignId)
}

/// The campaign of a row.
pub fn by_id(conn: &mut Conn, id: CampaignId) -> QueryResult<Campaign> {
    campaign::table.find(id.0).select(columns()).first(conn)
}

/// The campaigns of several rows, the newest first.
pub fn several(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Campaign>> {
    campaign::table.filter(campaign::id.eq_any(ids)).order(campaign::id.desc()).select(columns()).load(conn)
}

/// The campaign of a public id.
pub fn by_uuid(conn: &mut Conn, uuid: &str) -> QueryResult<Option<Campaign>> {
    campaign::table.filter(campaign::uuid.eq(uuid)).select(columns()).first(conn).optional()
}

/// The campaign of a ticket.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> QueryResult<Option<Campaign>> {
    membership::table
        .inner_join(campaign::table)
        .filter(membership::ticket_id.eq(ticket.0))
        .select(columns())
        .first(conn)
        .optional()
}

/// Public id and title of the campaigns of these tickets (rows).
pub fn title_of(conn: &mut Conn, tickets: &[i64]) -> QueryResult<Vec<(i64, String, String)>> {
    membership::table
        .inner_join(campaign::table)
        .filter(membership::ticket_id.eq_any(tickets))
        .select((membership::ticket_id, campaign::uuid, campaign::title))
        .load(conn)
}

/// Writes a campaign back whole and raises its version; `Err(name)` says who changed it since version `version` was read.
pub fn change(
    conn: &mut Conn,
    changed: &mut Campaign,
    version: Option<i32>,
    by: Option<AccountId>,
    at: Instant,
) -> QueryResult<Result<(), String>> {
    if version.is_some_and(|version| version != changed.version) {
        let name: Option<String> = match changed.updated_by {
            Some(id) => account::table.find(id).select(account::name).first(conn).optional()?,
            None => None,
        };
        return Ok(Err(name.unwrap_or_default()));
    }
    changed.version += 1;
    changed.updated_by = by.map(|id| id.0);
    changed.updated_at = at;
    diesel::update(campaign::table.find(changed.id)).set(&*changed).execute(conn)?;
    Ok(Ok(()))
}

/// Writes a campaign back whole without raising its version: for what the program finds out by itself.
pub fn refresh(conn: &mut Conn, changed: &Campaign) -> QueryResult<()> {
    diesel::update(campaign::table.find(changed.id)).set(changed).execute(conn).map(drop)
}
