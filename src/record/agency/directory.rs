//! From a mail address to the rules that may name its agency. Pure.

/// The longest address that is looked up, in bytes.
const LONGEST: usize = 254;

/// The rules that fit an address, the most exact first: the whole address, then `*` and each of its ends as far as the
/// domain: `*.sotttt@laichau.gov.vn`. The bare domain is none: mailboxes of all agencies lie in one.
pub(super) fn candidates(address: &str) -> Vec<String> {
    let address = address.trim().to_lowercase();
    let Some(at) = address.rfind('@').filter(|_| address.len() <= LONGEST) else { return Vec::new() };
    let ends = address.char_indices().map(|(start, _)| start).filter(|start| (1..=at).contains(start));
    let ends = ends.filter_map(|start| address.get(start..).map(|end| format!("*{end}")));
    std::iter::once(address.clone()).chain(ends).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_address_comes_before_its_ends() {
        assert_eq!(candidates("A.b@C.vn"), ["a.b@c.vn", "*.b@c.vn", "*b@c.vn", "*@c.vn"]);
        assert_eq!(candidates("nobody"), Vec::<String>::new());
        assert_eq!(candidates(&"a".repeat(300)), Vec::<String>::new());
    }
}
