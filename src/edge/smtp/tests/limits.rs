//! Too large, too many, not here, not now.

use std::time::Duration;

use super::super::body::Budget;
use super::*;

fn small() -> LmtpConfig {
    LmtpConfig { max_size: 100, ..LmtpConfig::default() }
}

fn mail(body: &str) -> String {
    format!("{ENVELOPE}DATA\r\n{body}\r\n.\r\n")
}

#[tokio::test]
async fn a_size_announced_above_the_limit_is_552_at_once() {
    let script = format!("{HELLO}MAIL FROM:<a@b> SIZE=101\r\nMAIL FROM:<a@b> SIZE=100\r\n{QUIT}");
    let (text, _) = converse(terms(small()), STORED, script.as_bytes()).await;
    assert_eq!(codes(&text), ["552 5.3.4", "250 2.1.0", "221 2.0.0"]);
}

#[tokio::test]
async fn a_larger_mail_is_read_to_its_end_and_552_and_the_next_comes_in() {
    let script = format!("{HELLO}{}{}{QUIT}", mail(&"x".repeat(99)), mail(&"y".repeat(98)));
    let (text, mails) = converse(terms(small()), STORED, script.as_bytes()).await;
    assert_eq!(codes(&text)[3..], ["552 5.3.4", "250 2.1.0", "250 2.1.5", "354 End", "250 2.0.0", "221 2.0.0"]);
    assert_eq!(mails.len(), 1, "only the one that fits");
    assert_eq!(mails[0].bytes.len(), 100);
}

#[tokio::test]
async fn chunks_above_the_limit_are_552_until_the_last() {
    let chunk = "x".repeat(60);
    let script = format!("{HELLO}{ENVELOPE}BDAT 60\r\n{chunk}BDAT 60\r\n{chunk}BDAT 60 LAST\r\n{chunk}{QUIT}");
    let (text, mails) = converse(terms(small()), STORED, script.as_bytes()).await;
    assert_eq!(codes(&text)[2..], ["250 2.0.0", "552 5.3.4", "552 5.3.4", "221 2.0.0"]);
    assert!(mails.is_empty());
}

#[tokio::test]
async fn an_error_of_the_desk_is_said_as_what_it_is() {
    let cases: [(Answer, &str); 4] = [
        (|_| Err(Error::Unavailable("disk full".into())), "451 4.3.0"),
        (|_| Err(Error::Busy), "451 4.3.0"),
        (|_| Err(Error::TooLarge { limit: 5 }), "552 5.3.4"),
        (|_| Err(Error::Forbidden), "554 5.3.0"),
    ];
    for (answer, code) in cases {
        let script = format!("{HELLO}{}{QUIT}", mail("x"));
        let (text, _) = converse(terms(LmtpConfig::default()), answer, script.as_bytes()).await;
        assert_eq!(codes(&text)[3..], [code, "221 2.0.0"]);
        assert!(!text.contains("disk full"), "causes are for the log");
    }
}

#[tokio::test]
async fn a_closed_door_is_451_for_each_recipient() {
    let (terms, inside) = terms(LmtpConfig::default());
    drop(inside);
    let (_running, stop) = watch::channel(false);
    let (client, server) = duplex(100_000);
    let script = format!("{HELLO}{ENVELOPE}RCPT TO:<b@c>\r\nDATA\r\nx\r\n.\r\n{QUIT}");
    let (text, ()) = tokio::join!(say_all(client, script.as_bytes()), Session::new(&terms, server, stop).run());
    assert_eq!(codes(&text)[4..], ["451 4.3.0", "451 4.3.0", "221 2.0.0"]);
}

#[tokio::test]
async fn without_free_memory_a_mail_is_451_and_read_to_its_end() {
    let (mut terms, inside) = terms(LmtpConfig::default());
    terms.budget = Budget::new(20_000, Duration::ZERO);
    let script = format!("{HELLO}{}{}{QUIT}", mail(&"x".repeat(50_000)), mail("y"));
    let (text, mails) = converse((terms, inside), STORED, script.as_bytes()).await;
    assert_eq!(text.matches("451 4.3.0").count(), 1, "{text}");
    assert_eq!(mails.len(), 1);
}

#[tokio::test]
async fn only_known_recipients_and_not_more_than_a_hundred() {
    let config = LmtpConfig { recipients: Some(vec!["@tinh.example".into()]), trusted: true, ..LmtpConfig::default() };
    let many = "RCPT TO:<x@tinh.example>\r\n".repeat(100);
    let script =
        format!("{HELLO}MAIL FROM:<a@b>\r\nRCPT TO:<x@khac.example>\r\n{many}{ENVELOPE}DATA\r\nx\r\n.\r\n{QUIT}");
    let (text, mails) = converse(terms(config), STORED, script.as_bytes()).await;
    let codes = codes(&text);
    assert_eq!(codes[1], "550 5.1.1");
    assert_eq!(codes[102..105], ["503 5.5.1", "452 4.5.3", "354 End"]);
    assert_eq!(text.matches("Stored as").count(), 100);
    assert_eq!(mails.len(), 1);
    assert!(mails[0].trusted);
}

#[tokio::test]
async fn with_no_recipient_left_data_is_503() {
    let config = LmtpConfig { recipients: Some(vec![]), ..LmtpConfig::default() };
    let (text, mails) = converse(terms(config), STORED, format!("{HELLO}{ENVELOPE}DATA\r\n{QUIT}").as_bytes()).await;
    assert_eq!(codes(&text), ["250 2.1.0", "550 5.1.1", "503 5.5.1", "221 2.0.0"]);
    assert!(mails.is_empty());
}
