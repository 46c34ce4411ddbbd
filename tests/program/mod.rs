//! The real program as a process of a test: a folder and an environment of its own, free loopback ports, started, killed
//! and stopped as often as the test likes. Not the program taken apart; that is `it/support`.
#![allow(dead_code, reason = "two test binaries share it, and each uses a part")]

mod post;

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

pub(crate) use post::*;

/// Where a program lives while a test runs: its folder and its environment, kept from one start to the next.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    data: PathBuf,
    environment: Vec<(String, String)>,
}

impl Place {
    /// A new place; `environment` comes on top of what every test needs.
    pub(crate) fn new(environment: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_path_buf();
        let environment = environment.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        Self { folder, data, environment }
    }

    /// Another folder for the data, for example a small disk.
    pub(crate) fn with_data(mut self, data: &Path) -> Self {
        self.data = data.to_path_buf();
        self
    }

    /// The folder of the data.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// The program with this environment and these arguments, nothing started yet.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hotro"));
        command
            .args(arguments)
            .env("HOTRO_DATA_DIR", &self.data)
            .env("HOTRO_HTTP_LISTEN", "127.0.0.1:0")
            .env("HOTRO_LMTP_LISTEN", "127.0.0.1:0")
            .env("HOTRO_CELL_DEADLINE", "30s")
            // A debug build draws slowly; that is tested where it is looked at.
            .env("HOTRO_CELL_PICTURES", "false")
            .env("HOTRO_LOG", "info")
            .env("NO_COLOR", "1")
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs one command to its end with these bytes on its standard input.
    pub(crate) fn run(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut command = self.command(arguments);
        command.env("HOTRO_LOG", "warn").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // One that ends without reading has its reasons, which its output says.
        child.stdin.take().unwrap().write_all(input).ok();
        child.wait_with_output().unwrap()
    }

    /// Adds a token of the scope `intake` and gives its secret.
    pub(crate) fn token(&self) -> String {
        let output = self.run(&["token", "add", "--name", "t", "--scope", "intake"], b"");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Starts serving; the listeners need not stand yet.
    pub(crate) fn start(&self) -> Program {
        let mut child = self.command(&["serve"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let (told, standing) = mpsc::channel();
        let said = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&said);
        // Everything it says is read, so that it never waits for us.
        std::thread::spawn(move || {
            let (mut http, mut lmtp) = (None, None);
            for line in lines {
                let value =
                    |name: &str| line.split_once(name)?.1.split_whitespace().next()?.trim_matches('"').parse().ok();
                http = http.or_else(|| value("url=\"http://").or_else(|| value("url=http://")));
                lmtp = lmtp.or_else(|| value("listen="));
                heard.lock().unwrap().push(line);
                if let (Some(http), Some(lmtp)) = (http, lmtp) {
                    told.send(Addresses { http, lmtp }).ok();
                }
            }
        });
        Program { child, standing, said }
    }

    /// The letters in `mail-out`, whole files only, by name.
    pub(crate) fn letters(&self) -> Vec<Vec<u8>> {
        let entries = std::fs::read_dir(self.data.join("mail-out"));
        let mut paths: Vec<PathBuf> = entries.into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "eml"));
        paths.sort();
        paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
    }
}

/// Where a program listens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addresses {
    pub(crate) http: SocketAddr,
    pub(crate) lmtp: SocketAddr,
}

/// A running program; killed when dropped.
pub(crate) struct Program {
    child: Child,
    standing: mpsc::Receiver<Addresses>,
    said: Arc<Mutex<Vec<String>>>,
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Program {
    /// Waits until the listeners stand.
    pub(crate) fn stand(&self) -> Addresses {
        let stood = self.standing.recv_timeout(Duration::from_mins(1));
        stood.unwrap_or_else(|_| panic!("the program does not stand: {:#?}", self.said()))
    }

    /// What it has said so far.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
    }

    /// Ends it as a power cut would, as far as a process can tell.
    pub(crate) fn kill(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) -> ExitStatus {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        wait_until("the program to stop", Duration::from_mins(1), || self.child.try_wait().unwrap())
    }

    /// Its children that run now.
    pub(crate) fn children(&self) -> Vec<Process> {
        let parent = self.child.id();
        let entries = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
        let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        ids.filter_map(Process::read).filter(|(_, of)| *of == parent).map(|(process, _)| process).collect()
    }
}

/// A process of the system, with the moment of its start, since ids come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Process {
    id: u32,
    started: u64,
}

impl Process {
    /// The process of an id and its parent; nothing where it has ended.
    fn read(id: u32) -> Option<(Self, u32)> {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        // A dead one whose parent has not asked yet runs no more.
        let alive = !matches!(fields[0], "Z" | "X");
        alive.then(|| (Self { id, started: fields[19].parse().unwrap() }, fields[1].parse().unwrap()))
    }

    /// Whether it still runs.
    pub(crate) fn runs(self) -> bool {
        Self::read(self.id).is_some_and(|(now, _)| now == self)
    }
}

/// Looks again and again, since another process tells a test nothing by itself.
pub(crate) fn wait_until<T>(what: &str, limit: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begun.elapsed() < limit, "waited {limit:?} for {what}");
        pause(Duration::from_millis(50));
    }
}

/// Waits.
#[expect(clippy::disallowed_methods, reason = "what another process does meanwhile is what the test is about")]
pub(crate) fn pause(time: Duration) {
    std::thread::sleep(time);
}
