//! `hotro cell`: the child process that parses hostile mail under limits it sets itself.

use std::process::ExitCode;

use clap::Args;

use crate::desk::examine::{Examiner, answer};
use crate::infra::cell::{Limits, serve};

#[derive(Args)]
pub(super) struct Words {
    /// Most memory for one mail, in bytes.
    memory: u64,
    /// Most processor time for one mail, in seconds.
    seconds: u64,
}

/// Answers questions on standard input until it closes.
pub(super) fn run(words: &Words) -> ExitCode {
    let examiner = Examiner::new();
    let limits = Limits::new(words.memory, words.seconds);
    match serve(limits, std::io::stdin().lock(), std::io::stdout().lock(), |request| answer(&examiner, request)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(70),
    }
}
