//! A visitor that asks as a browser does and counts what comes over the wire: one request, one connection.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a browser says it can unpack.
const ACCEPT: &str = "gzip, deflate, br, zstd";

/// An answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    /// Status code as it stands in the first line; 0 where none does.
    pub(super) status: u16,
    /// Everything that was transferred, headers too.
    pub(super) bytes: usize,
    /// From the first byte sent to the last one received.
    pub(super) took: Duration,
}

/// Asks for a page; `headers` are whole lines.
pub(super) async fn get(at: SocketAddr, path: &str, headers: &str) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(at).await?;
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: {at}\r\nAccept-Encoding: {ACCEPT}\r\nConnection: close\r\n{headers}\r\n");
    let (begun, mut answer) = (Instant::now(), Vec::new());
    stream.write_all(request.as_bytes()).await?;
    stream.read_to_end(&mut answer).await?;
    let took = begun.elapsed();
    let first = answer.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let status = String::from_utf8_lossy(first).split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    Ok(Answer { status, bytes: answer.len(), took })
}
