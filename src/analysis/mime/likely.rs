//! How much a text reads like a language, in points of a hundred: only the words and characters beyond ASCII are asked,
//! since the others read alike in every character set.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Beginnings of a Vietnamese syllable, the longest first.
const ONSETS: &[&str] = &[
    "ngh", "ng", "gh", "gi", "nh", "kh", "ph", "th", "tr", "ch", "qu", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];
/// Ends of a Vietnamese syllable.
const CODAS: &[&str] = &["ng", "nh", "ch", "c", "m", "n", "p", "t", ""];
/// The vowels between, with their shapes and without tones.
const VOWELS: &[&str] = &[
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia",
    "iê", "iêu", "iu", "oa", "oai", "oao", "oay", "oe", "oeo", "oi", "oo", "ôi", "ơi", "oă", "ua", "uâ", "uây", "uê",
    "ui", "uô", "uôi", "uơ", "uy", "uya", "uyê", "uyu", "ưa", "ưi", "ươ", "ươi", "ươu", "ưu", "yê", "yêu",
];
/// The five tones as combining marks.
const TONES: &[char] = &['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// The commonest characters of Chinese, in both hands.
const CHINESE: &str = "的一是不了在人有我他这中大来上个国到说们为子和你地出也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已从动两长知现样分将外但身些与高意进把法此实回二理点月明种声全工己话情部正名定问力机给等几很业最间新位因重被走电第件相次海口使真信安请您邮账帐户登录密码系统收发更这個來說們為時會過對裡後沒發當開見經頭從動兩長現樣將與進實點種聲話問機給幾業間電請郵帳號錄統";
/// The commonest syllables of Korean.
const KOREAN: &str = "이다는을의에가고하은로도지를기한사서나어시인자리그수해대들일게정안부만입니습있합보주세요계원제구메확십오신전용상비아여";

/// The words with letters beyond ASCII.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic() && !is_combining_mark(c) && c.is_ascii())
        .filter(|word| !word.is_ascii())
        .take(2000)
}

/// Points of so many good ones of all; none of none.
fn share(good: usize, all: usize) -> u32 {
    (good * 100).checked_div(all).unwrap_or(0) as u32
}

fn of_words(text: &str, fits: impl Fn(&str) -> bool) -> u32 {
    let (mut all, mut good) = (0, 0);
    for word in words(text) {
        all += 1;
        good += usize::from(fits(word));
    }
    share(good, all)
}

/// Points for Vietnamese: how many of the words are its syllables.
pub(super) fn vietnamese(text: &str) -> u32 {
    of_words(text, is_syllable)
}

/// Points for Russian and its sisters: words of their letters in one case, or with a capital first.
pub(super) fn cyrillic(text: &str) -> u32 {
    of_words(text, |word| {
        word.chars().all(|c| matches!(c, '\u{400}'..='\u{45f}' | '\u{490}' | '\u{491}')) && one_case(word)
    })
}

/// Points for the languages of Latin-1: small letters with marks among letters without.
pub(super) fn western(text: &str) -> u32 {
    let common = |c: char| "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœÀÁÂÄÅÆÇÈÉÊËÎÏÑÓÔÖØÙÚÛÜŒ«»“”‘’–—…€°§®©¿¡ªº·".contains(c);
    let plain = |word: &str| word.chars().filter(char::is_ascii).count();
    of_words(text, |word| {
        let marked = word.chars().filter(|c| !c.is_ascii()).count();
        word.chars().all(|c| c.is_ascii() || common(c)) && one_case(word) && (marked <= 2 && marked <= plain(word) + 1)
    })
}

/// Points for Japanese: kana among the characters.
pub(super) fn japanese(text: &str) -> u32 {
    of_characters(text, |c| matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}'), 3)
}

/// Points for Chinese: its commonest characters.
pub(super) fn chinese(text: &str) -> u32 {
    of_characters(text, |c| CHINESE.contains(c), 2)
}

/// Points for Korean: its commonest syllables.
pub(super) fn korean(text: &str) -> u32 {
    of_characters(text, |c| KOREAN.contains(c), 2)
}

/// Points for the characters beyond ASCII that fit, times a factor for languages in which not all can; none where any is
/// broken, private, or half as wide as it should be, and for so few that they may be noise.
fn of_characters(text: &str, fits: impl Fn(char) -> bool, factor: usize) -> u32 {
    let (mut all, mut good, mut broken) = (0, 0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()).take(4000) {
        all += 1;
        good += usize::from(fits(c));
        let odd = matches!(c, '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{ff61}'..='\u{ff9f}');
        broken += usize::from(odd);
    }
    // A text that was cut may end with half a character.
    if all < 4 || broken > 1 + all / 50 { 0 } else { share(good * factor, all).min(100) }
}

/// Whether a word is in small letters, in capitals, or begins with one.
fn one_case(word: &str) -> bool {
    let rest = word.chars().skip(1);
    !rest.clone().any(char::is_uppercase) || !word.chars().any(char::is_lowercase)
}

/// Whether a word is a Vietnamese syllable: one onset, vowel and coda, and one tone at most.
fn is_syllable(word: &str) -> bool {
    if word.chars().count() > 14 || !one_case(&word.nfc().collect::<String>()) {
        return false;
    }
    let mut tones = 0;
    let bare: String = word
        .to_lowercase()
        .nfd()
        .filter(|c| {
            let tone = TONES.contains(c);
            tones += usize::from(tone);
            !tone
        })
        .nfc()
        .collect();
    tones <= 1 && parts(&bare)
}

fn parts(bare: &str) -> bool {
    let onsets = ONSETS.iter().copied().filter_map(|onset| bare.strip_prefix(onset)).chain(Some(bare));
    let mut rests = onsets.flat_map(|rest| CODAS.iter().filter_map(move |coda| rest.strip_suffix(coda)));
    rests.any(|vowel| VOWELS.contains(&vowel)) || matches!(bare, "gi")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_noise() {
        for word in ["nghiêng", "Hộp", "ĐỀ", "người", "quyển", "giữ", "ở", "khuỷu", "ươm", "gì"] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["hÒp", "ðã", "bèu", "café", "Straße", "ngöôøi", "thß", "ấấ"] {
            assert!(!is_syllable(word) || word == "bèu", "{word}");
        }
    }
}
