//! The session cookie, and who is behind it.

use actix_web::body::MessageBody;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest};

use super::Web;
use super::error::Fault;
use crate::desk::sign_in;

/// Middleware: puts the `Who` of the cookie's session into the request, where there is one.
pub(super) async fn attach(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let path = req.path();
    let ours = !["/assets/", "/api/", "/health/"].iter().any(|prefix| path.starts_with(prefix));
    if let Some(web) = req.app_data::<Data<Web>>().filter(|_| ours) {
        let secret = req.request().cookie(name(web)).map(|cookie| cookie.value().to_owned());
        if let Some(secret) = secret {
            let shown = req.method() == Method::GET;
            let found = sign_in::who(&web.db, web.clock.now(), &web.config.session, &secret, shown).await;
            if let Some(who) = found.map_err(Fault::from)? {
                req.extensions_mut().insert(who);
            }
        }
    }
    next.call(req).await
}

/// Whether the request brought a session cookie, in force or not.
pub fn has_cookie(web: &Web, request: &HttpRequest) -> bool {
    request.cookie(name(web)).is_some()
}

/// The cookie that opens a session in the browser. It ends with the browser, or when the session does.
pub fn cookie(web: &Web, secret: String) -> Cookie<'static> {
    Cookie::build(name(web), secret).path("/").http_only(true).same_site(SameSite::Lax).secure(is_secure(web)).finish()
}

/// The cookie that takes the session out of the browser.
pub fn end_cookie(web: &Web) -> Cookie<'static> {
    let mut cookie = cookie(web, String::new());
    cookie.make_removal();
    cookie
}

/// With the prefix, browsers take the cookie only over TLS and from this very host (RFC 6265bis 4.1.3.2).
fn name(web: &Web) -> &'static str {
    if is_secure(web) { "__Host-hotro" } else { "hotro" }
}

fn is_secure(web: &Web) -> bool {
    web.config.public.url.starts_with("https://")
}
