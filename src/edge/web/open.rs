//! The guard of a handler that is open to everybody.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::fault::Fault;

/// Everybody, signed in or not.
#[derive(Clone, Copy, Debug)]
pub struct Open;

impl FromRequest for Open {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self))
    }
}
