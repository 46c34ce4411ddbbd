//! Calendar of work, rules for due times, and what comes of them on tickets.

use chrono::{NaiveDate, TimeDelta};
use hotro::base::clock::Instant;
use hotro::base::text::Zone;
use hotro::desk::account::Role;
use hotro::desk::{agency, due};
use hotro::record::audit::Actor;
use hotro::record::ticket::Exposure;
use reqwest::StatusCode;

use crate::support::report::NUMBER;
use crate::support::{Browser, Desk, location};

/// A day of 2026 by the clock of Lai Châu.
fn at(month: u32, day: u32, hour: u32, minute: u32) -> Instant {
    let local = NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap();
    Zone::default().utc(local)
}

/// A desk that got a plain request on Wednesday 11/3/2026 at 09:29.
async fn asked() -> Desk {
    let desk = Desk::start().await;
    let mail = "From: binh.soyte@laichau.gov.vn\nSubject: Xin cap lai mat khau\nMessage-ID: <1@a>\n\nxin\n";
    desk.receive("binh.soyte@laichau.gov.vn", mail).await;
    desk.letters().await;
    desk
}

fn version(page: &str) -> String {
    page.split_once("name=\"version\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn holidays_move_what_is_due() {
    let desk = asked().await;
    assert_eq!(desk.ticket(NUMBER).await.due_at, at(3, 11, 15, 29), "four working hours, without the break at noon");
    assert_eq!(desk.ticket(NUMBER).await.verdict_due_at, at(3, 13, 9, 29), "fifteen");
    let admin = desk.signed_in("qt@laichau.gov.vn", &[Role::Admin]).await;
    let page = admin.page("/admin/calendar").await;
    for seeded in [
        "Thứ Ba, 17/02/2026",
        "Tết Bính Ngọ",
        "Thứ Bảy, 10/01/2026",
        "Làm bù",
        "Quốc khánh",
        "07:30–11:30, 13:30–17:00",
    ] {
        assert!(page.contains(seeded), "{seeded}");
    }
    let next = admin.page("/admin/calendar?year=2027").await;
    assert_eq!(next.matches("Tết Đinh Mùi").count(), 5);
    assert!(next.matches("<span class=\"chip warn\">dự kiến</span>").count() >= 5, "not announced yet");

    let stale = version(&page);
    let day = |version: &str, name: &str| {
        [("version", version), ("day", "2026-03-11"), ("name", name), ("kind", "off")].map(|(k, v)| (k, v.to_owned()))
    };
    let put = async |fields: [(&str, String); 4]| {
        let fields: Vec<_> = fields.iter().map(|(key, value)| (*key, value.as_str())).collect();
        admin.post("/admin/calendar/days", &fields).await
    };
    let nameless = put(day(&stale, " ")).await;
    assert_eq!(nameless.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text().await.unwrap().contains("value=\"2026-03-11\""), "what was typed is kept");
    let saved = put(day(&stale, "Nghỉ bão")).await;
    assert_eq!(location(&saved), "/admin/calendar?year=2026&done=calendar");
    let late = put(day(&stale, "Nghỉ lũ")).await;
    assert_eq!(late.status(), StatusCode::CONFLICT);
    let late = late.text().await.unwrap();
    assert!(
        late.contains("vừa được người khác cập nhật")
            && late.contains("Nghỉ bão")
            && late.contains("value=\"Nghỉ lũ\"")
    );

    desk.worker.drain().await.unwrap();
    let moved = desk.ticket(NUMBER).await;
    assert_eq!((moved.due_at, moved.next_due_at), (at(3, 12, 11, 30), at(3, 12, 11, 30)));
    assert_eq!(moved.version, 1, "nobody's form becomes stale");
    let fresh = version(&late);
    let away = [("version", fresh.as_str()), ("day", "2026-03-11")];
    assert_eq!(
        location(&admin.post("/admin/calendar/days/remove", &away).await),
        "/admin/calendar?year=2026&done=calendar"
    );
    let twice = admin.post("/admin/calendar/days/remove", &away).await;
    assert_eq!(twice.status(), StatusCode::NOT_FOUND);
    desk.worker.drain().await.unwrap();
    assert_eq!(desk.ticket(NUMBER).await.due_at, at(3, 11, 15, 29));
    let audit = admin.page("/admin/audit?object=calendar").await;
    assert!(audit.contains("2026-03-11 off Nghỉ bão") && audit.contains("2026-03-11 usual"));
}

#[tokio::test]
async fn working_hours_are_typed_and_only_by_an_administrator() {
    let desk = asked().await;
    let admin = desk.signed_in("qt@laichau.gov.vn", &[Role::Admin]).await;
    let version = version(&admin.page("/admin/calendar").await);
    let week = async |monday: &str, wednesday: &str| {
        let usual = "07:30–11:30, 13:30–17:00";
        let days = [monday, usual, wednesday, usual, usual, "", ""];
        let names = ["hours-1", "hours-2", "hours-3", "hours-4", "hours-5", "hours-6", "hours-7"];
        let mut fields: Vec<_> = names.into_iter().zip(days).collect();
        fields.push(("version", version.as_str()));
        admin.post("/admin/calendar/hours", &fields).await
    };
    let bad = week("", "17:00-7:30").await;
    assert_eq!(bad.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let bad = bad.text().await.unwrap();
    assert!(bad.contains("value=\"17:00-7:30\"") && bad.contains("id=\"wrong-hours-3\""));
    assert_eq!(location(&week("", "8:00-10:00").await), "/admin/calendar?done=calendar");
    desk.worker.drain().await.unwrap();
    assert_eq!(desk.ticket(NUMBER).await.due_at, at(3, 12, 10, 59), "31 minutes today, the rest tomorrow");

    for (who, role) in [("a", Role::Analyst), ("o", Role::Officer), ("v", Role::Viewer), ("c", Role::Clerk)] {
        let other = desk.signed_in(&format!("{who}@laichau.gov.vn"), &[role]).await;
        for page in ["/admin/calendar", "/admin/due"] {
            assert_eq!(other.get(page).await.status(), StatusCode::FORBIDDEN, "{page} {role}");
        }
        for form in ["/admin/calendar/days", "/admin/calendar/hours", "/admin/due"] {
            assert_eq!(other.post(form, &[("version", "2")]).await.status(), StatusCode::FORBIDDEN, "{form} {role}");
        }
    }
    let bare = admin.post_bare("/admin/calendar/days/remove", &[("version", "2"), ("day", "2026-09-02")]).await;
    assert_eq!(bare.status(), StatusCode::FORBIDDEN, "no token");
}

#[tokio::test]
async fn the_clock_stands_still_while_the_reporter_is_asked() {
    let desk = asked().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Officer]).await;
    desk.web.clock.advance(TimeDelta::minutes(31));
    let form = [("kind", "more"), ("text", "Xin gửi thư gốc."), ("version", "1")];
    assert_eq!(
        location(&an.post(&format!("/tickets/{NUMBER}/reply"), &form).await),
        format!("/tickets/{NUMBER}?done=asked")
    );
    assert_eq!(desk.ticket(NUMBER).await.next_due_at, due::never());
    assert!(an.page(&format!("/tickets/{NUMBER}")).await.contains("Tạm dừng tính hạn"));
    desk.letters().await;
    // A week passes; nobody is late.
    desk.web.clock.advance(TimeDelta::days(7));
    let an = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let counts: serde_json::Value = an.get("/tickets/counts").await.json().await.unwrap();
    assert_eq!(counts["overdue"], 0);
    let answer = format!("From: binh.soyte@laichau.gov.vn\nSubject: Re: [{NUMBER}] x\nMessage-ID: <2@a>\n\nday a\n");
    desk.receive("binh.soyte@laichau.gov.vn", &answer).await;
    desk.letters().await;
    let on = desk.ticket(NUMBER).await;
    // Fifteen hours from 09:29, of which 31 minutes had passed, from Wednesday 18/3 at 10:00 on.
    assert_eq!((on.verdict_due_at, on.next_due_at), (at(3, 20, 9, 29), at(3, 20, 9, 29)));
    assert!(an.page(&format!("/tickets/{NUMBER}")).await.contains("Hạn kết luận:"));
    desk.web.clock.advance(TimeDelta::days(2));
    let an = desk.signed_in("lan@laichau.gov.vn", &[Role::Officer]).await;
    assert!(an.page("/tickets?view=overdue").await.contains("class=\"late\""));
    let counts: serde_json::Value = an.get("/tickets/counts").await.json().await.unwrap();
    assert_eq!(counts["overdue"], 1);
}

