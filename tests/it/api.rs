//! The API as programs use it: handing in mail, reading tickets, and what is said when something is wrong.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use hotro::base::config::Size;
use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::desk::change::Change;
use hotro::desk::token::{self, Scope};
use hotro::desk::{assign, verdict};
use hotro::record::audit::Actor;
use hotro::record::ticket::{Status, Verdict};
use reqwest::multipart::{Form, Part};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::Desk;

/// A program with a token.
#[derive(Clone)]
struct Program {
    client: Client,
    url: String,
    secret: String,
}

impl Program {
    async fn new(desk: &Desk, scope: Scope) -> Self {
        let (_, secret) = token::add(desk.db(), desk.web.clock.now(), Actor::Console, "Cổng", scope).await.unwrap();
        Self { client: Client::new(), url: format!("{}/api/v1", desk.url), secret }
    }

    fn report(&self) -> RequestBuilder {
        self.client.post(format!("{}/reports", self.url)).bearer_auth(&self.secret)
    }

    async fn hand_in(&self, mail: impl Into<String>) -> Value {
        let answer = self.report().header("content-type", "message/rfc822").body(mail.into()).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
        answer.json().await.unwrap()
    }

    async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.url)).bearer_auth(&self.secret).send().await.unwrap()
    }

    async fn read(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "GET {path}");
        answer.json().await.unwrap()
    }
}

fn mail(id: &str, subject: &str) -> String {
    format!(
        "From: An <an@laichau.gov.vn>\r\nTo: hotro@laichau.gov.vn\r\nSubject: {subject}\r\nMessage-ID: <{id}@a>\r\n\r\nXin giúp.\r\n"
    )
}

/// What an error says: status, code, sentence.
async fn error(answer: Response) -> (u16, String, String) {
    let status = answer.status().as_u16();
    let body: Value = answer.json().await.unwrap();
    let text = |name: &str| body["error"][name].as_str().unwrap_or_else(|| panic!("{name} in {body}")).to_owned();
    (status, text("code"), text("message"))
}

