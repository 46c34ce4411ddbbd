//! A report from the page for reporters. Nobody proved who sends it, so its letters go only to our own people's addresses,
//! and only so many in an hour to one of them, or from one place.

use std::net::IpAddr;

use chrono::TimeDelta;

use super::door::Door;
use super::entry_mail::{self, Entry, EntryError, How};
use super::receive::{Channel, Incoming, Receipt};
use super::{Desk, Error};
use crate::base::clock::Instant;
use crate::base::ids::public_id;
use crate::base::text::one_line;
use crate::infra::db::Db;
use crate::record::people;

/// Reports for one address in an hour.
const FOR_ONE: u32 = 20;
/// Reports from one network address in an hour: a whole office may stand behind it.
const FROM_ONE: u32 = 300;
/// Reports by the form in an hour, whoever sends them.
const FROM_ALL: u32 = 2_000;
/// Most files.
pub const FILES: usize = 5;
/// Longest subject that is made of the words, in characters.
const SUBJECT: usize = 100;

/// What was typed and dropped.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Name; may be empty.
    pub name: String,
    /// Mail address of the reporter.
    pub address: String,
    /// What the reporter says.
    pub words: String,
    /// The text of the mail, where that is all there is.
    pub pasted: String,
    /// Mails and pictures: file name and bytes, at most [`FILES`].
    pub files: Vec<(String, Vec<u8>)>,
}

/// Takes a report from network address `from`; gives its number once it is durable. `Invalid` names the field: `address` for
/// one that is not of our people or has had too many letters, `files`, `words` where there is nothing at all.
pub async fn take(db: &Db, desk: &Desk, door: &Door, typed: Typed, from: &str, now: Instant) -> Result<Receipt, Error> {
    let invalid = |field, message| Error::Invalid { field, message };
    let address = typed.address.trim().to_lowercase();
    if !desk.answers(&address) || address == desk.config.mail.address.to_lowercase() {
        return Err(invalid("address", "report-address-bad"));
    }
    if typed.words.trim().is_empty() && typed.pasted.trim().is_empty() && typed.files.is_empty() {
        return Err(invalid("words", "report-nothing"));
    }
    if typed.files.len() > FILES {
        return Err(invalid("files", "report-files-many"));
    }
    if too_often(db, from, &address, now).await? {
        return Err(invalid("address", "report-often"));
    }
    let subject = subject(&typed);
    let entry = Entry {
        how: How::Form,
        reporter_name: typed.name,
        reporter_address: Some(address.clone()),
        unit: String::new(),
        phone: None,
        subject,
        words: typed.words,
        pasted: Some(typed.pasted).filter(|text| !text.trim().is_empty()),
        pictures: typed.files,
        at: now,
        entered_by: String::new(),
    };
    let (ours, message_id) = (desk.config.mail.address.clone(), format!("report.{}@{}", public_id(), desk.domain()));
    let bytes = tokio::task::spawn_blocking(move || entry_mail::build(&entry, &ours, &message_id)).await;
    let bytes = bytes.map_err(|error| Error::Internal(error.to_string()))?.map_err(|error| match error {
        EntryError::Reporter => invalid("address", "report-address-bad"),
        other => Error::Internal(other.to_string()),
    })?;
    if bytes.len() > desk.config.intake.max_size.0 {
        return Err(invalid("files", "report-files-large"));
    }
    let incoming = Incoming {
        channel: Channel::Web,
        sender: Some(address),
        recipients: vec![desk.config.mail.address.clone()],
        at: now,
        bytes: bytes.into(),
        trusted: false,
        answer: true,
    };
    door.submit(incoming).await
}

/// Whether a network address has sent so much that its next form need not be read.
pub async fn locked(db: &Db, from: &str, now: Instant) -> Result<bool, Error> {
    let key = from_key(from);
    db.read(move |conn| Ok(people::locked_until(conn, &key, now)?.is_some())).await
}

/// One key for the 64 bits that a provider gives to one customer.
fn from_key(from: &str) -> String {
    match from.parse() {
        Ok(IpAddr::V6(address)) => {
            let [one, two, three, four, ..] = address.segments();
            format!("report-from:{one:x}:{two:x}:{three:x}:{four:x}::")
        }
        _ => format!("report-from:{from}"),
    }
}

/// Whether too many reports came within an hour from a network, for a mail address or at all; this one counts.
async fn too_often(db: &Db, from: &str, address: &str, now: Instant) -> Result<bool, Error> {
    let keys =
        [(from_key(from), FROM_ONE), (format!("report-for:{address}"), FOR_ONE), ("report-all".into(), FROM_ALL)];
    db.write(move |conn| {
        for (key, limit) in keys {
            if people::locked_until(conn, &key, now)?.is_some() {
                return Ok(true);
            }
            people::fail(conn, &key, now, limit, TimeDelta::hours(1))?;
        }
        Ok(false)
    })
    .await
}

/// The first line of what was written, else the name of the first file.
fn subject(typed: &Typed) -> String {
    let mut lines = typed.words.lines().chain(typed.pasted.lines());
    let first = lines.find(|line| !line.trim().is_empty());
    one_line(first.or(typed.files.first().map(|(name, _)| name.as_str())).unwrap_or_default(), SUBJECT)
}

#[cfg(test)]
mod tests {
    use super::from_key;

    #[test]
    fn a_network_of_one_customer_is_one_sender() {
        assert_eq!(from_key("2001:db8:1:2:3::4"), from_key("2001:db8:1:2:ffff::9"));
        assert_ne!(from_key("2001:db8:1:2::4"), from_key("2001:db8:1:3::4"));
        assert_ne!(from_key("192.0.2.1"), from_key("192.0.2.2"));
    }
}
