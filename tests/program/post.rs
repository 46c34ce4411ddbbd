//! Mail and requests to a running program, by plain sockets: what a mail server and a program of somebody's would send.
//! An error is a connection that broke or could not be had; it says nothing about what became of the mail.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// No step takes longer, even on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// An HTTP answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Header lines in lower case.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// A text of the JSON body.
    pub(crate) fn field(&self, name: &str) -> String {
        let body: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        body[name].as_str().unwrap_or_else(|| panic!("no {name} in {}", self.body)).to_owned()
    }
}

fn connect(address: SocketAddr) -> io::Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    Ok(BufReader::new(stream))
}

/// The last line of an LMTP reply.
fn reply(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    loop {
        let mut line = String::new();
        // A line that was cut off is no answer.
        if stream.read_line(&mut line)? == 0 || !line.ends_with('\n') {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line.as_bytes().get(3) != Some(&b'-') {
            return Ok(line.trim_end().to_owned());
        }
    }
}

/// Delivers these bytes by LMTP to `hotro@laichau.gov.vn` and gives the final reply, whatever it is. `parameters` follow
/// the sender, for example ` SIZE=9`.
pub(crate) fn lmtp(address: SocketAddr, sender: &str, parameters: &str, mail: &[u8]) -> io::Result<String> {
    let mut stream = connect(address)?;
    reply(&mut stream)?;
    for command in ["LHLO t", &format!("MAIL FROM:<{sender}>{parameters}"), "RCPT TO:<hotro@laichau.gov.vn>", "DATA"] {
        stream.get_mut().write_all(format!("{command}\r\n").as_bytes())?;
        let line = reply(&mut stream)?;
        if !line.starts_with(['2', '3']) {
            return Ok(line);
        }
    }
    stream.get_mut().write_all(&stuffed(mail))?;
    let line = reply(&mut stream)?;
    stream.get_mut().write_all(b"QUIT\r\n").ok();
    Ok(line)
}

/// The mail as it goes over the wire: CR LF at its end, dots doubled, and the final dot.
fn stuffed(mail: &[u8]) -> Vec<u8> {
    let mut wire = Vec::with_capacity(mail.len() + 16);
    for line in mail.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b".") && (wire.is_empty() || wire.ends_with(b"\r\n")) {
            wire.push(b'.');
        }
        wire.extend_from_slice(line);
    }
    if !wire.ends_with(b"\r\n") && !wire.is_empty() {
        wire.extend_from_slice(b"\r\n");
    }
    wire.extend_from_slice(b".\r\n");
    wire
}

/// Delivers a text mail by LMTP, which must take it; gives the number.
pub(crate) fn deliver(address: SocketAddr, sender: &str, mail: &str) -> String {
    let mail = mail.replace("\r\n", "\n").replace('\n', "\r\n");
    let line = lmtp(address, sender, "", mail.as_bytes()).unwrap();
    let number = line.strip_prefix("250 2.0.0 Stored as ").unwrap_or_else(|| panic!("refused: {line}"));
    number.to_owned()
}

/// Hands a mail in by `POST /api/v1/reports`.
pub(crate) fn report(address: SocketAddr, token: &str, mail: &[u8]) -> io::Result<Answer> {
    let head = format!(
        "POST /api/v1/reports HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: message/rfc822\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        mail.len()
    );
    ask(address, &head, mail)
}

/// Asks for a page.
pub(crate) fn get(address: SocketAddr, path: &str) -> io::Result<Answer> {
    ask(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"), b"")
}

/// Whether nothing is left to do; nothing may have been given up.
pub(crate) fn idle(http: SocketAddr) -> bool {
    let (waiting, failed) = work(http);
    assert_eq!(failed, 0, "jobs or letters were given up");
    waiting == 0
}

/// Jobs and letters that wait, and those that were given up.
pub(crate) fn work(http: SocketAddr) -> (i64, i64) {
    let text = get(http, "/metrics").unwrap().body;
    let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<i64>().ok()).unwrap();
    (
        value("hotro_jobs_waiting ") + value("hotro_outbox_waiting "),
        value("hotro_jobs_failed ") + value("hotro_outbox_failed "),
    )
}

fn ask(address: SocketAddr, head: &str, body: &[u8]) -> io::Result<Answer> {
    let mut stream = connect(address)?;
    stream.get_mut().write_all(head.as_bytes())?;
    // A server that refuses a body need not read it; its answer counts.
    let sent = stream.get_mut().write_all(body);
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer);
    let whole =
        text.split_once("\r\n\r\n").filter(|(head, body)| length(head).is_none_or(|length| length == body.len()));
    let Some((head, body)) = whole else {
        return sent.and(read).and(Err(io::ErrorKind::UnexpectedEof.into()));
    };
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
    Ok(Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() })
}

/// What the head of an answer says about the length of its body.
fn length(head: &str) -> Option<usize> {
    let head = head.to_ascii_lowercase();
    head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
}
