//! Campaigns as programs see them: read with one scope, decided about with another.

use chrono::TimeDelta;
use hotro::desk::account::Role;
use hotro::desk::token::{self, Scope};
use hotro::record::audit::Actor;
use hotro::record::ticket::{Status, Verdict};
use reqwest::{Client, Response};
use serde_json::{Value, json};

use crate::support::Desk;
use crate::support::wave::{lure, newsletter, report, reporter};

async fn secret(desk: &Desk, scope: Scope) -> String {
    token::add(desk.db(), desk.web.clock.now(), Actor::Console, "Cổng", scope).await.unwrap().1
}

async fn get(desk: &Desk, secret: &str, path: &str) -> Response {
    Client::new().get(format!("{}/api/v1{path}", desk.url)).bearer_auth(secret).send().await.unwrap()
}

async fn read(desk: &Desk, secret: &str, path: &str) -> Value {
    let answer = get(desk, secret, path).await;
    assert_eq!(answer.status().as_u16(), 200, "GET {path}");
    answer.json().await.unwrap()
}

async fn decide(desk: &Desk, secret: &str, id: &str, body: Value) -> (u16, Value) {
    let url = format!("{}/api/v1/campaigns/{id}/verdict", desk.url);
    let answer = Client::new().post(url).bearer_auth(secret).json(&body).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_reads_campaigns_and_decides_about_one() {
    let desk = Desk::start().await;
    desk.account("an@laichau.gov.vn", &[Role::Analyst]).await;
    for n in 1..=3 {
        let who = reporter(n);
        desk.receive(&who, &report(&who, &format!("r{n}"), "Nhờ kiểm tra giúp.", &lure(n, "quota.example"))).await;
    }
    let who = reporter(4);
    desk.receive(&who, &report(&who, "r4", "xem", &newsletter(4))).await;
    let before = desk.letters().await.len();
    let (reader, writer) = (secret(&desk, Scope::Read).await, secret(&desk, Scope::Write).await);

    let page = read(&desk, &reader, "/campaigns").await;
    assert_eq!((page["items"].as_array().unwrap().len(), &page["next"]), (1, &Value::Null));
    let home = &page["items"][0];
    assert_eq!((&home["reports"], &home["reporters"], &home["units"]), (&json!(3), &json!(3), &json!(3)));
    assert_eq!((&home["state"], &home["verdict"], &home["open"]), (&json!("open"), &Value::Null, &json!(3)));
    let id = home["id"].as_str().unwrap().to_owned();
    let whole = read(&desk, &reader, &format!("/campaigns/{id}")).await;
    assert_eq!(whole["tickets"], json!(["HOTRO-2026-000001", "HOTRO-2026-000002", "HOTRO-2026-000003"]));
    assert!(whole["keys"].as_array().unwrap().iter().any(|key| key["kind"] == "template" && key["tickets"] == 3));
    let own = json!({ "id": id, "title": home["title"] });
    assert_eq!(read(&desk, &reader, "/tickets/HOTRO-2026-000002").await["campaign"], own);
    let listed = read(&desk, &reader, "/tickets?limit=4").await;
    assert_eq!((&listed["items"][0]["campaign"], &listed["items"][3]["campaign"]), (&Value::Null, &own));

    assert_eq!(decide(&desk, &reader, &id, json!({ "verdict": "phishing", "reply": true })).await.0, 403);
    for wrong in [json!({ "verdict": "bad" }), json!({ "verdict": "spam", "repl": true }), json!([])] {
        assert_eq!(decide(&desk, &writer, &id, wrong).await.0, 400);
    }
    let unknown = "00000000-0000-7000-8000-000000000000";
    assert_eq!(decide(&desk, &writer, unknown, json!({ "verdict": "phishing" })).await.0, 404);
    assert_eq!(get(&desk, &reader, &format!("/campaigns/{unknown}")).await.status().as_u16(), 404);
    assert_eq!(get(&desk, &reader, "/campaigns?limit=0").await.status().as_u16(), 400);

    let (status, said) = decide(&desk, &writer, &id, json!({ "verdict": "phishing", "reply": true })).await;
    assert_eq!((status, said), (202, json!({ "state": "decided", "letters": 3 })));
    assert_eq!(desk.letters().await.len(), before, "held like a person's");
    desk.web.clock.advance(TimeDelta::seconds(31));
    assert_eq!(desk.letters().await.len(), before + 3);
    let ticket = desk.ticket("HOTRO-2026-000002").await;
    assert_eq!((ticket.status, ticket.verdict), (Status::Resolved, Some(Verdict::Phishing)));
    let whole = read(&desk, &reader, &format!("/campaigns/{id}")).await;
    assert_eq!(whole["letters"], json!({ "all": 3, "sent": 3, "failed": 0, "waiting": 0 }));
    assert_eq!((&whole["state"], &whole["verdict"]), (&json!("decided"), &json!("phishing")));
}
