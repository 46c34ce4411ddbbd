//! Why a command did not do its work, in words and as an exit code.

use crate::app::StartError;
use crate::base::locale::{Language, Languages};
use crate::desk::{Error, password};

/// The code for "the same may succeed later" (sysexits: EX_TEMPFAIL); a mail server keeps the mail and tries again.
pub(super) const TEMPORARY: u8 = 75;

/// Why a command did not do its work.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Desk(#[from] Error),
    #[error("{0}")]
    Words(String),
    #[error("{what}: {why}")]
    File { what: String, why: std::io::Error },
}

impl Failure {
    /// What is wrong, for the person at the command line.
    pub(super) fn sentence(&self) -> String {
        match self {
            Self::Desk(Error::Invalid { message, .. }) => Languages::default()
                .words(Language::En)
                .say_with(message, [("count", password::SHORTEST.to_string().as_str())]),
            other => other.to_string(),
        }
    }

    /// The code for the pipe of a mail alias, whose mail server gives up on anything but [`TEMPORARY`]: only what is wrong
    /// with the mail itself is final, a wrong setting is not.
    pub(super) fn pipe_code(&self) -> u8 {
        match self {
            Self::Desk(error) if !error.is_temporary() => self.code(),
            _ => TEMPORARY,
        }
    }

    /// The code with which the program ends.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Start(StartError::Config(_) | StartError::Setting(_)) => 78,
            Self::Start(StartError::Database(_) | StartError::File { .. }) => TEMPORARY,
            Self::Desk(error) if error.is_temporary() => TEMPORARY,
            Self::Desk(_) => 65,
            Self::Words(_) => 64,
            Self::File { .. } => 66,
        }
    }
}
