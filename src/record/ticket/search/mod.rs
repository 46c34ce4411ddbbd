//! The language of the search bar: words, “phrases”, `field:value`, a minus before what must not be. Pure, no database:
//! [`read`] gives what was understood and what was not; `narrow` makes conditions of it.

mod field;
mod phrase;
mod read;
mod term;

pub use phrase::plain;
pub use read::{Search, read};
pub use term::{Field, Missed, Sought, Term, Whose};
