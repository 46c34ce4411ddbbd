//! `hotro analyze PATH…`: what hotro sees in a mail. Each mail is parsed in a cell, like the mail of a ticket.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use futures_util::StreamExt;

use super::failure::Failure;
use super::{files, out};
use crate::app;
use crate::base::config::Config;
use crate::desk::analyse;
use crate::desk::examine::{self, Question};
use crate::infra::cell::CellPool;

/// Most mails at the same time.
const JOBS: usize = 64;

#[derive(Args)]
pub(super) struct Words {
    /// Mails (.eml, .msg, winmail.dat), mbox files, Maildir or other folders.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Each file is itself the suspicious mail, not a report of one; Outlook files always are.
    #[arg(long)]
    as_sample: bool,
    /// One JSON object a mail, schema hotro.evidence/1.
    #[arg(long)]
    json: bool,
    /// Mails at the same time, 1 to 64; they are printed in their order.
    #[arg(short, long, default_value_t = 1)]
    jobs: usize,
}

/// Prints what is seen in each mail. A broken mail is no failure; a file that cannot be read is.
pub(super) fn run(words: &Words, mut settings: Config) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|why| Failure::File { what: "threads".into(), why })?;
    let jobs = words.jobs.clamp(1, JOBS);
    settings.cell.size = jobs;
    let cells = app::cell_pool(&settings)?;
    let question = Question::Examine { known: analyse::known(&settings), as_sample: words.as_sample };
    let question = examine::ask(&question);
    let mut code = ExitCode::SUCCESS;
    for file in files::below(&words.paths)?.chunks(jobs) {
        let mut mails = Vec::new();
        for file in file {
            match files::mails(file) {
                Ok(found) => mails.extend(found),
                Err(why) => {
                    out::complain(&format!("{}: {why}", file.display()));
                    code = ExitCode::from(66);
                }
            }
        }
        runtime.block_on(async {
            let pages = futures_util::stream::iter(mails).map(|mail| look(&cells, &question, mail, words.json));
            let mut pages = pages.buffered(jobs);
            while let Some(page) = pages.next().await {
                out::say(&page);
            }
        });
    }
    Ok(code)
}

async fn look(cells: &CellPool, question: &[u8], raw: Vec<u8>, json: bool) -> String {
    let seen = cells.run(&[question, &raw]).await;
    let seen = seen.map_err(|error| error.to_string()).and_then(|answer| examine::read_evidence(&answer));
    let seen = seen.unwrap_or_else(|problem| {
        examine::nothing(&format!("Không đọc được thư trong giới hạn cho phép ({problem})."))
    });
    format!("{}\n", examine::print(&seen, json).trim_end())
}
