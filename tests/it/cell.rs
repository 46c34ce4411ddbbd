//! Cells: that an answer comes back, that harm stays with the mail that did it, and that a cell can reach nothing.
//!
//! The pool is tried on small programs that everybody has, and on this test binary playing a real cell.

use std::ffi::OsString;
use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use hotro::infra::cell::{CellConfig, CellError, CellPool, Limits, MAX_REQUEST, serve};

/// Set only for the copy of this binary that plays a cell; holds its two limits.
const ROLE: &str = "HOTRO_TEST_CELL";

/// The test that plays the cell. What libtest prints must not come between the answers, so they go by descriptor 3.
const REAL: &str = "HOTRO_TEST_CELL=\"$1 $2\" exec \"$0\" cell::harm_stays_with_the_mail_that_did_it --exact --test-threads=1 3>&1 >/dev/null";

fn pool(script: &str, zero: &Path, change: impl FnOnce(&mut CellConfig)) -> CellPool {
    let args = vec![OsString::from("-c"), OsString::from(script), zero.as_os_str().to_owned()];
    let mut config = CellConfig::new("/bin/sh".into(), args);
    config.deadline = Duration::from_secs(20);
    change(&mut config);
    CellPool::new(config)
}

fn shell(script: &str) -> CellPool {
    pool(script, Path::new("sh"), |_| {})
}

#[tokio::test]
async fn a_large_mail_passes_in_parts_and_whole() {
    let mail: Vec<u8> = (0..30 << 20).map(|i: u32| (i % 251) as u8).collect();
    let (head, body) = mail.split_at(7);
    let echo = shell("exec /bin/cat");
    assert!(echo.run(&[head, body]).await.unwrap() == mail);
    assert_eq!(echo.run(&[]).await.unwrap(), b"");
}

#[tokio::test]
async fn a_cell_that_overruns_is_gone_when_the_error_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("pid");
    let stuck = pool("echo $$ > \"$0\"; exec /bin/sleep 600", &note, |config| config.deadline = Duration::from_secs(1));
    assert!(matches!(stuck.run(&[b"x"]).await, Err(CellError::Overrun(after)) if after.as_secs() == 1));
    let pid = std::fs::read_to_string(note).unwrap();
    assert!(!Path::new("/proc").join(pid.trim()).exists());
}

#[tokio::test]
async fn what_goes_wrong_has_its_own_name() {
    assert!(matches!(shell("exit 0").run(&[b"x"]).await, Err(CellError::Died)));
    assert!(matches!(shell("printf '\\0\\0\\0\\011half'").run(&[b"x"]).await, Err(CellError::Died)));
    let boaster = shell("printf '\\377\\377\\377\\377'; exec /bin/cat");
    assert!(matches!(boaster.run(&[b"x"]).await, Err(CellError::TooLarge(bytes)) if bytes == u64::from(u32::MAX)));
    let (mebi, echo) = (vec![0; 1 << 20], shell("exec /bin/cat"));
    let parts = vec![&mebi[..]; 1 + (MAX_REQUEST as usize >> 20)];
    assert!(matches!(echo.run(&parts).await, Err(CellError::TooLarge(_))));
    let missing = CellPool::new(CellConfig::new("/nonexistent/hotro".into(), Vec::new()));
    let error = missing.run(&[b"x"]).await.unwrap_err();
    assert!(matches!(error, CellError::Spawn(_)) && error.is_temporary());
}

#[tokio::test]
async fn mails_wait_in_line_and_the_line_has_an_end() {
    let echo = pool("exec /bin/cat", Path::new("sh"), |config| (config.size, config.waiting) = (1, 2));
    let served = std::cell::RefCell::new(Vec::new());
    let mail = async |name: u8| {
        let answer = echo.run(&[&[name]]).await;
        served.borrow_mut().push((name, answer.is_ok_and(|bytes| bytes == [name])));
    };
    tokio::join!(mail(1), mail(2), mail(3), mail(4));
    assert_eq!(served.into_inner(), [(4, false), (1, true), (2, true), (3, true)]);
    assert!(echo.run(&[b"later"]).await.is_ok());
}

