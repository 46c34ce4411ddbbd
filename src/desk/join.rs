//! The original of a mail that a ticket knows only by hearsay: a report that carries it joins that ticket and takes the
//! place of what the forwarding client wrote. Whoever forges a sender of ours must also know what the ticket was told:
//! no report joins by its From alone.

use std::collections::BTreeMap;

use super::{Error, due, find, show};
use crate::analysis::evidence::{Evidence, Grade, Mailbox, Sample};
use crate::analysis::known::Known;
use crate::analysis::mime::without_prefixes;
use crate::analysis::signal::indicator::{self, Kind as Sign};
use crate::base::clock::Instant;
use crate::base::ids::TicketId;
use crate::base::text::fold;
use crate::infra::db::Conn;
use crate::record::audit::{self, Actor, Entry};
use crate::record::evidence::{self, Arrival, NewArrival, Role};
use crate::record::ticket::{self, Kind, Status, Ticket};

/// Most older tickets that are looked at.
const TICKETS: usize = 20;
/// Most words of a text that are compared.
const WORDS: usize = 5000;
/// Fewest words of a text that say anything.
const FEW: usize = 12;
/// How many of a hundred words of the hearsay must stand in the original.
const MOST: usize = 80;
/// How many of a hundred words of the original must stand in the hearsay: a client leaves out what it hides.
const MANY: usize = 60;

/// Whether an original is the mail that a forwarding client told of: the same sender and subject, and a link of it, or
/// its text. Where the same person reports both, the minute at which it was sent is enough.
fn same(told: &Sample, original: &Sample, own: bool, known: &Known) -> bool {
    if told.grade != Grade::C || original.grade != Grade::A || !same_sender(&told.from, &original.from) {
        return false;
    }
    let subject = |sample: &Sample| fold(without_prefixes(&sample.subject)).trim().to_owned();
    if subject(told).is_empty() || subject(told) != subject(original) {
        return false;
    }
    let minute = |sample: &Sample| sample.date.map(|at| at.timestamp().div_euclid(60));
    let at_once = own && minute(told).is_some() && minute(told) == minute(original);
    at_once || same_link(told, original, known) || same_text(&told.text, &original.text)
}

/// The same address, or the same name where a client wrote only that.
fn same_sender(told: &Mailbox, original: &Mailbox) -> bool {
    if !told.address.is_empty() {
        return told.address.eq_ignore_ascii_case(&original.address);
    }
    let name = |mailbox: &Mailbox| fold(mailbox.name.as_deref().unwrap_or_default()).trim().to_owned();
    !name(told).is_empty() && name(told) == name(original)
}

/// A link in both that leads away from us.
fn same_link(told: &Sample, original: &Sample, known: &Known) -> bool {
    let away = |host: Option<&str>| host.is_some_and(|host| !known.is_ours(host));
    told.links
        .iter()
        .filter(|link| away(link.host.as_deref()))
        .any(|link| original.links.iter().any(|other| other.url == link.url))
}

/// Whether two texts are mostly of the same words.
fn same_text(told: &str, original: &str) -> bool {
    let (told, original) = (words(told), words(original));
    let count = |words: &BTreeMap<String, usize>| words.values().sum::<usize>();
    let shared: usize = told.iter().map(|(word, n)| original.get(word).map_or(0, |m| (*n).min(*m))).sum();
    let (of_told, of_original) = (count(&told), count(&original));
    of_told >= FEW && of_original >= FEW && shared * 100 >= of_told * MOST && shared * 100 >= of_original * MANY
}

/// The words of a text with how often each stands there.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    let folded = fold(text);
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS) {
        *out.entry(word.to_owned()).or_insert(0) += 1;
    }
    out
}

/// Lets a report that opened a ticket join the older open tickets that know its mail only by hearsay: the report is put
/// down there too, its original is shown instead, and what happened is said on both and in the audit log. The ticket of
/// the same reporter then stands for this one. Says whether it joined any.
pub(super) fn original(
    conn: &mut Conn,
    known: &Known,
    row: &Arrival,
    seen: &Evidence,
    ticket: &mut Ticket,
    now: Instant,
) -> Result<bool, Error> {
    let fits = row.role == Role::First && ticket.kind == Kind::Report && !ticket.outside && !ticket.is_shut();
    let Some(best) = seen.samples.iter().find(|sample| sample.grade == Grade::A).filter(|_| fits) else {
        return Ok(false);
    };
    let mut joined = false;
    for id in told_of(conn, known, ticket, best)? {
        let mut older = ticket::hold(conn, id)?;
        if older.grade.as_deref() != Some("C") || !older.status.is_open() || older.is_shut() {
            continue;
        }
        show::show(&mut older, best);
        put(conn, known, row, seen, &older, now)?;
        let own = same_person(&older, ticket);
        ticket::happened(conn, id, now, None, "original", &ticket.number)?;
        due::reckon(conn, &mut older, now)?;
        ticket::refresh(conn, &older, now)?;
        find::index(conn, &older)?;
        let entry = Entry { action: "ticket.original", object: &older.object(), detail: &ticket.object() };
        audit::append(conn, now, &Actor::System, &[entry])?;
        if own && !joined && ticket.status == Status::New {
            ticket.status = Status::Duplicate;
            ticket.duplicate_of = Some(older.id);
            ticket::happened(conn, ticket.row(), now, None, "duplicate", &older.number)?;
        } else {
            ticket::happened(conn, ticket.row(), now, None, "told", &older.number)?;
        }
        joined = true;
        if own {
            super::receive::wake(conn, older, now)?;
        }
    }
    Ok(joined)
}

