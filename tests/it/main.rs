//! Integration tests, one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may")]

mod cell;
mod intake_lmtp;
mod mailer;
mod page_account;
mod page_security;
mod support;
