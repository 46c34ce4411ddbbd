//! What stands beside a ticket: tags, things to do, related tickets, followers, time spent; and the lists they come from.

use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::record::audit;
use reqwest::StatusCode;

use crate::support::{Browser, Desk, location};

const ONE: &str = "/tickets/HOTRO-2026-000001";
const TWO: &str = "/tickets/HOTRO-2026-000002";

async fn two() -> (Desk, Browser) {
    let desk = Desk::start().await;
    for n in 1..=2 {
        let who = format!("p{n}@laichau.gov.vn");
        desk.receive(&who, &format!("From: {who}\nSubject: may in {n}\nMessage-ID: <{n}@a>\n\nhong\n")).await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    (desk, an)
}

async fn log(desk: &Desk, object: &'static str) -> Vec<(String, String)> {
    let lines =
        desk.db().read(move |conn| audit::page(conn, None, Some(object), 20).map_err(Error::from)).await.unwrap();
    lines.into_iter().map(|line| (line.action, line.detail)).collect()
}

/// Sends a form that must be refused, and gives the page.
async fn refused(who: &Browser, path: &str, form: &[(&str, &str)]) -> String {
    let answer = who.post(path, form).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{path} {form:?}");
    answer.text().await.unwrap()
}

#[tokio::test]
async fn tags_are_kept_put_on_tickets_searched_and_taken_off() {
    let (desk, an) = two().await;
    assert_eq!(location(&an.post("/admin/tags", &[("name", " Thuế  điện tử ")]).await), "/admin/tags?done=saved");
    an.post("/admin/tags", &[("name", "VIP <b>")]).await;
    assert!(refused(&an, "/admin/tags", &[("name", "thue-dien-tu")]).await.contains("Đã có nhãn này."));
    assert!(refused(&an, "/admin/tags", &[("name", " – ")]).await.contains("phải có chữ hoặc số"));

    let tags = format!("{ONE}/tags");
    assert_eq!(location(&an.post(&tags, &[("on", "1")]).await), format!("{ONE}?done=saved"));
    assert!(refused(&an, &tags, &[("on", "1")]).await.contains("Phiếu đã có nhãn này."));
    assert!(refused(&an, &tags, &[("on", "99")]).await.contains("Nhãn này không còn dùng."));
    assert_eq!(an.post(&tags, &[("on", "x")]).await.status(), StatusCode::BAD_REQUEST);
    let page = an.page(ONE).await;
    assert!(page.contains("<span class=\"chip tag\">Thuế điện tử</span>"), "in the head: {page}");
    assert!(page.contains("Gắn nhãn: Thuế điện tử") && page.contains("<option value=\"2\">VIP &#60;b&#62;</option>"));
    assert_eq!(desk.ticket("HOTRO-2026-000001").await.version, 1, "no form became stale");

    for q in ["nhãn:\"thuế điện tử\"", "tag:thue-dien-tu", "nhan:thue"] {
        let list = an.page(&format!("/tickets?q={q}")).await;
        assert!(list.contains("may in 1") && !list.contains("may in 2"), "{q}: {list}");
        assert!(list.contains("<span class=\"chip tag\">Thuế điện tử</span>"), "in the row");
    }
    assert!(an.page("/tickets?q=-tag:thue").await.contains("may in 2"));
    assert!(!an.page("/tickets?q=tag:vip").await.contains("class=\"row"));

    // Renamed everywhere, then retired: it stays where it is and is not offered.
    an.post("/admin/tags/1", &[("name", "Hóa đơn"), ("kept", "1")]).await;
    assert!(an.page(ONE).await.contains("<span class=\"chip tag\">Hóa đơn</span>"));
    an.post("/admin/tags/1", &[("name", "Hóa đơn")]).await;
    assert!(an.page(ONE).await.contains("chip tag\">Hóa đơn") && !an.page(TWO).await.contains("\">Hóa đơn</option>"));
    assert!(refused(&an, &format!("{TWO}/tags"), &[("on", "1")]).await.contains("không còn dùng"));
    an.post(&tags, &[("off", "1")]).await;
    let page = an.page(ONE).await;
    assert!(!page.contains("chip tag\">Hóa đơn") && page.contains("Bỏ nhãn: Hóa đơn"), "{page}");
    let own = log(&desk, "ticket:HOTRO-2026-000001").await;
    assert!(
        own.contains(&("ticket.untag".into(), "Hóa đơn".into()))
            && own.contains(&("ticket.tag".into(), "Thuế điện tử".into()))
    );
    let list: Vec<String> = log(&desk, "tag:1").await.into_iter().map(|(action, _)| action).collect();
    assert_eq!(list, ["tag.retire", "tag.change", "tag.add"]);
}

#[tokio::test]
async fn several_tickets_are_tagged_at_once_and_it_is_undone() {
    let (_desk, an) = two().await;
    an.post("/admin/tags", &[("name", "Máy in")]).await;
    an.post(&format!("{TWO}/tags"), &[("on", "1")]).await;
    let picks = [("deed", "tag"), ("tag", "1"), ("pick", "HOTRO-2026-000001:1"), ("pick", "HOTRO-2026-000002:1")];
    let page = an.post("/tickets/bulk?view=requests", &picks).await.text().await.unwrap();
    assert!(page.contains("Đã làm 1 phiếu; 1 phiếu giữ nguyên:") && page.contains("Phiếu đã có nhãn này."), "{page}");
    let page = an.page("/tickets?view=requests").await;
    assert!(
        page.contains("Đã gắn nhãn cho 1 phiếu cùng lúc.") && page.matches("chip tag\">Máy in").count() == 2,
        "{page}"
    );
    assert_eq!(location(&an.post("/tickets/bulk/1/undo", &[]).await), "/tickets?done=bulk-undone");
    let page = an.page("/tickets?view=requests").await;
    assert_eq!(page.matches("chip tag\">Máy in").count(), 1, "the other one had it before");
    assert_eq!(an.post("/tickets/bulk", &[("deed", "tag"), ("tag", "x")]).await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn things_to_do_are_added_ticked_and_told_before_closing() {
    let (desk, an) = two().await;
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let tasks = format!("{ONE}/tasks");
    let page = an.page(ONE).await;
    assert!(page.contains("Xử lý thư lừa đảo") && page.contains("Xử lý mã độc"), "two are there to begin with");
    let form = [("name", "Máy in"), ("verdict", ""), ("items", "Kiểm tra mực\n\n  Thay giấy \n")];
    assert_eq!(location(&an.post("/admin/checklists", &form).await), "/admin/checklists?done=saved");
    let page = an.page(ONE).await;
    let order = |name: &str| page.find(&format!(">{name}</option>")).unwrap();
    assert!(order("Máy in") < order("Xử lý thư lừa đảo"), "what fits every case comes before another verdict's");

    an.post(&tasks, &[("checklist", "3")]).await;
    an.post(&tasks, &[("words", "Gọi lại sau <i>")]).await;
    assert!(refused(&an, &tasks, &[("checklist", "3")]).await.contains("Phiếu đã có danh mục này."));
    assert!(refused(&an, &tasks, &[("words", "  ")]).await.contains("Chưa nhập việc"));
    assert_eq!(an.post(&tasks, &[]).await.status(), StatusCode::BAD_REQUEST);
    let page = an.page(ONE).await;
    assert!(page.contains("còn 3 việc") && page.contains("Gọi lại sau &#60;i&#62;"), "{page}");
    assert!(an.page(&format!("{ONE}/verdict")).await.contains("Phiếu còn 3 việc chưa làm:"));

    mai.post(&tasks, &[("done", "1")]).await;
    let page = an.page(ONE).await;
    assert!(
        page.contains("<s>Kiểm tra mực</s>") && page.contains("Tên của mai · 09:29") && page.contains("còn 2 việc")
    );
    mai.post(&tasks, &[("undone", "1")]).await;
    assert!(an.page(ONE).await.contains("còn 3 việc"));
    mai.post(&tasks, &[("remove", "3")]).await;
    let page = an.page(ONE).await;
    assert!(page.contains("còn 2 việc") && page.contains("Xóa việc: Gọi lại sau"), "{page}");
    // What belongs to another ticket is not reached from here.
    assert_eq!(an.post(&format!("{TWO}/tasks"), &[("done", "1")]).await.status(), StatusCode::NOT_FOUND);
    for n in ["1", "2"] {
        an.post(&tasks, &[("done", n)]).await;
    }
    assert!(!an.page(ONE).await.contains("class=\"chip warn\" href=\"#tasks\""));
    let done = log(&desk, "ticket:HOTRO-2026-000001").await;
    assert!(done.contains(&("ticket.task-done".into(), "Kiểm tra mực".into())), "{done:?}");

    // Changing a checklist leaves the tickets alone; a retired one is not offered.
    let form = [("name", "Máy in"), ("verdict", "spam"), ("items", "Việc khác hẳn")];
    an.post("/admin/checklists/3", &form).await;
    assert!(an.page(ONE).await.contains("Thay giấy"));
    assert!(!an.page(TWO).await.contains(">Máy in</option>"));
    let page = refused(&an, "/admin/checklists/3", &[("name", ""), ("items", "giữ lại lời này")]).await;
    assert!(page.contains("Đề nghị đặt tên") && page.contains("giữ lại lời này"), "nothing typed is lost: {page}");
    let long = "x".repeat(201);
    assert!(refused(&an, "/admin/checklists", &[("name", "a"), ("items", &long)]).await.contains("200 ký tự"));
}

#[tokio::test]
async fn tickets_are_related_followed_and_time_is_put_down() {
    let (desk, an) = two().await;
    an.post(&format!("{ONE}/related"), &[("on", " hotro-2026-000002 ")]).await;
    assert!(an.page(TWO).await.contains("href=\"/tickets/HOTRO-2026-000001\">HOTRO-2026-000001"), "on both sides");
    for wrong in ["HOTRO-2026-000001", "HOTRO-2026-000002", "HOTRO-2026-000009", ""] {
        let page = refused(&an, &format!("{ONE}/related"), &[("on", wrong)]).await;
        assert!(page.contains("Không liên kết được"), "{wrong}");
    }
    an.post(&format!("{TWO}/related"), &[("off", "HOTRO-2026-000001")]).await;
    let page = an.page(ONE).await;
    assert!(
        page.contains("Bỏ liên kết với phiếu HOTRO-2026-000002")
            && !page.contains("class=\"mono\" href=\"/tickets/HOTRO-2026-000002\"")
    );

    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    assert!(!viewer.page("/tickets").await.contains("view=followed"), "rare, so it comes with the first one");
    assert_eq!(
        location(&viewer.post(&format!("{ONE}/follow"), &[("on", "true")]).await),
        format!("{ONE}?done=followed")
    );
    viewer.post(&format!("{ONE}/follow"), &[("on", "true")]).await;
    let list = viewer.page("/tickets?view=followed").await;
    assert!(
        list.contains("data-count=\"followed\">1<") && list.contains("may in 1") && !list.contains("may in 2"),
        "{list}"
    );
    assert!(viewer.get("/tickets/counts").await.text().await.unwrap().contains("\"followed\":1"));
    assert!(an.page(ONE).await.contains("Tên của xem"), "others see who follows");
    assert!(!an.page("/tickets?view=followed").await.contains("may in 1"), "each has their own");
    viewer.post(&format!("{ONE}/follow"), &[("on", "false")]).await;
    assert!(!viewer.page("/tickets?view=followed").await.contains("may in 1"));

    for (minutes, what) in [("50", "gọi điện"), ("35", "")] {
        an.post(&format!("{ONE}/effort"), &[("minutes", minutes), ("what", what)]).await;
    }
    let page = an.page(ONE).await;
    assert!(page.contains("1 giờ 25 phút") && page.contains("50 phút · gọi điện"), "{page}");
    for wrong in ["0", "1441", "-3", "x"] {
        let page = refused(&an, &format!("{ONE}/effort"), &[("minutes", wrong), ("what", "")]).await;
        assert!(page.contains("Số phút từ 1 đến 1440."), "{wrong}");
    }
}

#[tokio::test]
async fn only_those_who_may_change_it() {
    let (desk, an) = two().await;
    an.post("/admin/tags", &[("name", "a")]).await;
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    let officer = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let admin = desk.signed_in("qt@laichau.gov.vn", &[Role::Admin]).await;
    for (path, form) in
        [("tags", ("on", "1")), ("tasks", ("words", "a")), ("related", ("on", "x")), ("effort", ("minutes", "1"))]
    {
        let form = [form, ("what", "")];
        assert_eq!(viewer.post(&format!("{ONE}/{path}"), &form).await.status(), StatusCode::FORBIDDEN, "{path}");
    }
    let page = viewer.page(ONE).await;
    assert!(!page.contains("/tags\"") && !page.contains("/tasks\"") && page.contains("/follow\""), "{page}");
    assert_eq!(admin.post(&format!("{ONE}/follow"), &[("on", "true")]).await.status(), StatusCode::FORBIDDEN);
    for path in ["/admin/tags", "/admin/checklists"] {
        assert_eq!(officer.get(path).await.status(), StatusCode::FORBIDDEN, "{path}");
        assert_eq!(officer.post(path, &[("name", "b")]).await.status(), StatusCode::FORBIDDEN, "{path}");
        admin.page(path).await;
    }
    let bare = an.post_bare(&format!("{ONE}/tags"), &[("on", "1")]).await;
    assert_eq!(bare.status(), StatusCode::FORBIDDEN, "without the token of the form");
}
