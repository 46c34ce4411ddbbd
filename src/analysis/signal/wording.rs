//! Lures in words, each only together with a link that leads away from us: a full mailbox, a threat, "if it was not you",
//! and a call to verify that asks for a password. Urgency or the word *mật khẩu* alone count nothing.

use super::phrases::Phrases;
use super::view::{Raised, View};

pub(super) fn find(view: &View<'_>, phrases: &Phrases, out: &mut Vec<Raised>) {
    if view.foreign_link().is_none() {
        return;
    }
    let text = view.folded.as_str();
    let credentials = phrases.verify(text).filter(|_| phrases.credentials(text).is_some());
    let found = [
        ("QUOTA_AND_LINK", phrases.quota(text)),
        ("THREAT_AND_LINK", phrases.threat(text)),
        ("NOTYOU_AND_LINK", phrases.not_you(text)),
        ("VERIFY_AND_LINK", credentials),
    ];
    for (code, phrase) in found {
        if let Some(phrase) = phrase {
            out.push(Raised::new(code, "text").with("phrase", view.as_written(&phrase)));
        }
    }
}
