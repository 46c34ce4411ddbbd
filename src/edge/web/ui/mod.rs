//! Pages of the desk: one screen or action per file, its template has the same stem.

pub mod audit;
pub mod login;
pub mod password;
pub mod profile;
pub mod tokens;
pub mod users;
