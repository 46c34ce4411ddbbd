//! The bell: rung after a commit, it wakes the worker of this process. Work committed by another process is found at the
//! worker's next look.

use std::sync::Arc;

use tokio::sync::Notify;

/// Rings and is heard. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<Notify>);

impl Bell {
    /// Wakes one waiter, or the next one to wait.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Waits for the next ring.
    pub async fn heard(&self) {
        self.0.notified().await;
    }
}
