//! Addresses that a mail filter or a big site put around the real one, undone by their own rules. Nothing is fetched, so a
//! rewriter that keeps the target to itself stays closed.

use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use url::Url;

/// How many rewriters around each other are undone.
const AROUND: usize = 4;

/// The target inside the rewriters around it; nothing where there is none.
pub(super) fn target(url: &Url) -> Option<Url> {
    let mut found: Option<Url> = None;
    for _ in 0..AROUND {
        let inner = inside(found.as_ref().unwrap_or(url)).and_then(|text| Url::parse(text.trim()).ok());
        match inner.filter(|inner| matches!(inner.scheme(), "http" | "https" | "ftp") && inner.has_host()) {
            Some(inner) => found = Some(inner),
            None => break,
        }
    }
    found
}

/// What the outermost rewriter says it leads to.
fn inside(url: &Url) -> Option<String> {
    let host = url.domain()?;
    let path = url.path();
    let under = |parent: &str| host == parent || host.strip_suffix(parent).is_some_and(|rest| rest.ends_with('.'));
    if under("safelinks.protection.outlook.com") || under("safelinks.protection.office365.us") {
        query(url, &["url"])
    } else if matches!(host, "urldefense.proofpoint.com" | "urldefense.com" | "urldefense.us") {
        proofpoint(url)
    } else if is_google(host) && path == "/url" {
        query(url, &["q", "url"])
    } else if matches!(host, "l.facebook.com" | "lm.facebook.com" | "l.instagram.com" | "l.messenger.com") {
        query(url, &["u"])
    } else if host == "linkprotect.cudasvc.com" {
        query(url, &["a"])
    } else if under("trendmicro.com") && path.contains("clicktime") {
        query(url, &["url"])
    } else if under("youtube.com") && path == "/redirect" {
        query(url, &["q"])
    } else {
        None
    }
}

fn query(url: &Url, names: &[&str]) -> Option<String> {
    url.query_pairs().find(|(name, _)| names.contains(&name.as_ref())).map(|(_, value)| value.into_owned())
}

/// `google.com`, `www.google.com.vn`: the search engine, not whoever has a name with Google in it.
fn is_google(host: &str) -> bool {
    let bare = host.strip_prefix("www.").unwrap_or(host);
    psl::domain_str(bare) == Some(bare) && bare.starts_with("google.")
}

/// Proofpoint URL Defense in its three forms.
fn proofpoint(url: &Url) -> Option<String> {
    let path = url.path();
    if path.starts_with("/v1/") {
        return query(url, &["u"]);
    }
    if path.starts_with("/v2/") {
        let written = query(url, &["u"])?.replace('-', "%").replace('_', "/");
        // A query value knows how to undo percent codes; `&` would end it and is always coded here.
        let coded = format!("u={}", written.replace('+', "%2B"));
        let (_, value) = url::form_urlencoded::parse(coded.as_bytes()).next()?;
        return Some(value.into_owned());
    }
    let rest = url.as_str().split_once("/v3/__")?.1;
    let (written, codes) = rest.rsplit_once("__;")?;
    let codes = codes.split_once('!').map_or(codes, |(codes, _)| codes);
    let written = match written.split_once(":/") {
        Some((scheme, rest)) if !rest.starts_with('/') => format!("{scheme}://{rest}"),
        _ => written.to_owned(),
    };
    Some(starred(&written, codes))
}

/// An address in which a star stands for the next of the kept characters, and two stars with a letter for as many as the
/// letter says, `A` for two.
fn starred(written: &str, codes: &str) -> String {
    let bytes = URL_SAFE_NO_PAD.decode(codes).or_else(|_| URL_SAFE.decode(codes)).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut kept = text.chars();
    let mut out = String::with_capacity(written.len() + text.len());
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('*') {
        out.push_str(before);
        rest = after;
        let count = after.strip_prefix('*').and_then(|more| Some((more.get(1..)?, run(more.chars().next()?)?)));
        match count {
            Some((more, count)) => {
                out.extend(kept.by_ref().take(count));
                rest = more;
            }
            None => out.extend(kept.next()),
        }
    }
    out.push_str(rest);
    out
}

/// How many characters a letter of the base64 alphabet stands for, from two.
fn run(letter: char) -> Option<usize> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    LETTERS.find(letter).map(|at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        target(&Url::parse(text).unwrap()).map(String::from)
    }

    #[test]
    fn every_known_rewriter_is_undone() {
        let evil = Some("http://evil.top/a?b=1".to_owned());
        let code = "http%3A%2F%2Fevil.top%2Fa%3Fb%3D1";
        for around in [
            "https://eur01.safelinks.protection.outlook.com/?url=@&data=05%7C01&reserved=0",
            "https://urldefense.proofpoint.com/v1/url?u=@&k=x",
            "https://www.google.com/url?sa=t&q=@&usg=x",
            "https://www.google.com.vn/url?url=@",
            "https://l.facebook.com/l.php?u=@&h=AT0",
            "https://linkprotect.cudasvc.com/url?a=@&c=E,1",
            "https://imsva91-ctp.trendmicro.com:443/wis/clicktime/v1/query?url=@&umid=1",
        ] {
            assert_eq!(of(&around.replace('@', code)), evil, "{around}");
        }
        assert_eq!(of("https://urldefense.proofpoint.com/v2/url?u=http-3A__evil.top_a-3Fb-3D1&d=DwM"), evil);
        assert_eq!(of("https://urldefense.com/v3/__http://evil.top/a?b=1__;!!AB!x$"), evil);
        assert_eq!(of("https://urldefense.com/v3/__http:/evil.top/a*b=1__;Pw!!AB!x$"), evil);
        assert_eq!(
            of("https://urldefense.com/v3/__http:/evil.top/**A1__;YT9iPQ!!AB!x$").as_deref(),
            Some("http://evil.top/a?1")
        );
    }

    #[test]
    fn one_inside_another_is_undone_too_and_others_stay() {
        let inner = "https://l.facebook.com/l.php?u=http%3A%2F%2Fevil.top%2F";
        let mut outer = Url::parse("https://www.google.com/url").unwrap();
        outer.query_pairs_mut().append_pair("q", inner);
        assert_eq!(of(outer.as_str()).as_deref(), Some("http://evil.top/"));
        assert_eq!(of("https://www.google.com/url?q=javascript:alert(1)"), None);
        assert_eq!(of("https://google.evil.top/url?q=http%3A%2F%2Fx.vn"), None);
        assert_eq!(of("https://urldefense.com/v3/__*"), None);
    }
}
