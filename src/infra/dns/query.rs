//! What is asked of DNS and what it answers, as plain values: they travel between the cell, which reads mail and may ask
//! nobody, and the parent, which may ask and reads no mail.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

/// A question: a kind of record and a name in lower case that ends with a dot.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// Text: keys and policies.
    Txt(String),
    /// Mail servers of a domain.
    Mx(String),
    /// IPv4 addresses of a host.
    A(String),
    /// IPv6 addresses of a host.
    Aaaa(String),
}

impl Query {
    /// The name that is asked about.
    pub fn name(&self) -> &str {
        match self {
            Self::Txt(name) | Self::Mx(name) | Self::A(name) | Self::Aaaa(name) => name,
        }
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Texts, each put together from its strings.
    Txt(Vec<String>),
    /// Mail servers with their preference.
    Mx(Vec<(u16, String)>),
    /// Addresses.
    Addresses(Vec<IpAddr>),
    /// There is no such name or no such record.
    Nothing,
    /// Nobody answered in time, or not sensibly.
    Failed,
}
