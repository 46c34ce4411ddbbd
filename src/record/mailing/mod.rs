//! Issued advisories on their way to agencies: to whom each goes, who said that it was received, and the mails that answer.
//! The letters themselves are in `record::outbox`.

mod reply;
mod store;

pub use reply::{NewReply, Outcome, Reply, add_reply, reply_by_id, reply_raw, settle_reply};
pub use store::{
    Delivery, How, Mailing, NewMailing, add, by_code, by_id, code, deliveries, find, forget_unsent, new_seed,
    of_advisory, seed, set_note, set_received, set_reminded,
};
