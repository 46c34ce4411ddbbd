//! Adapters: database, raw mail, mail out, limited child processes.

pub mod blob;
pub mod db;
