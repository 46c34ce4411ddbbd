//! The session cookie, and who is behind it.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest};

use super::Web;
use super::error::Fault;
use crate::desk;
use crate::desk::sign_in::{self, Who};

/// Middleware: puts the `Who` of the cookie's session into the request, where there is one.
pub(super) async fn attach(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, BoxBody>>, actix_web::Error> {
    match found(&req).await {
        Ok(Some(who)) => {
            req.extensions_mut().insert(who);
        }
        Ok(None) => {}
        Err(error) => return Ok(req.error_response(Fault::from(error)).map_into_right_body()),
    }
    Ok(next.call(req).await?.map_into_left_body())
}

async fn found(req: &ServiceRequest) -> Result<Option<Who>, desk::Error> {
    let path = req.path();
    if ["/assets/", "/api/", "/health/"].iter().any(|prefix| path.starts_with(prefix)) {
        return Ok(None);
    }
    let Some(web) = req.app_data::<Data<Web>>() else { return Ok(None) };
    let Some(secret) = req.request().cookie(name(web)).map(|cookie| cookie.value().to_owned()) else { return Ok(None) };
    let shown = req.method() == Method::GET;
    sign_in::who(&web.db, web.clock.now(), &web.config.session, &secret, shown).await
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
