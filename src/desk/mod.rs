//! Use-cases: one function is one transaction, with one audit line for each changed record.

pub mod door;
mod error;
pub mod examine;
mod examine_text;
pub mod receive;

pub use error::Error;
