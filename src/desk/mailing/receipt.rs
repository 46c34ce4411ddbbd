//! Confirming an advisory on the public page, with the code of the letter and without an account.

use chrono::TimeDelta;

use super::super::{Error, look_up};
use crate::base::clock::Instant;
use crate::base::ids::AdvisoryId;
use crate::base::text::one_line;
use crate::infra::db::{Conn, Db};
use crate::record::advisory;
use crate::record::audit::{self, Actor, Entry};
use crate::record::mailing::{self, How, Mailing};

/// What the holder of a code is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The code, normalised.
    pub code: String,
    /// Name of the agency.
    pub agency: String,
    /// Number with symbol of the document.
    pub number: String,
    /// Its subject.
    pub subject: String,
    /// When it was confirmed.
    pub received_at: Option<Instant>,
}

/// What a typed code opens. A wrong and a malformed code are one answer, and too many of them lock the network address out, as
/// on the status page.
pub async fn look(db: &Db, now: Instant, lock: TimeDelta, address: &str, typed: &str) -> Result<Receipt, Error> {
    let code =
        look_up::admit(db, now, lock, address, typed, |conn, code| Ok(mailing::by_code(conn, code)?.is_some())).await?;
    db.read(move |conn| shown(conn, code)).await
}

/// Confirms the advisory of a typed code; `person` is who says so, may be empty. Said twice, the first time counts.
pub async fn confirm(
    db: &Db,
    now: Instant,
    lock: TimeDelta,
    (address, typed): (&str, &str),
    person: &str,
) -> Result<Receipt, Error> {
    let found = look(db, now, lock, address, typed).await?;
    let (actor, person, code) = (Actor::Visitor(address.to_owned()), one_line(person, 120), found.code);
    db.write(move |conn| {
        let to = of_code(conn, &code)?;
        if mailing::set_received(conn, to.row(), How::Page, &person, now)? {
            let (object, detail) = (format!("mailing:{}", to.id), How::Page.word());
            audit::append(conn, now, &actor, &[Entry { action: "mailing.received", object: &object, detail }])?;
        }
        shown(conn, code)
    })
    .await
}

fn of_code(conn: &mut Conn, code: &str) -> Result<Mailing, Error> {
    mailing::by_code(conn, code)?.ok_or(Error::NotFound)
}

fn shown(conn: &mut Conn, code: String) -> Result<Receipt, Error> {
    let to = of_code(conn, &code)?;
    let of = advisory::by_id(conn, AdvisoryId(to.advisory_id))?;
    Ok(Receipt {
        code,
        agency: to.agency,
        number: of.number.unwrap_or_default(),
        subject: of.subject,
        received_at: to.received_at,
    })
}
