//! The door: gathers whatever mail is waiting into one transaction, so that one sync to disk answers many senders.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::receive::{self, Incoming, Prepared, Receipt};
use super::{Desk, Error};
use crate::infra::bell::Bell;
use crate::infra::db::Db;

/// Mails put into one transaction at most.
const BATCH: usize = 64;

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

/// The inside of the door: takes what is waiting, makes it durable in one transaction, then answers everybody.
/// Ends when every [`Door`] is gone. What one bad mail breaks is tried again alone, so that the others go in.
pub async fn attend(db: Db, desk: Desk, bell: Bell, mut inside: mpsc::Receiver<Knock>) {
    let mut knocks = Vec::with_capacity(BATCH);
    while inside.recv_many(&mut knocks, BATCH).await > 0 {
        let (mails, answers): (Vec<_>, Vec<_>) = knocks.drain(..).map(|knock| (knock.incoming, knock.answer)).unzip();
        let results = admit(&db, &desk, mails).await;
        bell.ring();
        for (answer, result) in answers.into_iter().zip(results) {
            // A sender that has gone away loses only the answer; its mail is kept.
            drop(answer.send(result));
        }
    }
}

type Ready = Arc<Vec<(Incoming, Prepared)>>;

async fn admit(db: &Db, desk: &Desk, mails: Vec<Incoming>) -> Vec<Result<Receipt, Error>> {
    let count = mails.len();
    let prepare =
        move || mails.into_iter().map(|mail| (receive::prepare(&mail), mail)).map(|(p, m)| (m, p)).collect::<Vec<_>>();
    let ready: Ready = match tokio::task::spawn_blocking(prepare).await {
        Ok(ready) => Arc::new(ready),
        Err(error) => return (0..count).map(|_| Err(Error::Internal(error.to_string()))).collect(),
    };
    match together(db, desk, &ready, 0..count).await {
        Ok(receipts) => receipts.into_iter().map(Ok).collect(),
        Err(error) if count == 1 => vec![Err(error)],
        Err(_) => {
            let mut results = Vec::with_capacity(count);
            for index in 0..count {
                let alone = together(db, desk, &ready, index..index + 1).await;
                results.push(alone.and_then(|mut one| one.pop().ok_or_else(|| Error::Internal("no receipt".into()))));
            }
            results
        }
    }
}

async fn together(db: &Db, desk: &Desk, ready: &Ready, range: std::ops::Range<usize>) -> Result<Vec<Receipt>, Error> {
    let (ready, desk) = (Arc::clone(ready), desk.clone());
    let result = db
        .write(move |conn| {
            let mails = ready.get(range).unwrap_or_default();
            mails
                .iter()
                .map(|(incoming, prepared)| receive::take(conn, &desk, incoming, prepared))
                .collect::<Result<Vec<_>, Error>>()
        })
        .await;
    if let Err(error) = &result {
        tracing::error!(%error, "mail could not be stored");
    }
    result
}
