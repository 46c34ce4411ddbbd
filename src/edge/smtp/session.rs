//! One connection: which command may follow which, and what becomes of a mail once it is read.
//!
//! Never accept and lose: while the door works the stream is left alone, so a client that goes away meanwhile changes
//! nothing, and a reply is written only after the door has answered.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::Instant;
use tracing::{debug, info, warn};

use super::Protocol;
use super::body::{Body, Budget, Lost};
use super::command::{self, Command, Fault, Hello};
use super::config::LmtpConfig;
use super::data;
use super::reply::{self, Reply};
use super::wire::{Cut, Line, Wire};
use crate::base::clock::Clock;
use crate::desk::Error;
use crate::desk::door::Door;
use crate::desk::receive::Incoming;

/// Recipients of one transaction (RFC 5321 §4.5.3.1.8 asks for 100).
const MAX_RECIPIENTS: usize = 100;
/// Mistakes after which we close; whoever makes so many does not speak our protocol.
const MAX_FAULTS: usize = 20;
/// How long a mail waits for free memory before `451`.
const PATIENCE: Duration = Duration::from_secs(2);

/// What all connections share.
#[derive(Debug)]
pub(super) struct Terms {
    protocol: Protocol,
    config: LmtpConfig,
    pub(super) budget: Budget,
    door: Door,
    clock: Clock,
    connections: AtomicU64,
}

impl Terms {
    pub(super) fn new(protocol: Protocol, config: LmtpConfig, door: Door, clock: Clock) -> Self {
        let budget = Budget::new(config.budget.max(config.max_size.saturating_mul(2)), PATIENCE);
        Self { protocol, config, budget, door, clock, connections: AtomicU64::new(1) }
    }

    /// Hands a mail to the door; the reply says what became of it, the log why.
    async fn submit(&self, connection: u64, incoming: Incoming, began: Instant) -> Reply {
        let (bytes, recipients) = (incoming.bytes.len(), incoming.recipients.len());
        let outcome = self.door.submit(incoming).await;
        let ms = began.elapsed().as_millis() as u64;
        match outcome {
            Ok(receipt) => {
                let (ticket, duplicate) = (receipt.number.as_str(), receipt.duplicate);
                info!(connection, bytes, recipients, ms, ticket, duplicate, "a mail is stored");
                reply::stored(ticket)
            }
            Err(error) if error.is_temporary() => {
                warn!(connection, bytes, ms, %error, "a mail could not be stored, the sender is asked to try again");
                reply::LATER
            }
            Err(Error::TooLarge { limit }) => {
                info!(connection, bytes, limit, "a mail was too large for the desk");
                reply::too_large(limit)
            }
            Err(error) => {
                warn!(connection, bytes, ms, %error, "a mail was not accepted");
                reply::NOT_TAKEN
            }
        }
    }
}

/// A mail on its way in, from `MAIL` to the final reply.
#[derive(Debug)]
struct Transaction {
    sender: String,
    recipients: Vec<String>,
    /// What `BDAT` has brought so far.
    chunks: Option<Body>,
    began: Instant,
}

/// Whether the conversation goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Go,
    Close,
}

/// One connection.
#[derive(Debug)]
pub(super) struct Session<'a, S> {
    terms: &'a Terms,
    wire: Wire<S>,
    stop: watch::Receiver<bool>,
    connection: u64,
    greeted: bool,
    faults: usize,
    transaction: Option<Transaction>,
}

impl<'a, S: AsyncRead + AsyncWrite + Unpin> Session<'a, S> {
    /// A new connection; `stop` turns true, or its sender goes, when the program ends.
    pub(super) fn new(terms: &'a Terms, stream: S, stop: watch::Receiver<bool>) -> Self {
        let connection = terms.connections.fetch_add(1, Ordering::Relaxed);
        let wire = Wire::new(stream, terms.config.idle);
        Self { terms, wire, stop, connection, greeted: false, faults: 0, transaction: None }
    }

