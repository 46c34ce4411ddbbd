//! What goes over the wire: compressed where a browser unpacks it, kept for good where it may be, and no secret twice.

use std::io::Read;

use hotro::desk::account::Role;
use reqwest::{Response, StatusCode};

use crate::support::{Browser, Desk, token_on};

async fn zipped(who: &Browser, desk: &Desk, path: &str) -> Response {
    let request = who.client.get(format!("{}{path}", desk.url)).header("accept-encoding", "gzip, deflate, br");
    request.send().await.unwrap()
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn pages_and_assets_are_compressed_where_a_browser_asks_for_it() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let plain = an.page("/tickets").await;
    let style = plain.split('"').find(|part| part.starts_with("/assets/look.")).unwrap().to_owned();
    for path in ["/tickets", style.as_str()] {
        let bare = an.get(path).await;
        assert_eq!(header(&bare, "content-encoding"), "", "{path}: nobody asked for it");
        let whole = bare.text().await.unwrap();
        let answer = zipped(&an, &desk, path).await;
        assert_eq!(
            (header(&answer, "content-encoding"), header(&answer, "vary")),
            ("gzip", "accept-encoding"),
            "{path}"
        );
        let bytes = answer.bytes().await.unwrap();
        assert!(bytes.len() * 2 < whole.len(), "{path}: {} of {}", bytes.len(), whole.len());
        let mut text = String::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
        let without =
            |page: &str| if page.contains("csrf") { page.replace(&token_on(page), "") } else { page.to_owned() };
        assert_eq!(without(&text), without(&whole), "{path}");
    }
    let kept = an.get(&style).await;
    assert_eq!(header(&kept, "cache-control"), "public, max-age=31536000, immutable");
    let stream = zipped(&an, &desk, "/events").await;
    assert_eq!(header(&stream, "content-encoding"), "identity", "an event must not wait for others");
}

#[tokio::test]
async fn no_two_pages_carry_the_same_token_and_both_count() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let (one, two) = (an.csrf().await, an.csrf().await);
    assert_ne!(one, two);
    for token in [&one, &two] {
        let fields = [("csrf", token.as_str()), ("language", "vi"), ("theme", "dark")];
        assert_eq!(an.post_bare("/profile", &fields).await.status(), StatusCode::SEE_OTHER);
    }
    let other = desk.signed_in("binh@laichau.gov.vn", &[Role::Analyst]).await;
    let fields = [("csrf", one.as_str()), ("language", "vi"), ("theme", "dark")];
    assert_eq!(other.post_bare("/profile", &fields).await.status(), StatusCode::FORBIDDEN, "another session's");
}
