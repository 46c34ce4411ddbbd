//! The stream of live figures over real HTTP: it tells what changes, ends with its session, and is bounded.

use chrono::TimeDelta;
use hotro::desk::account::Role;
use reqwest::{Response, StatusCode};

use crate::support::{Browser, Desk};

/// Reads on until `until` was sent, or to the end; gives what came.
async fn heard(stream: &mut Response, until: &str) -> String {
    let mut all = String::new();
    while let Some(piece) = stream.chunk().await.unwrap() {
        all.push_str(std::str::from_utf8(&piece).unwrap());
        if !until.is_empty() && all.contains(until) {
            break;
        }
    }
    all
}

async fn followed(who: &Browser) -> Response {
    let stream = who.get("/events").await;
    assert_eq!(stream.status(), StatusCode::OK);
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert_eq!(stream.headers()["cache-control"], "no-store");
    stream
}

const MAIL: &str = "From: p@laichau.gov.vn\nSubject: may in\nMessage-ID: <1@a>\n\nmay in hong\n";

#[tokio::test]
async fn a_mail_that_comes_in_and_what_is_done_with_it_are_told() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    an.post("/views", &[("name", "Máy in"), ("query", "q=may+in"), ("role", "")]).await;
    let mut stream = followed(&an).await;
    let first = heard(&mut stream, "\n\n").await;
    assert!(
        first.starts_with("event: counts\ndata: {")
            && first.contains("\"triage\":0")
            && first.contains("\"view-1\":\"0\""),
        "{first}"
    );
    desk.receive("p@laichau.gov.vn", MAIL).await;
    let mail = heard(&mut stream, "\"triage\":1").await;
    assert!(
        mail.contains("\"mine\":0") && mail.contains("\"unassigned\":1") && mail.contains("\"view-1\":\"1\""),
        "{mail}"
    );
    an.post("/tickets/HOTRO-2026-000001/assign", &[("version", "1"), ("assignee", "1")]).await;
    let taken = heard(&mut stream, "\"mine\":1").await;
    assert!(taken.contains("\"unassigned\":0"), "{taken}");
}

#[tokio::test]
async fn a_stream_ends_with_its_session() {
    let desk = Desk::start().await;
    let admin = desk.signed_in("admin@laichau.gov.vn", &[Role::Admin]).await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let (mut one, mut other) = (followed(&an).await, followed(&mai).await);
    heard(&mut one, "\n\n").await;
    heard(&mut other, "\n\n").await;
    assert_eq!(admin.post("/admin/users/2/disable", &[]).await.status(), StatusCode::SEE_OTHER);
    assert!(heard(&mut one, "").await.ends_with("event: end\ndata:\n\n"), "disabled");
    assert_eq!(an.get("/events").await.status(), StatusCode::SEE_OTHER);
    // The other one goes on, until it is signed out.
    desk.receive("p@laichau.gov.vn", MAIL).await;
    heard(&mut other, "\"triage\":1").await;
    mai.post("/sign-out", &[]).await;
    assert!(heard(&mut other, "").await.ends_with("event: end\ndata:\n\n"), "signed out");
}

#[tokio::test]
async fn following_keeps_no_session_open() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    desk.web.clock.advance(TimeDelta::minutes(40));
    let mut stream = followed(&an).await;
    heard(&mut stream, "\n\n").await;
    desk.web.clock.advance(TimeDelta::minutes(25));
    desk.receive("p@laichau.gov.vn", MAIL).await;
    assert!(heard(&mut stream, "").await.ends_with("event: end\ndata:\n\n"));
    assert_eq!(an.get("/tickets").await.status(), StatusCode::SEE_OTHER, "an hour without a person");
}

#[tokio::test]
async fn streams_are_bounded_and_only_for_those_who_may_see() {
    let desk = Desk::start().await;
    let admin = desk.signed_in("admin@laichau.gov.vn", &[Role::Admin]).await;
    assert_eq!(admin.get("/events").await.status(), StatusCode::FORBIDDEN);
    assert_eq!(desk.visitor().get("/events").await.status(), StatusCode::SEE_OTHER);
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let mut streams = Vec::new();
    for _ in 0..8 {
        streams.push(followed(&an).await);
    }
    assert_eq!(an.get("/events").await.status(), StatusCode::SERVICE_UNAVAILABLE);
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    followed(&mai).await;
}
