//! Memory for uploads: all that are under way share one budget, so that many large ones wait instead of filling the machine.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::fault::Fault;
use crate::desk;

/// The grain of the budget, in bytes.
const UNIT: usize = 64 * 1024;

/// How long an upload waits for room.
const PATIENCE: Duration = Duration::from_secs(5);

/// The budget. Cheap to clone; every clone is the same one.
#[derive(Clone, Debug)]
pub struct Budget {
    units: Arc<Semaphore>,
    patience: Duration,
}

impl Budget {
    /// A budget of so many bytes, in units of 64 KB.
    pub fn new(bytes: usize) -> Self {
        let units = units(bytes).clamp(1, Semaphore::MAX_PERMITS);
        Self { units: Arc::new(Semaphore::new(units)), patience: PATIENCE }
    }

    /// A share for one upload, empty at first; what it took goes back when it is dropped.
    pub fn share(&self) -> Share {
        Share { budget: self.clone(), taken: None, kept: 0 }
    }
}

fn units(bytes: usize) -> usize {
    bytes.div_ceil(UNIT)
}

/// What one upload has taken of the budget.
#[derive(Debug)]
pub struct Share {
    budget: Budget,
    taken: Option<OwnedSemaphorePermit>,
    /// Bytes that stay while more is read.
    kept: usize,
}

impl Share {
    /// Counts bytes that were read and stay, beside whatever is read next.
    pub fn keep(&mut self, bytes: usize) {
        self.kept = self.kept.saturating_add(bytes);
    }

    /// Makes the share large enough for `bytes` beside those that stay; waits for room, and gives up with [`desk::Error::Busy`] after five seconds.
    pub async fn grow(&mut self, bytes: usize) -> Result<(), Fault> {
        let has = self.taken.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let more = u32::try_from(units(self.kept.saturating_add(bytes)).saturating_sub(has)).unwrap_or(u32::MAX);
        if more == 0 {
            return Ok(());
        }
        let room = Arc::clone(&self.budget.units).acquire_many_owned(more);
        let Ok(Ok(room)) = tokio::time::timeout(self.budget.patience, room).await else {
            return Err(desk::Error::Busy.into());
        };
        match &mut self.taken {
            Some(taken) => taken.merge(room),
            None => self.taken = Some(room),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn uploads_wait_for_room_and_give_it_back() {
        let budget = Budget { patience: Duration::from_millis(10), ..Budget::new(4 * UNIT) };
        let mut one = budget.share();
        one.grow(1).await.unwrap();
        one.grow(UNIT).await.unwrap();
        one.grow(3 * UNIT).await.unwrap();
        assert_eq!(budget.units.available_permits(), 1, "a share grows, it does not add up");
        one.keep(UNIT);
        one.grow(2 * UNIT).await.unwrap();
        assert_eq!(budget.units.available_permits(), 1, "what stays counts");
        one.grow(3 * UNIT).await.unwrap();
        assert_eq!(budget.units.available_permits(), 0);
        one.kept = 0;
        drop(one);
        let mut one = budget.share();
        one.grow(3 * UNIT).await.unwrap();
        let mut other = budget.share();
        assert!(matches!(other.grow(2 * UNIT).await, Err(Fault::Desk(desk::Error::Busy))));
        drop(one);
        other.grow(2 * UNIT).await.unwrap();
        drop(other);
        assert_eq!(budget.units.available_permits(), 4);
    }
}
