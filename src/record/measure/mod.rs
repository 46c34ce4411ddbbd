//! Measures against an attack that are carried out elsewhere, in the mail system, in a firewall, by telephone: what was asked
//! for, what was done, what was lifted again, by whom and when.

mod kind;
mod store;

pub use kind::{Kind, Stage};
pub use store::{
    Done, Home, Listed, Measure, NewMeasure, add, board, by_id, done_of, find, of_home, set_done, set_lifted,
};
