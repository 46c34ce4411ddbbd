//! What the desk promised and until when: the calendar of work, the rules, and the times at which a ticket waited for its
//! reporter. What comes of them for a ticket is reckoned by `desk::due`.

mod calendar;
mod pause;
mod rule;

pub use calendar::{Day, days, hours, put_day, remove_day, set_week};
pub use pause::{Pauses, begin as begin_pause, end as end_pause, of as pauses_of};
pub use rule::{Harm, Plan, Rule, plan, raise, rules, set_plan, set_rules};
