//! The API for programs: JSON, version 1, a token in `Authorization: Bearer`. Errors have the shape of `error`, their
//! sentences are English.

pub mod campaign;
pub mod entry;
mod item;
pub mod report;
pub mod ticket;
