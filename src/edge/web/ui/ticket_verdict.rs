//! The conclusion: verdict, reasons to send, the letter as it will arrive; then the next ticket opens.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Decide, Signed};
use super::super::page::{self, Frame};
use super::queue::{self, Asked};
use super::shown;
use super::ticket;
use super::ticket_mail;
use super::ticket_talk::{self, MASK, Said};
use crate::desk::letter::{LOOKUP_CODE, Rendered};
use crate::desk::verdict::{self, Conclusion};
use crate::desk::{self, aside, case_file};
use crate::record::ticket::{Kind, Ticket, Verdict};

/// Reasons ticked beforehand, the strongest ones.
const TICKED: usize = 4;

#[derive(Template)]
#[template(path = "page/ticket_verdict.html")]
struct Page {
    frame: Frame,
    asked: Asked,
    ticket: Ticket,
    subject: String,
    choices: Vec<(Verdict, bool)>,
    reasons: Vec<(String, bool)>,
    form: Conclusion,
    own: String,
    suggested: Option<String>,
    preview: Option<Rendered>,
    recipient: Option<String>,
    wave: Option<(String, i64)>,
    /// How much is left to be done.
    left: i64,
    mistake: Option<String>,
    /// The row of the last entry of the conversation.
    last: i64,
    /// What others said since the form that comes back was opened.
    meanwhile: Vec<Said>,
}

/// `GET /tickets/{number}/verdict`.
pub async fn show(
    signed: Signed<Decide>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    render(&web, &signed, &number, asked.into_inner(), (None, None), None).await
}

type Pairs = Form<Vec<(String, String)>>;

/// `POST /tickets/{number}/verdict`: `action=preview` shows the letter again, `action=send` decides.
pub async fn submit(
    signed: Signed<Decide>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let (number, asked, form) = (number.into_inner(), asked.into_inner(), form.into_inner());
    let one = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let version = one("version").parse().map_err(|_unread| Fault::BadRequest)?;
    let seen = one("seen").parse().ok();
    let conclusion = read(&form).ok_or(Fault::BadRequest)?;
    if one("action") != "send" {
        return render(&web, &signed, &number, asked, (Some(conclusion), None), None).await;
    }
    let next = queue::neighbour(&web, &signed, &asked, &number).await?;
    let (change, desk) = (ticket::change(&web, &signed, &number, version), web.desk());
    let decided = conclusion.clone();
    match web.db.write(move |conn| verdict::decide(conn, &desk, &change, &decided)).await {
        Ok(letter) => {
            let place = next.map_or_else(|| "/tickets".to_owned(), |next| format!("/tickets/{next}"));
            let done = if letter.is_some() { "concluded" } else { "concluded-silently" };
            Ok(page::back_to(&asked.beside(&place), done))
        }
        Err(desk::Error::Conflict { by }) => {
            let sentence = signed.words.say_with("ticket-conflict", [("name", by.as_str())]);
            let (typed, mistake) = ((Some(conclusion), seen), Some((StatusCode::CONFLICT, sentence)));
            render(&web, &signed, &number, asked, typed, mistake).await
        }
        Err(desk::Error::Invalid { message, .. }) => {
            let mistake = Some((StatusCode::UNPROCESSABLE_ENTITY, signed.words.say(message)));
            render(&web, &signed, &number, asked, (Some(conclusion), None), mistake).await
        }
        Err(error) => Err(error.into()),
    }
}

fn read(form: &[(String, String)]) -> Option<Conclusion> {
    let one = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let own = one("own").trim();
    let ticked = form.iter().filter(|(key, _)| key == "reason").map(|(_, value)| value.clone());
    Some(Conclusion {
        verdict: Verdict::of(one("verdict"))?,
        reasons: ticked.chain((!own.is_empty()).then(|| own.to_owned())).collect(),
        remark: one("remark").to_owned(),
        letter: one("letter") == "yes",
        close: one("close") == "yes",
    })
}

async fn render(
    web: &Web,
    signed: &Signed<Decide>,
    number: &str,
    asked: Asked,
    (typed, seen): (Option<Conclusion>, Option<i64>),
    mistake: Option<(StatusCode, String)>,
) -> Result<HttpResponse, Fault> {
    let file = case_file::open(&web.db, number, true).await?;
    let frame = signed.frame("triage");
    // The letter speaks Vietnamese whatever the desk's pages speak.
    let best = file.samples().first().map(|(.., sample)| (*sample).clone());
    let found: Vec<String> = best.iter().flat_map(|sample| &sample.findings).map(|one| one.reason.clone()).collect();
    let suggested = ticket_mail::mails(&frame, &file).first().map(|mail| mail.suggested);
    let form = typed.clone().unwrap_or_else(|| Conclusion {
        verdict: usual(&file.ticket, suggested),
        reasons: found.iter().take(TICKED).cloned().collect(),
        remark: String::new(),
        letter: true,
        close: true,
    });
    let (desk, conclusion, wanted) = (web.desk(), form.clone(), number.to_owned());
    let (preview, left) = web
        .db
        .read(move |conn| {
            Ok::<_, desk::Error>((verdict::preview(conn, &desk, &wanted, &conclusion)?, aside::left(conn, &wanted)?))
        })
        .await?;
    let preview = preview.filter(|_| !file.ticket.outside);
    let request = file.ticket.kind == Kind::Request;
    let (status, mistake) = mistake.map_or((StatusCode::OK, None), |(status, sentence)| (status, Some(sentence)));
    let choices = Verdict::ALL.iter().filter(|one| !request || **one == Verdict::Undetermined);
    let page = Page {
        subject: shown::prose(&file.ticket.subject),
        choices: choices.map(|one| (*one, *one == form.verdict)).collect(),
        own: form.reasons.iter().find(|reason| !found.contains(reason)).cloned().unwrap_or_default(),
        reasons: found
            .into_iter()
            .map(|reason| (form.reasons.contains(&reason), reason))
            .map(|(on, r)| (r, on))
            .collect(),
        suggested: suggested.map(|word| frame.word("verdict", word)),
        preview: preview.map(|letter| Rendered { body: letter.body.replace(LOOKUP_CODE, MASK), ..letter }),
        last: ticket_talk::last(&file.conversation),
        meanwhile: ticket_talk::meanwhile(&frame, &file.conversation, &file.enclosed, seen, web.clock.now()),
        wave: file.campaign.as_ref().filter(|(.., size)| *size > 1).map(|(home, _, size)| (home.uuid.clone(), *size)),
        recipient: file.reporter.map(|person| person.address).filter(|_| !file.ticket.outside),
        form,
        left,
        asked,
        ticket: file.ticket,
        mistake,
        frame,
    };
    page::html_as(status, &page)
}

fn usual(ticket: &Ticket, suggested: Option<&str>) -> Verdict {
    if ticket.kind == Kind::Request {
        return Verdict::Undetermined;
    }
    ticket.verdict.or_else(|| suggested.and_then(Verdict::of)).unwrap_or(Verdict::Undetermined)
}

impl Page {
    fn path(&self, tail: &str) -> String {
        self.asked.beside(&format!("/tickets/{}{tail}", self.ticket.number))
    }
}
