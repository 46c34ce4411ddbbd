//! A whole desk for a test: the real server on a free port, a database of its own, a clock that stands still.

pub(crate) mod disguise;
pub(crate) mod draft;
pub(crate) mod house;
pub(crate) mod postgres;
pub(crate) mod report;
pub(crate) mod source;
pub(crate) mod warning;
pub(crate) mod wave;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use chrono::NaiveDate;
use hotro::app::App;
use hotro::base::clock::Clock;
use hotro::base::config::{Config, List, TransportKind};
use hotro::desk::Error;
use hotro::desk::account::{self, NewAccount, Role};
use hotro::desk::receive::{Channel, Incoming, Receipt};
use hotro::edge::web::{Web, server};
use hotro::edge::worker::Worker;
use hotro::infra::db::Db;
use hotro::infra::mailer::Sent;
use hotro::record::audit::Actor;
use hotro::record::ticket::{self, Ticket};
use reqwest::{Client, Response, StatusCode, redirect};

/// A running desk: pages, door, worker and cells of the real program; it stops when dropped. Its clock stands until the
/// test moves it, its worker works when the test says so, and its letters are kept in memory.
pub(crate) struct Desk {
    /// `http://127.0.0.1:port`, without a slash at the end.
    pub(crate) url: String,
    pub(crate) web: Arc<Web>,
    pub(crate) worker: Worker,
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
        let mut config = Config::default();
        config.data.dir = folder.path().to_path_buf();
        config.mail.transport = TransportKind::Memory;
        config.cell.program = env!("CARGO_BIN_EXE_hotro").into();
        // A debug build on a busy machine; what is tested here is not the deadline.
        config.cell.deadline.0 = Duration::from_secs(30);
        config.cell.pictures = false;
        config.cell.picture_deadline.0 = Duration::from_mins(1);
        config.office.telephone = "0213 000 000".into();
        config.http.trusted_proxies = List::default();
        if let Some(url) = postgres::fresh() {
            config.database.url = url;
        }
        change(&mut config);
        let start = NaiveDate::from_ymd_opt(2026, 3, 11).unwrap().and_hms_opt(2, 29, 0).unwrap();
        let clock = Clock::standing_at(start);
        let app = tokio::task::spawn_blocking(move || App::open(config, clock).unwrap()).await.unwrap();
        let (door, _) = app.door();
        let web = Arc::new(app.web(door));
        let worker = app.worker().unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let running = server(Arc::clone(&web), listener).unwrap();
        let handle = running.handle();
        tokio::spawn(running);
        Self { url, web, worker, handle, _folder: folder }
    }

    /// Hands a mail in at the door, as LMTP would.
    pub(crate) async fn receive(&self, sender: &str, mail: &str) -> Receipt {
        let incoming = Incoming {
            channel: Channel::Lmtp,
            sender: Some(sender.into()),
            recipients: vec!["hotro@laichau.gov.vn".into()],
            at: self.web.clock.now(),
            bytes: Bytes::from(mail.replace("\r\n", "\n").replace('\n', "\r\n")),
            trusted: false,
            answer: true,
        };
        self.web.door.submit(incoming).await.unwrap()
    }

    /// Lets the worker do what is due and gives all letters that have left so far.
    pub(crate) async fn letters(&self) -> Vec<Sent> {
        self.worker.drain().await.unwrap();
        self.worker.transport.sent()
    }

    pub(crate) async fn ticket(&self, number: &str) -> Ticket {
        let number = number.to_owned();
        self.db().read(move |c| Ok::<_, Error>(ticket::by_number(c, &number)?.unwrap())).await.unwrap()
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
        Browser::new(&self.url)
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
    /// A browser that opens the pages under `url`.
    pub(crate) fn new(url: &str) -> Self {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(redirect::Policy::none())
            .timeout(Duration::from_mins(1))
            .build()
            .unwrap();
        Self { client, url: url.to_owned() }
    }

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
        let csrf = token_on(&self.page("/sign-in").await);
        self.post_bare("/sign-in", &[("csrf", csrf.as_str()), ("email", email), ("password", password)]).await
    }

    /// The session's token, read from a form that every account may see.
    pub(crate) async fn csrf(&self) -> String {
        token_on(&self.page("/profile/password").await)
    }
}

/// The token that the forms of a page carry.
pub(crate) fn token_on(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"csrf\" value=\"").expect("a form with the token");
    rest.split('"').next().unwrap().to_owned()
}

/// Where a redirect leads.
pub(crate) fn location(answer: &Response) -> &str {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    answer.headers()["location"].to_str().unwrap()
}
