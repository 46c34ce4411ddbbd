//! How much two mails have in common, from 0 to 100, and in which sentences that is told. Pure.
//!
//! Keys of one sort (who writes, what is written, where it leads, which file, what it looks like) do not add up; the sorts
//! do, as chances would: two that each leave a doubt leave the product of both. Mail that does not look like a lure must have
//! more in common, and a text that is altogether another one speaks against everything but files, and in ordinary mail against
//! pages too.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::analysis::fingerprint::{BANDS, Key, Kind};

/// From this score on a mail looks like a lure.
const LURE: i32 = 30;
/// From this score on it is suspicious by itself.
const SUSPICIOUS: i32 = 50;
/// Most reasons that are kept.
const REASONS: usize = 6;

/// Something in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Word of the kind of key.
    pub kind: String,
    /// Its value; for texts that are nearly the same, the share that is common in percent.
    pub value: String,
    /// How much it says by itself, 0 to 100.
    pub strength: i32,
}

/// How much a mail has in common with others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bond {
    /// 0 to 100.
    pub strength: i32,
    /// In what, the strongest first, at most 6.
    pub reasons: Vec<Reason>,
}

impl Bond {
    /// What a person decided.
    pub fn by_person() -> Self {
        let reason = Reason { kind: "person".into(), value: String::new(), strength: 100 };
        Self { strength: 100, reasons: vec![reason] }
    }

    /// The reasons as they are stored.
    pub fn why(&self) -> String {
        serde_json::to_string(&self.reasons).unwrap_or_else(|_| "[]".into())
    }
}

/// From which strength on mails of this score belong together.
pub fn enough(score: i32) -> i32 {
    if score >= LURE { 70 } else { 80 }
}

/// What a mail of this score with the keys `own` has in common with others, by the keys `common`.
pub fn weigh(own: &BTreeSet<Key>, common: &BTreeSet<Key>, score: i32) -> Bond {
    let count = |keys: &BTreeSet<Key>, kind: Kind| keys.iter().filter(|(one, _)| *one == kind).count();
    let bands = count(common, Kind::Band);
    let other_text = count(own, Kind::Band) > 0 && bands == 0;
    let doubt = match (other_text, score) {
        (true, SUSPICIOUS..) => 80,
        (true, _) => 50,
        (false, LURE..) => 100,
        (false, _) => 60,
    };
    let text = match bands {
        12.. => 92,
        7..12 => 85,
        4..7 => 75,
        2..4 => 50,
        _ => 0,
    };
    let pages = count(own, Kind::Url).max(1);
    // Whoever writes often links to the same pages of the house besides others, and every letter of a list to the list's.
    let shared = count(common, Kind::Url);
    let known = if shared * 2 >= pages { pages } else { shared * 3 / 2 };
    let page = 90 * known / pages * if other_text && score < LURE { 50 } else { 100 } / 100;
    let mut reasons: Vec<Reason> = common
        .iter()
        .filter(|(kind, _)| !matches!(kind, Kind::Band | Kind::Rest))
        .map(|(kind, value)| {
            let strength = match kind {
                Kind::File | Kind::Body => 90,
                Kind::Url => page as i32,
                Kind::Letter => 85 * doubt / 100,
                Kind::Template => 55 * if other_text { doubt } else { 100 } / 100,
                Kind::Family => 50,
                Kind::Sender => 45 * doubt / 100,
                // A mail that is nothing but its picture is known by it.
                Kind::Look if count(own, Kind::Band) == 0 => 75,
                Kind::Look => 50 * doubt / 100,
                Kind::Band | Kind::Rest => 0,
            };
            Reason { kind: kind.word().into(), value: value.clone(), strength }
        })
        .collect();
    if text > 0 {
        let share = (bands as f64 / BANDS as f64).cbrt() * 100.0;
        reasons.push(Reason { kind: Kind::Band.word().into(), value: format!("{share:.0}"), strength: text });
    }
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.strength));
    let best = |kinds: &[Kind]| {
        let of = |reason: &&Reason| kinds.iter().any(|kind| kind.word() == reason.kind);
        reasons.iter().filter(of).map(|reason| reason.strength).max().unwrap_or(0)
    };
    let sorts: [&[Kind]; 6] = [
        &[Kind::File],
        &[Kind::Url, Kind::Template],
        &[Kind::Letter, Kind::Sender],
        &[Kind::Body, Kind::Band],
        &[Kind::Family],
        &[Kind::Look],
    ];
    let left = sorts.iter().fold(10_000, |left, sort| left * (100 - best(sort)) / 100);
    reasons.truncate(REASONS);
    // The program is never as sure as a person.
    Bond { strength: (100 - left / 100).clamp(0, 99), reasons }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(kinds: &[(Kind, &str)]) -> BTreeSet<Key> {
        kinds.iter().map(|(kind, value)| (*kind, (*value).to_owned())).collect()
    }

    fn bands(count: usize) -> Vec<(Kind, String)> {
        (0..count).map(|n| (Kind::Band, n.to_string())).collect()
    }

    #[test]
    fn strong_keys_join_alone_and_fuzzy_ones_only_together() {
        let alone = |kind| {
            let both = keys(&[(kind, "x")]);
            weigh(&both, &both, 60).strength >= enough(60)
        };
        assert!([Kind::File, Kind::Url, Kind::Letter, Kind::Body].into_iter().all(alone));
        assert!(![Kind::Template, Kind::Family, Kind::Sender, Kind::Rest].into_iter().any(alone));
        let both = keys(&[(Kind::Template, "t"), (Kind::Sender, "s")]);
        assert!(weigh(&both, &both, 60).strength >= enough(60));
        let mut own = keys(&[(Kind::Sender, "s")]);
        own.extend(bands(BANDS));
        let look = keys(&[(Kind::Look, "l")]);
        assert!(weigh(&look, &look, 60).strength >= enough(60), "nothing but a picture");
        assert!(weigh(&look, &look, 0).strength < enough(0), "of a mail that is no lure");
        let mut read = keys(&[(Kind::Look, "l"), (Kind::Sender, "s")]);
        read.extend(bands(BANDS));
        assert!(weigh(&read, &look, 60).strength < enough(60), "other words in the same dress");
        let near: BTreeSet<Key> = bands(5).into_iter().collect();
        assert!(weigh(&own, &near, 60).strength >= enough(60), "nearly the same text");
        assert!(weigh(&own, &bands(2).into_iter().collect(), 60).strength < enough(60));
    }

    #[test]
    fn two_issues_of_a_newsletter_are_two_mails() {
        let mut own = keys(&[
            (Kind::Letter, "tin@bao.example ban tin tuan"),
            (Kind::Sender, "tin@bao.example"),
            (Kind::Template, "go.bao.example/{}"),
            (Kind::Url, "a"),
            (Kind::Url, "b"),
            (Kind::Url, "c"),
            (Kind::Url, "d"),
        ]);
        own.extend(bands(BANDS));
        let common = keys(&[
            (Kind::Letter, "tin@bao.example ban tin tuan"),
            (Kind::Sender, "tin@bao.example"),
            (Kind::Template, "go.bao.example/{}"),
            (Kind::Url, "a"),
        ]);
        let bond = weigh(&own, &common, 0);
        assert!(bond.strength < enough(0), "{bond:?}");
        assert!(weigh(&own, &own, 0).strength >= enough(0), "the same issue twice is one");
    }
}
