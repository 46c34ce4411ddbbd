//! The status page: what somebody sees and says who holds the code of an acknowledgement. Nothing of the desk's own work is
//! here: no note, score, evidence or name of the desk, and no other person of the ticket.

use chrono::TimeDelta;

use super::{Desk, Error, reporter_answer};
use crate::base::clock::Instant;
use crate::base::ids::{ReporterId, TicketId};
use crate::base::secret::normalise_code;
use crate::infra::db::{Conn, Db};
use crate::record::audit::Actor;
use crate::record::outbox::{self, Letter, State};
use crate::record::people;
use crate::record::ticket::{self, Exposure, Kind, Rating, Status, Ticket, Verdict, lookup, transfer};

/// Wrong codes from one network address before it is locked out for a while.
pub const GUESSES: u32 = 10;

/// Most characters that are added at a time.
pub const WORDS: usize = 5_000;

/// Answers and additions that a ticket takes on its status page in an hour.
pub const HOURLY: i64 = 20;

/// How long after its end the help may be rated, and the rating changed; as long as letters promise to reopen a ticket.
const RATED: TimeDelta = TimeDelta::days(30);

/// What the holder of a code is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Number of the ticket.
    pub number: String,
    /// What the arriving mail is.
    pub kind: Kind,
    /// Where it stands.
    pub status: Status,
    /// The conclusion, once its letter cannot be taken back any more.
    pub verdict: Option<Verdict>,
    /// Subject of the reported mail, raw; foreign text.
    pub subject: String,
    /// Whether the original is missing, so that it is asked for.
    pub original_missing: bool,
    /// The worst known answer to what was done with the mail.
    pub exposure: Option<Exposure>,
    /// When it came in.
    pub received_at: Instant,
    /// When a person first worked on it.
    pub begun_at: Option<Instant>,
    /// When it was concluded.
    pub ended_at: Option<Instant>,
    /// Until when the first answer is promised; absent once a person has answered, or nothing is left to do.
    pub due_at: Option<Instant>,
    /// Whether this person said that they do not agree with the conclusion.
    pub contested: bool,
    /// What this person thought of the help.
    pub rating: Option<Rating>,
    /// Letters to this very person that cannot be taken back any more, the oldest first.
    pub letters: Vec<Sent>,
}

impl Shown {
    /// Whether this person may say that they do not agree: once, with a conclusion that they were told.
    pub fn may_contest(&self) -> bool {
        self.kind != Kind::Request && self.verdict.is_some() && !self.contested
    }

    /// Whether this person may say what they thought of the help, or change it: for 30 days after the end.
    pub fn may_rate(&self, now: Instant) -> bool {
        self.ended_at.is_some_and(|ended| now - ended < RATED)
    }
}

/// A letter, word for word; the placeholder [`super::letter::LOOKUP_CODE`] stands for the code.
#[derive(Clone, Debug)]
pub struct Sent {
    /// When it was written.
    pub at: Instant,
    /// Subject.
    pub subject: String,
    /// Body.
    pub body: String,
}

/// Opens the door to a ticket for a typed code, which is given back normalised. A wrong, a revoked and a malformed code are
/// one answer; [`GUESSES`] of them within `lock` lock the network address out for that long. A right code forgives nothing:
/// whoever holds one could else guess on for ever.
pub async fn open(db: &Db, now: Instant, lock: TimeDelta, address: &str, typed: &str) -> Result<String, Error> {
    admit(db, now, lock, address, typed, |conn, code| Ok(lookup::find(conn, code)?.is_some())).await
}

/// As [`open`], for codes that `known` finds; guesses at either kind of code are counted together.
pub(super) async fn admit(
    db: &Db,
    now: Instant,
    lock: TimeDelta,
    address: &str,
    typed: &str,
    known: fn(&mut Conn, &str) -> Result<bool, Error>,
) -> Result<String, Error> {
    let code: String = normalise_code(typed).chars().take(2 * lookup::LENGTH).collect();
    let key = format!("status|{address}");
    let (asked, locked) = (code.clone(), key.clone());
    let found = db
        .read(move |conn| {
            if people::locked_until(conn, &locked, now)?.is_some() {
                return Err(refused("portal-code-locked"));
            }
            known(conn, &asked)
        })
        .await?;
    if found {
        return Ok(code);
    }
    let locked = db.write(move |conn| Ok::<_, Error>(people::fail(conn, &key, now, GUESSES, lock)?)).await?;
    Err(refused(if locked { "portal-code-locked" } else { "portal-code-wrong" }))
}

fn refused(message: &'static str) -> Error {
    Error::Invalid { field: "code", message }
}

/// What the holder of a code is shown; nothing for a code that is not, or no longer, in force.
pub async fn show(db: &Db, code: String) -> Result<Option<Shown>, Error> {
    db.read(move |conn| Ok(seen(conn, &code)?.map(|(_, shown)| shown))).await
}

/// Ticket and reporter of a code.
type Whose = (TicketId, ReporterId);

/// Ticket and reporter of a code in force. What was put into another ticket of the same reporter goes on there.
fn whose(conn: &mut Conn, code: &str) -> Result<Option<(TicketId, ReporterId)>, Error> {
    let Some((id, who)) = lookup::find(conn, code)? else { return Ok(None) };
    let home = transfer::home(conn, id)?;
    let own = home != id && ticket::by_id(conn, home)?.reporter_id == Some(who.0);
    Ok(Some((if own { home } else { id }, who)))
}

