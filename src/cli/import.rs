//! `hotro import PATH…`: mail from files and folders. Run again, it goes on where it was: the same mail is one ticket.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use futures_util::StreamExt;
use indicatif::{ProgressBar, ProgressStyle};

use super::failure::Failure;
use super::out;
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
    let mut files = Vec::new();
    for path in &words.paths {
        collect(path, &mut files).map_err(|why| Failure::File { what: path.display().to_string(), why })?;
    }
    files.sort();
    let bar = ProgressBar::new(files.len() as u64);
    bar.set_style(
        ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let (door, attended) = app.door();
    let (mut new, mut known, mut failed) = (0, 0, 0);
    for file in &files {
        let mails = match read(file) {
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

/// All files below a path; a Maildir is a folder whose mails lie in `cur` and `new`, and what is in `tmp` is not whole.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    let maildir = path.join("cur").is_dir() && path.join("new").is_dir();
    for entry in std::fs::read_dir(path)? {
        let entry = entry?.path();
        if !maildir || !entry.ends_with("tmp") {
            collect(&entry, files)?;
        }
    }
    Ok(())
}

/// The mails of a file: several when it begins like an mbox (RFC 4155).
fn read(path: &Path) -> std::io::Result<Vec<Vec<u8>>> {
    let mut reader = BufReader::new(std::fs::File::open(path)?);
    if !reader.fill_buf()?.starts_with(b"From ") {
        let mut whole = Vec::new();
        std::io::Read::read_to_end(&mut reader, &mut whole)?;
        return Ok(vec![whole]);
    }
    let (mut mails, mut line, mut blank) = (Vec::<Vec<u8>>::new(), Vec::new(), true);
    while reader.read_until(b'\n', &mut line)? > 0 {
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        if blank && text.starts_with(b"From ") {
            mails.push(Vec::new());
        } else if let Some(mail) = mails.last_mut() {
            let quoted = text.starts_with(b">") && is_quoted_from(text);
            mail.extend_from_slice(if quoted { line.get(1..).unwrap_or_default() } else { &line });
        }
        blank = text.is_empty();
        line.clear();
    }
    Ok(mails)
}

/// `>From `, `>>From `: a line that an mbox writer quoted.
fn is_quoted_from(line: &[u8]) -> bool {
    let depth = line.iter().take_while(|byte| **byte == b'>').count();
    line.get(depth..).is_some_and(|rest| rest.starts_with(b"From "))
}
