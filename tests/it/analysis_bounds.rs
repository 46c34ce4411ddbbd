//! What costs time is counted inside the parsers, so that the same mail always stops at the same place: here by what is seen
//! before that place and what is not seen after it. And every parser ends well over any bytes.

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::LazyLock;

use hotro::analysis::mime::probe::{Parser, Probe};
use proptest::prelude::*;
use proptest::sample::Index;
use sha2::{Digest, Sha256};

use crate::analysis_tricks::{mail, zip};
use crate::mail_support::{examiner, known, shared};

const BIG: usize = 1_000_000;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn names(name: &str, bytes: &[u8]) -> Vec<String> {
    mail(name, bytes, "").attachments[0].contents.iter().map(|one| one.name.clone()).collect()
}

#[test]
fn strings_of_a_pdf_that_never_end_are_read_once() {
    // Each would take hours were it read again from every place at which one begins.
    for unit in ["<", "<a", "(", "(\\", "\n", "/a#", "stream ", ">>stream\n", "BT (a) \n\n\n\n", "<< /A ", "endstream"]
    {
        let pdf =
            format!("%PDF-1.7\n{}\n1 0 obj\n<< /URI (http://cuoi.example/) >>\nendobj", unit.repeat(BIG / unit.len()));
        let sample = mail("a.pdf", pdf.as_bytes(), "");
        // What swallows the rest by the rules of the format may do so.
        let seen = sample.links.iter().any(|link| link.url == "http://cuoi.example/");
        assert!(seen || ["(", "(\\", "stream ", ">>stream\n"].contains(&unit), "{unit:?}");
    }
}

#[test]
fn objects_of_rich_text_inside_one_another_are_read_once() {
    let nested = format!("{{\\rtf1 {}", "{\\*\\objdata 0105".repeat(BIG / 16));
    assert!(names("a.rtf", nested.as_bytes()).is_empty());
    let many = format!("{{\\rtf1 {}}}", "{\\fldinst HYPERLINK \"http://a.example\"}".repeat(20_000));
    assert_eq!(mail("a.rtf", many.as_bytes(), "").links.len(), 1);
}

#[test]
fn passwords_are_tried_at_two_files_of_an_archive() {
    let locked = |words: &[&str]| {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (at, word) in words.iter().enumerate() {
            let lock = zip::write::SimpleFileOptions::default().with_aes_encryption(zip::AesMode::Aes256, word);
            archive.start_file(format!("{at}.exe"), lock).unwrap();
            archive.write_all(b"MZ").unwrap();
        }
        archive.finish().unwrap().into_inner()
    };
    let opens = |words: &[&str]| {
        let sample = mail("a.zip", &locked(words), "Mật khẩu: Dung@1 \r\n");
        sample.findings.iter().any(|finding| finding.code == "PASSWORD_IN_MAIL")
    };
    assert!(opens(&["Sai@1", "Dung@1"]));
    assert!(!opens(&["Sai@1", "Sai@2", "Dung@1"]));
    // With the right word each file still costs a key: so many are opened, the others listed.
    let sample = mail("a.zip", &locked(&["Dung@1"; 250]), "Mật khẩu: Dung@1 \r\n");
    let opened = sample.attachments[0].contents.iter().filter(|one| one.type_detected.is_some()).count();
    assert_eq!((sample.attachments[0].contents.len(), opened), (200, 200));
}

#[test]
fn packed_streams_in_one_another_end() {
    let mut bytes = b"chao".to_vec();
    for _ in 0..40 {
        bytes = gzip(&bytes);
    }
    assert_eq!(names("a.gz", &bytes).len(), 13, "ten that do not count, and three levels");
}

