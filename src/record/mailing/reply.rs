//! Rows of mails that answer an advisory: kept as they came until they were read.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text, Timestamp};

use crate::base::clock::Instant;
use crate::base::ids::{MailingId, ReplyId};
use crate::infra::blob;
use crate::infra::db::schema::mailing_reply;
use crate::infra::db::{Backend, Conn};
use crate::text_enum;

text_enum! {
    /// What a reply was found to be.
    Outcome {
        /// It says that the advisory was received.
        Received = "received",
        /// It says something else, and became a ticket.
        Ticket = "ticket",
        /// A machine wrote it.
        Automatic = "automatic",
        /// The letter came back.
        Returned = "returned",
    }
}

/// A reply as its row holds it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = mailing_reply)]
pub struct Reply {
    /// Row id.
    pub id: i64,
    /// Row of the mailing.
    pub mailing_id: i64,
    /// Digest of the raw mail.
    pub blob_hash: String,
    /// Who wrote it, lower case.
    pub sender: String,
    /// By which way it came: a word of `desk::incoming::Channel`.
    pub channel: String,
    /// Envelope sender.
    pub envelope_sender: Option<String>,
    /// Envelope recipients, separated by blanks.
    pub envelope_recipients: String,
    /// Whether it came on a trusted way.
    pub trusted: bool,
    /// Whether a machine says of itself that it wrote it.
    pub automatic: bool,
    /// When it came.
    pub at: Instant,
    /// What it was found to be.
    pub outcome: Option<Outcome>,
}

/// A reply to be kept.
#[derive(Clone, Debug)]
pub struct NewReply<'a> {
    /// The mailing.
    pub mailing: MailingId,
    /// Digest of the raw mail, which is stored already.
    pub hash: &'a str,
    /// Who wrote it, lower case.
    pub sender: &'a str,
    /// By which way it came.
    pub channel: &'a str,
    /// Envelope sender.
    pub envelope_sender: Option<&'a str>,
    /// Envelope recipients, separated by blanks.
    pub envelope_recipients: &'a str,
    /// Whether it came on a trusted way.
    pub trusted: bool,
    /// Whether a machine wrote it.
    pub automatic: bool,
    /// When it came.
    pub at: Instant,
}

#[derive(QueryableByName)]
struct Added {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Keeps a reply; nothing where the same mail is kept already.
pub fn add_reply(conn: &mut Conn, new: &NewReply<'_>) -> QueryResult<Option<ReplyId>> {
    let added: Vec<Added> = diesel::sql_query(
        "INSERT INTO mailing_reply (mailing_id, blob_hash, sender, channel, envelope_sender, envelope_recipients, trusted, \
         automatic, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (mailing_id, blob_hash) DO NOTHING RETURNING id",
    )
    .bind::<BigInt, _>(new.mailing.0)
    .bind::<Text, _>(new.hash)
    .bind::<Text, _>(new.sender)
    .bind::<Text, _>(new.channel)
    .bind::<Nullable<Text>, _>(new.envelope_sender)
    .bind::<Text, _>(new.envelope_recipients)
    .bind::<Bool, _>(new.trusted)
    .bind::<Bool, _>(new.automatic)
    .bind::<Timestamp, _>(new.at)
    .load(conn)?;
    Ok(added.first().map(|row| ReplyId(row.id)))
}

/// The reply of a row.
pub fn reply_by_id(conn: &mut Conn, id: ReplyId) -> QueryResult<Reply> {
    mailing_reply::table.find(id.0).select(<Reply as Selectable<Backend>>::construct_selection()).first(conn)
}

/// The raw mail of a reply; nothing where it was erased.
pub fn reply_raw(conn: &mut Conn, of: &Reply) -> QueryResult<Option<Vec<u8>>> {
    blob::get(conn, &of.blob_hash)
}

/// Puts down what a reply was found to be; says whether that was open.
pub fn settle_reply(conn: &mut Conn, id: ReplyId, outcome: Outcome) -> QueryResult<bool> {
    let open = mailing_reply::table.find(id.0).filter(mailing_reply::outcome.is_null());
    Ok(diesel::update(open).set(mailing_reply::outcome.eq(outcome)).execute(conn)? == 1)
}
