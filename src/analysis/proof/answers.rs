//! DNS answers in the form in which mail-auth looks them up, and a list of what it looked for in vain.

use std::borrow::Borrow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Instant;

use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::dmarc::Dmarc;
use mail_auth::hickory_resolver::proto::op::ResponseCode;
use mail_auth::spf::Spf;
use mail_auth::{DnsError, DnssecStatus, Error, MX, RecordSet, ResolverCache, Txt};

use crate::infra::dns::{Answer, Query};

/// Longest name that is asked (RFC 1035 §2.3.4), with its last dot.
const NAME: usize = 254;
/// Last label of the names that stand for a mechanism `exists`.
const EXISTS: &str = "._exists";

/// What DNS answered.
pub(super) struct Answers<'a> {
    known: HashMap<&'a Query, &'a Answer>,
    missing: RefCell<BTreeSet<Query>>,
    failed: Cell<bool>,
}

impl<'a> Answers<'a> {
    pub(super) fn new(known: &'a [(Query, Answer)]) -> Self {
        let known = known.iter().map(|(query, answer)| (query, answer)).collect();
        Self { known, missing: RefCell::default(), failed: Cell::new(false) }
    }

    /// What was looked for and is not known yet.
    pub(super) fn missing(self) -> Vec<Query> {
        self.missing.into_inner().into_iter().collect()
    }

    /// Whether an address or mail server was looked for that could not be had, since this was last asked.
    pub(super) fn took_failure(&self) -> bool {
        self.failed.take()
    }

    fn answer(&self, query: Query) -> &Answer {
        match self.known.get(&query) {
            Some(known) => known,
            None if query.name().len() > NAME => &Answer::Nothing,
            None => {
                self.missing.borrow_mut().insert(query);
                &Answer::Failed
            }
        }
    }

    fn text(&self, name: String) -> Txt {
        let nothing = || Txt::Error(Error::Dns(DnsError::RecordNotFound(ResponseCode::NXDomain)));
        // Where reports would be sent, and third-party signatures (RFC 6541): neither is of use here.
        if name.starts_with("_report.") || name.contains("._atps.") {
            return nothing();
        }
        let (key, policy) = (name.contains("._domainkey."), name.starts_with("_dmarc."));
        match self.answer(Query::Txt(name)) {
            Answer::Txt(texts) if key => parsed::<DomainKey>(texts.iter().cloned()),
            Answer::Txt(texts) if policy => parsed::<Dmarc>(texts.iter().cloned()),
            Answer::Txt(texts) => parsed::<Spf>(texts.iter().map(|text| prepared(text))),
            Answer::Failed => Txt::Error(Error::Dns(DnsError::Resolver("no answer".into()))),
            _ => nothing(),
        }
    }

    fn servers(&self, name: String) -> Vec<MX> {
        match self.answer(Query::Mx(name)) {
            Answer::Mx(found) => {
                let mut found = found.clone();
                found.sort();
                found.into_iter().map(|(preference, name)| MX { exchanges: [name.into()].into(), preference }).collect()
            }
            Answer::Failed => self.fails(),
            _ => Vec::new(),
        }
    }

    /// The addresses of a host. mail-auth takes an answer without addresses for one to `exists`, so that mechanism is read
    /// as `a` that matches both halves of all addresses; the mark on its name is taken off here.
    fn addresses(&self, name: String, query: fn(String) -> Query) -> Vec<IpAddr> {
        let query = match unmarked(&name) {
            Some(name) => Query::A(name),
            None => query(name),
        };
        match self.answer(query) {
            Answer::Addresses(found) => found.clone(),
            Answer::Failed => self.fails(),
            _ => Vec::new(),
        }
    }

    fn fails<T>(&self) -> Vec<T> {
        self.failed.set(true);
        Vec::new()
    }
}

/// The name for which `exists` asks, where this one stands for that.
fn unmarked(name: &str) -> Option<String> {
    name.strip_suffix('.')?.strip_suffix(EXISTS).map(|name| format!("{name}."))
}

/// The first text that is such a record.
fn parsed<T: TxtRecordParser + Into<Txt>>(mut texts: impl Iterator<Item = String>) -> Txt {
    let found = texts.find_map(|text| T::parse(text.as_bytes()).ok());
    found.map_or(Txt::Error(Error::Dns(DnsError::InvalidRecordType)), Into::into)
}

/// An SPF record with `exists` as a marked `a`, without its explanation, which nobody reads here, and without prefixes of
/// no length, over which mail-auth stumbles.
fn prepared(record: &str) -> String {
    record.split_ascii_whitespace().filter_map(word).collect::<Vec<_>>().join(" ")
}

