//! `hotro demo`: a fresh folder, five accounts, about sixty tickets in all states, then the program itself.

use std::path::PathBuf;

use chrono::TimeDelta;
use indicatif::{ProgressBar, ProgressStyle};

use super::super::failure::Failure;
use super::super::{files, out};
use super::mails::mails;
use super::people::{ANALYST, USERS};
use super::story::Story;
use crate::app::{App, serve};
use crate::base::clock::{Clock, Instant};
use crate::base::config::{Config, Data, TransportKind};
use crate::base::ids::AccountId;
use crate::desk::Error;
use crate::desk::account::{self, NewAccount, Role};
use crate::desk::advisory::{self, Origin};
use crate::desk::campaign_file::{self, Order};
use crate::record::audit::Actor;
use crate::record::ticket::lookup;

/// Builds the demo and serves it.
pub(crate) async fn run(mut settings: Config) -> Result<(), Failure> {
    if settings.data.dir == Data::default().dir {
        settings.data.dir.push("demo");
    }
    settings.database.url.clear();
    settings.mail.transport = TransportKind::Folder;
    settings.mail.folder = PathBuf::new();
    let dir = settings.data.dir.clone();
    files::fresh(&dir, "demo")?;
    let users = build(&settings).await?;
    let app = App::open(settings, Clock::System)?;
    let code = a_code(&app).await?;
    let (public, folder) = (app.config.public.url.clone(), app.config.mail_folder());
    serve(app, |addresses| {
        let mut text = format!("\nThe demo stands at  http://{}\n\nSign in as\n", addresses.http);
        for (user, password) in USERS.iter().zip(&users) {
            text.push_str(&format!("  {:<8}  {:<30}  {password}\n", user.role, user.email));
        }
        if let Some(code) = code {
            let url = if public.is_empty() { format!("http://{}", addresses.http) } else { public.clone() };
            text.push_str(&format!("\nA reporter's status page: {url}/status with the code {code}\n"));
        }
        text.push_str(&format!("Letters that would have left: {}\n", folder.display()));
        for listen in &addresses.lmtp {
            text.push_str(&format!("Send it mail by LMTP: {listen}\n"));
        }
        text.push_str("Nothing of it reaches anybody. Ctrl-C ends it; the next demo begins anew.\n");
        out::say(&text);
    })
    .await?;
    Ok(())
}

/// Plays the story into the folder of the settings; gives the passwords of [`USERS`].
async fn build(settings: &Config) -> Result<Vec<String>, Failure> {
    let now = Clock::System.now();
    let mails = mails(now);
    let begin = now - mails.first().map_or(TimeDelta::zero(), |mail| mail.ago) - TimeDelta::minutes(1);
    let app = App::open(settings.clone(), Clock::standing_at(begin))?;
    let (mut accounts, mut passwords) = ([AccountId(0); USERS.len()], Vec::new());
    for (slot, user) in accounts.iter_mut().zip(USERS) {
        let new = NewAccount {
            email: user.email.into(),
            name: user.name.into(),
            roles: Role::of(user.role).into_iter().collect(),
            password: None,
            must_change: false,
        };
        let (id, password) = account::add(&app.db, begin, Actor::Console, new).await?;
        *slot = id;
        passwords.push(password);
    }
    let (door, attended) = app.door();
    let worker = app.worker()?;
    let bar = ProgressBar::new(mails.len() as u64);
    bar.set_style(
        ProgressStyle::with_template("Playing two weeks at the desk {bar:40} {percent}%")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let story = Story { app: &app, door: &door, worker: &worker, accounts };
    story
        .play(&mails, now, |done, of| {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        })
        .await?;
    bar.finish_and_clear();
    warn(&app, accounts, now).await?;
    drop(door);
    attended.await.ok();
    Ok(passwords)
}

/// The analyst begins a warning of the lure that most people reported.
async fn warn(app: &App, accounts: [AccountId; USERS.len()], now: Instant) -> Result<(), Failure> {
    let found = app.db.read(move |conn| campaign_file::all(conn, None, Order::Reach, now)).await?;
    let (Some(widest), Some(analyst)) = (found.into_iter().next(), accounts.get(usize::from(ANALYST)).copied()) else {
        return Ok(());
    };
    let who = (Actor::Account(analyst, "127.0.0.1".into()), analyst);
    let origin = Origin::Campaign(widest.campaign.uuid);
    advisory::open((&app.db, &app.desk, &app.painters), origin, who, now).await?;
    Ok(())
}

/// The lookup code of a ticket with a verdict, so that its status page can be seen.
async fn a_code(app: &App) -> Result<Option<String>, Error> {
    let key = app.desk.key.clone();
    app.db
        .read(move |conn| {
            use crate::record::outbox::{self, State};
            let letters = outbox::page(conn, Some(State::Sent), None, 200)?;
            let letter = letters.into_iter().find(|(letter, ..)| letter.kind == "verdict-phishing");
            let Some(id) = letter.and_then(|(letter, ..)| letter.lookup_id) else { return Ok(None) };
            Ok(Some(lookup::code(&key, &lookup::seed(conn, id)?)))
        })
        .await
}
