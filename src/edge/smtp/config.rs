//! Where the mail server may hand in mail, and how much of it at once.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

/// A place to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listen {
    /// A TCP address; port 0 takes a free one.
    Tcp(SocketAddr),
    /// A unix socket, made with mode 0660 and removed at the end.
    Unix(PathBuf),
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

/// Terms on which mail is taken by LMTP.
#[derive(Clone, Debug)]
pub struct LmtpConfig {
    /// Where to listen.
    pub listen: Vec<Listen>,
    /// Largest mail in bytes, after dot-unstuffing; above it `552`.
    pub max_size: usize,
    /// Who is a recipient here: `name@domain` or `@domain`, whatever the case. `None`: everybody.
    pub recipients: Option<Vec<String>>,
    /// Connections at once over all listeners; above it `421`.
    pub max_connections: usize,
    /// Whether `X-Zimbra-*` headers of mail from here are believed.
    pub trusted: bool,
    /// Our name in the first line and in the answer to `LHLO`.
    pub hostname: String,
    /// Longest wait for a command, for more of a mail, or for room to write a reply (RFC 5321 §4.5.3.2 asks for 5 min).
    pub idle: Duration,
    /// Longest time from `MAIL` until the mail is wholly read.
    pub transaction: Duration,
    /// Bytes of mail in memory at once over all connections, read or waiting at the door; above it `451`.
    /// Raised to twice `max_size` if smaller, so that the largest mail can come in.
    pub budget: usize,
    /// How long transactions under way may go on once we are asked to stop.
    pub grace: Duration,
}

impl Default for LmtpConfig {
    fn default() -> Self {
        Self {
            listen: vec![Listen::Tcp(SocketAddr::from((Ipv4Addr::LOCALHOST, 2424)))],
            max_size: 50_000_000,
            recipients: None,
            max_connections: 200,
            trusted: false,
            hostname: "localhost".into(),
            idle: Duration::from_mins(5),
            transaction: Duration::from_mins(30),
            budget: 256_000_000,
            grace: Duration::from_secs(10),
        }
    }
}

impl LmtpConfig {
    /// Whether mail for this address is taken.
    pub(super) fn accepts(&self, recipient: &str) -> bool {
        let Some(known) = &self.recipients else { return true };
        let recipient = recipient.to_lowercase();
        let domain = recipient.rsplit_once('@').map(|(_, domain)| domain);
        known.iter().any(|entry| {
            let entry = entry.to_lowercase();
            entry.strip_prefix('@').map_or_else(|| entry == recipient, |wanted| domain == Some(wanted))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_are_an_address_or_a_whole_domain() {
        let some = LmtpConfig {
            recipients: Some(vec!["HoTro@laichau.example".into(), "@lua.example".into()]),
            ..LmtpConfig::default()
        };
        assert!(some.accepts("hotro@LAICHAU.example"));
        assert!(some.accepts("ai@lua.example"));
        for stranger in ["khac@laichau.example", "ai@x.lua.example", "lua.example", "x@lua.example@y", "hotro"] {
            assert!(!some.accepts(stranger), "{stranger}");
        }
        assert!(LmtpConfig::default().accepts("postmaster"));
    }
}
