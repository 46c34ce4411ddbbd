//! The directory of agencies: under which name, from when until when, whom to reach there, which addresses are theirs.
//! An agency that gets another name is another row: what was written under the old name keeps it.

mod directory;
mod line;
mod store;

pub use line::{Bad, Kind, Line, SEED, lines, text};
pub use store::{
    Agency, Contact, Outcome, all, by_id, contacts, in_force, named, names, of_address, of_addresses, put, rules,
};
