//! Hostile mail over the real program's LMTP socket: each is a ticket with its bytes, what could not be read is noted, the
//! worker goes on, and no letter of ours carries what somebody else made up.

use std::collections::BTreeMap;
use std::time::Duration;

use diesel::prelude::*;
use hotro::base::ids::ArrivalId;
use hotro::desk::Error;
use hotro::infra::db::schema::{arrival, evidence, outbox, ticket};
use hotro::infra::db::{Db, Target};
use hotro::record::evidence::raw;
use hotro::record::outbox::State;

use crate::program::{Place, lmtp, wait_until, work};
use crate::support::postgres;

/// Header names of our letters, in lower case; another one is somebody else's.
const OURS: [&str; 15] = [
    "return-path",
    "date",
    "from",
    "to",
    "subject",
    "message-id",
    "in-reply-to",
    "references",
    "auto-submitted",
    "x-auto-response-suppress",
    "x-hotro-loop",
    "content-language",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
];

/// A mail of the desk's own domain with these header lines besides From and Message-ID.
fn with(name: &str, lines: &str, body: &str) -> Vec<u8> {
    let head = format!("From: {name}@laichau.gov.vn\nMessage-ID: <{name}@laichau.gov.vn>\nMIME-Version: 1.0\n");
    format!("{head}{lines}\n{body}").replace('\n', "\r\n").into_bytes()
}

fn structures() -> Vec<(&'static str, Vec<u8>)> {
    let part = "--x\nContent-Type: text/plain\n\nXem http://a.example/\n";
    let many = with("many", "Content-Type: multipart/mixed; boundary=x\n", &part.repeat(10_000));
    let mut multiparts = String::new();
    let mut mails = String::new();
    for level in 0..100 {
        let head = if level == 0 { "" } else { "Content-Type: multipart/mixed; boundary=" };
        let boundary = if level == 0 { String::new() } else { format!("b{level}\n\n") };
        multiparts += &format!("{head}{boundary}--b{level}\n");
        mails += &format!("From: a{level}@b.example\nSubject: s\nContent-Type: message/rfc822\n\n");
    }
    vec![
        ("many", many),
        ("deep", with("deep", "Content-Type: multipart/mixed; boundary=b0\n", &multiparts)),
        ("nested", with("nested", "Content-Type: message/rfc822\n", &mails)),
        ("open", with("open", "Content-Type: multipart/mixed; boundary=x\n", "--x\nContent-Type: message/rfc822\n")),
        ("empty", Vec::new()),
        ("blank", b"\r\n\r\n".to_vec()),
        ("headless", b"chi co chu, khong co gi khac\r\n".to_vec()),
        ("bytes", (0..=255_u8).cycle().take(20_000).collect()),
    ]
}

fn tricks() -> Vec<(&'static str, Vec<u8>)> {
    let zero = "Subject: a\0b =?UTF-8?Q?c=00d?=\nContent-Type: text/plain; charset=utf-8\n";
    let named = |name: &str| {
        format!("--x\nContent-Type: application/zip; name=\"{name}\"\nContent-Disposition: attachment; {name}\n\nx\n")
    };
    let names: String = [
        "filename=\"../../../etc/passwd\"",
        "filename=\"C:\\\\Windows\\\\system32\\\\a.exe\"",
        "filename=\"=?UTF-8?Q?a=0D=0ABcc:_evil@evil.example?=\"",
        "filename*=UTF-8''a%0D%0ABcc%3A%20evil%40evil.example%00.exe",
        "filename=\"hoa-don-\u{202e}fdp.exe\"",
        "filename=\"<script>alert(1)</script>.html\"",
    ]
    .map(named)
    .concat();
    let long = format!("--x\nContent-Disposition: attachment; filename=\"{}\"\n\nx\n--x--\n", "a".repeat(50_000));
    let bare = b"From: bare@laichau.gov.vn\r\nSubject: a\rBcc: evil@evil.example\nX-Evil: 1\r\nMessage-ID: <bare\rX-Evil: 2@laichau.gov.vn>\r\n\r\nb\r\n";
    vec![
        ("zero", with("zero", zero, "b\0\0b\n")),
        ("names", with("names", "Content-Type: multipart/mixed; boundary=x\n", &(names + &long))),
        ("subject", with("subject", "Subject: =?UTF-8?Q?a=0D=0ABcc:_evil@evil.example=0D=0A=0D=0AX?=\n", "b\n")),
        ("sender", b"From: =?UTF-8?Q?An=0D=0ABcc:_evil@evil.example?= <sender@laichau.gov.vn>\r\n\r\nb\r\n".to_vec()),
        (
            "reference",
            with("reference", "References: <a@b>\n\t<c\n\tX-Evil: 1@d>\nIn-Reply-To: <a\0\u{7}b@c>\n", "b\n"),
        ),
        ("bare", bare.to_vec()),
        ("address", b"From: \"a\\\r\n Bcc: evil@evil.example\" <\"x\r\n y\"@laichau.gov.vn>\r\n\r\nb\r\n".to_vec()),
        ("headers", with("headers", &"X-A: b\n".repeat(20_000), "b\n")),
        ("line", with("line", &format!("Subject: {}\n", "a".repeat(1_000_000)), "b\n")),
    ]
}

