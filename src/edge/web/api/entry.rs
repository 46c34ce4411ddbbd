//! Entering a report that came without mail, from another program: a telephone exchange, a chat desk.

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Bearer, IntakeScope};
use super::super::limit::{self, Limit, STALL};
use super::report::Accepted;
use crate::base::text::one_line;
use crate::desk;
use crate::desk::enter::{self, Entered};
use crate::desk::entry_mail::{Entry, How};

/// Most bytes of the JSON; pictures stand in it in base64.
const LARGEST: usize = 32 * 1024 * 1024;

/// Who entered it, where the caller does not say.
const UNNAMED: &str = "API";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    how: String,
    subject: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    address: Option<String>,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    words: String,
    #[serde(default)]
    pasted: Option<String>,
    #[serde(default)]
    told: String,
    #[serde(default)]
    answer: bool,
    #[serde(default)]
    entered_by: String,
    #[serde(default)]
    pictures: Vec<Picture>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Picture {
    name: String,
    data: String,
}

/// `POST /api/v1/entries`: 202 once the report is durable, with its ticket.
pub async fn submit(
    program: Bearer<IntakeScope>,
    web: Data<Web>,
    request: HttpRequest,
    body: Payload,
) -> Result<HttpResponse, Fault> {
    let mut share = web.uploads.share();
    let announced = request.headers().get("content-length").and_then(|length| length.to_str().ok()?.parse().ok());
    let json = limit::collect(body, Limit { bytes: LARGEST, stall: STALL }, announced, &mut share).await?;
    let fields: Fields = serde_json::from_slice(&json).map_err(|_unread| Fault::Unclear("api-entry"))?;
    let how = How::of(&fields.how).ok_or(Fault::Unclear("api-entry-how"))?;
    let pictures = fields.pictures.into_iter().map(|picture| Some((picture.name, STANDARD.decode(picture.data).ok()?)));
    let pictures = pictures.collect::<Option<Vec<_>>>().ok_or(Fault::Unclear("api-entry-picture"))?;
    let by = one_line(&fields.entered_by, 80);
    let entered = Entered {
        entry: Entry {
            how,
            reporter_name: fields.name,
            reporter_address: fields.address,
            unit: fields.unit,
            phone: fields.phone,
            subject: fields.subject,
            words: fields.words,
            pasted: fields.pasted,
            pictures,
            at: web.clock.now(),
            entered_by: if by.is_empty() { UNNAMED.into() } else { by },
        },
        told: fields.told,
        answer: fields.answer,
        account: None,
        actor: program.actor(),
    };
    let receipt = enter::enter(&web.db, &web.desk(), &web.door, entered).await.map_err(|error| match error {
        desk::Error::Invalid { message, .. } => Fault::Unclear(message),
        other => other.into(),
    })?;
    Ok(HttpResponse::Accepted().json(Accepted::of(receipt)))
}
