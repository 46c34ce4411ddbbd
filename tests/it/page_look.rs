//! Looking at a hostile mail: page, source and picture, from the ticket and opened directly.

use hotro::base::config::Config;
use hotro::desk::account::Role;
use image::ImageFormat;
use reqwest::StatusCode;

use crate::support::Desk;
use crate::support::report::NUMBER;

/// A red square of 40 × 40, PNG.
fn square() -> String {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_pixel(40, 40, image::Rgb([200, 0, 0]));
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes)
}

/// A report of a mail with this HTML, and a picture under the Content-ID `logo@x`.
fn report(html: &str) -> String {
    format!(
        "From: binh.snv@laichau.gov.vn\nTo: hotro@laichau.gov.vn\nSubject: Fwd: thu la\nMessage-ID: <r1@laichau.gov.vn>\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nxem giup\n\
         --b\nContent-Type: message/rfc822\n\nReceived: from evil (evil [192.0.2.7])\n by mx.laichau.gov.vn; Thu, 11 Mar 2021 09:29:00 +0700\n\
         From: <admin@mail-lc.example>\nSubject: <script>alert(1)</script>\nMessage-ID: <e@mail-lc.example>\nMIME-Version: 1.0\n\
         Content-Type: multipart/related; boundary=c\n\n--c\nContent-Type: text/html; charset=utf-8\n\n{html}\n\
         --c\nContent-Type: text/html; name=logo.png\nContent-ID: <logo@x>\nContent-Transfer-Encoding: base64\n\n{}\n--c--\n--b--\n",
        square()
    )
}

const HOSTILE: &str = "<html><head><base href='https://evil.example/'><meta http-equiv=refresh content='0;url=https://evil.example/'>\
<style>@import url(https://evil.example/a.css); p{background:url(https://evil.example/b)}</style><link rel=stylesheet href=https://evil.example/c.css>\
</head><body background=https://evil.example/bg.png onload=alert(1)><p style=\"color:red;background:url('https://evil.example/d');position:fixed\">Hộp thư đã đầy.</p>\
<a href=\"https://evil.example/login?u=1\" onclick=alert(2) target=_top>Đăng nhập</a><a href=\"javascript:alert(3)\">x</a>\
<img src=cid:logo@x alt=biểu-tượng><img src=\"https://evil.example/pixel.gif\" width=300 height=80 alt=\"quốc huy\"><img src=https://evil.example/t.gif width=1 height=1>\
<img srcset='https://evil.example/s.png 2x' src='data:image/svg+xml;base64,PHN2Zy8+'><form action=https://evil.example/post><input type=password name=p><button>Gửi</button></form>\
<iframe src=https://evil.example/></iframe><object data=https://evil.example/></object><svg onload=alert(4)><script>alert(5)</script></svg><math><mi xlink:href=javascript:alert(6)>z</mi></math>\
<script>alert(7)</script></body></html>";

async fn reported(html: &str, change: impl FnOnce(&mut Config)) -> Desk {
    let desk = Desk::start_with(|config| {
        config.cell.pictures = true;
        change(config);
    })
    .await;
    assert_eq!(desk.receive("binh.snv@laichau.gov.vn", &report(html)).await.number, NUMBER);
    desk.letters().await;
    desk
}

fn path(tail: &str) -> String {
    format!("/tickets/{NUMBER}/arrivals/1/samples/0/{tail}")
}

#[tokio::test]
async fn a_hostile_page_can_do_nothing() {
    let desk = reported(HOSTILE, |_| {}).await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let answer = an.get(&path("html")).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(
        header("content-security-policy"),
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
    );
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("x-frame-options"), "SAMEORIGIN");
    assert_eq!(header("cross-origin-opener-policy"), "unsafe-none");
    assert_eq!(header("content-type"), "text/html; charset=utf-8");
    let page = answer.text().await.unwrap();
    for seen in [
        "Hộp thư đã đầy.",
        "style=\"color:red;\"",
        "title=\"hxxps://evil[.]example/login?u=1\"",
        "Đăng nhập",
        "quốc huy",
    ] {
        assert!(page.contains(seen), "{seen} is missing: {page}");
    }
    assert_eq!(page.matches("<img").count(), 1, "only the picture that the mail carries: {page}");
    assert!(page.contains("src=\"data:image/png;base64,iVBOR"), "its type is that of its content: {page}");
    let lower = page.to_lowercase();
    for gone in [
        "<script",
        "<form",
        "<input",
        "<button",
        "<iframe",
        "<object",
        "<svg",
        "<math",
        "<link",
        "<base",
        "<meta http",
        "href=",
        "onload",
        "onclick",
        "url(",
        "@import",
        "https://",
        "http://",
        "javascript:",
        "srcset",
        "position",
        "alert(",
        "evil.example",
    ] {
        assert!(!lower.contains(gone), "{gone} is still there: {page}");
    }
}

