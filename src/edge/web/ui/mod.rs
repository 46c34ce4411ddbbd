//! Pages of the desk: one screen or action per file, its template has the same stem.

pub mod agencies;
pub mod audit;
pub mod entry;
pub mod evidence;
pub mod indicator;
pub mod indicators;
pub mod login;
pub mod outbox;
pub mod password;
pub mod profile;
pub mod queue;
pub mod shown;
pub mod ticket;
pub mod ticket_advisory;
pub mod ticket_mail;
pub mod ticket_move;
pub mod ticket_print;
pub mod ticket_reply;
pub mod ticket_talk;
pub mod ticket_verdict;
pub mod tickets;
pub mod tokens;
pub mod users;
