//! The web server and signing in.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

use super::{List, Size, Span};

/// The web server.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Http {
    /// Address and port. Put a reverse proxy with TLS in front of it before anybody else can reach it.
    pub listen: SocketAddr,
    /// Addresses of reverse proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
    pub trusted_proxies: List,
    /// Memory for all uploads that are under way together; more of them wait, and are asked to come again.
    pub upload_memory: Size,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            trusted_proxies: List::of(&["127.0.0.1", "::1"]),
            upload_memory: Size(256 << 20),
        }
    }
}

/// The address under which people reach the web server.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Public {
    /// For example `https://hotro.laichau.gov.vn`; stands in letters. `https` makes cookies `Secure`.
    pub url: String,
}

/// Signing in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Session {
    /// A session ends after so long without a request.
    pub idle: Span,
    /// A session ends after so long in any case.
    pub lifetime: Span,
    /// So many wrong passwords lock an account from one address.
    pub failures: u32,
    /// How long the lock lasts.
    pub lock: Span,
}

impl Default for Session {
    fn default() -> Self {
        Self { idle: Span::seconds(3600), lifetime: Span::seconds(12 * 3600), failures: 5, lock: Span::seconds(900) }
    }
}
