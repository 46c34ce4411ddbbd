//! Rows of advisories and of their figures.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::State;
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, AdvisoryId, CampaignId, TicketId};
use crate::infra::db::schema::{account, advisory, advisory_figure, campaign, ticket};
use crate::infra::db::{Backend, Conn};

/// An advisory as its row holds it.
#[derive(Clone, Debug, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = advisory, treat_none_as_null = true)]
pub struct Advisory {
    /// Row id.
    pub id: i64,
    /// Public id.
    pub uuid: String,
    /// Row of the campaign that it warns of.
    pub campaign_id: Option<i64>,
    /// Row of the ticket whose mail it describes; without a campaign it warns of that alone.
    pub ticket_id: Option<i64>,
    /// Where it stands.
    pub state: State,
    /// Its subject (trích yếu), without `V/v`.
    pub subject: String,
    /// Number with symbol, `15/SKHCN-TTCĐS`; there from being issued on.
    pub number: Option<String>,
    /// Year of the number.
    pub issued_year: Option<i32>,
    /// Date of the document.
    pub issued_on: Option<NaiveDate>,
    /// Row of the one that takes its place, once that is issued.
    pub replaced_by: Option<i64>,
    /// When its figures were counted.
    pub counted_at: Instant,
    /// Reports until then.
    pub reports: i32,
    /// People who reported until then.
    pub reporters: i32,
    /// Their agencies and units.
    pub agencies: i32,
    /// Raised with every change; a form carries the one it was made from.
    pub version: i32,
    /// Who opened it.
    pub created_by: Option<i64>,
    /// Who changed it last.
    pub updated_by: Option<i64>,
    /// When it was opened.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Advisory {
    /// Row id, typed.
    pub fn row(&self) -> AdvisoryId {
        AdvisoryId(self.id)
    }

    /// The record's name in the audit log.
    pub fn object(&self) -> String {
        format!("advisory:{}", self.uuid)
    }
}

/// An advisory to be opened.
#[derive(Clone, Debug, Default)]
pub struct New {
    /// The campaign that it warns of.
    pub campaign: Option<CampaignId>,
    /// The ticket whose mail it describes.
    pub ticket: Option<TicketId>,
    /// Its subject.
    pub subject: String,
    /// Reports, reporters, agencies.
    pub figures: (i32, i32, i32),
}

/// The picture of the lure.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = advisory_figure)]
pub struct Figure {
    /// Width in pixels.
    pub width: i32,
    /// Height in pixels.
    pub height: i32,
    /// PNG.
    pub png: Vec<u8>,
}

fn columns() -> <Advisory as Selectable<Backend>>::SelectExpression {
    <Advisory as Selectable<Backend>>::construct_selection()
}

/// Opens a draft whose figures are those of `at`.
pub fn add(conn: &mut Conn, uuid: &str, new: &New, by: AccountId, at: Instant) -> QueryResult<AdvisoryId> {
    let (reports, reporters, agencies) = new.figures;
    diesel::insert_into(advisory::table)
        .values((
            advisory::uuid.eq(uuid),
            advisory::campaign_id.eq(new.campaign.map(|id| id.0)),
            advisory::ticket_id.eq(new.ticket.map(|id| id.0)),
            advisory::state.eq(State::Draft),
            advisory::subject.eq(&new.subject),
            advisory::counted_at.eq(at),
            (advisory::reports.eq(reports), advisory::reporters.eq(reporters), advisory::agencies.eq(agencies)),
            advisory::version.eq(1),
            (advisory::created_by.eq(by.0), advisory::updated_by.eq(by.0)),
            (advisory::created_at.eq(at), advisory::updated_at.eq(at)),
        ))
        .returning(advisory::id)
        .get_result(conn)
        .map(AdvisoryId)
}

/// The advisory of a row.
pub fn by_id(conn: &mut Conn, id: AdvisoryId) -> QueryResult<Advisory> {
    advisory::table.find(id.0).select(columns()).first(conn)
}

/// The advisory of a public id.
pub fn by_uuid(conn: &mut Conn, uuid: &str) -> QueryResult<Option<Advisory>> {
    advisory::table.filter(advisory::uuid.eq(uuid)).select(columns()).first(conn).optional()
}

/// The advisories that warn of a campaign, the newest first, at most 20.
pub fn of_campaign(conn: &mut Conn, campaign: CampaignId) -> QueryResult<Vec<Advisory>> {
    let all = advisory::table.filter(advisory::campaign_id.eq(campaign.0));
    all.order(advisory::id.desc()).limit(20).select(columns()).load(conn)
}

/// The advisories that describe the mail of a ticket, the newest first, at most 20.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<Advisory>> {
    let all = advisory::table.filter(advisory::ticket_id.eq(ticket.0));
    all.order(advisory::id.desc()).limit(20).select(columns()).load(conn)
}

