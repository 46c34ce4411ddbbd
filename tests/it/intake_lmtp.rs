//! LMTP over real sockets: binding, many clients at once, large mails, and the orderly end. The test plays the desk.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may fail as tests do")]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use hotro::base::clock::Clock;
use hotro::desk::door::{Door, Knock};
use hotro::desk::receive::{Channel, Incoming, Receipt};
use hotro::edge::smtp::{Listen, LmtpConfig, bind};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpStream, UnixListener, UnixStream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

const ENVELOPE: &str = "MAIL FROM:<lua@xa.example>\r\nRCPT TO:<hotro@tinh.example>\r\n";

struct Server {
    addresses: Vec<Listen>,
    running: watch::Sender<bool>,
    serving: JoinHandle<()>,
    inside: mpsc::Receiver<Knock>,
}

async fn start(config: LmtpConfig) -> Server {
    let listeners = bind(config).await.unwrap();
    let addresses = listeners.addresses().unwrap();
    let (door, inside) = Door::new(16);
    let (running, stop) = watch::channel(false);
    let serving = tokio::spawn(listeners.serve(door, Clock::System, stop));
    Server { addresses, running, serving, inside }
}

fn tcp() -> LmtpConfig {
    LmtpConfig { listen: vec![Listen::Tcp(([127, 0, 0, 1], 0).into())], ..LmtpConfig::default() }
}

fn unix(path: &Path) -> LmtpConfig {
    LmtpConfig { listen: vec![Listen::Unix(path.to_owned())], ..LmtpConfig::default() }
}

/// A desk that stores everything and numbers it; ends with the server.
fn keep_all(mut inside: mpsc::Receiver<Knock>) -> JoinHandle<Vec<Incoming>> {
    tokio::spawn(async move {
        let mut mails = Vec::new();
        while let Some(knock) = inside.recv().await {
            mails.push(knock.incoming);
            let number = format!("HOTRO-2026-{:06}", mails.len());
            // A client of these tests may be gone by now.
            drop(knock.answer.send(Ok(Receipt { number, id: "an-id".into(), duplicate: false })));
        }
        mails
    })
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

struct Client(BufReader<Box<dyn Stream>>);

impl Client {
    async fn connect(address: &Listen) -> Self {
        let stream: Box<dyn Stream> = match address {
            Listen::Tcp(address) => Box::new(TcpStream::connect(address).await.unwrap()),
            Listen::Unix(path) => Box::new(UnixStream::connect(path).await.unwrap()),
        };
        Self(BufReader::new(stream))
    }

    async fn greeted(address: &Listen) -> Self {
        let mut client = Self::connect(address).await;
        assert!(client.reply().await.starts_with("220 "));
        client.say("LHLO mx.example\r\n").await;
        assert!(client.reply().await.contains("PIPELINING"));
        client
    }

    async fn say(&mut self, text: impl AsRef<[u8]>) {
        self.0.write_all(text.as_ref()).await.unwrap();
    }

    /// One reply with all its lines; empty when the server has closed.
    async fn reply(&mut self) -> String {
        let mut text = String::new();
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).await.unwrap();
            text += &line;
            if line.as_bytes().get(3) != Some(&b'-') {
                return text;
            }
        }
    }

    async fn replies(&mut self, count: usize) -> Vec<String> {
        let mut replies = Vec::new();
        for _ in 0..count {
            replies.push(self.reply().await);
        }
        replies
    }

    async fn send(&mut self, mail: &[u8]) -> String {
        self.say(format!("{ENVELOPE}DATA\r\n")).await;
        assert!(self.replies(3).await[2].starts_with("354 "));
        self.say([mail, b".\r\n"].concat()).await;
        self.reply().await
    }

    async fn rest(mut self) -> String {
        let mut text = String::new();
        self.0.read_to_string(&mut text).await.unwrap();
        text
    }
}

