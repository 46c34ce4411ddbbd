//! One report, with everything a page must survive.

use super::Desk;

/// The number it gets.
pub(crate) const NUMBER: &str = "HOTRO-2026-000001";

/// A report with an attached lure: a link that lies, an attachment, and markup that must not live.
pub(crate) const REPORT: &str = "From: =?UTF-8?Q?Tr=E1=BA=A7n_Th=E1=BB=8B_B=C3=ACnh?= <binh.snv@laichau.gov.vn>
To: hotro@laichau.gov.vn
Subject: Fwd: thu la
Message-ID: <r1@laichau.gov.vn>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Tôi có bấm vào liên kết.<img src=x onerror=alert(1)>
--b
Content-Type: message/rfc822

From: \"Quản trị <script>alert(2)</script>\" <admin@mail-lc.example>
Reply-To: <cskh@proton.example>
To: binh.snv@laichau.gov.vn
Subject: <script>alert(3)</script> =?UTF-8?Q?H=E1=BB=99p_th=C6=B0_=C4=91=E1=BA=A7y?=
Message-ID: <evil@mail-lc.example>
Date: Thu, 11 Mar 2021 09:29:00 +0700
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=c

--c
Content-Type: text/html; charset=utf-8

<p>Hộp thư đã đầy.</p><a href=\"http://laichau.gov.vn.mail-lc.example/login\">https://mail.laichau.gov.vn</a><script>alert(4)</script>
--c
Content-Type: application/octet-stream
Content-Disposition: attachment; filename=\"../hoa don.exe\"
Content-Transfer-Encoding: base64

TVqQAAMAAAAEAAAA//8AALgAAAA=
--c--
--b--
";

/// A desk at which it has arrived and was acknowledged.
pub(crate) async fn reported() -> Desk {
    let desk = Desk::start().await;
    assert_eq!(desk.receive("binh.snv@laichau.gov.vn", REPORT).await.number, NUMBER);
    desk.letters().await;
    desk
}
