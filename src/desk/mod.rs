//! Use-cases: one function is one transaction, with one audit line for each changed record.

pub mod door;
mod error;
pub mod receive;

pub use error::Error;
