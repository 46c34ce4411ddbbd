//! What the envelope gives away: a return address elsewhere, and readers who are not named.

use super::view::{Raised, View, domain};
use crate::analysis::evidence::Grade;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    if view.sample.grade != Grade::A || view.traits.from_list {
        return;
    }
    let Some(from) = view.from_domain else { return };
    let returns = view.sample.return_path.as_deref().and_then(domain);
    if let Some(returns) = returns.filter(|returns| !view.related(returns, from)) {
        out.push(Raised::new("ENVELOPE_NEQ_FROM", "from").with("returns", returns).with("domain", from));
    }
    let own = &view.sample.from.address;
    let mut readers = view.sample.to.iter().chain(&view.sample.cc).filter(|to| to.address.contains('@'));
    if readers.all(|to| to.address.eq_ignore_ascii_case(own)) {
        out.push(Raised::new("UNDISCLOSED_BULK", "from").with("count", view.sample.to.len().to_string()));
    }
}
