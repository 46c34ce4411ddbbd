//! Style and script, embedded. Each has the digest of its content in its address, so that browsers keep it for good and
//! still get a new one at once.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::fault::Fault;
use super::open::Open;
use crate::base::secret::sha256_hex;

/// Name as templates say it, content type, content.
const FILES: [(&str, &str, &str); 6] = [
    (
        "look.css",
        "text/css; charset=utf-8",
        concat!(
            include_str!("tokens.css"),
            include_str!("base.css"),
            include_str!("form.css"),
            include_str!("layout.css"),
            include_str!("list.css"),
            include_str!("ticket.css"),
            include_str!("campaign.css"),
            include_str!("compose.css"),
            include_str!("print.css"),
            include_str!("dispatch.css"),
            include_str!("figures.css"),
        ),
    ),
    (
        "portal.css",
        "text/css; charset=utf-8",
        concat!(
            include_str!("tokens.css"),
            include_str!("base.css"),
            include_str!("form.css"),
            include_str!("portal.css"),
            include_str!("print.css"),
        ),
    ),
    ("desk.js", "text/javascript; charset=utf-8", concat!(include_str!("desk.js"), include_str!("compose.js"))),
    ("portal.js", "text/javascript; charset=utf-8", include_str!("portal.js")),
    ("icon.svg", "image/svg+xml", include_str!("icon.svg")),
    ("icon-ring.svg", "image/svg+xml", include_str!("icon-ring.svg")),
];

struct Asset {
    name: &'static str,
    url: String,
    kind: &'static str,
    body: &'static str,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let asset = |(name, kind, body): (&'static str, &'static str, &'static str)| {
        let digest: String = sha256_hex(body.as_bytes()).chars().take(12).collect();
        let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
        Asset { name, url: format!("/assets/{stem}.{digest}.{ending}"), kind, body }
    };
    FILES.into_iter().map(asset).collect()
});

/// The address of an asset by its name; empty for a name that is none.
pub fn url(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("", |asset| asset.url.as_str())
}

/// `GET /assets/{name}`.
pub async fn show(_: Open, name: Path<String>) -> Result<HttpResponse, Fault> {
    let asked = format!("/assets/{name}");
    let asset = ASSETS.iter().find(|asset| asset.url == asked).ok_or(Fault::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type(asset.kind)
        .insert_header(("cache-control", "public, max-age=31536000, immutable"))
        .body(asset.body))
}
