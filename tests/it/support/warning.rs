//! An advisory that was issued, a directory of agencies to tell, and the mails in which those answer.

use hotro::desk::account::Role;
use hotro::desk::agency;
use hotro::desk::{Error, advisory};
use hotro::infra::mailer::Sent;
use hotro::record::audit::Actor;
use reqwest::StatusCode;

use super::report::{NUMBER, REPORT};
use super::{Browser, Desk, location};

/// The directory: two departments and a commune that can be told, one without a contact, one that is no more, one with two
/// contacts and a name that a spreadsheet would run.
const AGENCIES: &str = "slug;name;kind;group;from;until;person;role;mail;telephone;addresses\n\
    snv;Sở Nội vụ;department;Sở, ban, ngành;2025-03-01;;Lò Văn A;Văn thư;vt.snv@laichau.gov.vn;;\n\
    stc;Sở Tài chính;department;Sở, ban, ngành;2025-03-01;;;;vt.stc@laichau.gov.vn;;\n\
    cu;Sở Cũ;department;Sở, ban, ngành;2020-01-01;2025-02-28;;;vt.cu@laichau.gov.vn;;\n\
    pt;UBND xã Phong Thổ;commune;Xã, phường;2025-07-01;;;;vt.pt@laichau.gov.vn;;\n\
    kt;UBND xã Khổng Lào;commune;Xã, phường;2025-07-01;;;;;;\n\
    hai;=CMD();centre;Khác;2025-07-01;;Một;;mot.hai@laichau.gov.vn;;\n\
    hai;=CMD();centre;Khác;2025-07-01;;Hai;;hai.hai@laichau.gov.vn;;\n";

/// Those who can be told, by group and name.
pub(crate) const CONTACTS: [&str; 5] = [
    "mot.hai@laichau.gov.vn",
    "hai.hai@laichau.gov.vn",
    "vt.snv@laichau.gov.vn",
    "vt.stc@laichau.gov.vn",
    "vt.pt@laichau.gov.vn",
];

/// Issues an advisory of a report under number 15 and gives its path, and a clerk's browser.
pub(crate) async fn issued(desk: &Desk) -> (String, Browser) {
    assert_eq!(desk.receive("binh.snv@laichau.gov.vn", REPORT).await.number, NUMBER);
    desk.letters().await;
    let now = desk.web.clock.now();
    assert!(agency::import(desk.db(), now, Actor::Console, AGENCIES).await.unwrap().bad.is_empty());
    let officer = desk.signed_in("cb@laichau.gov.vn", &[Role::Officer]).await;
    let answer = officer.post(&format!("/tickets/{NUMBER}/advisory"), &[]).await;
    let path = location(&answer).split('?').next().unwrap().to_owned();
    let clerk = issue(desk, &path).await;
    (path, clerk)
}

/// Submits the draft of a path and issues it under number 15; gives a clerk's browser.
pub(crate) async fn issue(desk: &Desk, path: &str) -> Browser {
    let now = desk.web.clock.now();
    let clerk = desk.signed_in("vanthu@laichau.gov.vn", &[Role::Clerk]).await;
    let uuid = path.rsplit('/').next().unwrap().to_owned();
    let submitted = desk.db().write(move |conn| {
        let file = advisory::read(conn, &uuid, None)?;
        let act = advisory::Act {
            account: hotro::base::ids::AccountId(file.advisory.created_by.unwrap()),
            actor: Actor::Console,
            uuid,
            version: file.version,
            now,
        };
        advisory::submit(conn, &act, file.content)
    });
    submitted.await.unwrap();
    let registry = [("version", "2"), ("number", "15"), ("date", "2026-03-11")];
    assert_eq!(clerk.post(&format!("{path}/issue"), &registry).await.status(), StatusCode::SEE_OTHER);
    clerk
}

/// Lets the hold pass and the letters leave; gives those to `address`, the oldest first.
pub(crate) async fn to(desk: &Desk, address: &str) -> Vec<Sent> {
    desk.letters().await.into_iter().filter(|sent| sent.letter.to_address == address).collect()
}

/// The code as it stands in a letter.
pub(crate) fn code_in(text: &str) -> String {
    let is_code = |word: &&str| word.len() == 19 && word.bytes().filter(|byte| *byte == b'-').count() == 3;
    text.split([' ', '\n', '.', ',']).find(is_code).unwrap_or_else(|| panic!("no code in {text}")).to_owned()
}

/// An answer to a letter.
pub(crate) fn answer(from: &str, to: &Sent, id: &str, words: &str) -> String {
    format!(
        "From: {from}\nTo: hotro@laichau.gov.vn\nSubject: Re: {}\nMessage-ID: <{id}@laichau.gov.vn>\nIn-Reply-To: <{}>\n\
         Content-Type: text/plain; charset=utf-8\n\n{words}\n",
        "canh bao", to.letter.message_id
    )
}

/// How many tickets there are.
pub(crate) async fn tickets(desk: &Desk) -> i64 {
    let count = |conn: &mut _| {
        use diesel::prelude::*;
        Ok::<i64, Error>(hotro::infra::db::schema::ticket::table.count().get_result(conn)?)
    };
    desk.db().read(count).await.unwrap()
}
