//! Where things are kept: files, database, log, secret.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Where files live.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Data {
    /// The folder of the database, the secret and written letters; made on start.
    pub dir: PathBuf,
}

impl Default for Data {
    fn default() -> Self {
        Self { dir: "./data".into() }
    }
}

/// Which database.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// Empty: the SQLite file `hotro.db` in the data folder. Else a path, or `postgres://user:password@host/name`.
    pub url: String,
    /// Connections that read at the same time.
    pub readers: u32,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: String::new(), readers: 4 }
    }
}

/// The form of log lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for a collector.
    Json,
}

/// The log.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// What is logged: `error`, `warn`, `info`, `debug`, or such words by module. Also `HOTRO_LOG`.
    pub filter: String,
    /// `text` or `json`.
    pub format: LogFormat,
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info".into(), format: LogFormat::Text }
    }
}

/// The signing secret.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Secret {
    /// At least 16 characters. Empty: `secret.key` in the data folder, made on first start. Several machines on one
    /// database must share it.
    pub key: String,
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
