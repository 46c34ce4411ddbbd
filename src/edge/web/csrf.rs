//! Forms must come from our own pages: the browser says so (`Sec-Fetch-Site`, else `Origin`), and the form carries the token
//! of the session, or of the visit where nobody is signed in. The API has tokens instead of cookies and is left alone.

use actix_web::HttpMessage;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HOST, ORIGIN};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, BytesMut, Data};
use futures_util::{StreamExt, stream};

use super::Web;
use super::fault::Fault;
use super::headers::is_portal;
use super::session::Visit;
use crate::base::secret::{SigningKey, hex, random, same};
use crate::desk::sign_in::Who;

/// The most bytes of a form; uploads have their own limit, `intake.max_size`.
pub(super) const FORM_LIMIT: usize = 256 * 1024;

/// Bytes of the salt under which a page carries its token, and of what is made of both.
const SALT: usize = 8;
const MARK: usize = 16;

/// A token as a page carries it: under a salt of its own, so that no two answers hold the same characters. Pages are
/// compressed and say what strangers wrote, so a token that stayed the same could be guessed by lengths (BREACH, 2013).
pub(super) fn masked(token: &str) -> String {
    let salt = random::<SALT>().map(|bytes| hex(&bytes)).unwrap_or_default();
    let mark = marked(token, &salt);
    format!("{salt}.{mark}")
}

/// Whether what a form brought is this token under some salt.
fn is_masked(given: &str, token: &str) -> bool {
    given.split_once('.').is_some_and(|(salt, mark)| same(mark, &marked(token, salt)))
}

fn marked(token: &str, salt: &str) -> String {
    // A token has more than the 16 bytes that a key needs; an empty one, of no visit, is refused before.
    let tag = SigningKey::new(token.as_bytes().to_vec()).map(|key| key.tag("csrf", &[salt])).unwrap_or_default();
    hex(tag.get(..MARK).unwrap_or_default())
}

/// Middleware: refuses unsafe requests that did not come from a page of ours. The token stands in the field `csrf`; where
/// the form carries a file, in the query of its address; a script may send it as `X-CSRF-Token`.
pub(super) async fn check(
    mut req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, BoxBody>>, actix_web::Error> {
    if let Err(fault) = checked(&mut req).await {
        return Ok(req.error_response(fault).map_into_right_body());
    }
    Ok(next.call(req).await?.map_into_left_body())
}

async fn checked(req: &mut ServiceRequest) -> Result<(), Fault> {
    let safe = [Method::GET, Method::HEAD, Method::OPTIONS].contains(req.method());
    if safe || req.path().starts_with("/api/") {
        return Ok(());
    }
    if !comes_from_us(req) {
        return Err(Fault::Foreign);
    }
    // A sign-in form may have been opened before somebody signed in beside it, so the visit's token counts there.
    let session = req.extensions().get::<Who>().map(|who| who.csrf.clone()).filter(|_| req.path() != "/sign-in");
    let visitor = req.path() == "/sign-in" || is_portal(req.path());
    // The form of a session that has ended: whoever sent it signs in again.
    let refused = || if session.is_none() && !visitor { Fault::SignIn(String::new()) } else { Fault::Foreign };
    let visit = || req.extensions().get::<Visit>().map(|visit| visit.token.clone());
    let expected = session.clone().or_else(visit).ok_or_else(refused)?;
    let given = token_in(req).await?;
    if given.is_some_and(|given| is_masked(&given, &expected)) { Ok(()) } else { Err(refused()) }
}

fn comes_from_us(req: &ServiceRequest) -> bool {
    let header = |name: &str| req.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = header(ORIGIN.as_str()) else { return false };
    // Under `no-referrer` browsers say nothing of where a form comes from; the token then decides alone.
    if origin == "null" && is_portal(req.path()) {
        return true;
    }
    let public = req.app_data::<Data<Web>>().map(|web| web.config.public_url());
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && (header(HOST.as_str()) == host || public.as_deref() == Some(origin))
}

async fn token_in(req: &mut ServiceRequest) -> Result<Option<String>, Fault> {
    if let Some(given) = req.headers().get("x-csrf-token") {
        return Ok(given.to_str().ok().map(str::to_owned));
    }
    if req.content_type() != "application/x-www-form-urlencoded" {
        return Ok(field(req.query_string().as_bytes()));
    }
    let body = read(req.take_payload()).await?;
    let found = field(&body);
    let again = stream::once(async move { Ok(body) });
    req.set_payload(Payload::Stream { payload: Box::pin(again) });
    Ok(found)
}

async fn read(mut payload: Payload) -> Result<Bytes, Fault> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_broken| Fault::BadRequest)?;
        if body.len() + chunk.len() > FORM_LIMIT {
            return Err(Fault::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn field(encoded: &[u8]) -> Option<String> {
    url::form_urlencoded::parse(encoded).find(|(name, _)| name == "csrf").map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_token_is_never_the_same_and_always_known() {
        let (token, other) = ("A".repeat(52), "B".repeat(52));
        let (one, two) = (masked(&token), masked(&token));
        assert_ne!(one, two, "no two answers hold the same characters");
        assert!(is_masked(&one, &token) && is_masked(&two, &token));
        assert!(!is_masked(&one, &other), "another session's");
        assert!(!is_masked(&token, &token), "the bare token is not what pages carry");
        let (salt, mark) = one.split_once('.').unwrap();
        let (other_salt, _) = two.split_once('.').unwrap();
        assert!(!is_masked(&format!("{other_salt}.{mark}"), &token), "a mark counts under its salt");
        assert!(!is_masked(&format!("{salt}."), &token) && !is_masked("", &token));
    }
}
