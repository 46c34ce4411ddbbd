//! What the form of an advisory holds, and what is made of it.

use serde::Deserialize;

use crate::desk::advisory::{Content, typed_rows};
use crate::desk::letter::quote::words;
use crate::paper::dispatch::{Authority, Dispatch};

/// What the form holds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The version that the form was made from.
    pub version: i32,
    /// The body above the issuer.
    pub parent: String,
    /// The issuer.
    pub issuer: String,
    /// Symbol without the number.
    pub symbol: String,
    /// Place in the date line.
    pub place: String,
    /// Year in the date line.
    pub year: i32,
    /// Subject, without `V/v`.
    pub subject: String,
    /// Addressees, one a line.
    pub addressees: String,
    /// Paragraphs, one a line.
    pub body: String,
    /// Word of the authority.
    pub authority: String,
    /// Title of the head.
    pub head: String,
    /// Title of the signer.
    pub title: String,
    /// Name of the signer.
    pub signer: String,
    /// Copies, one a line.
    pub copies: String,
    /// Drafting unit.
    pub drafter: String,
    /// Rows of the appendix, `kind | value | note` a line.
    pub rows: String,
    /// Text for chat groups.
    pub short: String,
    /// Whether the picture is in it.
    pub figure: Option<String>,
}

impl Typed {
    /// The form of what an advisory says.
    pub fn of(content: &Content, version: i32) -> Self {
        let from = &content.dispatch;
        let rows = from.indicators.iter().map(|row| format!("{} | {} | {}", row.kind, row.value, row.note));
        Self {
            version,
            parent: from.parent.clone(),
            issuer: from.issuer.clone(),
            symbol: from.symbol.clone(),
            place: from.place.clone(),
            year: from.year,
            subject: from.subject.clone(),
            addressees: from.addressees.join("\n"),
            body: from.body.join("\n"),
            authority: from.authority.word().into(),
            head: from.head.clone(),
            title: from.title.clone(),
            signer: from.signer.clone(),
            copies: from.copies.join("\n"),
            drafter: from.drafter.clone(),
            rows: rows.collect::<Vec<_>>().join("\n"),
            short: content.short.clone(),
            figure: content.figure.then(|| "1".into()),
        }
    }

    /// What the form says, as a draft; web addresses of strangers are defanged whatever was typed.
    pub fn content(&self, ours: &str) -> Content {
        let text = |text: &str| words(text, ours);
        let lines = |typed: &str| text(typed).lines().take(200).map(|line| line.trim().to_owned()).collect::<Vec<_>>();
        let dispatch = Dispatch {
            parent: text(&self.parent),
            issuer: text(&self.issuer),
            symbol: text(&self.symbol),
            number: None,
            date: None,
            year: self.year.clamp(2000, 9999),
            place: text(&self.place),
            subject: text(&self.subject),
            addressees: lines(&self.addressees),
            body: lines(&self.body),
            authority: Authority::of(&self.authority).unwrap_or_default(),
            head: text(&self.head),
            title: text(&self.title),
            signer: text(&self.signer),
            copies: lines(&self.copies),
            drafter: text(&self.drafter),
            indicators: typed_rows(&self.rows),
            draft: true,
        };
        Content { dispatch, short: text(&self.short), figure: self.figure.is_some() }
    }
}