#[tokio::test]
async fn clients_on_tcp_and_unix_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lmtp.sock");
    let mut config = tcp();
    config.listen.push(Listen::Unix(path.clone()));
    let server = start(config).await;
    let desk = keep_all(server.inside);
    let clients = (0..8).map(|nth| {
        let address = server.addresses[nth % 2].clone();
        tokio::spawn(async move {
            let mut client = Client::greeted(&address).await;
            for mail in 0..20 {
                let reply = client.send(format!("Subject: {nth} {mail}\r\n\r\nx\r\n").as_bytes()).await;
                assert!(reply.starts_with("250 2.0.0 Stored as HOTRO-2026-"), "{reply}");
            }
            client.say("QUIT\r\n").await;
            assert_eq!(client.rest().await, "221 2.0.0 Bye\r\n");
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.unwrap();
    }
    server.running.send(true).unwrap();
    server.serving.await.unwrap();
    let mails = desk.await.unwrap();
    let different: std::collections::HashSet<_> = mails.iter().map(|mail| mail.bytes.clone()).collect();
    assert_eq!((mails.len(), different.len()), (160, 160));
    assert!(mails.iter().all(|mail| mail.channel == Channel::Lmtp));
    assert!(!path.exists(), "the socket is removed at the end");
}

#[tokio::test]
async fn a_mail_as_large_as_allowed_comes_in_whole_both_ways() {
    let server = start(tcp()).await;
    let desk = keep_all(server.inside);
    let line = format!("{}\r\n", "0123456789".repeat(9));
    let mut mail = line.repeat(50_000_000 / line.len()).into_bytes();
    mail.resize(50_000_000, b'z');
    mail.splice(49_999_998.., *b"\r\n");
    let mut client = Client::greeted(&server.addresses[0]).await;
    assert!(client.send(&mail).await.starts_with("250 2.0.0"));
    client.say(format!("{ENVELOPE}BDAT {} LAST\r\n", mail.len())).await;
    client.say(&mail).await;
    assert!(client.replies(3).await[2].starts_with("250 2.0.0"));
    assert!(client.send(&[b"x", &mail[..]].concat()).await.starts_with("552 5.3.4"));
    drop(client);
    server.running.send(true).unwrap();
    let mails = desk.await.unwrap();
    assert_eq!(mails.len(), 2);
    assert!(mails.iter().all(|kept| kept.bytes == mail), "byte for byte");
}

#[tokio::test]
async fn more_connections_than_allowed_are_421_until_one_goes() {
    let server = start(LmtpConfig { max_connections: 1, ..tcp() }).await;
    let first = Client::greeted(&server.addresses[0]).await;
    let second = Client::connect(&server.addresses[0]).await;
    assert_eq!(second.rest().await, "421 4.3.2 Too many connections, try again later\r\n");
    let mut first = first;
    first.say("QUIT\r\n").await;
    first.rest().await;
    // The place is free a moment after the stream has closed.
    while !Client::connect(&server.addresses[0]).await.reply().await.starts_with("220 ") {}
}

#[tokio::test]
async fn the_end_waits_for_a_mail_under_way_but_not_for_ever() {
    for (grace, finishes) in [(Duration::from_mins(1), true), (Duration::ZERO, false)] {
        let server = start(LmtpConfig { grace, ..tcp() }).await;
        let desk = keep_all(server.inside);
        let idle = Client::greeted(&server.addresses[0]).await;
        let mut busy = Client::greeted(&server.addresses[0]).await;
        busy.say(format!("{ENVELOPE}DATA\r\n")).await;
        busy.replies(3).await;
        server.running.send(true).unwrap();
        if finishes {
            assert!(idle.rest().await.starts_with("421 4.3.2"));
            busy.say("x\r\n.\r\n").await;
            let end = busy.rest().await;
            assert!(end.starts_with("250 2.0.0 Stored as HOTRO-2026-000001\r\n421 4.3.2 "), "{end}");
        }
        server.serving.await.unwrap();
        assert_eq!(desk.await.unwrap().len(), usize::from(finishes));
    }
}

#[tokio::test]
async fn a_unix_socket_replaces_only_a_dead_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lmtp.sock");
    drop(UnixListener::bind(&path).unwrap());
    assert!(path.exists(), "left behind by a program that died");
    let server = start(unix(&path)).await;
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o660);
    assert_eq!(server.addresses, [Listen::Unix(path.clone())]);

    let second = bind(unix(&path)).await.unwrap_err();
    assert_eq!(second.kind(), std::io::ErrorKind::AddrInUse);
    Client::greeted(&server.addresses[0]).await;

    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "mine").unwrap();
    assert_eq!(bind(unix(&file)).await.unwrap_err().kind(), std::io::ErrorKind::AlreadyExists);
    assert_eq!(std::fs::read(&file).unwrap(), b"mine");
}

#[tokio::test]
async fn the_socket_of_a_successor_is_not_removed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lmtp.sock");
    let server = start(unix(&path)).await;
    std::fs::rename(&path, folder.path().join("old.sock")).unwrap();
    let successor = start(unix(&path)).await;
    server.running.send(true).unwrap();
    server.serving.await.unwrap();
    Client::greeted(&successor.addresses[0]).await;
}
