//! Answers go elsewhere: Reply-To under another registrable domain than From.

use super::view::{Raised, View, domain, same_owner};

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let Some(from) = view.from_domain else { return };
    let other =
        view.sample.reply_to.iter().find(|to| domain(&to.address).is_some_and(|domain| !same_owner(domain, from)));
    if let Some(other) = other {
        let raised = Raised::new("REPLYTO_NEQ_FROM", "reply-to").with("replyto", other.address.as_str());
        out.push(raised.with("from", view.sample.from.address.as_str()));
    }
}
