//! Rows of mailings. The code that confirms a receipt is made as those of the status page are: a row holds a random seed and the
//! digest of the code; the code itself is the seed under the signing key.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamp};

use crate::base::clock::Instant;
use crate::base::ids::{AccountId, AdvisoryId, MailingId};
use crate::base::secret::{NoRandom, SigningKey, base32, hex, random, sha256_hex};
use crate::infra::db::schema::{mailing, outbox};
use crate::infra::db::{Backend, Conn};
use crate::text_enum;

/// Characters of a code: 80 bits.
const LENGTH: usize = 16;
/// Most recipients of one advisory.
const MOST: i64 = 5_000;

text_enum! {
    /// How it was said that an advisory was received.
    How {
        /// By the digit, in a reply.
        Mail = "mail",
        /// On the public page, with the code.
        Page = "page",
    }
}

/// An advisory on its way to one address, as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = mailing)]
pub struct Mailing {
    /// Row id.
    pub id: i64,
    /// Row of the advisory.
    pub advisory_id: i64,
    /// Row of the agency.
    pub agency_id: Option<i64>,
    /// Name of the agency as it was then.
    pub agency: String,
    /// Its group as it was then.
    pub band: String,
    /// Name of the contact; may be empty.
    pub person: String,
    /// Address, lower case.
    pub recipient: String,
    /// When it was first sent on its way.
    pub created_at: Instant,
    /// When it was said that it was received.
    pub received_at: Option<Instant>,
    /// How that was said.
    pub received_how: Option<How>,
    /// By whom: an address or a name; may be empty; foreign text.
    pub received_by: String,
    /// What was written besides, one line; foreign text.
    pub note: String,
    /// When the last reminder was queued.
    pub reminded_at: Option<Instant>,
}

impl Mailing {
    /// Row id, typed.
    pub fn row(&self) -> MailingId {
        MailingId(self.id)
    }
}

/// A recipient to be added.
#[derive(Clone, Debug)]
pub struct NewMailing<'a> {
    /// The advisory.
    pub advisory: AdvisoryId,
    /// Row of the agency.
    pub agency: i64,
    /// Its name.
    pub name: &'a str,
    /// Its group.
    pub band: &'a str,
    /// Name of the contact.
    pub person: &'a str,
    /// Address, lower case.
    pub recipient: &'a str,
    /// A new seed.
    pub seed: &'a str,
    /// Digest of the seed's code.
    pub code_hash: &'a str,
}

/// How far a letter of a mailing is.
#[derive(Clone, Debug, Queryable)]
pub struct Delivery {
    /// Row of the mailing.
    pub mailing_id: i64,
    /// Which letter: `advisory` or `advisory-reminder`.
    pub kind: String,
    /// A word of `record::outbox::State`.
    pub state: String,
    /// Why it was not delivered.
    pub error: Option<String>,
    /// When it was handed over.
    pub sent_at: Option<Instant>,
}

