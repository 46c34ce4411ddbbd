//! Measures against an attack: asked for on a ticket or campaign, carried out, lifted; and what letters say of them.

use hotro::desk::account::Role;
use hotro::record::audit;
use reqwest::StatusCode;

use crate::support::report::{NUMBER, reported};
use crate::support::wave::{lure, report, reporter};
use crate::support::{Browser, Desk};

const TICKET: &str = "/tickets/HOTRO-2026-000001";

/// The value of the proposal that says this.
fn proposed(page: &str, words: &str) -> String {
    let (before, _) = page.split_once(&format!("<span>{words}")).unwrap_or_else(|| panic!("{words}: {page}"));
    before.rsplit_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

async fn conclude(desk: &Desk, an: &Browser, verdict: &str) -> String {
    let version = desk.ticket(NUMBER).await.version.to_string();
    let fields =
        [("verdict", verdict), ("close", "no"), ("letter", "yes"), ("action", "send"), ("version", version.as_str())];
    assert_eq!(an.post(&format!("{TICKET}/verdict"), &fields).await.status(), StatusCode::SEE_OTHER);
    desk.web.clock.advance(chrono::TimeDelta::minutes(5));
    desk.letters().await.last().unwrap().letter.text.clone()
}

#[tokio::test]
async fn a_letter_speaks_of_what_was_done_and_of_nothing_else() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let page = an.page(TICKET).await;
    assert!(page.contains("Chưa ghi nhận biện pháp nào"), "{page}");
    let pick = proposed(&page, "Chặn tên miền</span> <span class=\"mono\"><b>mail-lc[.]example</b>");

    // Asked for, twice in one form and once again: one measure, and no word of it in the letter.
    let fields = [
        ("pick", pick.as_str()),
        ("kind", "reset-password"),
        ("target", "binh.snv[@]laichau[.]gov[.]vn"),
        ("system", "Zimbra"),
    ];
    assert_eq!(an.post(&format!("{TICKET}/measures"), &fields).await.status(), StatusCode::SEE_OTHER);
    let again = an.post(&format!("{TICKET}/measures"), &fields).await;
    assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().await.unwrap().contains("Biện pháp này đã được ghi nhận"));
    let list = an.page("/measures").await;
    assert_eq!(list.matches("<li><div><div class=\"t\">").count(), 2, "{list}");
    for seen in ["<b>mail-lc[.]example</b>", "Zimbra", "chờ thực hiện", "yêu cầu: Tên của an", NUMBER] {
        assert!(list.contains(seen), "{seen} is missing: {list}");
    }
    assert!(
        list.contains("binh[.]snv[@]<b>laichau[.]gov[.]vn</b>"),
        "typed unclickable, kept whole, shown unclickable"
    );
    assert!(!conclude(&desk, &an, "phishing").await.contains("Bộ phận hỗ trợ đã"), "nothing is done yet");

    // Done: the letter says it, without the mailbox that was secured.
    for id in [1, 2] {
        assert_eq!(an.post(&format!("/measures/{id}"), &[("stage", "done")]).await.status(), StatusCode::SEE_OTHER);
    }
    let letter = conclude(&desk, &an, "malware").await.replace('\n', " ");
    let sentence =
        "Bộ phận hỗ trợ đã chặn tên miền mail-lc[.]example; đặt lại mật khẩu của tài khoản bị lộ. Cảm ơn Ông/Bà";
    assert!(letter.contains(sentence), "{letter}");
    assert!(an.page("/measures").await.contains("Không có biện pháp nào"), "nothing waits any more");
    let done = an.page("/measures?stage=done").await;
    assert!(done.contains("thực hiện: Tên của an") && done.matches("đã thực hiện</span>").count() == 2, "{done}");

    // Somebody else's stale page.
    let stale = an.post("/measures/1", &[("stage", "done")]).await;
    assert_eq!(stale.status(), StatusCode::CONFLICT);
    assert!(stale.text().await.unwrap().contains("vừa được người khác cập nhật"));

    // Lifted: no letter speaks of it any more.
    an.post("/measures/1", &[("stage", "lifted")]).await;
    let letter = conclude(&desk, &an, "spam").await.replace('\n', " ");
    assert!(letter.contains("đã đặt lại mật khẩu của tài khoản bị lộ.") && !letter.contains("mail-lc[.]example"));
    assert!(!conclude(&desk, &an, "legitimate").await.contains("đặt lại mật khẩu"), "all is well, nothing was fought");

    let page = an.page(TICKET).await;
    for seen in [
        "Yêu cầu biện pháp: Chặn tên miền mail-lc[.]example",
        "Đã thực hiện biện pháp: Đặt lại mật khẩu binh[.]snv[@]laichau[.]gov[.]vn",
        "Gỡ bỏ biện pháp: Chặn tên miền mail-lc[.]example",
        "class=\"lifted\"",
    ] {
        assert!(page.contains(seen), "{seen} is missing");
    }
    let actions =
        desk.db().read(|conn| Ok::<_, hotro::desk::Error>(audit::page(conn, None, None, 200)?)).await.unwrap();
    let count = |action: &str| actions.iter().filter(|line| line.action == action).count();
    assert_eq!(["measure.requested", "measure.done", "measure.lifted"].map(count), [2, 2, 1]);
}

