//! Who answers: nobody, name servers, or a fixed table in tests. Never fails: what cannot be answered is an answer too.

use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Duration;

use mail_auth::hickory_resolver::config::{NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts};
use mail_auth::hickory_resolver::net::runtime::TokioRuntimeProvider;
use mail_auth::hickory_resolver::net::{DnsError, NetError};
use mail_auth::hickory_resolver::proto::rr::{Name, RData, RecordType};
use mail_auth::hickory_resolver::system_conf::read_system_conf;
use mail_auth::hickory_resolver::{Resolver as Hickory, TokioResolver};

use super::query::{Answer, Query};

/// Most records of one answer.
const RECORDS: usize = 50;
/// Longest text of one record, in bytes.
const TEXT: usize = 8192;

/// Who answers questions.
#[derive(Clone)]
pub enum Resolver {
    /// Nobody: DNS is switched off.
    Off,
    /// Name servers.
    Servers(Box<TokioResolver>, Duration),
    /// A table; what is missing there does not exist. For tests.
    Fixed(HashMap<Query, Answer>),
    /// Somebody who never answers. For tests.
    Silent,
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Off => "Off",
            Self::Servers(..) => "Servers",
            Self::Fixed(_) => "Fixed",
            Self::Silent => "Silent",
        })
    }
}

impl Resolver {
    /// Asks these name servers, without any those of the machine. `time` is for all questions about one mail. The error is
    /// a sentence for the log.
    pub fn servers(servers: &[IpAddr], time: Duration) -> Result<Self, String> {
        let (mut config, mut options) = (ResolverConfig::default(), ResolverOpts::default());
        if servers.is_empty() {
            (config, options) = read_system_conf().map_err(|error| error.to_string())?;
        } else {
            for ip in servers {
                config.add_name_server(NameServerConfig::udp_and_tcp(*ip));
            }
        }
        options.timeout = time / 2;
        options.attempts = 1;
        options.use_hosts_file = ResolveHosts::Never;
        // Names are whole: the search list of the machine would turn one into another.
        let config = ResolverConfig::from_parts(None, Vec::new(), config.name_servers().to_vec());
        let builder = Hickory::builder_with_config(config, TokioRuntimeProvider::default()).with_options(options);
        let resolver = builder.build().map_err(|error| error.to_string())?;
        Ok(Self::Servers(Box::new(resolver), time))
    }

    /// Whether anybody is asked.
    pub fn is_on(&self) -> bool {
        !matches!(self, Self::Off)
    }

    /// The longest time for all questions about one mail.
    pub fn time(&self) -> Duration {
        match self {
            Self::Servers(_, time) => *time,
            _ => Duration::ZERO,
        }
    }

    /// Asks all at the same time and waits at most so long; each question has its answer, in their order.
    pub async fn ask(&self, queries: Vec<Query>, longest: Duration) -> Vec<(Query, Answer)> {
        let answers = queries.into_iter().map(async |query| {
            let answer = match self {
                Self::Off | Self::Silent => Answer::Failed,
                Self::Fixed(table) => table.get(&query).cloned().unwrap_or(Answer::Nothing),
                Self::Servers(resolver, _) => {
                    tokio::time::timeout(longest, look_up(resolver, &query)).await.unwrap_or(Answer::Failed)
                }
            };
            (query, answer)
        });
        futures_util::future::join_all(answers).await
    }
}

async fn look_up(resolver: &TokioResolver, query: &Query) -> Answer {
    // What is no name cannot exist.
    let Ok(name) = Name::from_str_relaxed(query.name()) else { return Answer::Nothing };
    let kind = match query {
        Query::Txt(_) => RecordType::TXT,
        Query::Mx(_) => RecordType::MX,
        Query::A(_) => RecordType::A,
        Query::Aaaa(_) => RecordType::AAAA,
    };
    let found = match resolver.lookup(name, kind).await {
        Ok(found) => found,
        Err(NetError::Dns(DnsError::NoRecordsFound(_))) => return Answer::Nothing,
        Err(_) => return Answer::Failed,
    };
    let data = || found.answers().iter().map(|record| &record.data).take(RECORDS);
    match query {
        Query::Txt(_) => Answer::Txt(data().filter_map(text).collect()),
        Query::Mx(_) => Answer::Mx(
            data()
                .filter_map(|data| match data {
                    RData::MX(mx) => Some((mx.preference, mx.exchange.to_lowercase().to_string())),
                    _ => None,
                })
                .collect(),
        ),
        Query::A(_) | Query::Aaaa(_) => Answer::Addresses(data().filter_map(RData::ip_addr).collect()),
    }
}

fn text(data: &RData) -> Option<String> {
    let RData::TXT(txt) = data else { return None };
    let bytes: Vec<u8> = txt.txt_data.iter().flat_map(|part| part.iter().copied()).take(TEXT).collect();
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
