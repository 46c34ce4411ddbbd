//! QR codes in pictures of every place of a mail: what they say is seen, and none is seen where there is none.

use std::io::{Cursor, Write};

use hotro::analysis::evidence::{Link, LinkSource, Sample};
use image::{DynamicImage, GrayImage, ImageFormat, Luma, imageops};
use rxing::qrcode::QRCodeWriter;
use rxing::{BarcodeFormat, Writer};
use serde_json::Value;

use crate::analysis_msg::report;
use crate::mail_support::{examiner, known, shared};

const BAD: &str = "https://dang-nhap.evil.example/xac-minh?u=1";

/// The mail itself with a file.
fn with(name: &str, bytes: &[u8]) -> Sample {
    examiner().examine(&report(name, bytes), &known(), true).samples.remove(0)
}

/// A code as a picture of about so many pixels.
fn code(words: &str, side: i32) -> GrayImage {
    let bits = QRCodeWriter.encode(words, &BarcodeFormat::QR_CODE, side, side).unwrap();
    GrayImage::from_fn(bits.width(), bits.height(), |x, y| Luma([if bits.get(x, y) { 0 } else { 255 }]))
}

fn file(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.into().write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn png(words: &str) -> Vec<u8> {
    file(code(words, 200), ImageFormat::Png)
}

fn drawn(sample: &Sample) -> Vec<&Link> {
    sample.links.iter().filter(|link| link.source == Some(LinkSource::Qr)).collect()
}

fn has(sample: &Sample, code: &str) -> bool {
    sample.findings.iter().any(|finding| finding.code == code)
}

fn words(sample: &Sample) -> Vec<&str> {
    let remarks = sample.findings.iter().filter(|finding| finding.code == "QR_WORDS");
    remarks.map(|finding| finding.values["words"].as_str()).collect()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn public_codes_are_read() {
    let Some(folder) = shared() else { return };
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).take(100).collect::<String>();
    let (mut all, mut wrong) = (0, Vec::new());
    for list in ["qr_zxing", "qr_zxingcpp"] {
        let rows = std::fs::read_to_string(folder.join(format!("expected/{list}.jsonl"))).unwrap();
        for row in rows.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
            let name = row["file"].as_str().unwrap();
            let wanted = row["expected"]["text"].as_str().or(row["expected"]["texts"][0].as_str());
            // There is no decoder of HEIF in Rust, and one picture is read by nobody.
            let Some(wanted) = wanted.filter(|_| !name.to_lowercase().ends_with(".heif")) else { continue };
            all += 1;
            let sample = with("ma.png", &std::fs::read(folder.join(name)).unwrap());
            let link = drawn(&sample).iter().any(|link| squeezed(wanted).contains(link.url.trim_end_matches('/')));
            let escaped = drawn(&sample).iter().any(|link| wanted.replace('\\', "").contains(&link.url));
            let said = words(&sample).iter().any(|said| letters(said) == letters(wanted));
            if !link && !escaped && !said {
                wrong.push(format!("{name}: {:?}, {:?}", drawn(&sample), words(&sample)));
            }
        }
    }
    println!("codes: {} of {all}; {wrong:#?}", all - wrong.len());
    assert!(all >= 41 && wrong.len() <= 1, "{wrong:#?}");
}

#[test]
fn a_code_is_found_wherever_a_mail_holds_it() {
    let picture = png(BAD);
    let data = base64(&picture);
    let page = format!("<html><body><p>Quét mã</p><img src=\"data:image/png;base64,{data}\"></body></html>");
    let jpeg = file(code(BAD, 300), ImageFormat::Jpeg);
    let pdf = [
        format!(
            "%PDF-1.7\n1 0 obj\n<< /Type /XObject /Subtype /Image /Width 300 /Height 300 /ColorSpace /DeviceGray \
             /BitsPerComponent 8 /Filter /DCT#44ecode /Length {} >>\nstream\n",
            jpeg.len()
        )
        .as_bytes(),
        &jpeg,
        b"\nendstream\nendobj\n%%EOF\n",
    ]
    .concat();
    let word = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/media/image1.png", &picture)]);
    let hex: String = picture.iter().map(|byte| format!("{byte:02x}")).collect();
    let rich =
        format!("{{\\rtf1 {{\\pict\\pngblip\\picw100{{\\*\\blipuid 00112233445566778899aabbccddeeff}}\n{hex}}}}}");
    let mut inverted = code(BAD, 200);
    imageops::invert(&mut inverted);
    let mut clear = DynamicImage::from(code(BAD, 200)).into_luma_alpha8();
    clear.pixels_mut().for_each(|pixel| pixel.0 = [0, 255 - pixel.0[0]]);
    for (name, bytes) in [
        ("ma.png", picture.clone()),
        ("ma.jpg", jpeg.clone()),
        ("ma.gif", file(DynamicImage::from(code(BAD, 200)).into_rgba8(), ImageFormat::Gif)),
        ("ma.bmp", file(code(BAD, 200), ImageFormat::Bmp)),
        ("nguoc.png", file(inverted, ImageFormat::Png)),
        ("trong-suot.png", file(clear, ImageFormat::Png)),
        ("trang.html", page.clone().into_bytes()),
        ("van-ban.pdf", pdf),
        ("bit.pdf", bits(false)),
        ("png.pdf", bits(true)),
        ("van-ban.docx", word.clone()),
        ("van-ban.rtf", rich.into_bytes()),
        ("nen.zip", zip(&[("trong/van-ban.docx", &word)])),
    ] {
        let sample = with(name, &bytes);
        let links = drawn(&sample);
        assert_eq!(links.iter().map(|link| link.url.as_str()).collect::<Vec<_>>(), [BAD], "{name}");
        assert!(links[0].within.as_deref().is_some_and(|path| path.starts_with(name)), "{name}");
        let finding = sample.findings.iter().find(|finding| finding.code == "QR_LINK").unwrap();
        assert!(finding.weight == 15 && finding.reason.contains("dang-nhap[.]evil[.]example"), "{}", finding.reason);
    }
    let mail = format!("From: a@b.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n{page}");
    let sample = examiner().examine(mail.as_bytes(), &known(), true).samples.remove(0);
    assert!(drawn(&sample)[0].url == BAD && drawn(&sample)[0].within.is_none() && has(&sample, "QR_LINK"));
    let forwarded = format!(
        "From: Lan <lan@laichau.gov.vn>\r\nSubject: Fwd: x\r\nContent-Type: text/html\r\n\r\n<p>---------- Forwarded message ---------<br>\
         From: A &lt;a@b.example&gt;<br>Date: Tue, Nov 24, 2026 at 8:00 AM<br>Subject: x<br>To: &lt;lan@laichau.gov.vn&gt;</p>{page}"
    );
    let sample = examiner().examine(forwarded.as_bytes(), &known(), false).samples.remove(0);
    assert_eq!(drawn(&sample)[0].url, BAD);
}

