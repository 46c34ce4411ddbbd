//! Storage that fails under the real program: a full disk, a database that goes away, mail above the limit. Whoever
//! hands mail in is told to come again, nothing is kept by half, and no restart is needed afterwards.

use std::collections::BTreeMap;
use std::io::Read;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use hotro::base::ids::ArrivalId;
use hotro::desk::Error;
use hotro::infra::db::schema::{arrival, ticket};
use hotro::infra::db::{Db, Target};
use hotro::record::evidence;

use crate::program::{Addresses, Place, get, idle, lmtp, report, wait_until};
use crate::support::postgres;

/// What a test needs so that little is waited for.
const SHORT: [(&str, &str); 2] = [("HOTRO_LETTER_PATIENCE", "2s"), ("HOTRO_CELL_DEADLINE", "5s")];

/// A request of about so many bytes that do not compress, from a sender of its own.
fn mail(index: usize, size: usize) -> (String, Vec<u8>) {
    let sender = format!("can-bo-{index}@laichau.gov.vn");
    let filler =
        (0..size / 68).map(|_| format!("{:032x}{:032x}\r\n", uuid::Uuid::new_v4(), uuid::Uuid::new_v4().as_u128()));
    let text = format!(
        "From: {sender}\r\nTo: hotro@laichau.gov.vn\r\nSubject: So {index}\r\nMessage-ID: <thu.{index}@laichau.gov.vn>\r\n\
         \r\nXin cap lai mat khau.\r\n{}",
        filler.collect::<String>()
    );
    (sender, text.into_bytes())
}

/// Number → raw mail of everything that arrived.
fn kept(url: &str) -> BTreeMap<String, Vec<u8>> {
    let db = Db::open(Target::parse(url).unwrap(), 1);
    let read = db.read(|conn| {
        let rows: Vec<(i64, String)> =
            arrival::table.inner_join(ticket::table).select((arrival::id, ticket::number)).load(conn)?;
        let tickets: i64 = ticket::table.count().get_result(conn)?;
        let mails = rows.into_iter().map(|(id, number)| Ok((number, evidence::raw(conn, ArrivalId(id))?)));
        Ok::<_, Error>((mails.collect::<Result<BTreeMap<_, _>, Error>>()?, tickets))
    });
    let (mails, tickets) = tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(read).unwrap();
    assert_eq!(mails.len() as i64, tickets, "a ticket without its mail");
    mails
}

/// The program's last duties: everything done, an orderly end, a sound database that holds exactly these mails.
fn conclude(
    place: &Place,
    program: crate::program::Program,
    http: SocketAddr,
    url: &str,
    taken: BTreeMap<String, Vec<u8>>,
) {
    wait_until("the program to finish its work", Duration::from_secs(150), || idle(http).then_some(()));
    assert!(program.stop().success());
    let checked = place.run(&["check"], b"");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    assert_eq!(place.letters().len(), taken.len(), "a letter for each mail");
    assert!(kept(url) == taken, "what is kept is what was acknowledged");
}

fn number(reply: &str) -> Option<String> {
    reply.strip_prefix("250 2.0.0 Stored as ").map(str::to_owned)
}

/// Hands the mail in by LMTP, by HTTP and by the pipe; what each of them said: a number, or that it may be tried again.
fn by_all_ways(place: &Place, at: Addresses, token: &str, mails: &[(String, Vec<u8>); 3]) -> [Option<String>; 3] {
    let [(sender, first), (_, second), (_, third)] = mails;
    let line = lmtp(at.lmtp, sender, "", first).unwrap();
    assert!(line.starts_with("250 ") || line == "451 4.3.0 Cannot store the mail now, try again later", "{line}");
    let answer = report(at.http, token, second).unwrap();
    assert!(matches!(answer.status, 202 | 503), "{answer:?}");
    assert!(answer.status == 202 || answer.head.contains("retry-after: 30"), "{answer:?}");
    let piped = place.run(&["intake"], third);
    let code = piped.status.code();
    assert!(matches!(code, Some(0 | 75)), "{code:?} {}", String::from_utf8_lossy(&piped.stderr));
    let said = String::from_utf8(piped.stdout).unwrap().trim().to_owned();
    [number(&line), (answer.status == 202).then(|| answer.field("number")), (code == Some(0)).then_some(said)]
}

/// A small disk in memory, which only root may mount; gone with the value.
struct Disk(PathBuf);

