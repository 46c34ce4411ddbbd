//! DNS: off unless the settings switch it on, and then asked only for the records that DKIM, SPF, DMARC and ARC rest on.
//! Nothing found in a mail is looked up to be visited.

mod query;
mod resolver;

pub use query::{Answer, Query};
pub use resolver::Resolver;
