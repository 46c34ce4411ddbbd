//! `hotro check`: whether settings, database and audit chain are sound.

use std::process::ExitCode;

use super::failure::Failure;
use super::out;
use crate::app::App;
use crate::desk::Error;
use crate::record::audit;

/// Says what is sound; exit code 65 where the audit chain is broken.
pub(super) async fn run(app: &App) -> Result<ExitCode, Failure> {
    out::say("Settings and database are sound.\n");
    let broken = app.db.read(|conn| Ok::<_, Error>(audit::broken_at(conn)?)).await?;
    match broken {
        None => out::say("The audit chain is whole.\n"),
        Some(row) => {
            out::complain(&format!(
                "the audit chain is broken at row {row}: it, or a row before it, was changed or removed"
            ));
            return Ok(ExitCode::from(65));
        }
    }
    Ok(ExitCode::SUCCESS)
}
