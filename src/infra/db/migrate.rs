//! Bringing the tables up to date, from scripts embedded in the program.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, DbError, Target};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
#[cfg(feature = "postgres")]
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs the migrations that are missing and says their names. Safe to run from several processes at once.
/// Blocks; meant for start-up.
pub fn migrate(target: &Target) -> Result<Vec<String>, DbError> {
    let wrong = |error: &dyn std::fmt::Display| DbError::Migration(error.to_string());
    let _held = lock(target)?;
    let mut conn = target.connect(false)?;
    let done = match &mut conn {
        Conn::Sqlite(inner) => inner.run_pending_migrations(SQLITE).map_err(|e| wrong(&e))?,
        #[cfg(feature = "postgres")]
        Conn::Postgres(inner) => {
            use diesel::RunQueryDsl;
            // Held until this connection closes.
            diesel::sql_query("SELECT pg_advisory_lock(7467762)").execute(inner)?;
            inner.run_pending_migrations(POSTGRES).map_err(|e| wrong(&e))?
        }
    };
    Ok(done.iter().map(ToString::to_string).collect())
}

/// SQLite: a lock file beside the database, held while its handle lives. PostgreSQL locks by itself.
fn lock(target: &Target) -> Result<Option<std::fs::File>, DbError> {
    let path = match target {
        Target::Sqlite(path) => path.with_extension("lock"),
        #[cfg(feature = "postgres")]
        Target::Postgres(_) => return Ok(None),
    };
    let away = |error: std::io::Error| DbError::Away(error.to_string());
    let file = std::fs::File::create(path).map_err(away)?;
    file.lock().map_err(away)?;
    Ok(Some(file))
}
