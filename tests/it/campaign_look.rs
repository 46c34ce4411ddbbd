//! Lures that are nothing but a picture, each copy drawn a little differently and sent by somebody else: what they look like
//! brings them together.

use hotro::desk::Error;
use hotro::record::campaign::{self, list};
use hotro::record::ticket;
use image::{ImageFormat, Rgb, RgbImage};

use crate::support::Desk;
use crate::support::wave::{report, reporter};

/// A page with a bar, blocks of text and a button, PNG in base64; `grain` changes every pixel a little, `turned` the page.
fn page(grain: u32, turned: bool) -> String {
    let picture = RgbImage::from_fn(640, 400, |x, y| {
        let (x, y) = if turned { (639 - x, 399 - y) } else { (x, y) };
        let base: u32 = match (x, y) {
            (_, 0..60) => 40,
            (40..300, 90..180) | (340..420, 100..250) | (60..140, 220..370) => 90,
            (460..600, 280..340) => 20,
            _ => 230,
        };
        let shade = (base + (x * 7 + y * 13 + grain * 31) % (5 + grain)).min(255) as u8;
        Rgb([shade, shade, shade])
    });
    let mut bytes = Vec::new();
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes)
}

/// A mail that is that picture, from sender `n`.
fn lure(n: usize, picture: &str) -> String {
    let subject = ["Tài khoản bị khóa", "Cảnh báo mật khẩu", "Hộp thư đầy"][n % 3];
    format!(
        "From: \"Quản trị hệ thống thư\" <x{n}@anh{n}-lc.example>\nReply-To: <thu{n}@gmail.com>\nTo: <{}>\nSubject: {subject} {n}\n\
         Message-ID: <anh{n}@anh.example>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=c\n\n--c\n\
         Content-Type: text/html; charset=utf-8\n\n<img src=\"cid:p@x\" width=\"640\" height=\"400\">\n--c\nContent-Type: image/png\n\
         Content-ID: <p@x>\nContent-Transfer-Encoding: base64\n\n{picture}\n--c--\n",
        reporter(n)
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mails_that_are_one_picture_belong_together_by_what_they_look_like() {
    let desk = Desk::start_with(|config| config.cell.pictures = true).await;
    for (n, turned) in [(1, false), (2, false), (3, true), (4, false)] {
        let who = reporter(n);
        let picture = page(n as u32, turned);
        desk.receive(&who, &report(&who, &format!("p{n}"), "Nhờ xem giúp.", &lure(n, &picture))).await;
        desk.letters().await;
    }
    let (score, home, members) = desk
        .db()
        .read(|c| {
            let score = ticket::by_number(c, "HOTRO-2026-000002")?.unwrap().score;
            let homes = list::by_row(c, None, 50)?;
            assert_eq!(homes.len(), 1, "{homes:?}");
            let members = campaign::members(c, hotro::base::ids::CampaignId(homes[0].id), 0, 50)?;
            let ids: Vec<_> = members.iter().map(|member| member.id).collect();
            Ok::<_, Error>((score, homes[0].clone(), ids))
        })
        .await
        .unwrap();
    assert!(score.unwrap() >= 30, "{score:?}");
    assert_eq!(members.len(), 3, "the fourth is another picture: {members:?}");
    let an = desk.signed_in("an@laichau.gov.vn", &[hotro::desk::account::Role::Analyst]).await;
    let page = an.page(&format!("/campaigns/{}", home.uuid)).await;
    assert!(page.contains("3 phiếu có ảnh thư giống nhau"), "{page}");
}