fn word(word: &str) -> Option<String> {
    let bare = word.trim_start_matches(['+', '-', '~', '?']);
    let sign = word.strip_suffix(bare).unwrap_or_default();
    let (name, target) = bare.split_once([':', '=']).unwrap_or((bare, ""));
    Some(match name.to_ascii_lowercase().as_str() {
        "exp" => return None,
        "exists" => format!("{sign}a:{}{EXISTS}/1//1", target.trim_end_matches('.')),
        "ip4" if target.ends_with("/0") => format!("{sign}ip4:0.0.0.0/1 {sign}ip4:128.0.0.0/1"),
        "ip6" if target.ends_with("/0") => format!("{sign}ip6:::/1 {sign}ip6:8000::/1"),
        _ if word.ends_with("/0") || word.contains("/0/") => word.replace("/0", "/1"),
        _ => word.to_owned(),
    })
}

/// Reads a name out of what mail-auth looks up: the lookup is generic and shows it only as something to hash, which for a
/// text is its bytes and an end mark.
#[derive(Default)]
struct Name(Vec<u8>);

impl Hasher for Name {
    fn finish(&self) -> u64 {
        0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}

fn name_of(key: &(impl Hash + ?Sized)) -> String {
    let mut name = Name::default();
    key.hash(&mut name);
    let bytes = name.0.strip_suffix(&[0xff]).unwrap_or(&name.0);
    let name = String::from_utf8_lossy(bytes).to_lowercase();
    format!("{}.", name.trim_end_matches('.'))
}

fn set<T>(records: Vec<T>) -> RecordSet<T> {
    RecordSet { rrset: records.into(), dnssec_status: DnssecStatus::Indeterminate }
}

/// One kind of lookup: every name is answered, so that mail-auth never turns to a resolver.
macro_rules! lookup {
    ($key:ty, $value:ty, |$answers:ident, $name:ident| $found:expr) => {
        impl ResolverCache<$key, $value> for Answers<'_> {
            fn get<Q: Hash + Eq + ?Sized>(&self, name: &Q) -> Option<$value>
            where
                $key: Borrow<Q>,
            {
                let ($answers, $name) = (self, name_of(name));
                Some($found)
            }

            fn remove<Q: Hash + Eq + ?Sized>(&self, _: &Q) -> Option<$value>
            where
                $key: Borrow<Q>,
            {
                None
            }

            fn insert(&self, _: $key, _: $value, _: Instant) {}
        }
    };
}

lookup!(Box<str>, Txt, |answers, name| answers.text(name));
lookup!(Box<str>, RecordSet<MX>, |answers, name| set(answers.servers(name)));
lookup!(Box<str>, RecordSet<Ipv4Addr>, |answers, name| {
    let all = [Ipv4Addr::UNSPECIFIED, Ipv4Addr::new(128, 0, 0, 0)];
    let exists = unmarked(&name).is_some();
    let found = answers.addresses(name, Query::A);
    let of_kind = found.iter().filter_map(|ip| match ip {
        IpAddr::V4(ip) => Some(*ip),
        IpAddr::V6(_) => None,
    });
    set(if exists && !found.is_empty() { all.to_vec() } else { of_kind.collect() })
});
lookup!(Box<str>, RecordSet<Ipv6Addr>, |answers, name| {
    let all = [Ipv6Addr::UNSPECIFIED, Ipv6Addr::new(0x8000, 0, 0, 0, 0, 0, 0, 0)];
    let exists = unmarked(&name).is_some();
    let found = answers.addresses(name, Query::Aaaa);
    let of_kind = found.iter().filter_map(|ip| match ip {
        IpAddr::V6(ip) => Some(*ip),
        IpAddr::V4(_) => None,
    });
    set(if exists && !found.is_empty() { all.to_vec() } else { of_kind.collect() })
});
// The name of an address is never asked: `ptr` matches nothing (RFC 7208 §5.5 tells domains not to use it).
lookup!(IpAddr, RecordSet<Box<str>>, |_answers, _name| set(Vec::new()));

#[cfg(test)]
mod tests {
    use super::prepared;

    #[test]
    fn records_are_put_so_that_no_word_of_them_breaks_the_reader() {
        let told =
            prepared("v=spf1 ip4:0.0.0.0/0 -ip6:::/0 a/0 ~exists:%{i}.x.example. exp=y.example include:z.example -all");
        let wanted = "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -ip6:::/1 -ip6:8000::/1 a/1 ~a:%{i}.x.example._exists/1//1 include:z.example -all";
        assert_eq!(told, wanted);
    }
}
