//! `hotro agency import`: fills the directory of agencies from a table or from the lists that come with the program.

use std::path::PathBuf;

use clap::Subcommand;

use super::failure::Failure;
use super::out;
use crate::app::App;
use crate::desk::agency::{self, Plan};
use crate::record::audit::Actor;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Add the agencies of a table and change those that are there; nothing is taken away.
    Import {
        /// A table as CSV; its columns are those that the pages export.
        #[arg(required_unless_present = "set", conflicts_with = "set")]
        file: Option<PathBuf>,
        /// The list that comes with the program: 2021 or 2026.
        #[arg(long)]
        set: Option<i32>,
        /// Only say what would change.
        #[arg(long)]
        preview: bool,
    },
}

/// Imports, or says what importing would do.
pub(super) async fn run(command: Command, app: &App) -> Result<(), Failure> {
    let Command::Import { file, set, preview } = command;
    let table = match (file, set) {
        (Some(path), _) => {
            std::fs::read_to_string(&path).map_err(|why| Failure::File { what: path.display().to_string(), why })?
        }
        (None, Some(year)) => {
            agency::seed(year).ok_or_else(|| Failure::Words(format!("there is no list of {year}: 2021, 2026")))?
        }
        (None, None) => return Err(Failure::Words("a file or --set".into())),
    };
    let plan = if preview {
        agency::preview(&app.db, &table).await?
    } else {
        agency::import(&app.db, app.clock.now(), Actor::Console, &table).await?
    };
    out::say(&said(&plan));
    Ok(())
}

fn said(plan: &Plan) -> String {
    let mut text = format!("new {}, changed {}, same {}\n", plan.added.len(), plan.changed.len(), plan.same);
    for bad in &plan.bad {
        text.push_str(&format!("line {}: {} cannot be used\n", bad.line, bad.column));
    }
    text
}
