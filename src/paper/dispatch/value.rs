//! What a công văn consists of, as officers edit it and versions store it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// In whose name somebody signs (Decree 30/2020, annex I, II.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Authority {
    /// The head signs.
    Head,
    /// A deputy signs for the head: `KT.`
    #[default]
    For,
    /// Somebody below signs by order: `TL.`
    Order,
    /// Somebody authorised in writing signs: `TUQ.`
    Authorised,
    /// The acting head signs: `Q.`
    Acting,
    /// Somebody signs on behalf of a collective body: `TM.`
    Behalf,
}

impl Authority {
    /// All of them, in the order in which people see them.
    pub const ALL: [Self; 6] = [Self::Head, Self::For, Self::Order, Self::Authorised, Self::Acting, Self::Behalf];

    /// The word in forms and message keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::For => "for",
            Self::Order => "order",
            Self::Authorised => "authorised",
            Self::Acting => "acting",
            Self::Behalf => "behalf",
        }
    }

    /// The value of a word; absent for any other word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// A row of the appendix. The value is foreign and is given defanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// What it is, in Vietnamese: `Tên miền`.
    pub kind: String,
    /// Its value, defanged.
    pub value: String,
    /// A remark, may be empty.
    pub note: String,
}

/// The picture of the lure, addressee hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// PNG.
    pub png: Vec<u8>,
    /// Width in pixels, at least 1.
    pub width: u32,
    /// Height in pixels, at least 1.
    pub height: u32,
}

/// A công văn. Texts are plain; web addresses of strangers in them are defanged by whoever made it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// The body above the issuer, `UBND TỈNH LAI CHÂU`; empty: none.
    pub parent: String,
    /// The issuer.
    pub issuer: String,
    /// Symbol without the number: `SKHCN-TTCĐS`.
    pub symbol: String,
    /// The number that the clerk gave.
    pub number: Option<u32>,
    /// The date that the clerk gave.
    pub date: Option<NaiveDate>,
    /// The year in the date line while there is no date.
    pub year: i32,
    /// Place in the date line: `Lai Châu`.
    pub place: String,
    /// Subject, without `V/v`.
    pub subject: String,
    /// Addressees, at least one.
    pub addressees: Vec<String>,
    /// Paragraphs of the body.
    pub body: Vec<String>,
    /// In whose name it is signed.
    pub authority: Authority,
    /// Title of the head: `GIÁM ĐỐC`.
    pub head: String,
    /// Title of the signer where it is not the head: `PHÓ GIÁM ĐỐC`.
    pub title: String,
    /// Name of the signer.
    pub signer: String,
    /// Who else gets it, without `Như trên` and `Lưu`.
    pub copies: Vec<String>,
    /// Abbreviation of the unit that drafted it, for `Lưu: VT, …`.
    pub drafter: String,
    /// Rows of the appendix.
    pub indicators: Vec<Indicator>,
    /// Whether it is not issued yet, and says so.
    pub draft: bool,
}
