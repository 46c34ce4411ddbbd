//! Staff entry: a report that came without mail goes through the same door as every other; what was said on the telephone
//! meanwhile is its first answer.

use super::door::Door;
use super::entry_mail::{self, Entry, EntryError};
use super::receive::{Channel, Incoming, Receipt};
use super::{Desk, Error, due, find, note};
use crate::base::ids::{AccountId, public_id};
use crate::infra::db::Db;
use crate::record::audit::{self, Actor};
use crate::record::ticket::{self, MessageKind, NewMessage};

/// A report to be entered.
#[derive(Clone, Debug)]
pub struct Entered {
    /// What was typed.
    pub entry: Entry,
    /// What the reporter was told already, by telephone or in person; empty: nothing. It counts as the first answer, and
    /// then nobody is acknowledged by mail.
    pub told: String,
    /// Whether the reporter gets letters; never without an address.
    pub answer: bool,
    /// The account; absent for a program.
    pub account: Option<AccountId>,
    /// For the audit log.
    pub actor: Actor,
}

/// Enters a report and says its number once it is durable. Errors name the field to mend.
pub async fn enter(db: &Db, desk: &Desk, door: &Door, entered: Entered) -> Result<Receipt, Error> {
    let Entered { entry, told, answer, account, actor } = entered;
    let invalid = |field, message| Error::Invalid { field, message };
    if entry.subject.trim().is_empty() {
        return Err(invalid("subject", "entry-subject-empty"));
    }
    let nothing = entry.words.trim().is_empty() && entry.pasted.as_deref().is_none_or(|text| text.trim().is_empty());
    if nothing && entry.pictures.is_empty() {
        return Err(invalid("words", "entry-nothing"));
    }
    let told = if told.trim().is_empty() { None } else { Some(note::checked(&told)?) };
    let (at, name) = (entry.at, entry.entered_by.clone());
    let message_id = format!("entry.{}@{}", public_id(), desk.domain());
    let address = desk.config.mail.address.clone();
    let has_address = entry.reporter_address.as_deref().is_some_and(|address| !address.trim().is_empty());
    // Pictures make the mail large, so it is put together away from the threads that answer requests.
    let bytes = tokio::task::spawn_blocking(move || entry_mail::build(&entry, &address, &message_id)).await;
    let bytes = bytes.map_err(|error| Error::Internal(error.to_string()))?.map_err(|error| match error {
        EntryError::Reporter => invalid("address", "entry-address-bad"),
        other => Error::Internal(other.to_string()),
    })?;
    if bytes.len() > desk.config.intake.max_size.0 {
        return Err(invalid("pictures", "entry-pictures-large"));
    }
    let incoming = Incoming {
        channel: Channel::Staff,
        sender: None,
        recipients: Vec::new(),
        at,
        bytes: bytes.into(),
        trusted: false,
        answer: answer && has_address && told.is_none(),
    };
    let receipt = door.submit(incoming).await?;
    let number = receipt.number.clone();
    db.write(move |conn| {
        let mut ticket = ticket::hold_number(conn, &number)?.ok_or(Error::NotFound)?;
        if let Some(told) = told {
            let call = NewMessage {
                ticket: ticket.row(),
                kind: MessageKind::Call,
                account,
                author: &name,
                stranger: false,
                body: &told,
                arrival: None,
                letter: None,
                at,
            };
            ticket::say(conn, &call)?;
            find::later(conn, &ticket, at)?;
            ticket::happened(conn, ticket.row(), at, account, MessageKind::Call.word(), "")?;
            ticket.answered_at = ticket.answered_at.or(Some(at));
            due::refresh(conn, &mut ticket, at)?;
        }
        let entry = audit::Entry { action: "ticket.enter", object: &ticket.object(), detail: "" };
        Ok::<_, Error>(audit::append(conn, at, &actor, &[entry])?)
    })
    .await?;
    Ok(receipt)
}
