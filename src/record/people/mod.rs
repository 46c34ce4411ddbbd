//! People.

pub mod reporter;
