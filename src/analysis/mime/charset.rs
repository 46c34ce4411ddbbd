//! From bytes to text: the declared character set where it fits, else the one in which the text reads like language. What
//! was tried in its place is said, since a reader of the ticket must know that the words are a guess.

use mail_parser::decoders::charsets::map::charset_decoder;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::legacy;
use super::likely;

/// Most bytes that are read in every candidate before one is chosen.
const TRIED: usize = 16 * 1024;
/// Fewest points of a hundred with which a candidate is taken.
const ENOUGH: u32 = 60;

/// Points with which one is taken against a name that fits too.
const SURE: u32 = 80;

/// Turns bytes into text.
type Decode = fn(&[u8]) -> String;
/// A character set that may have been meant: decoder, how much its text reads like language, message key.
type Candidate = (Decode, fn(&str) -> u32, &'static str);

/// Decodes by a name that mail-parser knows.
macro_rules! known {
    ($name:literal) => {
        |bytes: &[u8]| charset_decoder($name).map_or_else(|| latin(bytes), |decode| decode(bytes))
    };
}

const CANDIDATES: &[Candidate] = &[
    (known!(b"windows-1258"), likely::vietnamese, "problem-charset-windows-1258"),
    (legacy::viscii, likely::vietnamese, "problem-charset-viscii"),
    (legacy::tcvn, likely::vietnamese, "problem-charset-tcvn3"),
    (legacy::vni, likely::vietnamese, "problem-charset-vni"),
    (known!(b"windows-1251"), likely::cyrillic, "problem-charset-cyrillic"),
    (known!(b"koi8-r"), likely::cyrillic, "problem-charset-cyrillic"),
    (known!(b"shift_jis"), likely::japanese, "problem-charset-japanese"),
    (known!(b"euc-jp"), likely::japanese, "problem-charset-japanese"),
    (known!(b"euc-kr"), likely::korean, "problem-charset-korean"),
    (known!(b"gb18030"), likely::chinese, "problem-charset-chinese"),
    (known!(b"big5"), likely::chinese, "problem-charset-chinese"),
];

/// Names of the sets that the library does not know, without `x-` and punctuation.
const LEGACY: &[(&str, Decode)] = &[
    ("viscii", legacy::viscii),
    ("viscii11", legacy::viscii),
    ("viscii111", legacy::viscii),
    ("csviscii", legacy::viscii),
    ("tcvn", legacy::tcvn),
    ("tcvn3", legacy::tcvn),
    ("viettcvn", legacy::tcvn),
    ("viettcvn5712", legacy::tcvn),
    ("tcvn5712", legacy::tcvn),
    ("tcvn57121", legacy::tcvn),
    ("abc", legacy::tcvn),
    ("vni", legacy::vni),
    ("vietvni", legacy::vni),
    ("vniwin", legacy::vni),
    ("utf7", legacy::utf7),
    ("unicode11utf7", legacy::utf7),
];

/// A text and, where another set than the declared one was used, the message key that says which.
#[derive(Debug, PartialEq)]
pub(super) struct Text {
    /// The text, composed (NFC).
    pub(super) text: String,
    /// `problem-charset-…`.
    pub(super) problem: Option<&'static str>,
}

/// Text of a declared character set. Windows-1258 writes half-composed letters, which this repairs.
pub(super) fn read(bytes: &[u8], declared: Option<&str>) -> Text {
    let name = declared.map(plain).unwrap_or_default();
    let (text, problem) = match by_name(&name) {
        Some(decode) => (decode(bytes), None),
        None => undeclared(bytes, &name),
    };
    let composed = text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    Text { text: if composed { text } else { text.nfc().collect() }, problem }
}

/// A name in small letters without quotes, blanks, and what stands behind it.
fn plain(name: &str) -> String {
    let name = name.trim().trim_matches(['"', '\'', ' ']).split([';', ',', ' ', '*']).next().unwrap_or_default();
    name.to_ascii_lowercase()
}

/// The decoder of a name that says more than that the text is what everybody writes. Names of Latin letters are said of
/// everything, so they count only for text that reads like it.
fn by_name(name: &str) -> Option<Decode> {
    let bare: String = name.trim_start_matches("x-").chars().filter(char::is_ascii_alphanumeric).collect();
    if let Some((_, decode)) = LEGACY.iter().find(|(known, _)| *known == bare) {
        return Some(*decode);
    }
    let said_of_all =
        ["utf8", "utf8mb4", "usascii", "ascii", "iso88591", "windows1252", "cp1252", "latin1", "unknown8bit", "8bit"];
    if bare.is_empty() || said_of_all.contains(&bare.as_str()) {
        return None;
    }
    let alias = match bare.as_str() {
        "cp1258" | "xcp1258" | "win1258" | "ansi1258" => "windows-1258",
        "gb2312" | "gbk" | "cp936" | "xgbk" => "gb18030",
        _ => name,
    };
    charset_decoder(alias.as_bytes())
}

/// UTF-8 where it is that, with a few broken bytes allowed; else the best candidate.
fn undeclared(bytes: &[u8], name: &str) -> (String, Option<&'static str>) {
    if bytes.contains(&0x1b) && [b"\x1b$B".as_slice(), b"\x1b$@", b"\x1b(J"].iter().any(|mark| contains(bytes, mark)) {
        return ((known!(b"iso-2022-jp"))(bytes), Some("problem-charset-japanese").filter(|_| !name.is_empty()));
    }
    let text = String::from_utf8_lossy(bytes);
    let broken = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    if broken <= 3 || broken * 100 <= text.len() {
        // A few broken bytes in a text that has good letters beyond ASCII are damage; with none, another set.
        let good = text.chars().filter(|c| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER).count();
        if broken == 0 || good > broken {
            return (text.into_owned(), None);
        }
    }
    let start = bytes.get(..TRIED).unwrap_or(bytes);
    let best = best(start);
    // Latin letters are said of everything, but French is really written in them; a few words may read like both.
    if latin_name(name) && likely::western(&latin(start)) >= ENOUGH {
        let vietnamese =
            best.is_some_and(|(points, decode, _)| points >= SURE && likely::words(&decode(start)).nth(2).is_some());
        if !vietnamese {
            return (latin(bytes), None);
        }
    }
    match best {
        Some((_, decode, key)) => (decode(bytes), Some(key)),
        None => ((known!(b"windows-1258"))(bytes), Some("problem-charset-unknown")),
    }
}

/// The first of the candidates in which a text reads best: its points, decoder and key.
fn best(start: &[u8]) -> Option<(u32, Decode, &'static str)> {
    let rated = CANDIDATES.iter().map(|(decode, rate, key)| (rate(&decode(start)), *decode, *key));
    rated.reduce(|best, next| if next.0 > best.0 { next } else { best }).filter(|(points, ..)| *points >= ENOUGH)
}

fn latin_name(name: &str) -> bool {
    name.contains("8859") || name.contains("1252") || name.contains("latin")
}

fn latin(bytes: &[u8]) -> String {
    charset_decoder(b"windows-1252")
        .map_or_else(|| bytes.iter().map(|byte| char::from(*byte)).collect(), |it| it(bytes))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    memchr::memmem::find(bytes, wanted).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "Hộp thư của Ông/Bà đã đầy, đề nghị cập nhật ngay.";

    /// A text in a set, by asking the decoder for every byte and pair.
    fn is_read(bytes: &[u8], declared: Option<&str>, wanted: &str, problem: Option<&'static str>) {
        assert_eq!(read(bytes, declared), Text { text: wanted.into(), problem }, "{declared:?}");
    }

    #[test]
    fn vietnamese_of_every_age_is_read_also_where_the_name_lies() {
        let cp1258 = b"H\xf4\xf2p th\xfd cu\xd2a \xd4ng/Ba\xcc \xf0a\xde \xf0\xe2\xcc\x79, \xf0\xea\xcc nghi\xf2 c\xe2\xf2p nh\xe2\xf2t ngay.";
        let viscii = b"H\xb5p th\xdf c\xfca \xd4ng/B\xe0 \xf0\xe3 \xf0\xa5y, \xf0\xab ngh\xb8 c\xa7p nh\xa7t ngay.";
        let tcvn = b"H\xe9p th\xad c\xf1a \xa4ng/B\xb5 \xae\xb7 \xae\xc7y, \xae\xd2 ngh\xde c\xcbp nh\xcbt ngay.";
        let vni =
            b"Ho\xe4p th\xf6 cu\xfba O\xc2ng/Ba\xf8 \xf1a\xf5 \xf1a\xe0y, \xf1e\xe0 ngh\xf2 ca\xe4p nha\xe4t ngay.";
        for (bytes, name, key) in [
            (&cp1258[..], "windows-1258", "problem-charset-windows-1258"),
            (&viscii[..], "VISCII1.1-1", "problem-charset-viscii"),
            (&tcvn[..], "x-tcvn3", "problem-charset-tcvn3"),
            (&vni[..], "x-viet-vni", "problem-charset-vni"),
        ] {
            is_read(bytes, Some(name), SAID, None);
            for wrong in [None, Some("us-ascii"), Some("UTF-8"), Some("iso-8859-1"), Some("no-such-set")] {
                is_read(bytes, wrong, SAID, Some(key));
            }
        }
        is_read(SAID.as_bytes(), Some("us-ascii"), SAID, None);
        is_read(SAID.as_bytes(), Some("iso-8859-1"), SAID, None);
    }

    #[test]
    fn other_languages_are_told_apart_too() {
        let russian = b"\xcf\xf0\xe8\xe2\xe5\xf2, \xe2\xe0\xf8\xe0 \xef\xee\xf7\xf2\xe0 \xe7\xe0\xe1\xeb\xee\xea\xe8\xf0\xee\xe2\xe0\xed\xe0";
        is_read(russian, Some("utf-8"), "Привет, ваша почта заблокирована", Some("problem-charset-cyrillic"));
        let koi8 = b"\xf0\xd2\xc9\xd7\xc5\xd4, \xd7\xc1\xdb\xc1 \xd0\xcf\xde\xd4\xc1";
        is_read(koi8, None, "Привет, ваша почта", Some("problem-charset-cyrillic"));
        let chinese =
            b"\xc4\xfa\xb5\xc4\xd5\xca\xbb\xa7\xd2\xd1\xbe\xad\xd4\xda\xd5\xe2\xb8\xf6\xb5\xd8\xb7\xbd\xb5\xc7\xc2\xbc";
        is_read(chinese, None, "您的帐户已经在这个地方登录", Some("problem-charset-chinese"));
        is_read(chinese, Some("gb2312"), "您的帐户已经在这个地方登录", None);
        let japanese =
            b"\x82\xb1\x82\xcc\x83\x81\x81[\x83\x8b\x82\xf0\x8am\x94F\x82\xb5\x82\xc4\x82\xad\x82\xbe\x82\xb3\x82\xa2";
        is_read(japanese, Some("us-ascii"), "このメールを確認してください", Some("problem-charset-japanese"));
        is_read(b"\x1b$B$3$N\x1b(B", Some("us-ascii"), "この", Some("problem-charset-japanese"));
        is_read(b"caf\xe9 cr\xe8me br\xfbl\xe9e", Some("iso-8859-1"), "café crème brûlée", None);
        is_read(b"+MEYwbg-", Some("utf-7"), "うの".replace('う', "ん").replace('ん', "\u{3046}").as_str(), None);
    }

    #[test]
    fn nothing_is_lost_of_what_reads_like_nothing() {
        let text = read(b"\xff\xfe\xfd\x80\x81\x90 x", Some("utf-8"));
        assert_eq!((text.problem, text.text.ends_with(" x")), (Some("problem-charset-unknown"), true));
        assert_eq!(read("a\u{301}b".as_bytes(), None).text, "áb");
    }
}
