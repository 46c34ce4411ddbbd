//! The door: gathers whatever mail is waiting into one transaction, so that one sync to disk answers many senders.

use tokio::sync::{mpsc, oneshot};

use super::Error;
use super::receive::{Incoming, Receipt};

/// A mail waiting at the door, with the line on which its sender waits for the receipt.
#[derive(Debug)]
pub struct Knock {
    /// The mail.
    pub incoming: Incoming,
    /// Where the receipt goes; the sender may have gone away.
    pub answer: oneshot::Sender<Result<Receipt, Error>>,
}

/// The outside of the door: cheap to clone, one for each way in.
#[derive(Clone, Debug)]
pub struct Door {
    knocks: mpsc::Sender<Knock>,
}

impl Door {
    /// A door with room for `room` waiting mails, and the inside, from which they are taken.
    pub fn new(room: usize) -> (Self, mpsc::Receiver<Knock>) {
        let (knocks, inside) = mpsc::channel(room);
        (Self { knocks }, inside)
    }

    /// Hands in a mail and waits until it is durable. Waits for room when many are waiting.
    /// Errors are temporary when [`Error::is_temporary`] says so; nothing was stored then.
    pub async fn submit(&self, incoming: Incoming) -> Result<Receipt, Error> {
        let (answer, receipt) = oneshot::channel();
        let knock = Knock { incoming, answer };
        if self.knocks.send(knock).await.is_err() {
            return Err(Error::Unavailable("the door is closed".into()));
        }
        receipt.await.unwrap_or_else(|_| Err(Error::Unavailable("the door was closed meanwhile".into())))
    }
}
