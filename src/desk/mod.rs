//! Use-cases: one function is one transaction, with one audit line for each changed record.

pub mod account;
pub mod door;
mod error;
pub mod measure;
pub mod password;
pub mod policy;
pub mod receive;
pub mod sign_in;
pub mod token;

pub use error::Error;
