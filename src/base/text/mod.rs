//! Vietnamese text as people type, search and read it. Pure.

mod fold;
mod hide;
mod line;
mod marked;
mod time;

pub use fold::fold;
pub use hide::{HIDDEN, hide};
pub use line::{one_line, visible};
pub use marked::marked;
pub use time::{Zone, dispatch_date, in_text, list_time};
