//! Reading a mail that answers an advisory: the digit confirms it, a return marks the letter, a machine's answer moves nothing,
//! and whatever says more becomes a ticket, so that nothing is lost.

use bytes::Bytes;

use super::super::incoming::{Channel, Incoming};
use super::super::{Desk, Error, analyse, bounce, receive};
use crate::analysis::evidence::Evidence;
use crate::base::clock::{Clock, Instant};
use crate::base::ids::{MailingId, ReplyId};
use crate::base::text::one_line;
use crate::infra::cell::CellPool;
use crate::infra::db::{Conn, Db};
use crate::record::audit::{self, Actor, Entry};
use crate::record::mailing::{self, How, Outcome, Reply};

/// Longest note that is kept beside a confirmation, in characters.
const NOTE: usize = 300;

/// Reads a reply once; again, it changes nothing.
pub async fn read(db: &Db, desk: &Desk, clock: &Clock, cells: &CellPool, id: ReplyId) -> Result<(), Error> {
    let found = db
        .read(move |conn| {
            let reply = mailing::reply_by_id(conn, id)?;
            let raw = mailing::reply_raw(conn, &reply)?;
            Ok::<_, Error>((reply, raw))
        })
        .await?;
    let (reply, Some(raw)) = found else { return Ok(()) };
    let seen = analyse::examine(cells, analyse::known(&desk.config), false, &raw).await?;
    let (desk, now) = (desk.clone(), clock.now());
    // The header block is read outside the transaction, as at the door.
    let (incoming, prepared) = tokio::task::spawn_blocking(move || {
        let incoming = incoming(&reply, raw);
        let prepared = receive::prepare(&incoming);
        ((reply, incoming), prepared)
    })
    .await
    .map_err(|error| Error::Internal(error.to_string()))?;
    db.write(move |conn| {
        let (reply, incoming) = &incoming;
        let outcome = settle(conn, &desk, reply, seen.ok().as_ref(), now)?;
        if !mailing::settle_reply(conn, id, outcome)? {
            return Ok(());
        }
        if outcome == Outcome::Ticket {
            receive::file(conn, &desk, incoming, &prepared)?;
        }
        Ok(())
    })
    .await
}

fn incoming(reply: &Reply, raw: Vec<u8>) -> Incoming {
    Incoming {
        channel: Channel::of(&reply.channel).unwrap_or(Channel::Lmtp),
        sender: reply.envelope_sender.clone(),
        recipients: reply.envelope_recipients.split_whitespace().map(str::to_owned).collect(),
        at: reply.at,
        bytes: Bytes::from(raw),
        trusted: reply.trusted,
        answer: true,
    }
}

/// What a reply is, with what follows from it but the ticket.
fn settle(
    conn: &mut Conn,
    desk: &Desk,
    reply: &Reply,
    seen: Option<&Evidence>,
    now: Instant,
) -> Result<Outcome, Error> {
    if reply.outcome.is_some() {
        return Ok(Outcome::Automatic);
    }
    if let Some(told) = seen.and_then(|seen| seen.bounce.as_ref()) {
        let nobody = reply.envelope_sender.as_ref().map_or(told.from_nobody, String::is_empty);
        let came_back = bounce::of_mailing(conn, desk, told, (nobody, reply.at), now)?.is_some();
        return Ok(if came_back { Outcome::Returned } else { Outcome::Automatic });
    }
    if reply.automatic {
        return Ok(Outcome::Automatic);
    }
    let Some((seen, note)) = seen.and_then(|seen| Some((seen, confirms(&seen.report.words)?))) else {
        return Ok(Outcome::Ticket);
    };
    let id = MailingId(reply.mailing_id);
    let first = mailing::set_received(conn, id, How::Mail, &reply.sender, reply.at)?;
    if first {
        mailing::set_note(conn, id, &note)?;
        let (object, detail) = (format!("mailing:{id}"), How::Mail.word());
        audit::append(conn, now, &Actor::System, &[Entry { action: "mailing.received", object: &object, detail }])?;
    }
    // Words that find no place beside the confirmation are for a person to read.
    let words_left = !note.is_empty() && (!first || note.ends_with('…'));
    Ok(if words_left || brings_more(desk, seen) { Outcome::Ticket } else { Outcome::Received })
}

/// Whether a mail carries more than words: somebody else's mail, or a file that is no picture of a signature.
fn brings_more(desk: &Desk, seen: &Evidence) -> bool {
    // What is quoted of our own letter is no report.
    let ours = desk.config.mail.address.to_lowercase();
    let foreign = seen.samples.iter().any(|sample| sample.from.address.to_lowercase() != ours);
    let picture = |kind: &str| kind.starts_with("image/");
    let files = &seen.report.attachments;
    foreign || files.iter().any(|file| !file.type_detected.as_deref().is_some_and(picture))
}

/// The words behind the digit 1 that stands alone in the first line, without what is quoted, one line; nothing where they do
/// not begin with it.
fn confirms(words: &str) -> Option<String> {
    let mut lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    if !matches!(lines.next()?, "1" | "1." | "1,") {
        return None;
    }
    let mut own: Vec<&str> = Vec::new();
    for line in lines {
        if line.starts_with('>') {
            // The line above it says who wrote what is quoted.
            if own.last().is_some_and(|last| last.ends_with(':')) {
                own.pop();
            }
            break;
        }
        own.push(line);
    }
    Some(one_line(&own.join(" "), NOTE))
}

#[cfg(test)]
mod tests {
    use super::confirms;

    #[test]
    fn only_the_digit_alone_confirms() {
        for (words, note) in [
            ("1", ""),
            ("\n 1. \n\nTrân trọng\nLò Văn A", "Trân trọng Lò Văn A"),
            ("1\n\nVào 24/11/2026, Hotro đã viết:\n> Kính gửi\n> 2", ""),
        ] {
            assert_eq!(confirms(words).as_deref(), Some(note), "{words}");
        }
        for words in ["", "10", "Đã nhận", "Chúng tôi đã mở thư.\n1", "> 1", "2"] {
            assert_eq!(confirms(words), None, "{words}");
        }
    }
}
