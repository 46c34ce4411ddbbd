//! What the demo shows: people who do not exist, and the mails they report.

mod campaign;
mod forward;
mod harmless;
mod lures;
pub mod mails;
pub(super) mod mime;
mod original;
mod others;
pub mod people;
mod requests;
pub(super) mod run;
mod scene;
mod story;
