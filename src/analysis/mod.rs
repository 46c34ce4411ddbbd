//! Pure knowledge: bytes or values in, values out. No database, clock or network.

pub mod evidence;
pub mod fingerprint;
pub mod known;
pub mod mime;
pub mod picture;
pub mod proof;
pub mod signal;
