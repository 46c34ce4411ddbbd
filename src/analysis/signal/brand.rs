//! A well-known name borrowed: in the display name or subject of an address that is not its, or in a host that is not its.

use super::view::{Raised, View};
use crate::analysis::known::{Brand, is_under};
use crate::base::text::fold;

/// Longest beginning of the text in which a mail names who it pretends to be, in characters.
const OPENING: usize = 90;
/// Hosts that are compared, and the shortest name that is looked for in them.
const HOSTS: usize = 100;
const SHORTEST: usize = 4;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    claimed(view, out);
    in_hosts(view, out);
}

/// The name of the sender, or the subject of a mail that asks for something, names somebody else than the address.
fn claimed(view: &View<'_>, out: &mut Vec<Raised>) {
    let Some(from) = view.from_domain else { return };
    let name = view.loose(view.sample.from.name.as_deref().unwrap_or_default());
    let own = |brand: &Brand| view.is_of(brand, from);
    if let Some(brand) = view.known.brands.iter().find(|brand| names(&name, &brand.name)) {
        if !own(brand) {
            let raised = Raised::new("BRAND_CLAIMED", "from").with("brand", brand.name.as_str());
            out.push(raised.with("domain", from).with("where", "name"));
        }
        return;
    }
    // Colleagues on a list talk about companies; a notice that leads elsewhere speaks in their name.
    if view.traits.from_list || view.traits.answers || !view.calls_elsewhere() {
        return;
    }
    let opening: String = view.sample.text.chars().take(OPENING).collect();
    let subject = view.loose(&format!("{}\n{opening}", view.sample.subject));
    let brand = view.known.brands.iter().find(|brand| names(&subject, &brand.name));
    if let Some(brand) = brand.filter(|brand| !own(brand)) {
        let raised = Raised::new("BRAND_CLAIMED", "from").with("brand", brand.name.as_str());
        out.push(raised.with("domain", from).with("where", "subject"));
    }
}

/// A host with the name as one of its words, registered by somebody else.
fn in_hosts(view: &View<'_>, out: &mut Vec<Raised>) {
    let word = |brand: &Brand| fold(&brand.name).replace(' ', "");
    let brands: Vec<(String, &Brand)> = view.known.brands.iter().map(|brand| (word(brand), brand)).collect();
    let links = view.foreign_links().map(|(at, _, host)| (format!("link:{at}"), host));
    let from = view.from_domain.map(|from| ("from".to_owned(), from));
    for (at, host) in from.into_iter().chain(links).take(HOSTS) {
        if view.known.is_genuine(host) {
            continue;
        }
        let borrowed = |word: &str| word.len() >= SHORTEST && host.split(['.', '-']).any(|part| part == word);
        let found = brands.iter().find(|(word, brand)| borrowed(word) && !view.is_of(brand, host));
        if let Some((_, brand)) = found {
            out.push(Raised::new("BRAND_IN_HOST", at).with("brand", brand.name.as_str()).with("host", host));
            return;
        }
    }
}

/// Whether a folded text holds a name as whole words.
fn names(text: &str, name: &str) -> bool {
    let name = fold(name);
    text.match_indices(name.as_str()).any(|(at, found)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

impl View<'_> {
    /// Whether a domain belongs to a brand.
    fn is_of(&self, brand: &Brand, domain: &str) -> bool {
        self.known.is_ours(domain) || brand.domains.iter().any(|own| is_under(domain, own))
    }
}
