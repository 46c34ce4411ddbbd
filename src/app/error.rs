//! Why the program does not start. Exit codes are the command line's.

use crate::base::config::ConfigError;
use crate::infra::db::DbError;

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The settings are wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database cannot be used.
    #[error(transparent)]
    Database(#[from] DbError),
    /// A file, folder or socket cannot be used.
    #[error("{what}: {why}")]
    File {
        /// What it is for.
        what: String,
        /// The system's reason.
        why: std::io::Error,
    },
    /// A setting cannot be used for a reason of its own.
    #[error("{0}")]
    Setting(String),
}
