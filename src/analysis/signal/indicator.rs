//! What can be seen again: links, hosts, addresses, files, telephone and account numbers of a reported mail, normalised. An
//! allow-list of our own and of big public hosts keeps noise out. Pure; nothing here looks anything up.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::analysis::evidence::Sample;
use crate::analysis::known::{Known, is_under};
use crate::base::text::{fold, one_line};

/// Most indicators of one mail.
const MOST: usize = 400;
/// Longest value that is kept, in characters.
const LONGEST: usize = 500;
/// Most characters of text in which numbers are looked for.
const TEXT: usize = 50_000;

/// Hosts at which everybody is: a link to them says nothing, a link to a page of theirs may.
const PUBLIC: &[&str] = &[
    "google.com",
    "gmail.com",
    "youtube.com",
    "facebook.com",
    "zalo.me",
    "microsoft.com",
    "outlook.com",
    "office.com",
    "apple.com",
    "w3.org",
    "yahoo.com",
    "twitter.com",
    "linkedin.com",
    "instagram.com",
];

/// What an indicator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A link, whole.
    Url,
    /// The host of a link.
    Host,
    /// The registrable domain of a host or sender.
    Domain,
    /// A mail address.
    Address,
    /// A network address of a hop or a link.
    Ip,
    /// The digest of an attachment.
    Sha256,
    /// The subject, folded.
    Subject,
    /// A telephone number, digits with a leading 0.
    Phone,
    /// A bank account number, digits.
    Bank,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Url,
        Self::Host,
        Self::Domain,
        Self::Address,
        Self::Ip,
        Self::Sha256,
        Self::Subject,
        Self::Phone,
        Self::Bank,
    ];

    /// The word in the database and in message keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Host => "host",
            Self::Domain => "domain",
            Self::Address => "address",
            Self::Ip => "ip",
            Self::Sha256 => "sha256",
            Self::Subject => "subject",
            Self::Phone => "phone",
            Self::Bank => "bank",
        }
    }

    /// The kind of a word; absent for any other.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// An indicator: what it is, and its normalised value.
pub type Indicator = (Kind, String);

static PHONE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:\+?84|(?-u:\b)0)[ .-]?[1-9](?:[ .-]?[0-9]){7,8}(?-u:\b)").ok());
static BANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)(?:stk|so tai khoan|so tk|tai khoan so|account (?:number|no\.?))[ :.#]{0,4}([0-9](?:[ .-]?[0-9]){5,18})(?-u:\b)",
    )
    .ok()
});

/// The indicators of a reported mail, each once, at most 400.
pub fn of(sample: &Sample, known: &Known) -> BTreeSet<Indicator> {
    let mut found = Found { all: BTreeSet::new(), known };
    for link in &sample.links {
        let Some(host) = link.host.as_deref() else { continue };
        found.host(host, link.registrable_domain.as_deref());
        if !known.is_ours(host) {
            found.add(Kind::Url, link.url.clone());
        }
    }
    let senders = std::iter::once(&sample.from).chain(&sample.reply_to).map(|mailbox| mailbox.address.as_str());
    for address in senders.chain(sample.return_path.as_deref()) {
        found.address(address);
    }
    for hop in &sample.received {
        if let Some(ip) = hop.ip.as_deref().filter(|ip| is_outside(ip)) {
            found.add(Kind::Ip, ip.to_owned());
        }
    }
    for file in &sample.attachments {
        if file.size > 0 {
            found.add(Kind::Sha256, file.sha256.clone());
        }
    }
    let subject = fold(&sample.subject);
    if subject.trim().chars().count() >= 8 {
        found.add(Kind::Subject, subject.trim().to_owned());
    }
    found.numbers(&sample.text);
    found.all
}

struct Found<'a> {
    all: BTreeSet<Indicator>,
    known: &'a Known,
}

