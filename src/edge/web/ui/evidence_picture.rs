//! What a reported mail looked like, as a picture and as a thumbnail of it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadEvidence, Signed};
use crate::base::ids::ArrivalId;
use crate::desk::look;

/// `GET /tickets/{number}/arrivals/{arrival}/samples/{sample}/picture`.
pub async fn show(
    signed: Signed<ReadEvidence>,
    web: Data<Web>,
    path: Path<(String, i64, usize)>,
) -> Result<HttpResponse, Fault> {
    let (number, arrival, sample) = path.into_inner();
    let place = (number, ArrivalId(arrival), sample);
    Ok(png(look::picture(&web.db, signed.actor(), place, web.clock.now()).await?))
}

/// `GET /tickets/{number}/arrivals/{arrival}/samples/{sample}/thumb`.
pub async fn small(
    _signed: Signed<ReadEvidence>,
    web: Data<Web>,
    path: Path<(String, i64, usize)>,
) -> Result<HttpResponse, Fault> {
    let (number, arrival, sample) = path.into_inner();
    Ok(png(look::thumb(&web.db, (number, ArrivalId(arrival), sample)).await?))
}

fn png(bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok().content_type("image/png").body(bytes)
}
