//! Addresses of pages that hide where they lead: a bare IP address, a name before `@`, a shortener, a free host, a
//! top-level domain that costs nothing.

use std::net::IpAddr;

use super::view::{Raised, View, registrable};
use crate::analysis::known::is_under;

const SHORTENERS: &[&str] = &[
    "t.ly",
    "tr.ee",
    "scnv.io",
    "vlink.cz",
    "shorten.so",
    "cutt.us",
    "u.to",
    "l.ead.me",
    "qrco.de",
    "t2m.io",
    "bl.ink",
    "short.gy",
    "urlz.fr",
    "clck.ru",
    "x.gd",
    "me-qr.com",
    "sor.bz",
    "bit.ly",
    "tinyurl.com",
    "s.id",
    "cutt.ly",
    "is.gd",
    "goo.gl",
    "ow.ly",
    "rb.gy",
    "shorturl.at",
    "by.com.vn",
    "t.co",
    "rebrand.ly",
    "v.gd",
    "bitly.com.vn",
    "urlvn.net",
    "lnkd.in",
    "tiny.cc",
    "shorten.asia",
];

const FREE_HOSTS: &[&str] = &[
    "weebly.com",
    "weeblysite.com",
    "wixsite.com",
    "web.app",
    "firebaseapp.com",
    "pages.dev",
    "workers.dev",
    "vercel.app",
    "netlify.app",
    "github.io",
    "blogspot.com",
    "sites.google.com",
    "forms.gle",
    "docs.google.com",
    "jotform.com",
    "ipfs.io",
    "glitch.me",
    "herokuapp.com",
    "000webhostapp.com",
    "r2.dev",
    "azurewebsites.net",
    "repl.co",
    "square.site",
    "godaddysites.com",
    "webflow.io",
    "typeform.com",
    "forms.office.com",
    "yolasite.com",
    "storage.googleapis.com",
    "s3.amazonaws.com",
    "amazonaws.com",
    "cloudfunctions.net",
    "run.app",
    "appspot.com",
    "blob.core.windows.net",
    "web.core.windows.net",
    "azureedge.net",
    "cloudfront.net",
    "digitaloceanspaces.com",
    "linodeobjects.com",
    "backblazeb2.com",
    "ondigitalocean.app",
    "cloudlets.zone",
    "plesk.page",
    "trycloudflare.com",
    "ngrok.io",
    "ngrok-free.app",
    "duckdns.org",
    "servequake.com",
    "ddns.net",
    "onrender.com",
    "fly.dev",
    "surge.sh",
    "replit.app",
    "replit.dev",
    "notion.site",
    "canva.site",
    "framer.app",
    "carrd.co",
    "linktr.ee",
    "sway.office.com",
    "webnode.page",
    "mystrikingly.com",
    "ukit.me",
    "tilda.ws",
    "dweb.link",
    "zalo.me",
    "t.me",
];

const RISKY_TLDS: &[&str] = &[
    "top", "xyz", "vip", "club", "cc", "cfd", "icu", "life", "win", "space", "online", "site", "shop", "info", "click",
    "work", "buzz", "tk", "ml", "ga", "cf", "gq", "sbs", "rest", "monster",
];

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let mut seen: Vec<(&'static str, String)> = Vec::new();
    for (at, link, host) in view.foreign_links() {
        let mut raise = |code: &'static str| {
            let key = (code, host.to_owned());
            if !seen.contains(&key) && seen.len() < 100 {
                seen.push(key);
                out.push(Raised::new(code, format!("link:{at}")).with("host", host));
            }
        };
        if is_address(host) {
            raise("IP_HOST");
        }
        if has_userinfo(&link.url) {
            raise("URL_USERINFO");
        }
        let owner = registrable(host);
        if SHORTENERS.contains(&owner.as_str()) || SHORTENERS.contains(&host) {
            raise("SHORTENER");
        } else if FREE_HOSTS.iter().any(|free| is_under(host, free)) {
            raise("FREE_HOST");
        } else if RISKY_TLDS.contains(&host.rsplit('.').next().unwrap_or_default()) && !view.known.is_genuine(host) {
            raise("RISKY_TLD");
        }
    }
}

/// Whether a host gives its pages to anybody, so that its name says nothing: shorteners, and free hosts by path.
pub fn is_shared(host: &str) -> bool {
    SHORTENERS.contains(&registrable(host).as_str()) || SHORTENERS.contains(&host) || FREE_HOSTS.contains(&host)
}

pub(super) fn is_address(host: &str) -> bool {
    host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

/// A name that looks like a host before the `@` of an address.
fn has_userinfo(url: &str) -> bool {
    let web = url.starts_with("http://") || url.starts_with("https://");
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    web && authority.rsplit_once('@').is_some_and(|(user, _)| user.contains('.'))
}