fn same_person(older: &Ticket, newer: &Ticket) -> bool {
    older.reporter_id.is_some() && older.reporter_id == newer.reporter_id
}

/// The older open tickets whose mail is known only by hearsay and is this one, the newest first.
fn told_of(conn: &mut Conn, known: &Known, ticket: &Ticket, original: &Sample) -> Result<Vec<TicketId>, Error> {
    let signs: Vec<_> = indicator::of(original, known)
        .into_iter()
        .filter(|(kind, _)| matches!(kind, Sign::Address | Sign::Subject | Sign::Url))
        .collect();
    let older = evidence::indicator::older(conn, &signs, ticket.row(), TICKETS as i64)?;
    let open = ticket::several(conn, &older)?;
    let open: Vec<_> = open.iter().filter(|one| one.grade.as_deref() == Some("C") && one.status.is_open()).collect();
    let ids: Vec<_> = open.iter().map(|one| one.row()).collect();
    let mut found = Vec::new();
    for (id, document) in evidence::of_tickets(conn, &ids)? {
        let Some(one) = open.iter().find(|one| one.row() == id).filter(|_| !found.contains(&id)) else { continue };
        let stored: Evidence = serde_json::from_str(&document).map_err(|why| Error::Internal(why.to_string()))?;
        let own = same_person(one, ticket);
        if stored.samples.iter().any(|told| same(told, original, own, known)) {
            found.push(id);
        }
    }
    Ok(found)
}

/// Puts the report down at the older ticket, with what was seen in it. Without its Message-ID: letters of that ticket
/// answer its own reporter.
fn put(
    conn: &mut Conn,
    known: &Known,
    row: &Arrival,
    seen: &Evidence,
    older: &Ticket,
    now: Instant,
) -> Result<(), Error> {
    let new = NewArrival {
        ticket: older.row(),
        hash: &row.blob_hash,
        role: Role::Followup,
        message_id: None,
        sender: &row.sender,
        channel: &row.channel,
        envelope_sender: row.envelope_sender.as_deref(),
        envelope_recipients: "",
        at: row.at,
    };
    let arrival = evidence::add(conn, &new)?;
    // The words are the other reporter's; they stay at that ticket.
    let mut seen = seen.clone();
    seen.report.words.clear();
    seen.report.attachments.clear();
    show::keep(conn, known, arrival, older.row(), &seen, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mime::Reader;

    fn known() -> Known {
        Known { our_domains: vec!["laichau.gov.vn".into()], ..Known::default() }
    }

    fn read(mail: &str, as_sample: bool) -> Sample {
        Reader::default().read(mail.as_bytes(), &known(), as_sample).samples.remove(0).sample
    }

    const TEXT: &str =
        "Hộp thư của bạn sắp hết dung lượng, đề nghị cập nhật ngay trong hôm nay để không bị khóa tài khoản.";

    fn told(from: &str, subject: &str, text: &str) -> Sample {
        let block = format!(
            "---------- Forwarded message ---------\nFrom: {from}\nDate: 2021-03-11 09:29\nSubject: {subject}\n\n{text}\n"
        );
        read(
            &format!(
                "From: a@laichau.gov.vn\nSubject: Fwd: x\nContent-Type: text/plain; charset=utf-8\n\nxem\n\n{block}"
            ),
            false,
        )
    }

    fn original(from: &str, subject: &str, text: &str, date: &str) -> Sample {
        read(
            &format!(
                "From: {from}\nSubject: {subject}\nDate: {date}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
            ),
            true,
        )
    }

    #[test]
    fn a_mail_is_the_same_by_sender_subject_and_link_or_text() {
        let (from, date) = ("Quan tri <admin@evil.top>", "Thu, 11 Mar 2021 09:29:20 +0700");
        let link = "xem http://evil.top/a";
        let by = |told: &Sample, original: &Sample| same(told, original, false, &known());
        assert!(by(&told(from, "Cập nhật", link), &original(from, "Cập nhật", "khác hẳn http://evil.top/a", date)));
        assert!(by(&told(from, "Cập nhật", TEXT), &original(from, "Re: Cập nhật", TEXT, date)));
        let other = original(
            from,
            "Cập nhật",
            "Kính gửi Ông/Bà, xin gửi lịch công tác tuần tới của cơ quan để nắm và thực hiện.",
            date,
        );
        assert!(!by(&told(from, "Cập nhật", TEXT), &other), "another text");
        assert!(!by(&told("x@evil.top", "Cập nhật", link), &original(from, "Cập nhật", link, date)), "another sender");
        assert!(!by(&told(from, "Cập nhật 2", link), &original(from, "Cập nhật", link, date)), "another subject");
        let ours = "xem http://mail.laichau.gov.vn/";
        assert!(
            !by(&told(from, "Cập nhật", ours), &original(from, "Cập nhật", ours, date)),
            "a link to us says nothing"
        );
        assert!(!by(&told(from, "Cập nhật", link), &told(from, "Cập nhật", link)), "hearsay is no original");
    }

    #[test]
    fn the_minute_is_enough_for_the_same_person_only() {
        let (from, date) = ("a@evil.top", "Thu, 11 Mar 2021 09:29:20 +0700");
        let (told, original) = (told(from, "Cập nhật", "ngắn"), original(from, "Cập nhật", "dài hơn", date));
        assert!(same(&told, &original, true, &known()) && !same(&told, &original, false, &known()));
    }
}