    /// Talks until either side ends it.
    pub(super) async fn run(mut self) {
        let connection = self.connection;
        self.say(reply::banner(&self.terms.config.hostname, self.terms.protocol.name()));
        let mut end = self.talk().await;
        if let Err(Cut::Slow) = end {
            info!(connection, "a mail client took too long, closing the connection");
            self.say(reply::TOO_SLOW);
            end = Ok(());
        }
        if end.is_ok() {
            end = self.wire.close().await;
        }
        if self.transaction.is_some() {
            info!(connection, "the connection ended in the middle of a mail, of which nothing was kept");
        }
        if let Err(Cut::Broken(error)) = end {
            debug!(connection, %error, "the connection broke");
        }
    }

    async fn talk(&mut self) -> Result<(), Cut> {
        loop {
            let next = match self.line().await? {
                None => {
                    self.say(reply::STOPPING);
                    Next::Close
                }
                Some(Line::TooLong) => self.say(reply::LINE_TOO_LONG),
                Some(Line::Text(line)) => match command::parse(&line) {
                    Ok(command) => self.obey(command).await?,
                    Err(Fault::Say(reply)) => self.say(reply),
                    Err(Fault::Close(reply)) => {
                        self.say(reply);
                        Next::Close
                    }
                },
            };
            if next == Next::Close {
                return Ok(());
            }
        }
    }

    /// The next command line; `None` when the program ends and no transaction is under way.
    async fn line(&mut self) -> Result<Option<Line>, Cut> {
        if let Some(transaction) = &self.transaction {
            let until = transaction.began + self.terms.config.transaction;
            return self.wire.line(Some(until)).await.map(Some);
        }
        tokio::select! {
            biased;
            () = asked_to_stop(&mut self.stop) => Ok(None),
            line = self.wire.line(None) => line.map(Some),
        }
    }

    /// Says a reply; too many mistakes end the conversation.
    fn say(&mut self, reply: Reply) -> Next {
        self.wire.say(&reply.line());
        if reply.is_fault() {
            self.faults += 1;
        }
        if self.faults < MAX_FAULTS {
            return Next::Go;
        }
        self.wire.say(&reply::TOO_MANY_FAULTS.line());
        Next::Close
    }

    async fn obey(&mut self, command: Command) -> Result<Next, Cut> {
        Ok(match command {
            Command::Hello(hello) => self.hello(hello),
            Command::Mail { sender, size } => self.mail(sender, size),
            Command::Rcpt { recipient } => self.rcpt(recipient),
            Command::Data => return self.data().await,
            Command::Bdat { size, last } => return self.bdat(size, last).await,
            Command::Rset => {
                self.transaction = None;
                self.say(reply::DONE)
            }
            Command::Noop => self.say(reply::DONE),
            Command::Vrfy => self.say(reply::CANNOT_VERIFY),
            Command::Quit => {
                self.transaction = None;
                self.say(reply::BYE);
                Next::Close
            }
        })
    }

    fn hello(&mut self, hello: Hello) -> Next {
        if !self.terms.protocol.greets_by(hello) {
            return self.say(reply::WRONG_HELLO);
        }
        self.greeted = true;
        self.transaction = None;
        let config = &self.terms.config;
        self.wire.say(&reply::extensions(&config.hostname, config.max_size));
        Next::Go
    }

    fn mail(&mut self, sender: String, size: Option<u64>) -> Next {
        let limit = self.terms.config.max_size;
        if !self.greeted {
            return self.say(reply::HELLO_FIRST);
        }
        if self.transaction.is_some() {
            return self.say(reply::MAIL_TWICE);
        }
        if size.is_some_and(|size| size > limit as u64) {
            info!(connection = self.connection, bytes = size, limit, "a mail was announced that is too large");
            return self.say(reply::too_large(limit));
        }
        self.transaction = Some(Transaction { sender, recipients: Vec::new(), chunks: None, began: Instant::now() });
        self.say(reply::SENDER_OK)
    }

