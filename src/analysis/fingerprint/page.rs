//! Addresses of pages: normalised, and as a pattern in which what changes from copy to copy is left out.

use url::Url;

use super::kind::{Key, Kind};
use crate::analysis::evidence::{Finding, Link, Sample};
use crate::analysis::known::{Known, is_under};
use crate::analysis::signal::indicator::is_public;
use crate::analysis::signal::is_shared;

/// What stands for a part that changes.
const HOLE: &str = "{}";
/// A word in a path that is longer than this is no word.
const LONG: usize = 16;
/// Most parts of a path or query that are looked at.
const PARTS: usize = 40;

/// Hosts through which the letters of many senders are counted.
const BULK: &[&str] = &[
    "list-manage.com",
    "mailchimp.com",
    "mailchi.mp",
    "sendgrid.net",
    "mailgun.org",
    "mandrillapp.com",
    "awstrack.me",
    "amazonses.com",
    "constantcontact.com",
    "rs6.net",
    "hubspotlinks.com",
    "hubspotemail.net",
    "getresponse.com",
    "gr-mail.com",
    "substack.com",
    "brevo.com",
    "sendibm1.com",
    "sendinblue.com",
    "mailerlite.com",
    "mlsend.com",
    "createsend.com",
    "cmail19.com",
    "cmail20.com",
    "exacttarget.com",
    "sparkpostmail.com",
    "mailjet.com",
    "mjt.lu",
    "klclick.com",
    "klaviyo.com",
    "zohocampaigns.com",
    "campaign-archive.com",
    "doubleclick.net",
    "beehiiv.com",
    "convertkit-mail.com",
];

/// The keys of a link, the most telling first; at least one.
pub(super) fn keys(link: &Link, sender: &str, known: &Known) -> Vec<Key> {
    let Some((url, host)) = Url::parse(&link.url).ok().zip(link.host.as_deref()) else {
        return vec![(Kind::Rest, link.url.to_lowercase())];
    };
    let whole = normal(&url);
    if known.is_ours(host) {
        return vec![(Kind::Rest, whole)];
    }
    let big = is_public(host) || known.is_genuine(host) || known.is_of_a_brand(host);
    let many = big || is_shared(host) || BULK.iter().any(|bulk| is_under(host, bulk));
    let front = url.path().trim_matches('/').is_empty() && url.query().is_none();
    let own = sender.rsplit_once('@').is_some_and(|(_, domain)| {
        let domain = domain.to_lowercase();
        psl::domain_str(host).is_some_and(|owner| is_under(&domain, owner))
    });
    let one_page = url.path_segments().into_iter().flatten().any(|part| part.len() >= LONG && changes(part));
    if big && !one_page || front && (many || own) {
        return vec![(Kind::Rest, whole)];
    }
    let mut keys = vec![(Kind::Url, whole)];
    if !many {
        keys.extend(template(&url, host).map(|pattern| (Kind::Template, pattern)));
    }
    keys
}

/// The address without what does not change the page: fragment, counters, a slash at the end.
fn normal(url: &Url) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    let pairs: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_"))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .take(PARTS)
        .collect();
    url.set_query(None);
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    if !pairs.is_empty() {
        url.query_pairs_mut().extend_pairs(pairs);
    }
    url.to_string()
}

/// The address with its changing parts left out; nothing where no part changes.
fn template(url: &Url, host: &str) -> Option<String> {
    let owner = psl::domain_str(host).unwrap_or(host);
    let mut holes = 0;
    let mut hole = |part: &str, always: bool| {
        if always || changes(part) {
            holes += 1;
            HOLE.to_owned()
        } else {
            part.to_lowercase()
        }
    };
    let labels = host.strip_suffix(owner).unwrap_or_default();
    let labels: String = labels.split_terminator('.').map(|label| hole(label, false) + ".").collect();
    let parts = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty()).take(PARTS);
    let path: String = parts.map(|part| format!("/{}", hole(part, false))).collect();
    let pairs = url.query_pairs().filter(|(name, _)| !name.starts_with("utm_")).take(PARTS);
    let mut names: Vec<String> = pairs
        .map(|(name, value)| match (value.is_empty(), hole(&value, !value.is_empty())) {
            // A query that is nothing but a token.
            (true, _) => hole(&name, false),
            (false, shown) => format!("{}={shown}", name.to_lowercase()),
        })
        .collect();
    names.sort_unstable();
    if url.fragment().is_some_and(changes) {
        hole("", true);
    }
    let query = if names.is_empty() { String::new() } else { format!("?{}", names.join("&")) };
    (holes > 0).then(|| format!("{labels}{owner}{path}{query}"))
}

/// Whether a part of an address is made for one reader: a number, an address, a token.
fn changes(part: &str) -> bool {
    let odd = |c: char| c.is_ascii_digit() || matches!(c, '@' | '%' | '=' | '+' | '~' | '!' | '*');
    part.contains(odd) || part.len() > LONG && !part.contains(['-', '_', '.'])
}

/// The protected name that the host of a finding borrows, and the name it goes by, without numbers and ending.
pub(super) fn family(sample: &Sample, finding: &Finding) -> Option<String> {
    if !matches!(finding.code.as_str(), "LOOKALIKE_PROTECTED" | "PROTECTED_AS_SUBDOMAIN") {
        return None;
    }
    let domain_of = |address: &str| address.rsplit_once('@').map(|(_, domain)| domain.to_lowercase());
    let host = match finding.at.split_once(':') {
        Some(("link", number)) => sample.links.get(number.parse::<usize>().ok()?)?.host.clone()?,
        None if finding.at == "from" => domain_of(&sample.from.address)?,
        None if finding.at == "reply-to" => domain_of(&sample.reply_to.first()?.address)?,
        _ => return None,
    };
    let protected = finding.values.get("protected")?.replace("[.]", ".");
    let owner = psl::domain_str(&host).unwrap_or(&host);
    let label: String = owner.split('.').next()?.chars().filter(|c| !c.is_ascii_digit()).collect();
    Some(format!("{protected} {label}"))
}
