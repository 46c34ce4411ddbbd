//! Names that nobody would choose: letters thrown by a machine. Used of senders and of hosts.

use super::view::{Raised, View, registrable};

/// Whether a word looks thrown by a machine: many changes between letters and digits, or consonants nobody can say.
pub(super) fn is_thrown(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    let kinds: Vec<bool> = word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.is_ascii_digit()).collect();
    let changes = kinds.windows(2).filter(|pair| pair.first() != pair.last()).count();
    if word.len() >= 7 && changes >= 3 && letters >= 3 {
        return true;
    }
    if !(7..=200).contains(&letters) {
        return false;
    }
    unsayable(&word)
}

/// Whether a run of six consonants stands in a word, or of five with two rare letters among them. What is said as one counts
/// as one (`nh`, `ngh`, `sch`, doubled letters).
fn unsayable(word: &str) -> bool {
    let (mut run, mut rare, mut last) = (0, 0, ' ');
    for c in word.chars() {
        let joins = c == last
            || matches!(
                (last, c),
                (_, 'h')
                    | ('n', 'g' | 'd' | 't' | 'k' | 's')
                    | ('s', 'c' | 't' | 'p' | 'k')
                    | ('c', 'k')
                    | ('t', 's' | 'r')
                    | ('r', 's' | 't' | 'd' | 'k' | 'm')
            );
        if !c.is_ascii_alphabetic() || "aeiouy".contains(c) {
            (run, rare) = (0, 0);
        } else {
            run += usize::from(!(joins && run > 0));
            rare += usize::from("jkqvwxz".contains(c));
        }
        if run >= 6 || run >= 5 && rare >= 2 {
            return true;
        }
        last = c;
    }
    false
}

/// Raises a sender whose address or domain looks thrown.
pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let Some(from) = view.from_domain.filter(|from| !view.known.is_genuine(from)) else { return };
    let address = view.sample.from.address.as_str();
    let owner = registrable(from);
    let label = owner.split('.').next().unwrap_or_default();
    let local = address.split('@').next().unwrap_or_default();
    let parts = || local.split(['.', '-', '_', '+', '=']).filter(|_| !local.contains('#'));
    if is_thrown(label) || parts().any(is_thrown) || local.len() > 40 {
        out.push(Raised::new("RANDOM_SENDER", "from").with("address", address));
    }
}

#[cfg(test)]
mod tests {
    use super::is_thrown;

    #[test]
    fn names_of_people_are_not_thrown() {
        for word in ["sygkkgxf", "iaaoh1mdt6", "8stsgkrbj9", "rllbqcgcsicyytpk", "ntztp0e8fctgyivtd"] {
            assert!(is_thrown(word), "{word}");
        }
        for word in [
            "nguyenthanhnghi",
            "minhnghia1985",
            "angstschweiss",
            "vanthu",
            "laichau",
            "microsoft",
            "noreply",
            "notifications",
            "spamassassin",
            "buudienlaichau2026",
            "freshrpms",
            "schwarzenegger",
        ] {
            assert!(!is_thrown(word), "{word}");
        }
    }
}
