//! One's own account: language, colours, open sessions.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Anyone, Signed};
use super::super::page::{self, Frame};
use crate::base::locale::Language;
use crate::base::text::{Zone, list_time};
use crate::desk::account::{self, Theme};
use crate::desk::notice::{self, ByMail, Taste};
use crate::desk::sign_in;

#[derive(Template)]
#[template(path = "page/profile.html")]
struct Page {
    frame: Frame,
    name: String,
    email: String,
    roles: String,
    languages: [(&'static str, bool); 2],
    themes: Vec<(&'static str, bool)>,
    sessions: Vec<Row>,
    /// Ways to be told by mail, and whether it is the chosen one.
    mails: Vec<(&'static str, bool)>,
    /// Quiet hours: from, until; empty for none.
    quiet: (String, String),
    mistake: Option<String>,
}

/// An open session as the page shows it.
struct Row {
    hash: String,
    agent: String,
    address: String,
    began: String,
    seen: String,
    own: bool,
}

/// `GET /profile`.
pub async fn show(signed: Signed<Anyone>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    page::html(&loaded(&web, &signed).await?)
}

async fn loaded(web: &Web, signed: &Signed<Anyone>) -> Result<Page, Fault> {
    let zone = Zone::default();
    let frame = signed.frame("profile");
    let sessions = account::sessions(&web.db, signed.id).await?;
    let taste = notice::taste(&web.db, signed.id).await?;
    let clock = |minute: Option<i32>| minute.map(|all| format!("{:02}:{:02}", all / 60, all % 60)).unwrap_or_default();
    let rows = sessions.into_iter().map(|session| Row {
        own: session.hash == signed.session,
        agent: browser(&session.agent),
        address: session.address,
        began: list_time(session.created_at, zone),
        seen: list_time(session.seen_at, zone),
        hash: session.hash,
    });
    Ok(Page {
        name: signed.name.clone(),
        email: signed.email.clone(),
        roles: signed.roles.iter().map(|role| frame.word("role", role)).collect::<Vec<_>>().join(", "),
        languages: Language::ALL.map(|one| (one.tag(), one == signed.language)),
        themes: Theme::ALL.iter().map(|one| (one.word(), *one == signed.theme)).collect(),
        sessions: rows.collect(),
        mails: ByMail::ALL.iter().map(|one| (one.word(), *one == taste.mail)).collect(),
        quiet: (clock(taste.quiet_from), clock(taste.quiet_until)),
        mistake: None,
        frame,
    })
}

/// How one wants to be told.
#[derive(Deserialize)]
pub struct Notices {
    mail: String,
    from: String,
    until: String,
}

/// `POST /profile/notices`.
pub async fn notices(signed: Signed<Anyone>, web: Data<Web>, form: Form<Notices>) -> Result<HttpResponse, Fault> {
    let Notices { mail, from, until } = form.into_inner();
    let by_mail = ByMail::of(&mail).ok_or(Fault::BadRequest)?;
    let quiet = match (from.trim(), until.trim()) {
        ("", "") => Some((None, None)),
        (from, until) => minute(from).zip(minute(until)).map(|(from, until)| (Some(from), Some(until))),
    };
    let Some((quiet_from, quiet_until)) = quiet else {
        let mails = ByMail::ALL.iter().map(|one| (one.word(), *one == by_mail)).collect();
        let mistake = Some(signed.words.say("profile-notices-bad"));
        let page = Page { mails, quiet: (from, until), mistake, ..loaded(&web, &signed).await? };
        return page::html_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let taste = Taste { mail: by_mail, quiet_from, quiet_until };
    notice::set_taste(&web.db, web.clock.now(), signed.actor(), signed.id, taste).await?;
    Ok(page::back_to("/profile", "saved"))
}

/// The minute of the day of `22:00`.
fn minute(text: &str) -> Option<i32> {
    let at = chrono::NaiveTime::parse_from_str(text, "%H:%M").ok()?;
    i32::try_from(at.signed_duration_since(chrono::NaiveTime::MIN).num_minutes()).ok()
}

/// Language and colours.
#[derive(Deserialize)]
pub struct Looks {
    language: String,
    theme: String,
}

/// `POST /profile`.
pub async fn save(signed: Signed<Anyone>, web: Data<Web>, form: Form<Looks>) -> Result<HttpResponse, Fault> {
    let theme = Theme::of(&form.theme).ok_or(Fault::BadRequest)?;
    let language = Language::of(&form.language);
    account::set_taste(&web.db, web.clock.now(), signed.actor(), signed.id, language, theme).await?;
    Ok(page::back_to("/profile", "saved"))
}

/// Which session to end.
#[derive(Deserialize)]
pub struct Which {
    session: String,
}

/// `POST /profile/sessions/end`.
pub async fn end_session(signed: Signed<Anyone>, web: Data<Web>, form: Form<Which>) -> Result<HttpResponse, Fault> {
    let session = form.into_inner().session;
    sign_in::sign_out(&web.db, web.clock.now(), signed.actor(), signed.id, session).await?;
    Ok(page::back_to("/profile", "session-ended"))
}

/// `POST /profile/sessions/end-others`.
pub async fn end_others(signed: Signed<Anyone>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    let keep = signed.session.clone();
    account::end_other_sessions(&web.db, web.clock.now(), signed.actor(), signed.id, keep).await?;
    Ok(page::back_to("/profile", "sessions-ended"))
}

/// What most people call the browser; what it calls itself where we do not know it. The order matters: Edge also says
/// Chrome, Chrome also says Safari.
fn browser(agent: &str) -> String {
    let names = [
        ("Edg/", "Edge"),
        ("coc_coc", "Cốc Cốc"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let of =
        |table: &[(&str, &'static str)]| table.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (of(&names), of(&systems)) {
        (Some(name), Some(system)) => format!("{name} · {system}"),
        (Some(name), None) => name.to_owned(),
        _ => agent.to_owned(),
    }
}
