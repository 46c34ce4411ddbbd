//! Listeners: binding, the bound on connections, and the orderly end.

use std::fs;
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixSocket, UnixStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tracing::{error, info, warn};

use super::Protocol;
use super::config::{Listen, LmtpConfig};
use super::reply;
use super::session::{Session, Terms, asked_to_stop};
use crate::base::clock::Clock;
use crate::desk::door::Door;

/// Connections the kernel keeps for us until they are accepted.
const BACKLOG: u32 = 1024;
/// Wait after a failed accept (out of descriptors), so as not to spin.
const AFTER_FAILURE: Duration = Duration::from_millis(100);
/// Longest wait to tell a client that there is no room for it.
const FAREWELL: Duration = Duration::from_secs(1);

/// Bound sockets, not yet served.
#[derive(Debug)]
pub struct Listeners {
    config: LmtpConfig,
    sockets: Vec<Socket>,
}

#[derive(Debug)]
enum Socket {
    Tcp(TcpListener),
    Unix(UnixListener, SocketFile),
}

enum Peer {
    Tcp(TcpStream),
    Unix(UnixStream),
}

impl Socket {
    async fn accept(&self) -> io::Result<Peer> {
        Ok(match self {
            Self::Tcp(listener) => {
                let (stream, _) = listener.accept().await?;
                // Replies are written in batches; waiting for more to send would only add delay. It fails on a stream
                // that is dead already, which the first read will show.
                drop(stream.set_nodelay(true));
                Peer::Tcp(stream)
            }
            Self::Unix(listener, _) => Peer::Unix(listener.accept().await?.0),
        })
    }
}

/// A unix socket's file; removed with this value if it is still the one we made.
#[derive(Debug)]
struct SocketFile {
    path: PathBuf,
    inode: u64,
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        let ours = fs::symlink_metadata(&self.path).is_ok_and(|file| file.ino() == self.inode);
        if ours && let Err(error) = fs::remove_file(&self.path) {
            warn!(%error, path = %self.path.display(), "the unix socket could not be removed");
        }
    }
}

/// Binds all places of the configuration. Fails as the system does: address in use (for a unix socket, too, if somebody
/// listens there), not permitted, or `AlreadyExists` when the path is a file that is no socket.
pub async fn bind(config: LmtpConfig) -> io::Result<Listeners> {
    let mut sockets = Vec::new();
    for place in &config.listen {
        sockets.push(match place {
            Listen::Tcp(address) => Socket::Tcp(TcpListener::bind(address).await?),
            Listen::Unix(path) => bind_unix(path).await?,
        });
    }
    Ok(Listeners { config, sockets })
}

async fn bind_unix(path: &Path) -> io::Result<Socket> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
        Ok(file) if !file.file_type().is_socket() => return Err(io::ErrorKind::AlreadyExists.into()),
        Ok(_) => match UnixStream::connect(path).await {
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => fs::remove_file(path)?,
            Err(error) => return Err(error),
            Ok(_) => return Err(io::ErrorKind::AddrInUse.into()),
        },
    }
    let socket = UnixSocket::new_stream()?;
    socket.bind(path)?;
    let file = SocketFile { path: path.to_owned(), inode: fs::symlink_metadata(path)?.ino() };
    // Nobody can connect before `listen`, so the mode is right from the first connection on.
    fs::set_permissions(path, fs::Permissions::from_mode(0o660))?;
    Ok(Socket::Unix(socket.listen(BACKLOG)?, file))
}

impl Listeners {
    /// Where we really listen, in the order of the configuration: port 0 has become the port taken.
    pub fn addresses(&self) -> io::Result<Vec<Listen>> {
        let address = |socket: &Socket| match socket {
            Socket::Tcp(listener) => listener.local_addr().map(Listen::Tcp),
            Socket::Unix(_, file) => Ok(Listen::Unix(file.path.clone())),
        };
        self.sockets.iter().map(address).collect()
    }

    /// Takes mail until `stop` turns true (or its sender is dropped): then accepts no more, dismisses idle clients, and
    /// gives transactions under way the configured grace. A mail cut off after that has not been acknowledged.
    pub async fn serve(self, door: Door, clock: Clock, stop: watch::Receiver<bool>) {
        let room = Arc::new(Semaphore::new(self.config.max_connections.min(Semaphore::MAX_PERMITS)));
        let grace = self.config.grace;
        let terms = Arc::new(Terms::new(Protocol::Lmtp, self.config, door, clock));
        let mut loops = JoinSet::new();
        for socket in self.sockets {
            let house =
                House { terms: terms.clone(), room: room.clone(), stop: stop.clone(), sessions: JoinSet::new() };
            loops.spawn(house.receive(socket, grace));
        }
        while let Some(ended) = loops.join_next().await {
            report(ended);
        }
    }
}

/// The connections of one socket.
struct House {
    terms: Arc<Terms>,
    room: Arc<Semaphore>,
    stop: watch::Receiver<bool>,
    sessions: JoinSet<()>,
}

impl House {
    async fn receive(mut self, socket: Socket, grace: Duration) {
        let mut stop = self.stop.clone();
        loop {
            tokio::select! {
                biased;
                () = asked_to_stop(&mut stop) => break,
                Some(ended) = self.sessions.join_next() => report(ended),
                accepted = socket.accept() => match accepted {
                    Ok(Peer::Tcp(stream)) => self.admit(stream).await,
                    Ok(Peer::Unix(stream)) => self.admit(stream).await,
                    Err(error) => {
                        error!(%error, "a mail connection could not be accepted");
                        sleep(AFTER_FAILURE).await;
                    }
                },
            }
        }
        drop(socket);
        let waiting = self.sessions.len();
        let drained = timeout(grace, async {
            while let Some(ended) = self.sessions.join_next().await {
                report(ended);
            }
        });
        if drained.await.is_err() {
            warn!(connections = self.sessions.len(), "mail connections were cut off at the end of the grace");
        } else {
            info!(connections = waiting, "mail is no longer taken by LMTP");
        }
        self.sessions.shutdown().await;
    }

    async fn admit<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(&mut self, stream: S) {
        match self.room.clone().try_acquire_owned() {
            Ok(place) => {
                self.sessions.spawn(converse(self.terms.clone(), stream, self.stop.clone(), place));
            }
            Err(_) => turn_away(stream).await,
        }
    }
}

async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    terms: Arc<Terms>,
    stream: S,
    stop: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
) {
    Session::new(&terms, stream, stop).run().await;
}

async fn turn_away<S: AsyncWrite + Unpin>(mut stream: S) {
    warn!("a mail connection was turned away, too many are open");
    let line = reply::TOO_MANY_CONNECTIONS.line();
    // The send buffer is empty: this waits for nobody, and a client that is gone needs no answer.
    if let Ok(Ok(())) = timeout(FAREWELL, stream.write_all(&line)).await {
        drop(timeout(FAREWELL, stream.shutdown()).await);
    }
}

fn report(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended
        && error.is_panic()
    {
        error!(%error, "a mail connection failed");
    }
}
