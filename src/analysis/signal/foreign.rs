//! A sender from elsewhere, by script or by domain, who claims to run the province's mail.

use unicode_script::{Script, UnicodeScript};

use super::phrases::Phrases;
use super::view::{Raised, View};
use crate::analysis::known::is_under;
use crate::base::text::fold;

pub(super) fn find(view: &View<'_>, phrases: &Phrases, out: &mut Vec<Raised>) {
    let Some(from) = view.from_domain else { return };
    if view.known.is_genuine(from) || view.known.is_of_a_brand(from) {
        return;
    }
    let name = view.sample.from.name.as_deref().unwrap_or_default();
    let script = foreign_script(name);
    let abroad = !is_under(from, "vn");
    // The name alone may claim it; words in the text count only together with a link or an address to write to.
    let by_name = phrases.admin(&fold(name)).is_some();
    let asks = phrases.verify(&view.folded).is_some()
        || phrases.quota(&view.folded).is_some()
        || phrases.threat(&view.folded).is_some();
    let admin = phrases.admin(&view.folded).is_some();
    // A name in another script that asks people of the province, in Vietnamese, to update their mail account.
    let mailbox = script.is_some() && phrases.credentials(&view.folded).is_some();
    let by_text = view.foreign_link().is_some() && asks && (admin || mailbox);
    let foreign = script.is_some() || abroad;
    if foreign && (by_name || by_text) || by_name && asks && view.foreign_link().is_some() {
        let script = script.map_or(if abroad { "none" } else { "inside" }, Script::full_name);
        out.push(Raised::new("FOREIGN_SENDER_CLAIMS_ADMIN", "from").with("script", script).with("domain", from));
    }
}

/// The script of a name that is mostly not in Latin letters.
fn foreign_script(name: &str) -> Option<Script> {
    let of = |c: char| c.script();
    let letters: Vec<Script> = name
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(of)
        .filter(|s| !matches!(s, Script::Common | Script::Inherited))
        .collect();
    let foreign: Vec<&Script> = letters.iter().filter(|script| **script != Script::Latin).collect();
    (foreign.len() * 2 > letters.len()).then(|| foreign.first().map(|script| **script)).flatten()
}
