//! Integration tests, one binary.

mod cell;
mod mailer;
