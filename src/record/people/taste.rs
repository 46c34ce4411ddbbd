//! What of a ticket a person wants to see in lists.

use diesel::prelude::*;

use crate::base::ids::AccountId;
use crate::infra::db::Conn;
use crate::infra::db::schema::list_taste;
use crate::text_enum;

text_enum! {
    /// A part of a row of a list; score and subject are always there.
    Part {
        /// The thumbnail of its mail.
        Picture = "picture",
        /// Its number.
        Number = "number",
        /// Who sent the reported mail.
        Sender = "sender",
        /// Who reported it.
        Reporter = "reporter",
        /// The reporter's unit.
        Unit = "unit",
        /// Chips: exposure, campaign, verdict, state, what is in it.
        Chips = "chips",
        /// Who works on it.
        Assignee = "assignee",
        /// When it came.
        Age = "age",
        /// When it is due.
        Due = "due",
    }
}

impl Part {
    /// What is shown to somebody who has chosen nothing.
    pub const USUAL: [Self; 6] = [Self::Picture, Self::Sender, Self::Reporter, Self::Chips, Self::Assignee, Self::Due];
}

/// The parts that an account has chosen, or the usual ones.
pub fn parts_of(conn: &mut Conn, account: AccountId) -> QueryResult<Vec<Part>> {
    let chosen: Option<String> = list_taste::table.find(account.0).select(list_taste::parts).first(conn).optional()?;
    Ok(chosen.map_or_else(|| Part::USUAL.to_vec(), |words| words.split(' ').filter_map(Part::of).collect()))
}

/// Puts down what an account has chosen.
pub fn set_parts(conn: &mut Conn, account: AccountId, parts: &[Part]) -> QueryResult<()> {
    let words = parts.iter().map(|part| part.word()).collect::<Vec<_>>().join(" ");
    diesel::delete(list_taste::table.find(account.0)).execute(conn)?;
    diesel::insert_into(list_taste::table)
        .values((list_taste::account_id.eq(account.0), list_taste::parts.eq(words)))
        .execute(conn)
        .map(drop)
}
