//! Adapters to what lies outside the program.

pub mod cell;
pub mod mailer;
pub mod zip;
