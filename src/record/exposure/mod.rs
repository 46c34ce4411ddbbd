//! Exposed mailboxes: whom an attacker may hold, what happened, and which steps were taken. The person exposed need not be the
//! one who reported, and need not be known from a report at all.

mod step;
mod store;

pub use step::{Step, What};
pub use store::{
    Exposed, NewExposed, Taken, add, board, by_id, exposed_among, link, of_ticket, open_among, open_at, open_of, raise,
    rows_of, set_closed, take, taken, told_by, transfer, undo,
};
