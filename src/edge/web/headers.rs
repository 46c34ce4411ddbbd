//! Headers of every answer: what a browser may do with it.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;

use super::Web;

/// What a page may load: only from us, no inline script or style.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; frame-src 'self'";

/// Every answer has these. `same-origin` and not `no-referrer`: under the latter browsers send `Origin: null` with our
/// own forms (Fetch, “append a request Origin header”), and the check of [`super::csrf`] would refuse them.
const ALWAYS: [(&str, &str); 7] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ("x-frame-options", "DENY"),
    ("content-security-policy", POLICY),
];

/// Pages for reporters: no search engine keeps them, and no other site learns that somebody came from there.
const PORTAL: [(&str, &str); 2] = [("referrer-policy", "no-referrer"), ("x-robots-tag", "noindex, nofollow")];

/// Whether a path is a page for people without an account.
pub(super) fn is_portal(path: &str) -> bool {
    ["/status", "/receipt"].iter().any(|begin| path.starts_with(begin)) || ["/report", "/how-to"].contains(&path)
}

/// Middleware: adds what the handler did not set itself (a preview in a frame has a policy of its own).
pub(super) async fn set(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let https = req.app_data::<Data<Web>>().is_some_and(|web| web.config.public.url.starts_with("https://"));
    let portal = if is_portal(req.path()) { &PORTAL[..] } else { &[] };
    let mut answer = next.call(req).await?;
    let headers = answer.headers_mut();
    let hsts = https.then_some(("strict-transport-security", "max-age=31536000; includeSubDomains"));
    for (name, value) in portal.iter().copied().chain(ALWAYS).chain([("cache-control", "no-store")]).chain(hsts) {
        let name = HeaderName::from_static(name);
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    Ok(answer)
}
