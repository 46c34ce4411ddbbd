//! The words of `hotro bench`, and the folder it works in.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::super::failure::Failure;
use super::{fill, measure};
use crate::base::config::{Config, Data, TransportKind};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make an empty folder and fill its database, or an empty PostgreSQL database, with two years of tickets.
    Fill {
        /// How many tickets.
        #[arg(default_value_t = 10_000)]
        tickets: u32,
    },
    /// Ask for every page as a browser would, and say how long it takes and what it weighs.
    Pages {
        /// How often each page is asked for.
        #[arg(long, default_value_t = 30)]
        rounds: u32,
        /// The bound of the 95th percentile, in milliseconds.
        #[arg(long, default_value_t = 20)]
        within: u64,
        /// The bound of what is transferred for a page, in kilobytes.
        #[arg(long, default_value_t = 60)]
        weight: usize,
        /// Only pages whose address holds this.
        #[arg(long)]
        only: Option<String>,
    },
}

/// Runs it; `pages` ends with 1 where a bound is broken.
pub(crate) async fn run(command: &Command, settings: Config) -> Result<ExitCode, Failure> {
    let settings = apart(settings);
    match command {
        Command::Fill { tickets } => fill::run(*tickets, settings).await.map(|()| ExitCode::SUCCESS),
        Command::Pages { rounds, within, weight, only } => {
            let bounds = measure::Bounds { rounds: *rounds, within: *within, weight: *weight };
            measure::run(&bounds, only.as_deref(), settings).await
        }
    }
}

/// Settings that keep to a folder of their own and reach nobody; the database is a file there unless it is PostgreSQL.
fn apart(mut settings: Config) -> Config {
    if settings.data.dir == Data::default().dir {
        settings.data.dir.push("bench");
    }
    if !settings.database.url.starts_with("postgres") {
        settings.database.url.clear();
    }
    settings.public.url.clear();
    settings.mail.transport = TransportKind::Folder;
    settings.mail.folder = PathBuf::new();
    settings
}
