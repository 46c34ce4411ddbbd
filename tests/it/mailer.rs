//! Mail out: what a mail program and a mail server see of a letter, read back by another library and over real sockets.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use hotro::infra::mailer::{
    Automatic, BuildError, Enclosed, LOOP_HEADER, Letter, SmtpSettings, Transport, UnfitUrl, build,
};
use mail_parser::{HeaderValue, MessageParser};

const SUBJECT: &str = "[HOTRO-2026-000123] Đã tiếp nhận báo cáo về thư điện tử nghi ngờ lừa đảo mạo danh Sở Tài chính tỉnh Lai Châu ngày 11/3/2021";

fn letter() -> Letter {
    Letter {
        from_name: "Bộ phận Hỗ trợ thư điện tử công vụ".to_owned(),
        from_address: "hotro@laichau.gov.vn".to_owned(),
        to_name: Some("Lò Thị Ủy".to_owned()),
        to_address: "ly@laichau.gov.vn".to_owned(),
        copies: Vec::new(),
        files: Vec::new(),
        subject: SUBJECT.to_owned(),
        text: "Kính gửi Ông/Bà,\n\nChúng tôi đã nhận được báo cáo của Ông/Bà.\n.\n\nTrân trọng.".to_owned(),
        message_id: "0190a7c4.7.abcdefgh@laichau.gov.vn".to_owned(),
        in_reply_to: Some("<CA+1@mail.gmail.com>".to_owned()),
        references: vec!["first@x".to_owned(), "CA+1@mail.gmail.com".to_owned()],
        date: NaiveDate::from_ymd_opt(2026, 3, 11).unwrap().and_hms_opt(2, 29, 5).unwrap(),
        auto_submitted: None,
        language: "vi".to_owned(),
    }
}

fn automatic() -> Letter {
    Letter { auto_submitted: Some(Automatic::Replied), ..letter() }
}

#[test]
fn a_mail_program_reads_what_was_written() {
    let mail = build(&automatic()).unwrap();
    assert!(mail.bytes.is_ascii() && mail.bytes.split(|byte| *byte == b'\n').all(|line| line.len() < 200));
    let read = MessageParser::new().parse(&mail.bytes).unwrap();
    assert_eq!(read.subject(), Some(SUBJECT));
    let from = read.from().unwrap().first().unwrap();
    assert_eq!(
        (from.name(), from.address()),
        (Some("Bộ phận Hỗ trợ thư điện tử công vụ"), Some("hotro@laichau.gov.vn"))
    );
    assert_eq!(read.to().unwrap().first().unwrap().name(), Some("Lò Thị Ủy"));
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), letter().text);
    assert_eq!(read.message_id(), Some("0190a7c4.7.abcdefgh@laichau.gov.vn"));
    assert_eq!(read.in_reply_to().as_text(), Some("CA+1@mail.gmail.com"));
    assert!(matches!(read.references(), HeaderValue::TextList(ids) if ids == &["first@x", "CA+1@mail.gmail.com"]));
    assert_eq!(read.date().unwrap().to_rfc3339(), "2026-03-11T02:29:05Z");
    let header = |name: &'static str| read.header_raw(name).map(str::trim);
    assert_eq!(header("Auto-Submitted"), Some("auto-replied"));
    assert_eq!(header("X-Auto-Response-Suppress"), Some("All"));
    assert_eq!(header(LOOP_HEADER), Some("hotro@laichau.gov.vn"));
    assert_eq!(header("Content-Language"), Some("vi"));
    assert_eq!(header("MIME-Version"), Some("1.0"));
    assert_eq!(header("Precedence"), None);
    assert_eq!(build(&automatic()).unwrap().bytes, mail.bytes, "the same letter is the same message");
}

#[test]
fn only_a_persons_letter_can_bounce_and_only_automatic_ones_say_so() {
    let by_hand = build(&letter()).unwrap();
    assert_eq!((by_hand.return_path(), by_hand.recipient()), (Some("hotro@laichau.gov.vn"), "ly@laichau.gov.vn"));
    let text = String::from_utf8(by_hand.bytes).unwrap();
    assert!(!text.contains("Auto-Submitted") && !text.contains("Suppress") && text.contains(LOOP_HEADER));
    assert_eq!(build(&automatic()).unwrap().return_path(), None);
}

