//! Downloads of what came in a mail. Never shown inside a page: always saved, attachments in a locked zip.

use actix_web::HttpResponse;
use actix_web::http::header::ContentEncoding;
use actix_web::web::{Data, Path};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadEvidence, Signed};
use crate::base::ids::ArrivalId;
use crate::desk::hand_out::{self, Wanted};

/// `GET /tickets/{number}/arrivals/{arrival}/raw`: the mail as it arrived.
pub async fn arrival(
    signed: Signed<ReadEvidence>,
    web: Data<Web>,
    path: Path<(String, i64)>,
) -> Result<HttpResponse, Fault> {
    let (number, arrival) = path.into_inner();
    send(&signed, &web, number, arrival, Wanted::Arrival).await
}

/// `GET /tickets/{number}/arrivals/{arrival}/samples/{sample}/raw`: a reported mail.
pub async fn sample(
    signed: Signed<ReadEvidence>,
    web: Data<Web>,
    path: Path<(String, i64, usize)>,
) -> Result<HttpResponse, Fault> {
    let (number, arrival, sample) = path.into_inner();
    send(&signed, &web, number, arrival, Wanted::Sample(sample)).await
}

/// `GET /tickets/{number}/arrivals/{arrival}/samples/{sample}/attachments/{attachment}`: a zip, password `infected`.
pub async fn attachment(
    signed: Signed<ReadEvidence>,
    web: Data<Web>,
    path: Path<(String, i64, usize, usize)>,
) -> Result<HttpResponse, Fault> {
    let (number, arrival, sample, attachment) = path.into_inner();
    send(&signed, &web, number, arrival, Wanted::Attachment(Some(sample), attachment)).await
}

/// `GET /tickets/{number}/arrivals/{arrival}/attachments/{attachment}`: what the reporter sent beside the reported mail.
pub async fn own_attachment(
    signed: Signed<ReadEvidence>,
    web: Data<Web>,
    path: Path<(String, i64, usize)>,
) -> Result<HttpResponse, Fault> {
    let (number, arrival, attachment) = path.into_inner();
    send(&signed, &web, number, arrival, Wanted::Attachment(None, attachment)).await
}

async fn send(
    signed: &Signed<ReadEvidence>,
    web: &Web,
    number: String,
    arrival: i64,
    wanted: Wanted,
) -> Result<HttpResponse, Fault> {
    let place = (number, ArrivalId(arrival));
    let file =
        hand_out::hand_out(&web.db, &web.config, &web.cells, signed.actor(), place, wanted, web.clock.now()).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header(("content-disposition", format!("attachment; filename=\"{}\"", file.name)))
        .insert_header(("content-security-policy", "default-src 'none'; sandbox"))
        // Byte for byte, as large as it is.
        .insert_header(ContentEncoding::Identity)
        .body(file.bytes))
}
