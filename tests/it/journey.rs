//! The main job over real parts: LMTP socket, SQLite file, cells of the real program, letters written out.

use chrono::TimeDelta;
use hotro::desk::{Error, reply, verdict};
use hotro::record::audit;
use hotro::record::ticket::{self, Exposure, Kind, MessageKind, Status, Verdict};

use crate::support::house::House;

const REPORT: &str = "From: =?UTF-8?Q?Tr=E1=BA=A7n_Th=E1=BB=8B_B=C3=ACnh?= <binh.snv@laichau.gov.vn>
To: hotro@laichau.gov.vn
Subject: Fwd: thu la
Message-ID: <r1@laichau.gov.vn>
Date: Tue, 24 Nov 2026 09:29:00 +0700
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Tôi có bấm vào liên kết.
--b
Content-Type: message/rfc822

Received: from mail.dls.example (mail.dls.example [192.0.2.7]) by mx.laichau.gov.vn; Thu, 11 Mar 2021 09:28:00 +0700
From: \"=?UTF-8?B?0JTQtdGA0LbQu9GW0LrRgdC70YPQttCx0LA=?=\" <dls.km@dls.gov.ua>
Reply-To: <cskh@proton.example>
To: binh.snv@laichau.gov.vn
Subject: =?UTF-8?Q?H=E1=BB=99p_th=C6=B0_s=E1=BA=AFp_h=E1=BA=BFt_dung_l=C6=B0=E1=BB=A3ng?=
Message-ID: <evil@dls.gov.ua>
Date: Thu, 11 Mar 2021 09:29:00 +0700
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<p>Hộp thư của bạn đã vượt quá dung lượng cho phép.</p>
<a href=\"http://laichau.gov.vn.mail-lc.example/login\">https://mail.laichau.gov.vn</a><script>alert(1)</script>
--b--
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
async fn a_forwarded_mail_becomes_a_ticket_that_is_answered_and_reopened() {
    let house = House::start().await;
    let said = house.deliver("binh.snv@laichau.gov.vn", REPORT).await;
    assert!(said.starts_with("250 2.0.0") && said.contains("HOTRO-2026-000001"), "{said}");

    let letters = house.letters(0).await;
    let opened = house.ticket("HOTRO-2026-000001").await;
    assert_eq!((opened.kind, opened.grade.as_deref(), opened.status), (Kind::Report, Some("A"), Status::New));
    assert_eq!(opened.sender_address, "dls.km@dls.gov.ua");
    assert_eq!(opened.subject, "Hộp thư sắp hết dung lượng");
    assert!(opened.words.contains("Tôi có bấm vào liên kết."), "{}", opened.words);
    assert!(opened.score.unwrap() >= 50, "score {:?}", opened.score);

    assert_eq!(letters.len(), 1, "one acknowledgement");
    let ack = &letters[0].letter;
    assert_eq!(ack.to_address, "binh.snv@laichau.gov.vn");
    assert!(ack.subject.starts_with("[HOTRO-2026-000001]"));
    assert_eq!(ack.in_reply_to.as_deref(), Some("r1@laichau.gov.vn"));
    assert!(ack.auto_submitted.is_some());
    assert!(ack.text.contains("https://hotro.laichau.example") && !ack.text.contains("mail-lc.example"));
    assert!(!ack.text.contains("LOOKUP"), "the lookup code is filled in");

    let again = house.deliver("binh.snv@laichau.gov.vn", REPORT).await;
    assert!(again.contains("HOTRO-2026-000001"), "the same mail is the same ticket: {again}");
    assert!(house.letters(1).await.is_empty(), "and nobody is written to again");

    // The desk concludes; the letter waits for the hold, then leaves in the reporter's thread.
    let analyst = house.analyst().await;
    let now = house.ticket("HOTRO-2026-000001").await;
    let change = house.change(analyst, &now);
    let conclusion = verdict::Conclusion {
        verdict: Verdict::Phishing,
        reasons: vec!["Liên kết dẫn tới nơi khác.".into(), "Người gửi không phải quản trị.".into()],
        remark: String::new(),
        letter: true,
        close: true,
    };
    let desk = house.app.desk.clone();
    let first = change.clone();
    house.app.db.write(move |c| verdict::decide(c, &desk, &first, &conclusion)).await.unwrap().unwrap();
    assert!(house.letters(1).await.is_empty(), "held");
    house.app.clock.advance(TimeDelta::seconds(31));
    let letters = house.letters(1).await;
    assert!(
        letters[0].letter.text.contains("THƯ LỪA ĐẢO") && letters[0].letter.text.contains("Liên kết dẫn tới nơi khác.")
    );
    assert_eq!(house.ticket("HOTRO-2026-000001").await.status, Status::Closed);

    // A form made from the old version is refused.
    let desk = house.app.desk.clone();
    let stale = house.app.db.write(move |c| reply::send(c, &desk, &change, "Kính gửi", false)).await;
    assert!(matches!(stale, Err(Error::Conflict { .. })));

    // The reporter answers by the thread: reopened, and the digit counts.
    let reference = &letters[0].letter.message_id;
    let answer = |from: &str, id: &str| {
        format!(
            "From: {from}\nTo: hotro@laichau.gov.vn\nSubject: Re: x\nMessage-ID: <{id}>\nIn-Reply-To: <{reference}>\n\n3\n"
        )
    };
    house.deliver("binh.snv@laichau.gov.vn", &answer("binh.snv@laichau.gov.vn", "r2@laichau.gov.vn")).await;
    assert!(house.letters(2).await.is_empty());
    let reopened = house.ticket("HOTRO-2026-000001").await;
    assert_eq!((reopened.status, reopened.exposure), (Status::Triage, Some(Exposure::Password)));

    // Somebody else with the same reference is shown as a stranger and moves nothing.
    house.deliver("x@evil.example", &answer("x@evil.example", "s1@evil.example")).await;
    assert!(house.letters(2).await.is_empty());
    let id = reopened.row();
    let talk = house.app.db.read(move |c| Ok::<_, Error>(ticket::conversation(c, id)?)).await.unwrap();
    let stranger = talk.iter().find(|entry| entry.stranger).unwrap();
    assert_eq!(stranger.kind, MessageKind::Followup);
    assert_eq!(house.app.db.read(|c| Ok::<_, Error>(audit::broken_at(c)?)).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_are_answered_neutrally_and_outsiders_machines_and_loops_are_not() {
    let house = House::start().await;
    let plain = |from: &str, id: &str, more: &str| {
        format!(
            "From: {from}\nTo: hotro@laichau.gov.vn\nSubject: x\nMessage-ID: <{id}>\n{more}\nTôi quên mật khẩu hộp thư.\n"
        )
    };
    house.deliver("an@laichau.gov.vn", &plain("an@laichau.gov.vn", "1@a", "")).await;
    house.deliver("b@else.example", &plain("b@else.example", "2@b", "")).await;
    house.deliver("", &plain("c@laichau.gov.vn", "3@c", "")).await;
    house.deliver("d@laichau.gov.vn", &plain("d@laichau.gov.vn", "4@d", "Auto-Submitted: auto-replied\n")).await;
    house.deliver("e@laichau.gov.vn", &plain("e@laichau.gov.vn", "5@e", "List-Id: <l.laichau.gov.vn>\n")).await;
    house.deliver("hotro@laichau.gov.vn", &plain("hotro@laichau.gov.vn", "6@f", "")).await;
    let letters = house.letters(0).await;
    assert_eq!(letters.iter().map(|sent| sent.letter.to_address.as_str()).collect::<Vec<_>>(), ["an@laichau.gov.vn"]);
    assert!(!letters[0].letter.text.contains("lừa đảo"), "a request is acknowledged neutrally");
    assert_eq!(house.ticket("HOTRO-2026-000001").await.kind, Kind::Request);
    let outside = house.ticket("HOTRO-2026-000002").await;
    assert_eq!((outside.kind, outside.outside), (Kind::Sample, true));

    // A number alone opens no door: a stranger who names it gets a ticket of their own that says so.
    let claim = "From: z@laichau.gov.vn\nSubject: Re: [HOTRO-2026-000001] x\nMessage-ID: <7@z>\n\nxin\n";
    let said = house.deliver("z@laichau.gov.vn", claim).await;
    assert!(said.contains("HOTRO-2026-000007"), "{said}");
    assert_eq!(house.ticket("HOTRO-2026-000007").await.claimed_number.as_deref(), Some("HOTRO-2026-000001"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_gets_no_more_automatic_letters_than_the_limit() {
    let house = House::start().await;
    for n in 0..25 {
        let mail = format!("From: an@laichau.gov.vn\nSubject: {n}\nMessage-ID: <{n}@a>\n\nxin\n");
        assert!(house.deliver("an@laichau.gov.vn", &mail).await.starts_with("250"));
    }
    assert_eq!(house.letters(0).await.len(), 20);
}
