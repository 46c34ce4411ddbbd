//! How mail clients write an inline forward: one table in readable rows, a file for each region, and HTML anchors.
//! A new language is a new [`dialect::Dialect`], a new client is a word more in its rows. Where two languages use one word
//! for different things, the row that stands first wins: Vietnamese and English are the first.

mod anchors;
mod asian;
mod dialect;
mod eastern;
mod germanic;
mod home;
mod northern;
pub(super) mod phrases;
mod romance;
mod slavic;

pub(super) use anchors::is_anchor;
pub(super) use dialect::Label;
pub(crate) use phrases::without_prefixes;
pub(super) use phrases::{Dialects, Mark, Month, Phrases, is_forward};

/// Every dialect, those at home first. At most 64: a set of them is the bits of a number.
const TABLES: [&[dialect::Dialect]; 7] = [
    home::DIALECTS,
    germanic::DIALECTS,
    romance::DIALECTS,
    northern::DIALECTS,
    slavic::DIALECTS,
    eastern::DIALECTS,
    asian::DIALECTS,
];
