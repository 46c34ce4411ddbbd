//! What stands beside the words of whoever writes at a ticket: canned replies, drafts.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::shown;
use crate::base::clock::Instant;
use crate::desk;
use crate::desk::canned::{self, Offer};
use crate::desk::draft::{self, Draft, Kind};
use crate::desk::policy::Permission;
use crate::desk::routine;
use crate::record::ticket::Ticket;

/// What was typed into a form that comes back, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Which form: `reply`, `more`, `note`, `call`; empty for none.
    pub kind: String,
    /// The words.
    pub text: String,
    /// Who is to get a copy.
    pub copies: String,
    /// Whether files were chosen, which a browser does not fill in again.
    pub lost_files: bool,
    /// The sentence beside it.
    pub mistake: Option<String>,
    /// The last entry that whoever typed had seen, where somebody was faster.
    pub seen: Option<i64>,
}

/// What the composer holds and offers.
#[derive(Debug, Default)]
pub(super) struct Compose {
    /// What is being written: a word of [`draft::Kind`].
    pub(super) kind: &'static str,
    /// Its words.
    pub(super) words: String,
    /// Who is to get a copy, as typed.
    pub(super) copies: String,
    /// When the draft that is shown was kept.
    pub(super) kept: Option<String>,
    /// The draft on the other side: word of its kind, its words, when it was kept.
    pub(super) other: Option<(&'static str, String, String)>,
    /// Canned replies that fit the ticket.
    pub(super) fitting: Vec<Offer>,
    /// The others.
    pub(super) others: Vec<Offer>,
    /// Rows and names of the routines.
    pub(super) macros: Vec<(String, String)>,
}

/// What is offered to whoever is signed in, with what comes back to be mended, else with their newest draft; nothing to
/// those who only read.
pub(super) async fn load<P>(
    web: &Web,
    signed: &Signed<P>,
    ticket: &Ticket,
    typed: &Typed,
    now: Instant,
) -> Result<Compose, Fault> {
    if !signed.may(Permission::Work) {
        return Ok(Compose::default());
    }
    let (ticket, me) = (ticket.clone(), signed.id);
    let usual = if ticket.reporter_id.is_some() { Kind::Reply } else { Kind::Note };
    let (offers, drafts, macros) = web
        .db
        .read(move |conn| {
            let (offers, drafts) = (canned::offers(conn, &ticket)?, draft::of(conn, me, ticket.row())?);
            Ok::<_, desk::Error>((offers, drafts, routine::offered(conn)?))
        })
        .await?;
    let (fitting, others) = offers.into_iter().partition(|one| one.fits);
    let macros = macros.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
    Ok(Compose { fitting, others, macros, ..written(typed, drafts, usual, now) })
}

/// What the form holds: what was typed into it, else the newest draft.
fn written(typed: &Typed, mut drafts: Vec<Draft>, usual: Kind, now: Instant) -> Compose {
    let typed_kind = Kind::of(&typed.kind);
    let shown = match typed_kind {
        Some(kind) => drafts.iter().position(|one| one.kind.side() == kind.side() && one.words == typed.text),
        None => (!drafts.is_empty()).then_some(0),
    };
    let kept = shown.map(|at| drafts.remove(at));
    let kind = typed_kind.or(kept.as_ref().map(|one| one.kind)).unwrap_or(usual);
    let other = drafts.into_iter().find(|one| one.kind.side() != kind.side());
    let at = kept.as_ref().map(|one| shown::moment(one.at, now));
    let (words, copies) = match (typed_kind, kept) {
        (None, Some(draft)) => (draft.words, draft.copies),
        _ => (typed.text.clone(), typed.copies.clone()),
    };
    let other = other.map(|one| (one.kind.word(), one.words, shown::moment(one.at, now)));
    Compose { kind: kind.word(), words, copies, kept: at, other, ..Compose::default() }
}

/// The drafts of whoever is signed in at a ticket, the newest first.
pub(super) async fn drafts(web: &Web, signed: &Signed<Work>, number: &str) -> Result<Vec<Draft>, Fault> {
    let (number, me) = (number.to_owned(), signed.id);
    let found = web.db.read(move |conn| draft::at(conn, me, &number)).await?;
    Ok(found)
}

/// `GET /tickets/{number}/canned/{id}`: the words of a canned reply, filled from the ticket, as plain text.
pub async fn canned(signed: Signed<Work>, web: Data<Web>, path: Path<(String, i64)>) -> Result<HttpResponse, Fault> {
    let (number, id) = path.into_inner();
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(words(&web, &signed, &number, id).await?))
}

/// The words of a canned reply, filled from a ticket.
pub(super) async fn words(web: &Web, signed: &Signed<Work>, number: &str, id: i64) -> Result<String, Fault> {
    let (desk, number, writer) = (web.desk(), number.to_owned(), signed.name.clone());
    Ok(web.db.read(move |conn| canned::filled(conn, &desk, &number, id, &writer)).await?)
}