/// What the desk has of a mail: bytes, number of problems and samples, where it was analysed.
type Seen = (Vec<u8>, Option<serde_json::Value>, bool);

fn seen(url: &str) -> BTreeMap<String, Seen> {
    let db = Db::open(Target::parse(url).unwrap(), 1);
    let read = db.read(|conn| {
        let rows: Vec<(i64, String, Option<chrono::NaiveDateTime>, Option<String>)> = arrival::table
            .inner_join(ticket::table)
            .left_join(evidence::table.on(evidence::arrival_id.eq(arrival::id)))
            .select((arrival::id, ticket::number, ticket::analysed_at, evidence::detail.nullable()))
            .load(conn)?;
        let given_up: Vec<String> =
            outbox::table.filter(outbox::state.ne(State::Sent)).select(outbox::recipient).load(conn)?;
        assert_eq!(given_up, ["xy\"@laichau.gov.vn"], "only what is no address gets no letter");
        let seen = rows.into_iter().map(|(id, number, analysed, detail)| {
            let detail = detail.map(|detail| serde_json::from_str(&detail).unwrap());
            Ok((number, (raw(conn, ArrivalId(id))?, detail, analysed.is_some())))
        });
        seen.collect::<Result<BTreeMap<_, _>, Error>>()
    });
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(read).unwrap()
}

fn hostile(database: Option<String>) {
    let mut environment = vec![("HOTRO_LETTER_PATIENCE", "2s"), ("HOTRO_REPORTER_HOURLY", "1000")];
    environment.extend(database.as_deref().map(|url| ("HOTRO_DATABASE_URL", url)));
    let place = Place::new(&environment);
    let program = place.start();
    let at = program.stand();
    let mut mails = structures();
    mails.extend(tricks());
    mails.push(("after", with("after", "Subject: binh thuong\n", "Xin cap lai mat khau.\n")));
    let mut numbers = BTreeMap::new();
    for (name, bytes) in &mails {
        let line = lmtp(at.lmtp, &format!("{name}@laichau.gov.vn"), "", bytes).unwrap();
        let number = line.strip_prefix("250 2.0.0 Stored as ").unwrap_or_else(|| panic!("{name}: {line}"));
        assert_eq!(numbers.insert(number.to_owned(), *name), None, "{name} is a ticket of its own");
    }
    wait_until("the program to finish its work", Duration::from_secs(150), || (work(at.http).0 == 0).then_some(()));
    let said = program.said();
    assert!(!said.iter().any(|line| line.contains("panicked")), "{said:#?}");
    assert!(program.stop().success());
    assert!(place.run(&["check"], b"").status.success());

    let url = database.unwrap_or_else(|| place.data().join("hotro.db").display().to_string());
    let seen = seen(&url);
    assert_eq!(seen.len(), mails.len());
    for (number, (bytes, detail, analysed)) in &seen {
        let name = numbers[number];
        let sent = &mails.iter().find(|(one, _)| *one == name).unwrap().1;
        assert!(bytes == sent || *bytes == [sent, &b"\r\n"[..]].concat(), "{name} is kept as it came");
        assert!(*analysed, "{name} was not analysed");
        let detail = detail.as_ref().unwrap_or_else(|| panic!("{name} has no evidence"));
        let problems = detail["problems"].as_array().unwrap();
        let noted = matches!(name, "many" | "deep" | "empty" | "blank");
        assert!(!noted || !problems.is_empty(), "{name} has problems, and none is noted");
    }
    examine_letters(&place.letters());
}

/// Each header of a letter is one of ours and stands once; the one address in it is the reporter's.
fn examine_letters(letters: &[Vec<u8>]) {
    assert!(letters.iter().any(|letter| String::from_utf8_lossy(letter).contains("\r\nTo: after@laichau.gov.vn")));
    for letter in letters {
        let text = String::from_utf8(letter.clone()).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(!head.replace("\r\n", "").contains(['\r', '\n', '\0']), "{head}");
        let names: Vec<String> = head
            .split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split_once(':').unwrap().0.to_ascii_lowercase())
            .collect();
        for name in &names {
            assert!(OURS.contains(&name.as_str()), "{name} is none of ours: {head}");
            assert_eq!(names.iter().filter(|one| *one == name).count(), 1, "{name} stands twice: {head}");
        }
        let parsed = mail_parser::MessageParser::new().parse(letter).unwrap();
        let to: Vec<_> = parsed.to().unwrap().iter().map(|one| one.address().unwrap()).collect();
        assert!(matches!(to.as_slice(), [one] if one.ends_with("@laichau.gov.vn")), "{to:?}");
        assert!(parsed.cc().is_none() && parsed.bcc().is_none());
    }
    println!("{} letters", letters.len());
}

#[test]
fn hostile_mail_is_a_ticket_each_on_sqlite() {
    hostile(None);
}

#[test]
fn hostile_mail_is_a_ticket_each_on_postgresql() {
    if let Some(url) = postgres::fresh() {
        hostile(Some(url));
    }
}
