//! Signing in, passwords, roles and sessions, as people at the desk meet them.

use chrono::TimeDelta;
use hotro::desk::account::{self, NewAccount, Role};
use hotro::desk::token::Scope;
use hotro::record::audit::{self, Actor};
use reqwest::StatusCode;

use crate::support::{Desk, location, token_on};

#[tokio::test]
async fn somebody_signs_in_works_and_signs_out() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let profile = an.page("/profile").await;
    assert!(profile.contains("Hồ sơ cá nhân") && profile.contains("Cán bộ phân tích"));
    assert!(profile.contains("Chờ phân loại") && profile.contains("data-count=\"triage\">0<"));
    assert!(!profile.contains("/admin/users"), "an analyst is shown no administration");
    assert_eq!(location(&an.get("/").await), "/tickets");

    assert_eq!(location(&an.post("/sign-out", &[]).await), "/sign-in?done=signed-out");
    assert_eq!(location(&an.get("/profile").await), "/sign-in?next=%2Fprofile");
}

#[tokio::test]
async fn after_signing_in_one_is_where_one_wanted_to_be_but_never_elsewhere() {
    let desk = Desk::start().await;
    let password = desk.account("an@laichau.gov.vn", &[Role::Viewer]).await;
    for (next, place) in [
        ("/profile?done=saved", "/profile?done=saved"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
    ] {
        let browser = desk.visitor();
        let csrf = token_on(&browser.page("/sign-in").await);
        let fields = [("csrf", &*csrf), ("email", " AN@laichau.gov.vn "), ("password", &password), ("next", next)];
        assert_eq!(location(&browser.post_bare("/sign-in", &fields).await), place);
    }
}

#[tokio::test]
async fn wrong_passwords_lock_an_account_for_a_while() {
    let desk = Desk::start().await;
    let password = desk.account("an@laichau.gov.vn", &[Role::Viewer]).await;
    let browser = desk.visitor();
    let unknown = browser.sign_in("nobody@laichau.gov.vn", "sai mật khẩu").await;
    // The token of the form is another one on every page.
    let said = |page: String| page.replace(&token_on(&page), "");
    let unknown = (unknown.status(), said(unknown.text().await.unwrap()).replace("nobody@", "an@"));
    for attempt in 0..5 {
        let answer = browser.sign_in("an@laichau.gov.vn", "sai mật khẩu").await;
        assert_eq!(
            (answer.status(), said(answer.text().await.unwrap())),
            unknown,
            "attempt {attempt} tells who is known"
        );
    }
    let locked = browser.sign_in("an@laichau.gov.vn", &password).await;
    assert_eq!(locked.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(locked.text().await.unwrap().contains("quá nhiều lần"));

    desk.web.clock.advance(TimeDelta::minutes(16));
    assert_eq!(location(&browser.sign_in("an@laichau.gov.vn", &password).await), "/");
    let lines = desk.db().read(|conn| audit::page(conn, None, Some("account:1"), 20).map_err(hotro::desk::Error::from));
    let lines = lines.await.unwrap();
    assert_eq!(lines[0].action, "session.open");
    assert_eq!((lines[1].action.as_str(), lines[1].detail.as_str()), ("session.refused", "locked"));
}

#[tokio::test]
async fn the_first_password_must_be_changed_before_anything_else() {
    let desk = Desk::start().await;
    let new = NewAccount {
        email: "moi@laichau.gov.vn".into(),
        name: "Vàng A Páo".into(),
        roles: vec![Role::Officer],
        password: None,
        must_change: true,
    };
    let (_, first) = account::add(desk.db(), desk.web.clock.now(), Actor::Console, new).await.unwrap();
    let browser = desk.visitor();
    browser.sign_in("moi@laichau.gov.vn", &first).await;
    assert_eq!(location(&browser.get("/profile").await), "/profile/password");

    for (current, next, again, reason) in [
        ("sai", "Nậm Na chảy qua bản", "Nậm Na chảy qua bản", "Mật khẩu hiện tại không đúng"),
        (&first, "ngắn", "ngắn", "ít nhất 14 ký tự"),
        (&first, "vang a pao 2026!!", "vang a pao 2026!!", "không được chứa họ tên"),
        (&first, "Nậm Na chảy qua bản", "Nậm Na chảy qua ban", "không giống nhau"),
    ] {
        let fields = [("current", current), ("password", next), ("again", again)];
        let answer = browser.post("/profile/password", &fields).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().await.unwrap().contains(reason), "{reason}");
    }
    let fields = [("current", first.as_str()), ("password", "Nậm Na chảy qua bản"), ("again", "Nậm Na chảy qua bản")];
    assert_eq!(location(&browser.post("/profile/password", &fields).await), "/profile?done=password");
    assert!(browser.page("/profile?done=password").await.contains("Đã đổi mật khẩu"));
    assert_eq!(desk.visitor().sign_in("moi@laichau.gov.vn", &first).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn sessions_end_when_idle_old_revoked_or_disabled() {
    let desk = Desk::start().await;
    let password = desk.account("an@laichau.gov.vn", &[Role::Viewer]).await;
    let (one, two) = (desk.visitor(), desk.visitor());
    one.sign_in("an@laichau.gov.vn", &password).await;
    two.sign_in("an@laichau.gov.vn", &password).await;

    assert_eq!(location(&one.post("/profile/sessions/end-others", &[]).await), "/profile?done=sessions-ended");
    assert_eq!(two.get("/profile").await.status(), StatusCode::SEE_OTHER, "the other session was revoked");
    assert_eq!(one.get("/profile").await.status(), StatusCode::OK);

    // Eleven hours of steady use, then the absolute end.
    for _ in 0..14 {
        desk.web.clock.advance(TimeDelta::minutes(50));
        assert_eq!(one.get("/profile").await.status(), StatusCode::OK);
    }
    desk.web.clock.advance(TimeDelta::minutes(50));
    assert_eq!(one.get("/profile").await.status(), StatusCode::SEE_OTHER, "older than 12 hours");

    two.sign_in("an@laichau.gov.vn", &password).await;
    desk.web.clock.advance(TimeDelta::minutes(61));
    let ended = two.get("/profile").await;
    assert_eq!(location(&ended), "/sign-in?next=%2Fprofile");
    assert!(two.page("/sign-in").await.contains("Phiên làm việc đã hết hạn"));

    two.sign_in("an@laichau.gov.vn", &password).await;
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    assert_eq!(location(&admin.post("/admin/users/1/disable", &[]).await), "/admin/users?done=account-disabled");
    assert_eq!(two.get("/profile").await.status(), StatusCode::SEE_OTHER, "the account was disabled");
    assert_eq!(two.sign_in("an@laichau.gov.vn", &password).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_admin_adds_people_and_one_admin_always_remains() {
    let desk = Desk::start().await;
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    let fields = [("name", "Giàng A Dũng"), ("email", "dung@laichau.gov.vn"), ("role", "officer"), ("role", "clerk")];
    let page = admin.post("/admin/users", &fields).await.text().await.unwrap();
    let password = page.split("id=\"handed\">").nth(1).unwrap().split('<').next().unwrap();
    assert!(!admin.page("/admin/users").await.contains(password), "shown once");
    assert_eq!(location(&desk.visitor().sign_in("dung@laichau.gov.vn", password).await), "/");

    let twice = admin.post("/admin/users", &fields).await;
    assert_eq!(twice.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let twice = twice.text().await.unwrap();
    assert!(twice.contains("Đã có tài khoản") && twice.contains("value=\"Giàng A Dũng\""), "what was typed is kept");

    for (path, fields) in [("/admin/users/1/roles", &[("role", "viewer")][..]), ("/admin/users/1/disable", &[])] {
        let answer = admin.post(path, fields).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().await.unwrap().contains("ít nhất một tài khoản quản trị"));
    }
    let reset = admin.post("/admin/users/2/reset", &[]).await.text().await.unwrap();
    assert!(reset.contains("dung@laichau.gov.vn") && !reset.contains(password));
    assert_eq!(desk.visitor().sign_in("dung@laichau.gov.vn", password).await.status(), StatusCode::FORBIDDEN);

    let log = admin.page("/admin/audit?object=account:2&check=1").await;
    assert!(log.contains("account.password-reset") && log.contains("clerk") && log.contains("toàn vẹn"));
    assert!(!log.contains(password));
}

#[tokio::test]
async fn a_token_is_shown_once_found_by_its_secret_and_revoked() {
    let desk = Desk::start().await;
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    let page =
        admin.post("/admin/tokens", &[("name", "Cổng <dịch vụ>"), ("scope", "intake")]).await.text().await.unwrap();
    let secret = page.split("id=\"handed\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(secret.starts_with("hotro_") && secret.len() == 58);
    assert!(page.contains("Cổng &#60;dịch vụ&#62;"), "names are escaped");
    assert!(!admin.page("/admin/tokens").await.contains(&secret), "shown once");
    let find = || hotro::desk::token::by_secret(desk.db(), desk.web.clock.now(), &secret);
    let found = find().await.unwrap().unwrap();
    assert_eq!(found.scope, Scope::Intake);
    admin.post(&format!("/admin/tokens/{}/revoke", found.id), &[]).await;
    assert!(find().await.unwrap().is_none());
}

#[tokio::test]
async fn language_and_colours_follow_the_account() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Viewer]).await;
    assert_eq!(location(&an.post("/profile", &[("language", "en"), ("theme", "dark")]).await), "/profile?done=saved");
    let page = an.page("/profile?done=saved").await;
    assert!(
        page.contains("<html lang=\"en\" data-theme=\"dark\">")
            && page.contains("Saved.")
            && page.contains("Open sessions")
    );
}
