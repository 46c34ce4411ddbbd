//! Pages for reporters, who have no account: the code from the acknowledgement opens their ticket, and a cookie holds it for
//! half an hour, so that it never stands in an address or a log. Nothing here shows the desk's own work.

mod advice;
mod pass;
pub mod receipt;
pub mod report;
pub mod status;
pub mod ticket;

use actix_web::HttpRequest;

use super::page;

/// A path of the portal in the language that was asked for in the address, which is the only place where it is kept.
fn kept(request: &HttpRequest, path: &str) -> String {
    match page::query(request, "lang").filter(|tag| tag == "en" || tag == "vi") {
        Some(tag) => page::with_query(path, "lang", &tag),
        None => path.to_owned(),
    }
}
