//! `hotro analyze FILE…`: what hotro sees in a mail. Each mail is parsed in a cell, like the mail of a ticket.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::failure::Failure;
use super::out;
use crate::app;
use crate::base::config::Config;
use crate::desk::analyse;
use crate::desk::examine::{self, Question};

#[derive(Args)]
pub(super) struct Words {
    /// Mails.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The file is itself the suspicious mail, not a report of one.
    #[arg(long)]
    as_sample: bool,
    /// One JSON object a file, schema hotro.evidence/1.
    #[arg(long)]
    json: bool,
}

/// Prints what is seen in each file. A broken mail is no failure; a file that cannot be read is.
pub(super) fn run(words: &Words, settings: Config) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|why| Failure::File { what: "threads".into(), why })?;
    let cells = app::cell_pool(&settings)?;
    let known = analyse::known(&settings);
    let mut code = ExitCode::SUCCESS;
    for file in &words.files {
        let raw = match std::fs::read(file) {
            Ok(raw) => raw,
            Err(why) => {
                out::complain(&format!("{}: {why}", file.display()));
                code = ExitCode::from(66);
                continue;
            }
        };
        let question = examine::ask(&Question::Examine { known: known.clone(), as_sample: words.as_sample });
        let seen = runtime.block_on(cells.run(&[&question, &raw]));
        match seen.map_err(|error| error.to_string()).and_then(|answer| examine::read_evidence(&answer)) {
            Ok(evidence) => out::say(&format!("{}\n", examine::print(&evidence, words.json).trim_end())),
            Err(problem) => {
                let empty = examine::nothing(&format!("Không đọc được thư trong giới hạn cho phép ({problem})."));
                out::say(&format!("{}\n", examine::print(&empty, words.json).trim_end()));
            }
        }
    }
    Ok(code)
}
