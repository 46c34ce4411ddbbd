//! Saying that a reported mail is backed by an official document, which only a person can look up. It counts for the mail as
//! one more reason, LOOKS_OFFICIAL, and can be taken back; it decides nothing.

use super::change::Change;
use super::{Error, show};
use crate::analysis::evidence::{Evidence, Sample};
use crate::analysis::signal::{Remembered, add, take_out};
use crate::base::ids::ArrivalId;
use crate::base::locale::{Language, Languages, Words};
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::evidence;
use crate::record::ticket::{self, Ticket};

const CODE: &str = "LOOKS_OFFICIAL";

/// Puts down the reference of the document (number and symbol, body, date), or takes it back where `reference` is empty.
pub fn set(conn: &mut Conn, change: &Change, reference: &str) -> Result<(), Error> {
    let mut ticket = change.begin(conn)?;
    let reference = one_line(reference, 200);
    let before = ticket.official.take();
    ticket.official = (!reference.is_empty()).then_some(reference);
    if ticket.official == before {
        return Err(Error::Invalid { field: "reference", message: "official-missing" });
    }
    rate(conn, &mut ticket)?;
    let code = if ticket.official.is_some() { "official" } else { "not-official" };
    let detail = ticket.official.clone().or(before).unwrap_or_default();
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), code, &detail)?;
    change.end(conn, &mut ticket, "ticket.official", &detail)
}

/// Adds to a sample what a person said of the ticket.
pub(super) fn tell(sample: &mut Sample, ticket: &Ticket, words: &Words) {
    match &ticket.official {
        Some(reference) => {
            let values = vec![("reference", reference.clone())];
            add(sample, Remembered { code: CODE, at: "text", values }, words);
        }
        None => take_out(sample, CODE),
    }
}

/// Rates what is stored of a ticket anew.
fn rate(conn: &mut Conn, ticket: &mut Ticket) -> Result<(), Error> {
    let words = Languages::default().words(Language::Vi);
    for stored in evidence::of_ticket(conn, ticket.row())? {
        let mut seen: Evidence = serde_json::from_str(&stored.detail)
            .map_err(|error| Error::Internal(format!("stored evidence: {error}")))?;
        for sample in &mut seen.samples {
            tell(sample, ticket, &words);
        }
        let detail = serde_json::to_string(&seen).map_err(|error| Error::Internal(error.to_string()))?;
        let arrival = evidence::by_id(conn, ArrivalId(stored.arrival_id))?;
        let at = (ArrivalId(arrival.id), ticket.row());
        evidence::replace(conn, at, (&detail, &show::codes(&seen)), stored.analysed_at)?;
        show::best(ticket, arrival.role, &seen);
    }
    Ok(())
}
