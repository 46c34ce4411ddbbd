//! `hotro token add`: tokens of programs.

use clap::Subcommand;

use super::failure::Failure;
use super::out;
use crate::app::App;
use crate::desk::token::{self, Scope};
use crate::record::audit::Actor;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Add a token and print it, this once.
    Add {
        /// What it is for.
        #[arg(long)]
        name: String,
        /// intake, read or write.
        #[arg(long)]
        scope: String,
    },
}

/// Adds the token and prints its secret.
pub(super) async fn run(command: Command, app: &App) -> Result<(), Failure> {
    let Command::Add { name, scope } = command;
    let scope =
        Scope::of(&scope).ok_or_else(|| Failure::Words(format!("“{scope}” is no scope: intake, read, write")))?;
    let (_, secret) = token::add(&app.db, app.clock.now(), Actor::Console, &name, scope).await?;
    out::say(&format!("{secret}\n"));
    Ok(())
}
