//! A sender whom the settings name as trusted, and who is proven to be it: by DMARC, as a believed server found it. Neither alone
//! says anything: names are forged, and a hacked mailbox passes every check. What is checked here, `desk::prove` adds.

use super::view::{Raised, View};
use crate::analysis::evidence::Grade;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let (auth, address) = (&view.sample.auth, view.sample.from.address.as_str());
    let proven = view.sample.grade == Grade::A && auth.trusted && auth.dmarc.as_deref() == Some("pass");
    if proven && view.known.knows_sender(address) {
        out.push(Raised::new("KNOWN_GOOD", "from").with("address", address));
    }
}
