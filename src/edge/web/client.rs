//! The network address of whoever asks. A proxy's word counts only when the proxy is one of ours.

use std::net::IpAddr;

use actix_web::HttpRequest;

use super::Web;

/// The address of the client: that of the connection, or, behind trusted proxies, the last one in `X-Forwarded-For`
/// that is not itself a trusted proxy.
pub fn address(web: &Web, request: &HttpRequest) -> String {
    let Some(peer) = request.peer_addr().map(|peer| peer.ip()) else { return String::new() };
    let trusted = |address: IpAddr| {
        web.config.http.trusted_proxies.0.iter().any(|known| known.parse() == Ok(address.to_canonical()))
    };
    if !trusted(peer) {
        return peer.to_canonical().to_string();
    }
    let told: Vec<&str> = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .collect();
    let mut nearest = peer;
    for one in told.iter().rev() {
        let Ok(one) = one.parse::<IpAddr>() else { break };
        nearest = one;
        if !trusted(one) {
            break;
        }
    }
    nearest.to_canonical().to_string()
}

/// Whether an address belongs to this machine or to a private network.
pub fn is_inside(address: &str) -> bool {
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V4(four)) => four.is_loopback() || four.is_private(),
        Ok(IpAddr::V6(six)) => six.is_loopback() || six.is_unique_local(),
        Err(_) => false,
    }
}
