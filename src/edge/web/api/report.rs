//! Handing in a mail: the fourth way in besides LMTP, the pipe and the import.

use actix_multipart::{Field, Multipart};
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use actix_web::web::{Bytes, Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::super::Web;
use super::super::budget::Share;
use super::super::fault::Fault;
use super::super::guard::{Bearer, IntakeScope};
use super::super::limit::{self, Limit, STALL};
use crate::desk;
use crate::desk::receive::{Channel, Incoming, Receipt};

/// What a form may hold besides the mail, in bytes: boundaries, headers of fields, the envelope.
const BESIDES: usize = 64 * 1024;

/// The longest address of an envelope, in bytes (RFC 5321 4.5.3.1.3, with room).
const ADDRESS: usize = 1_000;

/// What is said of a report that is durable.
#[derive(Serialize)]
pub(super) struct Accepted {
    number: String,
    id: String,
    duplicate: bool,
}

impl Accepted {
    pub(super) fn of(receipt: Receipt) -> Self {
        Self { number: receipt.number, id: receipt.id, duplicate: receipt.duplicate }
    }
}

/// A mail as it was uploaded.
#[derive(Default)]
struct Upload {
    mail: Option<Bytes>,
    sender: Option<String>,
    recipients: Vec<String>,
}

/// `POST /api/v1/reports`: 202 once the mail is durable, with the ticket it went to.
pub async fn submit(
    _: Bearer<IntakeScope>,
    web: Data<Web>,
    request: HttpRequest,
    body: Payload,
) -> Result<HttpResponse, Fault> {
    let mut share = web.uploads.share();
    let limit = Limit { bytes: web.config.intake.max_size.0, stall: STALL };
    let upload = read(&request, body, limit, &mut share).await?;
    let incoming = Incoming {
        channel: Channel::Http,
        sender: upload.sender,
        recipients: upload.recipients,
        at: web.clock.now(),
        bytes: upload.mail.unwrap_or_default(),
        trusted: false,
        answer: true,
    };
    // The bytes stay in memory until the door has answered, even where the sender has gone meanwhile.
    let door = web.door.clone();
    let handed = tokio::spawn(async move {
        let receipt = door.submit(incoming).await;
        drop(share);
        receipt
    });
    let receipt = handed.await.map_err(|error| desk::Error::Internal(error.to_string()))??;
    Ok(HttpResponse::Accepted().json(Accepted::of(receipt)))
}

async fn read(request: &HttpRequest, body: Payload, limit: Limit, share: &mut Share) -> Result<Upload, Fault> {
    if header(request, CONTENT_ENCODING).is_some_and(|coding| !coding.eq_ignore_ascii_case("identity")) {
        return Err(Fault::Unclear("api-encoding"));
    }
    let announced = header(request, CONTENT_LENGTH).and_then(|length| length.parse().ok());
    let kind = header(request, CONTENT_TYPE).unwrap_or_default();
    match kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "" | "message/rfc822" | "application/octet-stream" => {
            let mail = limit::collect(body, limit, announced, share).await?;
            Ok(Upload { mail: Some(mail), ..Upload::default() })
        }
        "multipart/form-data" => {
            if announced.is_some_and(|length| length > limit.bytes.saturating_add(BESIDES)) {
                return Err(Fault::TooLarge);
            }
            form(Multipart::new(request.headers(), body), limit, announced, share).await
        }
        _ => Err(Fault::Unclear("api-content-type")),
    }
}

fn header(request: &HttpRequest, name: HeaderName) -> Option<&str> {
    request.headers().get(name)?.to_str().ok()
}

/// Reads a form: one file, which is the mail, and its envelope where it is given.
async fn form(mut form: Multipart, limit: Limit, announced: Option<usize>, share: &mut Share) -> Result<Upload, Fault> {
    let mut upload = Upload::default();
    while let Some(field) = limit::next(&mut form, limit.stall, Fault::Unclear("api-multipart")).await? {
        let name = field.name().unwrap_or_default().to_owned();
        let is_file = field.content_disposition().is_some_and(|header| header.get_filename().is_some());
        match name.as_str() {
            "sender" if !is_file => upload.sender = address(field, limit, share).await?,
            "recipient" if !is_file => upload.recipients.extend(address(field, limit, share).await?),
            _ if is_file || name == "mail" => {
                if upload.mail.is_some() {
                    return Err(Fault::Unclear("api-no-mail"));
                }
                let room = announced.map(|length| length.min(limit.bytes));
                upload.mail = Some(limit::collect(field, limit, room, share).await?);
            }
            _ => {
                let small = Limit { bytes: BESIDES, ..limit };
                limit::collect(field, small, None, share).await?;
            }
        }
    }
    if upload.mail.is_none() {
        return Err(Fault::Unclear("api-no-mail"));
    }
    Ok(upload)
}

/// An address of the envelope, without angle brackets; `<>` is the null return path, an empty field is none.
async fn address(field: Field, limit: Limit, share: &mut Share) -> Result<Option<String>, Fault> {
    let bytes = match limit::collect(field, Limit { bytes: ADDRESS, ..limit }, None, share).await {
        Err(Fault::TooLarge) => return Err(Fault::Unclear("api-field")),
        read => read?,
    };
    let text = std::str::from_utf8(&bytes).map_err(|_other| Fault::Unclear("api-field"))?.trim();
    let bare = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    Ok((!text.is_empty()).then(|| bare.unwrap_or(text).to_owned()))
}
