//! Sending an issued advisory to agencies by mail: whom, once each; who has not confirmed it and is reminded; what their
//! answers say. The document itself goes by the document management system; this mail is quicker.

mod choose;
mod notice;
mod place;
mod read;
mod receipt;
mod send;
mod standing;

pub use choose::{Choice, Chosen, Group, Office, choose};
pub use notice::preview;
pub use place::Where;
pub use read::read;
pub use receipt::{Receipt, confirm, look};
pub use send::{remind, send, stop};
pub use standing::{Line, Standing, standing, table};
