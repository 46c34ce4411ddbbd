//! Connections: many that read, a fair queue of those that write.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use tokio::sync::Semaphore;

use super::{Conn, DbError};

/// Which database, decided by the form of the URL alone: `establish` would open a mistyped `postgres:` as a file.
#[derive(Clone)]
pub enum Target {
    /// An SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL URL; may hold a password, so never printed.
    #[cfg(feature = "postgres")]
    Postgres(String),
}

impl Target {
    /// Reads a database URL. Errors name what is wrong, not the URL, which may hold a password.
    pub fn parse(url: &str) -> Result<Self, DbError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            #[cfg(feature = "postgres")]
            return Ok(Self::Postgres(url.to_owned()));
            #[cfg(not(feature = "postgres"))]
            return Err(DbError::Url("this hotro was built without PostgreSQL (cargo feature `postgres`)".into()));
        }
        let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")).unwrap_or(url);
        if path.is_empty() || path.split('/').next().is_some_and(|first| first.contains(':')) {
            return Err(DbError::Url("database.url must be a path, or begin with sqlite: or postgres://".into()));
        }
        Ok(Self::Sqlite(path.into()))
    }

    /// One more connection; `reader` connections refuse to write.
    pub(super) fn connect(&self, reader: bool) -> Result<Conn, DbError> {
        match self {
            Self::Sqlite(path) => {
                let away = |error: &dyn std::fmt::Display| DbError::Away(error.to_string());
                let mut conn = SqliteConnection::establish(&path.to_string_lossy()).map_err(|e| away(&e))?;
                // busy_timeout first: switching to WAL takes a lock itself.
                conn.batch_execute("PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                    PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY; PRAGMA recursive_triggers = ON;")
                    .map_err(|e| away(&e))?;
                if reader {
                    conn.batch_execute("PRAGMA query_only = ON;").map_err(|e| away(&e))?;
                }
                Ok(Conn::Sqlite(conn))
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(url) => {
                let away = |error: &dyn std::fmt::Display| DbError::Away(error.to_string());
                let mut conn = diesel::PgConnection::establish(url).map_err(|e| away(&e))?;
                conn.batch_execute("SET TIME ZONE 'UTC'; SET lock_timeout = '10s';").map_err(|e| away(&e))?;
                if reader {
                    conn.batch_execute("SET default_transaction_read_only = on;").map_err(|e| away(&e))?;
                }
                Ok(Conn::Postgres(conn))
            }
        }
    }

    /// Writers at the same time: SQLite has one, and a queue of ours is fairer than its busy loop.
    fn writers(&self) -> u32 {
        match self {
            Self::Sqlite(_) => 1,
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => 4,
        }
    }
}

struct Manager {
    target: Target,
    reader: bool,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = DbError;

    fn connect(&self) -> Result<Conn, DbError> {
        self.target.connect(self.reader)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), DbError> {
        Ok(super::probe(conn)?)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || AnyManager::is_broken_transaction_manager(conn)
    }
}

type AnyManager = <Conn as Connection>::TransactionManager;

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    target: Target,
    readers: r2d2::Pool<Manager>,
    writers: r2d2::Pool<Manager>,
    queue: Arc<Semaphore>,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Db")
    }
}

impl Db {
    /// Opens the database, without touching it: connections are made when they are needed, so that a server that is
    /// away at start is waited for.
    pub fn open(target: Target, readers: u32) -> Self {
        let pool = |reader, size| {
            r2d2::Pool::builder()
                .max_size(size)
                .min_idle(Some(0))
                .connection_timeout(Duration::from_secs(5))
                .test_on_check_out(!matches!(target, Target::Sqlite(_)))
                .build_unchecked(Manager { target: target.clone(), reader })
        };
        let writers = target.writers();
        let queue = Arc::new(Semaphore::new(writers as usize));
        Self { readers: pool(true, readers.max(1)), writers: pool(false, writers), queue, target }
    }

    /// Which database this is.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// Runs `work` on one snapshot, on a thread that may block. Whatever it does is not kept.
    pub async fn read<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + From<diesel::result::Error> + Send + 'static,
    {
        let pool = self.readers.clone();
        blocking(move || {
            let mut conn = pool.get().map_err(|error| DbError::Away(error.to_string()))?;
            conn.transaction(work)
        })
        .await
    }

    /// Runs `work` in one transaction, on a thread that may block; committed and synced to disk when this returns `Ok`.
    pub async fn write<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + From<diesel::result::Error> + Send + 'static,
    {
        let turn = Arc::clone(&self.queue).acquire_owned().await.map_err(|error| DbError::Away(error.to_string()))?;
        let pool = self.writers.clone();
        blocking(move || {
            let _turn = turn;
            let mut conn = pool.get().map_err(|error| DbError::Away(error.to_string()))?;
            begin(&mut conn)?;
            match work(&mut conn) {
                Ok(value) => {
                    AnyManager::commit_transaction(&mut *conn)?;
                    Ok(value)
                }
                Err(error) => {
                    // A rollback that fails leaves a broken connection, which the pool throws away.
                    AnyManager::rollback_transaction(&mut *conn).ok();
                    Err(error)
                }
            }
        })
        .await
    }
}

/// `BEGIN IMMEDIATE` on SQLite: a plain `BEGIN` that reads first fails when it writes later.
fn begin(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(inner) => AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN IMMEDIATE"),
        #[cfg(feature = "postgres")]
        Conn::Postgres(inner) => AnsiTransactionManager::begin_transaction(inner),
    }
}

async fn blocking<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(DbError::Away(format!("the database work was broken off: {error}")).into()),
    }
}
