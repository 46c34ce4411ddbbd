//! An issued advisory goes to the agencies: once each, no faster than allowed, whatever breaks meanwhile; and is remembered.

use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_query;
use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::infra::db::schema::mailing;
use hotro::record::audit;
use hotro::record::outbox;
use reqwest::StatusCode;

use crate::support::report::REPORT;
use crate::support::warning::{CONTACTS, answer, code_in, issued, to};
use crate::support::{Desk, location};

/// The row of an agency on the page that chooses.
fn row_of(page: &str, name: &str) -> String {
    let label = page.split("<label>").find(|label| label.contains(&format!("<span>{name}</span>")));
    label.unwrap_or_else(|| panic!("no {name}: {page}")).split("</label>").next().unwrap().to_owned()
}

#[tokio::test]
async fn each_chosen_agency_of_today_gets_one_letter_however_often_it_is_sent() {
    let desk = Desk::start().await;
    let (path, clerk) = issued(&desk).await;
    assert!(clerk.page(&path).await.contains(&format!("href=\"{path}/mailing\"")));
    let form = format!("{path}/mailing/send");
    let page = clerk.page(&form).await;
    assert!(page.contains("Danh bạ hôm nay có 5 đơn vị: 4 có địa chỉ liên hệ, 1 chưa có."), "{page}");
    assert!(!page.contains("Sở Cũ"), "only names of today");
    let without = row_of(&page, "UBND xã Khổng Lào");
    assert!(without.contains("disabled") && without.contains("chưa có địa chỉ"), "{without}");
    assert!(page.contains("Sẽ gửi 0 thư tới 0 đơn vị."));
    let reading =
        ["letter-text", "Công văn số 15/SKHCN-TTCĐS ngày 11/3/2026", "····-····", "Trả lời thư này bằng số 1"];
    for seen in &reading[1..] {
        assert!(page.contains(seen), "the letter is shown: {seen}");
    }
    let counted = clerk.post(&form, &[("band", "Xã, phường"), ("action", "count")]).await.text().await.unwrap();
    assert!(counted.contains("Sẽ gửi 1 thư tới 1 đơn vị.") && counted.contains("1 đơn vị được chọn chưa có địa chỉ"));
    let nobody = clerk.post(&form, &[("action", "send")]).await;
    assert_eq!(nobody.status(), StatusCode::UNPROCESSABLE_ENTITY);

    // Sent twice, at once and again: one letter each.
    let snv = row_of(&page, "Sở Nội vụ").split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [("band", "Xã, phường"), ("band", "Khác"), ("agency", snv.as_str()), ("action", "send")];
    let (first, second) = tokio::join!(clerk.post(&form, &fields), clerk.post(&form, &fields));
    let mut answers = [first.status().as_u16(), second.status().as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 422], "the second finds nobody left");
    let before = desk.letters().await.len();
    let page = clerk.page(&format!("{path}/mailing")).await;
    assert!(page.contains("Đã gửi 0/4 thư.") && page.contains("<progress max=\"4\" value=\"0\""), "{page}");
    desk.web.clock.advance(TimeDelta::minutes(1));
    let letters = desk.letters().await.split_off(before);
    let mut reached: Vec<&str> = letters.iter().map(|sent| sent.letter.to_address.as_str()).collect();
    reached.sort_unstable();
    let mut wanted: Vec<&str> = CONTACTS.into_iter().filter(|mail| *mail != "vt.stc@laichau.gov.vn").collect();
    wanted.sort_unstable();
    assert_eq!(reached, wanted);

    let one = &letters[0].letter;
    let text = one.text.replace('\n', " ");
    assert!(
        one.subject.starts_with("[CẢNH BÁO] Thư điện tử giả mạo “") && one.subject.ends_with("trong thư"),
        "{}",
        one.subject
    );
    for seen in [
        "Kính gửi: Các cơ quan, đơn vị",
        "(Công văn số 15/SKHCN-TTCĐS ngày 11/3/2026, gửi qua",
        "/receipt",
        "bằng số 1",
    ] {
        assert!(text.contains(seen), "{seen}: {text}");
    }
    assert!(text.contains("admin[@]mail-lc[.]example") && !text.contains("gửi sau qua"), "{text}");
    assert_eq!(text.matches("http").count(), 1, "no link but the page of ours: {text}");
    assert!(one.auto_submitted.is_none(), "a person sends it");
    let codes: std::collections::BTreeSet<String> = letters.iter().map(|sent| code_in(&sent.letter.text)).collect();
    assert_eq!(codes.len(), 4, "each has a code of its own");

    let page = clerk.page(&format!("{path}/mailing")).await;
    assert!(!page.contains("<progress") && page.contains("đã gửi 4") && page.contains("gửi 09:30"), "{page}");
    assert!(row_of(&clerk.page(&form).await, "Sở Nội vụ").contains("disabled"));
    let lines = desk.db().read(|conn| Ok::<_, Error>(audit::page(conn, None, None, 50)?)).await.unwrap();
    assert_eq!(lines.iter().filter(|line| line.action == "advisory.mail" && line.detail == "4").count(), 1);
}

