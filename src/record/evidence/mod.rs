//! Arrivals of mail, and what was seen in them.

mod arrival;
pub mod indicator;
pub mod picture;
mod store;

pub use arrival::{
    Arrival, NewArrival, Role, add, arrivals, by_hash, by_id, by_message, inbound_of, last_inbound, raw, transfer,
};
pub use store::{Stored, erase, is_analysed, of_arrival, of_ticket, of_tickets, replace};
