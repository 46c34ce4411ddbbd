//! How many mails a second the door makes durable in an SQLite file: one sender at a time, and 64 at once.
#![allow(clippy::unwrap_used, reason = "a benchmark may, as a test may")]

use std::time::Duration;

use bytes::Bytes;
use criterion::{Criterion, Throughput};
use futures_util::future::join_all;
use hotro::app::App;
use hotro::base::clock::Clock;
use hotro::base::config::Config;
use hotro::desk::door::Door;
use hotro::desk::receive::{Channel, Incoming};

/// A new mail of about 3 kB; no two are the same.
fn mail(app: &App, number: u64) -> Incoming {
    let text = "Kính nhờ kiểm tra giúp thư này, tôi đã bấm vào liên kết ở dưới. ".repeat(35);
    let bytes = format!(
        "From: binh.snv@laichau.gov.vn\r\nTo: hotro@laichau.gov.vn\r\nSubject: thu la {number}\r\n\
         Message-ID: <{number}@laichau.gov.vn>\r\n\r\n{text}\r\n"
    );
    Incoming {
        channel: Channel::Lmtp,
        sender: Some("binh.snv@laichau.gov.vn".into()),
        recipients: vec!["hotro@laichau.gov.vn".into()],
        at: app.clock.now(),
        bytes: Bytes::from(bytes),
        trusted: false,
        answer: true,
    }
}

async fn hand_in(app: &App, door: &Door, first: u64, count: u64) {
    let mails = (first..first + count).map(|number| door.submit(mail(app, number)));
    let all = join_all(mails).await;
    assert!(all.iter().all(|receipt| receipt.as_ref().is_ok_and(|receipt| !receipt.duplicate)), "{all:?}");
}

fn main() {
    // Beside what cargo builds, since a temporary folder may be memory, where durable costs nothing.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut config = Config::default();
    config.data.dir = folder.path().to_path_buf();
    let app = App::open(config, Clock::System).unwrap();
    // One thread for the tasks: all mails of a round wait at the door before it takes the first.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (door, _attended) = runtime.block_on(async { app.door() });
    let mut criterion = Criterion::default().configure_from_args().measurement_time(Duration::from_secs(10));
    let mut group = criterion.benchmark_group("door");
    let mut number = 0;
    for batch in [1, 64] {
        group.throughput(Throughput::Elements(batch));
        group.bench_function(format!("{batch} at once"), |bencher| {
            bencher.iter(|| {
                runtime.block_on(hand_in(&app, &door, number, batch));
                number += batch;
            });
        });
    }
    group.finish();
    criterion.final_summary();
}
