//! `hotro import PATH…`: mail from files and folders. Run again, it goes on where it was: the same mail is one ticket.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use futures_util::StreamExt;
use indicatif::{ProgressBar, ProgressStyle};

use super::failure::Failure;
use super::{files, out};
use crate::app::App;
use crate::desk::door::Door;
use crate::desk::receive::{Channel, Incoming, Receipt};

/// Mails on their way to the door at the same time.
const WIDTH: usize = 32;

#[derive(Args)]
pub(super) struct Words {
    /// Mails (.eml), mbox files, Maildir or other folders.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Acknowledge to the reporters; without it nobody gets a letter.
    #[arg(long)]
    answer: bool,
}

/// Takes everything found and says what became of it; 75 where something could not be stored.
pub(super) async fn run(words: &Words, app: &App) -> Result<ExitCode, Failure> {
    let found = files::below(&words.paths)?;
    let bar = ProgressBar::new(found.len() as u64);
    bar.set_style(
        ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let (door, attended) = app.door();
    let (mut new, mut known, mut failed) = (0, 0, 0);
    for file in &found {
        let mails = match files::mails(file) {
            Ok(mails) => mails,
            Err(why) => {
                out::complain(&format!("{}: {why}", file.display()));
                failed += 1;
                continue;
            }
        };
        let results: Vec<Option<Receipt>> = futures_util::stream::iter(mails)
            .map(|mail| hand_in(app, &door, mail, words.answer))
            .buffered(WIDTH)
            .collect()
            .await;
        for result in results {
            match result {
                Some(receipt) if receipt.duplicate => known += 1,
                Some(_) => new += 1,
                None => failed += 1,
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    drop(door);
    attended.await.ok();
    out::say(&format!("{new} new, {known} known already, {failed} failed\n"));
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(super::failure::TEMPORARY) })
}

async fn hand_in(app: &App, door: &Door, mail: Vec<u8>, answer: bool) -> Option<Receipt> {
    if mail.len() > app.config.intake.max_size.0 {
        out::complain("a mail is larger than intake.max_size and was left out");
        return None;
    }
    let incoming = Incoming {
        channel: Channel::Import,
        sender: None,
        recipients: Vec::new(),
        at: app.clock.now(),
        bytes: mail.into(),
        trusted: false,
        answer,
    };
    match door.submit(incoming).await {
        Ok(receipt) => Some(receipt),
        Err(error) => {
            out::complain(&error.to_string());
            None
        }
    }
}
