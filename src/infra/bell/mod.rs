//! The bell: rung after a commit, it wakes the worker of this process and tells everybody who follows what the desk sees.
//! Work committed by another process is found at the next look of the worker, and of those who follow.

mod follower;

use std::sync::Arc;

use tokio::sync::{Notify, watch};

pub use follower::Follower;
use follower::SILENCE;

/// Rings and is heard. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Bell {
    wake: Arc<Notify>,
    told: Arc<watch::Sender<u64>>,
}

impl Default for Bell {
    fn default() -> Self {
        Self { wake: Arc::default(), told: Arc::new(watch::Sender::new(0)) }
    }
}

impl Bell {
    /// Wakes one waiter, or the next one to wait; and tells of a change.
    pub fn ring(&self) {
        self.wake.notify_one();
        self.tell();
    }

    /// Tells all who follow that something changed; no work waits for it.
    pub fn tell(&self) {
        self.told.send_if_modified(|count| {
            let goes_on = *count != SILENCE;
            if goes_on {
                *count = (*count + 1) % SILENCE;
            }
            goes_on
        });
    }

    /// Ends what is followed, for good: the program stops.
    pub fn silence(&self) {
        self.told.send_replace(SILENCE);
    }

    /// Waits for the next ring.
    pub async fn heard(&self) {
        self.wake.notified().await;
    }

    /// Follows what is told from now on.
    pub fn follow(&self) -> Follower {
        Follower::new(self.told.subscribe())
    }
}
