//! The công văn (official letter) of Decree 30/2020/NĐ-CP that warns of a lure: what officers edit ([`Dispatch`]), the
//! finished lines of the page ([`Sheet`]), from which both the DOCX ([`docx()`]) and the HTML page are made, and the rules
//! between them. Nothing here numbers, sends or stores.

mod docx;
mod draft;
mod foot;
mod parts;
pub mod rules;
mod sheet;
mod value;

pub use docx::{Trouble, docx};
pub use draft::{Counts, Facts, Issuer, counted_anew, draft, replacing, short_text};
pub use sheet::{CAPTION, Sheet};
pub use value::{Authority, Dispatch, Figure, Indicator};