#[tokio::test]
async fn a_campaign_s_measures_stand_in_the_letters_of_all_its_reporters() {
    let desk = Desk::start().await;
    for n in 0..3 {
        desk.receive(&reporter(n), &report(&reporter(n), &format!("r{n}"), "x", &lure(n, "mail.dls-mail.example")))
            .await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let list = an.page("/campaigns").await;
    let uuid = list.split("href=\"/campaigns/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let home = format!("/campaigns/{uuid}");
    let page = an.page(&home).await;
    let pick = proposed(&page, "Chặn người gửi</span> <span class=\"mono\">dls[.]km[@]<b>dls-mail[.]example</b>");
    let fields = [("pick", pick.as_str()), ("kind", "warn"), ("done", "yes")];
    assert_eq!(an.post(&format!("{home}/measures"), &fields).await.status(), StatusCode::SEE_OTHER);
    let page = an.page(&home).await;
    assert!(!page.contains(&format!("name=\"pick\" value=\"{pick}\"")), "what is done is not proposed again");
    assert!(page.contains("dls[.]km[@]<b>dls-mail[.]example</b>") && page.contains("đã thực hiện"), "{page}");

    let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
    let version = rest.split('"').next().unwrap();
    let fields =
        [("verdict", "phishing"), ("letter", "yes"), ("close", "yes"), ("action", "send"), ("version", version)];
    assert_eq!(an.post(&format!("{home}/verdict"), &fields).await.status(), StatusCode::SEE_OTHER);
    desk.web.clock.advance(chrono::TimeDelta::hours(1));
    let letters = desk.letters().await;
    let verdicts: Vec<_> = letters.iter().filter(|one| one.letter.subject.contains("lừa đảo, đề nghị")).collect();
    assert_eq!(verdicts.len(), 3);
    for letter in verdicts {
        let text = letter.letter.text.replace('\n', " ");
        assert!(
            text.contains("đã chặn người gửi dls[.]km[@]dls-mail[.]example; cảnh báo các cơ quan, đơn vị."),
            "{text}"
        );
    }
    // A later reporter is told the same.
    desk.receive(&reporter(7), &report(&reporter(7), "r7", "x", &lure(7, "mail.dls-mail.example"))).await;
    let late = desk.letters().await.last().unwrap().letter.text.replace('\n', " ");
    assert!(late.contains("đã chặn người gửi dls[.]km[@]dls-mail[.]example"), "{late}");
}

#[tokio::test]
async fn only_what_can_be_blocked_is_taken_and_only_from_whoever_works_here() {
    let desk = reported().await;
    let officer = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let ask = async |kind: &str, target: &str| {
        officer.post(&format!("{TICKET}/measures"), &[("kind", kind), ("target", target)]).await.status()
    };
    for (kind, target) in [
        ("", ""),
        ("block-domain", ""),
        ("block-domain", "a b.example"),
        ("block-url", "javascript:alert(1)"),
        ("block-sender", "nobody"),
        ("reset-password", "laichau.gov.vn"),
    ] {
        assert_eq!(ask(kind, target).await, StatusCode::UNPROCESSABLE_ENTITY, "{kind} {target}");
    }
    assert_eq!(ask("block-url", "hxxps://Evil[.]example/A?b=<script>").await, StatusCode::SEE_OTHER);
    let page = officer.page("/measures").await;
    assert!(page.contains("hxxps://<b>Evil[.]example</b>/A?b=&#60;script&#62;"), "{page}");
    assert!(!page.contains("https://Evil"), "nothing can be clicked");

    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    assert_eq!(viewer.get("/measures").await.status(), StatusCode::FORBIDDEN);
    assert_eq!(viewer.post("/measures/1", &[("stage", "done")]).await.status(), StatusCode::FORBIDDEN);
    assert!(!viewer.page(TICKET).await.contains("Biện pháp ngăn chặn"), "targets are evidence");
}
