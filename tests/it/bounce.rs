//! A letter of ours comes back: the outbox and the timeline say so, once, and nobody can make that up.

use hotro::app::App;
use hotro::base::ids::{ArrivalId, LetterId};
use hotro::desk::{Error, analyse, reply};
use hotro::infra::dns::Resolver;
use hotro::record::evidence;
use hotro::record::outbox::{self, State};
use hotro::record::ticket::{self, Status};

use crate::support::house::House;

const REPORT: &str =
    "From: An <an@laichau.gov.vn>\nTo: hotro@laichau.gov.vn\nSubject: x\nMessage-ID: <1@a>\n\nXin hỗ trợ.\n";

/// What Postfix says of a mail that nobody takes.
fn returned(message_id: &str, recipient: &str, action: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example (Mail Delivery System)\nTo: hotro@laichau.gov.vn\nSubject: Undelivered Mail\n\
         Message-ID: <{action}.{status}.{recipient}.{message_id}>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\n\
         Content-Type: text/plain\n\nI'm sorry to have to inform you.\n\n--b\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: {status}\n\
         Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: see\n https://evil.example/login for help\n\n--b\n\
         Content-Type: message/rfc822\n\nFrom: hotro@laichau.gov.vn\nTo: {recipient}\nSubject: x\n\
         Message-ID: <{message_id}>\n\nKính gửi\n--b--\n"
    )
}

impl House {
    /// A ticket with a reply that has left; gives the ticket's number and the letter's Message-ID.
    async fn answered(&self) -> (String, String) {
        self.deliver("an@laichau.gov.vn", REPORT).await;
        self.letters(0).await;
        let (analyst, now) = (self.analyst().await, self.ticket("HOTRO-2026-000001").await);
        let (change, desk) = (self.change(analyst, &now), self.app.desk.clone());
        self.app.db.write(move |c| reply::send(c, &desk, &change, "Kính gửi anh/chị.", false)).await.unwrap();
        self.app.clock.advance(chrono::TimeDelta::minutes(1));
        let sent = self.letters(1).await;
        (now.number, sent[0].letter.message_id.clone())
    }

    /// State and error of a letter, and the codes of its ticket's timeline that speak of a return.
    async fn letter(&self, number: &str, message_id: &str) -> (State, Option<String>, Vec<String>) {
        let (number, message_id) = (number.to_owned(), message_id.to_owned());
        let read = move |c: &mut _| {
            let ticket = ticket::by_number(c, &number)?.unwrap();
            let letter = outbox::by_message(c, ticket.row(), &message_id)?.unwrap();
            let told = ticket::timeline(c, ticket.row())?.into_iter().filter(|event| event.code == "bounced");
            Ok::<_, Error>((letter.state, letter.error, told.map(|event| event.detail).collect()))
        };
        self.app.db.read(read).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_that_comes_back_is_marked_once_and_nobody_is_answered() {
    let house = House::start().await;
    let (number, id) = house.answered().await;
    let bounce = returned(&id, "An@laichau.gov.vn", "failed", "5.1.1");
    assert!(house.deliver("", &bounce).await.starts_with("250"));
    assert!(house.letters(2).await.is_empty(), "nobody is answered");

    let (state, error, told) = house.letter(&number, &id).await;
    let error = error.unwrap();
    assert_eq!(state, State::Failed);
    assert_eq!(error, "bounced: 550 5[.]1[.]1 <An[@]laichau[.]gov[.]vn>: see hxxps://evil[.]example/login for help");
    assert_eq!(told, [error.strip_prefix("bounced: ").unwrap()]);
    let own = house.ticket("HOTRO-2026-000002").await;
    assert_eq!((own.status, own.duplicate_of), (Status::Duplicate, Some(house.ticket(&number).await.id)));

    // Sent again by hand, the letter does not fail by the old report, come back or analysed once more.
    let (find, message) = (house.ticket(&number).await.row(), id.clone());
    let now = house.app.clock.now();
    house
        .app
        .db
        .write(move |c| {
            let letter = outbox::by_message(c, find, &message)?.unwrap();
            Ok::<_, Error>(outbox::retry(c, LetterId(letter.id), now)?)
        })
        .await
        .unwrap();
    house.app.clock.advance(chrono::TimeDelta::minutes(1));
    assert_eq!(house.letters(2).await.len(), 1);
    house.deliver("", &bounce).await;
    house.letters(3).await;
    let row = own.row();
    let arrival = house.app.db.read(move |c| Ok::<_, Error>(evidence::arrivals(c, row)?[0].id)).await.unwrap();
    let App { db, desk, clock, cells, .. } = &house.app;
    analyse::analyse(db, desk, clock, (cells, &Resolver::Off), ArrivalId(arrival)).await.unwrap();
    let (state, _, told) = house.letter(&number, &id).await;
    assert_eq!((state, told.len()), (State::Sent, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_made_up_and_what_is_not_final_changes_nothing() {
    let house = House::start().await;
    let (number, id) = house.answered().await;
    let forged = id.replacen('.', ".0", 1);
    let an = "an@laichau.gov.vn";
    let ours = |message_id: &str, to: &str| returned(message_id, to, "failed", "5.1.1");
    let tries = [
        ("", ours(&forged, an), "an id that we did not make"),
        ("", ours(&id, "binh@laichau.gov.vn"), "somebody else's letter"),
        ("x@evil.example", ours(&id, an), "a report with a sender"),
        ("", returned(&id, an, "delayed", "4.4.1"), "a delay"),
        ("", ours(&id, an).replace("report-type=delivery-status", "report-type=x"), "another report"),
        ("", ours(&id, an).replace(&format!("Message-ID: <{id}>\n\n"), "\n"), "no letter named"),
    ];
    // Each with a Message-ID of its own: the same mail again is not looked at again.
    let numbered = |n: usize, mail: &str| mail.replacen("Message-ID: <", &format!("Message-ID: <{n}."), 1);
    for (n, (sender, mail, what)) in tries.iter().enumerate() {
        assert!(house.deliver(sender, &numbered(n, mail)).await.starts_with("250"), "{what}");
        assert!(house.letters(2).await.is_empty(), "{what} is answered");
        let seen = house.letter(&number, &id).await;
        assert_eq!(seen, (State::Sent, None, Vec::new()), "{what}");
    }
    // Some servers answer the letter itself: the report then stays at its ticket.
    let answering = ours(&id, an).replacen("MIME-Version", &format!("In-Reply-To: <{id}>\nMIME-Version"), 1);
    assert!(house.deliver("", &numbered(tries.len(), &answering)).await.contains(&number));
    assert!(house.letters(2).await.is_empty());
    assert_eq!(house.letter(&number, &id).await.0, State::Failed, "the true one still counts");
}
