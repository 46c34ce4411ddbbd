//! The composition root: opens what the program stands on and hands it to the edges. Owns nothing else.

mod error;
mod logging;
mod secret;
mod serve;

use std::sync::Arc;

use crate::base::clock::Clock;
use crate::base::config::{Config, TransportKind};
use crate::base::locale::Languages;
use crate::base::text::Zone;
use crate::desk::Desk;
use crate::desk::door::{self, Door};
use crate::edge::web::{Budget, Live, Web};
use crate::edge::worker::Worker;
use crate::infra::bell::Bell;
use crate::infra::cell::{CellConfig, CellPool};
use crate::infra::db::{Db, Target, migrate};
use crate::infra::dns::Resolver;
use crate::infra::mailer::{SmtpSettings, Transport};

pub use error::StartError;
pub use logging::start_log;
pub use serve::{Addresses, serve, work};

/// Everything the edges stand on.
#[derive(Clone, Debug)]
pub struct App {
    /// Settings.
    pub config: Arc<Config>,
    /// What use-cases need to know.
    pub desk: Desk,
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Where mail is parsed.
    pub cells: Arc<CellPool>,
    /// Where mail is drawn.
    pub painters: Arc<CellPool>,
    /// What wakes the worker.
    pub bell: Bell,
}

impl App {
    /// Makes the data folder, reads or makes the secret, migrates the database.
    pub fn open(config: Config, clock: Clock) -> Result<Self, StartError> {
        let config = Arc::new(config);
        let dir = &config.data.dir;
        std::fs::create_dir_all(dir)
            .map_err(|why| StartError::File { what: format!("data folder {}", dir.display()), why })?;
        let key = secret::signing_key(&config)?;
        let target = Target::parse(&config.database_url())?;
        for name in migrate(&target)? {
            tracing::info!(migration = name, "the database was brought up to date");
        }
        let db = Db::open(target, config.database.readers);
        let desk = Desk { config: Arc::clone(&config), key, zone: Zone::default() };
        let cells = Arc::new(cell_pool(&config)?);
        let painters = Arc::new(painters(&config)?);
        Ok(Self { config, desk, db, clock, cells, painters, bell: Bell::default() })
    }

    /// The door, attended by a task of the running runtime until every copy of it is dropped.
    pub fn door(&self) -> (Door, tokio::task::JoinHandle<()>) {
        let (door, inside) = Door::new(self.config.intake.waiting);
        let task = tokio::spawn(door::attend(self.db.clone(), self.desk.clone(), self.bell.clone(), inside));
        (door, task)
    }

    /// What the pages and the API stand on.
    pub fn web(&self, door: Door) -> Web {
        Web {
            db: self.db.clone(),
            clock: self.clock.clone(),
            config: Arc::clone(&self.config),
            languages: Languages::default(),
            key: self.desk.key.clone(),
            door,
            cells: Arc::clone(&self.cells),
            painters: Arc::clone(&self.painters),
            live: Live::new(self.bell.clone()),
            uploads: Budget::new(self.config.http.upload_memory.0),
        }
    }

    /// The worker, with the transport that the settings name.
    pub fn worker(&self) -> Result<Worker, StartError> {
        let transport = match self.config.mail.transport {
            TransportKind::Smtp => Transport::smtp(&SmtpSettings::new(&self.config.smtp.url))
                .map_err(|error| StartError::Setting(format!("smtp.url: {error}")))?,
            TransportKind::Folder => Transport::folder(self.config.mail_folder()),
            TransportKind::Memory => Transport::memory(),
        };
        Ok(Worker {
            db: self.db.clone(),
            desk: self.desk.clone(),
            clock: self.clock.clone(),
            cells: Arc::clone(&self.cells),
            dns: resolver(&self.config)?,
            painters: Arc::clone(&self.painters),
            transport: Arc::new(transport),
            bell: self.bell.clone(),
        })
    }
}

/// Who answers questions about reported mail, as the settings say.
fn resolver(config: &Config) -> Result<Resolver, StartError> {
    if !config.dns.enabled {
        return Ok(Resolver::Off);
    }
    let servers: Vec<_> = config.dns.servers.0.iter().filter_map(|server| server.parse().ok()).collect();
    Resolver::servers(&servers, config.dns.timeout.0).map_err(|error| StartError::Setting(format!("[dns]: {error}")))
}

/// The cells that the settings name: our own program under its hidden command.
pub fn cell_pool(config: &Config) -> Result<CellPool, StartError> {
    let mut cells = cells_of(config)?;
    cells.size = config.cell.size.max(1);
    cells.deadline = config.cell.deadline.0;
    cells.memory = config.cell.memory.0 as u64;
    Ok(CellPool::new(cells))
}

/// One cell with the limits for drawing: laying a mail out costs more than reading it, and is nothing that anybody waits for.
fn painters(config: &Config) -> Result<CellPool, StartError> {
    let mut cells = cells_of(config)?;
    cells.size = 1;
    cells.deadline = config.cell.picture_deadline.0;
    cells.memory = config.cell.picture_memory.0 as u64;
    Ok(CellPool::new(cells))
}

fn cells_of(config: &Config) -> Result<CellConfig, StartError> {
    let program = config.cell.program.clone();
    let program = if program.as_os_str().is_empty() {
        std::env::current_exe().map_err(|why| StartError::File { what: "the program's own path".into(), why })?
    } else {
        program
    };
    Ok(CellConfig::new(program, vec!["cell".into()]))
}
