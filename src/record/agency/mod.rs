//! The directory of agencies: under which name, from when until when, whom to reach there, which addresses are theirs.
//! An agency that gets another name is another row: what was written under the old name keeps it.

mod directory;
mod line;
mod store;

pub use line::{Bad, Kind, Line, SEED, lines, text};
pub use store::{Agency, Contact, Outcome, all, contacts, in_force, names, of_address, of_addresses, put};
