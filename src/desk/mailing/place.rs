//! Where an advisory is on its way to each recipient, read from its letters.

use std::collections::BTreeMap;

use super::super::Error;
use crate::base::ids::AdvisoryId;
use crate::infra::db::Conn;
use crate::record::mailing::{self, Delivery, Mailing};
use crate::record::outbox::State;
use crate::text_enum;

text_enum! {
    /// Where the advisory is on its way to a recipient.
    Where {
        /// Its letter has not left.
        Waiting = "waiting",
        /// Its letter left.
        Sent = "sent",
        /// A letter came back or was given up.
        Returned = "returned",
        /// Somebody said that it was received and passed on.
        Received = "received",
    }
}

/// Whether a letter came back or was given up.
pub(super) fn failed(letter: &Delivery) -> bool {
    letter.state == State::Failed.word()
}

/// Every recipient with its place and its letters, the oldest first.
pub(super) fn places(conn: &mut Conn, of: AdvisoryId) -> Result<Vec<(Mailing, Where, Vec<Delivery>)>, Error> {
    let mut letters: BTreeMap<i64, Vec<Delivery>> = BTreeMap::new();
    for letter in mailing::deliveries(conn, of)? {
        letters.entry(letter.mailing_id).or_default().push(letter);
    }
    let all = mailing::of_advisory(conn, of)?.into_iter().map(|to| {
        let own = letters.remove(&to.id).unwrap_or_default();
        let place = match () {
            () if to.received_at.is_some() => Where::Received,
            () if own.iter().any(failed) => Where::Returned,
            () if own.iter().any(|one| one.state == State::Sent.word()) => Where::Sent,
            () => Where::Waiting,
        };
        (to, place, own)
    });
    Ok(all.collect())
}