/// The advisories whose place this one takes, or will take once it is issued; at most 20.
pub fn replaced_by(conn: &mut Conn, newer: AdvisoryId) -> QueryResult<Vec<Advisory>> {
    let all = advisory::table.filter(advisory::replaced_by.eq(newer.0));
    all.order(advisory::id.desc()).limit(20).select(columns()).load(conn)
}

/// Whether another advisory of that year has this number with symbol.
pub fn number_is_taken(conn: &mut Conn, year: i32, number: &str) -> QueryResult<bool> {
    let same = advisory::table.filter(advisory::issued_year.eq(year)).filter(advisory::number.eq(number));
    diesel::select(diesel::dsl::exists(same)).get_result(conn)
}

/// An advisory in the list: itself, public id and title of its campaign, number of its ticket.
pub type Listed = (Advisory, Option<String>, Option<String>, Option<String>);

/// The advisories opened last, at most 200; only those in a state where one is given.
pub fn list(conn: &mut Conn, state: Option<State>) -> QueryResult<Vec<Listed>> {
    let all = advisory::table.left_join(campaign::table).left_join(ticket::table);
    let mut query = all.into_boxed::<Backend>();
    if let Some(state) = state {
        query = query.filter(advisory::state.eq(state));
    }
    query
        .order(advisory::id.desc())
        .limit(200)
        .select((columns(), campaign::uuid.nullable(), campaign::title.nullable(), ticket::number.nullable()))
        .load(conn)
}

/// The advisory of a public id as it is in version `version`; `Err(name)` says who changed it since. Locks it until the
/// transaction ends.
pub fn at_version(conn: &mut Conn, uuid: &str, version: i32) -> QueryResult<Option<Result<Advisory, String>>> {
    // PostgreSQL gives the row to one writer at a time; SQLite has only one.
    let held = diesel::update(advisory::table.filter(advisory::uuid.eq(uuid))).set(advisory::uuid.eq(uuid));
    if held.execute(conn)? == 0 {
        return Ok(None);
    }
    let found: Advisory = advisory::table.filter(advisory::uuid.eq(uuid)).select(columns()).first(conn)?;
    if found.version == version {
        return Ok(Some(Ok(found)));
    }
    let name: Option<String> = match found.updated_by {
        Some(id) => account::table.find(id).select(account::name).first(conn).optional()?,
        None => None,
    };
    Ok(Some(Err(name.unwrap_or_default())))
}

/// Writes an advisory back whole and raises its version.
pub fn change(conn: &mut Conn, changed: &mut Advisory, by: AccountId, at: Instant) -> QueryResult<()> {
    changed.version += 1;
    changed.updated_by = Some(by.0);
    changed.updated_at = at;
    diesel::update(advisory::table.find(changed.id)).set(&*changed).execute(conn).map(drop)
}

/// Keeps the picture of the lure.
pub fn set_figure(conn: &mut Conn, of: AdvisoryId, figure: &Figure) -> QueryResult<()> {
    diesel::delete(advisory_figure::table.find(of.0)).execute(conn)?;
    diesel::insert_into(advisory_figure::table)
        .values((
            advisory_figure::advisory_id.eq(of.0),
            advisory_figure::width.eq(figure.width),
            advisory_figure::height.eq(figure.height),
            advisory_figure::png.eq(&figure.png),
        ))
        .execute(conn)
        .map(drop)
}

/// The picture of the lure.
pub fn figure(conn: &mut Conn, of: AdvisoryId) -> QueryResult<Option<Figure>> {
    let row = advisory_figure::table.find(of.0);
    row.select((advisory_figure::width, advisory_figure::height, advisory_figure::png)).first(conn).optional()
}

/// Whether there is a picture of the lure.
pub fn has_figure(conn: &mut Conn, of: AdvisoryId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(advisory_figure::table.find(of.0))).get_result(conn)
}

/// Puts down which one will take the place of an advisory. Nobody's form becomes stale by it.
pub fn set_replaced_by(conn: &mut Conn, old: AdvisoryId, newer: AdvisoryId) -> QueryResult<()> {
    diesel::update(advisory::table.find(old.0)).set(advisory::replaced_by.eq(newer.0)).execute(conn).map(drop)
}

/// Takes out the advisories that describe the mail of a ticket and were not issued, with all their versions; gives their
/// names in the audit log.
pub fn drop_unissued(conn: &mut Conn, of: TicketId) -> QueryResult<Vec<String>> {
    let issued = [State::Issued, State::Replaced];
    let found: Vec<Advisory> = advisory::table
        .filter(advisory::ticket_id.eq(of.0))
        .filter(advisory::state.ne_all(issued))
        .select(columns())
        .load(conn)?;
    let ids: Vec<i64> = found.iter().map(|one| one.id).collect();
    diesel::delete(advisory::table.filter(advisory::id.eq_any(ids))).execute(conn)?;
    Ok(found.iter().map(Advisory::object).collect())
}
