//! Settings: defaults good for one machine, then `hotro.toml`, then the environment. One struct per concern.
//!
//! A setting `key` of section `[section]` is `HOTRO_SECTION_KEY` in the environment; secrets are also read from the file
//! that `HOTRO_SECTION_KEY_FILE` names. Unknown sections, keys and variables are refused with a sentence.

mod desk;
mod error;
mod intake;
mod mail;
mod sample;
mod source;
mod storage;
mod values;
mod verdict;
mod web;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use desk::{Desk, Dispatch, Letter, Office, Protect, Reporter};
pub use error::ConfigError;
pub use intake::{Cell, Dns, Intake, Lmtp, Worker};
pub use mail::{Mail, Smtp, TransportKind};
pub use sample::sample;
pub use source::{Environment, environment, load};
pub use storage::{Data, Database, Log, LogFormat, Secret};
pub use values::{List, Size, Span};
pub use verdict::Verdict;
pub use web::{Http, Public, Session};

/// All settings.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where files live.
    pub data: Data,
    /// Which database.
    pub database: Database,
    /// The log.
    pub log: Log,
    /// The signing secret.
    pub secret: Secret,
    /// The web server.
    pub http: Http,
    /// The address under which people reach the web server.
    pub public: Public,
    /// Signing in.
    pub session: Session,
    /// Limits of mail coming in, whichever way.
    pub intake: Intake,
    /// The LMTP listener.
    pub lmtp: Lmtp,
    /// The worker.
    pub worker: Worker,
    /// The limited child processes in which mail is parsed.
    pub cell: Cell,
    /// Asking DNS about reported mail.
    pub dns: Dns,
    /// Mail going out.
    pub mail: Mail,
    /// The SMTP server that takes our mail.
    pub smtp: Smtp,
    /// Whose reports are answered.
    pub reporter: Reporter,
    /// How letters leave.
    pub letter: Letter,
    /// How a conclusion over a whole campaign leaves.
    pub verdict: Verdict,
    /// How tickets are numbered.
    pub desk: Desk,
    /// Who we are, in letters.
    pub office: Office,
    /// The công văn that warns.
    pub dispatch: Dispatch,
    /// What attackers imitate.
    pub protect: Protect,
}

impl Config {
    /// The URL of the database: what is configured, or the SQLite file in the data folder.
    pub fn database_url(&self) -> String {
        if self.database.url.is_empty() {
            self.data.dir.join("hotro.db").display().to_string()
        } else {
            self.database.url.clone()
        }
    }

    /// The folder into which the transport `folder` writes letters.
    pub fn mail_folder(&self) -> PathBuf {
        if self.mail.folder.as_os_str().is_empty() { self.data.dir.join("mail-out") } else { self.mail.folder.clone() }
    }

    /// The file of the signing secret that is made on first start.
    pub fn secret_file(&self) -> PathBuf {
        self.data.dir.join("secret.key")
    }

    /// The address people type to look up a ticket, without a slash at the end; the HTTP listener while none is configured.
    pub fn public_url(&self) -> String {
        let url = self.public.url.trim_end_matches('/');
        if url.is_empty() { format!("http://{}", self.http.listen) } else { url.to_owned() }
    }

    /// What no single value can say: checks between settings. The sentence names the settings.
    pub fn check(&self) -> Result<(), ConfigError> {
        if self.mail.transport == TransportKind::Smtp && self.public.url.is_empty() {
            return Err(ConfigError::Together(
                "mail.transport is smtp, but public.url (HOTRO_PUBLIC_URL) is not set: letters would carry no address that reporters can open".into(),
            ));
        }
        if !self.public.url.is_empty() && !is_plain_url(&self.public.url) {
            return Err(ConfigError::Together(
                "public.url (HOTRO_PUBLIC_URL) must be http:// or https:// with a host, without a query".into(),
            ));
        }
        if self.http.upload_memory.0 < self.intake.max_size.0 {
            return Err(ConfigError::Together(
                "http.upload_memory (HOTRO_HTTP_UPLOAD_MEMORY) must not be smaller than intake.max_size (HOTRO_INTAKE_MAX_SIZE): the largest mail would never fit".into(),
            ));
        }
        if self.dns.timeout.0 > std::time::Duration::from_secs(5) || self.dns.timeout.0.is_zero() {
            return Err(ConfigError::Together("dns.timeout (HOTRO_DNS_TIMEOUT) must be 1s to 5s".into()));
        }
        if let Some(wrong) = self.dns.servers.0.iter().find(|server| server.parse::<std::net::IpAddr>().is_err()) {
            return Err(ConfigError::Together(format!(
                "dns.servers (HOTRO_DNS_SERVERS) must be addresses such as 10.0.0.53, “{wrong}” is none"
            )));
        }
        if self.letter.copies > 20 || self.letter.files > 20 {
            return Err(ConfigError::Together(
                "letter.copies (HOTRO_LETTER_COPIES) and letter.files (HOTRO_LETTER_FILES) must be 0 to 20".into(),
            ));
        }
        if self.http.upload_memory.0 < self.letter.files_size.0 {
            return Err(ConfigError::Together(
                "http.upload_memory (HOTRO_HTTP_UPLOAD_MEMORY) must not be smaller than letter.files_size (HOTRO_LETTER_FILES_SIZE)".into(),
            ));
        }
        if !self.mail.address.contains('@') {
            return Err(ConfigError::Together("mail.address must be a mail address".into()));
        }
        if self.desk.prefix.is_empty()
            || !self.desk.prefix.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        {
            return Err(ConfigError::Together(
                "desk.prefix must be capital letters and digits, for example HOTRO".into(),
            ));
        }
        Ok(())
    }
}

fn is_plain_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(['?', '#', '@', ' ']))
}
