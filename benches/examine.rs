//! How long it takes to see what is in a mail: plain, HTML, one of 5 MB, one full of pictures, one full of archives. Without
//! the cell around it.

use std::hint::black_box;
use std::io::{Cursor, Write};

use criterion::{Criterion, Throughput};
use hotro::base::config::Config;
use hotro::desk::analyse;
use hotro::desk::examine::Examiner;

const HEAD: &str = "From: Trần Thị Bình <binh.snv@laichau.gov.vn>\nTo: hotro@laichau.gov.vn\nSubject: Fwd: thu la\n\
                    Message-ID: <r1@laichau.gov.vn>\nDate: Tue, 24 Nov 2026 09:29:00 +0700\nMIME-Version: 1.0\n";

/// A lure forwarded in the text.
fn plain() -> Vec<u8> {
    format!(
        "{HEAD}Content-Type: text/plain; charset=utf-8\n\nKính nhờ kiểm tra giúp thư này.\n\n\
         ---------- Forwarded message ---------\nFrom: Quản trị thư <admin@mail-lc.example>\n\
         Date: Tue, Nov 24, 2026 at 8:00 AM\nSubject: Hộp thư sắp hết dung lượng\nTo: <binh.snv@laichau.gov.vn>\n\n\
         Hộp thư của bạn sẽ bị khóa trong 24 giờ.\nXác minh tại http://laichau.gov.vn.mail-lc.example/login\n"
    )
    .into_bytes()
}

/// A lure in HTML, attached as it came, of as many paragraphs and with an attachment of as many bytes before encoding.
fn attached(paragraphs: usize, bytes: usize) -> Vec<u8> {
    let paragraph = "<p>Hộp thư của <b>quý vị</b> đã vượt quá dung lượng cho phép. \
                     <a href=\"http://laichau.gov.vn.mail-lc.example/login\">https://mail.laichau.gov.vn</a></p>\n";
    let mut mail = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n\
         Kính nhờ kiểm tra.\n--b\nContent-Type: message/rfc822\n\nFrom: \"Quản trị\" <it@dls.example>\n\
         Reply-To: <cskh@proton.example>\nTo: binh.snv@laichau.gov.vn\nSubject: Cảnh báo\nMessage-ID: <e@dls.example>\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\
         Content-Type: text/html; charset=utf-8\n\n{}\n",
        paragraph.repeat(paragraphs)
    );
    if bytes > 0 {
        mail += "--c\nContent-Type: application/pdf; name=\"cong-van.pdf\"\nContent-Transfer-Encoding: base64\n\n";
        // 57 bytes a line, as mail clients break it.
        let line = "JVBERi0xLjcKJeLjz9MKMSAwIG9iago8PC9UeXBlL0NhdGFsb2c+PgplbmRvYmoKMiAwIG9iago8\n";
        mail += &line.repeat(bytes / 57);
    }
    (mail + "--c--\n--b--\n").into_bytes()
}

/// A mail with files, attached as it came.
fn with(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut mail = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nFrom: it@dls.example\n\
         To: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=c\n\n"
    )
    .into_bytes();
    for (name, bytes) in files {
        let head = format!(
            "--c\nContent-Type: application/octet-stream; name=\"{name}\"\nContent-Transfer-Encoding: binary\n\n"
        );
        mail.extend_from_slice(head.as_bytes());
        mail.extend_from_slice(bytes);
        mail.push(b'\n');
    }
    mail.extend_from_slice(b"--c--\n--b--\n");
    mail
}

/// A picture of so many pixels a side, of shades that look like a photograph's to whoever seeks codes: edges everywhere.
fn picture(side: u32, format: image::ImageFormat) -> Vec<u8> {
    let shade = |x: u32, y: u32| ((x / 7 * 31 + y / 5 * 17) ^ (x * y / 97)) as u8;
    let picture = image::RgbImage::from_fn(side, side, |x, y| image::Rgb([shade(x, y), shade(y, x), shade(x, y / 2)]));
    let mut out = Cursor::new(Vec::new());
    image::DynamicImage::from(picture).write_to(&mut out, format).unwrap_or_default();
    out.into_inner()
}

fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap_or_default();
        archive.write_all(bytes).unwrap_or_default();
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// What pictures cost: a dozen of a telephone's, and the most that is looked at.
fn pictures() -> Vec<(&'static str, Vec<u8>)> {
    use image::ImageFormat::{Jpeg, Png};
    let of = |count: usize, side, format| vec![("anh.jpg", picture(side, format)); count];
    vec![
        ("3 pictures of 2 MP", with(&of(3, 1450, Jpeg))),
        ("40 pictures of 2 MP", with(&of(40, 1450, Jpeg))),
        ("4 pictures of 12 MP", with(&of(4, 3460, Png))),
    ]
}

/// What archives cost: pages in archives in archives, and one that unpacks to as much as is allowed.
fn archives() -> Vec<(&'static str, Vec<u8>)> {
    let page =
        format!("<html><body>{}</body></html>", "<p>Công văn <a href=\"http://a.example/x\">số 5</a></p>".repeat(300));
    let pages: Vec<(String, Vec<u8>)> = (0..100).map(|at| (format!("{at}.html"), page.clone().into_bytes())).collect();
    let inner = zip(&pages);
    let outer = zip(&(0..10).map(|at| (format!("{at}.zip"), inner.clone())).collect::<Vec<_>>());
    let letters: Vec<u8> =
        (0..80_u32 << 20).map(|at| (at.wrapping_mul(2_654_435_761) >> 24 & 15) as u8 + b'a').collect();
    let packed = zstd::encode_all(letters.as_slice(), 1).unwrap_or_default();
    vec![("archives in archives", with(&[("a.zip", outer)])), ("archive of 80 MB", with(&[("a.zst", packed)]))]
}

fn main() {
    let examiner = Examiner::new();
    let known = analyse::known(&Config::default());
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("examine");
    group.sample_size(10);
    let mut mails = vec![
        ("plain", plain()),
        ("html", attached(20, 0)),
        ("40 KB", attached(150, 8_000)),
        ("5 MB", attached(2_000, 3_600_000)),
    ];
    mails.extend(pictures());
    mails.extend(archives());
    for (name, mail) in mails {
        assert_eq!(examiner.examine(&mail, &known, false).samples.len(), 1, "{name} reports one mail");
        group.throughput(Throughput::Bytes(mail.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| examiner.examine(black_box(&mail), &known, false));
        });
    }
    group.finish();
    criterion.final_summary();
}
