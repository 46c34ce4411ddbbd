//! Why a letter did not leave. Whether it is tried again is the outbox's business.

/// Why a letter did not leave.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct SendError {
    /// Whether trying again is useless.
    pub permanent: bool,
    /// What the server or the system said: one line, at most 200 characters, no mail address, no password.
    pub detail: String,
}
