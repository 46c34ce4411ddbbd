//! Places `{{…}}` in words that are written beforehand, and what a ticket puts into them. Names are read in Vietnamese and
//! English, with or without tone marks; whatever comes from a mail is quoted as letters quote it. Pure.

use super::letter::quote::quote;
use super::letter::{Facts, Sender, moment, verdict_words};
use crate::base::locale::Language;
use crate::base::text::{fold, one_line};
use crate::record::ticket::Verdict;

/// What stands where the ticket has nothing to say, as on a paper form.
pub const GAP: &str = "……";

/// Longest name of a place, in characters.
const NAME: usize = 40;

/// What a place stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Number of the ticket.
    Ticket,
    /// Name of the reporter.
    Reporter,
    /// The reporter's unit.
    Unit,
    /// Subject of the reported mail.
    Subject,
    /// Who sent the reported mail, as it says.
    Sender,
    /// The verdict, in words.
    Verdict,
    /// When the report came.
    Received,
    /// Telephone of the desk.
    Telephone,
    /// Mail address of the desk.
    Address,
    /// Name of the service.
    Office,
    /// Name of whoever writes.
    Writer,
}

/// All places with their Vietnamese and English names, in the order in which pages explain them.
pub const PLACES: [(Place, &str, &str); 11] = [
    (Place::Ticket, "mã phiếu", "ticket"),
    (Place::Reporter, "người phản ánh", "reporter"),
    (Place::Unit, "đơn vị", "unit"),
    (Place::Subject, "tiêu đề", "subject"),
    (Place::Sender, "người gửi", "sender"),
    (Place::Verdict, "kết luận", "verdict"),
    (Place::Received, "thời điểm nhận", "received"),
    (Place::Telephone, "điện thoại", "telephone"),
    (Place::Address, "địa chỉ hỗ trợ", "address"),
    (Place::Office, "bộ phận", "office"),
    (Place::Writer, "người viết", "writer"),
];

impl Place {
    /// The last part of its message key, and its English name.
    pub fn word(self) -> &'static str {
        PLACES.iter().find(|(place, ..)| *place == self).map_or("", |(_, _, word)| *word)
    }

    fn of(name: &str) -> Option<Self> {
        let name = fold(name.trim());
        PLACES.iter().find(|(_, vi, en)| fold(vi) == name || *en == name).map(|(place, ..)| *place)
    }
}

/// What the places are filled with: who we are, what the ticket says, and what no letter says.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// Who we are.
    pub sender: &'a Sender,
    /// What the ticket says.
    pub facts: Facts<'a>,
    /// The reporter's unit; empty where unknown.
    pub unit: &'a str,
    /// The verdict.
    pub verdict: Option<Verdict>,
    /// Who writes.
    pub writer: &'a str,
}

impl Values<'_> {
    fn of(&self, place: Place, language: Language) -> String {
        let shut = |text: &str| if self.facts.sealed { String::new() } else { quote(text) };
        match place {
            Place::Ticket => self.facts.number.to_owned(),
            Place::Reporter => quote(self.facts.reporter_name),
            Place::Unit => quote(self.unit),
            Place::Subject => shut(self.facts.subject),
            Place::Sender => shut(self.facts.shown_sender),
            Place::Verdict => self.verdict.map_or("", |verdict| verdict_words(verdict, language)).to_owned(),
            Place::Received => moment(self.facts.received_at, self.facts.zone, language),
            Place::Telephone => one_line(&self.sender.telephone, 60),
            Place::Address => one_line(&self.sender.address, 120),
            Place::Office => one_line(&self.sender.name, 120),
            Place::Writer => one_line(self.writer, 80),
        }
    }
}

enum Piece<'a> {
    Words(&'a str),
    Place(Place),
    Unknown(&'a str),
}

fn pieces(body: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push(Piece::Words(before));
        if let Some((name, behind)) = after.split_once("}}") {
            out.push(Place::of(name).map_or(Piece::Unknown(name), Piece::Place));
            rest = behind;
        } else {
            out.push(Piece::Unknown(after));
            rest = "";
        }
    }
    out.push(Piece::Words(rest));
    out
}

/// The first place that stands for nothing, as it is written, at most 40 characters.
pub fn unknown(body: &str) -> Option<String> {
    pieces(body).iter().find_map(|piece| match piece {
        Piece::Unknown(name) => Some(one_line(name, NAME)),
        Piece::Words(_) | Piece::Place(_) => None,
    })
}

/// The words with every place filled; [`GAP`] where there is nothing to say or the place stands for nothing.
pub fn fill(body: &str, values: &Values<'_>, language: Language) -> String {
    let filled = pieces(body).into_iter().map(|piece| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Place(place) => Some(values.of(place, language)).filter(|text| !text.is_empty()).unwrap_or(GAP.into()),
        Piece::Unknown(_) => GAP.to_owned(),
    });
    filled.collect()
}

/// The language that somebody writes, as far as a few words tell: English only where nothing else fits.
pub fn language_of(words: &str) -> Language {
    const ENGLISH: [&str; 16] = [
        "the", "this", "is", "and", "please", "you", "my", "mail", "email", "have", "we", "it", "of", "what",
        "received", "look",
    ];
    let head: String = words.chars().take(2_000).collect();
    let marked = |c: char| c.is_alphabetic() && !c.is_ascii();
    let known =
        head.split(|c: char| !c.is_alphanumeric()).filter(|word| ENGLISH.contains(&word.to_lowercase().as_str()));
    if !head.chars().any(marked) && known.count() >= 2 { Language::En } else { Language::Vi }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_in_both_languages_and_without_marks() {
        for name in ["mã phiếu", "MÃ PHIẾU", " ma  phieu ", "ticket"] {
            assert_eq!(Place::of(name), Some(Place::Ticket), "{name}");
        }
        assert_eq!(unknown("Phiếu {{mã phiếu}} của {{reporter}}: {{don vi}}"), None);
        assert_eq!(unknown("{{mã phiếu}} {{mật khẩu}}").as_deref(), Some("mật khẩu"));
        assert_eq!(unknown("a {{ticket").as_deref(), Some("ticket"));
        assert_eq!(unknown(&format!("{{{{{}}}}}", "x".repeat(99))).map(|name| name.chars().count()), Some(NAME));
        assert_eq!(unknown("a } b { c }}"), None, "single brackets are words");
    }

    #[test]
    fn english_is_told_from_vietnamese_without_marks() {
        assert_eq!(language_of("Please look at this mail."), Language::En);
        for words in ["Toi nhan duoc thu la, de nghi kiem tra.", "Please look: tôi nhận thư này", "ok", ""] {
            assert_eq!(language_of(words), Language::Vi, "{words}");
        }
    }
}
