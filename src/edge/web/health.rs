//! What machines ask: are you there, can you work, how much is waiting.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use prometheus::{IntGauge, IntGaugeVec, Opts, Registry, TextEncoder};

use super::fault::Fault;
use super::guard::Open;
use super::{Web, client};
use crate::desk;
use crate::desk::figures::{self, Figures};
use crate::infra::db::probe;

/// `GET /health/live`: the process answers.
pub async fn live(_: Open) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// `GET /health/ready`: the database answers too; else 503.
pub async fn ready(open: Open, web: Data<Web>) -> Result<HttpResponse, Fault> {
    web.db.read(|conn| Ok::<_, desk::Error>(probe(conn)?)).await?;
    Ok(live(open).await)
}

/// `GET /metrics`, in Prometheus' text format; only for this machine and private networks.
pub async fn metrics(_: Open, web: Data<Web>, request: HttpRequest) -> Result<HttpResponse, Fault> {
    if !client::is_inside(&client::address(&web, &request)) {
        return Err(Fault::NotFound);
    }
    let figures = figures::figures(&web.db).await?;
    let text = exposition(&figures).map_err(|error| desk::Error::Internal(format!("metrics: {error}")))?;
    Ok(HttpResponse::Ok().content_type(prometheus::TEXT_FORMAT).body(text))
}

fn exposition(figures: &Figures) -> prometheus::Result<String> {
    let registry = Registry::new();
    let tickets = IntGaugeVec::new(Opts::new("hotro_tickets", "Tickets by state."), &["status"])?;
    registry.register(Box::new(tickets.clone()))?;
    for (status, count) in &figures.tickets {
        tickets.with_label_values(&[status.word()]).set(*count);
    }
    for (name, help, value) in [
        ("hotro_outbox_waiting", "Letters that have not left yet.", figures.letters_waiting),
        ("hotro_outbox_failed", "Letters that were given up.", figures.letters_failed),
        ("hotro_jobs_waiting", "Jobs that are not done yet.", figures.jobs_waiting),
        ("hotro_jobs_failed", "Jobs that were given up.", figures.jobs_failed),
    ] {
        let gauge = IntGauge::new(name, help)?;
        gauge.set(value);
        registry.register(Box::new(gauge))?;
    }
    TextEncoder::new().encode_to_string(&registry.gather())
}
