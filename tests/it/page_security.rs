//! What an attacker meets: headers, foreign forms, roles, error pages, addresses behind proxies.

use std::sync::Arc;

use actix_web::web::Data;
use hotro::base::config::List;
use hotro::desk::account::Role;
use hotro::desk::token::{self, Scope};
use hotro::edge::web::guard::{Bearer, ReadScope};
use hotro::record::audit::{self, Actor};
use reqwest::{Method, StatusCode};

use crate::support::{Browser, Desk, location, token_on};

#[tokio::test]
async fn every_answer_tells_the_browser_what_it_may_do() {
    let desk = Desk::start().await;
    for path in ["/sign-in", "/nowhere", "/health/live", "/profile"] {
        let answer = desk.visitor().get(path).await;
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe") && policy.contains("base-uri 'none'"), "{policy}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("x-frame-options"), "DENY");
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("cache-control"), "no-store");
        assert!(!answer.headers().contains_key("strict-transport-security"), "plain HTTP promises no TLS");
    }
}

#[tokio::test]
async fn pages_hold_no_inline_script_or_style_and_assets_stay_for_good() {
    let desk = Desk::start().await;
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin, Role::Analyst]).await;
    for path in ["/profile", "/profile/password", "/admin/users", "/admin/tokens", "/admin/audit"] {
        let page = admin.page(path).await;
        assert!(!page.contains(" style=") && !page.contains("<style") && !page.contains("javascript:"), "{path}");
        assert!(!page.contains("<script>") && !page.contains(" onclick") && !page.contains("http://"), "{path}");
        assert_eq!(page.matches("<main").count(), 1, "{path}");
        assert!(page.len() < 100_000, "{path} is {} bytes", page.len());
        for (start, kind) in [
            ("rel=\"stylesheet\" href=\"", "text/css"),
            ("rel=\"icon\" type=\"image/svg+xml\" href=\"", "image/svg+xml"),
        ] {
            let url = page.split(start).nth(1).unwrap().split('"').next().unwrap();
            let asset = admin.get(url).await;
            assert_eq!(asset.status(), StatusCode::OK, "{url}");
            assert!(asset.headers()["content-type"].to_str().unwrap().starts_with(kind));
            assert_eq!(asset.headers()["cache-control"], "public, max-age=31536000, immutable");
        }
    }
    assert_eq!(admin.get("/assets/look.css").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn over_tls_the_cookie_is_bound_to_the_host() {
    let desk = Desk::start_with(|config| config.public.url = "https://hotro.example.vn".into()).await;
    let password = desk.account("an@laichau.gov.vn", &[Role::Viewer]).await;
    let answer = desk.visitor().sign_in("an@laichau.gov.vn", &password).await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-hotro="), "{cookie}");
    for part in ["; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    assert!(answer.headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn forms_from_elsewhere_change_nothing() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Viewer]).await;
    let csrf = an.csrf().await;
    let url = format!("{}/profile", desk.url);
    let fields = |csrf: &str| vec![("csrf", csrf.to_owned()), ("language", "en".into()), ("theme", "dark".into())];
    let cases: [(&str, &[(&str, &str)]); 5] = [
        (&csrf, &[]),
        (&csrf, &[("origin", "https://evil.example")]),
        (&csrf, &[("origin", "null")]),
        (&csrf, &[("origin", &desk.url), ("sec-fetch-site", "cross-site")]),
        ("", &[("origin", &desk.url)]),
    ];
    for (token, headers) in cases {
        let request = headers.iter().fold(an.client.post(&url), |request, (name, value)| request.header(*name, *value));
        let answer = request.form(&fields(token)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{headers:?}");
        assert!(answer.text().await.unwrap().contains("Biểu mẫu đã cũ"));
    }
    let other = desk.signed_in("binh@laichau.gov.vn", &[Role::Viewer]).await;
    let foreign = other.csrf().await;
    let answer = an.post_bare("/profile", &[("csrf", &foreign), ("language", "en"), ("theme", "dark")]).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN, "the token of another session");
    assert!(an.page("/profile").await.contains("<html lang=\"vi\" data-theme=\"system\">"), "nothing changed");
    let header = an.client.post(&url).header("origin", &desk.url).header("x-csrf-token", &csrf);
    assert_eq!(location(&header.form(&fields("")).send().await.unwrap()), "/profile?done=saved");
}

#[tokio::test]
async fn somebody_without_a_session_sends_forms_only_from_their_own_browser() {
    let desk = Desk::start().await;
    let password = desk.account("an@laichau.gov.vn", &[Role::Viewer]).await;
    let (one, other) = (desk.visitor(), desk.visitor());
    let foreign = token_on(&other.page("/sign-in").await);
    one.page("/sign-in").await;
    for csrf in ["", foreign.as_str()] {
        let fields = [("csrf", csrf), ("email", "an@laichau.gov.vn"), ("password", password.as_str())];
        assert_eq!(one.post_bare("/sign-in", &fields).await.status(), StatusCode::FORBIDDEN, "{csrf}");
    }
    assert_eq!(location(&one.sign_in("an@laichau.gov.vn", &password).await), "/");
}

async fn status(browser: &Browser, method: Method, path: &str) -> StatusCode {
    if method == Method::GET { browser.get(path).await.status() } else { browser.post(path, &[]).await.status() }
}

#[tokio::test]
async fn each_role_reaches_only_what_is_its_own() {
    let desk = Desk::start().await;
    for role in Role::ALL {
        let browser = desk.signed_in(&format!("{role}@laichau.gov.vn"), &[*role]).await;
        for (method, path) in [
            (Method::GET, "/admin/users"),
            (Method::GET, "/admin/tokens"),
            (Method::GET, "/admin/audit"),
            (Method::POST, "/admin/users/1/enable"),
        ] {
            let forbidden = status(&browser, method.clone(), path).await == StatusCode::FORBIDDEN;
            assert_eq!(forbidden, *role != Role::Admin, "{role} {method} {path}");
        }
        let counted = browser.page("/profile").await.contains("view=triage");
        assert_eq!(counted, *role != Role::Admin, "{role}: an admin alone sees no queue");
    }
    let visitor = desk.visitor();
    for path in ["/admin/users", "/admin/tokens", "/admin/audit", "/profile"] {
        assert!(location(&visitor.get(path).await).starts_with("/sign-in?next="), "{path}");
    }
    assert_eq!(location(&visitor.post_bare("/admin/users", &[]).await), "/sign-in");
}

#[tokio::test]
async fn error_pages_tell_people_nothing_of_the_cause() {
    let desk = Desk::start().await;
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    for (path, expected) in [
        ("/nowhere", StatusCode::NOT_FOUND),
        ("/assets/..%2FCargo.toml", StatusCode::NOT_FOUND),
        ("/admin/audit?before=x", StatusCode::BAD_REQUEST),
        ("/admin/users/1/enable", StatusCode::NOT_FOUND),
    ] {
        let answer = admin.get(path).await;
        assert_eq!(answer.status(), expected, "{path}");
        assert!(answer.text().await.unwrap().contains("Về trang đầu"), "{path}");
    }
    let missing = admin.post("/admin/users/999/reset", &[]).await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    assert!(missing.text().await.unwrap().contains("Không tìm thấy trang"));

    // The table goes away under the running program: the page names an operation, not the cause.
    desk.db()
        .write(|conn| {
            use diesel::RunQueryDsl;
            diesel::sql_query("ALTER TABLE token RENAME TO token_away").execute(conn).map_err(hotro::desk::Error::from)
        })
        .await
        .unwrap();
    let broken = admin.get("/admin/tokens").await;
    assert_eq!(broken.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let page = broken.text().await.unwrap();
    assert!(page.contains("Mã xử lý:") && page.contains("Hệ thống gặp lỗi"));
    for leak in ["token_away", "no such table", "diesel", "sqlite", "src/"] {
        assert!(!page.to_lowercase().contains(leak), "{leak}");
    }
    let api = desk.visitor().get("/api/v1/nowhere").await;
    assert_eq!(api.status(), StatusCode::NOT_FOUND);
    assert_eq!(api.json::<serde_json::Value>().await.unwrap()["error"]["code"], "not_found");
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Viewer]).await;
    let long = "x".repeat(300 * 1024);
    let answer = an.post("/profile", &[("language", &long), ("theme", "dark")]).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn only_a_trusted_proxy_says_who_asks() {
    for (trusted, expected) in [(&[][..], "127.0.0.1"), (&["127.0.0.1", "10.0.0.2"], "203.0.113.9")] {
        let desk = Desk::start_with(|config| config.http.trusted_proxies = List::of(trusted)).await;
        let password = desk.account("an@laichau.gov.vn", &[Role::Viewer]).await;
        let browser = desk.visitor();
        let csrf = token_on(&browser.page("/sign-in").await);
        let request = browser.client.post(format!("{}/sign-in", desk.url));
        let request = request.header("origin", &desk.url).header("x-forwarded-for", "1.1.1.1, 203.0.113.9, 10.0.0.2");
        let fields = [("csrf", &*csrf), ("email", "an@laichau.gov.vn"), ("password", password.as_str())];
        request.form(&fields).send().await.unwrap();
        let lines = desk.db().read(|conn| audit::page(conn, None, None, 1).map_err(hotro::desk::Error::from)).await;
        assert_eq!(lines.unwrap()[0].address, expected);
    }
}

#[tokio::test]
async fn machines_learn_whether_we_can_work() {
    let desk = Desk::start_with(|config| config.http.trusted_proxies = List::of(&["127.0.0.1"])).await;
    let visitor = desk.visitor();
    assert_eq!(visitor.page("/health/live").await, "ok\n");
    assert_eq!(visitor.get("/health/ready").await.status(), StatusCode::OK);
    let metrics = visitor.page("/metrics").await;
    assert!(
        metrics.contains("hotro_tickets{status=\"new\"} 0") && metrics.contains("hotro_jobs_waiting 0"),
        "{metrics}"
    );
    let outside = visitor.client.get(format!("{}/metrics", desk.url)).header("x-forwarded-for", "203.0.113.9");
    assert_eq!(outside.send().await.unwrap().status(), StatusCode::NOT_FOUND, "not for the world");
}

#[tokio::test]
async fn a_program_needs_a_token_of_the_right_scope() {
    let desk = Desk::start().await;
    let app = actix_web::App::new().app_data(Data::from(Arc::clone(&desk.web))).route(
        "/api/v1/tickets",
        actix_web::web::get().to(|program: Bearer<ReadScope>| async move { program.id.to_string() }),
    );
    let app = actix_web::test::init_service(app).await;
    let mut secrets = Vec::new();
    for scope in [Scope::Read, Scope::Write, Scope::Intake, Scope::Read] {
        let (id, secret) = token::add(desk.db(), desk.web.clock.now(), Actor::Console, "Cổng", scope).await.unwrap();
        secrets.push((id, format!("Bearer {secret}")));
    }
    token::revoke(desk.db(), desk.web.clock.now(), Actor::Console, secrets[3].0).await.unwrap();
    let cases = [
        (Some(secrets[0].1.as_str()), 200),
        (Some(&secrets[1].1), 200),
        (Some(&secrets[2].1), 403),
        (Some(&secrets[3].1), 401),
        (Some("Bearer hotro_0000"), 401),
        (Some("Basic aG90cm8="), 401),
        (None, 401),
    ];
    for (header, expected) in cases {
        let mut request = actix_web::test::TestRequest::get().uri("/api/v1/tickets");
        if let Some(header) = header {
            request = request.insert_header(("authorization", header));
        }
        let answer = actix_web::test::call_service(&app, request.to_request()).await;
        assert_eq!(answer.status().as_u16(), expected, "{header:?}");
    }
}
