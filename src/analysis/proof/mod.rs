//! Own checks of where a mail comes from: DKIM (RFC 6376), SPF (RFC 7208), DMARC (RFC 9989), ARC (RFC 8617), by mail-auth.
//! They run where mail is read, in the cell, which has no network: what DNS says is given, and what else it would have to
//! be asked is given back ([`Proof::asks`]), until nothing is missing.

mod answers;
mod check;

pub use check::{Proof, prove, signatures};
