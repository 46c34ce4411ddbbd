//! Letters going out: rendered when they are queued, kept word for word, leased, delivered at least once under one
//! Message-ID.

mod enclosed;
mod lease;
mod store;

pub use enclosed::{Enclosed, enclose, enclosed_at, enclosed_in};
pub use lease::lease;
pub use store::{
    Held, Letter, Listed, NewLetter, State, Told, by_id, by_message, cancel, cancel_all, fail, first_of_mailing, held,
    later, of_mailing, page, queue, recent_automatic, retry, sent, set_copies, several, to_person, told, waiting,
};
