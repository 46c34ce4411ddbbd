//! Letters going out: rendered when they are queued, kept word for word, leased, delivered at least once under one
//! Message-ID.

mod store;

pub use store::{
    Held, Letter, NewLetter, State, Told, by_id, by_message, cancel, cancel_all, fail, held, later, lease, page, queue,
    recent_automatic, retry, sent, several, to_person, told, waiting,
};