/// A PDF with a code as bare pixels of one bit, packed; with the filters of PNG or without.
fn bits(predicted: bool) -> Vec<u8> {
    let picture = code(BAD, 200);
    let mut raw = Vec::new();
    let mut before = vec![0_u8; 25];
    for row in picture.rows() {
        let shades: Vec<u8> = row.map(|pixel| u8::from(pixel.0[0] > 0)).collect();
        let row: Vec<u8> = shades.chunks(8).map(|eight| eight.iter().fold(0, |sum, bit| sum << 1 | bit)).collect();
        if predicted {
            raw.push(2);
            raw.extend(row.iter().zip(&before).map(|(now, above)| now.wrapping_sub(*above)));
        } else {
            raw.extend_from_slice(&row);
        }
        before = row;
    }
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&raw).unwrap();
    let parms = if predicted { "/DecodeParms << /Predictor 15 /Columns 200 >> " } else { "" };
    let head = format!(
        "%PDF-1.4\n1 0 obj\n<< /Subtype /Image /Width 200 /Height 200 /BitsPerComponent 1 /ColorSpace /DeviceGray \
         {parms}/Filter /FlateDecode >>\nstream\n"
    );
    [head.as_bytes(), &packed.finish().unwrap(), b"\nendstream\nendobj\n"].concat()
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[test]
fn a_code_that_is_no_link_is_a_remark() {
    let bank = "00020101021238570010A00000072701270006970436011300110012345670208QRIBFTTA53037045405500005802VN62130809nop phat 6304ABCD";
    for (said, wanted) in [
        (bank, "970436 0011001234567"),
        ("WIFI:T:WPA;S:CoQuan;P:12345678;;", "WIFI:T:WPA;S:CoQuan"),
        ("tel:+84912345678", "tel:+84912345678"),
        ("So thu tu 15", "So thu tu 15"),
    ] {
        let sample = with("ma.png", &png(said));
        assert!(drawn(&sample).is_empty() && !has(&sample, "QR_LINK"), "{said}: {:?}", drawn(&sample));
        assert!(words(&sample)[0].starts_with(wanted), "{:?}", words(&sample));
        assert!(sample.findings.iter().filter(|finding| finding.code == "QR_WORDS").all(|finding| finding.weight == 0));
    }
}

#[test]
fn no_code_and_a_code_of_ours_raise_nothing() {
    let ours = with("ma.png", &png("https://mail.laichau.gov.vn/"));
    assert!(drawn(&ours).len() == 1 && !has(&ours, "QR_LINK"));
    let noise = GrayImage::from_fn(300, 300, |x, y| Luma([(x * 7 + y * 13 + x * y % 11) as u8]));
    let sample = with("anh.png", &file(noise, ImageFormat::Png));
    assert!(drawn(&sample).is_empty() && words(&sample).is_empty());
}

#[test]
fn big_pictures_and_many_of_them_are_bounded() {
    let mut page = GrayImage::from_pixel(2480, 3508, Luma([255]));
    imageops::overlay(&mut page, &code(BAD, 330), 1900, 2900);
    assert_eq!(drawn(&with("quet.png", &file(page, ImageFormat::Png))).len(), 1);
    // The size in the header of a small file is not believed to be harmless.
    let mut huge = file(GrayImage::new(30, 30), ImageFormat::Png);
    huge[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    assert!(drawn(&with("lon.png", &huge)).is_empty());
    let blank = file(GrayImage::new(64, 64), ImageFormat::Png);
    let mut files: Vec<(String, &[u8])> = (0..20).map(|at| (format!("{at}.png"), blank.as_slice())).collect();
    let last = png(BAD);
    files.push(("cuoi.png".into(), &last));
    let names =
        |files: &[(String, &[u8])]| zip(&files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect::<Vec<_>>());
    assert!(drawn(&with("anh.zip", &names(&files))).is_empty(), "the twenty-first picture is not looked at");
    files.remove(0);
    assert_eq!(drawn(&with("anh.zip", &names(&files))).len(), 1);
}
