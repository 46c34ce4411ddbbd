//! A link's real target by the WHATWG rules, and whose it is by the Public Suffix List. Nothing is resolved or fetched.

use url::{Host, Url};

use super::rendered::Shown;
use super::rewriters;
use crate::analysis::evidence::Link;
use crate::base::text::{one_line, visible};

/// Longest target that is kept, in characters.
const TARGET: usize = 2000;

/// How addresses are written so that nobody, or no filter, follows them.
const DISGUISES: &[(&str, &str)] = &[
    (" [dot] ", "."),
    (" (dot) ", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    (" [.] ", "."),
    (" (.) ", "."),
    ("[.]", "."),
    ("(.)", "."),
    (" . ", "."),
    ("．", "."),
    ("。", "."),
    ("[:]", ":"),
    ("：", ":"),
    ("／", "/"),
    ("[@]", "@"),
];

/// A link of the evidence; nothing for what leads nowhere (`#top`, `cid:`, `tel:`).
pub(super) fn link(shown: &Shown) -> Option<Link> {
    let target: String = refang(&shown.target).chars().filter(|c| visible(*c)).take(TARGET).collect();
    let target = target.trim();
    if target.is_empty() || target.starts_with('#') {
        return None;
    }
    let written = parse(target);
    let unwrapped = written.as_ref().and_then(rewriters::target);
    let shorten = |url: &Url| url.as_str().chars().take(TARGET).collect::<String>();
    let wrapped = unwrapped.as_ref().and(written.as_ref()).map(shorten);
    let parsed = unwrapped.or(written);
    if parsed.as_ref().is_some_and(|url| matches!(url.scheme(), "cid" | "tel" | "about" | "mid")) {
        return None;
    }
    let web = parsed.as_ref().filter(|url| matches!(url.scheme(), "http" | "https" | "ftp"));
    let host = web.and_then(Url::host).map(|host| match host {
        Host::Domain(name) => name.trim_end_matches('.').to_lowercase(),
        other => other.to_string(),
    });
    let registrable_domain = web.and_then(Url::domain).and_then(registrable);
    let url = parsed.as_ref().map_or_else(|| one_line(target, TARGET), shorten);
    let text = shown.text.as_deref().map(|text| one_line(text, 300)).filter(|text| !text.is_empty());
    Some(Link { url, text, host, registrable_domain, within: None, wrapped, source: None })
}

/// The address as its author meant it: `hxxp` and bracketed dots undone.
fn refang(target: &str) -> String {
    let mut out = target.to_owned();
    for (written, meant) in DISGUISES {
        if out.contains(written) {
            out = out.replace(written, meant);
        }
    }
    if let Some(rest) = out.get(..4).filter(|head| head.eq_ignore_ascii_case("hxxp")).and_then(|_| out.get(4..)) {
        out = format!("http{rest}");
    }
    out
}

fn parse(target: &str) -> Option<Url> {
    if let Ok(url) = Url::parse(target) {
        return Some(url);
    }
    let rest = target.trim_start_matches('/');
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let looks = target.starts_with("//") || host.contains('.') && !host.contains(char::is_whitespace);
    looks.then(|| Url::parse(&format!("http://{rest}")).ok()).flatten()
}

/// The registrable domain of a host; nothing for an address of numbers or a public suffix itself.
pub(crate) fn registrable(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.').to_lowercase();
    psl::domain_str(&host).map(str::to_owned)
}

/// The host that a shown text claims to lead to, where the text is an address or a bare host name.
pub(crate) fn claimed_host(text: &str) -> Option<String> {
    let text = refang(text.trim().trim_matches(['"', '\'', '<', '>', '(', ')', '“', '”', '[', ']']));
    if text.is_empty() || text.contains(char::is_whitespace) || text.contains('@') {
        return None;
    }
    let schemed = text.split_once("://");
    let url = match schemed {
        Some((scheme, _)) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => {
            Url::parse(&text).ok()?
        }
        Some(_) => return None,
        // Names of files that are also top-level domains.
        None if text.rsplit('.').next().is_some_and(|last| matches!(last, "zip" | "mov")) => return None,
        None => Url::parse(&format!("http://{text}")).ok()?,
    };
    let host = url.domain()?.to_lowercase();
    // `Nhan.vao.day` or `bao-cao.pdf` is no host: without a scheme its last label must be a known suffix.
    let known = schemed.is_some() || psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known());
    (known && registrable(&host).is_some()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(target: &str) -> Option<Link> {
        link(&Shown { at: 0, end: 0, target: target.into(), text: None })
    }

    #[test]
    fn the_real_host_is_named() {
        let link = of("hxxps://laichau.gov.vn@Evil[.]TOP/a").unwrap();
        assert_eq!(link.host.as_deref(), Some("evil.top"));
        assert_eq!(link.registrable_domain.as_deref(), Some("evil.top"));
        assert_eq!(of("www.laichau.gov.vn/x").unwrap().registrable_domain.as_deref(), Some("laichau.gov.vn"));
        assert_eq!(of("http://0x7f.1/").unwrap().host.as_deref(), Some("127.0.0.1"));
        assert_eq!(of("mailto:a@b.vn").unwrap().host, None);
        assert!(of("#top").is_none() && of("cid:1").is_none());
    }

    #[test]
    fn only_an_address_claims_a_host() {
        assert_eq!(claimed_host("https://mail.laichau.gov.vn/x").as_deref(), Some("mail.laichau.gov.vn"));
        assert_eq!(claimed_host("laichau.gov.vn").as_deref(), Some("laichau.gov.vn"));
        for text in ["Nhấn vào đây", "bao-cao.pdf", "a@b.vn", "Xem laichau.gov.vn", "v1.2"] {
            assert_eq!(claimed_host(text), None, "{text}");
        }
    }
}
