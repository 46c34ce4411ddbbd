//! Where hostile mail is read: long-lived child processes of our own binary that can do nothing but answer.
//!
//! The parent holds a [`CellPool`] and gives it bytes; a cell reads them, works, and gives bytes back over its two pipes.
//! One mail at a time per cell. A cell that overruns or dies is killed and replaced, and only the mail that it was reading
//! bears it. The child calls [`serve`], which takes its own rights away before the first byte is read.
//!
//! What is in the bytes is not known here; nothing here parses mail.

mod confine;
mod frame;
mod pool;
mod serve;

pub use confine::{Limits, confine};
pub use frame::{MAX_ANSWER, MAX_REQUEST};
pub use pool::{CellConfig, CellError, CellPool};
pub use serve::serve;