#[test]
fn no_field_makes_a_header_of_its_own() {
    let evil = "x\r\nBcc: victim@example.org\r\n\r\nbody\n\0\u{2028}=?utf-8?q?=0D=0ABcc:_y?=";
    let hostile = Letter {
        from_name: evil.to_owned(),
        to_name: Some(format!("\"{evil}")),
        subject: evil.to_owned(),
        in_reply_to: Some(format!("a@b>{evil}")),
        files: vec![Enclosed { name: evil.to_owned(), bytes: b"x".to_vec() }],
        references: vec!["ok@x".to_owned(), evil.to_owned(), "đ@x".to_owned(), "<>".to_owned()],
        language: evil.to_owned(),
        date: chrono::NaiveDateTime::MAX,
        ..automatic()
    };
    let mail = build(&hostile).unwrap();
    let read = MessageParser::new().parse(&mail.bytes).unwrap();
    assert!(read.bcc().is_none() && read.in_reply_to().as_text().is_none());
    assert_eq!(read.subject(), Some("x Bcc: victim@example.org body = ?utf-8?q?=0D=0ABcc:_y?="));
    assert_eq!(read.references().as_text(), Some("ok@x"));
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), letter().text);
    let head = String::from_utf8(mail.bytes).unwrap();
    assert!(!head.contains("\nBcc") && !head.contains("Content-Language"));
}

#[test]
fn an_address_that_is_none_is_refused_for_good() {
    for bad in
        ["", "ly", "ly@", "@x.vn", "ly@x.vn\r\nRCPT TO:<z@x.vn>", "ly@x.vn> <z@x.vn", "a b@x.vn", "ly@x.vn,z@x.vn"]
    {
        let copied = Letter { copies: vec!["ok@x.vn".into(), bad.to_owned()], ..letter() };
        assert_eq!(build(&copied).unwrap_err(), BuildError::Recipient, "a copy to {bad:?}");
        let letter = Letter { to_address: bad.to_owned(), ..letter() };
        assert_eq!(build(&letter).unwrap_err(), BuildError::Recipient, "{bad:?}");
        assert!(Transport::memory().send(&letter).unwrap_err().permanent);
    }
    let idn = build(&Letter { to_address: "ly@thưđiệntử.vn".to_owned(), ..letter() }).unwrap();
    assert!(idn.recipient().starts_with("ly@xn--"));
    assert_eq!(build(&Letter { message_id: "a b".to_owned(), ..letter() }).unwrap_err(), BuildError::MessageId);
}

#[test]
fn a_long_conversation_keeps_its_start_and_its_newest_turns() {
    let references = (0..50).map(|n| format!("{n}@x")).collect();
    let mail = build(&Letter { references, ..letter() }).unwrap();
    let read = MessageParser::new().parse(&mail.bytes).unwrap();
    let HeaderValue::TextList(ids) = read.references() else { panic!("no list") };
    assert_eq!((ids.len(), &*ids[0], &*ids[1], &*ids[19]), (20, "0@x", "31@x", "49@x"));
}

#[test]
fn a_repeat_in_the_folder_is_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let out = Transport::folder(folder.path().join("new/mail"));
    out.send(&automatic()).unwrap();
    out.send(&automatic()).unwrap();
    let files: Vec<_> =
        std::fs::read_dir(folder.path().join("new/mail")).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    assert!(files[0].ends_with("0190a7c4.7.abcdefgh@laichau.gov.vn.eml"));
    let text = std::fs::read_to_string(&files[0]).unwrap();
    assert!(text.starts_with("Return-Path: <>\r\n"));
    assert_eq!(MessageParser::new().parse(text.as_bytes()).unwrap().subject(), Some(SUBJECT));
    let blocked = Transport::folder(&files[0]).send(&letter()).unwrap_err();
    assert!(!blocked.permanent, "a folder can be put right: {blocked}");
}

#[test]
fn memory_shows_letter_and_message() {
    let out = Transport::memory();
    out.clone().send(&letter()).unwrap();
    let sent = out.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].letter, letter());
    assert_eq!(sent[0].mail.recipient(), "ly@laichau.gov.vn");
}

/// A mail server that says what it is told to: `(how a command begins, reply)`, 250 else; the reply `drop` hangs up.
fn server(script: &'static [(&'static str, &'static str)]) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let record = heard.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let record = record.clone();
            std::thread::spawn(move || converse(stream.unwrap(), script, &record));
        }
    });
    (port, heard)
}

fn converse(mut stream: TcpStream, script: &[(&str, &str)], record: &Mutex<Vec<String>>) {
    let lines = BufReader::new(stream.try_clone().unwrap()).lines();
    stream.write_all(b"220 mx.test ESMTP\r\n").unwrap();
    let mut in_data = false;
    for line in lines.map_while(Result::ok) {
        record.lock().unwrap().push(line.clone());
        if in_data && line != "." {
            continue;
        }
        let told = script.iter().find(|(verb, _)| line.starts_with(verb)).map(|(_, reply)| *reply);
        let reply = told.unwrap_or(match &line {
            line if line.starts_with("EHLO") => "250-mx.test\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN",
            line if line == "DATA" => "354 go on",
            _ => "250 2.0.0 ok",
        });
        in_data = line == "DATA" && reply.starts_with('3');
        if reply == "drop" || stream.write_all(format!("{reply}\r\n").as_bytes()).is_err() {
            return;
        }
    }
}

