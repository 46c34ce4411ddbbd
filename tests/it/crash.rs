//! Sudden death: the real program is killed again and again while mail comes in, and nothing that it acknowledged is
//! missing afterwards, nothing is there twice, and every letter leaves under one Message-ID.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Condvar, Mutex, mpsc};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use hotro::desk::{Error, notify};
use hotro::infra::db::schema::{arrival, audit, job, outbox, ticket};
use hotro::infra::db::{Conn, Db, Target};
use hotro::record::evidence;
use hotro::record::outbox::State;
use hotro::record::ticket as ticket_record;

use crate::program::{Addresses, Place, Process, idle, lmtp, report, wait_until};
use crate::support::{Desk, postgres};

const ROUNDS: usize = 20;
const CLIENTS: usize = 8;
/// New mails in one life, at most; every analysis takes its time in a debug build.
const MAILS: usize = 30;

/// A mail that nobody else sends: its sender, and its bytes.
fn mail(index: usize) -> (String, Vec<u8>) {
    let sender = format!("can-bo-{index}@laichau.gov.vn");
    // From a few hundred bytes to some 60 KB that do not compress to nothing.
    let filler: String = (0..(index % 7) * 160)
        .map(|line| format!("{:x}\n", u128::from(line as u64 + 1) * (index as u128 + 7) * 0x9E37_79B9_7F4A_7C15_F39C))
        .collect();
    let head = format!(
        "From: Can Bo {index} <{sender}>\nTo: hotro@laichau.gov.vn\nSubject: So {index}\n\
         Message-ID: <thu.{index}@laichau.gov.vn>\nMIME-Version: 1.0\n"
    );
    let text = if index.is_multiple_of(2) {
        format!("{head}Content-Type: text/plain\n\nXin cap lai mat khau, lan {index}.\n{filler}")
    } else {
        format!(
            "{head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThu nay la.\n\
             --b\nContent-Type: message/rfc822\n\nFrom: Admin <admin@mail-lc-{index}.example>\nSubject: Day hop thu\n\
             Message-ID: <lua.{index}@mail-lc.example>\n\nhttp://laichau.gov.vn.mail-lc-{index}.example/\n{filler}\n--b--\n"
        )
    };
    (sender, text.replace('\n', "\r\n").into_bytes())
}

/// Numbers by chance that a seed gives again (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// What is to be sent, and what became of it.
#[derive(Default)]
struct Load {
    next: usize,
    /// Where new mails of this round end.
    end: usize,
    /// Sent, and no answer came: the mail server tries again.
    again: VecDeque<usize>,
    /// Index of the mail → the number that was acknowledged.
    acknowledged: BTreeMap<usize, String>,
    /// Acknowledged in this round.
    round: usize,
    cut: usize,
    told_twice: usize,
    refused: Vec<String>,
}

impl Load {
    fn take(&mut self) -> Option<usize> {
        self.again.pop_front().or_else(|| {
            let index = Some(self.next).filter(|next| *next < self.end)?;
            self.next += 1;
            Some(index)
        })
    }
}

/// The load, and a bell for everybody who waits for an acknowledgement.
#[derive(Default)]
struct Senders {
    load: Mutex<Load>,
    acknowledged: Condvar,
}

impl Senders {
    /// One connection's life: mail after mail until the program is gone or nothing is left.
    fn send(&self, to: Addresses, token: Option<&str>) {
        loop {
            let Some(index) = self.load.lock().unwrap().take() else { return };
            let (sender, bytes) = mail(index);
            let answer = match token {
                None => lmtp(to.lmtp, &sender, "", &bytes).map(|line| {
                    let number = line.strip_prefix("250 2.0.0 Stored as ").map(str::to_owned);
                    number.map(|number| (number, false)).ok_or(line)
                }),
                Some(token) => report(to.http, token, &bytes).map(|answer| match answer.status {
                    202 => Ok((answer.field("number"), answer.body.contains("\"duplicate\":true"))),
                    status => Err(format!("{status} {}", answer.body)),
                }),
            };
            let mut load = self.load.lock().unwrap();
            let Ok(answer) = answer else {
                load.again.push_back(index);
                load.cut += 1;
                return;
            };
            match answer {
                Ok((number, twice)) => {
                    load.told_twice += usize::from(twice);
                    load.round += 1;
                    assert_eq!(load.acknowledged.insert(index, number), None, "sent again after an answer");
                    self.acknowledged.notify_all();
                }
                Err(refusal) => {
                    load.again.push_back(index);
                    load.refused.push(refusal);
                    return;
                }
            }
        }
    }

    /// Waits until so many mails of this round are acknowledged, at most for this time.
    fn wait(&self, count: usize, time: Duration) {
        let load = self.load.lock().unwrap();
        drop(self.acknowledged.wait_timeout_while(load, time, |load| load.round < count).unwrap());
    }
}