#[tokio::test]
async fn no_more_letters_leave_in_a_minute_than_allowed_and_other_mail_does_not_wait() {
    let desk = Desk::start_with(|config| config.mail.per_minute = 2).await;
    let (path, clerk) = issued(&desk).await;
    let everybody = [("band", "Xã, phường"), ("band", "Khác"), ("band", "Sở, ban, ngành"), ("action", "send")];
    clerk.post(&format!("{path}/mailing/send"), &everybody).await;
    desk.web.clock.advance(TimeDelta::seconds(31));
    let before = desk.letters().await.len();
    assert!(clerk.page(&format!("{path}/mailing")).await.contains("Đã gửi 2/5 thư."));
    desk.web.clock.advance(TimeDelta::seconds(30));
    let request = "From: moi@laichau.gov.vn\nSubject: x\nMessage-ID: <q@laichau.gov.vn>\n\nXin hỗ trợ.\n";
    desk.receive("moi@laichau.gov.vn", request).await;
    let sent = desk.letters().await.split_off(before);
    assert_eq!(sent.len(), 1, "the third waits its minute");
    assert_eq!(sent[0].letter.to_address, "moi@laichau.gov.vn", "an acknowledgement does not");
    desk.web.clock.advance(TimeDelta::seconds(31));
    desk.letters().await;
    assert!(clerk.page(&format!("{path}/mailing")).await.contains("Đã gửi 4/5 thư."));

    // The last one is stopped; whom it should have reached can be chosen again.
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    for what in ["stop", "remind", "send"] {
        let refused = viewer.post(&format!("{path}/mailing/{what}"), &everybody).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN, "{what}");
    }
    assert!(location(&clerk.post(&format!("{path}/mailing/stop"), &[]).await).contains("mailing-stopped"));
    desk.web.clock.advance(TimeDelta::minutes(2));
    let all = desk.letters().await.len();
    assert!(clerk.page(&format!("{path}/mailing")).await.contains("đã gửi 4"));
    let late = clerk.post(&format!("{path}/mailing/stop"), &[]).await;
    assert!(late.text().await.unwrap().contains("không dừng được nữa"));
    clerk.post(&format!("{path}/mailing/send"), &everybody).await;
    desk.web.clock.advance(TimeDelta::minutes(1));
    assert_eq!(desk.letters().await.len(), all + 1);
    for address in CONTACTS {
        assert_eq!(to(&desk, address).await.len(), 1, "{address}");
    }
}

#[tokio::test]
async fn a_worker_that_is_killed_with_letters_in_hand_loses_none_and_sends_none_twice() {
    let desk = Desk::start().await;
    let (path, clerk) = issued(&desk).await;
    clerk.post(&format!("{path}/mailing/send"), &[("band", "Sở, ban, ngành"), ("action", "send")]).await;
    desk.web.clock.advance(TimeDelta::minutes(1));
    let now = desk.web.clock.now();
    let lease =
        move |conn: &mut _| Ok::<_, Error>(outbox::lease(conn, "killed", (now, now + TimeDelta::seconds(45)), 16, 60)?);
    assert_eq!(desk.db().write(lease).await.unwrap().len(), 2);
    let before = desk.letters().await.len();
    desk.web.clock.advance(TimeDelta::seconds(46));
    let sent = desk.letters().await.split_off(before);
    assert_eq!(sent.len(), 2, "another worker takes what was in hand");
    desk.web.clock.advance(TimeDelta::hours(2));
    assert_eq!(desk.letters().await.len(), before + 2);
    assert_ne!(sent[0].letter.message_id, sent[1].letter.message_id);
}

