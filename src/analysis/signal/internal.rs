//! A lure from one of our own mailboxes: it passed the checks, so the mailbox itself is in other hands.

use super::view::{Raised, View};
use super::weights::{self, Speaks};
use crate::analysis::evidence::Grade;

/// Weight from which on a lure is one.
const LURE: i16 = 20;

/// Looks at what the other detectors raised, so it comes behind them.
pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let Some(from) = view.from_domain.filter(|from| view.known.is_ours(from)) else { return };
    let auth = &view.sample.auth;
    let passed = auth.trusted
        && [&auth.spf, &auth.dkim, &auth.dmarc].into_iter().any(|result| result.as_deref() == Some("pass"));
    let failed = out.iter().any(|raised| raised.code == "AUTH_FAIL");
    let lures = out.iter().filter_map(|raised| weights::of(raised.code));
    let lured = lures.filter(|row| row.speaks == Speaks::Lure).any(|row| row.weight >= LURE);
    if lured && passed && !failed && view.sample.grade != Grade::C {
        out.push(Raised::new("INTERNAL_COMPROMISED", "from").with("domain", from));
    }
}
