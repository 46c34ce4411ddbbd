//! What comes to the desk is what was sent, once, and each recipient gets a reply.

use super::*;

async fn by_data(mail: &[u8]) -> (String, Vec<Incoming>) {
    talk([HELLO.as_bytes(), ENVELOPE.as_bytes(), b"DATA\r\n", mail, QUIT.as_bytes()].concat()).await
}

#[tokio::test]
async fn dots_and_odd_bytes() {
    let (text, mails) = by_data(b"..\r\n...a\r\n\0\xff\r\nb\n.\nc\r\n.\r\n").await;
    assert_eq!(&mails[0].bytes[..], b".\r\n..a\r\n\0\xff\r\nb\n.\nc\r\n");
    assert_eq!(codes(&text).last(), Some(&"221 2.0.0"));
    let (_, mails) = by_data(b".\r\n").await;
    assert!(mails[0].bytes.is_empty(), "an empty mail is a mail");
}

#[tokio::test]
async fn a_smuggled_end_stays_inside_the_mail() {
    let inner = "x\n.\r\nMAIL FROM:<evil@x>\r\nRCPT TO:<hotro@tinh.example>\r\nDATA\r\ny\r\n.\r\n";
    let (_, mails) = by_data(inner.as_bytes()).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].bytes.starts_with(b"x\n.\r\nMAIL FROM:<evil@x>\r\n"));
}

#[tokio::test]
async fn several_recipients_are_one_mail_and_a_reply_each() {
    let script = format!(
        "{HELLO}MAIL FROM:<>\r\nRCPT TO:<a@tinh.example>\r\nRCPT TO:<b@tinh.example>\r\nRCPT TO:<lừa@tinh.example>\r\n\
         DATA\r\nx\r\n.\r\n{QUIT}"
    );
    let (text, mails) = talk(script).await;
    assert_eq!(text.matches("250 2.0.0 Stored as HOTRO-2026-000123\r\n").count(), 3);
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].sender.as_deref(), Some(""));
    assert_eq!(mails[0].recipients, ["a@tinh.example", "b@tinh.example", "lừa@tinh.example"]);
}

#[tokio::test]
async fn chunks_come_together_and_the_last_is_answered_for_each_recipient() {
    let script = format!(
        "{HELLO}{ENVELOPE}RCPT TO:<b@tinh.example>\r\nBDAT 7\r\n.\r\nQUITBDAT 0\r\nBDAT 5 LAST\r\n\r\n.\r\n{QUIT}"
    );
    let (text, mails) = talk(script).await;
    assert_eq!(codes(&text)[3..], ["250 2.0.0", "250 2.0.0", "250 2.0.0", "250 2.0.0", "221 2.0.0"]);
    assert_eq!(mails.len(), 1);
    assert_eq!(&mails[0].bytes[..], b".\r\nQUIT\r\n.\r\n");
}

#[tokio::test]
async fn a_chunk_that_nobody_wants_is_not_read_as_commands() {
    let (text, mails) = talk(format!("{HELLO}BDAT 6 LAST\r\nNOOP\r\n{QUIT}")).await;
    assert_eq!(codes(&text), ["503 5.5.1", "221 2.0.0"]);
    assert!(mails.is_empty());
    let (text, _) = talk(format!("{HELLO}{ENVELOPE}BDAT many\r\nNOOP\r\n")).await;
    assert!(text.ends_with("501 5.5.4 Syntax error in arguments\r\n"), "of unknown length, so closed: {text}");
}

#[tokio::test]
async fn data_and_bdat_do_not_mix() {
    let script = format!("{HELLO}{ENVELOPE}BDAT 1\r\nxDATA\r\nRCPT TO:<c@d>\r\nBDAT 1 LAST\r\ny{QUIT}");
    let (text, mails) = talk(script).await;
    assert_eq!(codes(&text)[2..], ["250 2.0.0", "503 5.5.1", "503 5.5.1", "250 2.0.0", "221 2.0.0"]);
    assert_eq!(&mails[0].bytes[..], b"xy");
}

#[tokio::test]
async fn a_client_that_hangs_up_in_the_middle_hands_in_nothing() {
    for half in [
        "DATA\r\nSubject: x\r\n\r\nhalf",
        "DATA\r\nx\r\n.",
        "DATA\r\nx\r\n.\r",
        "BDAT 10 LAST\r\nhalf",
        "BDAT 4\r\nhalf",
    ] {
        let (text, mails) = talk(format!("{HELLO}{ENVELOPE}{half}")).await;
        assert!(mails.is_empty(), "{half}");
        assert!(!text.contains("HOTRO"), "{half}");
    }
}
