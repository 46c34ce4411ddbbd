//! The mail while it is read: one growing buffer up to the size limit, paid for from a budget all connections share.
//! The buffer becomes the mail of the desk without a copy.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// First buffer, in bytes: most mails that carry no attachment fit.
const FIRST: usize = 16 * 1024;
/// From this size the buffer grows by half instead of doubling.
const LARGE: usize = 1024 * 1024;

/// Memory for the mails being read or waiting at the door, in whole KiB.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    free: Arc<Semaphore>,
    patience: Duration,
}

impl Budget {
    /// A budget of `bytes`; who finds too little free waits for `patience`.
    pub(super) fn new(bytes: usize, patience: Duration) -> Self {
        let kib = bytes.div_ceil(1024).min(Semaphore::MAX_PERMITS);
        Self { free: Arc::new(Semaphore::new(kib)), patience }
    }

    /// Takes so many KiB more, or `None` if they do not become free within the patience.
    async fn take(&self, kib: usize) -> Option<OwnedSemaphorePermit> {
        let permits = u32::try_from(kib).ok()?;
        timeout(self.patience, self.free.clone().acquire_many_owned(permits)).await.ok()?.ok()
    }
}

/// Why a mail was not kept, though it was read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// It went over the limit.
    TooLarge,
    /// The budget had no room for it.
    NoRoom,
}

/// A mail being read.
#[derive(Debug)]
pub(super) struct Body {
    limit: usize,
    budget: Budget,
    kept: Result<Vec<u8>, Lost>,
    paid: Option<OwnedSemaphorePermit>,
}

impl Body {
    /// An empty mail that may grow to `limit` bytes.
    pub(super) fn new(limit: usize, budget: Budget) -> Self {
        Self { limit, budget, kept: Ok(Vec::new()), paid: None }
    }

    /// Makes room for `more` bytes, as far as the limit; without room the mail is given up.
    pub(super) async fn make_room(&mut self, more: usize) {
        let Ok(bytes) = &mut self.kept else { return };
        let needed = bytes.len().saturating_add(more).min(self.limit);
        let before = bytes.capacity();
        if needed <= before {
            return;
        }
        let grown = if before < LARGE { before * 2 } else { before + before / 2 };
        let capacity = grown.max(FIRST).min(self.limit).max(needed);
        let paid = self.paid.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let Some(more) = self.budget.take(capacity.div_ceil(1024).saturating_sub(paid)).await else {
            return self.give_up(Lost::NoRoom);
        };
        if bytes.try_reserve_exact(capacity - bytes.len()).is_err() {
            return self.give_up(Lost::NoRoom);
        }
        match &mut self.paid {
            Some(paid) => paid.merge(more),
            None => self.paid = Some(more),
        }
    }

    /// Adds bytes for which room was made. Over the limit the mail is given up, and its memory with it.
    pub(super) fn push(&mut self, part: &[u8]) {
        let Ok(bytes) = &mut self.kept else { return };
        if part.len() > self.limit.saturating_sub(bytes.len()) {
            return self.give_up(Lost::TooLarge);
        }
        bytes.extend_from_slice(part);
    }

    fn give_up(&mut self, why: Lost) {
        self.kept = Err(why);
        self.paid = None;
    }

    /// Why the mail was given up, if it was.
    pub(super) fn lost(&self) -> Option<Lost> {
        self.kept.as_ref().err().copied()
    }

    /// The whole mail, and the share of the budget to hold for as long as it is in memory.
    pub(super) fn finish(self) -> Result<(Bytes, Option<OwnedSemaphorePermit>), Lost> {
        Ok((Bytes::from(self.kept?), self.paid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn fill(body: &mut Body, parts: usize) {
        for _ in 0..parts {
            body.make_room(1000).await;
            body.push(&[7; 1000]);
        }
    }

    #[tokio::test]
    async fn takes_exactly_the_limit_and_gives_memory_back_above_it() {
        let budget = Budget::new(1_000_000, Duration::ZERO);
        let all = budget.free.available_permits();
        let mut body = Body::new(100_000, budget.clone());
        fill(&mut body, 100).await;
        assert_eq!(body.lost(), None);
        assert!(budget.free.available_permits() <= all - 98, "what is held is paid for");
        body.push(b"x");
        assert_eq!(body.lost(), Some(Lost::TooLarge));
        assert_eq!(budget.free.available_permits(), all);
        assert_eq!(body.finish().err(), Some(Lost::TooLarge));
    }

    #[tokio::test]
    async fn an_empty_budget_gives_up_the_newcomer_only() {
        let budget = Budget::new(40 * 1024, Duration::ZERO);
        let mut first = Body::new(100_000, budget.clone());
        fill(&mut first, 30).await;
        let mut second = Body::new(100_000, budget.clone());
        fill(&mut second, 30).await;
        assert_eq!(second.lost(), Some(Lost::NoRoom));
        let (bytes, paid) = first.finish().unwrap();
        assert_eq!(bytes.len(), 30_000);
        drop(paid);
        let mut third = Body::new(100_000, budget);
        fill(&mut third, 30).await;
        assert_eq!(third.lost(), None, "room comes back when the mail has gone");
    }
}
