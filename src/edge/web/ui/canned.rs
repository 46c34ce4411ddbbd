//! Canned replies: all of them, one to change, and what it says at a ticket.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ManageReplies, ReadReplies, Signed};
use super::super::page::{self, Frame};
use super::campaign_move::one;
use crate::base::locale::Language;
use crate::desk::canned::{self, Canned, Wish};
use crate::desk::policy::Permission;
use crate::desk::{self, filling};
use crate::record::ticket::Verdict;

type Pairs = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "page/canned.html")]
struct Page {
    frame: Frame,
    rows: Vec<Canned>,
    /// Row and version of the one that is open.
    open: Option<(i64, i32)>,
    typed: Wish,
    /// Number of the ticket from which the preview is filled; empty for the example.
    number: String,
    shown: String,
    mistake: Option<(&'static str, String)>,
}

impl Page {
    fn mistake_in(&self, field: &str) -> Option<&str> {
        self.mistake.as_ref().filter(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }

    fn action(&self) -> String {
        self.open.map_or_else(|| "/admin/canned".to_owned(), |(id, _)| format!("/admin/canned/{id}"))
    }

    /// All verdicts, and whether it is for that one.
    fn verdicts(&self) -> Vec<(Verdict, bool)> {
        Verdict::ALL.iter().map(|one| (*one, self.typed.verdict == Some(*one))).collect()
    }

    /// Each place as it is written, and its message key.
    fn places(&self) -> Vec<(String, &'static str)> {
        let vi = self.frame.lang() == "vi";
        let place = |(_, vietnamese, english): &(filling::Place, &str, &'static str)| {
            (format!("{{{{{}}}}}", if vi { vietnamese } else { english }), *english)
        };
        filling::PLACES.iter().map(place).collect()
    }
}

fn empty() -> Wish {
    Wish { language: Language::Vi, verdict: None, title: String::new(), body: String::new() }
}

fn read(form: &[(String, String)]) -> Result<Wish, Fault> {
    let verdict = match one(form, "verdict") {
        "" => None,
        word => Some(Verdict::of(word).ok_or(Fault::BadRequest)?),
    };
    Ok(Wish {
        language: Language::of(one(form, "language")),
        verdict,
        title: one(form, "title").to_owned(),
        body: one(form, "body").to_owned(),
    })
}

/// `GET /admin/canned`.
pub async fn show(signed: Signed<ReadReplies>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    render(&web, &signed, None, empty(), String::new(), None).await
}

/// `GET /admin/canned/{id}`.
pub async fn open(signed: Signed<ReadReplies>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    let id = id.into_inner();
    let row = web.db.read(move |conn| canned::get(conn, id)).await?;
    let typed = Wish {
        language: Language::of(&row.language),
        verdict: row.verdict.as_deref().and_then(Verdict::of),
        title: row.title,
        body: row.body,
    };
    render(&web, &signed, Some((id, row.version)), typed, String::new(), None).await
}

/// `POST /admin/canned`: `language`, `verdict`, `title`, `body`.
pub async fn add(signed: Signed<ManageReplies>, web: Data<Web>, form: Pairs) -> Result<HttpResponse, Fault> {
    let (wish, act) = (read(&form)?, signed.by(&web));
    let wanted = wish.clone();
    match web.db.write(move |conn| canned::add(conn, &act, &wanted)).await {
        Ok(_) => Ok(page::back_to("/admin/canned", "saved")),
        Err(error) => refused(&web, &signed, None, wish, error).await,
    }
}

/// `POST /admin/canned/{id}`: as [`add`], with `version`.
pub async fn change(
    signed: Signed<ManageReplies>,
    web: Data<Web>,
    id: Path<i64>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let (wish, act) = (read(&form)?, signed.by(&web));
    let place = (id.into_inner(), one(&form, "version").parse().map_err(|_unread| Fault::BadRequest)?);
    let wanted = wish.clone();
    match web.db.write(move |conn| canned::change(conn, &act, place, &wanted)).await {
        Ok(()) => Ok(page::back_to("/admin/canned", "saved")),
        Err(error) => refused(&web, &signed, Some(place), wish, error).await,
    }
}

/// `POST /admin/canned/preview`: the page with what was typed, filled from the ticket `number`; nothing is kept.
pub async fn preview(signed: Signed<ReadReplies>, web: Data<Web>, form: Pairs) -> Result<HttpResponse, Fault> {
    let wish = read(&form)?;
    let open = one(&form, "id").parse().ok().zip(one(&form, "version").parse().ok());
    let unknown = filling::unknown(&wish.body);
    let mistake = unknown.map(|name| ("body", signed.words.say_with("canned-unknown", [("name", name.as_str())])));
    render(&web, &signed, open, wish, one(&form, "number").trim().to_owned(), mistake).await
}

/// `POST /admin/canned/{id}/disable`.
pub async fn disable(signed: Signed<ManageReplies>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    let (act, id) = (signed.by(&web), id.into_inner());
    web.db.write(move |conn| canned::disable(conn, &act, id, true)).await?;
    Ok(page::back_to("/admin/canned", "canned-disabled"))
}

/// `POST /admin/canned/{id}/enable`.
pub async fn enable(signed: Signed<ManageReplies>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    let (act, id) = (signed.by(&web), id.into_inner());
    web.db.write(move |conn| canned::disable(conn, &act, id, false)).await?;
    Ok(page::back_to("/admin/canned", "canned-enabled"))
}

async fn refused(
    web: &Web,
    signed: &Signed<ManageReplies>,
    open: Option<(i64, i32)>,
    wish: Wish,
    error: desk::Error,
) -> Result<HttpResponse, Fault> {
    let name = filling::unknown(&wish.body).unwrap_or_default();
    let mistake = match error {
        desk::Error::Invalid { field, message } => (field, signed.words.say_with(message, [("name", name.as_str())])),
        desk::Error::Conflict { by } => ("version", signed.words.say_with("canned-conflict", [("name", by.as_str())])),
        error => return Err(error.into()),
    };
    render(web, signed, open, wish, String::new(), Some(mistake)).await
}

async fn render<P>(
    web: &Web,
    signed: &Signed<P>,
    open: Option<(i64, i32)>,
    typed: Wish,
    number: String,
    mut mistake: Option<(&'static str, String)>,
) -> Result<HttpResponse, Fault> {
    let (desk, body, writer, now) = (web.desk(), typed.body.clone(), signed.name.clone(), web.clock.now());
    let language = typed.language;
    // What a ticket says is only for those who read tickets.
    let asked = Some(number.clone()).filter(|number| !number.is_empty() && signed.may(Permission::ReadTickets));
    let (rows, current, filled, found) = web
        .db
        .read(move |conn| {
            let rows = canned::list(conn)?;
            let current = open.and_then(|(id, _)| rows.iter().find(|row| row.id == id)).map(|row| row.version);
            let voice = (language, writer.as_str());
            match canned::preview(conn, &desk, asked.as_deref(), &body, voice, now) {
                Err(desk::Error::NotFound) => {
                    Ok((rows, current, canned::preview(conn, &desk, None, &body, voice, now)?, false))
                }
                filled => Ok::<_, desk::Error>((rows, current, filled?, true)),
            }
        })
        .await?;
    if !found && mistake.is_none() {
        mistake = Some(("number", signed.words.say("canned-no-ticket")));
    }
    let status = if mistake.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Page {
        frame: signed.frame("canned"),
        rows,
        // After a conflict the form that comes back carries the version of whoever was faster.
        open: open.map(|(id, version)| (id, current.unwrap_or(version))),
        typed,
        number,
        shown: filled,
        mistake,
    };
    page::html_as(status, &page)
}