impl Disk {
    fn mount(at: &Path, size: &str) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(at).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(at.to_path_buf()));
        }
        assert!(!postgres::required("tmpfs"), "HOTRO_TEST_REQUIRE names tmpfs, but none can be mounted");
        eprintln!("SKIPPED: a full disk needs root, to mount a small tmpfs");
        None
    }

    fn grow(&self, size: &str) {
        let grown = Command::new("mount").args(["-o", &format!("remount,size={size}")]).arg(&self.0).status().unwrap();
        assert!(grown.success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: a test that failed may leave a process in it for a moment.
        Command::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}

#[test]
fn a_full_disk_is_told_and_survived() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::mount(&folder.path().join("disk"), "12m") else { return };
    let place = Place::new(&SHORT).with_data(&disk.0);
    let token = place.token();
    let program = place.start();
    let at = program.stand();
    let (mut taken, mut refused, mut index) = (BTreeMap::new(), Vec::new(), 0);
    loop {
        let mails = [0, 1, 2].map(|way| mail(index + way, 300_000));
        let numbers = by_all_ways(&place, at, &token, &mails);
        let full = numbers.iter().all(Option::is_none);
        for (number, mail) in numbers.into_iter().zip(mails) {
            match number {
                Some(number) => assert_eq!(taken.insert(number, mail.1), None),
                None => refused.push(mail),
            }
        }
        index += 3;
        if full {
            break;
        }
        assert!(index < 600, "the disk does not become full");
    }
    let ready = get(at.http, "/health/ready").unwrap().status;
    println!("full after {} mails, {} refused; ready said {ready}", taken.len(), refused.len());

    disk.grow("200m");
    for (sender, bytes) in refused {
        let line = lmtp(at.lmtp, &sender, "", &bytes).unwrap();
        let number = number(&line).unwrap_or_else(|| panic!("room again, and {line}"));
        assert_eq!(taken.insert(number, bytes), None);
    }
    assert_eq!(get(at.http, "/health/ready").unwrap().status, 200);
    let url = place.data().join("hotro.db").display().to_string();
    conclude(&place, program, at.http, &url, taken);
}

/// A wire to the database that can be cut: every connection over it breaks, and no new one comes about.
struct Wire {
    address: SocketAddr,
    whole: Arc<AtomicBool>,
    streams: Arc<Mutex<Vec<TcpStream>>>,
}

impl Wire {
    fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let wire = Self {
            address: listener.local_addr().unwrap(),
            whole: Arc::new(AtomicBool::new(true)),
            streams: Arc::default(),
        };
        let (server, whole, streams) = (server.to_owned(), Arc::clone(&wire.whole), Arc::clone(&wire.streams));
        std::thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                // Held while deciding, so that no connection slips through a cut.
                let mut streams = streams.lock().unwrap();
                if whole.load(Ordering::SeqCst) {
                    let far = TcpStream::connect(&server).unwrap();
                    for (from, to) in [(&near, &far), (&far, &near)] {
                        let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                        std::thread::spawn(move || pass(from, to));
                    }
                    streams.extend([near, far]);
                }
            }
        });
        wire
    }

    fn cut(&self) {
        let mut streams = self.streams.lock().unwrap();
        self.whole.store(false, Ordering::SeqCst);
        for stream in streams.drain(..) {
            stream.shutdown(Shutdown::Both).ok();
        }
    }

    fn mend(&self) {
        self.whole.store(true, Ordering::SeqCst);
    }
}

/// Passes bytes on until either side ends.
fn pass(mut from: TcpStream, mut to: TcpStream) {
    std::io::copy(&mut from, &mut to).ok();
    to.shutdown(Shutdown::Both).ok();
}