fn smtp(port: u16) -> Transport {
    Transport::smtp(&SmtpSettings::new(format!("smtp://127.0.0.1:{port}"))).unwrap()
}

#[test]
fn a_server_gets_the_letter_and_connections_are_used_again() {
    let (port, heard) = server(&[]);
    let out = smtp(port);
    out.send(&letter()).unwrap();
    out.send(&automatic()).unwrap();
    let heard = heard.lock().unwrap();
    let said = |line: &str| heard.iter().filter(|heard| *heard == line).count();
    assert_eq!(said("MAIL FROM:<hotro@laichau.gov.vn>"), 1);
    assert_eq!(said("MAIL FROM:<>"), 1);
    assert_eq!(said("RCPT TO:<ly@laichau.gov.vn>"), 2);
    assert_eq!(said("Message-ID: <0190a7c4.7.abcdefgh@laichau.gov.vn>"), 2);
    assert_eq!(said("."), 2, "a dot within the letter does not end it");
    assert_eq!(heard.iter().filter(|line| line.starts_with("EHLO")).count(), 1);
}

#[test]
fn each_refusal_is_final_or_passing() {
    let refused = |script| smtp(server(script).0).send(&letter()).unwrap_err();
    let full = refused(&[("RCPT", "452 4.2.2 <ly@laichau.gov.vn>: mailbox full")]);
    assert!(!full.permanent && full.detail.contains("452") && full.detail.contains("mailbox full"), "{full}");
    assert!(!refused(&[("DATA", "451 4.3.0 later")]).permanent);
    let unknown = refused(&[("RCPT", "550 5.1.1 <ly@laichau.gov.vn>: no such user\u{7}")]);
    assert!(unknown.permanent && unknown.detail.contains("no such user"), "{unknown}");
    assert!(!unknown.detail.contains("laichau") && unknown.detail.chars().count() <= 200);
    assert!(refused(&[(".", "554 5.7.1 content")]).permanent);
    assert!(!refused(&[("MAIL", "530 5.7.0 authentication required")]).permanent);
    assert!(!refused(&[("DATA", "drop")]).permanent);
    assert!(!refused(&[("DATA", "not a reply")]).permanent);
    assert!(!refused(&[("DATA", "999 what")]).permanent);
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert!(!smtp(nobody).send(&letter()).unwrap_err().permanent);
}

#[test]
fn the_password_reaches_the_server_and_nobody_else() {
    let (port, heard) = server(&[("AUTH", "535 5.7.8 no")]);
    let settings = SmtpSettings::new(format!("smtp://us%40er:s%26+%C3%A9@127.0.0.1:{port}"));
    let out = Transport::smtp(&settings).unwrap();
    let error = out.send(&letter()).unwrap_err();
    assert!(!error.permanent, "a wrong password is no fault of the letter");
    // \0us@er\0s&+é, RFC 4616.
    assert!(heard.lock().unwrap().contains(&"AUTH PLAIN AHVzQGVyAHMmK8Op".to_owned()), "{heard:?}");
    let shown = format!("{settings:?} {out:?} {error:?} {error}");
    assert!(!shown.contains("s%26") && !shown.contains("s&+") && !shown.contains("AHVz"), "{shown}");
}

#[test]
fn an_unfit_address_of_a_server_is_named_without_being_repeated() {
    let fit = |url: &str| Transport::smtp(&SmtpSettings::new(url)).map(|_| ());
    for (url, error) in [
        ("mail.test", UnfitUrl::Shape),
        ("http://u:geheim@mail.test", UnfitUrl::Scheme),
        ("smtp:///x", UnfitUrl::Host),
        ("smtp://user@mail.test", UnfitUrl::Login),
        ("smtp://user:%ff@mail.test", UnfitUrl::Login),
        ("smtp://mail.test?tls=maybe", UnfitUrl::Option),
        ("smtps://mail.test?tls=none", UnfitUrl::Option),
    ] {
        assert_eq!(fit(url), Err(error), "{url}");
        assert!(!error.to_string().contains("geheim"));
    }
    for url in ["smtp://[::1]:2525/hotro.test", "smtps://u:p@mail.test", "smtp://u:p@mail.test?tls=opportunistic"] {
        assert_eq!(fit(url), Ok(()), "{url}");
    }
    // A password does not cross a network in the clear unless somebody wrote that it may.
    let (port, heard) = server(&[]);
    let guarded = SmtpSettings::new(format!("smtp://u:geheim@127.0.0.1:{port}?tls=required"));
    assert!(!Transport::smtp(&guarded).unwrap().send(&letter()).unwrap_err().permanent);
    assert!(!heard.lock().unwrap().iter().any(|line| line.starts_with("AUTH")));
}
