//! The search bar: what it finds, in which order, and what it tells of what it did not understand.

use hotro::desk::account::Role;

use crate::support::report::{NUMBER, REPORT};
use crate::support::{Browser, Desk};

/// The numbers of the tickets in the list, in its order, shortened.
async fn found(who: &Browser, q: &str) -> Vec<String> {
    numbers(&who.page(&format!("/tickets?{}", encoded(q))).await)
}

fn encoded(q: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new()).append_pair("q", q).finish()
}

fn numbers(page: &str) -> Vec<String> {
    let rows = page.split("class=\"row").skip(1);
    rows.map(|row| row.split("HOTRO-2026-0000").nth(1).unwrap().chars().take(2).collect()).collect()
}

fn mail(who: &str, n: usize, subject: &str, text: &str) -> String {
    format!(
        "From: {who}\nSubject: {subject}\nMessage-ID: <m{n}@laichau.gov.vn>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    )
}

/// A report in 01, three requests in 02 to 04.
async fn four() -> (Desk, Browser) {
    let desk = Desk::start().await;
    desk.receive("binh.snv@laichau.gov.vn", REPORT).await;
    for (n, who, subject, text) in [
        (2, "an@sotaichinh.laichau.gov.vn", "xin cap lai", "Tôi quên mật khẩu hòm thư, xin cấp lại."),
        (3, "cu.stp@laichau.gov.vn", "mat khau", "Em khong vao duoc, khâu mật nào cũng sai."),
        (4, "cu.stp@laichau.gov.vn", "may in", "Máy in hỏng, không in được hóa đơn."),
    ] {
        desk.receive(who, &mail(who, n, subject, text)).await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    (desk, an)
}

#[tokio::test]
async fn everything_that_a_ticket_holds_is_found() {
    let (desk, an) = four().await;
    for q in [
        "hop thu da day",         // the text of the reported mail
        "\"Hộp thư đầy\"",        // its subject
        "domain:mail-lc.example", // its link's domain
        "tên miền:hxxp://laichau.gov.vn.mail-lc[.]example/login",
        "ioc:cskh@proton.example", // another indicator
        "from:quan-tri",           // its sender's name
        "người gửi:admin@mail-lc.example",
        "file:hoa-don.exe", // its attachment
        "tệp:hoa",
        "người phản ánh:\"trần thị bình\"",
        "reporter:binh.snv@",
        "đơn vị:snv",
        "bam vao lien ket", // its reporter's words
        "loại:phản ánh",
        "HOTRO-2026-000001 status:open",
    ] {
        assert_eq!(found(&an, q).await, ["01"], "{q}");
    }
    assert!(found(&an, "file:login").await.is_empty(), "a link is no file");
    assert!(found(&an, "from:binh").await.is_empty(), "who reported it did not send it");
    assert_eq!(found(&an, "unit:sotaichinh").await, ["02"]);
    assert_eq!(found(&an, "đơn vị:stp").await, ["04", "03"]);
    assert_eq!(found(&an, "loại:yêu cầu -mật").await, ["04"], "a minus excludes");
    assert_eq!(found(&an, "kind:request -unit:stp").await, ["02"]);
    assert_eq!(found(&an, "\"in hoa don\"").await, Vec::<String>::new(), "a phrase");
    assert_eq!(found(&an, "\"in duoc hoa don\"").await, ["04"]);
    assert_eq!(found(&an, "after:today before:12/3/2026").await.len(), 4);
    assert!(found(&an, "before:today").await.is_empty());
    // What is said later is found as well.
    let note = [("version", "1"), ("kind", "note"), ("text", "Đã gọi cho kỹ thuật viên Sùng A Vảng")];
    assert_eq!(an.post("/tickets/HOTRO-2026-000004/reply", &note).await.status().as_u16(), 303);
    desk.letters().await;
    assert_eq!(found(&an, "sung a vang").await, ["04"]);
    let give = [("version", "1"), ("assignee", "1")];
    assert_eq!(an.post(&format!("/tickets/{NUMBER}/assign"), &give).await.status().as_u16(), 303);
    assert_eq!(found(&an, "assignee:me").await, ["01"]);
    assert_eq!(found(&an, "người xử lý:\"tên của an\" trạng thái:đang phân loại").await, ["01"]);
    assert_eq!(found(&an, "người xử lý:chưa ai").await, ["04", "03", "02"]);
    assert_eq!(found(&an, "status:new status:triage").await.len(), 4, "either");
}

#[tokio::test]
async fn words_with_their_marks_come_first() {
    let (_desk, an) = four().await;
    assert_eq!(found(&an, "mat khau").await, ["03", "02"], "without marks by age alone");
    assert_eq!(found(&an, "mật khẩu").await, ["02", "03"], "the older one has the marks");
    assert_eq!(found(&an, "khâu mật").await, ["03", "02"]);
    assert_eq!(found(&an, "hoá đơn").await[0], "04", "the tone may stand on either letter");
}

#[tokio::test]
async fn pages_go_on_from_hits_with_marks_to_those_without() {
    let desk = Desk::start().await;
    for n in 1..=70 {
        let who = format!("p{n}@laichau.gov.vn");
        let text = if n <= 60 && n % 2 == 0 { "xin mật khẩu" } else { "xin mat khau" };
        desk.receive(&who, &mail(&who, n, "thu", text)).await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    for sort in ["newest", "oldest", "risk", "due"] {
        let first = an.page(&format!("/tickets?{}&sort={sort}", encoded("mật khẩu"))).await;
        let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
        let mut all = numbers(&first);
        assert!(all[..30].iter().all(|n| n.parse::<u8>().unwrap() % 2 == 0), "{sort}: {all:?}");
        // What comes meanwhile moves nobody out of place.
        let who = format!("{sort}@laichau.gov.vn");
        desk.receive(&who, &mail(&who, 100, "thu", "may in hong")).await;
        all.extend(numbers(&an.page(&next).await));
        assert_eq!(all.len(), 70, "{sort}");
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 70, "{sort}: each of them once");
    }
}

#[tokio::test]
async fn what_was_understood_can_be_taken_out_and_what_was_not_is_told() {
    let (_desk, an) = four().await;
    let page =
        an.page(&format!("/tickets?{}&sort=due", encoded("trạng thái:mới màu:đỏ before:mai -\"máy in\" <b>"))).await;
    for chip in ["trạng thái:</span> Mới tiếp nhận <a", "<span>trừ</span> máy in <a", "&#60;b&#62; <a"] {
        assert!(page.contains(chip), "{chip}: {page}");
    }
    assert!(
        page.contains("Không có trường “màu”") && page.contains("“mai” không phải là giá trị của trường “trước ngày”")
    );
    let without =
        page.split("Mới tiếp nhận <a href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let page = an.page(&without).await;
    assert!(
        without.contains("sort=due") && !page.contains("Mới tiếp nhận <a") && page.contains("máy in <a"),
        "{without}"
    );
    let page = an.page("/tickets").await;
    assert!(page.contains("trạng thái:mới") && page.contains("Cách tìm"), "how to search is said on the page");
}

#[tokio::test]
async fn a_sealed_ticket_is_found_by_nothing_but_its_number() {
    let (desk, an) = four().await;
    assert_eq!(found(&an, "hop thu da day").await, ["01"]);
    assert_eq!(an.post(&format!("/tickets/{NUMBER}/seal"), &[("version", "1")]).await.status().as_u16(), 303);
    desk.letters().await;
    for q in ["hop thu da day", "file:hoa-don.exe", "from:admin@mail-lc.example", "bam vao lien ket"] {
        assert!(found(&an, q).await.is_empty(), "{q}");
    }
    assert_eq!(found(&an, "HOTRO 2026 000001").await, ["01"]);
}

#[tokio::test]
async fn tickets_from_before_an_update_are_gathered_anew() {
    let (desk, an) = four().await;
    let clock = desk.web.clock.now();
    desk.db()
        .write(move |conn| {
            use diesel::RunQueryDsl;
            diesel::sql_query("DELETE FROM ticket_text").execute(conn)?;
            hotro::record::queue::push(conn, hotro::record::queue::JobKind::Reindex, 4, clock, clock)?;
            Ok::<_, hotro::desk::Error>(())
        })
        .await
        .unwrap();
    assert!(found(&an, "hop thu da day").await.is_empty());
    desk.letters().await;
    assert_eq!(found(&an, "hop thu da day").await, ["01"]);
    assert_eq!(found(&an, "may in").await, ["04"]);
}
