//! From a mail address to the agency that its owner works for. Pure.

use crate::base::ids::AgencyId;

/// The rules in force. A rule is an address, or `*` and the end of one: `*.sotttt@laichau.gov.vn`.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    rules: Vec<(String, AgencyId)>,
}

impl Directory {
    /// A directory of these rules, in lower case.
    pub fn new(rules: impl IntoIterator<Item = (String, AgencyId)>) -> Self {
        Self { rules: rules.into_iter().map(|(pattern, id)| (pattern.to_lowercase(), id)).collect() }
    }

    /// The agency of an address; the longest rule that fits decides, a whole address before any end. `None` is an unknown
    /// unit: mailboxes of all agencies lie in one domain, so the domain alone says nothing.
    pub fn resolve(&self, address: &str) -> Option<AgencyId> {
        let address = address.trim().to_lowercase();
        let fits = |pattern: &str| match pattern.strip_prefix('*') {
            Some(end) => (!end.is_empty() && address.len() > end.len() && address.ends_with(end)).then_some(end.len()),
            None => (pattern == address).then_some(usize::MAX),
        };
        let found = self.rules.iter().filter_map(|(pattern, id)| Some((fits(pattern)?, *id)));
        found.max_by_key(|(length, _)| *length).map(|(_, id)| id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides_and_the_domain_alone_says_nothing() {
        let rules = [("*.sotttt@laichau.gov.vn", 1), ("an.sotttt@laichau.gov.vn", 2), ("*@soyte.laichau.gov.vn", 3)];
        let directory = Directory::new(rules.map(|(pattern, id)| (pattern.to_owned(), AgencyId(id))));
        let of = |address| directory.resolve(address).map(|id| id.0);
        assert_eq!(of("Binh.SOTTTT@laichau.gov.vn"), Some(1));
        assert_eq!(of("an.sotttt@laichau.gov.vn"), Some(2));
        assert_eq!(of("an@soyte.laichau.gov.vn"), Some(3));
        assert_eq!(of("an@laichau.gov.vn"), None);
        assert_eq!(of(".sotttt@laichau.gov.vn"), None);
    }
}
