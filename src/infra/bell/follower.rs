//! Following what the bell tells.

use tokio::sync::watch;

/// The end of all that is told.
pub(super) const SILENCE: u64 = u64::MAX;

/// Hears of every change, several at once as one.
#[derive(Clone, Debug)]
pub struct Follower(watch::Receiver<u64>);

impl Follower {
    pub(super) fn new(told: watch::Receiver<u64>) -> Self {
        Self(told)
    }

    /// Waits for a change; false when none will come any more.
    pub async fn changed(&mut self) -> bool {
        self.0.changed().await.is_ok() && *self.0.borrow() != SILENCE
    }

    /// Counts the changes so far.
    pub fn count(&self) -> u64 {
        *self.0.borrow()
    }
}