/// Whose code it is, and what they are shown.
fn seen(conn: &mut Conn, code: &str) -> Result<Option<(Whose, Shown)>, Error> {
    let Some((ticket, who)) = whose(conn, code)? else { return Ok(None) };
    let ticket = ticket::by_id(conn, ticket)?;
    let (id, person) = (ticket.row(), people::get(conn, who)?);
    let family = transfer::family(conn, id)?;
    let letters = outbox::to_person(conn, &family, &person.address)?;
    let begun_at = ticket::begun_at(conn, id)?;
    let contested = ticket::contested_at(conn, id, who)?.is_some();
    let rating = ticket::ratings(conn, id)?.into_iter().find(|(by, _)| *by == who.0).map(|(_, choice)| choice);
    Ok(Some(((id, who), Shown { contested, rating, ..shown(ticket, letters, begun_at) })))
}

fn shown(ticket: Ticket, letters: Vec<Letter>, begun_at: Option<Instant>) -> Shown {
    // Until its letter has begun to leave, the desk may still take a conclusion back.
    let held = |letter: &Letter| letter.state == State::Queued && letter.attempts == 0;
    let unsaid = letters.iter().any(|letter| held(letter) && letter.kind.starts_with("verdict-"));
    let ended = !unsaid && !ticket.status.is_open();
    let status = if unsaid && !ticket.status.is_open() { Status::Working } else { ticket.status };
    let promised = ticket.status.is_open() && ticket.answered_at.is_none();
    let sent = letters.into_iter().filter(|letter| !held(letter));
    Shown {
        kind: ticket.kind,
        status,
        verdict: ticket.verdict.filter(|_| !unsaid),
        original_missing: ticket.grade.as_deref() == Some("C"),
        exposure: ticket.exposure,
        received_at: ticket.created_at,
        begun_at: begun_at.or(ticket.answered_at),
        ended_at: ticket.resolved_at.or(ticket.closed_at).filter(|_| ended),
        due_at: promised.then_some(ticket.due_at),
        contested: false,
        rating: None,
        letters: sent.map(|one| Sent { at: one.created_at, subject: one.subject, body: one.body }).collect(),
        number: ticket.number,
        subject: ticket.subject,
    }
}

/// Takes the answer to what was done with the mail; `NotFound` without a code in force, and for a request, which has none.
pub async fn answer(
    db: &Db,
    desk: Desk,
    now: Instant,
    (address, code): (String, String),
    exposure: Exposure,
) -> Result<(), Error> {
    db.write(move |conn| {
        let (ticket, who) = whose(conn, &code)?.ok_or(Error::NotFound)?;
        if ticket::by_id(conn, ticket)?.kind == Kind::Request {
            return Err(Error::NotFound);
        }
        has_room(conn, ticket, now)?;
        reporter_answer::answer(conn, &desk, &Actor::Visitor(address), ticket, who, exposure, now).map_err(faster)
    })
    .await
}

/// Takes words that are added, at most [`WORDS`] characters; `NotFound` without a code in force.
pub async fn add(db: &Db, now: Instant, address: String, code: String, words: &str) -> Result<(), Error> {
    let words = words.replace("\r\n", "\n");
    if words.trim().chars().count() > WORDS {
        return Err(Error::Invalid { field: "words", message: "portal-words-long" });
    }
    db.write(move |conn: &mut Conn| {
        let (ticket, who) = whose(conn, &code)?.ok_or(Error::NotFound)?;
        has_room(conn, ticket, now)?;
        reporter_answer::add_words(conn, &Actor::Visitor(address), ticket, who, &words, now).map_err(faster)
    })
    .await
}

/// Takes it that somebody does not agree with the conclusion that they were told; `NotFound` without a code in force.
pub async fn contest(db: &Db, now: Instant, (address, code): (String, String), words: &str) -> Result<(), Error> {
    let words = words.replace("\r\n", "\n");
    if words.trim().chars().count() > WORDS {
        return Err(Error::Invalid { field: "contest", message: "portal-words-long" });
    }
    db.write(move |conn: &mut Conn| {
        let (whose, shown) = seen(conn, &code)?.ok_or(Error::NotFound)?;
        if shown.contested {
            return Err(Error::Invalid { field: "contest", message: "portal-contest-twice" });
        }
        let verdict = shown.verdict.filter(|_| shown.may_contest());
        let verdict = verdict.ok_or(Error::Invalid { field: "contest", message: "portal-contest-early" })?;
        has_room(conn, whose.0, now)?;
        reporter_answer::contest(conn, &Actor::Visitor(address), whose, verdict, &words, now).map_err(faster)
    })
    .await
}

/// Takes what somebody thought of the help; `NotFound` without a code in force.
pub async fn rate(db: &Db, now: Instant, (address, code): (String, String), choice: Rating) -> Result<(), Error> {
    db.write(move |conn: &mut Conn| {
        let (whose, shown) = seen(conn, &code)?.ok_or(Error::NotFound)?;
        if !shown.may_rate(now) {
            return Err(Error::Invalid { field: "rating", message: "portal-rating-late" });
        }
        reporter_answer::rate(conn, &Actor::Visitor(address), whose, choice, now)
    })
    .await
}

/// Nobody fills a ticket through its status page, not even with its code.
fn has_room(conn: &mut Conn, ticket: TicketId, now: Instant) -> Result<(), Error> {
    if ticket::answers_since(conn, ticket, now - TimeDelta::hours(1))? < HOURLY {
        return Ok(());
    }
    Err(Error::Invalid { field: "words", message: "portal-words-many" })
}

/// The row is there, so it was somebody of the desk who changed it at the same moment: the same call may succeed later.
fn faster(error: Error) -> Error {
    if matches!(error, Error::NotFound) { Error::Busy } else { error }
}
