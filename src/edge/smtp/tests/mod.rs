//! Conversations with the state machine over a pipe in memory; the test plays client and desk.

mod limits;
mod mail;
mod order;
mod waiting;

use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::sync::{mpsc, watch};

use super::Protocol;
use super::config::LmtpConfig;
use super::session::{Session, Terms};
use crate::base::clock::Clock;
use crate::desk::Error;
use crate::desk::door::{Door, Knock};
use crate::desk::receive::{Incoming, Receipt};

const HELLO: &str = "LHLO mx.example\r\n";
const ENVELOPE: &str = "MAIL FROM:<lua@xa.example>\r\nRCPT TO:<hotro@tinh.example>\r\n";
const QUIT: &str = "QUIT\r\n";

type Answer = fn(&Incoming) -> Result<Receipt, Error>;

const STORED: Answer = |_| Ok(Receipt { number: "HOTRO-2026-000123".into(), id: "an-id".into(), duplicate: false });

/// Terms, and the inside of their door.
fn terms(config: LmtpConfig) -> (Terms, mpsc::Receiver<Knock>) {
    let (door, inside) = Door::new(4);
    (Terms::new(Protocol::Lmtp, config, door, Clock::System), inside)
}

/// Sends everything in one write, closes our direction, and reads until the server closes.
async fn say_all(client: DuplexStream, script: &[u8]) -> String {
    let (mut replies, mut commands) = tokio::io::split(client);
    let send = async {
        // The server may close before it has read all.
        if commands.write_all(script).await.is_ok() {
            drop(commands.shutdown().await);
        }
    };
    let mut text = String::new();
    let (read, ()) = tokio::join!(replies.read_to_string(&mut text), send);
    read.unwrap();
    text
}

/// Runs one connection; what the client reads, and what came to the desk.
async fn converse(terms: (Terms, mpsc::Receiver<Knock>), answer: Answer, script: &[u8]) -> (String, Vec<Incoming>) {
    let (terms, mut inside) = terms;
    let (_running, stop) = watch::channel(false);
    let (client, server) = duplex(100_000);
    let connection = async move { Session::new(&terms, server, stop).run().await };
    let desk = async move {
        let mut mails = Vec::new();
        while let Some(Knock { incoming, answer: line }) = inside.recv().await {
            line.send(answer(&incoming)).unwrap();
            mails.push(incoming);
        }
        mails
    };
    let (text, (), mails) = tokio::join!(say_all(client, script), connection, desk);
    (text, mails)
}

/// The same with the usual terms and a desk that stores everything.
async fn talk(script: impl AsRef<[u8]>) -> (String, Vec<Incoming>) {
    converse(terms(LmtpConfig::default()), STORED, script.as_ref()).await
}

/// The replies after the greeting: code and enhanced code of each line, without the text.
fn codes(text: &str) -> Vec<&str> {
    let (_, rest) = text.split_once("250 ENHANCEDSTATUSCODES\r\n").unwrap_or(("", text));
    rest.lines().map(|line| line.match_indices(' ').nth(1).map_or(line, |(at, _)| line.split_at(at).0)).collect()
}