#[test]
fn a_database_that_goes_away_is_waited_for() {
    let Some(direct) = postgres::fresh() else { return };
    let (before, path) = direct.rsplit_once('/').unwrap();
    let (user, server) = before.rsplit_once('@').unwrap();
    let wire = Wire::to(server);
    let url = format!("{user}@{}/{path}", wire.address);
    let mut environment = SHORT.to_vec();
    environment.push(("HOTRO_DATABASE_URL", &url));
    let place = Place::new(&environment);
    let token = place.token();
    let program = place.start();
    let at = program.stand();
    let mut taken = BTreeMap::new();
    let mut all = |mails: [(String, Vec<u8>); 3], numbers: [Option<String>; 3]| {
        for (number, (_, bytes)) in numbers.into_iter().zip(mails) {
            assert_eq!(taken.insert(number.expect("the database is there"), bytes), None);
        }
    };
    let mails = [0, 1, 2].map(|index| mail(index, 5_000));
    let numbers = by_all_ways(&place, at, &token, &mails);
    all(mails, numbers);

    wire.cut();
    let mails = [3, 4, 5].map(|index| mail(index, 5_000));
    let cut = Instant::now();
    assert_eq!(by_all_ways(&place, at, &token, &mails), [None, None, None]);
    let answered = cut.elapsed();
    assert_eq!(get(at.http, "/health/ready").unwrap().status, 503);
    assert_eq!(get(at.http, "/health/live").unwrap().status, 200);

    wire.mend();
    let mended = Instant::now();
    wait_until("the database to be back", Duration::from_secs(30), || {
        (get(at.http, "/health/ready").unwrap().status == 200).then_some(())
    });
    println!("refused three ways in {answered:.1?}; ready {:.1?} after the wire was mended", mended.elapsed());
    let numbers = by_all_ways(&place, at, &token, &mails);
    all(mails, numbers);
    conclude(&place, program, at.http, &direct, taken);
}

#[test]
fn a_database_that_cannot_be_reached_lets_the_pipe_try_again() {
    if !cfg!(feature = "postgres") {
        eprintln!("SKIPPED: the build is without the feature postgres");
        return;
    }
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("postgres://nobody:geheim@{closed}/none");
    let piped = Place::new(&[("HOTRO_DATABASE_URL", &url)]).run(&["intake"], &mail(0, 0).1);
    let said = String::from_utf8(piped.stderr).unwrap();
    assert_eq!(piped.status.code(), Some(75), "{said}");
    assert!(!said.contains("geheim"), "{said}");
}

#[test]
fn wrong_settings_do_not_bounce_mail() {
    let piped = Place::new(&[("HOTRO_INTAKE_MAX_SIZE", "much")]).run(&["intake"], &mail(0, 0).1);
    assert_eq!(piped.status.code(), Some(75), "{}", String::from_utf8_lossy(&piped.stderr));
    let checked = Place::new(&[("HOTRO_INTAKE_MAX_SIZE", "much")]).run(&["check"], b"");
    assert_eq!(checked.status.code(), Some(78));
}

#[test]
fn mail_above_the_limit_is_refused_for_good() {
    let usual = Place::new(&SHORT);
    let program = usual.start();
    let at = program.stand();
    let line = lmtp(at.lmtp, "a@laichau.gov.vn", " SIZE=52428801", b"").unwrap();
    assert_eq!(line, "552 5.3.4 Mail larger than 52428800 bytes");
    assert!(program.stop().success());

    let place = Place::new(&[SHORT[0], SHORT[1], ("HOTRO_INTAKE_MAX_SIZE", "64 KB")]);
    let token = place.token();
    let program = place.start();
    let at = program.stand();
    let (sender, large) = mail(0, 80_000);
    assert!(large.len() > 65_536);
    let refusal = "552 5.3.4 Mail larger than 65536 bytes";
    assert_eq!(lmtp(at.lmtp, &sender, &format!(" SIZE={}", large.len()), &large).unwrap(), refusal);
    assert_eq!(lmtp(at.lmtp, &sender, "", &large).unwrap(), refusal, "after DATA");
    let answer = report(at.http, &token, &large).unwrap();
    assert_eq!((answer.status, answer.body.contains("too_large")), (413, true), "{answer:?}");
    let piped = place.run(&["intake"], &large);
    let mut said = String::new();
    piped.stderr.as_slice().read_to_string(&mut said).unwrap();
    assert_eq!(piped.status.code(), Some(65), "{said}");
    assert!(said.contains("larger than 65536 bytes"), "{said}");

    // One that just fits goes in all the same.
    let (sender, mut fits) = mail(1, 60_000);
    fits.resize(65_534, b'x');
    fits.extend_from_slice(b"\r\n");
    let number = number(&lmtp(at.lmtp, &sender, " SIZE=65536", &fits).unwrap()).unwrap();
    let url = place.data().join("hotro.db").display().to_string();
    conclude(&place, program, at.http, &url, BTreeMap::from([(number, fits)]));
}
