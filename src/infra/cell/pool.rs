//! The parent's side: a few children, one request at a time each, killed and replaced when they overrun or die.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::frame::{self, FrameError, MAX_ANSWER, MAX_REQUEST};

/// How many cells there are and what one request may cost.
#[derive(Clone, Debug)]
pub struct CellConfig {
    /// The program to start; in production our own binary.
    pub program: PathBuf,
    /// Its first arguments. Two more follow: `memory` in bytes and the processor seconds of one request.
    pub args: Vec<OsString>,
    /// The most cells at one time; at least one.
    pub size: usize,
    /// How many requests may wait for a cell before the next is turned away as [`CellError::Busy`].
    pub waiting: usize,
    /// The longest time for one request, from its first byte to the last of its answer.
    pub deadline: Duration,
    /// Memory for one request, in bytes, beyond what the idle child takes.
    pub memory: u64,
}

impl CellConfig {
    /// Cells for reading mail: one for each processor up to four, 2 s and 256 MiB for a mail, 64 mails waiting.
    pub fn new(program: PathBuf, args: Vec<OsString>) -> Self {
        let size = std::thread::available_parallelism().map_or(1, usize::from).min(4);
        Self { program, args, size, waiting: 64, deadline: Duration::from_secs(2), memory: 256 << 20 }
    }

    /// Processor seconds for one request: the deadline is the parent's to keep, this stops a cell that has no parent.
    fn seconds(&self) -> u64 {
        self.deadline.as_secs() + 2
    }
}

/// Why a request has no answer. [`Overrun`](Self::Overrun) and [`Died`](Self::Died) are the mail's own doing and come
/// again with it; the others say nothing about it.
#[derive(Debug, thiserror::Error)]
pub enum CellError {
    /// The cell was not done in this time and was killed.
    #[error("the mail took longer than {0:?} to read")]
    Overrun(Duration),
    /// A cell that was started for this request died of it: out of memory, out of stack, or a fault of ours.
    #[error("the process that read the mail died")]
    Died,
    /// Request or answer is longer, in bytes, than [`MAX_REQUEST`] or [`MAX_ANSWER`].
    #[error("{0} bytes are too many to pass")]
    TooLarge(u64),
    /// All cells work and the waiting room is full; try again.
    #[error("too many mails are waiting to be read")]
    Busy,
    /// No cell could be started; try again.
    #[error("no process could be started to read the mail: {0}")]
    Spawn(#[source] std::io::Error),
}

impl CellError {
    /// Whether the same request may fare better later.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Busy | Self::Spawn(_))
    }
}

/// A pool of cells. They are started when first needed; dropping the pool kills them.
#[derive(Debug)]
pub struct CellPool {
    config: CellConfig,
    /// Everybody who is in: at work or waiting.
    room: Semaphore,
    /// Those at work; tokio's semaphore lets them in by order of arrival.
    seats: Semaphore,
    /// The last used is taken first, so that the rest stay untouched.
    idle: Mutex<Vec<Cell>>,
}

#[derive(Debug)]
struct Cell {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
}

impl CellPool {
    /// A pool without a cell yet.
    pub fn new(config: CellConfig) -> Self {
        let size = config.size.clamp(1, 256);
        let room = Semaphore::new(size.saturating_add(config.waiting).min(Semaphore::MAX_PERMITS));
        Self { room, seats: Semaphore::new(size), idle: Mutex::new(Vec::new()), config }
    }

    /// Has one cell work on `request`, whose parts are passed one after another, and gives its answer.
    ///
    /// A cell that already served others may have been at the end of its life, so its death is not yet held against this
    /// request: it is tried once more in a fresh one.
    pub async fn run(&self, request: &[&[u8]]) -> Result<Vec<u8>, CellError> {
        frame::length(request, MAX_REQUEST).map_err(refusal)?;
        let (_room, _seat) = self.enter().await?;
        if let Some(used) = self.take_idle() {
            match self.exchange(used, request).await {
                Err(CellError::Died) => tracing::debug!("a cell ended between two mails"),
                settled => return settled,
            }
        }
        self.exchange(self.start()?, request).await
    }

    async fn enter(&self) -> Result<(SemaphorePermit<'_>, SemaphorePermit<'_>), CellError> {
        let Ok(room) = self.room.try_acquire() else { return Err(CellError::Busy) };
        let Ok(seat) = self.seats.acquire().await else { return Err(CellError::Busy) };
        Ok((room, seat))
    }

    fn take_idle(&self) -> Option<Cell> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(mut cell) = idle.pop() {
            if matches!(cell.child.try_wait(), Ok(None)) {
                return Some(cell);
            }
        }
        None
    }

    fn start(&self) -> Result<Cell, CellError> {
        let mut child = Command::new(&self.config.program)
            .args(&self.config.args)
            .arg(self.config.memory.to_string())
            .arg(self.config.seconds().to_string())
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // Its own group: Ctrl-C at a terminal is for the parent, which lets the mail at hand finish.
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .map_err(CellError::Spawn)?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok(Cell { child, input, output }),
            _ => Err(CellError::Spawn(std::io::ErrorKind::BrokenPipe.into())),
        }
    }

    async fn exchange(&self, mut cell: Cell, request: &[&[u8]]) -> Result<Vec<u8>, CellError> {
        // Both ways at once: a cell that answers before it has read all must not block against us.
        let talk = async {
            tokio::try_join!(
                frame::send(&mut cell.input, request, MAX_REQUEST),
                frame::receive(&mut cell.output, MAX_ANSWER)
            )
        };
        let failed = match timeout(self.config.deadline, talk).await {
            Ok(Ok(((), answer))) => {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(cell);
                return Ok(answer);
            }
            Ok(Err(error)) => refusal(error),
            Err(_) => CellError::Overrun(self.config.deadline),
        };
        // Reaped here, so that the dead do not pile up; dropping the cell would kill it too, some time later.
        match timeout(Duration::from_secs(1), cell.child.kill()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "a cell could not be killed"),
            Err(_) => tracing::warn!("a killed cell has not ended within a second"),
        }
        tracing::info!(reason = %failed, "a cell was put down");
        Err(failed)
    }
}

fn refusal(error: FrameError) -> CellError {
    match error {
        FrameError::TooLarge(bytes) => CellError::TooLarge(bytes),
        FrameError::Broken(_) => CellError::Died,
    }
}
