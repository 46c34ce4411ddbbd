//! Lures in words, each only together with a link that leads away from us, or with an answer that goes to a stranger: a full
//! mailbox, a threat, "if it was not you", a call to verify, a greeting that knows no name. Urgency or the word *mật khẩu*
//! alone count nothing.

use super::phrases::Phrases;
use super::view::{Raised, View};

pub(super) fn find(view: &View<'_>, phrases: &Phrases, out: &mut Vec<Raised>) {
    let file = !view.sample.attachments.is_empty();
    let link = view.foreign_link().is_some();
    if !link && !file && !view.writes_back() {
        return;
    }
    let text = view.lead.as_str();
    let commands = || out.iter().any(|raised| raised.code == "COMMAND_LINK");
    let verify = phrases.verify(text).filter(|_| phrases.credentials(text).is_some() || commands());
    let found = [
        ("QUOTA_AND_LINK", phrases.quota(text).filter(|_| link)),
        ("THREAT_AND_LINK", phrases.threat(text)),
        ("NOTYOU_AND_LINK", phrases.not_you(text)),
        ("VERIFY_AND_LINK", verify.filter(|_| link)),
        ("GENERIC_GREETING", phrases.greeting(text)),
    ];
    for (code, phrase) in found {
        if let Some(phrase) = phrase {
            out.push(Raised::new(code, "text").with("phrase", view.as_written(&phrase)));
        }
    }
}
