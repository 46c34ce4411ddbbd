//! Those who report and those who work at the desk: accounts, roles, sessions, API tokens, counted failures, reporters.

mod directory;
mod reporter;
mod role;
mod session;
mod store;
mod taste;
mod throttle;
pub mod token;

pub use directory::{Person, page as reporters, person, person_at, set_person, tickets_of, with_endings};
pub use reporter::{Reporter, Track, by_address, get, recount, several, track, upsert};
pub use role::{Role, Theme};
pub use session::{
    Session, close_session, end_sessions, open_session, see_session, session_by_hash, sessions_in_force, sessions_of,
    sweep_sessions,
};
pub use store::{
    Account, account_by_email, account_by_id, accounts, add_account, roles_of, set_disabled, set_password, set_roles,
    set_signed_in, set_taste,
};
pub use taste::{Part, parts_of, set_parts};
pub use throttle::{clear_failures, fail, locked_until};
