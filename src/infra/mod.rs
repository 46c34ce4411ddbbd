//! Adapters: database, DNS, raw mail, mail out, limited child processes.

pub mod bell;
pub mod blob;
pub mod cell;
pub mod db;
pub mod dns;
pub mod mailer;
pub mod zip;