#[tokio::test]
async fn the_source_is_text_and_what_tells_the_sender_stands_out() {
    let long = format!("<p>{}</p>", "dài ".repeat(200_000).replace("dài dài dài dài ", "dài dài dài dài\n"));
    let desk = reported(&format!("<b>x</b><script>alert(1)</script>{long}"), |_| {}).await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let page = an.page(&path("source")).await;
    assert!(
        page.contains("<span class=\"telling\"><b>Received:</b> from evil (evil [192.0.2.7])\n by mx.laichau.gov.vn"),
        "{page:.3000}"
    );
    assert!(
        page.contains("<b>Subject:</b>") && page.contains("alert(1)") && !page.contains("<script>alert"),
        "{page:.3000}"
    );
    assert!(page.contains("Chỉ hiển thị 512 KB đầu trong"), "{page:.3000}");
    assert!(page.len() < 900_000, "{} bytes", page.len());
}

#[tokio::test]
async fn only_whoever_reads_evidence_looks_and_each_look_is_put_down() {
    let desk = reported(HOSTILE, |_| {}).await;
    let visitor = desk.visitor();
    let clerk = desk.signed_in("ql@laichau.gov.vn", &[Role::Admin]).await;
    for tail in ["html", "source", "picture", "thumb"] {
        assert_eq!(visitor.get(&path(tail)).await.status(), StatusCode::SEE_OTHER, "{tail}");
        assert_eq!(clerk.get(&path(tail)).await.status(), StatusCode::FORBIDDEN, "{tail}");
    }
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    for tail in ["html", "source"] {
        an.page(&path(tail)).await;
        let missing = format!("/tickets/{NUMBER}/arrivals/1/samples/7/{tail}");
        assert_eq!(an.get(&missing).await.status(), StatusCode::NOT_FOUND, "{tail}");
    }
    let read = |c: &mut _| Ok::<_, hotro::desk::Error>(hotro::record::audit::page(c, None, None, 100)?);
    let rows = desk.web.db.read(read).await.unwrap();
    assert_eq!(rows.iter().filter(|row| row.action == "evidence.look").count(), 2);
}

#[cfg(feature = "picture")]
#[tokio::test]
async fn what_the_victim_saw_is_drawn_the_same_each_time() {
    let desk = reported(HOSTILE, |_| {}).await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let answer = an.get(&path("picture")).await;
    assert_eq!(answer.headers()["content-type"], "image/png");
    let png = answer.bytes().await.unwrap();
    let picture = image::load_from_memory_with_format(&png, ImageFormat::Png).unwrap().to_rgb8();
    assert_eq!(picture.width(), 700);
    assert!((100..600).contains(&picture.height()), "{}", picture.height());
    let red = picture.pixels().filter(|pixel| pixel.0 == [200, 0, 0]).count();
    assert!((1500..=1600).contains(&red), "the picture that the mail carries is in it: {red}");
    let dark = picture.pixels().filter(|pixel| pixel.0.iter().all(|part| *part < 90)).count();
    assert!(dark > 20, "text is drawn");
    let thumb = an.get(&path("thumb")).await.bytes().await.unwrap();
    let thumb = image::load_from_memory_with_format(&thumb, ImageFormat::Png).unwrap();
    assert_eq!((thumb.width(), thumb.height()), (120, 90));

    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    let size = format!("width=\"700\" height=\"{}\"", picture.height());
    assert!(
        page.contains(&size)
            && page.contains("value=\"picture\" checked")
            && page.contains("<iframe class=\"preview\" sandbox ")
    );

    let again = reported(HOSTILE, |_| {}).await;
    let other = again.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    assert!(other.get(&path("picture")).await.bytes().await.unwrap() == png, "the same mail gives the same bytes");
}

#[cfg(feature = "picture")]
#[tokio::test]
async fn plain_text_is_drawn_too() {
    let desk = Desk::start_with(|config| config.cell.pictures = true).await;
    let mail = "From: binh.snv@laichau.gov.vn\nTo: hotro@laichau.gov.vn\nSubject: Fwd\nMessage-ID: <r2@laichau.gov.vn>\n\
        Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nFrom: <a@b.example>\nSubject: s\n\
        Content-Type: text/plain; charset=utf-8\n\nKính gửi,\n\n<b>Hộp thư</b> sắp đầy.\n--b--\n";
    desk.receive("binh.snv@laichau.gov.vn", mail).await;
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    assert!(an.page(&path("html")).await.contains("Kính gửi,\n\n&lt;b&gt;Hộp thư&lt;/b&gt; sắp đầy."));
    let png = an.get(&path("picture")).await.bytes().await.unwrap();
    assert_eq!(image::load_from_memory_with_format(&png, ImageFormat::Png).unwrap().width(), 700);
}

#[cfg(feature = "picture")]
#[tokio::test]
async fn a_mail_that_cannot_be_drawn_costs_a_sentence() {
    type Limit = fn(&mut Config);
    let slow: Limit = |config| config.cell.picture_deadline.0 = std::time::Duration::from_millis(1);
    let large: Limit = |config| config.cell.picture_memory.0 = 1 << 20;
    for (limit, sentence) in
        [(slow, "thư đòi hỏi quá nhiều thời gian xử lý"), (large, "làm tiến trình vẽ dừng đột ngột")]
    {
        let desk = reported(HOSTILE, limit).await;
        let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
        let page = an.page(&format!("/tickets/{NUMBER}")).await;
        assert!(page.contains(sentence) && page.replace("</mark>", "").contains("Hộp thư đã đầy."), "{sentence}");
        assert_eq!(an.get(&path("picture")).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(an.get(&path("html")).await.status(), StatusCode::OK, "the page is another cell's work");
    }
}
