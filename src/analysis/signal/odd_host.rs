//! Hosts with names that no owner would choose: thrown letters, many hyphens, a long chain of subdomains, a port of its own,
//! letters of another script.

use url::Url;

use super::odd_word::is_thrown;
use super::urls::is_address;
use super::view::{Raised, View, registrable};

/// Hyphens in one label, and labels in a host, from which on a name is odd.
const HYPHENS: usize = 4;
const LABELS: usize = 6;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    for (at, link, host) in view.foreign_links().take(100) {
        if view.known.is_genuine(host) || is_address(host) {
            continue;
        }
        let port = Url::parse(&link.url).ok().and_then(|url| url.port());
        if let Some(why) = why(host, port) {
            out.push(Raised::new("ODD_HOST", format!("link:{at}")).with("host", host).with("why", why));
            return;
        }
    }
}

/// What is odd about a host, as the word that its sentence chooses by.
fn why(host: &str, port: Option<u16>) -> Option<&'static str> {
    let owner = registrable(host);
    let mut labels = host.split('.');
    if labels.clone().any(|label| label.starts_with("xn--")) {
        Some("script")
    } else if labels.clone().any(|label| label.matches('-').count() >= HYPHENS) {
        Some("hyphens")
    } else if host.split('.').count() >= LABELS {
        Some("deep")
    } else if port.is_some() {
        Some("port")
    } else if labels.any(is_thrown) || owner.split('.').next().is_some_and(is_thrown) {
        Some("random")
    } else {
        None
    }
}
