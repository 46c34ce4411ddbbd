//! `hotro demo` as somebody meets it who has just cloned the project.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use diesel::dsl::count_star;
use diesel::prelude::*;
use hotro::desk::Error;
use hotro::infra::db::schema::{advisory, ticket};
use hotro::infra::db::{Db, Target};
use hotro::record::audit;
use hotro::record::ticket::{Exposure, Kind, Status, Verdict};
use reqwest::StatusCode;

use crate::support::{Browser, location};

struct Demo(Child);

impl Drop for Demo {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn demo(folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hotro"));
    command.arg("demo").env("HOTRO_DATA_DIR", folder).env("HOTRO_LOG", "error").env("HOTRO_CELL_DEADLINE", "30s");
    command.env("HOTRO_HTTP_LISTEN", "127.0.0.1:0").env("HOTRO_LMTP_LISTEN", "127.0.0.1:0");
    command
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demo_stands_with_tickets_in_every_state_and_five_people_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = demo(folder.path()).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let _demo = Demo(child);
    let said: Vec<String> = lines.map(Result::unwrap).take_while(|line| !line.contains("Ctrl-C")).collect();
    let word = |line: &str, n: usize| line.split_whitespace().nth(n).unwrap_or_default().to_owned();
    let url = said.iter().find(|line| line.contains("stands at")).map(|line| word(line, 4)).unwrap();
    let people: Vec<_> = said.iter().filter(|line| line.contains("@laichau.gov.vn")).collect();
    assert_eq!(people.len(), 5, "{said:?}");
    for line in &people {
        let browser = Browser::new(&url);
        let answer = browser.sign_in(&word(line, 1), &word(line, 2)).await;
        assert_eq!(location(&answer), "/", "{line}");
        let home = location(&browser.get("/").await).to_owned();
        assert_eq!(browser.get(&home).await.status(), StatusCode::OK, "{line}");
    }
    let code = said.iter().find(|line| line.contains("status page")).map(|line| word(line, 8)).unwrap();
    assert_eq!(code.len(), 16, "{said:?}");

    let db = Db::open(Target::parse(&folder.path().join("hotro.db").display().to_string()).unwrap(), 1);
    let warned = db.read(|c| Ok::<_, Error>(advisory::table.select(advisory::reports).load::<i32>(c)?)).await.unwrap();
    assert!(warned.len() == 1 && warned[0] > 3, "a warning was begun: {warned:?}");
    let (count, states, exposures, kinds, verdicts, chain) = db
        .read(|c| {
            let count: i64 = ticket::table.select(count_star()).first(c)?;
            let states: Vec<Status> = ticket::table.select(ticket::status).distinct().load(c)?;
            let exposures: Vec<Option<Exposure>> = ticket::table.select(ticket::exposure).distinct().load(c)?;
            let kinds: Vec<Kind> = ticket::table.select(ticket::kind).distinct().load(c)?;
            let verdicts: Vec<Option<Verdict>> = ticket::table.select(ticket::verdict).distinct().load(c)?;
            Ok::<_, Error>((count, states, exposures, kinds, verdicts, audit::broken_at(c)?))
        })
        .await
        .unwrap();
    assert!((50..=70).contains(&count), "{count}");
    let missing: BTreeSet<_> = Status::ALL.iter().filter(|one| !states.contains(one)).map(|one| one.word()).collect();
    assert!(missing.is_empty(), "no ticket is {missing:?}");
    assert!(exposures.contains(&Some(Exposure::Password)) && exposures.contains(&Some(Exposure::Clicked)));
    assert_eq!((kinds.len(), verdicts.len(), chain), (3, 6, None));
    assert!(std::fs::read_dir(folder.path().join("mail-out")).unwrap().count() > 50, "letters lie in the folder");
}

#[test]
fn a_demo_spares_what_it_did_not_make() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hotro.db"), "mine").unwrap();
    let out = demo(folder.path()).output().unwrap();
    assert_eq!(out.status.code(), Some(64));
    assert!(String::from_utf8_lossy(&out.stderr).contains("holds something that no demo made"));
    assert_eq!(std::fs::read_to_string(folder.path().join("hotro.db")).unwrap(), "mine");
}