async fn rules(admin: &Browser, lines: &[[&str; 7]]) -> reqwest::Response {
    let version = version(&admin.page("/admin/due").await);
    let names = ["place", "harm", "score", "agency", "answer", "verdict", "clock"];
    let mut fields = vec![("version", version.as_str()), ("warn", "1:00"), ("escalate", "viewer")];
    fields.extend(lines.iter().flat_map(|line| names.into_iter().zip(*line)));
    admin.post("/admin/due", &fields).await
}

#[tokio::test]
async fn rules_are_by_harm_and_unit_and_the_last_is_for_all() {
    let desk = asked().await;
    let seed = agency::seed(2026).unwrap();
    agency::import(desk.db(), desk.web.clock.now(), Actor::Console, &seed).await.unwrap();
    let admin = desk.signed_in("qt@laichau.gov.vn", &[Role::Admin]).await;
    let page = admin.page("/admin/due").await;
    assert!(page.contains("value=\"0:15\"") && page.contains("<option value=\"Sở Y tế\">"));
    let lost = ["1", "lost", "", "", "0:30", "4:00", "clock"];
    let health = ["2", "", "", "Sở Y tế", "1:00", "2:00", "work"];
    let all = ["3", "", "", "", "4:00", "15:00", "work"];
    let none = ["", "", "", "", "", "", "work"];
    for (wrong, sentence) in [
        (vec![lost, health], "đứng cuối"),
        (vec![all, ["4", "", "", "", "1:00", "1:00", "work"]], "đứng cuối"),
        (vec![["1", "", "", "Sở Không Có", "1:00", "2:00", "work"], all], "Không có đơn vị nào mang tên này"),
        (vec![["1", "lost", "101", "", "1:00", "2:00", "work"], all], "từ 0 đến 100"),
        (vec![["x", "lost", "", "", "1:00", "2:00", "work"], all], "Thứ tự phải là số"),
        (vec![["1", "lost", "", "", "0:00", "2:00", "work"], all], "giờ:phút"),
        (vec![["1", "lost", "", "", "một giờ", "2:00", "work"], all], "giờ:phút"),
    ] {
        let answer = rules(&admin, &wrong).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(sentence), "{sentence}");
        assert!(page.contains(&format!("value=\"{}\"", wrong[0][4])), "what was typed is kept");
    }
    assert_eq!(rules(&admin, &[none]).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "no promise to anybody");
    assert_eq!(location(&rules(&admin, &[all, health, lost, none]).await), "/admin/due?done=due-rules");
    desk.worker.drain().await.unwrap();
    assert_eq!(desk.ticket(NUMBER).await.due_at, at(3, 11, 10, 29), "the unit of the reporter");
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let row = an.page("/tickets?view=open").await;
    assert!(row.contains("class=\"soon\"") && row.contains("sắp đến hạn"), "an hour before");

    // At night and on a Sunday, what happened to an account counts all the same, from when it is known.
    desk.web.clock.advance(TimeDelta::days(4) + TimeDelta::hours(12));
    let other = "From: la@laichau.gov.vn\nSubject: x\nMessage-ID: <3@a>\n\nxin\n";
    let number = desk.receive("la@laichau.gov.vn", other).await.number;
    assert_eq!(desk.ticket(&number).await.due_at, at(3, 16, 11, 30), "Monday");
    let an = desk.signed_in("tu@laichau.gov.vn", &[Role::Officer]).await;
    let form = [("ticket", number.as_str()), ("mailbox", "la@laichau.gov.vn"), ("what", "password")];
    assert_eq!(an.post("/exposures/new", &form).await.status(), StatusCode::SEE_OTHER);
    let ticket = desk.ticket(&number).await;
    assert_eq!(ticket.due_at, at(3, 15, 21, 59));
    assert_eq!(ticket.exposure.map(Exposure::word), None, "the reporter said nothing");
    desk.letters().await;
    let admin = desk.signed_in("qt2@laichau.gov.vn", &[Role::Admin]).await;
    assert!(admin.page("/admin/audit?object=calendar").await.contains("due.rules"));
}