#[test]
fn harm_stays_with_the_mail_that_did_it() {
    if let Some(limits) = std::env::var_os(ROLE) {
        play_the_cell(&limits.into_string().unwrap());
    }
    let test = std::env::current_exe().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let cells = pool(REAL, &test, |config| config.size = 1);
        let first = cells.run(&[b"p", b"id"]).await.unwrap();
        assert_eq!(cells.run(&[b"pid"]).await.unwrap(), first, "an idle cell is used again");
        for harm in ["panic", "hoard", "deep"] {
            let outcome = cells.run(&[harm.as_bytes()]).await;
            assert!(matches!(outcome, Err(CellError::Died)), "{harm}: {outcome:?}");
            assert_ne!(cells.run(&[b"pid"]).await.unwrap(), first, "the dead are replaced");
        }
        assert_eq!(cells.run(&[b"young"]).await.unwrap(), b"young", "an old cell's death is not held against a mail");

        let outside = TcpListener::bind("127.0.0.1:0").unwrap();
        let reach = format!("reach {}", outside.local_addr().unwrap().port());
        let reached = cells.run(&[reach.as_bytes()]).await.unwrap();
        assert_eq!(String::from_utf8(reached).unwrap(), "", "what a cell could reach");

        let hasty = pool(REAL, &test, |config| config.deadline = Duration::from_secs(2));
        assert!(matches!(hasty.run(&[b"spin"]).await, Err(CellError::Overrun(_))));
    });
}

fn play_the_cell(limits: &str) -> ! {
    let (memory, seconds) = limits.split_once(' ').unwrap();
    let answers = File::options().write(true).open("/proc/self/fd/3").unwrap();
    let limits = Limits::new(memory.parse().unwrap(), seconds.parse().unwrap());
    let mut served = 0;
    let outcome = serve(limits, std::io::stdin().lock(), answers, |request| {
        served += 1;
        match request {
            b"pid" => std::process::id().to_string().into_bytes(),
            b"panic" => panic!("as a parser might"),
            // A short answer: only the memory may be what kills it.
            b"hoard" => std::hint::black_box(vec![1_u8; 512 << 20]).len().to_string().into_bytes(),
            b"deep" => deep(0).to_string().into_bytes(),
            b"spin" => loop {
                std::hint::spin_loop();
            },
            b"young" if served > 1 => std::process::exit(9),
            other => match other.strip_prefix(b"reach ") {
                Some(port) => reach(std::str::from_utf8(port).unwrap()).into_bytes(),
                None => other.to_vec(),
            },
        }
    });
    std::process::exit(i32::from(outcome.is_err()))
}

fn deep(level: u64) -> u64 {
    let here = std::hint::black_box([level; 512]);
    if level == u64::MAX { 0 } else { deep(level + 1).wrapping_add(here[7]) }
}

/// Tries what a parser that was taken over would try, and names what it got.
fn reach(port: &str) -> String {
    let address = format!("127.0.0.1:{port}");
    let environment = std::env::vars_os().any(|(name, _)| name == "HOME" || name == "PATH" || name == "CARGO");
    let got = [
        ("a file", File::open("/etc/passwd").is_ok()),
        ("a new file", File::create("/tmp/hotro-cell-was-here").is_ok()),
        ("the network", TcpStream::connect(address).is_ok()),
        ("a listening port", TcpListener::bind("127.0.0.1:0").is_ok()),
        ("another program", std::process::Command::new("/bin/true").spawn().is_ok()),
        ("the parent's environment", environment),
        ("the parent's folder", std::env::current_dir().is_ok_and(|folder| folder != Path::new("/"))),
    ];
    got.iter().filter(|(_, got)| *got).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