#[derive(QueryableByName)]
struct Added {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

fn columns() -> <Mailing as Selectable<Backend>>::SelectExpression {
    <Mailing as Selectable<Backend>>::construct_selection()
}

/// The code of a seed: 16 Crockford base32 characters.
pub fn code(key: &SigningKey, seed: &str) -> String {
    base32(&key.tag("mailing", &[seed])).chars().take(LENGTH).collect()
}

/// A new seed.
pub fn new_seed() -> Result<String, NoRandom> {
    Ok(hex(&random::<16>()?))
}

/// Adds a recipient; nothing where the advisory is on its way to that address already.
pub fn add(conn: &mut Conn, new: &NewMailing<'_>, by: AccountId, at: Instant) -> QueryResult<Option<MailingId>> {
    let added: Vec<Added> = diesel::sql_query(
        "INSERT INTO mailing (advisory_id, agency_id, agency, band, person, recipient, code_hash, seed, created_at, created_by, \
         received_by, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '') \
         ON CONFLICT (advisory_id, recipient) DO NOTHING RETURNING id",
    )
    .bind::<BigInt, _>(new.advisory.0)
    .bind::<BigInt, _>(new.agency)
    .bind::<Text, _>(new.name)
    .bind::<Text, _>(new.band)
    .bind::<Text, _>(new.person)
    .bind::<Text, _>(new.recipient)
    .bind::<Text, _>(new.code_hash)
    .bind::<Text, _>(new.seed)
    .bind::<Timestamp, _>(at)
    .bind::<Nullable<BigInt>, _>(Some(by.0))
    .load(conn)?;
    Ok(added.first().map(|row| MailingId(row.id)))
}

/// The mailing of a row.
pub fn by_id(conn: &mut Conn, id: MailingId) -> QueryResult<Mailing> {
    mailing::table.find(id.0).select(columns()).first(conn)
}

/// The mailing of a row, if it is still there.
pub fn find(conn: &mut Conn, id: MailingId) -> QueryResult<Option<Mailing>> {
    mailing::table.find(id.0).select(columns()).first(conn).optional()
}

/// The mailing of a code (normalised); absent for a wrong one.
pub fn by_code(conn: &mut Conn, code: &str) -> QueryResult<Option<Mailing>> {
    let found = mailing::table.filter(mailing::code_hash.eq(sha256_hex(code.as_bytes())));
    found.select(columns()).first(conn).optional()
}

/// The recipients of an advisory, by group and agency; at most 5,000.
pub fn of_advisory(conn: &mut Conn, of: AdvisoryId) -> QueryResult<Vec<Mailing>> {
    mailing::table
        .filter(mailing::advisory_id.eq(of.0))
        .order((mailing::band.asc(), mailing::agency.asc(), mailing::id.asc()))
        .limit(MOST)
        .select(columns())
        .load(conn)
}

/// The letters of an advisory, the oldest first.
pub fn deliveries(conn: &mut Conn, of: AdvisoryId) -> QueryResult<Vec<Delivery>> {
    outbox::table
        .inner_join(mailing::table)
        .filter(mailing::advisory_id.eq(of.0))
        .order(outbox::id.asc())
        .select((mailing::id, outbox::kind, outbox::state, outbox::error, outbox::sent_at))
        .load(conn)
}

/// The seed of a mailing's code, for the letter that carries the code.
pub fn seed(conn: &mut Conn, id: MailingId) -> QueryResult<String> {
    mailing::table.find(id.0).select(mailing::seed).first(conn)
}

/// Puts down that an advisory was received; says whether nobody had said so before.
pub fn set_received(conn: &mut Conn, id: MailingId, how: How, by: &str, at: Instant) -> QueryResult<bool> {
    let open = mailing::table.find(id.0).filter(mailing::received_at.is_null());
    let values = (mailing::received_at.eq(at), mailing::received_how.eq(how), mailing::received_by.eq(by));
    Ok(diesel::update(open).set(values).execute(conn)? == 1)
}

/// Keeps what was written besides.
pub fn set_note(conn: &mut Conn, id: MailingId, note: &str) -> QueryResult<()> {
    diesel::update(mailing::table.find(id.0)).set(mailing::note.eq(note)).execute(conn).map(drop)
}

/// Puts down that a reminder was queued; says whether the last one was before `before`.
pub fn set_reminded(conn: &mut Conn, id: MailingId, at: Instant, before: Instant) -> QueryResult<bool> {
    let last = mailing::reminded_at.is_null().or(mailing::reminded_at.le(before));
    let due = mailing::table.find(id.0).filter(last);
    Ok(diesel::update(due).set(mailing::reminded_at.eq(at)).execute(conn)? == 1)
}

/// Takes out the recipients of an advisory to whom no letter has begun to leave, with their letters; gives how many.
pub fn forget_unsent(conn: &mut Conn, of: AdvisoryId) -> QueryResult<usize> {
    let begun = outbox::table.filter(outbox::mailing_id.eq(mailing::id.nullable())).filter(
        outbox::state
            .ne("queued")
            .or(outbox::attempts.gt(0))
            .or(outbox::sent_at.is_not_null())
            .or(outbox::error.is_not_null()),
    );
    let fresh = mailing::table
        .filter(mailing::advisory_id.eq(of.0))
        .filter(mailing::received_at.is_null())
        .filter(diesel::dsl::not(diesel::dsl::exists(begun)))
        .select(mailing::id);
    let fresh: Vec<i64> = fresh.load(conn)?;
    // The letters first: one that a worker took meanwhile is no longer as it must be, and stays with its recipient.
    let waiting = outbox::table
        .filter(outbox::mailing_id.eq_any(fresh))
        .filter(outbox::state.eq("queued"))
        .filter(outbox::attempts.eq(0));
    let gone: Vec<Option<i64>> = diesel::delete(waiting).returning(outbox::mailing_id).get_results(conn)?;
    let gone: Vec<i64> = gone.into_iter().flatten().collect();
    diesel::delete(mailing::table.filter(mailing::id.eq_any(gone))).execute(conn)
}
