//! What may follow what, and what is no command at all.

use super::*;

#[tokio::test]
async fn a_whole_delivery_in_one_write() {
    let script = format!("{HELLO}{ENVELOPE}DATA\r\nSubject: x\r\n\r\nch\u{e0}o\r\n.\r\n{QUIT}");
    let (text, mails) = talk(&script).await;
    assert_eq!(
        text,
        "220 localhost LMTP hotro\r\n250-localhost\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-CHUNKING\r\n\
         250-SIZE 50000000\r\n250 ENHANCEDSTATUSCODES\r\n250 2.1.0 Sender OK\r\n250 2.1.5 Recipient OK\r\n\
         354 End data with <CR><LF>.<CR><LF>\r\n250 2.0.0 Stored as HOTRO-2026-000123\r\n221 2.0.0 Bye\r\n"
    );
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].sender.as_deref(), Some("lua@xa.example"));
    assert_eq!(mails[0].recipients, ["hotro@tinh.example"]);
    assert_eq!(&mails[0].bytes[..], "Subject: x\r\n\r\nchào\r\n".as_bytes());
    assert!(!mails[0].trusted && mails[0].answer);
}

#[tokio::test]
async fn bad_order_is_503() {
    let (text, mails) = talk(format!("MAIL FROM:<a@b>\r\n{QUIT}")).await;
    assert_eq!(codes(&text)[1..], ["503 5.5.1", "221 2.0.0"]);
    let script = format!("{HELLO}RCPT TO:<a@b>\r\nDATA\r\nMAIL FROM:<a@b>\r\nMAIL FROM:<a@b>\r\nDATA\r\n{QUIT}");
    let (text, none) = talk(script).await;
    assert_eq!(codes(&text), ["503 5.5.1", "503 5.5.1", "250 2.1.0", "503 5.5.1", "503 5.5.1", "221 2.0.0"]);
    assert!(mails.is_empty() && none.is_empty());
}

#[tokio::test]
async fn helo_and_ehlo_are_500_here() {
    let (text, _) = talk("EHLO mx\r\nHELO mx\r\nMAIL FROM:<a@b>\r\nQUIT\r\n").await;
    assert_eq!(codes(&text)[1..], ["500 5.5.1", "500 5.5.1", "503 5.5.1", "221 2.0.0"]);
}

#[tokio::test]
async fn unknown_and_too_long_lines_are_500_and_the_next_command_works() {
    let long = "X".repeat(100_000);
    let (text, _) = talk(format!("{HELLO}XYZZY\r\n{long}\r\nNOOP\r\nVRFY a\r\nEXPN l\r\n{QUIT}")).await;
    assert_eq!(codes(&text), ["500 5.5.2", "500 5.5.2", "250 2.0.0", "252 2.5.2", "502 5.5.1", "221 2.0.0"]);
}

#[tokio::test]
async fn rset_and_a_second_greeting_forget_the_transaction() {
    for forget in ["RSET\r\n", HELLO] {
        let (text, mails) = talk(format!("{HELLO}{ENVELOPE}{forget}DATA\r\n{QUIT}")).await;
        assert!(text.ends_with("503 5.5.1 Say MAIL FROM first\r\n221 2.0.0 Bye\r\n"), "{text}");
        assert!(mails.is_empty());
    }
}

#[tokio::test]
async fn who_speaks_another_protocol_is_cut_off() {
    let request = format!("POST / HTTP/1.1\r\n{}\r\n{HELLO}{ENVELOPE}DATA\r\n", "Header: x\r\n".repeat(30));
    let (text, _) = talk(request).await;
    assert!(text.ends_with("500 5.5.2 Command not recognised\r\n421 4.7.0 Too many errors, closing\r\n"), "{text}");
    assert_eq!(text.lines().count(), 22);
}

#[tokio::test]
async fn bare_lf_ends_a_command_and_several_mails_share_a_connection() {
    let mail = format!("{ENVELOPE}DATA\r\nx\r\n.\r\n").repeat(3);
    let (text, mails) = talk(format!("LHLO mx\n{mail}{QUIT}")).await;
    assert_eq!(text.matches("HOTRO-2026-000123").count(), 3);
    assert_eq!(mails.len(), 3);
}
