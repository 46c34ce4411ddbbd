//! Jobs: plain data, pushed in the transaction of the change they follow from, leased, tried again with doubling waits.

mod backoff;
mod store;

pub use backoff::wait;
pub use store::{Job, JobKind, done, failed, give_up, later, lease, push, retry};
