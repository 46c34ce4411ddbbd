//! Saved views, one's own and shared; and the columns that a person has chosen.

use hotro::desk::account::Role;
use reqwest::StatusCode;

use crate::support::{Desk, location};

async fn desk_with(count: usize) -> Desk {
    let desk = Desk::start().await;
    for n in 1..=count {
        let who = format!("p{n}.snv@laichau.gov.vn");
        let mail =
            format!("From: {who}\nSubject: may in\nMessage-ID: <{n}@a>\n\nmay in {} hong\n", ["HP", "Canon"][n % 2]);
        desk.receive(&who, &mail).await;
    }
    desk.letters().await;
    desk
}

#[tokio::test]
async fn a_search_is_saved_shown_with_its_count_changed_and_deleted() {
    let desk = desk_with(3).await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    assert!(an.page("/tickets?q=canon&sort=oldest").await.contains("Lưu thành mục riêng"));
    let wish = [("name", " Máy Canon <b> "), ("query", "q=canon&sort=oldest&after=1.2"), ("role", "")];
    let saved = an.post("/views", &wish).await;
    assert_eq!(location(&saved), "/tickets?q=canon&sort=oldest&saved=1&done=view-saved");
    let page = an.page("/tickets").await;
    assert!(page.contains("Máy Canon &#60;b&#62;</span><span class=\"n\" data-count=\"view-1\">2</span>"), "{page}");
    let page = an.page("/tickets?q=canon&sort=oldest&saved=1").await;
    assert!(page.contains("class=\"on\" aria-current=\"page\"") && page.contains("<title>Máy Canon"), "{page}");
    assert_eq!(page.matches("class=\"row").count(), 2);
    assert!(
        page.contains("href=\"/tickets/HOTRO-2026-000001?q=canon&#38;sort=oldest&#38;saved=1\""),
        "the list stays: {page}"
    );

    // Nobody else sees, changes or deletes it, until it is shared.
    assert!(!mai.page("/tickets").await.contains("Máy Canon"));
    assert_eq!(mai.post("/views/1", &[("name", "x"), ("role", "")]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(mai.post("/views/1/delete", &[]).await.status(), StatusCode::NOT_FOUND);
    an.post("/views/1", &[("name", "Canon"), ("role", "officer")]).await;
    assert!(mai.page("/tickets").await.contains("Canon</span><span class=\"n\" data-count=\"view-1\">2</span>"));
    assert!(!mai.page("/tickets?q=canon&saved=1").await.contains("Sửa mục này"), "it is not hers to change");
    assert_eq!(mai.post("/views/1/delete", &[]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(location(&an.post("/views/1/delete", &[]).await), "/tickets?done=view-deleted");
    assert!(!mai.page("/tickets").await.contains("Canon</span>"));
    let log = desk
        .db()
        .read(|conn| hotro::record::audit::page(conn, None, Some("view:1"), 9).map_err(hotro::desk::Error::from));
    let log: Vec<_> = log.await.unwrap().into_iter().map(|line| line.action).collect();
    assert_eq!(log, ["view.delete", "view.change", "view.save"]);
}

#[tokio::test]
async fn a_view_of_mine_counts_what_is_mine_to_each_who_sees_it() {
    let desk = desk_with(3).await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Analyst]).await;
    an.post("/tickets/HOTRO-2026-000001/assign", &[("version", "1"), ("assignee", "1")]).await;
    an.post("/views", &[("name", "Của tôi"), ("query", "q=assignee:me"), ("role", "analyst")]).await;
    assert!(an.page("/tickets").await.contains("data-count=\"view-1\">1<"));
    assert!(mai.page("/tickets").await.contains("data-count=\"view-1\">0<"));
}

#[tokio::test]
async fn a_view_needs_a_name_and_only_the_desk_shares() {
    let desk = desk_with(1).await;
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    let nameless = viewer.post("/views", &[("name", "  "), ("query", "q=canon"), ("role", "")]).await;
    assert_eq!(nameless.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text().await.unwrap().contains("Đề nghị đặt tên cho mục."));
    for (role, status) in [("viewer", 403), ("admin", 400), ("", 303)] {
        let form = [("name", "a"), ("query", "q=canon"), ("role", role)];
        assert_eq!(viewer.post("/views", &form).await.status().as_u16(), status, "{role}");
    }
    for _ in 1..30 {
        viewer.post("/views", &[("name", "a"), ("query", "q=canon"), ("role", "")]).await;
    }
    let more = viewer.post("/views", &[("name", "a"), ("query", "q=canon"), ("role", "")]).await;
    assert!(more.text().await.unwrap().contains("Mỗi người lưu được 30 mục"));
    let page = viewer.page("/tickets").await;
    assert_eq!((page.matches("saved=").count(), page.matches("data-count=\"view-").count()), (20, 10), "bounded");
}

#[tokio::test]
async fn lists_show_what_a_person_chose() {
    let desk = desk_with(1).await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let row = async |who: &crate::support::Browser| {
        let page = who.page("/tickets").await;
        page.split("class=\"row").nth(1).unwrap().split("</section>").next().unwrap().to_owned()
    };
    let usual = row(&an).await;
    assert!(usual.contains("p1[.]snv") && usual.contains("<time") && !usual.contains(">HOTRO-"), "{usual}");
    let form =
        [("part", "number"), ("part", "unit"), ("part", "nonsense"), ("part", "age"), ("query", "q=may&saved=7")];
    assert_eq!(location(&an.post("/tickets/columns", &form).await), "/tickets?q=may&saved=7&done=columns");
    let chosen = row(&an).await;
    assert!(
        chosen.contains(">HOTRO-2026-000001</span>") && chosen.contains("· snv") && chosen.contains("· 09:29"),
        "{chosen}"
    );
    assert!(!chosen.contains("p1[.]snv") && !chosen.contains("<time") && !chosen.contains("class=\"chip"), "{chosen}");
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Analyst]).await;
    assert_eq!(row(&mai).await, usual, "only for oneself");
    an.post("/tickets/columns", &[("query", "")]).await;
    assert!(!row(&an).await.contains("HOTRO-2026-000001</span>"), "nothing is a choice as well");
}
