//! What hops tell together: how long each took, what is odd about one, and where the mail came in from outside. Marks are
//! hints: honest servers stand behind address translation and have wrong clocks too, so each asks for more than one sign.

use std::net::IpAddr;

use super::head::Head;
use crate::analysis::evidence::{ClaimedOrigin, Hop, HopMark, Sample};
use crate::analysis::known::{Known, is_under};

/// How far honest clocks differ, in seconds.
const SKEW: i64 = 600;
/// Fields in which mail services write the address of the sender's own machine.
const ORIGINS: &[&str] = &[
    "X-Originating-IP",
    "X-Originating-Client-IP",
    "X-Sender-IP",
    "X-Source-IP",
    "X-Client-IP",
    "X-AOL-IP",
    "X-MDRemoteIP",
    "X-Yahoo-Post-IP",
];

/// Fills in what the hops of a sample tell together.
pub(super) fn judge(sample: &mut Sample, head: &Head, known: &Known) {
    delays(&mut sample.received);
    let marks: Vec<Vec<HopMark>> = (0..sample.received.len()).map(|at| marks(&sample.received, at, known)).collect();
    for (hop, marks) in sample.received.iter_mut().zip(marks) {
        hop.marks = marks;
    }
    sample.external = external(&sample.received, known);
    sample.claimed_origin = claimed(head);
}

/// Seconds between each hop and the one before it, which stands below.
fn delays(hops: &mut [Hop]) {
    let mut before: Option<i64> = None;
    for hop in hops.iter_mut().rev() {
        let at = hop.date.map(|date| date.timestamp());
        hop.delay = at.zip(before).map(|(now, then)| now - then);
        before = at.or(before);
    }
}

fn marks(hops: &[Hop], at: usize, known: &Known) -> Vec<HopMark> {
    let Some(hop) = hops.get(at) else { return Vec::new() };
    let next = at.checked_sub(1).and_then(|at| hops.get(at));
    let late = |limit: i64| hop.date.is_some_and(|date| date.timestamp() > limit + SKEW);
    let all = [
        (HopMark::Gap, next.is_some_and(|next| is_gap(hop, next))),
        (HopMark::Future, known.arrived.is_some_and(late)),
        (HopMark::Backwards, hop.delay.is_some_and(|delay| delay < -SKEW)),
        (HopMark::PrivateOutside, is_private_outside(hop)),
        (HopMark::HeloClaims, helo_claims(hop, known)),
        (HopMark::Malformed, is_malformed(hop) && hops.iter().take(at).any(|newer| !is_malformed(newer))),
    ];
    all.into_iter().filter_map(|(mark, holds)| holds.then_some(mark)).collect()
}

/// The next server must have got the mail from the one that this hop led to, or from its neighbour. Only full public names
/// can be compared; servers call themselves much else inside.
fn is_gap(hop: &Hop, next: &Hop) -> bool {
    let Some(led_to) = hop.by.as_deref().and_then(owner) else { return false };
    let came_from: Vec<&str> =
        [&next.from, &next.helo, &next.reverse].into_iter().flatten().filter_map(|n| owner(n)).collect();
    let public = next.ip.as_deref().is_none_or(is_public);
    let inside = next.by.as_deref().and_then(owner) == Some(led_to);
    public && !inside && !came_from.is_empty() && !came_from.contains(&led_to)
}

/// A private address in a network of one owner is usual; between two owners it cannot be.
fn is_private_outside(hop: &Hop) -> bool {
    let private = hop.ip.as_deref().and_then(|ip| ip.parse().ok()).is_some_and(|ip: IpAddr| is_private(&ip));
    let (from, by) = (hop.from.as_deref().and_then(owner), hop.by.as_deref().and_then(owner));
    // Mail programs send with names of their own; a server has its name from DNS.
    let server = hop.reverse.is_some();
    private && server && from.zip(by).is_some_and(|(from, by)| from != by)
}

/// A HELO that is a name worth imitating, from an address whose reverse name belongs to somebody else. Offices of the state
/// rent servers everywhere, so their many names are left out here.
fn helo_claims(hop: &Hop, known: &Known) -> bool {
    let (Some(helo), Some(reverse)) = (hop.helo(), hop.reverse.as_deref()) else { return false };
    let worth = known.is_ours(helo)
        || known.is_of_a_brand(helo)
        || known.protected.iter().any(|protected| is_under(helo, protected));
    worth && owner(helo).is_some() && owner(helo) != owner(reverse) && hop.ip.as_deref().is_some_and(is_public)
}

/// Neither a time nor a name of either side. Local hand-overs (`(qmail 12 invoked by uid 0); date`) have a time.
fn is_malformed(hop: &Hop) -> bool {
    hop.date.is_none() && (hop.by.is_none() || hop.from.is_none() && hop.ip.is_none())
}

/// The newest hop whose sender has a public address and is none of ours. A HELO can be invented, so ours is who has our
/// reverse name.
fn external(hops: &[Hop], known: &Known) -> Option<usize> {
    hops.iter().position(|hop| {
        hop.ip.as_deref().is_some_and(is_public) && !hop.reverse.as_deref().is_some_and(|name| known.is_ours(name))
    })
}

fn claimed(head: &Head) -> Vec<ClaimedOrigin> {
    let mut out: Vec<ClaimedOrigin> = Vec::new();
    for field in ORIGINS {
        let Some(raw) = head.other(field) else { continue };
        let mut words = raw.split([' ', ',', ';', '[', ']', '(', ')', '\t', '\r', '\n']).take(50);
        let ip = words.find_map(|word| word.trim_start_matches("IPv6:").parse::<IpAddr>().ok());
        if let Some(ip) = ip.filter(|ip| !out.iter().any(|known| known.ip == ip.to_string())) {
            out.push(ClaimedOrigin { field: (*field).to_owned(), ip: ip.to_string() });
        }
    }
    out
}

/// The registrable domain of a host; nothing for an address, a bare name or a name that is only local.
fn owner(host: &str) -> Option<&str> {
    let host = host.trim_end_matches('.');
    if host.parse::<IpAddr>().is_ok() {
        return None;
    }
    psl::domain(host.as_bytes())
        .filter(|domain| domain.suffix().is_known())
        .and_then(|domain| std::str::from_utf8(domain.as_bytes()).ok())
}

fn is_public(ip: &str) -> bool {
    ip.parse::<IpAddr>().is_ok_and(|ip| !is_private(&ip))
}

/// Private, loopback, link-local, shared (RFC 6598) or nobody's.
fn is_private(ip: &IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => {
            let [first, second, ..] = ip.octets();
            let shared = first == 100 && (64..128).contains(&second);
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified() || shared
        }
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}
