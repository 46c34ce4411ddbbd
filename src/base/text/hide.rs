//! Hiding people in a text that strangers will read. Pure.

/// What stands where somebody was hidden.
pub const HIDDEN: &str = "(đã che)";

/// Most words that are looked for: more than a header names, so that nobody can push a reader out by naming others.
const MOST: usize = 4_000;

/// The text without `words` (names and addresses; case does not matter, only whole words count) and without any mail
/// address in `domains` (lower case, with what lies under them): `(đã che)` stands there instead.
pub fn hide(text: &str, words: &[String], domains: &[String]) -> String {
    let wanted: Vec<Vec<char>> = words
        .iter()
        .take(MOST)
        .map(|word| word.trim().chars().map(lower).collect())
        .filter(|w: &Vec<_>| w.len() > 1)
        .collect();
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let rest = chars.get(at..).unwrap_or_default();
        let starts = at == 0 || !chars.get(at - 1).is_some_and(|before| in_address(*before));
        let length = if starts { found(rest, &wanted).max(address(rest, domains)) } else { None };
        if let Some(length) = length {
            out.push_str(HIDDEN);
            at += length;
        } else {
            out.push(*c);
            at += 1;
        }
    }
    out
}

/// The length of the longest wanted word with which a text begins.
fn found(rest: &[char], wanted: &[Vec<char>]) -> Option<usize> {
    let begins = |word: &&Vec<char>| {
        rest.len() >= word.len()
            && rest.iter().zip(word.iter()).all(|(c, want)| lower(*c) == *want)
            && !rest.get(word.len()).is_some_and(|after| after.is_alphanumeric())
    };
    wanted.iter().filter(begins).map(Vec::len).max()
}

/// The length of the mail address with which a text begins, where it lies in one of the domains.
fn address(rest: &[char], domains: &[String]) -> Option<usize> {
    let end = rest.iter().take(320).position(|c| !in_address(*c) && *c != '@').unwrap_or(rest.len().min(320));
    let whole: String = rest.get(..end)?.iter().map(|c| lower(*c)).collect();
    let trimmed = whole.trim_end_matches('.');
    let (local, host) = trimmed.split_once('@')?;
    let ours = |domain: &String| {
        host.strip_suffix(domain.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    (!local.is_empty() && domains.iter().any(ours)).then(|| trimmed.chars().count())
}

fn in_address(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')
}

/// Lower case where that is one letter.
fn lower(c: char) -> char {
    let mut all = c.to_lowercase();
    match (all.next(), all.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::hide;

    #[test]
    fn people_are_hidden_and_the_rest_is_left() {
        let words = ["Trần Thị Bình".to_owned(), "binh.snv".to_owned(), "binh.snv@laichau.gov.vn".to_owned()];
        let ours = ["laichau.gov.vn".to_owned()];
        for (text, shown) in [
            ("Kính gửi: TRẦN THỊ BÌNH, hộp thư", "Kính gửi: (đã che), hộp thư"),
            ("Kính gửi binh.snv@laichau.gov.vn.", "Kính gửi (đã che)."),
            ("to Lo.May@mail.laichau.gov.vn!", "to (đã che)!"),
            ("id=binh.snv&x", "id=(đã che)&x"),
            ("Trần Thị Bìnhh và an@laichau.gov.vn.evil.example", "Trần Thị Bìnhh và an@laichau.gov.vn.evil.example"),
            ("x@evil.example, laichau.gov.vn", "x@evil.example, laichau.gov.vn"),
            ("", ""),
        ] {
            assert_eq!(hide(text, &words, &ours), shown);
        }
        let many: Vec<String> = (0..1_500).map(|n| format!("ai-do-{n}")).chain(["binh.snv".to_owned()]).collect();
        assert_eq!(hide("Kính gửi binh.snv", &many, &[]), "Kính gửi (đã che)", "after everybody else");
        assert_eq!(hide("İ ẞ a", &["x".to_owned()], &[]), "İ ẞ a");
    }
}