fn numbers(page: &Value) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|item| item["number"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_mail_becomes_a_ticket_and_the_same_mail_is_the_same_ticket() {
    let desk = Desk::start().await;
    let program = Program::new(&desk, Scope::Intake).await;
    let first = program.hand_in(mail("1", "x")).await;
    assert_eq!((first["number"].as_str(), first["duplicate"].as_bool()), (Some("HOTRO-2026-000001"), Some(false)));
    let ticket = desk.ticket("HOTRO-2026-000001").await;
    assert_eq!((ticket.channel.as_str(), ticket.uuid.as_str()), ("http", first["id"].as_str().unwrap()));
    let again = program.hand_in(mail("1", "x")).await;
    assert_eq!((&again["number"], again["duplicate"].as_bool()), (&first["number"], Some(true)));
    assert_eq!(desk.ticket("HOTRO-2026-000001").await.arrivals, 2);
    assert_eq!(desk.letters().await.len(), 1, "and is answered once");
    // Nothing at all is a mail too, and so is what comes without a type.
    let empty = program.report().body("").send().await.unwrap();
    assert_eq!(empty.status(), StatusCode::ACCEPTED);
    let octets = program.report().header("content-type", "application/octet-stream").body(mail("2", "y"));
    assert_eq!(octets.send().await.unwrap().status(), StatusCode::ACCEPTED);
    let other = program.report().header("content-type", "application/x-www-form-urlencoded").body("x");
    let (status, code, sentence) = error(other.send().await.unwrap()).await;
    assert_eq!((status, code.as_str()), (400, "bad_request"));
    assert!(sentence.contains("message/rfc822"), "{sentence}");
    let packed = program.report().header("content-encoding", "gzip").body("x").send().await.unwrap();
    assert_eq!(error(packed).await.0, 400);
}

#[tokio::test]
async fn a_form_carries_the_mail_and_its_envelope() {
    let desk = Desk::start().await;
    let program = Program::new(&desk, Scope::Intake).await;
    let file = |id: &str| Part::bytes(mail(id, "x").into_bytes()).file_name("thư.eml");
    let form =
        Form::new().text("sender", "<an@laichau.gov.vn>").part("mail", file("1")).text("recipient", "hotro@x.vn");
    let answer = program.report().multipart(form).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    // A gateway that calls its field something else, and one that gives no file name.
    for form in [
        Form::new().part("message", file("2")).text("queue", "General"),
        Form::new().part("mail", Part::text(mail("3", "x"))),
    ] {
        assert_eq!(program.report().multipart(form).send().await.unwrap().status(), StatusCode::ACCEPTED);
    }
    // The null return path of the envelope says that a machine sent it: nobody is answered.
    let form = Form::new().text("sender", "<>").part("mail", file("4"));
    assert_eq!(program.report().multipart(form).send().await.unwrap().status(), StatusCode::ACCEPTED);
    assert_eq!(desk.letters().await.len(), 3);

    for form in [
        Form::new().text("sender", "an@laichau.gov.vn"),
        Form::new().part("mail", file("5")).part("mail", file("6")),
        Form::new().part("mail", file("5")).text("sender", "x".repeat(2_000)),
    ] {
        assert_eq!(error(program.report().multipart(form).send().await.unwrap()).await.0, 400);
    }
    let broken = program.report().header("content-type", "multipart/form-data; boundary=b").body("--b\r\nnonsense");
    assert_eq!(error(broken.send().await.unwrap()).await.0, 400);
}

#[tokio::test]
async fn without_a_token_of_the_right_scope_nothing_is_taken_or_told() {
    let desk = Desk::start().await;
    let intake = Program::new(&desk, Scope::Intake).await;
    let read = Program::new(&desk, Scope::Read).await;
    let (id, secret) = token::add(desk.db(), desk.web.clock.now(), Actor::Console, "cũ", Scope::Write).await.unwrap();
    token::revoke(desk.db(), desk.web.clock.now(), Actor::Console, id).await.unwrap();
    for secret in ["", "hotro_0000000000000000000000000000000000000000000000000000", &secret] {
        let program = Program { secret: secret.into(), ..intake.clone() };
        for answer in [program.report().body(mail("1", "x")).send().await.unwrap(), program.get("/tickets").await] {
            assert!(answer.headers()["www-authenticate"].to_str().unwrap().starts_with("Bearer"));
            let (status, code, sentence) = error(answer).await;
            assert_eq!((status, code.as_str()), (401, "no_token"));
            assert!(!sentence.contains("hotro_"), "{sentence}");
        }
    }
    let bare = Client::new().get(format!("{}/tickets", read.url)).send().await.unwrap();
    assert_eq!(bare.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(error(read.report().body("x").send().await.unwrap()).await.1, "wrong_scope");
    assert_eq!(error(intake.get("/tickets").await).await.0, 403);
    assert_eq!(error(intake.get("/tickets/HOTRO-2026-000001").await).await.0, 403);
    assert!(numbers(&read.read("/tickets").await).is_empty(), "nothing came in");
}

#[tokio::test]
async fn a_mail_above_the_limit_is_refused_however_it_is_sent() {
    let desk = Desk::start_with(|config| config.intake.max_size = Size(200_000)).await;
    let program = Program::new(&desk, Scope::Write).await;
    let large = mail("1", "x") + &"x".repeat(300_000);
    let answer = program.report().header("content-type", "message/rfc822").body(large.clone()).send().await.unwrap();
    let (status, code, _) = error(answer).await;
    assert_eq!((status, code.as_str()), (413, "too_large"), "by its length");
    let form = Form::new().part("mail", Part::text(large));
    assert_eq!(error(program.report().multipart(form).send().await.unwrap()).await.0, 413);
    let form = Form::new().part("mail", Part::text("x".repeat(210_000)));
    assert_eq!(error(program.report().multipart(form).send().await.unwrap()).await.0, 413, "within the form's limit");

    // Without a length it is cut off on the way.
    let mut socket = TcpStream::connect(desk.url.strip_prefix("http://").unwrap()).await.unwrap();
    let head = format!(
        "POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nTransfer-Encoding: chunked\r\n\r\n",
        program.secret
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    let chunk = format!("{:x}\r\n{}\r\n", 50_000, "x".repeat(50_000));
    for _ in 0..5 {
        socket.write_all(chunk.as_bytes()).await.unwrap();
    }
    let mut said = vec![0; 1024];
    let length = socket.read(&mut said).await.unwrap();
    let said = String::from_utf8_lossy(&said[..length]).into_owned();
    assert!(said.starts_with("HTTP/1.1 413"), "{said}");

    let page = program.read("/tickets").await;
    assert!(numbers(&page).is_empty(), "nothing was stored: {page}");
    let fits = program.hand_in(mail("1", "x") + &"x".repeat(190_000)).await;
    assert_eq!(fits["number"], "HOTRO-2026-000001");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_get_numbers_without_gaps() {
    let desk = Desk::start().await;
    let program = Program::new(&desk, Scope::Intake).await;
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let program = program.clone();
            tokio::spawn(async move {
                let mut got = Vec::new();
                for n in 0..20 {
                    let receipt = program.hand_in(mail(&format!("{task}-{n}"), "x")).await;
                    got.push(receipt["number"].as_str().unwrap().to_owned());
                }
                got
            })
        })
        .collect();
    let mut all = BTreeSet::new();
    for task in tasks {
        all.extend(task.await.unwrap());
    }
    let expected: BTreeSet<String> = (1..=160).map(|n| format!("HOTRO-2026-{n:06}")).collect();
    assert_eq!(all, expected);
}

#[tokio::test]
async fn paging_visits_every_ticket_once_and_filters_narrow() {
    let desk = Desk::start().await;
    let program = Program::new(&desk, Scope::Write).await;
    for n in 1..=7 {
        program
            .hand_in(mail(&n.to_string(), if n == 4 { "=?utf-8?Q?H=E1=BB=8Dp_=C4=91=E1=BA=A7y?=" } else { "x" }))
            .await;
    }
    desk.letters().await;
    let (mut seen, mut path) = (Vec::new(), "/tickets?limit=3".to_owned());
    let mut pages = 0;
    loop {
        let page = program.read(&path).await;
        pages += 1;
        seen.extend(numbers(&page));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/tickets?limit=3&after={next}");
        // One that comes in meanwhile does not move the pages.
        program.hand_in(mail(&format!("late-{pages}"), "x")).await;
    }
    let expected: Vec<String> = (1..=7).rev().map(|n| format!("HOTRO-2026-{n:06}")).collect();
    assert_eq!((seen, pages), (expected, 3));
    assert_eq!(program.read("/tickets?limit=9").await["next"], Value::Null, "a full last page has no next");

    for q in ["h%E1%BB%8Dp%20%C4%91%E1%BA%A7y", "hop+day", "HOP%20DA", "000004"] {
        assert_eq!(numbers(&program.read(&format!("/tickets?q={q}")).await), ["HOTRO-2026-000004"], "{q}");
    }
    assert!(numbers(&program.read("/tickets?q=kh%C3%B4ng+c%C3%B3").await).is_empty());
    assert_eq!(numbers(&program.read("/tickets?status=new&status=triage,closed").await).len(), 9);
    assert!(numbers(&program.read("/tickets?status=closed").await).is_empty());
    assert!(numbers(&program.read("/tickets?verdict=spam").await).is_empty());
    for (query, names) in [
        ("status=new,open", "status"),
        ("verdict=bad", "verdict"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=ten", "limit"),
        ("after=-1", "after"),
        ("after=HOTRO", "after"),
        ("q=%21%3F", "q"),
    ] {
        let (status, code, sentence) = error(program.get(&format!("/tickets?{query}")).await).await;
        assert_eq!((status, code.as_str()), (400, "bad_request"), "{query}");
        assert!(sentence.starts_with(names), "{query}: {sentence}");
    }
}

#[tokio::test]
async fn a_ticket_is_told_whole() {
    let desk = Desk::start().await;
    let program = Program::new(&desk, Scope::Write).await;
    let evil = "From: \"Quan tri laichau.gov.vn\" <evil@dls.example>\nReply-To: <x@proton.example>\nTo: an@laichau.gov.vn\n\
        Subject: Xac minh\nMessage-ID: <evil@dls.example>\nDate: Thu, 11 Mar 2021 09:29:00 +0700\n\n\
        Xac minh ngay: http://laichau.gov.vn.mail-lc.example/login\n";
    let report = format!(
        "From: An <an@laichau.gov.vn>\nTo: hotro@laichau.gov.vn\nSubject: Fwd\nMessage-ID: <r1@laichau.gov.vn>\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nTôi đã bấm.\n\
         --b\nContent-Type: message/rfc822\n\n{evil}--b--\n"
    );
    program.hand_in(report).await;
    desk.letters().await;
    desk.account("canbo@laichau.gov.vn", &[Role::Analyst]).await;
    let ticket = desk.ticket("HOTRO-2026-000001").await;
    let change = Change {
        account: hotro::base::ids::AccountId(1),
        name: "Cán bộ".into(),
        actor: Actor::Console,
        number: ticket.number.clone(),
        version: ticket.version,
        now: desk.web.clock.now(),
    };
    let house = desk.web.desk();
    let conclusion = verdict::Conclusion {
        verdict: Verdict::Phishing,
        reasons: vec!["Một.".into()],
        remark: String::new(),
        letter: true,
        close: false,
    };
    desk.db()
        .write(move |c| {
            assign::set(c, &change, Some((change.account, "Cán bộ")))?;
            let later = Change { version: change.version + 1, ..change };
            verdict::decide(c, &house, &later, &conclusion)
        })
        .await
        .unwrap();
    assert_eq!(desk.ticket("HOTRO-2026-000001").await.status, Status::Resolved);

    let whole = program.read("/tickets/hotro-2026-000001").await;
    let listed = program.read("/tickets?verdict=phishing").await["items"][0].clone();
    for (name, value) in listed.as_object().unwrap() {
        assert_eq!(&whole[name], value, "{name} is the same in the list");
    }
    assert_eq!(whole["subject"], "Xac minh");
    assert_eq!(whole["sender"]["address"], "evil@dls.example");
    assert_eq!(whole["reporter"], serde_json::json!({ "name": "An", "address": "an@laichau.gov.vn" }));
    assert_eq!(whole["message_id"], "r1@laichau.gov.vn", "of the reporter's mail");
    assert_eq!((whole["status"].as_str(), whole["grade"].as_str()), (Some("resolved"), Some("A")));
    assert_eq!(whole["created_at"], "2026-03-11T02:29:00Z");
    assert_eq!((&whole["resolved_at"], &whole["closed_at"]), (&whole["created_at"], &Value::Null));
    assert_eq!((whole["words"].as_str(), whole["arrivals"].as_i64()), (Some("Tôi đã bấm."), Some(1)));
    assert_eq!(whole["assignee"], "Tên của canbo");
    let findings = whole["findings"].as_array().unwrap();
    assert!(!findings.is_empty() && findings.iter().all(|one| one["reason"].is_string() && one["weight"].is_i64()));
    assert_eq!(error(program.get("/tickets/HOTRO-2026-999999").await).await.1, "not_found");
}

#[tokio::test]
async fn while_the_database_is_away_nothing_is_promised() {
    // A lock that somebody else holds on the file; `storage_trouble` cuts the wire to a server.
    let desk = Desk::start_with(|config| config.database.url = String::new()).await;
    let program = Program::new(&desk, Scope::Write).await;
    // The first use of a token is noted; then only the mail itself has to be written.
    assert!(numbers(&program.read("/tickets").await).is_empty());
    let path = desk.web.config.database_url();
    let mut other = SqliteConnection::establish(&path).unwrap();
    other.batch_execute("BEGIN EXCLUSIVE").unwrap();
    let answer = program.report().body(mail("1", "x")).send().await.unwrap();
    assert_eq!(answer.headers()["retry-after"], "30");
    let (status, code, sentence) = error(answer).await;
    assert_eq!((status, code.as_str()), (503, "unavailable"));
    assert!(!sentence.contains("lock") && !sentence.contains("database"), "{sentence}");
    other.batch_execute("ROLLBACK").unwrap();
    assert!(numbers(&program.read("/tickets").await).is_empty(), "nothing was stored");
    assert_eq!(program.hand_in(mail("1", "x")).await["duplicate"], false, "the same request works afterwards");
}

#[tokio::test]
async fn uploads_that_do_not_fit_into_memory_are_asked_to_come_again() {
    let desk = Desk::start_with(|config| {
        config.intake.max_size = Size(1 << 20);
        config.http.upload_memory = Size(1 << 20);
    })
    .await;
    let program = Program::new(&desk, Scope::Intake).await;
    let mut others = desk.web.uploads.share();
    others.grow(1 << 20).await.unwrap();
    let answer = program.report().body(mail("1", "x")).send().await.unwrap();
    assert!(answer.headers().contains_key("retry-after"));
    assert_eq!(error(answer).await.1, "busy");
    drop(others);
    assert_eq!(program.hand_in(mail("1", "x")).await["duplicate"], false);
    let read = desk.db().read(|c| Ok::<_, Error>(hotro::record::ticket::by_number(c, "HOTRO-2026-000002")?)).await;
    assert!(read.unwrap().is_none());
}
