//! What the desk already knows when it looks at a mail: whose mail it is, and which names others like to borrow.

use serde::{Deserialize, Serialize};

/// Facts that come from the configuration and the directory, never from the mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Our own mail domains, lower case.
    pub our_domains: Vec<String>,
    /// The address to which people report.
    pub our_address: String,
    /// Domains that are worth imitating, lower case.
    pub protected: Vec<String>,
    /// Names of agencies that a display name may claim.
    pub agencies: Vec<String>,
    /// Names that others like to borrow, with the domains that are theirs.
    #[serde(default)]
    pub brands: Vec<Brand>,
    /// Senders who are trusted where authentication passes: addresses and domains, lower case.
    #[serde(default)]
    pub trusted: Vec<String>,
    /// Servers whose word on authentication is believed (authserv-id, RFC 8601), lower case; none: all under our domains.
    #[serde(default)]
    pub authserv_ids: Vec<String>,
    /// When the mail arrived at the desk, in seconds since 1970; unknown for a file at the command line.
    #[serde(default)]
    pub arrived: Option<i64>,
}

/// A well-known name and the domains that belong to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// The name as people write it.
    pub name: String,
    /// Its domains, lower case; their subdomains are its too.
    pub domains: Vec<String>,
}

impl Brand {
    /// Reads `Name = domain domain`; nothing without a name and a domain.
    pub fn parse(line: &str) -> Option<Self> {
        let (name, domains) = line.split_once('=')?;
        let domains: Vec<String> = domains.split_whitespace().map(str::to_lowercase).collect();
        (!name.trim().is_empty() && !domains.is_empty()).then(|| Self { name: name.trim().to_owned(), domains })
    }
}

impl Known {
    /// Whether a host or mail domain is ours.
    pub fn is_ours(&self, domain: &str) -> bool {
        self.our_domains.iter().any(|ours| is_under(domain, ours))
    }

    /// Whether a domain belongs to one of the well-known names.
    pub fn is_of_a_brand(&self, domain: &str) -> bool {
        self.brands.iter().flat_map(|brand| &brand.domains).any(|own| is_under(domain, own))
    }

    /// Whether an authserv-id is one that is believed.
    pub fn trusts(&self, authserv_id: &str) -> bool {
        if self.authserv_ids.is_empty() {
            return self.is_ours(authserv_id);
        }
        self.authserv_ids.iter().any(|trusted| trusted == authserv_id)
    }

    /// Whether a sender is named as trusted, by address or by domain.
    pub fn knows_sender(&self, address: &str) -> bool {
        let address = address.to_lowercase();
        let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
        self.trusted.iter().any(|known| *known == address || is_under(domain, known.trim_start_matches('@')))
    }

    /// Whether a host or mail domain is ours, protected, or the state's (`gov.vn`).
    pub fn is_genuine(&self, domain: &str) -> bool {
        self.is_ours(domain) || is_under(domain, "gov.vn") || self.protected.iter().any(|known| is_under(domain, known))
    }
}

/// Whether `domain` is `parent` or lies under it.
pub fn is_under(domain: &str, parent: &str) -> bool {
    !parent.is_empty() && domain.strip_suffix(parent).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::is_under;

    #[test]
    fn a_suffix_is_a_domain_only_at_a_dot() {
        assert!(is_under("mail.laichau.gov.vn", "laichau.gov.vn"));
        assert!(is_under("laichau.gov.vn", "laichau.gov.vn"));
        assert!(!is_under("xlaichau.gov.vn", "laichau.gov.vn"));
        assert!(!is_under("laichau.gov.vn", ""));
    }
}
