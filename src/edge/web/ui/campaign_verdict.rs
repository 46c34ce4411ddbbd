//! The conclusion over a campaign: verdict, reasons, the letter as the first reporter gets it; a second person's yes or no;
//! stopping what has not left.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Decide, Signed};
use super::super::page::{self, Frame};
use super::campaign;
use super::campaign_move::{one, ticked};
use super::shown;
use super::ticket_talk::MASK;
use crate::base::ids::StepId;
use crate::desk::campaign_file::{self, CampaignFile};
use crate::desk::campaign_verdict::{self as verdict, Decision, Outcome};
use crate::desk::letter::{LOOKUP_CODE, Rendered};
use crate::desk::verdict::Conclusion;
use crate::desk::{self, case_file};
use crate::record::ticket::Verdict;

/// Reasons ticked beforehand, the strongest ones.
const TICKED: usize = 4;

#[derive(Template)]
#[template(path = "page/campaign_verdict.html")]
struct Page {
    frame: Frame,
    uuid: String,
    version: i32,
    title: String,
    choices: Vec<(Verdict, bool)>,
    reasons: Vec<(String, bool)>,
    form: Conclusion,
    own: String,
    preview: Option<Rendered>,
    /// Rows of the ticked tickets; none: all.
    only: Option<Vec<i64>>,
    count: i64,
    passwords: i64,
    hold: Option<u64>,
    second: bool,
    mistake: Option<String>,
}

type Pairs = Form<Vec<(String, String)>>;

/// `GET /campaigns/{id}/verdict`: over all of it.
pub async fn show(signed: Signed<Decide>, web: Data<Web>, uuid: Path<String>) -> Result<HttpResponse, Fault> {
    render(&web, &signed, &uuid, None, None, None).await
}

/// `POST /campaigns/{id}/verdict`: `action=send` decides, anything else shows the letter again; `scope=ticked` with `ticket`
/// for some of it.
pub async fn submit(
    signed: Signed<Decide>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let only = (one(&form, "scope") == "ticked").then(|| ticked(&form));
    if only.as_ref().is_some_and(Vec::is_empty) {
        let nothing = desk::Error::Invalid { field: "ticket", message: "campaign-nothing-ticked" };
        return campaign::again(&web, &signed, &uuid, nothing).await;
    }
    let conclusion = read(&form);
    let (Some(conclusion), "send") = (conclusion.clone(), one(&form, "action")) else {
        return render(&web, &signed, &uuid, only, conclusion, None).await;
    };
    let version = one(&form, "version").parse().map_err(|_unread| Fault::BadRequest)?;
    let (act, desk) = (campaign::act(&web, &signed, &uuid, Some(version)), web.desk());
    let decision = Decision { conclusion: conclusion.clone(), only: only.clone() };
    match web.db.write(move |conn| verdict::decide(conn, &desk, &act, &decision)).await {
        Ok(Outcome::Decided(_)) => Ok(page::back_to(&format!("/campaigns/{uuid}"), "campaign-decided")),
        Ok(Outcome::Proposed) => Ok(page::back_to(&format!("/campaigns/{uuid}"), "campaign-proposed")),
        Err(desk::Error::Conflict { .. }) => {
            let mistake = Some((StatusCode::CONFLICT, signed.words.say("campaign-conflict")));
            render(&web, &signed, &uuid, only, Some(conclusion), mistake).await
        }
        Err(error) => campaign::again(&web, &signed, &uuid, error).await,
    }
}

/// `POST /campaigns/{id}/approve`: `step`, and `yes=yes` or not.
pub async fn approve(
    signed: Signed<Decide>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let step = StepId(one(&form, "step").parse().map_err(|_unread| Fault::BadRequest)?);
    let (act, desk, yes) = (campaign::act(&web, &signed, &uuid, None), web.desk(), one(&form, "yes") == "yes");
    match web.db.write(move |conn| verdict::answer(conn, &desk, &act, step, yes)).await {
        Ok(Outcome::Decided(_)) => Ok(page::back_to(&format!("/campaigns/{uuid}"), "campaign-decided")),
        Ok(Outcome::Proposed) => Ok(page::back_to(&format!("/campaigns/{uuid}"), "campaign-rejected")),
        Err(error) => campaign::again(&web, &signed, &uuid, error).await,
    }
}