/// A report with mails attached, each of which carries a file.
fn reports(count: usize, file: &[u8]) -> Vec<hotro::analysis::evidence::Sample> {
    let mut raw =
        b"From: Lan <lan@laichau.gov.vn>\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n".to_vec();
    for at in 0..count {
        raw.extend_from_slice(
            format!(
                "--o\r\nContent-Type: message/rfc822\r\n\r\nFrom: a{at}@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\
                 Content-Type: multipart/mixed; boundary=i{at}i\r\n\r\n--i{at}i\r\nContent-Type: application/octet-stream; \
                 name=a.dat\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            )
            .as_bytes(),
        );
        raw.extend_from_slice(file);
        raw.extend_from_slice(format!("\r\n--i{at}i--\r\n").as_bytes());
    }
    raw.extend_from_slice(b"--o--\r\n");
    examiner().examine(&raw, &known(), false).samples
}

#[test]
fn many_mails_in_a_report_share_what_may_be_unpacked() {
    // Little in, but not so little that it is a bomb: 16 MiB each.
    let noise: Vec<u8> = (0..4000_u32).flat_map(|at| Sha256::digest(at.to_le_bytes()).to_vec()).collect();
    let mut content = b"MZ".to_vec();
    content.extend_from_slice(&noise);
    content.resize(16 << 20, 0);
    let samples = reports(8, &zip(&[("a.dat", &content)]));
    let opened = samples.iter().filter(|one| one.attachments[0].contents.iter().any(|one| one.type_detected.is_some()));
    assert_eq!((samples.len(), opened.count()), (8, 4), "four times 16 MiB");
}

#[test]
fn a_disk_whose_folders_hold_each_other_ends() {
    let mut disk = vec![0_u8; 40 * 2048];
    disk[0x8000] = 1;
    disk[0x8001..0x8006].copy_from_slice(b"CD001");
    let record = |name: u8, at: u32| {
        let mut out = vec![0_u8; 34];
        out[0] = 34;
        out[2..6].copy_from_slice(&at.to_le_bytes());
        out[10..14].copy_from_slice(&(20_u32 * 2048).to_le_bytes());
        out[25] = 2;
        out[32] = 1;
        out[33] = name;
        out
    };
    let root = record(b'r', 20);
    disk[0x8000 + 156..0x8000 + 190].copy_from_slice(&root);
    for at in 0..500 {
        disk[20 * 2048 + at * 34..20 * 2048 + at * 34 + 34].copy_from_slice(&record(b'a', 20));
    }
    assert!(names("a.iso", &disk).is_empty());
}

#[test]
fn macros_that_unpack_to_much_share_the_budget() {
    let chunk: Vec<u8> = [&[0x03_u8, 0xb0, 0x02, b'a', 0xff, 0x0f][..]].concat();
    let mut module = b"\x01\x13\xb0\x00Attribut\x00e VB_Nam\x00".to_vec();
    module.extend(chunk.repeat(2000));
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for at in 0..300 {
        file.create_stream(format!("/m{at}")).unwrap().write_all(&module).unwrap();
    }
    file.flush().unwrap();
    assert!(names("a.doc", &file.into_inner().into_inner()).is_empty());
}

#[test]
fn links_of_files_are_counted() {
    let page = |at: usize| {
        let links: String = (0..400).map(|n| format!("<a href=\"http://a{at}.example/{n}\">x</a>")).collect();
        format!("<html><body>{links}</body></html>")
    };
    let pages: Vec<(String, String)> = (0..20).map(|at| (format!("{at}.html"), page(at))).collect();
    let files: Vec<(&str, &[u8])> = pages.iter().map(|(name, page)| (name.as_str(), page.as_bytes())).collect();
    assert_eq!(mail("a.zip", &zip(&files), "").links.len(), 500);
}

const PARSERS: &[Parser] = &[
    Parser::Mail,
    Parser::Forwarded,
    Parser::Page,
    Parser::RichText,
    Parser::Tnef,
    Parser::Outlook,
    Parser::Dates,
    Parser::Charset,
    Parser::File,
];

static PROBE: LazyLock<Probe> = LazyLock::new(Probe::default);

/// The first bytes by which a file chooses its reader.
const STARTS: &[&[u8]] = &[
    b"",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"7z\xbc\xaf\x27\x1c\0\x04",
    b"Rar!\x1a\x07\x00",
    b"Rar!\x1a\x07\x01\x00",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"L\0\0\0\x01\x14\x02\0",
    b"{\\rtf1 ",
    b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3",
    b"MSCF\0\0\0\0",
    b"\x1f\x8b\x08\0",
    b"\xfd7zXZ\0",
    b"BZh9",
    b"\x28\xb5\x2f\xfd",
    b"ID;P",
    b"ActiveMime",
    b"<html>",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF89a",
    b"RIFF\0\0\0\0WEBP",
    b"BM",
    b"\x78\x9f\x3e\x22",
];

/// Public files of every kind that is opened, small enough for a test.
fn public() -> Vec<PathBuf> {
    let Some(folder) = shared() else { return Vec::new() };
    let kinds = [
        "attach-archive",
        "attach-office",
        "attach-other",
        "attach-pdf",
        "msg",
        "tnef",
        "qr",
        "forward-inline",
        "charset",
        "torture",
    ];
    let all = kinds.iter().flat_map(|kind| std::fs::read_dir(folder.join(kind)).unwrap().flatten());
    let mut all: Vec<PathBuf> =
        all.filter(|one| one.metadata().unwrap().len() < 60_000).map(|one| one.path()).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_parser_ends_well_over_any_bytes(start in any::<Index>(), bytes in prop::collection::vec(any::<u8>(), 0..1500)) {
        let bytes = [*start.get(STARTS), &bytes].concat();
        for parser in PARSERS {
            PROBE.read(*parser, &bytes);
        }
    }

    #[test]
    fn every_parser_ends_well_over_damaged_files(
        pick in any::<Index>(), hurt in prop::collection::vec((any::<Index>(), any::<u8>()), 1..30), cut in any::<Index>(), whole in any::<bool>()
    ) {
        static FILES: LazyLock<Vec<PathBuf>> = LazyLock::new(public);
        if FILES.is_empty() { return Ok(()) }
        let mut bytes = std::fs::read(pick.get(&FILES)).unwrap();
        for (at, byte) in hurt {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len() + 1));
        }
        for parser in PARSERS {
            PROBE.read(*parser, &bytes);
        }
    }
}