#[tokio::test]
async fn whoever_has_not_answered_is_reminded_once_a_day_and_all_of_it_is_exported() {
    let desk = Desk::start().await;
    let (path, clerk) = issued(&desk).await;
    let everybody = [("band", "Khác"), ("band", "Sở, ban, ngành"), ("action", "send")];
    clerk.post(&format!("{path}/mailing/send"), &everybody).await;
    desk.web.clock.advance(TimeDelta::minutes(1));
    let sent = to(&desk, "hai.hai@laichau.gov.vn").await;
    let early = clerk.post(&format!("{path}/mailing/remind"), &[]).await;
    assert_eq!(early.status(), StatusCode::CONFLICT, "they were written to today");

    // One of two contacts answers: the agency is not reminded any more.
    desk.receive("hai.hai@laichau.gov.vn", &answer("hai.hai@laichau.gov.vn", &sent[0], "h1", "1")).await;
    desk.letters().await;
    desk.web.clock.advance(TimeDelta::hours(24));
    let clerk = desk.signed_in("vanthu2@laichau.gov.vn", &[Role::Clerk]).await;
    assert!(clerk.page(&format!("{path}/mailing")).await.contains("Nhắc 2 đơn vị"));
    let before = desk.letters().await.len();
    let remind = format!("{path}/mailing/remind");
    let (first, second) = tokio::join!(clerk.post(&remind, &[]), clerk.post(&remind, &[]));
    assert_eq!(first.status().as_u16().min(second.status().as_u16()), 303);
    desk.web.clock.advance(TimeDelta::minutes(1));
    let reminders = desk.letters().await.split_off(before);
    let reached: Vec<&str> = reminders.iter().map(|sent| sent.letter.to_address.as_str()).collect();
    assert_eq!(reached, ["vt.snv@laichau.gov.vn", "vt.stc@laichau.gov.vn"]);
    let first = to(&desk, "vt.snv@laichau.gov.vn").await;
    assert_eq!(reminders[0].letter.in_reply_to.as_ref(), Some(&first[0].letter.message_id), "behind the first letter");
    assert!(reminders[0].letter.text.contains("chưa nhận được xác nhận"));
    assert_eq!(code_in(&reminders[0].letter.text), code_in(&first[0].letter.text), "the same code still counts");
    let page = clerk.page(&format!("{path}/mailing")).await;
    assert!(page.contains("nhắc lần cuối") && page.contains("nhắc 09:30"), "{page}");
    assert_eq!(clerk.post(&format!("{path}/mailing/remind"), &[]).await.status(), StatusCode::CONFLICT, "once a day");

    // An answer to the reminder counts as one to the letter.
    desk.receive("vt.stc@laichau.gov.vn", &answer("vt.stc@laichau.gov.vn", &reminders[1], "h2", "1.")).await;
    desk.letters().await;
    let csv = clerk.get(&format!("{path}/mailing/export")).await;
    assert!(csv.headers()["content-type"].to_str().unwrap().starts_with("text/csv"));
    let csv = csv.text().await.unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 5, "{csv}");
    assert!(lines[0].contains("Đơn vị,Nhóm,Người liên hệ,Địa chỉ nhận,Tình trạng"), "{csv}");
    assert!(lines.iter().filter(|line| line.starts_with("'=CMD(),Khác")).count() == 2, "no formula runs: {csv}");
    let stc = lines.iter().find(|line| line.contains("vt.stc@laichau.gov.vn")).unwrap();
    assert!(stc.contains("đã nhận, đã phổ biến") && stc.contains("trả lời thư,vt.stc@laichau.gov.vn"), "{stc}");
    let snv = lines.iter().find(|line| line.contains("vt.snv@laichau.gov.vn")).unwrap();
    assert!(snv.contains("Lò Văn A") && snv.ends_with("12/03/2026 09:30"), "{snv}");
}

#[tokio::test]
async fn what_was_not_issued_is_sent_to_nobody_and_a_newer_one_is_sent_anew() {
    let desk = Desk::start().await;
    let (path, clerk) = issued(&desk).await;
    let officer = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let newer = officer.post(&format!("{path}/replace"), &[("version", "3")]).await;
    let newer = location(&newer).split('?').next().unwrap().to_owned();
    assert_eq!(location(&clerk.get(&format!("{newer}/mailing/send")).await), newer, "a draft leads back to its page");
    let refused = clerk.post(&format!("{newer}/mailing/send"), &[("band", "Khác"), ("action", "send")]).await;
    assert_eq!(location(&refused), newer);
    let count = |conn: &mut _| Ok::<i64, Error>(mailing::table.count().get_result(conn)?);
    assert_eq!(desk.db().read(count).await.unwrap(), 0);
    assert_eq!(clerk.get("/advisories/00000000-0000-7000-8000-000000000000/mailing").await.status(), 404);
}

#[tokio::test]
async fn the_step_that_lets_letters_belong_to_mailings_keeps_those_of_tickets() {
    use diesel_migrations::{FileBasedMigrations, MigrationHarness};
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let desk = Desk::start().await;
    let url = desk.web.config.database_url();
    if url.starts_with("postgres") {
        return;
    }
    desk.receive("binh.snv@laichau.gov.vn", REPORT).await;
    desk.letters().await;
    let scripts = || FileBasedMigrations::from_path(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite")).unwrap();
    let count = |conn: &mut SqliteConnection, query: &str| sql_query(query).get_result::<Count>(conn).unwrap().n;
    let is_new = "SELECT count(*) AS n FROM pragma_table_info('outbox') WHERE name = 'mailing_id'";
    let linked =
        "SELECT count(*) AS n FROM message m JOIN outbox o ON o.id = m.outbox_id AND o.kind = 'acknowledgement'";
    let mut conn = SqliteConnection::establish(&url).unwrap();
    sql_query("PRAGMA foreign_keys = ON").execute(&mut conn).unwrap();
    assert_eq!((count(&mut conn, is_new), count(&mut conn, linked)), (1, 1));
    while count(&mut conn, is_new) > 0 {
        conn.revert_last_migration(scripts()).unwrap();
    }
    assert_eq!(count(&mut conn, linked), 1, "back");
    conn.run_pending_migrations(scripts()).unwrap();
    assert_eq!((count(&mut conn, is_new), count(&mut conn, linked)), (1, 1), "and up again");
}
