//! `hotro bench fill`: a folder and a database as after two years at a desk.

use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};

use super::super::failure::Failure;
use super::super::{files, out};
use super::case::{Case, Maker, SPAN};
use super::play::Player;
use crate::app::App;
use crate::base::clock::{Clock, Instant};
use crate::base::config::Config;
use crate::base::ids::AccountId;
use crate::desk::account::{self, NewAccount, Role};
use crate::desk::advisory::{self, Origin};
use crate::desk::campaign_file::{self, Order};
use crate::desk::{Error, agency, analyse};
use crate::record::audit::Actor;
use crate::record::people;

/// Who signs in to measure: has every role.
pub(super) const WHO: &str = "bench@laichau.gov.vn";
/// Tickets of one transaction.
const BATCH: u32 = 200;
/// Who works at the desk.
const PEOPLE: [(&str, &str); 5] = [
    ("Bùi Thị Thử", WHO),
    ("Lường Minh Ngọc", "bench.1@laichau.gov.vn"),
    ("Chẻo Thanh Bình", "bench.2@laichau.gov.vn"),
    ("Quàng Thu Hà", "bench.3@laichau.gov.vn"),
    ("Vừ Thị Sơn", "bench.4@laichau.gov.vn"),
];

/// Fills an empty folder, or an empty PostgreSQL database, with `count` tickets.
pub(super) async fn run(count: u32, settings: Config) -> Result<(), Failure> {
    let dir = settings.data.dir.clone();
    files::fresh(&dir, "bench")?;
    let app = App::open(settings, Clock::System)?;
    if !app.db.read(|conn| Ok::<_, Error>(people::accounts(conn)?)).await?.is_empty() {
        return Err(Failure::Words("the database is not empty; name another one".into()));
    }
    let now = app.clock.now();
    let (people, password) = people(&app, now - SPAN).await?;
    agency::import(&app.db, now - SPAN, Actor::Console, &agency::seed(2026).unwrap_or_default()).await?;
    let maker = Maker::new(analyse::known(&app.config), &app.config.mail.address, now, count);
    let first = people.first().map(|(id, _)| *id);
    store(&app, Arc::new(Player { desk: app.desk.clone(), maker, people }), count).await?;
    if let Some(who) = first {
        warn(&app, who, now).await?;
    }
    out::say(&format!(
        "{count} tickets stand in {dir}.\nLook:    HOTRO_DATA_DIR={dir} hotro serve, as {WHO}, password {password}\nMeasure: HOTRO_DATA_DIR={dir} hotro bench pages\n",
        dir = dir.display()
    ));
    Ok(())
}

/// Adds the people of the desk; the first one has every role. Gives that one's password.
async fn people(app: &App, at: Instant) -> Result<(Vec<(AccountId, &'static str)>, String), Failure> {
    let (mut out, mut first) = (Vec::new(), String::new());
    for (name, email) in PEOPLE {
        let roles = if email == WHO { Role::ALL.to_vec() } else { vec![Role::Analyst] };
        let new = NewAccount { email: email.into(), name: name.into(), roles, password: None, must_change: false };
        let (id, password) = account::add(&app.db, at, Actor::Console, new).await?;
        if first.is_empty() {
            first = password;
        }
        out.push((id, name));
    }
    Ok((out, first))
}

/// Makes the next batch while the one before is written.
async fn store(app: &App, player: Arc<Player>, count: u32) -> Result<(), Failure> {
    let bar = ProgressBar::new(u64::from(count));
    bar.set_style(
        ProgressStyle::with_template("Filling {bar:40} {pos}/{len} {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let mut ready = make(&player, 0, count).await?;
    let mut from = 0;
    while !ready.is_empty() {
        from += ready.len() as u32;
        let (writing, batch) = (Arc::clone(&player), ready);
        let write = app.db.write(move |conn| writing.play(conn, &batch));
        let (next, written) = tokio::join!(make(&player, from, count), write);
        written?;
        ready = next?;
        bar.set_position(u64::from(from));
    }
    bar.finish_and_clear();
    Ok(())
}

async fn make(player: &Arc<Player>, from: u32, count: u32) -> Result<Vec<Case>, Error> {
    let player = Arc::clone(player);
    let to = count.min(from + BATCH);
    tokio::task::spawn_blocking(move || (from..to).map(|place| player.maker.make(place)).collect())
        .await
        .map_err(|error| Error::Internal(error.to_string()))
}

/// A draft of a warning of the widest campaign.
async fn warn(app: &App, who: AccountId, now: Instant) -> Result<(), Error> {
    let found = app.db.read(move |conn| campaign_file::all(conn, None, Order::Reach, now)).await?;
    let Some(widest) = found.into_iter().next() else { return Ok(()) };
    let by = (Actor::Account(who, "127.0.0.1".into()), who);
    advisory::open((&app.db, &app.desk, &app.painters), Origin::Campaign(widest.campaign.uuid), by, now).await.map(drop)
}
