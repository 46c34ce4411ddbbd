//! Mail going out.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Span;

/// How letters leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TransportKind {
    /// Handed to an SMTP server.
    Smtp,
    /// Written as one `.eml` file each; nobody gets them.
    #[default]
    Folder,
    /// Kept in memory; for tests.
    Memory,
}

/// Mail going out.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// `smtp`, `folder` or `memory`.
    pub transport: TransportKind,
    /// The folder of the transport `folder`; empty: `mail-out` in the data folder.
    pub folder: PathBuf,
    /// Our address: reports come to it, letters come from it.
    pub address: String,
    /// Our name in letters.
    pub name: String,
    /// How long a letter that could not be delivered for now is tried again.
    pub give_up: Span,
    /// Letters in a minute that tell agencies of an advisory, at most; other letters do not wait for them.
    pub per_minute: u32,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            transport: TransportKind::Folder,
            folder: PathBuf::new(),
            address: "hotro@laichau.gov.vn".into(),
            name: "Bộ phận Hỗ trợ thư điện tử công vụ".into(),
            give_up: Span::seconds(2 * 86400),
            per_minute: 60,
        }
    }
}

/// The SMTP server that takes our mail.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Smtp {
    /// `smtp://user:password@host:587?tls=required`, `smtps://…`, or `smtp://127.0.0.1:25`.
    pub url: String,
}

impl Default for Smtp {
    fn default() -> Self {
        Self { url: "smtp://127.0.0.1:25".into() }
    }
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Smtp(…)")
    }
}
