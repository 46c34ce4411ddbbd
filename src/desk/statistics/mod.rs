//! Figures of a period for leaders: what came, how fast it was answered, who was hit, who was warned. Reads only. The
//! program's own figures are in `desk::figures`.

pub mod count;
pub mod period;
pub mod read;

pub use period::Period;
pub use read::{Statistics, read};
