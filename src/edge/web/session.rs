//! The session cookie, and who is behind it; the visit cookie, which ties the forms of somebody without a session to their
//! browser.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest};

use super::Web;
use super::fault::Fault;
use crate::base::secret::{hex, token};
use crate::desk;
use crate::desk::sign_in::{self, Who};

/// What a page asks for by itself, so that it keeps no session open.
const LIVE: [&str; 2] = ["/tickets/counts", "/events"];

/// What ties forms to a browser in which nobody is signed in.
#[derive(Clone, Debug)]
pub struct Visit {
    /// What its forms carry: the cookie's value under our key.
    pub token: String,
}

/// Middleware: puts the `Who` of the cookie's session into the request, where there is one, and the [`Visit`].
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
    let fresh = match visit(&req) {
        Ok(fresh) => fresh,
        Err(error) => return Ok(req.error_response(Fault::from(error)).map_into_right_body()),
    };
    let mut answer = next.call(req).await?;
    if let Some(cookie) = fresh {
        answer
            .response_mut()
            .add_cookie(&cookie)
            .map_err(|error| Fault::from(desk::Error::Internal(error.to_string())))?;
    }
    Ok(answer.map_into_left_body())
}

/// Puts the visit into the request; gives the cookie that begins one where there is none yet.
fn visit(req: &ServiceRequest) -> Result<Option<Cookie<'static>>, desk::Error> {
    let Some(web) = req.app_data::<Data<Web>>().filter(|_| is_page(req.path())) else { return Ok(None) };
    let name = if is_secure(web) { "__Host-hotro-visit" } else { "hotro-visit" };
    let (value, fresh) = match req.request().cookie(name) {
        Some(cookie) => (cookie.value().to_owned(), None),
        None if req.method() != Method::GET => return Ok(None),
        None => {
            let value = token()?;
            let fresh = guarded(web, name, value.clone());
            (value, Some(fresh))
        }
    };
    req.extensions_mut().insert(Visit { token: hex(&web.key.tag("visit", &[&value])) });
    Ok(fresh)
}

/// Whether people look at it: not the style, the API and what machines ask.
fn is_page(path: &str) -> bool {
    !["/assets/", "/api/", "/health/", "/metrics"].iter().any(|prefix| path.starts_with(prefix))
}

async fn found(req: &ServiceRequest) -> Result<Option<Who>, desk::Error> {
    let Some(web) = req.app_data::<Data<Web>>().filter(|_| is_page(req.path())) else { return Ok(None) };
    let Some(secret) = req.request().cookie(name(web)).map(|cookie| cookie.value().to_owned()) else { return Ok(None) };
    // A thumbnail, a preview or a file has no rail.
    let shown = req.method() == Method::GET && !req.path().contains("/arrivals/");
    let stays_open = !LIVE.contains(&req.path());
    sign_in::who(&web.db, web.clock.now(), &web.config.session, &secret, shown, stays_open).await
}

/// Whether the request brought a session cookie, in force or not.
pub fn has_cookie(web: &Web, request: &HttpRequest) -> bool {
    request.cookie(name(web)).is_some()
}

/// The cookie that opens a session in the browser. It ends with the browser, or when the session does.
pub fn cookie(web: &Web, secret: String) -> Cookie<'static> {
    guarded(web, name(web), secret)
}

fn guarded(web: &Web, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value).path("/").http_only(true).same_site(SameSite::Lax).secure(is_secure(web)).finish()
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

/// Whether people reach us over TLS.
pub(super) fn is_secure(web: &Web) -> bool {
    web.config.public.url.starts_with("https://")
}
