//! `hotro bench`: a database of any size with what a desk would have in it, and how fast the pages are on it. For those who
//! change hotro; nothing of it touches a folder that `bench fill` did not make.

mod case;
mod chance;
mod client;
mod fill;
mod mail;
mod measure;
mod play;
pub mod urls;
mod words;

pub(super) use words::{Command, run};
