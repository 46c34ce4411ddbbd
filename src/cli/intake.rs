//! `hotro intake [FILE]`: one mail from the pipe of a mail alias.

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::failure::Failure;
use super::out;
use crate::app::App;
use crate::desk::Error;
use crate::desk::receive::{Channel, Incoming};

#[derive(Args)]
pub(super) struct Words {
    /// The mail; standard input when absent.
    file: Option<PathBuf>,
    /// The envelope sender; empty for the null return path.
    #[arg(long)]
    sender: Option<String>,
    /// The envelope recipient.
    #[arg(long)]
    recipient: Vec<String>,
}

/// Takes the mail and says its number; the exit code is 0 only when it is durable.
pub(super) async fn run(words: &Words, app: &App) -> Result<ExitCode, Failure> {
    let limit = app.config.intake.max_size.0;
    let bytes = read(words, limit)?;
    if bytes.len() > limit {
        return Err(Error::TooLarge { limit }.into());
    }
    let (door, attended) = app.door();
    let incoming = Incoming {
        channel: Channel::Pipe,
        sender: words.sender.clone(),
        recipients: words.recipient.clone(),
        at: app.clock.now(),
        bytes: bytes.into(),
        trusted: false,
        answer: true,
    };
    let receipt = door.submit(incoming).await?;
    drop(door);
    attended.await.ok();
    out::say(&format!("{}\n", receipt.number));
    Ok(ExitCode::SUCCESS)
}

/// Reads the mail, at most one byte over the limit. What cannot be read may be readable later.
fn read(words: &Words, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = match &words.file {
        Some(path) => std::fs::File::open(path).and_then(|file| file.take(limit as u64 + 1).read_to_end(&mut bytes)),
        None => std::io::stdin().lock().take(limit as u64 + 1).read_to_end(&mut bytes),
    };
    read.map_err(|why| Failure::File { what: "the mail".into(), why })?;
    Ok(bytes)
}
