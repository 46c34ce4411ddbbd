//! Canned replies: kept by the administrator, offered where somebody writes to a reporter.

use super::by::By;
use super::filling::{self, Values};
use super::letter::{Facts, Sender};
use super::{Desk, Error, note, notify, unit};
use crate::base::clock::Instant;
use crate::base::ids::ReporterId;
use crate::base::locale::Language;
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::audit::{self, Entry};
pub use crate::record::canned::Canned;
use crate::record::canned::{self, Written};
use crate::record::people::Reporter;
use crate::record::ticket::{self, Ticket, Verdict};

/// Most canned replies, those that nobody is offered included.
pub const MOST: i64 = 200;
/// Longest title, in characters.
const TITLE: usize = 80;
/// Longest body, in characters.
const BODY: usize = 5_000;

/// A canned reply as somebody wants it.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Its language.
    pub language: Language,
    /// The verdict that it is for; none: for any.
    pub verdict: Option<Verdict>,
    /// What it is called.
    pub title: String,
    /// Its words, with places of [`filling`].
    pub body: String,
}

/// A canned reply as a ticket offers it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Row id.
    pub id: i64,
    /// Tag of its language.
    pub language: String,
    /// What it is called.
    pub title: String,
    /// Whether it is in the ticket's language, and for its verdict or for any.
    pub fits: bool,
}

/// All of them, those that nobody is offered last.
pub fn list(conn: &mut Conn) -> Result<Vec<Canned>, Error> {
    Ok(canned::all(conn, MOST)?)
}

/// The one of a row.
pub fn get(conn: &mut Conn, id: i64) -> Result<Canned, Error> {
    Ok(canned::get(conn, id)?)
}

/// Adds one; gives its row. Errors: no title, no words, a place that stands for nothing, too many.
pub fn add(conn: &mut Conn, by: &By, wish: &Wish) -> Result<i64, Error> {
    let (title, body) = checked(wish)?;
    if canned::count(conn)? >= MOST {
        return Err(Error::Invalid { field: "title", message: "canned-too-many" });
    }
    let id = canned::add(conn, &written(wish, &title, &body), by.account, by.now)?;
    put_down(conn, by, "canned.add", id)?;
    Ok(id)
}

/// Changes the one of a row, if nobody did since `version`; errors as [`add`].
pub fn change(conn: &mut Conn, by: &By, (id, version): (i64, i32), wish: &Wish) -> Result<(), Error> {
    let (title, body) = checked(wish)?;
    canned::get(conn, id)?;
    if !canned::change(conn, (id, version), &written(wish, &title, &body), by.account, by.now)? {
        return Err(Error::Conflict { by: canned::changed_by(conn, id)?.unwrap_or_default() });
    }
    put_down(conn, by, "canned.change", id)
}

/// Takes one out of what is offered, or puts it back.
pub fn disable(conn: &mut Conn, by: &By, id: i64, out: bool) -> Result<(), Error> {
    if !canned::disable(conn, id, out.then_some(by.now), by.account, by.now)? {
        return Err(Error::NotFound);
    }
    put_down(conn, by, if out { "canned.disable" } else { "canned.enable" }, id)
}

fn checked(wish: &Wish) -> Result<(String, String), Error> {
    let title = one_line(&wish.title, TITLE);
    if title.is_empty() {
        return Err(Error::Invalid { field: "title", message: "canned-nameless" });
    }
    let body =
        note::checked(&wish.body).map_err(|_empty| Error::Invalid { field: "body", message: "ticket-text-empty" })?;
    if body.chars().count() > BODY {
        return Err(Error::Invalid { field: "body", message: "canned-long" });
    }
    if filling::unknown(&body).is_some() {
        return Err(Error::Invalid { field: "body", message: "canned-unknown" });
    }
    Ok((title, body))
}

fn written<'a>(wish: &Wish, title: &'a str, body: &'a str) -> Written<'a> {
    Written { language: wish.language.tag(), verdict: wish.verdict.map(Verdict::word), title, body }
}

fn put_down(conn: &mut Conn, by: &By, action: &str, id: i64) -> Result<(), Error> {
    let object = format!("canned:{id}");
    Ok(audit::append(conn, by.now, &by.actor, &[Entry { action, object: &object, detail: "" }])?)
}

