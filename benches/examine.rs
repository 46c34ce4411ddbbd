//! How long it takes to see what is in a mail: plain, HTML, and one of 5 MB. Without the cell around it.

use std::hint::black_box;

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

fn main() {
    let examiner = Examiner::new();
    let known = analyse::known(&Config::default());
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("examine");
    for (name, mail) in [("plain", plain()), ("html", attached(20, 0)), ("5 MB", attached(2_000, 3_600_000))] {
        assert_eq!(examiner.examine(&mail, &known, false).samples.len(), 1, "{name} reports one mail");
        group.throughput(Throughput::Bytes(mail.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| examiner.examine(black_box(&mail), &known, false));
        });
    }
    group.finish();
    criterion.final_summary();
}
