//! Who waits for whom: clients for the disk, we for slow clients, and everybody for the end.

use std::time::Duration;

use futures_util::FutureExt;

use super::*;

struct Line {
    client: DuplexStream,
    inside: mpsc::Receiver<Knock>,
    running: watch::Sender<bool>,
    session: tokio::task::JoinHandle<()>,
}

fn connect(config: LmtpConfig) -> Line {
    let (terms, inside) = terms(config);
    let (running, stop) = watch::channel(false);
    let (client, server) = duplex(100_000);
    let session = tokio::spawn(async move { Session::new(&terms, server, stop).run().await });
    Line { client, inside, running, session }
}

async fn read_until(client: &mut DuplexStream, end: &str) -> String {
    let mut text = String::new();
    while !text.ends_with(end) {
        text.push(char::from(client.read_u8().await.unwrap()));
    }
    text
}

async fn rest(mut client: DuplexStream) -> String {
    let mut text = String::new();
    client.read_to_string(&mut text).await.unwrap();
    text
}

#[tokio::test]
async fn nothing_is_said_before_the_desk_has_answered() {
    let mut line = connect(LmtpConfig::default());
    let script = format!("{HELLO}{ENVELOPE}DATA\r\n");
    line.client.write_all(script.as_bytes()).await.unwrap();
    read_until(&mut line.client, "<CR><LF>.<CR><LF>\r\n").await;
    line.client.write_all(b"x\r\n.\r\nQUIT\r\n").await.unwrap();
    let knock = line.inside.recv().await.unwrap();
    assert!(line.client.read_u8().now_or_never().is_none());
    knock.answer.send(STORED(&knock.incoming)).unwrap();
    assert_eq!(rest(line.client).await, "250 2.0.0 Stored as HOTRO-2026-000123\r\n221 2.0.0 Bye\r\n");
}

#[tokio::test]
async fn a_mail_read_to_its_end_is_stored_though_the_client_is_gone() {
    let mut line = connect(LmtpConfig::default());
    line.client.write_all(format!("{HELLO}{ENVELOPE}DATA\r\nx\r\n.\r\n").as_bytes()).await.unwrap();
    let knock = line.inside.recv().await.unwrap();
    drop(line.client);
    assert!(!knock.answer.is_closed(), "we still wait");
    knock.answer.send(STORED(&knock.incoming)).unwrap();
    line.session.await.unwrap();
}

#[tokio::test]
async fn a_silent_client_is_sent_away() {
    let config = || LmtpConfig { idle: Duration::from_millis(30), ..LmtpConfig::default() };
    let Line { client, running: _running, inside: _inside, .. } = connect(config());
    assert!(rest(client).await.ends_with("hotro\r\n421 4.4.2 Waited too long, closing\r\n"));
    let mut line = connect(config());
    line.client.write_all(format!("{HELLO}{ENVELOPE}DATA\r\nhalf").as_bytes()).await.unwrap();
    assert!(
        rest(line.client)
            .await
            .ends_with("354 End data with <CR><LF>.<CR><LF>\r\n421 4.4.2 Waited too long, closing\r\n")
    );
    assert!(line.inside.recv().await.is_none(), "half a mail is no mail");
}

#[tokio::test]
async fn a_transaction_has_an_end_however_busy_the_client_looks() {
    for (begin, busy) in [("DATA\r\n", "x"), ("", "NOOP\r\n")] {
        let mut line = connect(LmtpConfig { transaction: Duration::from_millis(50), ..LmtpConfig::default() });
        let (mut replies, mut commands) = tokio::io::split(line.client);
        commands.write_all(format!("{HELLO}{ENVELOPE}{begin}").as_bytes()).await.unwrap();
        // Each piece restarts the wait for the next; the pipe breaks once the server has closed.
        let send = async {
            while commands.write_all(busy.as_bytes()).await.is_ok() {
                tokio::task::yield_now().await;
            }
        };
        let mut text = String::new();
        let (read, ()) = tokio::join!(replies.read_to_string(&mut text), send);
        read.unwrap();
        assert!(text.ends_with("421 4.4.2 Waited too long, closing\r\n"), "{begin}");
        line.session.await.unwrap();
        assert!(line.inside.recv().await.is_none());
    }
}

#[tokio::test]
async fn at_the_end_idle_clients_are_dismissed() {
    let mut line = connect(LmtpConfig::default());
    read_until(&mut line.client, "hotro\r\n").await;
    line.running.send(true).unwrap();
    assert_eq!(rest(line.client).await, "421 4.3.2 Service is stopping, try again later\r\n");
}

#[tokio::test]
async fn at_the_end_a_transaction_under_way_is_finished_first() {
    let mut line = connect(LmtpConfig::default());
    line.client.write_all(format!("{HELLO}{ENVELOPE}").as_bytes()).await.unwrap();
    read_until(&mut line.client, "Recipient OK\r\n").await;
    line.running.send(true).unwrap();
    line.client.write_all(b"DATA\r\nx\r\n.\r\n").await.unwrap();
    let knock = line.inside.recv().await.unwrap();
    knock.answer.send(STORED(&knock.incoming)).unwrap();
    let text = rest(line.client).await;
    assert!(
        text.ends_with("250 2.0.0 Stored as HOTRO-2026-000123\r\n421 4.3.2 Service is stopping, try again later\r\n"),
        "{text}"
    );
}
