//! QR codes: a link that filters do not read and that is opened on a telephone, outside the office; and, as a remark, what
//! a code says that is no link.

use super::view::{Raised, View};
use crate::analysis::evidence::LinkSource;

/// Most remarks of a mail.
const REMARKS: usize = 5;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let drawn = view.foreign_links().find(|(_, link, _)| link.source == Some(LinkSource::Qr));
    if let Some((at, _, host)) = drawn {
        out.push(Raised::new("QR_LINK", format!("link:{at}")).with("host", host));
    }
    for code in view.traits.codes.iter().take(REMARKS) {
        let at = code.attachment.map_or_else(|| "text".to_owned(), |at| format!("attachment:{at}"));
        let raised = Raised::new("QR_WORDS", at).with("kind", kind(&code.text));
        out.push(raised.with("words", said(&code.text)));
    }
}

/// The kind of what a code says, as the word that its sentence chooses by.
fn kind(text: &str) -> &'static str {
    let upper = text.trim_start().to_uppercase();
    let starts = |words: &[&str]| words.iter().any(|word| upper.starts_with(word));
    if starts(&["00020101", "00020102"]) {
        "bank"
    } else if starts(&["WIFI:"]) {
        "wifi"
    } else if starts(&["TEL:", "SMS:", "SMSTO:", "MMSTO:"]) {
        "telephone"
    } else if starts(&["BEGIN:VCARD", "MECARD:", "BIZCARD:"]) {
        "card"
    } else if starts(&["BITCOIN:", "ETHEREUM:", "LITECOIN:", "TRON:"]) {
        "crypto"
    } else {
        "text"
    }
}

/// The words; of a bank's code (EMV QRCPS with the fields of NAPAS 247) the account and the sum.
fn said(text: &str) -> String {
    bank(text).unwrap_or_else(|| text.chars().take(200).collect())
}

fn bank(text: &str) -> Option<String> {
    if kind(text) != "bank" {
        return None;
    }
    // 38: the receiver; in it 01: bank (00) and account (01). 54: the sum.
    let fields = fields(text.trim());
    let of =
        |list: &[(String, String)], wanted: &str| list.iter().find(|(tag, _)| tag == wanted).map(|one| one.1.clone());
    let receiver = self::fields(&of(&self::fields(&of(&fields, "38")?), "01")?);
    let mut said = format!("{} {}", of(&receiver, "00")?, of(&receiver, "01")?);
    if let Some(sum) = of(&fields, "54") {
        said.push_str(&format!(", {sum} VND"));
    }
    if let Some(words) = of(&fields, "62").and_then(|more| of(&self::fields(&more), "08")) {
        said.push_str(&format!(", {}", words.trim()));
    }
    Some(said)
}

/// Fields of two digits of name, two of length, and content.
fn fields(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let (Some(tag), Some(length)) =
        (rest.get(..2), rest.get(2..4).and_then(|digits| digits.parse::<usize>().ok()))
    {
        let Some(content) = rest.get(4..4 + length).filter(|_| out.len() < 100) else { break };
        out.push((tag.to_owned(), content.to_owned()));
        rest = rest.get(4 + length..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_for_money_names_the_account() {
        let code = "00020101021238570010A00000072701270006970436011300110012345670208QRIBFTTA53037045405500005802VN62130809nop phat 6304ABCD";
        assert_eq!((kind(code), said(code).as_str()), ("bank", "970436 0011001234567, 50000 VND, nop phat"));
        assert_eq!(kind("WIFI:T:WPA;S:x;P:y;;"), "wifi");
        assert_eq!(said("0002010102"), "0002010102");
    }
}
