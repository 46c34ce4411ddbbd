//! Campaigns: one attack as many report it. Which tickets belong to it and why, what binds them, what people did with it,
//! and which letter answered whom. What makes two mails alike is in `analysis::fingerprint`.

mod answer;
pub mod asked;
mod fingerprint;
mod key;
pub mod list;
mod membership;
mod step;
mod store;

pub use answer::{Answer, Progress, add_answer, answers, drop_answers, is_waiting, progress};
pub use fingerprint::{
    LooseHit, add_fingerprint, fingerprints, has_fingerprint, looks, loose_sharing, of_tickets, replace_fingerprint,
    set_loose,
};
pub use key::{Shared, decided_keys, keys_of, near, set_decided, sharing, shift};
pub use membership::{
    Member, Membership, bring_back, counts, leave, member_ids, members, membership, memberships, numbers, put, span,
    times,
};
pub use step::{Code, Move, Step, StepLine, add_move, add_step, last_decision, mark_undone, moves, step, steps};
pub use store::{Campaign, State, by_id, by_uuid, change, insert, of_ticket, refresh, several, title_of};
