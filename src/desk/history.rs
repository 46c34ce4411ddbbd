//! What only the desk remembers about a reported mail: indicators that were concluded to be harmful, the same mail reported
//! by many, and whether a letter in our name is ours. Adds findings to what a cell saw.

use chrono::TimeDelta;

use super::letter::LOOKUP_CODE;
use super::{Desk, Error, vouch};
use crate::analysis::evidence::{Evidence, Grade, Sample};
use crate::analysis::known::Known;
use crate::analysis::signal::indicator::{self, Kind};
use crate::analysis::signal::{Remembered, add};
use crate::base::clock::Instant;
use crate::base::locale::{Language, Languages};
use crate::base::text::fold;
use crate::infra::db::Conn;
use crate::infra::mailer;
use crate::record::evidence::indicator as seen_before;
use crate::record::outbox;
use crate::record::ticket::{self, Ticket};

/// Kinds that two mails share only when they are of one hand.
const STRONG: [Kind; 6] = [Kind::Url, Kind::Host, Kind::Address, Kind::Sha256, Kind::Phone, Kind::Bank];
/// Kinds by which the same mail to many is recognised.
const SAME: [Kind; 3] = [Kind::Subject, Kind::Url, Kind::Sha256];
/// So many other tickets within [`WINDOW`] make a wave.
const WAVE: i64 = 3;
/// How far back a wave reaches.
const WINDOW: TimeDelta = TimeDelta::hours(72);

/// The evidence of an arrival at a ticket with what the desk remembers.
pub(super) fn remember(
    conn: &mut Conn,
    desk: &Desk,
    known: &Known,
    ticket: &Ticket,
    seen: &Evidence,
    now: Instant,
) -> Result<Evidence, Error> {
    let words = Languages::default().words(Language::Vi);
    let (mut seen, of) = (seen.clone(), ticket.row());
    for sample in &mut seen.samples {
        let found: Vec<(Kind, String)> = indicator::of(sample, known).into_iter().collect();
        let pick = |kinds: &[Kind]| found.iter().filter(|(kind, _)| kinds.contains(kind)).cloned().collect::<Vec<_>>();
        if let Some((value, number)) = seen_before::condemned(conn, &pick(&STRONG), of)? {
            let values = vec![("value", value), ("number", number)];
            add(sample, Remembered { code: "KNOWN_IOC", at: "text", values }, &words);
        }
        let count = seen_before::others_since(conn, &pick(&SAME), of, now - WINDOW)?;
        if count >= WAVE {
            let values = vec![("count", count.to_string())];
            add(sample, Remembered { code: "MASS_CAMPAIGN", at: "text", values }, &words);
        }
        if let Some(told) = own_letter(conn, desk, sample, known)? {
            add(sample, told, &words);
        }
        vouch::tell(sample, ticket, &words);
    }
    Ok(seen)
}

/// Whether a letter in our name is ours: our Message-ID under our key, and the words that were sent under it.
fn own_letter(conn: &mut Conn, desk: &Desk, sample: &Sample, known: &Known) -> Result<Option<Remembered>, Error> {
    let id = sample.message_id.as_deref().unwrap_or_default();
    let own = mailer::verify(&desk.key, id);
    let claims = sample.from.address.eq_ignore_ascii_case(&known.our_address);
    if let Some(own) = own {
        let ticket = ticket::by_uuid(conn, &own.ticket_uuid)?;
        let letter = ticket.as_ref().map(|one| outbox::by_message(conn, one.row(), id)).transpose()?.flatten();
        let genuine = |body: &str| claims && says_the_same(sample, body, &desk.config.public_url());
        if let Some((ticket, _)) = ticket.zip(letter).filter(|(_, letter)| genuine(&letter.body)) {
            let values = vec![("number", ticket.number)];
            return Ok(Some(Remembered { code: "OWN_LETTER", at: "from", values }));
        }
    } else if !claims || sample.grade == Grade::C {
        // What a forwarding client wrote carries no Message-ID, so nothing can be said of it.
        return Ok(None);
    }
    Ok(Some(Remembered { code: "OWN_LETTER_FORGED", at: "from", values: Vec::new() }))
}

/// Whether the text holds the words of the letter and leads nowhere but to us.
fn says_the_same(sample: &Sample, body: &str, public_url: &str) -> bool {
    let text = fold(&sample.text);
    let mut pieces = body.split(LOOKUP_CODE).map(fold);
    pieces.all(|piece| text.contains(piece.trim())) && sample.links.iter().all(|link| link.url.starts_with(public_url))
}
