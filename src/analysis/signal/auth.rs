//! What receiving servers say about the sender. A failure counts; a pass only says whose server it was, since hacked
//! mailboxes of states and universities pass every check.

use super::view::{Raised, View};
use crate::analysis::evidence::Grade;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let auth = &view.sample.auth;
    if view.sample.grade != Grade::A {
        return;
    }
    let methods = [("SPF", &auth.spf), ("DKIM", &auth.dkim), ("DMARC", &auth.dmarc)];
    let failed: Vec<String> = methods
        .iter()
        .filter_map(|(name, result)| {
            let word = result.as_deref()?;
            matches!(word, "fail" | "softfail" | "hardfail" | "permerror").then(|| format!("{name}={word}"))
        })
        .collect();
    if !failed.is_empty() {
        out.push(Raised::new("AUTH_FAIL", "auth").with("detail", failed.join(", ")));
        return;
    }
    let silent =
        auth.by.is_some() && methods.iter().all(|(_, result)| result.as_deref().is_none_or(|word| word == "none"));
    if silent {
        out.push(Raised::new("AUTH_NONE", "auth"));
        return;
    }
    // A pass is told only by a server that is believed; a failure nobody invents against himself.
    let passed = auth.trusted && methods.iter().any(|(_, result)| result.as_deref() == Some("pass"));
    if let Some(from) = view.from_domain.filter(|from| passed && !out.is_empty() && !view.known.is_ours(from)) {
        out.push(Raised::new("AUTH_PASS_UNRELATED", "auth").with("domain", from));
    }
}
