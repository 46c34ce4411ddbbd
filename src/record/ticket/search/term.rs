//! What can be asked for.

use std::ops::Range;

use chrono::NaiveDate;

use super::super::{Exposure, Kind, Status, Verdict};
use crate::text_enum;

/// One thing asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not be so.
    pub not: bool,
    /// What.
    pub sought: Sought,
    /// Where it stands in the text, in bytes: what is left without it asks for the rest.
    pub at: Range<usize>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// One of these states.
    Status(Vec<Status>),
    /// One of these conclusions; an empty list: no conclusion yet.
    Verdict(Vec<Verdict>),
    /// Of this kind.
    Kind(Kind),
    /// What its reporter did.
    Exposure(Exposure),
    /// Words in the sender of the reported mail.
    From(String),
    /// Words in the reporter.
    Reporter(String),
    /// The reporter's unit: short name, or part of its name.
    Unit(String),
    /// A host or domain in the reported mail.
    Domain(String),
    /// An indicator of any kind, whole.
    Indicator(String),
    /// Words in the name of an attachment, or of a file inside one.
    File(String),
    /// A tag, or the beginning of its name.
    Tag(String),
    /// Opened before this day.
    Before(NaiveDate),
    /// Opened on this day or after it.
    After(NaiveDate),
    /// Who works on it.
    Assignee(Whose),
    /// Words that follow each other; `open`: the last one is a beginning.
    Words {
        /// As typed.
        text: String,
        /// Whether more letters may follow.
        open: bool,
    },
}

/// Whose a ticket is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of whoever searches.
    Mine,
    /// Nobody's.
    Nobodys,
    /// Of somebody with this in name or address.
    Of(String),
}

text_enum! {
    /// A field, by the word that stands before the colon.
    Field {
        /// [`Sought::Status`].
        Status = "status",
        /// [`Sought::Verdict`].
        Verdict = "verdict",
        /// [`Sought::Kind`].
        Kind = "kind",
        /// [`Sought::Exposure`].
        Exposure = "exposure",
        /// [`Sought::From`].
        From = "from",
        /// [`Sought::Reporter`].
        Reporter = "reporter",
        /// [`Sought::Unit`].
        Unit = "unit",
        /// [`Sought::Domain`].
        Domain = "domain",
        /// [`Sought::Indicator`].
        Indicator = "indicator",
        /// [`Sought::File`].
        File = "file",
        /// [`Sought::Tag`].
        Tag = "tag",
        /// [`Sought::Before`].
        Before = "before",
        /// [`Sought::After`].
        After = "after",
        /// [`Sought::Assignee`].
        Assignee = "assignee",
    }
}

/// What was not understood; the rest of the search counts all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missed {
    /// No such field; its words were searched as words.
    Field(String),
    /// The field has no such value, and does not count.
    Value(Field, String),
    /// More than 20 things were asked for; the rest does not count.
    More,
}

impl Sought {
    /// The field by which it is asked for; none for words.
    pub fn field(&self) -> Option<Field> {
        Some(match self {
            Self::Status(_) => Field::Status,
            Self::Verdict(_) => Field::Verdict,
            Self::Kind(_) => Field::Kind,
            Self::Exposure(_) => Field::Exposure,
            Self::From(_) => Field::From,
            Self::Reporter(_) => Field::Reporter,
            Self::Unit(_) => Field::Unit,
            Self::Domain(_) => Field::Domain,
            Self::Indicator(_) => Field::Indicator,
            Self::File(_) => Field::File,
            Self::Tag(_) => Field::Tag,
            Self::Before(_) => Field::Before,
            Self::After(_) => Field::After,
            Self::Assignee(_) => Field::Assignee,
            Self::Words { .. } => return None,
        })
    }
}
