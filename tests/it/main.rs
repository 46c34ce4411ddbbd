//! Integration tests, one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may")]

mod analysis_examine;
mod cell;
mod corpus;
mod demo_mails;
mod entry_mail;
mod intake_lmtp;
mod journey;
mod letters;
mod mailer;
