//! The web: pages of the desk, pages for reporters, the JSON API. The only place that knows HTTP status codes.
//!
//! To add a page: a file in `ui/` named like its template in `templates/page/`, a line in [`routes`], permission in the
//! handler's first argument ([`guard::Signed`]), a struct with `frame: Frame` that derives `Template`, [`page::html`].
//! What every request passes, outermost first: `headers`, errors to pages (`error`), [`session`], `csrf`.

pub mod api;
pub mod assets;
pub mod budget;
pub mod client;
mod csrf;
pub mod error;
pub mod fault;
pub mod gate;
pub mod guard;
mod headers;
pub mod health;
mod limit;
pub mod live;
pub mod open;
pub mod page;
pub mod portal;
pub mod routes;
pub mod server;
pub mod session;
pub mod ui;
mod upload;

use std::sync::Arc;

use crate::base::clock::Clock;
use crate::base::config::Config;
use crate::base::locale::Languages;
use crate::base::secret::SigningKey;
use crate::base::text::Zone;
use crate::desk::Desk;
use crate::desk::door::Door;
use crate::infra::cell::CellPool;
use crate::infra::db::Db;

pub use budget::Budget;
pub use live::Live;
pub use server::server;

/// What handlers work with; they take it as `actix_web::web::Data<Web>`.
#[derive(Clone, Debug)]
pub struct Web {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// All settings.
    pub config: Arc<Config>,
    /// All messages.
    pub languages: Languages,
    /// Signs what is handed out and comes back.
    pub key: SigningKey,
    /// Where mail is handed in.
    pub door: Door,
    /// Where mail is parsed.
    pub cells: Arc<CellPool>,
    /// Where mail is drawn.
    pub painters: Arc<CellPool>,
    /// Who follows the figures.
    pub live: Live,
    /// Memory for uploads.
    pub uploads: Budget,
}

impl Web {
    /// What use-cases need to know.
    pub fn desk(&self) -> Desk {
        Desk { config: Arc::clone(&self.config), key: self.key.clone(), zone: Zone::default() }
    }
}