/// One life of the program: started, put under load, killed at a moment that chance chooses.
fn round(place: &Place, senders: &Senders, token: &str, chance: &mut Chance) -> Vec<Process> {
    let mut program = place.start();
    {
        let mut load = senders.load.lock().unwrap();
        (load.round, load.end) = (0, load.next + MAILS);
    }
    if chance.below(5) == 0 {
        // Before it stands, or hardly after.
        senders.wait(usize::MAX, Duration::from_millis(5 + chance.below(250)));
        program.kill();
        return Vec::new();
    }
    let addresses = program.stand();
    let (count, time) = match chance.below(4) {
        0 => (1 + chance.below(MAILS as u64) as usize, 600),
        // The letters of the life before leave.
        1 => (usize::MAX, chance.below(80)),
        2 => (usize::MAX, 30 + chance.below(570)),
        // Its worker looks for letters again after a second.
        _ => (usize::MAX, 1000 + chance.below(1500)),
    };
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            scope.spawn(move || senders.send(addresses, Some(token).filter(|_| client % 2 == 0)));
        }
        senders.wait(count, Duration::from_millis(time));
        let children = program.children();
        program.kill();
        children
    })
}

fn crash(url: Option<String>) {
    let seed = std::env::var_os("HOTRO_TEST_SEED")
        .map_or_else(|| uuid::Uuid::new_v4().as_u128() as u64, |seed| seed.to_str().unwrap().parse().unwrap());
    println!("HOTRO_TEST_SEED={seed}");
    let (mut chance, begun) = (Chance(seed), Instant::now());
    // So short a patience makes the acknowledgement in time and the analysis come together often.
    let mut environment = vec![("HOTRO_LETTER_PATIENCE", "2s"), ("HOTRO_CELL_DEADLINE", "5s")];
    environment.extend(url.as_deref().map(|url| ("HOTRO_DATABASE_URL", url)));
    let place = Place::new(&environment);
    let token = place.token();
    let senders = Senders::default();
    let mut orphans = Vec::new();
    for _ in 0..ROUNDS {
        orphans.extend(round(&place, &senders, &token, &mut chance));
    }
    assert!(!orphans.is_empty(), "no cell was at work at any kill");
    let all = orphans.len();
    wait_until("cells of killed programs to end", Duration::from_secs(10), || {
        orphans.retain(|cell| cell.runs());
        orphans.is_empty().then_some(())
    });

    let program = place.start();
    let addresses = program.stand();
    let end = senders.load.lock().unwrap().next;
    senders.load.lock().unwrap().end = end;
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (senders, token) = (&senders, Some(token.as_str()).filter(|_| client % 2 == 0));
            scope.spawn(move || senders.send(addresses, token));
        }
    });
    let resting = Instant::now();
    wait_until("the program to finish its work", Duration::from_secs(150), || idle(addresses.http).then_some(()));
    assert!(program.stop().success(), "an orderly end");

    let load = senders.load.into_inner().unwrap();
    println!(
        "{} mails acknowledged in {ROUNDS} lives, {} sendings cut off, {} told as twice, {all} cells orphaned; \
         {:.1} s, {:.1} s of them to finish",
        load.acknowledged.len(),
        load.cut,
        load.told_twice,
        begun.elapsed().as_secs_f32(),
        resting.elapsed().as_secs_f32(),
    );
    assert_eq!(load.refused, [""; 0], "mail refused");
    assert!(load.again.is_empty() && load.acknowledged.len() == load.next, "everything is answered in the end");
    let checked = place.run(&["check"], b"");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let url = url.unwrap_or_else(|| place.data().join("hotro.db").display().to_string());
    let db = Db::open(Target::parse(&url).unwrap(), 1);
    let letters = place.letters();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let examined = db.read(move |conn| {
        examine(conn, &load.acknowledged, &letters);
        Ok::<_, Error>(())
    });
    runtime.block_on(examined).unwrap();
}

