//! `hotro user add`: accounts of the desk.

use std::io::BufRead;

use clap::Subcommand;

use super::failure::Failure;
use super::out;
use crate::app::App;
use crate::desk::account::{self, NewAccount, Role};
use crate::record::audit::Actor;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Add an account.
    Add {
        /// Mail address with which the person signs in.
        #[arg(long)]
        email: String,
        /// Name as colleagues know it.
        #[arg(long)]
        name: String,
        /// admin, analyst, officer, clerk or viewer; several when given several times.
        #[arg(long, required = true)]
        role: Vec<String>,
        /// Read the password from the first line of standard input; else one is made and printed once.
        #[arg(long)]
        password_stdin: bool,
    },
}

/// Adds the account; the person chooses a new password at the first sign-in.
pub(super) async fn run(command: Command, app: &App) -> Result<(), Failure> {
    let Command::Add { email, name, role, password_stdin } = command;
    let roles = role
        .iter()
        .map(|word| {
            Role::of(word)
                .ok_or_else(|| Failure::Words(format!("“{word}” is no role: admin, analyst, officer, clerk, viewer")))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let password = if password_stdin {
        let mut line = String::new();
        std::io::stdin()
            .lock()
            .read_line(&mut line)
            .map_err(|why| Failure::File { what: "the password".into(), why })?;
        Some(line.trim_end_matches(['\r', '\n']).to_owned())
    } else {
        None
    };
    let made = password.is_none();
    let new = NewAccount { email: email.clone(), name, roles, password, must_change: true };
    let (_, password) = account::add(&app.db, app.clock.now(), Actor::Console, new).await?;
    out::say(&format!("Account {email} was added.\n"));
    if made {
        out::say(&format!("Password, shown this once: {password}\n"));
    }
    Ok(())
}

/// Says how to make the first account while there is none.
pub(super) async fn hint(app: &App) -> Result<(), Failure> {
    if account::list(&app.db).await?.is_empty() {
        out::say(
            "There is no account yet. Make the first one with:\n  hotro user add --email YOU@laichau.gov.vn --name \"YOUR NAME\" --role admin\n",
        );
    }
    Ok(())
}