/// `POST /campaigns/{id}/stop`: `step`.
pub async fn stop(
    signed: Signed<Decide>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let step = StepId(one(&form, "step").parse().map_err(|_unread| Fault::BadRequest)?);
    let act = campaign::act(&web, &signed, &uuid, None);
    match web.db.write(move |conn| verdict::take_back(conn, &act, step)).await {
        Ok(_) => Ok(page::back_to(&format!("/campaigns/{uuid}"), "campaign-stopped")),
        Err(error) => campaign::again(&web, &signed, &uuid, error).await,
    }
}

fn read(form: &[(String, String)]) -> Option<Conclusion> {
    let own = one(form, "own").trim();
    let ticked = form.iter().filter(|(key, _)| key == "reason").map(|(_, value)| value.clone());
    Some(Conclusion {
        verdict: Verdict::of(one(form, "verdict"))?,
        reasons: ticked.chain((!own.is_empty()).then(|| own.to_owned())).collect(),
        remark: one(form, "remark").to_owned(),
        letter: one(form, "letter") == "yes",
        close: one(form, "close") == "yes",
    })
}

/// What the strongest of its mails was found to be: reasons, and what the score suggests.
async fn found(web: &Web, file: &CampaignFile) -> Result<(Vec<String>, Option<Verdict>), Fault> {
    let best = file.members.iter().max_by_key(|member| (member.grade.as_deref() != Some("C"), member.score));
    let Some(best) = best else { return Ok((Vec::new(), None)) };
    let case = case_file::open(&web.db, &best.number, true).await?;
    // What is known from other tickets is nothing to tell everybody.
    let own = |code: &str| !matches!(code, "KNOWN_IOC" | "MASS_CAMPAIGN");
    let reasons = case.samples().first().map(|(.., sample)| {
        sample.findings.iter().filter(|one| own(&one.code)).map(|one| one.reason.clone()).collect()
    });
    Ok((reasons.unwrap_or_default(), case.ticket.suggested))
}

async fn render(
    web: &Web,
    signed: &Signed<Decide>,
    uuid: &str,
    only: Option<Vec<i64>>,
    typed: Option<Conclusion>,
    mistake: Option<(StatusCode, String)>,
) -> Result<HttpResponse, Fault> {
    let wanted = uuid.to_owned();
    let file = web.db.read(move |conn| campaign_file::open(conn, &wanted, 0)).await?;
    let (found, suggested) = found(web, &file).await?;
    let said = file.campaign.verdict.as_deref().and_then(Verdict::of);
    let form = typed.unwrap_or_else(|| Conclusion {
        verdict: said.or(suggested).unwrap_or(Verdict::Undetermined),
        reasons: found.iter().take(TICKED).cloned().collect(),
        remark: String::new(),
        letter: true,
        close: true,
    });
    let (desk, conclusion, wanted) = (web.desk(), form.clone(), uuid.to_owned());
    let preview = web.db.read(move |conn| verdict::preview(conn, &desk, &wanted, &conclusion)).await?;
    let figures = file.listed.as_ref().map(|listed| &listed.figures);
    let count = only.as_ref().map_or(figures.map_or(0, |one| one.reports), |only| only.len() as i64);
    let many = count > i64::from(web.config.verdict.many);
    let (status, mistake) = mistake.map_or((StatusCode::OK, None), |(status, sentence)| (status, Some(sentence)));
    let page = Page {
        frame: signed.frame("campaigns"),
        uuid: file.campaign.uuid.clone(),
        version: file.campaign.version,
        title: shown::prose(&file.campaign.title),
        choices: Verdict::ALL.iter().map(|one| (*one, *one == form.verdict)).collect(),
        own: form.reasons.iter().find(|reason| !found.contains(reason)).cloned().unwrap_or_default(),
        reasons: found.into_iter().map(|reason| (reason.clone(), form.reasons.contains(&reason))).collect(),
        preview: preview.map(|letter| Rendered { body: letter.body.replace(LOOKUP_CODE, MASK), ..letter }),
        passwords: figures.map_or(0, |one| one.password),
        hold: many.then(|| web.config.verdict.hold.0.as_secs() / 60),
        second: many && web.config.verdict.second_approver,
        form,
        only,
        count,
        mistake,
    };
    page::html_as(status, &page)
}
