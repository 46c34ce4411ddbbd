//! Why settings cannot be used. What the program does about it is not decided here.

use std::path::PathBuf;

/// Why the settings cannot be used; the sentence names the setting and where it stands.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value is wrong or a key is not known.
    #[error("the settings are wrong: {0}")]
    Wrong(String),
    /// A variable of the environment names no setting.
    #[error("the environment names a setting that does not exist: {0}. `hotro config --sample` lists all")]
    UnknownVariable(String),
    /// A file cannot be read.
    #[error("{path} cannot be read: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        why: std::io::Error,
    },
    /// Values that do not fit together.
    #[error("{0}")]
    Together(String),
}
