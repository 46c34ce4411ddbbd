//! The pass: the cookie that holds a code after it was typed. It is signed and says until when it counts, so a code that was
//! never typed at the form cannot be tried by way of cookies, where nobody counts.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse};

use super::super::fault::Fault;
use super::super::{Web, session};
use crate::base::secret::{hex, same};
use crate::desk;

/// How long a pass counts after the page was last looked at, in minutes.
const MINUTES: i64 = 30;

/// The answer, with a pass for the code that counts from now.
pub(super) fn give(web: &Web, code: &str, answer: HttpResponse) -> Result<HttpResponse, Fault> {
    let until = (web.clock.now().and_utc().timestamp() + MINUTES * 60).to_string();
    let value = format!("{code}.{until}.{}", tag(web, code, &until));
    let mut pass = cookie(web, value);
    pass.set_max_age(Duration::minutes(MINUTES));
    with(answer, &pass)
}

/// The answer, with the pass taken out of the browser.
pub(super) fn take(web: &Web, answer: HttpResponse) -> Result<HttpResponse, Fault> {
    let mut pass = cookie(web, String::new());
    pass.make_removal();
    with(answer, &pass)
}

/// The code in the request's pass, if it is ours and counts still.
pub(super) fn code(web: &Web, request: &HttpRequest) -> Option<String> {
    let pass = request.cookie(name(web))?;
    let (code, rest) = pass.value().split_once('.')?;
    let (until, signature) = rest.split_once('.')?;
    let counts = until.parse::<i64>().is_ok_and(|until| web.clock.now().and_utc().timestamp() < until);
    (counts && same(signature, &tag(web, code, until))).then(|| code.to_owned())
}

fn tag(web: &Web, code: &str, until: &str) -> String {
    hex(&web.key.tag("status-pass", &[code, until]))
}

fn with(mut answer: HttpResponse, cookie: &Cookie<'_>) -> Result<HttpResponse, Fault> {
    answer.add_cookie(cookie).map_err(|error| desk::Error::Internal(error.to_string()))?;
    Ok(answer)
}

fn cookie(web: &Web, value: String) -> Cookie<'static> {
    let secure = session::is_secure(web);
    Cookie::build(name(web), value).path("/status").http_only(true).same_site(SameSite::Strict).secure(secure).finish()
}

/// With the prefix, browsers take the cookie only over TLS (RFC 6265bis 4.1.3.1).
fn name(web: &Web) -> &'static str {
    if session::is_secure(web) { "__Secure-hotro-status" } else { "hotro-status" }
}
