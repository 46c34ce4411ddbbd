//! What a database says, sorted by whether it may pass.

use diesel::result::{DatabaseErrorKind, Error};

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The URL is of a kind we do not know, or that this build leaves out.
    #[error("{0}")]
    Url(String),
    /// No connection could be had.
    #[error("no connection to the database: {0}")]
    Away(String),
    /// A statement failed.
    #[error(transparent)]
    Query(#[from] Error),
    /// The tables could not be brought up to date.
    #[error("the database could not be migrated: {0}")]
    Migration(String),
}

/// Whether a failed statement says that the database or its disk is away, full or busy, not that the statement is wrong.
/// A mail is then answered 451 and comes again.
pub fn is_away(error: &Error) -> bool {
    match error {
        Error::DatabaseError(kind, detail) => match kind {
            DatabaseErrorKind::ClosedConnection
            | DatabaseErrorKind::UnableToSendCommand
            | DatabaseErrorKind::SerializationFailure
            | DatabaseErrorKind::ReadOnlyTransaction => true,
            DatabaseErrorKind::Unknown => {
                let text = detail.message();
                [
                    "locked",
                    "disk",
                    "full",
                    "unable to open",
                    "I/O",
                    "readonly",
                    "terminat",
                    "shut",
                    "space",
                    "memory",
                    "connection",
                ]
                .iter()
                .any(|word| text.contains(word))
            }
            _ => false,
        },
        Error::BrokenTransactionManager | Error::AlreadyInTransaction | Error::RollbackErrorOnCommit { .. } => true,
        _ => false,
    }
}
