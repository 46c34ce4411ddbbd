//! The stream of one connection: lines in with a bound on length and time, replies out in batches (RFC 2920: whatever
//! the client sent in one go is answered in one go).

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::time::{Instant, timeout_at};

/// Bytes read at once.
const CHUNK: usize = 32 * 1024;
/// Longest command line in bytes: 512 by RFC 5321 §4.5.3.1.4, more by the extensions, room for long UTF-8 addresses.
pub(super) const MAX_LINE: usize = 2048;

/// Why the conversation ended early.
#[derive(Debug)]
pub(super) enum Cut {
    /// The client is gone.
    Gone,
    /// The client, or the transaction as a whole, took too long.
    Slow,
    /// The stream broke.
    Broken(io::Error),
}

/// A line from the client.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// With its line end.
    Text(Vec<u8>),
    /// Longer than [`MAX_LINE`]; read to its end and thrown away.
    TooLong,
}

/// A stream with its buffers.
#[derive(Debug)]
pub(super) struct Wire<S> {
    stream: BufReader<S>,
    replies: Vec<u8>,
    idle: Duration,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    /// A connection on which each single wait lasts `idle` at most.
    pub(super) fn new(stream: S, idle: Duration) -> Self {
        Self { stream: BufReader::with_capacity(CHUNK, stream), replies: Vec::new(), idle }
    }

    /// Puts a reply behind those not yet written.
    pub(super) fn say(&mut self, lines: &[u8]) {
        self.replies.extend_from_slice(lines);
    }

    /// Writes what was said. May be dropped half-way and called again.
    pub(super) async fn flush(&mut self) -> Result<(), Cut> {
        let until = Instant::now() + self.idle;
        while !self.replies.is_empty() {
            let written = timed(until, self.stream.get_mut().write(&self.replies)).await?;
            if written == 0 {
                return Err(Cut::Gone);
            }
            self.replies.drain(..written.min(self.replies.len()));
        }
        timed(until, self.stream.get_mut().flush()).await
    }

    /// Writes what was said and ends our direction.
    pub(super) async fn close(&mut self) -> Result<(), Cut> {
        self.flush().await?;
        timed(Instant::now() + self.idle, self.stream.get_mut().shutdown()).await
    }

    /// Waits until something is there to read, at most `idle` and not beyond `until`; the number of bytes waiting, never
    /// 0. Says our replies first if it has to wait.
    pub(super) async fn wait(&mut self, until: Option<Instant>) -> Result<usize, Cut> {
        if self.buffered().is_empty() {
            self.flush().await?;
        }
        let idle = Instant::now() + self.idle;
        let until = until.map_or(idle, |until| until.min(idle));
        if timed(until, self.stream.fill_buf()).await?.is_empty() { Err(Cut::Gone) } else { Ok(self.buffered().len()) }
    }

    /// What was read and not yet used.
    pub(super) fn buffered(&self) -> &[u8] {
        self.stream.buffer()
    }

    /// Marks bytes of [`Self::buffered`] as used.
    pub(super) fn used(&mut self, bytes: usize) {
        self.stream.consume(bytes);
    }

    /// The next line, which must arrive whole within `idle` and before `until`.
    pub(super) async fn line(&mut self, until: Option<Instant>) -> Result<Line, Cut> {
        let idle = Instant::now() + self.idle;
        let until = until.map_or(idle, |until| until.min(idle));
        let mut text = Vec::new();
        let mut too_long = false;
        loop {
            self.wait(Some(until)).await?;
            let part = self.buffered().split_inclusive(|b| *b == b'\n').next().unwrap_or_default();
            let (bytes, ended) = (part.len(), part.ends_with(b"\n"));
            too_long |= text.len() + bytes > MAX_LINE;
            if !too_long {
                text.extend_from_slice(part);
            }
            self.used(bytes);
            if ended {
                return Ok(if too_long { Line::TooLong } else { Line::Text(text) });
            }
        }
    }
}

async fn timed<T>(until: Instant, work: impl Future<Output = io::Result<T>>) -> Result<T, Cut> {
    match timeout_at(until, work).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) if gone(&error) => Err(Cut::Gone),
        Ok(Err(error)) => Err(Cut::Broken(error)),
        Err(_) => Err(Cut::Slow),
    }
}

fn gone(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected, UnexpectedEof};
    matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset | NotConnected | UnexpectedEof)
}
