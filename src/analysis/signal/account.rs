//! Talk of the reader's account by somebody who cannot run it: the mailbox is ours alone to run, and whoever runs another
//! account has a name.

use super::phrases::Phrases;
use super::view::{Raised, View};
use crate::base::text::fold;

/// Signals that speak of an account.
const ACCOUNT: &[&str] = &["QUOTA_AND_LINK", "THREAT_AND_LINK", "NOTYOU_AND_LINK", "VERIFY_AND_LINK", "HELD_MAIL"];

/// Raises both; runs after the signals of words.
pub(super) fn find(view: &View<'_>, phrases: &Phrases, out: &mut Vec<Raised>) {
    let Some(from) = view.from_domain else { return };
    let speaks = |codes: &[&str]| out.iter().any(|raised| codes.contains(&raised.code));
    let theirs = view.known.is_ours(from) || view.known.is_of_a_brand(from) || view.traits.from_list;
    if theirs || view.foreign_link().is_none() || !speaks(ACCOUNT) {
        return;
    }
    let mailbox = phrases.mailbox(&view.lead).filter(|_| speaks(&["QUOTA_AND_LINK", "THREAT_AND_LINK", "HELD_MAIL"]));
    let name = view.sample.from.name.as_deref().unwrap_or_default();
    let role = !name.is_empty() && phrases.role(&fold(name));
    if let Some(phrase) = mailbox {
        let raised = Raised::new("MAILBOX_NOT_THEIRS", "from").with("domain", from);
        out.push(raised.with("phrase", view.as_written(&phrase)));
    }
    if role {
        out.push(Raised::new("ROLE_WITHOUT_OWNER", "from").with("name", name).with("domain", from));
    }
}
