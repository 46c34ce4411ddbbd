//! Advisories (công văn cảnh báo): where each stands, every version of its words, and the picture of the lure in it. What
//! the words are is JSON here; `desk::advisory` knows it.

mod state;
mod store;
mod version;

pub use state::{State, Step};
pub use store::{
    Advisory, Figure, Listed, New, add, at_version, by_id, by_uuid, change, drop_unissued, figure, has_figure, list,
    number_is_taken, of_campaign, of_ticket, replaced_by, set_figure, set_replaced_by,
};
pub use version::{Line, Version, add_version, content, history};