/// What a ticket offers, those first that fit it: its language, its verdict (or the one suggested), then any verdict.
pub fn offers(conn: &mut Conn, ticket: &Ticket) -> Result<Vec<Offer>, Error> {
    let tongue = filling::language_of(&ticket.words).tag();
    let verdict = ticket.verdict.or(ticket.suggested).map(Verdict::word);
    let mut all: Vec<(u8, Canned)> = canned::offered(conn, MOST)?
        .into_iter()
        .map(|one| {
            let place = match (one.language == tongue, one.verdict.as_deref()) {
                (true, Some(word)) if Some(word) == verdict => 0,
                (true, None) => 1,
                (true, Some(_)) => 2,
                (false, _) => 3,
            };
            (place, one)
        })
        .collect();
    all.sort_by_key(|(place, _)| *place);
    let offer =
        |(place, one): (u8, Canned)| Offer { id: one.id, language: one.language, title: one.title, fits: place < 2 };
    Ok(all.into_iter().map(offer).collect())
}

/// The words of one as they are put in at a ticket by `writer`. `NotFound` where nobody is offered it.
pub fn filled(conn: &mut Conn, desk: &Desk, number: &str, id: i64, writer: &str) -> Result<String, Error> {
    let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?;
    let verdict = ticket.verdict.or(ticket.suggested);
    concluded(conn, desk, (&ticket, verdict), id, writer)
}

/// The same at a held ticket with the conclusion that it comes to; a routine sends them unread, so never with a suggestion.
pub(super) fn concluded(
    conn: &mut Conn,
    desk: &Desk,
    (ticket, verdict): (&Ticket, Option<Verdict>),
    id: i64,
    writer: &str,
) -> Result<String, Error> {
    let one = canned::get(conn, id)?;
    if one.disabled_at.is_some() {
        return Err(Error::NotFound);
    }
    of_ticket(conn, desk, (ticket, verdict), &one.body, (Language::of(&one.language), writer))
}

/// Words with their places filled from the ticket of a number; without one, from an example.
pub fn preview(
    conn: &mut Conn,
    desk: &Desk,
    number: Option<&str>,
    body: &str,
    (language, writer): (Language, &str),
    now: Instant,
) -> Result<String, Error> {
    match number {
        Some(number) => {
            let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?;
            let verdict = ticket.verdict.or(ticket.suggested);
            of_ticket(conn, desk, (&ticket, verdict), body, (language, writer))
        }
        None => Ok(example(desk, body, (language, writer), now)),
    }
}

/// Words with their places filled from a ticket and what is concluded about it.
fn of_ticket(
    conn: &mut Conn,
    desk: &Desk,
    (ticket, verdict): (&Ticket, Option<Verdict>),
    body: &str,
    (language, writer): (Language, &str),
) -> Result<String, Error> {
    let nobody = || Reporter { id: ReporterId(0), name: String::new(), address: String::new() };
    let person = notify::recipient(conn, ticket)?.unwrap_or_else(nobody);
    let unit = unit::known(conn, &person.address, ticket.created_at.date())?.unwrap_or_default();
    let sender = Sender::of(&desk.config);
    let facts = notify::facts(desk, ticket, &person);
    let values = Values { sender: &sender, facts, unit: &unit, verdict, writer };
    Ok(filling::fill(body, &values, language))
}

fn example(desk: &Desk, body: &str, (language, writer): (Language, &str), now: Instant) -> String {
    let (name, unit, subject, shown) = match language {
        Language::Vi => ("Lò Thị An", "Sở Nội vụ", "Hộp thư của Ông/Bà sắp đầy", "Quản trị thư điện tử"),
        Language::En => {
            ("Lo Thi An", "Department of Home Affairs", "Your mailbox is almost full", "Mail administrator")
        }
    };
    let sender = Sender::of(&desk.config);
    let number = format!("{}-2026-000123", desk.config.desk.prefix);
    let facts = Facts {
        number: &number,
        reporter_name: name,
        subject,
        shown_sender: shown,
        received_at: now,
        due_at: now,
        grade_c: false,
        sealed: false,
        attachment: None,
        lookup: false,
        done: &[],
        zone: desk.zone,
    };
    let values = Values { sender: &sender, facts, unit, verdict: Some(Verdict::Phishing), writer };
    filling::fill(body, &values, language)
}
