//! The program without pages: LMTP socket, database, worker with cells of the real program, letters kept in memory.

use std::time::Duration;

use chrono::NaiveDate;
use hotro::app::App;
use hotro::base::clock::Clock;
use hotro::base::config::{Config, TransportKind};
use hotro::base::ids::AccountId;
use hotro::desk::Error;
use hotro::desk::account::{self, NewAccount, Role};
use hotro::desk::change::Change;
use hotro::edge::smtp::{self, Listen, LmtpConfig};
use hotro::edge::worker::Worker;
use hotro::infra::mailer::Sent;
use hotro::record::audit::Actor;
use hotro::record::ticket::{self, Ticket};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::postgres;

/// The whole program in one test, on its own folder and port; the clock stands until the test moves it.
pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) worker: Worker,
    lmtp: std::net::SocketAddr,
    /// Kept open: dropping it stops the listener.
    _stop: watch::Sender<bool>,
    _folder: tempfile::TempDir,
}

impl House {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::default();
        config.data.dir = folder.path().to_path_buf();
        config.mail.transport = TransportKind::Memory;
        config.cell.program = env!("CARGO_BIN_EXE_hotro").into();
        // A debug build on a busy machine; what is tested here is not the deadline.
        config.cell.deadline.0 = Duration::from_secs(30);
        config.cell.picture_deadline.0 = Duration::from_mins(1);
        config.office.telephone = "0213 000 000".into();
        config.public.url = "https://hotro.laichau.example".into();
        if let Some(url) = postgres::fresh() {
            config.database.url = url;
        }
        let morning = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap().and_hms_opt(2, 29, 0).unwrap();
        let app = App::open(config, Clock::standing_at(morning)).unwrap();
        let (door, _) = app.door();
        let listen = vec![Listen::Tcp("127.0.0.1:0".parse().unwrap())];
        let bound = smtp::bind(LmtpConfig { listen, ..LmtpConfig::default() }).await.unwrap();
        let Listen::Tcp(lmtp) = bound.addresses().unwrap().remove(0) else { panic!("a TCP address") };
        let (stopper, stop) = watch::channel(false);
        tokio::spawn(bound.serve(door, app.clock.clone(), stop));
        let worker = app.worker().unwrap();
        Self { app, worker, lmtp, _stop: stopper, _folder: folder }
    }

    /// Delivers a mail by LMTP and gives the final reply.
    pub(crate) async fn deliver(&self, from: &str, mail: &str) -> String {
        let mut stream = BufReader::new(TcpStream::connect(self.lmtp).await.unwrap());
        let body = mail.replace("\r\n", "\n").replace('\n', "\r\n");
        let talk = format!("LHLO t\r\nMAIL FROM:<{from}>\r\nRCPT TO:<hotro@laichau.gov.vn>\r\nDATA\r\n");
        stream.write_all(talk.as_bytes()).await.unwrap();
        let mut line = String::new();
        while !line.starts_with("354") {
            line.clear();
            assert!(stream.read_line(&mut line).await.unwrap() > 0, "closed before DATA");
            assert!(!line.starts_with('5'), "refused: {line}");
        }
        stream.write_all(format!("{body}\r\n.\r\n").as_bytes()).await.unwrap();
        line.clear();
        stream.read_line(&mut line).await.unwrap();
        line
    }

    /// Lets the worker do what is due and gives the letters that left since `before`.
    pub(crate) async fn letters(&self, before: usize) -> Vec<Sent> {
        self.worker.drain().await.unwrap();
        self.worker.transport.sent().split_off(before)
    }

    pub(crate) async fn ticket(&self, number: &str) -> Ticket {
        let number = number.to_owned();
        self.app.db.read(move |c| Ok::<_, Error>(ticket::by_number(c, &number)?.unwrap())).await.unwrap()
    }

    pub(crate) async fn analyst(&self) -> AccountId {
        let new = NewAccount {
            email: "pt@laichau.gov.vn".into(),
            name: "Phân tích".into(),
            roles: vec![Role::Analyst],
            password: None,
            must_change: false,
        };
        account::add(&self.app.db, self.app.clock.now(), Actor::Console, new).await.unwrap().0
    }

    pub(crate) fn change(&self, account: AccountId, ticket: &Ticket) -> Change {
        Change {
            account,
            name: "Phân tích".into(),
            actor: Actor::Account(account, "127.0.0.1".into()),
            number: ticket.number.clone(),
            version: ticket.version,
            now: self.app.clock.now(),
        }
    }
}
