//! A link that shows one address and leads to another. Only where the shown text is itself an address or a host name:
//! "Nhấn vào đây" promises nothing.

use super::view::{Raised, View, same_owner};
use crate::analysis::mime::claimed_host;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    for (at, link) in view.sample.links.iter().enumerate() {
        let (Some(text), Some(host)) = (link.text.as_deref(), link.host.as_deref()) else { continue };
        let Some(claimed) = claimed_host(text) else { continue };
        if !same_owner(&claimed, host) {
            out.push(Raised::new("LINK_HOST_NEQ_TEXT", format!("link:{at}")).with("text", text).with("host", host));
        }
    }
}