/// What must be in the database after all that, and what lies in `mail-out`.
fn examine(conn: &mut Conn, acknowledged: &BTreeMap<usize, String>, files: &[Vec<u8>]) {
    let opened: BTreeMap<i64, String> =
        ticket::table.select((ticket::id, ticket::number)).load::<(i64, String)>(conn).unwrap().into_iter().collect();
    let numbers: BTreeSet<&str> = opened.values().map(|number| number.rsplit_once('-').unwrap().1).collect();
    let expected: BTreeSet<String> = (1..=acknowledged.len()).map(|number| format!("{number:06}")).collect();
    assert!(numbers.iter().copied().eq(expected.iter().map(String::as_str)), "numbers without gap or repeat");
    assert_eq!(opened.len(), acknowledged.len(), "one ticket a mail");

    let came: Vec<(i64, i64, Option<String>, String)> = arrival::table
        .order(arrival::id)
        .select((arrival::id, arrival::ticket_id, arrival::message_id, arrival::sender))
        .load(conn)
        .unwrap();
    for (index, number) in acknowledged {
        let (sender, bytes) = mail(*index);
        let id = format!("thu.{index}@laichau.gov.vn");
        let own: Vec<_> = came.iter().filter(|(_, _, message, _)| message.as_deref() == Some(&id)).collect();
        assert!(!own.is_empty(), "{number} was acknowledged and is lost");
        for (row, ticket, _, from) in own {
            assert_eq!((from, &opened[ticket]), (&sender, number), "mail {index} lies elsewhere");
            assert_eq!(evidence::raw(conn, hotro::base::ids::ArrivalId(*row)).unwrap(), bytes, "mail {index}");
        }
    }
    assert_eq!(job::table.count().get_result(conn), Ok(0), "jobs left behind");
    assert!(audit::table.count().get_result::<i64>(conn).unwrap() >= acknowledged.len() as i64);
    let unanalysed = ticket::table.filter(ticket::analysed_at.is_null()).count().get_result(conn);
    assert_eq!(unanalysed, Ok(0), "tickets without analysis");
    let begun_again = examine_letters(conn, &opened, files);
    println!("{} arrivals of {} mails; {begun_again} letters begun more than once", came.len(), acknowledged.len());
}

/// One acknowledgement for each ticket, sent, lying in `mail-out` under the Message-ID that the outbox has. Says how many
/// were begun more than once.
fn examine_letters(conn: &mut Conn, opened: &BTreeMap<i64, String>, files: &[Vec<u8>]) -> usize {
    let queued: Vec<(i64, String, State, String, i32)> = outbox::table
        .select((
            outbox::ticket_id.assume_not_null(),
            outbox::kind,
            outbox::state,
            outbox::message_id,
            outbox::attempts,
        ))
        .load(conn)
        .unwrap();
    let mut letters: BTreeMap<i64, usize> = BTreeMap::new();
    for (ticket, kind, state, id, _) in &queued {
        assert!(matches!(kind.as_str(), "acknowledgement" | "request"), "{kind}");
        assert_eq!(*state, State::Sent, "{id}");
        *letters.entry(*ticket).or_default() += 1;
    }
    let wrong: Vec<_> = opened.iter().filter(|(id, _)| letters.get(id) != Some(&1)).collect();
    assert!(wrong.is_empty(), "not one acknowledgement: {wrong:?}");
    let kept: BTreeSet<&str> = queued.iter().map(|(_, _, _, id, _)| id.as_str()).collect();
    let mut lying = BTreeSet::new();
    for file in files {
        let parsed = mail_parser::MessageParser::new().parse(file).unwrap();
        let id = parsed.message_id().unwrap().to_owned();
        assert!(kept.contains(id.as_str()), "{id} is in no outbox");
        lying.insert(id);
    }
    assert_eq!(lying.len(), kept.len(), "every letter lies in mail-out");
    queued.iter().filter(|(_, _, _, _, attempts)| *attempts > 1).count()
}

#[test]
fn twenty_deaths_on_sqlite() {
    crash(None);
}

#[test]
fn twenty_deaths_on_postgresql() {
    if let Some(url) = postgres::fresh() {
        crash(Some(url));
    }
}

/// Two workers that know nothing of each other: what they do together is done once, and neither undoes the other's part.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_is_changed_by_one_at_a_time() {
    let desk = Desk::start().await;
    let (sender, bytes) = mail(0);
    let number = desk.receive(&sender, std::str::from_utf8(&bytes).unwrap()).await.number;
    let id = desk.ticket(&number).await.row();
    let (now, settings) = (desk.web.clock.now(), desk.worker.desk.clone());
    let (begun, first_has_begun) = mpsc::channel();
    let (ended, second_has_ended) = mpsc::channel();
    let first_settings = settings.clone();
    let first = desk.db().write(move |conn| {
        let mut held = ticket_record::hold(conn, id)?;
        held.score = Some(77);
        notify::acknowledge(conn, &first_settings, &mut held, now)?;
        begun.send(()).unwrap();
        // The second one waits for us, unless it does not.
        second_has_ended.recv_timeout(Duration::from_secs(1)).ok();
        Ok::<_, Error>(ticket_record::refresh(conn, &held, now)?)
    });
    let second = async {
        tokio::task::spawn_blocking(move || first_has_begun.recv().unwrap()).await.unwrap();
        let done = desk.db().write(move |conn| {
            let mut held = ticket_record::hold(conn, id)?;
            let again = notify::acknowledge(conn, &settings, &mut held, now)?;
            ticket_record::refresh(conn, &held, now)?;
            Ok::<_, Error>(again)
        });
        let again = done.await;
        ended.send(()).ok();
        again
    };
    let (first, again) = tokio::join!(first, second);
    first.unwrap();
    assert!(!again.unwrap(), "acknowledged twice");
    assert_eq!(desk.ticket(&number).await.score, Some(77), "the second one wrote an old row back");
    assert_eq!(desk.letters().await.len(), 1);
}
