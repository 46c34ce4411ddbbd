//! How people want to be told.

use diesel::prelude::*;

use crate::base::ids::AccountId;
use crate::infra::db::schema::notice_taste;
use crate::infra::db::{Backend, Conn};
use crate::text_enum;

text_enum! {
    /// Whether notices come by mail too.
    ByMail {
        /// In the page only.
        Never = "none",
        /// Each, within minutes.
        Once = "once",
        /// Those of a day together.
        Daily = "daily",
    }
}

/// How somebody wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = notice_taste)]
pub struct Taste {
    /// Whether by mail.
    pub mail: ByMail,
    /// From which minute of the day no mail comes.
    pub quiet_from: Option<i32>,
    /// Until which minute; before `quiet_from` it is over midnight.
    pub quiet_until: Option<i32>,
}

impl Default for Taste {
    fn default() -> Self {
        Self { mail: ByMail::Never, quiet_from: None, quiet_until: None }
    }
}

/// How an account wants to be told.
pub fn taste(conn: &mut Conn, account: AccountId) -> QueryResult<Taste> {
    let known = notice_taste::table
        .find(account.0)
        .select(<Taste as Selectable<Backend>>::construct_selection())
        .first(conn)
        .optional()?;
    Ok(known.unwrap_or_default())
}

/// The same of several accounts, by their rows; those who chose nothing are left out.
pub fn tastes(conn: &mut Conn, accounts: &[i64]) -> QueryResult<Vec<(i64, Taste)>> {
    notice_taste::table
        .filter(notice_taste::account_id.eq_any(accounts))
        .select((notice_taste::account_id, <Taste as Selectable<Backend>>::construct_selection()))
        .load(conn)
}

/// Puts down how an account wants to be told.
pub fn set_taste(conn: &mut Conn, account: AccountId, taste: Taste) -> QueryResult<()> {
    diesel::delete(notice_taste::table.find(account.0)).execute(conn)?;
    diesel::insert_into(notice_taste::table)
        .values((
            notice_taste::account_id.eq(account.0),
            notice_taste::mail.eq(taste.mail),
            notice_taste::quiet_from.eq(taste.quiet_from),
            notice_taste::quiet_until.eq(taste.quiet_until),
        ))
        .execute(conn)
        .map(drop)
}