impl Found<'_> {
    fn add(&mut self, kind: Kind, value: String) {
        let value = one_line(&value, LONGEST);
        if !value.is_empty() && self.all.len() < MOST {
            self.all.insert((kind, value));
        }
    }

    fn host(&mut self, host: &str, domain: Option<&str>) {
        if host.parse::<std::net::IpAddr>().is_ok() {
            self.add(Kind::Ip, host.to_owned());
            return;
        }
        if self.known.is_ours(host) || is_public(host) {
            return;
        }
        self.add(Kind::Host, host.to_owned());
        self.add(Kind::Domain, domain.unwrap_or(host).to_owned());
    }

    fn address(&mut self, address: &str) {
        let address = address.trim().to_lowercase();
        let Some((_, host)) = address.rsplit_once('@').filter(|(local, host)| !local.is_empty() && host.contains('.'))
        else {
            return;
        };
        if self.known.is_ours(host) {
            return;
        }
        if !is_public(host) {
            self.add(Kind::Domain, psl::domain_str(host).unwrap_or(host).to_owned());
        }
        self.add(Kind::Address, address.clone());
    }

    fn numbers(&mut self, text: &str) {
        let text: String = text.chars().take(TEXT).collect();
        let folded = fold(&text);
        let mut banks = BTreeSet::new();
        for found in BANK.iter().flat_map(|pattern| pattern.captures_iter(&folded)) {
            let number = digits(found.get(1).map_or("", |number| number.as_str()));
            self.add(Kind::Bank, number.clone());
            banks.insert(number);
        }
        for found in PHONE.iter().flat_map(|pattern| pattern.find_iter(&folded)) {
            let number = digits(found.as_str());
            let national = number.strip_prefix("84").map_or(number.clone(), |rest| format!("0{rest}"));
            if !banks.contains(&number) {
                self.add(Kind::Phone, national);
            }
        }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether everybody is at this host.
pub fn is_public(host: &str) -> bool {
    PUBLIC.iter().any(|known| is_under(host, known))
}

/// Whether a network address belongs to the world and not to this machine or a private network.
fn is_outside(ip: &str) -> bool {
    match ip.parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(four)) => {
            !(four.is_loopback() || four.is_private() || four.is_link_local() || four.is_unspecified())
        }
        Ok(std::net::IpAddr::V6(six)) => !(six.is_loopback() || six.is_unique_local() || six.is_unspecified()),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::evidence::{Attachment, Hop, Link};

    fn empty() -> Sample {
        serde_json::from_value(serde_json::json!({
            "source": "itself", "grade": "A", "from": { "name": null, "address": "" }, "reply_to": [], "return_path": null,
            "to": [], "cc": [], "subject": "", "date": null, "message_id": null, "received": [],
            "auth": { "spf": null, "dkim": null, "dmarc": null, "by": null }, "text": "", "links": [], "attachments": [],
            "findings": [], "score": 0, "suggested_verdict": "undetermined",
        }))
        .unwrap()
    }

    #[test]
    fn what_can_be_seen_again_is_normalised_and_noise_left_out() {
        let known = Known { our_domains: vec!["laichau.gov.vn".into()], ..Known::default() };
        let mut sample = empty();
        sample.from.address = "DLS.km@dls.gov.ua".into();
        sample.subject = "Hộp thư sắp  hết dung lượng".into();
        sample.text = "Gọi 0912.345.678 hoặc +84 912 345 678. STK: 1903 6789 0123 VCB. Số 12345.".into();
        let link = |url: &str, host: &str, domain: &str| Link {
            url: url.into(),
            text: None,
            host: Some(host.into()),
            registrable_domain: Some(domain.into()),
            within: None,
            wrapped: None,
            source: None,
        };
        sample.links = vec![
            link("http://a.mail-lc.example/x", "a.mail-lc.example", "mail-lc.example"),
            link("https://mail.laichau.gov.vn/", "mail.laichau.gov.vn", "laichau.gov.vn"),
            link("https://docs.google.com/forms/1", "docs.google.com", "google.com"),
        ];
        sample.received = vec![
            Hop { ip: Some("192.168.1.1".into()), ..Hop::default() },
            Hop { ip: Some("91.210.1.2".into()), ..Hop::default() },
        ];
        sample.attachments = vec![Attachment {
            name: "a".into(),
            type_declared: String::new(),
            type_detected: None,
            size: 1,
            sha256: "ab".repeat(32),
            contents: Vec::new(),
            encrypted: false,
        }];
        let found: Vec<String> =
            of(&sample, &known).into_iter().map(|(kind, value)| format!("{} {value}", kind.word())).collect();
        let digest = format!("sha256 {}", "ab".repeat(32));
        let mut want = vec![
            "url http://a.mail-lc.example/x",
            "url https://docs.google.com/forms/1",
            "host a.mail-lc.example",
            "domain dls.gov.ua",
            "domain mail-lc.example",
            "address dls.km@dls.gov.ua",
            "ip 91.210.1.2",
            digest.as_str(),
            "subject hop thu sap het dung luong",
            "phone 0912345678",
            "bank 190367890123",
        ];
        want.sort_unstable();
        let mut found: Vec<&str> = found.iter().map(String::as_str).collect();
        found.sort_unstable();
        assert_eq!(found, want);
    }
}
