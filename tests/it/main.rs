//! Integration tests, one binary.

mod intake_lmtp;
