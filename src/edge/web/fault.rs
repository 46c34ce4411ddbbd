//! Why a request has no answer of its own, and with which status that is told. `error` makes it an answer that somebody
//! can read.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::desk;

/// Why a request has no answer of its own.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A use-case did not happen.
    #[error(transparent)]
    Desk(#[from] desk::Error),
    /// Nobody is signed in; carries the path to come back to, or nothing.
    #[error("nobody is signed in")]
    SignIn(String),
    /// The password must be changed first.
    #[error("the password must be changed first")]
    MustChange,
    /// The form did not come from a page of ours.
    #[error("the form did not come from a page of ours")]
    Foreign,
    /// The request cannot be understood.
    #[error("the request cannot be understood")]
    BadRequest,
    /// A program asked for something that cannot be; carries the key of the sentence that says what.
    #[error("the request cannot be understood: {0}")]
    Unclear(&'static str),
    /// The sender stopped in the middle of its request.
    #[error("the sender stopped in the middle")]
    Stalled,
    /// More bytes than we take.
    #[error("the request is too large")]
    TooLarge,
    /// There is no such page, or no such record for the caller.
    #[error("no such page")]
    NotFound,
    /// The API was called without a token in force.
    #[error("no token in force")]
    NoToken,
    /// The token's scope does not allow this.
    #[error("wrong scope")]
    WrongScope,
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        Self::Desk(desk::Error::Internal(format!("template: {error}")))
    }
}

impl ResponseError for Fault {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::SignIn(_) | Self::MustChange => StatusCode::SEE_OTHER,
            Self::Foreign | Self::WrongScope | Self::Desk(desk::Error::Forbidden) => StatusCode::FORBIDDEN,
            Self::BadRequest | Self::Unclear(_) => StatusCode::BAD_REQUEST,
            Self::Stalled => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge | Self::Desk(desk::Error::TooLarge { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotFound | Self::Desk(desk::Error::NotFound) => StatusCode::NOT_FOUND,
            Self::NoToken => StatusCode::UNAUTHORIZED,
            Self::Desk(desk::Error::Conflict { .. }) => StatusCode::CONFLICT,
            Self::Desk(desk::Error::Invalid { .. }) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Desk(desk::Error::Unavailable(_) | desk::Error::Busy) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Desk(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The bare status; `paint` makes it an answer that somebody can read.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status_code())
    }
}
