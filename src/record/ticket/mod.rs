//! Tickets: what stands in their rows, which states they pass, their numbers, lists, conversation and timeline.

mod bulk;
mod contest;
mod conversation;
pub mod due;
mod filter;
pub mod list;
pub mod lookup;
mod narrow;
mod number;
mod participant;
pub mod saved;
pub mod search;
mod state;
mod store;
pub mod tag;
pub mod task;
pub mod tie;
mod timeline;
pub mod transfer;

pub use bulk::{Bulk, BulkChange, BulkKind, add_bulk, add_bulk_change, bulk_changes, end_bulk, last_bulk};
pub use contest::{Rating, contest, contested_among, contested_at, rate, ratings, reopen_contests, settle_contests};
pub use conversation::{
    Message, MessageKind, NewMessage, adopt_arrival, answers_since, bind_letter, conversation, entries, last_words,
    move_entries, say, set_body, words_of_arrival,
};
pub use number::{next_number, numbers_in};
pub use participant::{Participant, is_participant, join, participants};
pub use state::{Exposure, Kind, Seal, Status, Verdict};
pub use store::{
    Ticket, at_version, by_id, by_number, by_uuid, change, hold, hold_number, insert, refresh, set_due, several, touch,
};
pub use timeline::{Event, begun_at, happened, timeline};
