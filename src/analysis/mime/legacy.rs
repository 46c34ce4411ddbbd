//! Character sets of Vietnam before Unicode, which no library knows: VISCII (RFC 1456), TCVN 5712 (the ABC fonts) and VNI;
//! and UTF-7 (RFC 2152), of which mail-parser drops letters.

/// The letters of VISCII from byte 0x80 on.
const VISCII: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ\
     ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ\
     ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư\
     àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

/// The letters of VISCII that stand among the control characters.
const VISCII_LOW: &[(u8, char)] = &[(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1e, 'Ỵ')];

/// The letters of TCVN 5712 from byte 0x80 on. The ABC fonts show capitals by another font, so texts hold small letters.
const TCVN: &str = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\
     \u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ\
     ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò\
     ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

/// What VNI writes after a vowel, in Latin-1 small letters, and the marks that it stands for.
const VNI_MARKS: &[(char, &str)] = &[
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// Letters of VNI that stand alone, in Latin-1 small letters.
const VNI_LETTERS: &[(char, char)] =
    &[('ñ', 'đ'), ('ô', 'ơ'), ('ö', 'ư'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ'), ('í', 'í'), ('ì', 'ì')];

/// Text of VISCII.
pub(super) fn viscii(bytes: &[u8]) -> String {
    let low = |byte: u8| VISCII_LOW.iter().find(|(low, _)| *low == byte).map(|(_, letter)| *letter);
    by_table(bytes, VISCII, low)
}

/// Text of TCVN 5712, which ABC fonts call TCVN3; not composed yet.
pub(super) fn tcvn(bytes: &[u8]) -> String {
    by_table(bytes, TCVN, |_| None)
}

fn by_table(bytes: &[u8], high: &str, low: impl Fn(u8) -> Option<char>) -> String {
    let high: Vec<char> = high.chars().collect();
    let letter = |byte: u8| match byte.checked_sub(0x80) {
        Some(at) => high.get(usize::from(at)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        None => low(byte).unwrap_or(char::from(byte)),
    };
    bytes.iter().map(|byte| letter(*byte)).collect()
}

/// Text of VNI, in which a vowel and what follows it are one letter; not composed yet.
pub(super) fn vni(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let latin = char::from(*byte);
        let small = latin.to_lowercase().next().unwrap_or(latin);
        let vowel = out.chars().next_back().is_some_and(|last| "aeouyơưAEOUYƠƯ".contains(last));
        let marks = VNI_MARKS.iter().find(|(mark, _)| *mark == small).filter(|_| vowel && !byte.is_ascii());
        let letter = VNI_LETTERS.iter().find(|(vni, _)| *vni == small);
        match (marks, letter) {
            (Some((_, marks)), _) => out.push_str(marks),
            (None, Some((_, letter))) if small == latin => out.push(*letter),
            (None, Some((_, letter))) => out.extend(letter.to_uppercase()),
            (None, None) => out.push(latin),
        }
    }
    out
}

/// Text of UTF-7: UTF-16 in base64 between `+` and the first byte that is no digit, which counts unless it is `-`.
pub(super) fn utf7(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, tail)) = rest.split_first() {
        if *first != b'+' {
            out.push(char::from(*first));
            rest = tail;
            continue;
        }
        let length = tail.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).count();
        let (digits, after) = tail.split_at_checked(length).unwrap_or((tail, b""));
        let ended = after.strip_prefix(b"-");
        if digits.is_empty() {
            out.push('+');
        }
        let units = units(digits);
        out.push_str(&String::from_utf16_lossy(&units));
        rest = ended.unwrap_or(after);
    }
    out
}

/// The whole units of 16 bits in base64 digits.
fn units(digits: &[u8]) -> Vec<u16> {
    let mut out = Vec::with_capacity(digits.len() * 6 / 16);
    let (mut bits, mut count): (u32, u32) = (0, 0);
    for digit in digits {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            _ => 63,
        };
        bits = (bits << 6 | u32::from(value)) & 0x3f_ffff;
        count += 6;
        if count >= 16 {
            count -= 16;
            out.push((bits >> count) as u16);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn the_old_sets_say_the_same() {
        assert_eq!(VISCII.chars().count() + TCVN.chars().count(), 256);
        assert_eq!(viscii(b"Ch\xe6 Qu\xafc ng\xe6, v\xbei \xf0\xa3c bi\xaet"), "Chữ Quốc ngữ, với đặc biệt");
        assert_eq!(
            tcvn(b"C\xe9ng h\xdfa x\xb7 h\xe9i, \xae\xe9c l\xcbp").nfc().collect::<String>(),
            "Cộng hòa xã hội, độc lập"
        );
        assert_eq!(
            vni(b"Co\xe4ng ho\xf8a xa\xf5 ho\xe4i, \xf1o\xe4c la\xe4p, THO\xc2NG BA\xd9O").nfc().collect::<String>(),
            "Cộng hòa xã hội, độc lập, THÔNG BÁO"
        );
    }
}
