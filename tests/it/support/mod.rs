//! A whole desk for a test: the real server on a free port, a database file of its own, a clock that stands still.

pub(crate) mod source;

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use hotro::base::clock::Clock;
use hotro::base::config::{Config, List};
use hotro::base::locale::Languages;
use hotro::base::secret::SigningKey;
use hotro::desk::account::{self, NewAccount, Role};
use hotro::desk::door::{Door, Knock};
use hotro::edge::web::{Web, server};
use hotro::infra::cell::{CellConfig, CellPool};
use hotro::infra::db::{Db, Target, migrate};
use hotro::record::audit::Actor;
use reqwest::{Client, Response, StatusCode, redirect};
use tokio::sync::mpsc;

/// A running desk; it stops when dropped.
pub(crate) struct Desk {
    /// `http://127.0.0.1:port`, without a slash at the end.
    pub(crate) url: String,
    pub(crate) web: Arc<Web>,
    /// The inside of the door, so that it stays open.
    _knocks: mpsc::Receiver<Knock>,
    handle: actix_web::dev::ServerHandle,
    _folder: tempfile::TempDir,
}

impl Drop for Desk {
    fn drop(&mut self) {
        // The first poll tells the server to stop; nobody needs to wait for it.
        let stop = self.handle.stop(false);
        std::thread::spawn(move || futures_util::future::FutureExt::now_or_never(stop));
    }
}

impl Desk {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts with settings changed by `change`.
    pub(crate) async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let target = Target::parse(&folder.path().join("hotro.db").display().to_string()).unwrap();
        let for_tables = target.clone();
        tokio::task::spawn_blocking(move || migrate(&for_tables).unwrap()).await.unwrap();
        let mut config = Config::default();
        config.http.trusted_proxies = List::default();
        change(&mut config);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (door, knocks) = Door::new(16);
        let start = NaiveDate::from_ymd_opt(2026, 3, 11).unwrap().and_hms_opt(2, 29, 0).unwrap();
        let web = Arc::new(Web {
            db: Db::open(target, 4),
            clock: Clock::standing_at(start),
            config: Arc::new(config),
            languages: Languages::default(),
            key: SigningKey::new(vec![7; 32]).unwrap(),
            door,
            cells: Arc::new(CellPool::new(CellConfig::new(std::env::current_exe().unwrap(), Vec::new()))),
        });
        let running = server(Arc::clone(&web), listener).unwrap();
        let handle = running.handle();
        tokio::spawn(running);
        Self { url, web, _knocks: knocks, handle, _folder: folder }
    }

    pub(crate) fn db(&self) -> &Db {
        &self.web.db
    }

    /// Adds an account that need not change its password; gives the password.
    pub(crate) async fn account(&self, email: &str, roles: &[Role]) -> String {
        let name = format!("Tên của {}", email.split('@').next().unwrap());
        let new = NewAccount { email: email.into(), name, roles: roles.to_vec(), password: None, must_change: false };
        account::add(self.db(), self.web.clock.now(), Actor::Console, new).await.unwrap().1
    }

    /// A browser without a session.
    pub(crate) fn visitor(&self) -> Browser {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(redirect::Policy::none())
            .timeout(Duration::from_mins(1))
            .build()
            .unwrap();
        Browser { client, url: self.url.clone() }
    }

    /// A browser in which somebody with these roles has signed in.
    pub(crate) async fn signed_in(&self, email: &str, roles: &[Role]) -> Browser {
        let password = self.account(email, roles).await;
        let browser = self.visitor();
        let answer = browser.sign_in(email, &password).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "signing in as {email}");
        browser
    }
}

/// A client with cookies that says, as browsers do, from where its forms come, and follows no redirect by itself.
pub(crate) struct Browser {
    pub(crate) client: Client,
    url: String,
}

impl Browser {
    pub(crate) async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.url)).send().await.unwrap()
    }

    /// The text of a page that must be there.
    pub(crate) async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "GET {path}");
        answer.text().await.unwrap()
    }

    /// Sends a form as it stands.
    pub(crate) async fn post_bare(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.client.post(format!("{}{path}", self.url)).header("origin", &self.url);
        request.form(fields).send().await.unwrap()
    }

    /// Sends a form with the session's token, as its page would.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let csrf = self.csrf().await;
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        self.post_bare(path, &all).await
    }

    pub(crate) async fn sign_in(&self, email: &str, password: &str) -> Response {
        self.post_bare("/sign-in", &[("email", email), ("password", password)]).await
    }

    /// The session's token, read from a form that every account may see.
    pub(crate) async fn csrf(&self) -> String {
        let page = self.page("/profile/password").await;
        let (_, rest) = page.split_once("name=\"csrf\" value=\"").expect("a form with the token");
        rest.split('"').next().unwrap().to_owned()
    }
}

/// Where a redirect leads.
pub(crate) fn location(answer: &Response) -> &str {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    answer.headers()["location"].to_str().unwrap()
}
