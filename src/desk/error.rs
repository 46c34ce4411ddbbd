//! Why a use-case did not happen. Edges turn this into their own codes; the causes go to the log, never to people.

use diesel::result::DatabaseErrorKind;

use crate::infra::db::{DbError, is_away};

/// Why a use-case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database or the disk is away or full for now; the same call may succeed later.
    #[error("storage is not available: {0}")]
    Unavailable(String),
    /// More work is waiting than we take; the same call may succeed later.
    #[error("too much is waiting")]
    Busy,
    /// The mail is larger than the limit, in bytes.
    #[error("the mail is larger than {limit} bytes")]
    TooLarge {
        /// The configured limit in bytes.
        limit: usize,
    },
    /// There is no such record, or the caller may not know of it.
    #[error("no such record")]
    NotFound,
    /// The role of the account does not allow this.
    #[error("not allowed")]
    Forbidden,
    /// The record was changed by somebody else meanwhile; carries that person's name.
    #[error("changed meanwhile by {by}")]
    Conflict {
        /// Name of the account that changed it.
        by: String,
    },
    /// A field does not hold what it must: name of the field and key of the sentence to show beside it.
    #[error("field {field}: {message}")]
    Invalid {
        /// Name of the form field.
        field: &'static str,
        /// Message key of the sentence.
        message: &'static str,
    },
    /// Ours to mend: the cause is for the log.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// Whether the same call may succeed later: SMTP 451, HTTP 503, exit 75. The one place that decides this.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Busy | Self::Internal(_))
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            // Use-cases look before they write: somebody else did the same at the same moment, and the next call will see it.
            diesel::result::Error::DatabaseError(DatabaseErrorKind::UniqueViolation, detail) => {
                Self::Unavailable(detail.message().to_owned())
            }
            error if is_away(&error) => Self::Unavailable(error.to_string()),
            error => Self::Internal(error.to_string()),
        }
    }
}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Query(error) => error.into(),
            DbError::Away(why) => Self::Unavailable(why),
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<crate::base::secret::NoRandom> for Error {
    fn from(error: crate::base::secret::NoRandom) -> Self {
        Self::Internal(error.to_string())
    }
}
