//! What people of the desk are told, and how they want to be told.

mod store;
mod taste;

pub use store::{
    Kind, NewNotice, Row, Waiting, add, is_older, mailed, page, read, read_all, sweep, unread, unread_by_account,
    waiting,
};
pub use taste::{ByMail, Taste, set_taste, taste, tastes};