    fn rcpt(&mut self, recipient: String) -> Next {
        let reply = match &mut self.transaction {
            None => reply::MAIL_FIRST,
            Some(transaction) if transaction.chunks.is_some() => reply::MIXED,
            Some(_) if !self.terms.config.accepts(&recipient) => reply::NOT_OURS,
            Some(transaction) if transaction.recipients.len() >= MAX_RECIPIENTS => reply::TOO_MANY_RECIPIENTS,
            Some(transaction) => {
                transaction.recipients.push(recipient);
                reply::RECIPIENT_OK
            }
        };
        self.say(reply)
    }

    async fn data(&mut self) -> Result<Next, Cut> {
        let until = match &self.transaction {
            None => return Ok(self.say(reply::MAIL_FIRST)),
            Some(transaction) if transaction.chunks.is_some() => return Ok(self.say(reply::MIXED)),
            Some(transaction) if transaction.recipients.is_empty() => return Ok(self.say(reply::NO_RECIPIENT)),
            Some(transaction) => transaction.began + self.terms.config.transaction,
        };
        self.say(reply::GO_AHEAD);
        let mut body = self.new_body();
        data::read_to_dot(&mut self.wire, &mut body, until).await?;
        Ok(self.hand_in(body).await)
    }

    /// A chunk is read whatever the reply: its bytes must not be taken for commands.
    async fn bdat(&mut self, size: u64, last: bool) -> Result<Next, Cut> {
        let fresh = self.new_body();
        let longest = self.terms.config.transaction;
        let Some(transaction) = self.transaction.as_mut().filter(|transaction| !transaction.recipients.is_empty())
        else {
            data::read_chunk(&mut self.wire, size, None, Instant::now() + longest).await?;
            return Ok(self.say(reply::NO_RECIPIENT));
        };
        let body = transaction.chunks.get_or_insert(fresh);
        data::read_chunk(&mut self.wire, size, Some(&mut *body), transaction.began + longest).await?;
        if !last {
            let reply = body.lost().map_or(reply::CHUNK_OK, |lost| self.refusal(lost));
            return Ok(self.say(reply));
        }
        let Some(body) = transaction.chunks.take() else { return Ok(self.say(reply::NO_RECIPIENT)) };
        Ok(self.hand_in(body).await)
    }

    fn new_body(&self) -> Body {
        Body::new(self.terms.config.max_size, self.terms.budget.clone())
    }

    fn refusal(&self, lost: Lost) -> Reply {
        match lost {
            Lost::TooLarge => reply::too_large(self.terms.config.max_size),
            Lost::NoRoom => reply::LATER,
        }
    }

    /// Ends the transaction: hands the mail in once, and says for each recipient what became of it.
    async fn hand_in(&mut self, body: Body) -> Next {
        let Some(transaction) = self.transaction.take() else { return self.say(reply::MAIL_FIRST) };
        let times = self.terms.protocol.final_replies(transaction.recipients.len());
        let reply = match body.finish() {
            Err(lost) => {
                warn!(connection = self.connection, ?lost, "a mail was read to its end and not kept");
                self.refusal(lost)
            }
            // The share of the budget is given back when the desk has let go of the mail.
            Ok((bytes, _share)) => {
                let incoming = Incoming {
                    channel: self.terms.protocol.channel(),
                    sender: Some(transaction.sender),
                    recipients: transaction.recipients,
                    at: self.terms.clock.now(),
                    bytes,
                    trusted: self.terms.config.trusted,
                    answer: true,
                };
                self.terms.submit(self.connection, incoming, transaction.began).await
            }
        };
        for _ in 0..times {
            self.wire.say(&reply.line());
        }
        Next::Go
    }
}

/// Waits until the program ends.
pub(super) async fn asked_to_stop(stop: &mut watch::Receiver<bool>) {
    drop(stop.wait_for(|stop| *stop).await);
}
